"""What hostile or broken clients send (security.md 4, A to E)."""

MARKUP = (
    "<script>document.title='x'</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' autofocus onfocus=alert(1) x='", "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "<div hx-get='/dang-xuat' hx-trigger=load>", "<a data-hx-on:click='x()'>", "<form hx-post=/dang-xuat>",
    "<style>*{display:none}</style>", "<base href=//evil.example>", "<meta http-equiv=refresh content='0;//e'>",
    "<iframe srcdoc='<script>1</script>'>", "<!--", "<![CDATA[", "&lt;script&gt;", "javascript:alert(1)", "{{191*7}}",
    "{% for x in (1,) %}", "{{config.SECRET_KEY}}", "{#", "${191*7}", "<%= 191*7 %>", "%3Cscript%3E", "\\u003cscript\\u003e",
)  # fmt: skip
SQL = (
    "' OR '1'='1", "'; DROP TABLE activities; --", "\") OR 1=1 --", "1 UNION SELECT password_hash FROM people",
    "%", "_", "\\", "%' ESCAPE '", "$$; SELECT pg_sleep(9); $$", ":unit", "%(unit)s", "?", "0; VACUUM", "' || (SELECT 1) || '",
)  # fmt: skip
SHELL = (
    "; id",
    "$(id)",
    "`id`",
    "| cat /etc/passwd",
    "../../../../etc/passwd",
    "${jndi:ldap://e}",
    "=cmd|' /C calc'!A0",
)
# What is text all the same, and must come back as it was typed (after NFC).
ODD_TEXT = (
    "\u202edlrow", "\u2066x\u2069", "\u200b\u200d\ufeff", "🌾👨‍👩‍👧🇻🇳", "a\u0323\u0302\u0301", "Ｆｕｌｌ", "\u00a0", "\u2028\u2029",
    "Nguye\u0302\u0303n", "hòa hoà", "Лев", "\U0010fffd", "x" * 1990,
)  # fmt: skip
# What no text may hold: NUL, controls, halves of characters, what never is a character.
REFUSED = ("a\x00b", "\x00", "a\x07b", "a\x1b[31mb", "a\x7fb", "a\x85b", "\ufffe", "a\uffffb", "\ufdd0", "a\x0bb\x0c")
NUMBERS = (
    "-1", "1e3", "1_000", "1.00", "1,000", "１２", "٣", "²", "½", "2147483648x", "9" * 13, "9" * 20, "9" * 5000, "NaN",
    "Infinity", "-Infinity", "1e999", "0x10", "0b1", "true", "null", "[]", "{}", "+5", "--5", "1.2.3", "1 2", "4 5 6", "١٢٣",
    "1\x00", "5;6", "5' OR 1", "<b>5</b>", ".", "-", "−5",
)  # fmt: skip
DATES = (
    "", "0", "-1", "2026-02-29", "2026-04-31", "0000-01-01", "0001-01-01", "1900-01-01", "9999-12-31", "10000-01-01",
    "2569-11-22", "2026-13-01", "2026-W99-1", "20261122", "2026-11-22T00:00:00Z", "1732233600", "today", "other",
    "2026-11-2२", "22/11/2026", "+2026-1-1", "2026-11-22\x00", "9" * 5000,
)  # fmt: skip


def all_text() -> tuple[str, ...]:
    return (*MARKUP, *SQL, *SHELL, *ODD_TEXT)
