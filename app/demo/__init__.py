"""Demonstration data: fictitious, in a file anyone can write (entries.yaml shows its form)."""
