"""Kỳ: which days a month, a quarter, a half-year or a year covers."""
