"""Ảnh kèm lần ghi: looked at, redrawn by a child process, kept in a store, named by rows."""
