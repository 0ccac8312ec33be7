"""Số liệu tải về: entries and annexes of a period as Excel and CSV, and figures to type elsewhere."""
