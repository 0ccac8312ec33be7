"""Every number of a report is a figure that says where it comes from, and is what the demonstration file expects."""

from collections import Counter
from urllib.parse import urlencode

import pytest

from app.documents.document import Table
from app.plan import Plan
from app.reporting.composing import document_of
from app.reporting.letters import LETTERS
from app.reporting.sentences import Figure
from app.units.models import Unit
from app.wording import number
from tests import factories
from tests.demo.sample import sample
from tests.page import PageClient
from tests.reporting.making import a_draft, in_word, numbers

EXPECTED = sample()["expected"]
UNITS = [unit["name"] for unit in sample()["units"]]


def figures(draft) -> list[Figure]:
    return [piece for part in draft.parts for each in part.shown for piece in each.pieces if isinstance(piece, Figure)]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("id", [*EXPECTED["by_period"], "2026-Q4", "2026"])
def test_the_numbers_of_the_file_are_the_reports_figures_and_no_others(sample_ward: Unit, id: str, letter: str):
    draft = a_draft(sample_ward, id, letter)
    word = in_word(draft, sample_ward)
    words = [each.text for each in word.paragraphs if not (each.style and each.style.name.startswith("Heading"))]
    start = next(n for n, text in enumerate(words) if text.startswith("Thực hiện"))
    end = next(n for n, text in enumerate(words) if text.endswith("./."))

    found = Counter(each for text in words[start : end + 1] for each in numbers(text, UNITS))

    assert found == Counter(figure.text for figure in figures(draft))


@pytest.mark.parametrize("id", EXPECTED["by_period"])
def test_the_body_states_the_wards_total_of_each_measure(sample_ward: Unit, plan: Plan, id: str):
    labels = {"so_hoat_dong": "Số hoạt động"} | {each.id: each.label for each in plan.measures.values()}
    told = {figure.label: figure.text for figure in figures(a_draft(sample_ward, id))}

    for measure, value in EXPECTED["by_period"][id].items():
        assert told[f"{labels[measure]} toàn phường"] == number(value), measure


@pytest.mark.parametrize("id", EXPECTED["by_period"])
def test_the_first_annex_states_them_too(sample_ward: Unit, plan: Plan, id: str):
    labels = {"so_hoat_dong": "Số hoạt động"} | {each.id: each.label for each in plan.measures.values()}
    annex = document_of(a_draft(sample_ward, id), ()).annexes[0]
    ward = next(block for block in annex.blocks if isinstance(block, Table) and block.name == "Toàn phường")

    said = {row.cells[1]: row.cells[3] for row in ward.rows}

    assert said == {labels[measure]: value for measure, value in EXPECTED["by_period"][id].items()}


def test_the_tables_of_the_first_annex_add_up_to_the_ward(sample_ward: Unit):
    tables = [block for block in document_of(a_draft(sample_ward), ()).annexes[0].blocks if isinstance(block, Table)]
    *kinds, ward, _silent = tables
    added: Counter[str] = Counter()
    for table in kinds:
        heads = [column.label for column in table.columns]
        for row in (row for row in table.rows if not row.is_sum):
            added += Counter({head: cell for head, cell in zip(heads[2:], row.cells[2:], strict=True) if cell})

    assert added == Counter({row.cells[1]: row.cells[3] for row in ward.rows if row.cells[3]})


def test_a_figure_leads_to_entries_that_add_up_to_it(app, sample_ward: Unit):
    office = factories.a_unit(sample_ward, code="VHXH-2", name="Phòng", kind="phong_vhxh")
    reader = PageClient(app).signed_in_as(factories.a_person(office, "reviewer"))
    led = [figure for figure in a_draft(sample_ward).figures if figure.source]
    entries = [figure for figure in led if figure.source.endpoint == "activities.list_of_ward"]

    assert len(entries) > 100
    for figure in entries:
        page = reader.get(f"/nhat-ky/danh-sach?{urlencode(figure.source.values)}")
        assert page.find(id="sum-of-entries").get_text() == figure.text, figure


@pytest.mark.parametrize(("id", "year"), [("2026-11", 2026), ("2026-12", 2026), ("2026-12-01..2026-12-31", 2027)])
def test_a_blank_date_has_the_year_of_the_day_after_the_period(sample_ward: Unit, id: str, year: int):
    assert document_of(a_draft(sample_ward, id), ()).year == year
