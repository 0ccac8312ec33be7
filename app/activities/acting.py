"""For which unit a page was opened: who acts for two is asked before the figures of one become the other's."""

from app.forms import BaseForm, TextBox
from app.scope import Scope

ELSEWHERE = "Trang này mở lúc đang ghi cho đơn vị khác, bây giờ đang ghi cho {0}. Đúng là việc của {0} thì bấm lưu lần nữa; không thì đổi đơn vị trước đã."


class FormOfUnit(BaseForm):
    """unit: the code of the unit the page was opened for. elsewhere: what to say where another is acted for now."""

    unit = TextBox(longest=20)

    elsewhere = ""

    def act_for(self, scope: Scope) -> None:
        """The page is the unit's that is acted for, from now on."""
        if self.unit.data not in {None, "", scope.unit_code}:
            self.elsewhere = ELSEWHERE.format(scope.unit_name)
        self.unit.data = scope.unit_code

    def check_unit(self) -> None:
        """Says so where the page was opened for another unit; sent again it is meant."""
        if self.elsewhere:
            self.mend("unit", self.elsewhere)

    @property
    def written(self) -> dict[str, list[str]]:
        """A draft is its unit's: it need not name it."""
        return {name: texts for name, texts in super().written.items() if name != "unit"}
