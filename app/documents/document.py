"""What a state document says (Nghị định 30/2020/NĐ-CP, Phụ lục I), apart from how it is laid out; pure."""

from dataclasses import dataclass
from datetime import date

from app.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number, level 1 to 3: "I. Kết quả thực hiện", "1. Tại tổ dân phố", "a) Thuận lợi"."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. Line breaks in its text make several."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, "- …" in the document; its text has no dash."""

    text: str


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues. superior: lines above (may be none); issuer: lines in bold; symbol: "BC-UBND"; place: "Phú Lương".

    Capitals are the writer's work. name: the issuer in a sentence ("Ủy ban nhân dân phường Phú Lương"); empty: its lines.
    """

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    symbol: str
    place: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of authority ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"); name: "" leaves the place blank."""

    authority: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: its name in capitals is the writer's work; numbered in the order given."""

    name: str
    blocks: tuple[Block, ...]
    is_landscape: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document. number, issued_on: None leaves their places blank, but for the year. is_draft: marked DỰ THẢO.

    kind: "Báo cáo"; subject: the trích yếu; bases: căn cứ, without their marks; addressees: Kính gửi;
    recipients: lines of Nơi nhận without dash and mark ("Như trên", "Lưu: VT, VHXH").
    """

    letterhead: Letterhead
    number: int | None
    issued_on: date | None
    kind: str
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    body: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    is_draft: bool = True
    year: int | None = None
