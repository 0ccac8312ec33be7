"""Phụ lục III: the exemplars of a period that may leave the house (domain.md 5.3): verified, agreed to, not withdrawn."""

from collections import defaultdict

from sqlalchemy import bindparam, select

from app.database import read
from app.exemplars.models import Exemplar, Publication
from app.exemplars.visibility import PUBLISHABLE
from app.exemplars.workflow import Kind, State
from app.periods.calendar import Period
from app.personal_numbers import masked
from app.plan import Plan
from app.tables import Column, Holds, Row, Table
from app.units.models import Unit
from app.wording import short_date

NAME = "Gương điển hình"
COLUMNS = (
    Column("STT", Holds.NUMBER, 0.4, "Số thứ tự trong bảng."),
    Column("Gương điển hình", share=2.0, meaning="Tên gương; chỉ gồm gương đã xác minh và đã có đồng ý cho đăng."),
    Column("Đơn vị", share=1.4, meaning="Đơn vị giới thiệu."),
    Column("Loại", share=0.9, meaning="Cá nhân, tập thể hoặc mô hình."),
    Column("Lĩnh vực", share=1.0, meaning="Lĩnh vực theo Kế hoạch."),
    Column("Nội dung", share=4.0, meaning="Việc đã làm; số điện thoại, số căn cước đã che."),
    Column("Ngày giới thiệu", Holds.DATE, 1.0, "Ngày đơn vị giới thiệu; bảng gồm các gương giới thiệu trong kỳ."),
    Column("Tình trạng", share=1.2, meaning="Tình trạng lúc lập bảng."),
    Column("Nơi đã đăng", share=1.8, meaning="Nơi và ngày đã đăng, chưa gỡ."),
)
_ROWS = (
    select(
        Exemplar.id,
        Exemplar.title,
        Unit.name.label("unit_name"),
        Exemplar.kind,
        Exemplar.field,
        Exemplar.story,
        Exemplar.proposed_on,
        Exemplar.state,
    )
    .join(Unit, Unit.id == Exemplar.unit_id)
    .where(
        Exemplar.ward_id == bindparam("ward"),
        Exemplar.proposed_on.between(bindparam("first"), bindparam("last")),
        PUBLISHABLE,
    )
    .order_by(Exemplar.proposed_on, Exemplar.id)
)
_PLACES = (
    select(Publication.exemplar_id, Publication.place, Publication.published_on)
    .where(
        Publication.exemplar_id.in_(bindparam("numbers", expanding=True)),
        Publication.taken_down_at.is_(None),
    )
    .order_by(Publication.published_on, Publication.id)
)


def exemplars_table(ward_id: int, period: Period, plan: Plan) -> Table:
    """The exemplars proposed in a period that may be published now, by day."""
    values = {"ward": ward_id, "first": period.first_on, "last": period.last_on}
    found = read(_ROWS, values).all()
    places: defaultdict[int, list[str]] = defaultdict(list)
    for each in read(_PLACES, {"numbers": [row.id for row in found]}):
        places[each.exemplar_id].append(f"{each.place} ({short_date(each.published_on)})")
    rows = tuple(
        Row(
            (
                place,
                masked(row.title),
                row.unit_name,
                Kind(row.kind).label,
                plan.exemplar_fields[row.field].label if row.field in plan.exemplar_fields else row.field,
                masked(row.story),
                row.proposed_on,
                State(row.state).label,
                "; ".join(places[row.id]) or None,
            )
        )
        for place, row in enumerate(found, 1)
    )
    return Table(NAME, COLUMNS, rows, "Không có gương điển hình đã xác minh và được đồng ý cho đăng trong kỳ.")
