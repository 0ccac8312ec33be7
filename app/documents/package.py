"""The file of Word: its parts and how they hang together (ECMA-376, part 2), packed by python-docx."""

from collections.abc import Mapping
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from app.documents.elements import Element, blob, w
from app.documents.styles import INDENT, LANGUAGE, styles

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_WORD_2013 = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}


def packed(document: Element, headers: Mapping[str, Element], title: str) -> bytes:
    """A .docx of a document's part and its headers, by the names its sections give them. It names no author."""
    package = Package()
    main = _part(package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, document)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    core = _part(package, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _properties(title))
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    main.relate_to(_part(package, "/word/styles.xml", CONTENT_TYPE.WML_STYLES, styles()), RELATIONSHIP_TYPE.STYLES)
    settings = _part(package, "/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, _settings())
    main.relate_to(settings, RELATIONSHIP_TYPE.SETTINGS)
    for name, header in headers.items():
        part = _part(package, f"/word/{name}.xml", CONTENT_TYPE.WML_HEADER, header)
        main.rels.add_relationship(RELATIONSHIP_TYPE.HEADER, part, name)
    return _saved(package)


def _part(package: Package, place: str, kind: str, root: Element) -> Part:
    return Part(PackURI(place), kind, blob(root), package)


def _saved(package: Package) -> bytes:
    file = BytesIO()
    package.save(file)
    return file.getvalue()


def _settings() -> Element:
    """A document of today's Word, not of its compatibility mode; commas for decimals."""
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=INDENT),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", w("compatSetting", **_WORD_2013)),
        w("themeFontLang", val=LANGUAGE),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def _properties(title: str) -> Element:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN})
    for tag, text in (("title", title), ("language", LANGUAGE)):
        etree.SubElement(root, f"{{{_DUBLIN}}}{tag}").text = text
    return root
