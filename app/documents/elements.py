"""Elements of WordprocessingML (ECMA-376, part 1, 17), made by short names."""

from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any  # lxml says no types
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"w": NAMESPACE, "r": RELATIONS}


def name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element with attributes and children in this order; a child that is None is left out."""
    made = etree.Element(name(tag), {name(key): str(value) for key, value in attributes.items()}, nsmap=_NAMES)
    made.extend(child for child in children if child is not None)
    return made


def blob(root: Element) -> bytes:
    """The bytes of a part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
