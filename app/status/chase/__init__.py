"""Chưa cập nhật: who is silent, a polite text for them, and who was reminded."""
