"""The audit names no unit of another ward."""

from app.oversight.queries import names_of
from app.permissions import Role
from app.units.models import Unit
from tests.factories import a_scope, a_unit, a_ward


def test_another_wards_unit_has_no_name_here(unit: Unit):
    far = a_unit(a_ward("09999", "Phường Khác"), code="XA01", name="Tổ dân phố xa")

    assert names_of(a_scope(unit, Role.ADMIN), [unit.id, far.id]) == {str(unit.id): unit.name}
