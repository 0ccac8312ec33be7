"""I and II of a report: what was directed and done, form by form and by kind of unit (domain.md 2.3); pure."""

from functools import partial

from app.plan import ENTRIES
from app.reporting import sources
from app.reporting.facts import Facts
from app.reporting.phrases import Told, type_name, who_did
from app.reporting.sentences import Paragraph, Piece, capital, figure, joined

GROUPS, SCHOOLS = "tdp", "truong"
DIRECTION, AT_GROUPS, AT_SCHOOLS = "I", "II.7", "II.8"
NOTHING = "Trong kỳ chưa ghi nhận hoạt động nào."


def section_of(kind: str, type_id: str, of: Facts) -> str:
    """Where entries of a type are told of: by its form of propagation, else by who did it."""
    known = of.plan.activity_types.get(type_id)
    if known is not None and known.form_group is not None:
        return f"II.{list(of.plan.form_groups).index(known.form_group)}"
    return {GROUPS: AT_GROUPS, SCHOOLS: AT_SCHOOLS}.get(kind, DIRECTION)


def told_by_type(section: str, of: Facts) -> list[Paragraph]:
    """A paragraph for each kind of unit with entries told of in a section: its types, each with its figures."""
    kinds: dict[str, dict[str, dict[str, int]]] = {}
    for kind, type_id, measure, value in of.by_type:
        if section_of(kind, type_id, of) == section:
            kinds.setdefault(kind, {}).setdefault(type_id, {})[measure] = value
    return [paragraph for kind, types in kinds.items() for paragraph in _of_kind(section, kind, types, of)]


def _of_kind(section: str, kind: str, types: dict[str, dict[str, int]], of: Facts) -> list[Paragraph]:
    """One type in a sentence; several as a list."""
    who, verb = who_did(kind, of.plan)
    told = {type_id: _of_type(kind, type_id, figures, who, of) for type_id, figures in types.items()}
    names = {type_id: type_name(type_id, of.plan) for type_id in told}
    key = f"{section}:{kind}"
    if len(told) == 1:
        return [Paragraph(key, capital((f"{who} {verb} {names[id]}: ", *pieces, "."))) for id, pieces in told.items()]
    items = [Paragraph(f"{key}:{id}", capital((f"{names[id]}: ", *pieces, ".")), True) for id, pieces in told.items()]
    return [Paragraph(key, capital((f"{who} {verb}:",))), *items]


def _of_type(kind: str, type_id: str, figures: dict[str, int], who: str, of: Facts) -> tuple[Piece, ...]:
    source = partial(sources.entries, of.period, type_id=type_id, unit_kind=kind)
    told = Told(figures, of.plan, f"của {who}, {type_name(type_id, of.plan)}", source)
    return joined([told.entries(), *told.measures()], "; ")


def of_section(section: str, of: Facts) -> list[Paragraph]:
    """One of II.1 to II.8, or I; said to be empty where nothing was logged."""
    opening = {AT_GROUPS: partial(_opening, GROUPS), AT_SCHOOLS: partial(_opening, SCHOOLS)}.get(section)
    told = [*(opening(section, of) if opening else []), *told_by_type(section, of)]
    return told or [Paragraph(f"{section}:khong", (NOTHING,))]


def _opening(kind: str, section: str, of: Facts) -> list[Paragraph]:
    """How many units of a kind did something, and all they did in the period, of whatever form."""
    figures = of.snapshot.by_kind.get(kind, {})
    units = [unit for unit in of.snapshot.units if unit.kind == kind]
    active = sum(1 for unit in units if unit.figures.get(ENTRIES))
    if not active:
        return []
    who, _ = who_did(kind, of.plan)
    noun = of.plan.unit_kinds[kind].noun
    told = Told(figures, of.plan, f"của {who}", partial(sources.entries, of.period, unit_kind=kind))
    share = figure(active, f"Số {noun} có hoạt động"), figure(len(units), f"Số {noun} của phường")
    start: tuple[Piece, ...] = (
        share[0],
        "/",
        share[1],
        f" {noun} có hoạt động được ghi nhận, tổng cộng ",
        *told.entries(),
    )
    rest = told.measures(readings=True)
    more: tuple[Piece, ...] = (", với ", *joined(rest, "; ")) if rest else ()
    return [Paragraph(f"{section}:chung", (*start, *more, "."))]
