"""The two letterheads of a report (domain.md 2.2): what each says, with what the ward typed in place of the custom; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.document import Letterhead, Signature

DESK, COMMITTEE = "phong", "ubnd"
LETTERS = {DESK: "Phòng Văn hóa - Xã hội gửi UBND phường", COMMITTEE: "UBND phường gửi Thành phố, Sở"}
SHARED = ("plan", "place")
OWN = ("superior", "issuer", "symbol", "addressees", "bases", "authority", "signer", "recipients")
NAMES = (*SHARED, *(f"{letter}.{name}" for letter in LETTERS for name in OWN))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letterhead. plan: the plan as the opening names it; speaker: who reports; goes_up: to the city."""

    id: str
    plan: str
    speaker: str
    letterhead: Letterhead
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]

    @property
    def goes_up(self) -> bool:
        return self.id == COMMITTEE

    @property
    def label(self) -> str:
        return LETTERS[self.id]


def customs(ward_name: str) -> dict[str, str]:
    """What stands where the ward typed nothing: never a person's name, and what is unknown stays open. Lines by newlines."""
    name = _proper(ward_name)
    return {
        "plan": f"Kế hoạch số …/KH-UBND ngày …/…/… của Ủy ban nhân dân phường {name}",
        "place": name,
        "phong.superior": f"UBND PHƯỜNG {name.upper()}",
        "phong.issuer": "PHÒNG VĂN HÓA - XÃ HỘI",
        "phong.symbol": "BC-VHXH",
        "phong.addressees": f"Ủy ban nhân dân phường {name}",
        "phong.bases": "",
        "phong.authority": "TRƯỞNG PHÒNG",
        "phong.signer": "",
        "phong.recipients": "Như trên\nVăn phòng HĐND và UBND\nLưu: VT, VHXH",
        "ubnd.superior": "",
        "ubnd.issuer": f"ỦY BAN NHÂN DÂN\nPHƯỜNG {name.upper()}",
        "ubnd.symbol": "BC-UBND",
        "ubnd.addressees": "Ủy ban nhân dân Thành phố Hà Nội",
        "ubnd.bases": "",
        "ubnd.authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        "ubnd.signer": "",
        "ubnd.recipients": "Như trên\nThường trực Đảng ủy, HĐND phường (để b/c)\n"
        "Chủ tịch, các Phó Chủ tịch UBND phường\nLưu: VT, VHXH",
    }


def letter_of(id: str, ward_name: str, typed: Mapping[str, str]) -> Letter:
    """A letterhead as the ward has it."""
    texts = customs(ward_name) | {name: text for name, text in typed.items() if name in NAMES}
    own = {name: texts[f"{id}.{name}"] for name in OWN}
    lines = {name: tuple(line.strip() for line in text.splitlines() if line.strip()) for name, text in own.items()}
    speaker = "Phòng Văn hóa - Xã hội" if id == DESK else f"Ủy ban nhân dân phường {_proper(ward_name)}"
    return Letter(
        id=id,
        plan=texts["plan"],
        speaker=speaker,
        letterhead=Letterhead(
            lines["superior"], lines["issuer"], own["symbol"], texts["place"], _in_a_sentence(id, ward_name, typed)
        ),
        addressees=lines["addressees"],
        bases=lines["bases"],
        signature=Signature(lines["authority"], own["signer"]),
        recipients=lines["recipients"],
    )


def _in_a_sentence(id: str, ward_name: str, typed: Mapping[str, str]) -> str:
    """The issuer as an annex names it ("… của Ủy ban nhân dân phường Phú Lương"); empty where the ward typed another."""
    if f"{id}.issuer" in typed:
        return ""
    body = "Phòng Văn hóa - Xã hội" if id == DESK else "Ủy ban nhân dân"
    return f"{body} phường {_proper(ward_name)}"


def _proper(ward_name: str) -> str:
    """ "Phường Phú Lương" → "Phú Lương"."""
    first, _, rest = ward_name.partition(" ")
    return rest if first.lower() == "phường" and rest else ward_name
