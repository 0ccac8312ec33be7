"""Chỉ tiêu của Phòng VH-XH: off unless the ward wants it; a plain bar on the unit's own pages, never a rank."""
