"""Literal colours stand in tokens.css alone, and templates and style sheets know the same classes."""

import re
from pathlib import Path

from app.config import ROOT
from app.plan import read_plan

CSS = ROOT / "static" / "css"
SHEETS = sorted(CSS.rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(", re.IGNORECASE)
NAMED = re.compile(r":[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|navy|silver)\b(?!-)[^;{}]*[;}]")
JINJA = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)


def rules(sheet: Path) -> str:
    """A style sheet without comments, addresses and names of variables."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"var\([^)]*\)", "var", re.sub(r'url\("[^"]*"\)', "url", text))


def defined() -> set[str]:
    selectors = " ".join(part for sheet in SHEETS for part in re.findall(r"([^{};]+){", rules(sheet)))
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def written() -> list[str]:
    """The content of every class attribute; what Jinja computes stands as {{…}}."""
    found = []
    for file in TEMPLATES:
        found += re.findall(r'class="([^"]*)"', re.sub(r"{{.*?}}", "{{…}}", JINJA.sub(" ", file.read_text("utf-8"))))
    return found


def used() -> set[str]:
    # A badge is blue unless said otherwise.
    tones = {tile.tone for tiles in read_plan().tiles.values() for tile in tiles}
    names = {name for attribute in written() for name in attribute.split()}
    computed = {f"badge--{tone}" for tone in tones - {"blue"}} if "badge--{{…}}" in names else set()
    scripted = {n for f in SCRIPTS for n in re.findall(r'classList\.\w+\("([\w-]+)"', f.read_text("utf-8"))}
    return {name for name in names if "{{…}}" not in name} | computed | scripted


def test_only_the_tokens_hold_literal_colours():
    others = [sheet for sheet in SHEETS if sheet.name != "tokens.css"]

    assert others
    for sheet in others:
        assert LITERAL.findall(re.sub(r"([^{};]+){", "{", rules(sheet))) == [], sheet.name
        assert NAMED.findall(rules(sheet)) == [], sheet.name


def test_the_browsers_bar_has_the_colour_of_the_band():
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8")
    base = (ROOT / "templates" / "layouts" / "base.html").read_text(encoding="utf-8")

    assert re.findall(r'name="theme-color" content="(#\w+)"', base) == re.findall(r"--blue-deep:(#\w+)", tokens)


def test_templates_use_no_class_without_a_rule():
    assert used() - defined() == set()


def test_style_sheets_have_no_class_that_nothing_uses():
    assert defined() - used() == set()


def test_computed_classes_are_those_this_test_knows():
    computed = {name for attribute in written() for name in attribute.split() if "{{…}}" in name}

    assert computed <= {"badge--{{…}}"}


def test_every_token_is_used_and_every_variable_is_a_token():
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)

    assert set(re.findall(r"var\(--([\w-]+)", text)) == set(re.findall(r"[{;\s]--([\w-]+):", text))
