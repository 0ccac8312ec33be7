"""Tình hình: a unit's page, the ward's list, home. Reads only."""
