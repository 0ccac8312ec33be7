"""Báo cáo tổng hợp: figures, sentences, annexes, what the officer wrote, and what was issued."""
