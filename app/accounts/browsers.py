"""What to call a browser: "Điện thoại Samsung, Zalo". Read from its user agent, which proves nothing."""

import re

# The first that is found names it; the order matters.
MACHINES = (
    (r"\b(?:SM|GT)-[A-Z]|Samsung", "Điện thoại Samsung"),
    (r"\bCPH\d|OPPO", "Điện thoại OPPO"),
    (r"\bV\d{4}|vivo", "Điện thoại vivo"),
    (r"Redmi|POCO|Xiaomi|\bM\d{4}[A-Z]|\b2\d{7}[A-Z]", "Điện thoại Xiaomi"),
    (r"\bRMX\d|realme", "Điện thoại realme"),
    (r"Nokia", "Điện thoại Nokia"),
    (r"Huawei|HONOR", "Điện thoại Huawei"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android.*Mobile", "Điện thoại Android"),
    (r"Android", "Máy tính bảng Android"),
    (r"Windows", "Máy tính Windows"),
    (r"Mac OS X|Macintosh", "Máy Mac"),
    (r"CrOS", "Chromebook"),
    (r"Linux|X11", "Máy tính Linux"),
)
PROGRAMS = (
    (r"Zalo", "Zalo"),
    (r"FBAN|FBAV|FB_IAB|Messenger", "Facebook"),
    (r"CocCoc|coc_coc", "Cốc Cốc"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Edg", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)
EMBEDDED = re.compile(r"Zalo|FBAN|FBAV|FB_IAB|Messenger|Instagram|Line/|; wv\)", re.IGNORECASE)


def describe(user_agent: str) -> str:
    """The machine and the program, as far as they can be told."""
    named = [_first(table, user_agent) for table in (MACHINES, PROGRAMS)]
    return ", ".join(name for name in named if name) or "Máy không rõ loại"


def is_embedded(user_agent: str) -> bool:
    """Whether the page is shown inside another app, whose storage is its own and who may lose it."""
    return EMBEDDED.search(user_agent) is not None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, text, re.IGNORECASE)), "")
