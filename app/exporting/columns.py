"""Entries as the columns and rows of a table; personal numbers masked, nobody named. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from app import clock
from app.activities.models import TagKind
from app.config import CutOff
from app.exporting.entries import Entry
from app.periods.calendar import period_of
from app.personal_numbers import masked
from app.plan import Plan
from app.tables import Cell, Column, Holds, Row

_MASKED = "số điện thoại, số căn cước đã che."
_LEADING = (
    Column("Số", Holds.NUMBER, 0.5, "Số của lần ghi, như trên trang của lần ghi."),
    Column("Số phiếu", Holds.NUMBER, 0.5, "Số phiếu lúc lưu; một phiếu có thể gồm nhiều lần ghi."),
    Column("Mã đơn vị", share=0.7, meaning="Mã của đơn vị trong Sổ tay số."),
    Column("Đơn vị", share=1.5, meaning="Đơn vị có hoạt động."),
    Column("Loại đơn vị", share=1.3, meaning="Loại đơn vị theo Kế hoạch."),
    Column("Loại hoạt động", share=1.6, meaning="Loại hoạt động theo Kế hoạch."),
    Column("Ngày", Holds.DATE, 0.8, "Ngày diễn ra hoạt động."),
    Column("Kỳ", share=0.8, meaning="Kỳ tháng của ngày hoạt động."),
    Column("Nội dung tuyên truyền", share=1.8, meaning="Các nội dung đã chọn, cách nhau bằng dấu chấm phẩy."),
    Column("Đối tượng", share=1.4, meaning="Các đối tượng đã chọn."),
    Column("Kênh", share=1.4, meaning="Các kênh, nền tảng đã chọn."),
)
_CLOSING = (
    Column("Trạng thái", share=1.0, meaning="Trạng thái của lần ghi lúc tải về."),
    Column(
        "Được tính", share=0.7, meaning="Có: được tính vào số liệu. Không: trùng, bị trả lại, đã hủy hoặc còn nháp."
    ),
    Column("Ghi chú", share=2.4, meaning=f"Lời của đơn vị; {_MASKED}"),
    Column("Khó khăn, vướng mắc", share=2.4, meaning=f"Lời của đơn vị; {_MASKED}"),
    Column("Nhóm khó khăn", share=1.3, meaning="Nhóm vấn đề đơn vị đã chọn."),
    Column("Ngày ghi", Holds.DATE, 0.8, "Ngày lưu lần ghi."),
)


def columns_of(measures: Collection[str], plan: Plan) -> tuple[Column, ...]:
    """The columns of entries that have these measures, each its own column in the plan's order."""
    return tuple(chain(_LEADING, (_measured(id, plan) for id in _ordered(measures, plan)), _CLOSING))


def _ordered(measures: Collection[str], plan: Plan) -> list[str]:
    return [id for id in plan.measures if id in measures] + sorted(set(measures) - set(plan.measures))


def _measured(id: str, plan: Plan) -> Column:
    measure = plan.measures.get(id)
    if measure is None:
        return Column(id, Holds.NUMBER, 0.6, "Số liệu của Kế hoạch trước. Ô trống: đơn vị không ghi số này.")
    return Column(measure.label, Holds.NUMBER, 0.6, f"Đơn vị tính: {measure.unit}. Ô trống: đơn vị không ghi số này.")


def rows_of(
    entries: Iterable[Entry], measures: Collection[str], plan: Plan, cut_off: CutOff, heard: Callable[[int], None]
) -> Iterator[Row]:
    """A row an entry; heard: is told how many have been made."""
    ordered, labels = _ordered(measures, plan), _labels(plan)
    for place, entry in enumerate(entries, 1):
        yield Row((*_leading(entry, plan, labels, cut_off), *map(entry.figures.get, ordered), *_closing(entry, plan)))
        heard(place)


Labels = Mapping[TagKind, Mapping[str, str]]


def _labels(plan: Plan) -> Labels:
    """What each tag is called, in the plan's order."""
    named = {TagKind.TOPIC: plan.quick_topics, TagKind.AUDIENCE: plan.audiences, TagKind.CHANNEL: plan.channels}
    return {kind: {id: each.label for id, each in of.items()} for kind, of in named.items()}


def _leading(entry: Entry, plan: Plan, labels: Labels, cut_off: CutOff) -> Iterator[Cell]:
    kind, type = plan.unit_kinds.get(entry.unit.kind), plan.activity_types.get(entry.type)
    yield from (entry.number, entry.receipt, entry.unit.code, entry.unit.name)
    yield kind.label if kind else entry.unit.kind
    yield type.label if type else entry.type
    yield from (entry.held_on, period_of(entry.held_on, cut_off).label)
    yield from (_joined(entry.tags.get(kind, ()), labels[kind]) for kind in TagKind)


def _joined(tags: Collection[str], labels: Mapping[str, str]) -> str | None:
    known = [label for id, label in labels.items() if id in tags] if tags else []
    return "; ".join([*known, *sorted(set(tags) - labels.keys())]) or None


def _closing(entry: Entry, plan: Plan) -> Iterator[Cell]:
    category = plan.difficulty_categories.get(entry.difficulty_category or "")
    yield from (entry.status.label, "có" if entry.counts else "không")
    yield from (masked(entry.note) or None, masked(entry.difficulty) or None)
    yield category.label if category else entry.difficulty_category
    yield clock.local(entry.logged_at).date()
