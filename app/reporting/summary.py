"""The first paragraphs of II: who updated, the ward's totals, against the period before, and since the year began; pure."""

from functools import partial

from app.plan import ENTRIES
from app.reporting import sources
from app.reporting.facts import Facts, Late
from app.reporting.phrases import LEADING, Told
from app.reporting.sentences import Figure, Paragraph, Piece, figure, joined, lower, percent
from app.status.updating import Group
from app.wording import short_date


def summary(of: Facts) -> list[Paragraph]:
    """What stands before the parts of II."""
    made = (_updated(of), _totals(of), _compared(of), _cumulative(of))
    return [each for each in made if each is not None]


def _updated(of: Facts) -> Paragraph | None:
    counts = of.rates.by_group()
    if not counts[Group.EXPECTED]:
        return None
    told = {
        group: figure(count, f"Số đơn vị: {group.label.lower()}", sources.units(of.period, group))
        for group, count in counts.items()
    }
    share = percent(
        counts[Group.UPDATED], counts[Group.EXPECTED], "Tỷ lệ đơn vị đã cập nhật trên số đơn vị cần cập nhật"
    )
    start = (told[Group.UPDATED], "/", told[Group.EXPECTED], " đơn vị đã cập nhật số liệu (đạt ", share, ")")
    rest = [(", trong đó ", told[Group.NOTHING], " đơn vị xác nhận không phát sinh")] if counts[Group.NOTHING] else []
    if counts[Group.LATE]:
        rest.append(("; ", told[Group.LATE], " đơn vị cập nhật muộn"))
    if counts[Group.SILENT]:
        rest.append(("; ", told[Group.SILENT], " đơn vị chưa cập nhật"))
    return Paragraph("II:cap-nhat", ("Trong kỳ, ", *start, *joined(rest, ""), "."))


def _totals(of: Facts) -> Paragraph:
    told = Told(of.snapshot.total, of.plan, "toàn phường", partial(sources.entries, of.period))
    rest = told.measures(readings=True)
    more: tuple[Piece, ...] = (", với ", *joined(rest, "; ")) if rest else ()
    return Paragraph("II:tong", ("Toàn phường ghi nhận ", *told.entries(), *more, "."))


def _compared(of: Facts) -> Paragraph | None:
    """What both periods have; a measure only one of them reported is not compared."""
    if of.before_period is None or not of.before.get(ENTRIES):
        return None
    told = [_one_compared(m, of) for m in LEADING if m in of.snapshot.total and m in of.before]
    return Paragraph("II:so-sanh", (f"So với {of.before_period.label}, ", *joined(told, "; "), ".")) if told else None


def _one_compared(measure: str, of: Facts) -> tuple[Piece, ...]:
    noun, label = _noun(measure, of)
    now, before = of.snapshot.total[measure], of.before[measure]
    if now == before:
        return f"{noun} bằng kỳ trước (", figure(now, f"{label} toàn phường", sources.entries(of.period, measure)), ")"
    word, ends = ("tăng", ("từ", "lên")) if now > before else ("giảm", ("từ", "xuống"))
    shown = _figure_before(measure, label, of), figure(now, f"{label} toàn phường", sources.entries(of.period, measure))
    share = (
        (f" ({word} ", percent(abs(now - before), before, f"{label}: {word} so với kỳ trước"), ")") if before else ()
    )
    return f"{noun} {word} {ends[0]} ", shown[0], f" {ends[1]} ", shown[1], *share


def _figure_before(measure: str, label: str, of: Facts) -> Figure:
    source = sources.entries(of.before_period, measure) if of.before_period else None
    return figure(of.before[measure], f"{label} toàn phường, kỳ trước", source)


def _cumulative(of: Facts) -> Paragraph | None:
    """Lũy kế; nothing where the period itself began the year."""
    if of.running.first_on == of.period.first_on or not of.cumulative.get(ENTRIES):
        return None
    figures = {measure: of.cumulative[measure] for measure in LEADING if measure in of.cumulative}
    told = Told(figures, of.plan, "toàn phường, lũy kế", partial(sources.entries, of.running))
    span = f"Lũy kế từ ngày {short_date(of.running.first_on)} đến ngày {short_date(of.running.last_on)}: "
    return Paragraph("II:luy-ke", (span, *joined([told.entries(), *told.measures()], "; "), "."))


def came_late(of: Facts) -> list[Paragraph]:
    """What came in this period to months that were closed, as their figures differ today."""
    closings: dict[int, list[Late]] = {}
    for each in of.late:
        closings.setdefault(each.closing, []).append(each)
    return [_late(number, lines, of) for number, lines in closings.items()]


def _late(number: int, lines: list[Late], of: Facts) -> Paragraph:
    start = f"Sau khi chốt số liệu {lines[0].name}, số liệu được bổ sung, điều chỉnh: "
    told = [_changed(line, *_noun(line.measure, of, line.label)) for line in lines]
    return Paragraph(f"II:bo-sung:{number}", (start, *joined(told, "; "), "."), is_item=True)


def _changed(line: Late, noun: str, label: str) -> tuple[Piece, ...]:
    """A measure nobody had reported then, or nobody has any more, is not called zero."""
    source = sources.closing(line.period, line.closing)
    frozen, now = (
        figure(value, f"{label} {line.name}, {when}", source) if value is not None else None
        for value, when in ((line.frozen, "lúc chốt"), (line.now, "đến nay"))
    )
    if frozen is None or now is None:
        then = ("là ", frozen) if frozen else ("chưa ghi nhận",)
        return (f"{noun} lúc chốt ", *then, ", nay ", *(("là ", now) if now else ("không còn ghi nhận",)))
    return f"{noun} từ ", frozen, " thành ", now


def _noun(measure: str, of: Facts, label: str = "") -> tuple[str, str]:
    """A measure inside a sentence, and as the name of a figure. label: of one another plan had."""
    known = of.plan.measures.get(measure)
    noun = "số hoạt động" if measure == ENTRIES else f"số {known.counted}" if known else lower(label)
    return noun, noun[:1].upper() + noun[1:]
