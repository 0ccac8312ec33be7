"""Text that a program which guesses takes for a formula (security.md, 4 F), and text that XML forbids."""

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1+1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","Bấm vào đây")',
    "x;=cmd|' /C calc'!A0;y",
    '"=1+1',
    "'=1+1",
    "-Nguyễn",
    "+84912345678",
)
XML = (
    "\x00\x01\x08\x0b\x1f\x7f",
    "\ud800",
    "\ufffe\uffff",
    "]]></t><f>1+1</f><t>",
    "<!--&lt;&#0;",
    "_x0041__x000D_",
    "  hai đầu cách  ",
    "dòng 1\r\ndòng 2\rdòng 3",
    "👩‍👩‍👧 ằ ẵ",
)
