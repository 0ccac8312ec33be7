"""Đơn vị: a tree of units under a ward, opened and closed on dates."""
