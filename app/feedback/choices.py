"""What a feedback thread is about, how urgent it is and how content its unit: the words of the plan; pure."""

from enum import StrEnum


class Kind(StrEnum):
    """Khó khăn or đề xuất."""

    DIFFICULTY = "kho_khan"
    PROPOSAL = "de_xuat"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


class Severity(StrEnum):
    """How urgent; the reporter sees only a box "khẩn"."""

    LOW = "thap"
    NORMAL = "thuong"
    HIGH = "cao"
    URGENT = "khan"

    @property
    def label(self) -> str:
        return SEVERITY_LABELS[self]


class Rating(StrEnum):
    """How content the unit is with the answer."""

    CONTENT = "hai_long"
    FAIR = "tam_duoc"
    DISCONTENT = "chua_hai_long"

    @property
    def label(self) -> str:
        return RATING_LABELS[self]


KIND_LABELS = {Kind.DIFFICULTY: "Khó khăn, vướng mắc", Kind.PROPOSAL: "Đề xuất, kiến nghị"}
SEVERITY_LABELS = {
    Severity.LOW: "Thấp",
    Severity.NORMAL: "Bình thường",
    Severity.HIGH: "Cao",
    Severity.URGENT: "Khẩn",
}
RATING_LABELS = {Rating.CONTENT: "Hài lòng", Rating.FAIR: "Tạm được", Rating.DISCONTENT: "Chưa hài lòng"}
