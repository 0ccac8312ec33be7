"""The parts of a report in their order (domain.md 2.3), each with the paragraphs its figures write; pure."""

from typing import NamedTuple

from app.reporting import sources
from app.reporting.assessment import comes_next, is_asked_for, was_hard, went_well
from app.reporting.facts import Facts
from app.reporting.letters import Letter
from app.reporting.results import AT_GROUPS, AT_SCHOOLS, DIRECTION, of_section
from app.reporting.sentences import Paragraph, figure
from app.reporting.summary import came_late, summary
from app.wording import short_date


class Section(NamedTuple):
    """A part of a report. number: "I", "7"; level 1 or 2; 0: it has no heading (the opening)."""

    id: str
    number: str
    title: str
    level: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


OPENING = "mo-dau"


def outline(of: Facts, letter: Letter) -> list[Section]:
    """Every section with what its figures write; those without a word of their own are for the officer to write."""
    forms = [(id, group.label) for id, group in of.plan.form_groups.items()][1:]
    results = [(f"II.{place}", label, of_section(f"II.{place}", of)) for place, (_, label) in enumerate(forms, 1)]
    results += [
        (AT_GROUPS, "Tại tổ dân phố", of_section(AT_GROUPS, of)),
        (AT_SCHOOLS, "Tại trường học", of_section(AT_SCHOOLS, of)),
    ]
    results.append(("II.9", "Gương điển hình tiên tiến; mô hình hay, cách làm hay", _exemplars(of)))
    late = came_late(of)
    results += [("II.10", "Số liệu bổ sung sau khi chốt các kỳ trước", late)] if late else []
    return [
        Section(f"{OPENING}-{letter.id}", "", "Mở đầu", 0, (_opening(of, letter),)),
        Section(DIRECTION, "I", "Công tác chỉ đạo, triển khai", 1, tuple(of_section(DIRECTION, of))),
        Section("II", "II", "Kết quả thực hiện", 1, tuple(summary(of))),
        *(Section(id, id.partition(".")[2], title, 2, tuple(told)) for id, title, told in results),
        Section("III", "III", "Đánh giá", 1, ()),
        Section("III.1", "1", "Thuận lợi", 2, tuple(went_well(of))),
        Section("III.2", "2", "Khó khăn, vướng mắc", 2, tuple(was_hard(of))),
        Section("III.3", "3", "Nguyên nhân", 2, ()),
        Section("IV", "IV", "Phương hướng, nhiệm vụ kỳ tới", 1, tuple(comes_next(of))),
        Section("V", "V", "Đề xuất, kiến nghị", 1, tuple(is_asked_for(of, upward=letter.goes_up))),
    ]


def _opening(of: Facts, letter: Letter) -> Paragraph:
    span = f"từ ngày {short_date(of.period.first_on)} đến ngày {short_date(of.period.last_on)}"
    name = f" {of.period.label}" if of.period.label[:2] != "từ" else ""
    text = f"Thực hiện {letter.plan}, {letter.speaker} báo cáo kết quả{name} ({span}) như sau:"
    return Paragraph(f"{OPENING}:{letter.id}", (text,))


def _exemplars(of: Facts) -> list[Paragraph]:
    proposed, verified = of.exemplars
    if not proposed:
        return [Paragraph("II.9:khong", ("Trong kỳ chưa có gương điển hình được giới thiệu.",))]
    source = sources.exemplars(of.period)
    told = figure(proposed, "Số gương điển hình giới thiệu trong kỳ", source)
    start = ("Các đơn vị giới thiệu ", told, " gương điển hình, mô hình hay")
    if not verified:
        return [Paragraph("II.9:guong", (*start, ", đang chờ xác minh."))]
    known = figure(verified, "Số gương điển hình đã xác minh", source)
    return [Paragraph("II.9:guong", (*start, "; đã xác minh ", known, " gương, mô hình."))]
