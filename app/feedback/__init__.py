"""Phản ánh: a difficulty or a proposal of a unit, and its way to an answer."""
