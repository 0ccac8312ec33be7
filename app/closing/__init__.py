"""Các kỳ: their deadlines, closing them, what was frozen and what came afterwards."""
