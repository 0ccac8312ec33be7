"""Workbooks of Excel and CSV files, written row by row."""
