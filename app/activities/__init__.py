"""Nhật ký hoạt động: what a unit did, logged on a phone."""
