"""Cài đặt: what a ward may decide for itself, each with a default."""
