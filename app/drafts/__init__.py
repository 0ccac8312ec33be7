"""Bản nháp: what somebody has typed and not sent yet, kept for the whole unit."""
