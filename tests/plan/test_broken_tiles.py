"""A tile's name is part of an address, and stands once in a home."""

from pathlib import Path

import pytest

from app.plan import PlanError, read_plan
from tests.plan.broken import broken


@pytest.mark.parametrize("slug", ["khac", "huong-dan", "Hop", "họp", "a/b"])
def test_a_tiles_name_that_stands_twice_or_fits_no_address_is_refused(tmp_path: Path, slug: str):
    file, line = broken(tmp_path, "slug: hop,", f"slug: {slug},", after="tiles:")

    with pytest.raises(PlanError, match=rf"line \d+: “(?:{slug}|huong-dan)” stands twice") as refused:
        read_plan(file)

    assert f"line {line}:" in str(refused.value) or slug == "huong-dan"
