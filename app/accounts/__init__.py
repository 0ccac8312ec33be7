"""Người dùng: people, their memberships of units, and signing in."""
