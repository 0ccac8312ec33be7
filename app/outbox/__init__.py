"""Hàng chờ gửi: the pages a phone opens without a network, and what it asks before it sends (security.md 3 B)."""
