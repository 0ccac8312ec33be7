"""Where the desk's people come from home and from the side of every page."""

import pytest

from app.units.models import Unit
from tests.page import PageClient


def test_home_leads_who_sees_the_ward_to_its_overview(reviewer: PageClient, reporter: PageClient):
    assert "/tong-quan" in hrefs(reviewer, "/")
    assert "/tong-quan" not in hrefs(reporter, "/")


@pytest.mark.parametrize("client", ["reviewer", "observer"])
def test_the_side_leads_to_who_has_not_updated(request: pytest.FixtureRequest, unit: Unit, client: str):
    page = request.getfixturevalue(client).get("/chua-cap-nhat")

    assert page.select_one(".side [aria-current]").get_text(strip=True) == "Chưa cập nhật"


def hrefs(client: PageClient, path: str) -> list[str]:
    return [a["href"] for a in client.get(path).select("main a")]
