"""Giám sát: the audit read by admins, and the table of who may do what (reads only)."""
