"""III to V of a report, as far as figures can write them: what went well, what was hard, what comes next, what is asked for; pure."""

from app.feedback.filters import Due, Fact
from app.feedback.workflow import ClosedBy
from app.reporting import sources
from app.reporting.facts import Facts, Thread
from app.reporting.sentences import Paragraph, Piece, Source, figure, joined, lower
from app.status.updating import Group

QUOTED, NAMED = 3, 20  # difficulties quoted, proposals and silent units named in the body
OTHER = "khac"  # the category of what belongs to no other


def went_well(of: Facts) -> list[Paragraph]:
    """Only what the figures show: most units in time, answers in time."""
    found, counts, threads = [], of.rates.by_group(), of.feedback.total
    if counts[Group.ON_TIME] and 2 * counts[Group.ON_TIME] > counts[Group.EXPECTED]:
        on_time = figure(counts[Group.ON_TIME], "Số đơn vị cập nhật đúng hạn", sources.units(of.period, Group.ON_TIME))
        whole = figure(counts[Group.EXPECTED], "Số đơn vị cần cập nhật", sources.units(of.period, Group.EXPECTED))
        text = (
            "Phần lớn đơn vị chủ động ghi hoạt động và cập nhật số liệu đúng hạn (",
            on_time,
            "/",
            whole,
            " đơn vị).",
        )
        found.append(Paragraph("III.1:dung-han", text))
    if threads.answered and 2 * threads.answered > threads.raised:
        answered = figure(threads.answered, "Số phản ánh đã trả lời", _threads(of, Fact.ANSWERED))
        raised = figure(threads.raised, "Số phản ánh gửi đến", sources.threads(of.period))
        text = ("Phản ánh của tổ dân phố, trường học được tiếp nhận và trả lời (", answered, "/", raised, " phản ánh).")
        found.append(Paragraph("III.1:tra-loi", text))
    return found


def was_hard(of: Facts) -> list[Paragraph]:
    """The threads of the period by category, how they ended, and some of them in their own words, without names."""
    total = of.feedback.total
    if not total.raised:
        return [Paragraph("III.2:khong", ("Trong kỳ không có phản ánh khó khăn, vướng mắc nào được gửi đến.",))]
    raised = figure(total.raised, "Số phản ánh gửi đến", sources.threads(of.period))
    start: tuple[Piece, ...] = ("Trong kỳ có ", raised, " phản ánh gửi đến Phòng Văn hóa - Xã hội, gồm: ")
    first = Paragraph("III.2:phan-anh", (*start, *joined(_categories(of), "; "), "."))
    return [first, *_outcome(of), *_quotes(of)]


def _categories(of: Facts) -> list[tuple[Piece, ...]]:
    """The most frequent first, equal ones as in the plan; what belongs to no other at the end."""
    labels = {category.id: category.label for category in of.plan.difficulty_categories.values()}
    places = {id: place for place, id in enumerate(labels)}
    counts = [(found.raised, id) for id, found in of.feedback.by_category.items()]
    counts.sort(key=lambda each: (each[1] == OTHER, -each[0], places.get(each[1], len(places))))
    return [
        (
            f"{lower(labels.get(id, id))} (",
            figure(n, f"Số phản ánh: {labels.get(id, id)}", sources.threads(of.period, nhom=id)),
            ")",
        )
        for n, id in counts
    ]


def _outcome(of: Facts) -> list[Paragraph]:
    total = of.feedback.total
    answered = _counted(of, total.answered, "đã được trả lời", ket_qua=Fact.ANSWERED)
    in_time = _counted(of, total.answered_in_time, "trả lời đúng hạn", ket_qua=Fact.ANSWERED_IN_TIME)
    parts = [
        (*answered, ", trong đó ", *in_time),
        _counted(of, total.by_unit, "được đơn vị xác nhận đã giải quyết", cach=ClosedBy.UNIT),
    ]
    for count, said, asks in (
        (total.by_ward, "do Phòng Văn hóa - Xã hội đóng thay đơn vị", {"cach": ClosedBy.WARD}),
        (total.by_clock, "tự đóng do đơn vị không có ý kiến", {"cach": ClosedBy.CLOCK}),
        (total.overdue, "quá hạn xử lý", {"han": Due.OVERDUE}),
    ):
        if count:
            parts.append(_counted(of, count, said, **asks))
    return [Paragraph("III.2:ket-qua", ("Kết quả: ", *joined(parts, "; "), "."))]


def _counted(of: Facts, count: int, said: str, **asks: str) -> tuple[Piece, ...]:
    return figure(count, f"Số phản ánh {said}", sources.threads(of.period, **asks)), f" phản ánh {said}"


def _quotes(of: Facts) -> list[Paragraph]:
    order = sorted(of.feedback.by_category, key=lambda id: -of.feedback.by_category[id].raised)
    said = [each for each in of.threads if not each.is_proposal and not each.is_escalated]
    said.sort(key=lambda each: order.index(each.category) if each.category in order else len(order))
    kinds = of.plan.unit_kinds
    return [
        Paragraph(
            f"III.2:{each.code}",
            (f"“{each.title}” (phản ánh của {kinds[each.unit_kind].noun}, {each.code}).",),
            is_item=True,
        )
        for each in said[:QUOTED]
        if each.unit_kind in kinds
    ]


def comes_next(of: Facts) -> list[Paragraph]:
    """What the figures leave to do: the silent, the open."""
    silent, more = of.silent[:NAMED], len(of.silent) - NAMED
    found = [
        Paragraph(
            "IV:tiep-tuc", ("Tiếp tục thực hiện Kế hoạch; duy trì việc ghi hoạt động, cập nhật số liệu theo kỳ.",)
        )
    ]
    if silent:
        count = figure(len(of.silent), "Số đơn vị chưa cập nhật", sources.units(of.period, Group.SILENT))
        names = ", ".join(silent) + (" và các đơn vị khác" if more > 0 else "")
        found.append(Paragraph("IV:don-doc", ("Đôn đốc, hỗ trợ ", count, f" đơn vị chưa cập nhật số liệu: {names}.")))
    if of.open_threads:
        count = figure(of.open_threads, "Số phản ánh chưa trả lời xong, tính đến nay")
        found.append(Paragraph("IV:phan-anh", ("Tiếp tục xử lý, trả lời ", count, " phản ánh chưa kết thúc.")))
    return found


def is_asked_for(of: Facts, *, upward: bool) -> list[Paragraph]:
    """Proposals of the period and what was escalated; upward: to the city only the latter."""
    chosen = [each for each in of.threads if each.is_escalated or (each.is_proposal and not upward)]
    if not chosen:
        return [Paragraph("V:khong", ("Trong kỳ không có đề xuất, kiến nghị.",))]
    named = max(NAMED, sum(each.is_escalated for each in chosen))  # these come first, and may be older than annex II
    more = [Paragraph("V:khac", ("Các đề xuất, kiến nghị khác nêu tại Phụ lục II.",))] if len(chosen) > named else []
    return [*(_proposal(each, of) for each in chosen[:named]), *more]


def _proposal(of: Thread, facts: Facts) -> Paragraph:
    kind = facts.plan.unit_kinds.get(of.unit_kind)
    whose = f" (đề xuất của {kind.noun}, {of.code})" if kind else f" ({of.code})"
    return Paragraph(f"V:{of.code}", (f"{of.title.rstrip('. ')}{whose}.",), is_item=True)


def _threads(of: Facts, fact: Fact) -> Source:
    return sources.threads(of.period, ket_qua=fact.value)
