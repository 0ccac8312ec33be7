"""What every template keeps (house.md 3, 6, 8), read from the files themselves."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from app import components
from app.config import ROOT

TEMPLATES = ROOT / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
PARTIALS = [f for f in FILES if f.name.startswith("_")]
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
FORBIDDEN = {
    "a filter that trusts text": r"\|\s*safe\b|Markup|autoescape",
    "a style of its own": r"<style|\sstyle\s*=",
    "code of its own": r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|hx-on|javascript:|\sjs:|hx-vals|hx-vars",
    "a trigger filter": r'hx-trigger="[^"]*\[',
}


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def name(file: Path) -> str:
    return str(file.relative_to(TEMPLATES))


def markup(file: Path) -> BeautifulSoup:
    """The template's own tags; what Jinja would put there is gone."""
    return BeautifulSoup(JINJA.sub("", text(file)), "html.parser")


def asking(file: Path) -> list[Tag]:
    verbs = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
    return markup(file).find_all(lambda tag: any(verb in tag.attrs for verb in verbs))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str):
    assert [name(f) for f in FILES if re.search(FORBIDDEN[what], text(f), re.IGNORECASE)] == []


def test_each_partial_opens_with_its_contract():
    assert [name(f) for f in PARTIALS if not re.match(r"{# \w.*? #}\n", text(f))] == []


PLAIN = {"a": "href", "form": "action", "button": "formaction"}  # what each does without JavaScript


def test_every_verb_sits_on_what_works_without_it_with_its_own_target_and_swap():
    found = [(f, tag) for f in FILES for tag in asking(f)]

    assert found
    for file, tag in found:
        assert {"hx-target", "hx-swap", PLAIN[tag.name]} <= set(tag.attrs), name(file)


def test_what_is_swapped_is_a_partial_whose_root_bears_its_name():
    targets = {(f.parent, str(tag["hx-target"])) for f in FILES for tag in asking(f)}

    for folder, target in targets:
        partial = folder / f"_{target.removeprefix('#').replace('-', '_')}.html"
        roots = markup(partial).find_all(recursive=False)
        assert [f"#{root.get('id')}" for root in roots] == [target], name(partial)


def test_what_views_answer_to_htmx_is_one_of_these():
    targets = {str(tag["hx-target"]) for f in FILES for tag in asking(f)}
    files = [*(ROOT / "app").rglob("views.py"), *(ROOT / "app").rglob("views/*.py")]
    views = "".join(text(f) for f in sorted(files))

    answered = set(re.findall(r'(?:partial=|FORM = |LINE = |PAGE, FORM = "\w+/\w+.html", )"\w+/_(\w+)\.html"', views))

    assert {f"#{stem.replace('_', '-')}" for stem in answered} == targets


def test_a_component_is_one_macro_of_its_files_name():
    for file in COMPONENTS:
        assert re.findall(r"{%-? macro (\w+)\(", text(file)) == [file.stem], name(file)


def test_a_component_reads_its_parameters_and_never_the_page():
    for file in COMPONENTS:
        assert not re.search(r"\b(current_user|request|session|g)\.", text(file)), name(file)


def test_every_component_is_known_and_used():
    everywhere = "".join(re.sub(r"{%-? macro .*?%}", "", text(f)) for f in FILES)

    assert sorted(components.COMPONENTS) == [file.stem for file in COMPONENTS]
    assert [file.stem for file in COMPONENTS if not re.search(rf"[{{(]\s?{file.stem}\(", everywhere)] == []
    assert "{% import" not in everywhere
    assert "{% from" not in everywhere


def test_every_form_works_without_javascript():
    for file in FILES:
        for form in markup(file).find_all("form"):
            assert form.get("method") in {"get", "post"}, name(file)
            assert "action" in form.attrs, name(file)
            if form["method"] == "post":
                assert form.find(attrs={"name": "csrf_token"}) is not None, name(file)
