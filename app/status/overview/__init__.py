"""Tổng quan: the whole ward in a period at a glance. Reads only."""
