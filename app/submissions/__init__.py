"""Phiếu: the submission rule. The same key with the same content gives the same receipt, never a second entry."""
