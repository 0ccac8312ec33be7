"""Giới hạn lần thử: counters of failed tries, in the database, shared by every worker."""
