"""The ward's units and people as its officials see them."""
