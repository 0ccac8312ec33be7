"""What every page and partial must satisfy (house.md 9)."""

from bs4 import BeautifulSoup, Tag


def inspect(soup: BeautifulSoup, *, partial: bool, where: str) -> None:
    """Fails with the place of the first thing wrong."""
    problems = [*_everywhere(soup), *(_partial(soup) if partial else _page(soup))]
    assert not problems, f"{where}: {'; '.join(problems)}"


def _everywhere(soup: BeautifulSoup) -> list[str]:
    found = []
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    found += [f"id {each} twice" for each in set(ids) if ids.count(each) > 1]
    found += [f"inline style on {tag.name}" for tag in soup.find_all(style=True)]
    found += [f"inline code on {tag.name}" for tag in soup.find_all(_has_code)]
    found += [
        f"no label for {box.get('name')}"
        for box in soup.find_all(["input", "select", "textarea"])
        if not _labelled(box, soup)
    ]
    for tag in soup.find_all(lambda t: any(a in t.attrs for a in ("hx-get", "hx-post"))):
        found += [f"{tag.name} has no {a}" for a in ("hx-target", "hx-swap") if a not in tag.attrs]
        if tag.name not in ("form", "a") and "formaction" not in tag.attrs:
            found.append(f"{tag.name} asks by htmx but does nothing without it")
    found += [
        f"form without {a}" for form in soup.find_all("form") for a in ("method", "action") if a not in form.attrs
    ]
    return found


def _has_code(tag: Tag) -> bool:
    inline = tag.name in ("script", "style") and not tag.get("src")
    return inline or any(name.startswith("on") or name.startswith("hx-on") for name in tag.attrs)


def _labelled(box: Tag, soup: BeautifulSoup) -> bool:
    if box.get("type") in ("hidden", "submit"):
        return True
    return bool(
        box.get("aria-label") or box.find_parent("label") or soup.find("label", attrs={"for": box.get("id") or ""})
    )


def _page(soup: BeautifulSoup) -> list[str]:
    headings = soup.find_all("h1")
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    title = soup.title.get_text(strip=True).removeprefix("Lỗi: ") if soup.title else ""
    heading = headings[0].get_text(" ", strip=True)
    return [] if title.startswith(heading) else [f"the title “{title}” does not begin with “{heading}”"]


def _partial(soup: BeautifulSoup) -> list[str]:
    roots = [tag for tag in soup.find_all(recursive=False)]
    return [] if len(roots) == 1 and roots[0].get("id") else ["a partial has one root with an id"]
