"""Danh bạ: the units and people an admin looks after, and the first admin."""
