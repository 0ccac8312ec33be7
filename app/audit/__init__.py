"""Nhật ký thao tác: who did what, when, from where. Append-only."""
