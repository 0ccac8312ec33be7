"""What the officer makes of a section stands apart from what the figures write, and is told of when those change."""

from app.reporting.edits import (
    Line,
    added,
    arranged,
    as_text,
    checked,
    from_text,
    lines_of,
    mark_of,
    moved,
    restored,
    with_text,
    without,
)
from app.reporting.sentences import Paragraph

ONE, TWO, THREE = (Paragraph(key, (f"Câu {key}.",)) for key in ("a", "b", "c"))
WRITTEN = [ONE, TWO, THREE]
SEEN = mark_of("Câu b.")


def shown(written, lines) -> list[str]:
    return [each.text for each in arranged(written, lines).shown]


def test_untouched_it_says_what_the_figures_write():
    assert shown(WRITTEN, None) == ["Câu a.", "Câu b.", "Câu c."]


def test_a_rewritten_paragraph_stays_where_it_was():
    lines = with_text(lines_of(WRITTEN, None), "b", "Lời khác.", "Câu b.", SEEN)

    assert shown(WRITTEN, lines) == ["Câu a.", "Lời khác.", "Câu c."]


def test_it_is_out_of_date_once_the_figures_write_something_else_or_nothing():
    lines = with_text(lines_of(WRITTEN, None), "b", "Lời khác.", "Câu b.", SEEN)
    changed = Paragraph("b", ("Câu b mới.",))

    assert not arranged(WRITTEN, lines).shown[1].is_old
    assert arranged([ONE, changed, THREE], lines).shown[1].is_old
    assert arranged([ONE, changed, THREE], lines).shown[1].now == "Câu b mới."
    assert arranged([ONE, THREE], lines).shown[1].is_old


def test_looked_at_again_it_holds_for_the_new_figures():
    lines = with_text(lines_of(WRITTEN, None), "b", "Lời khác.", "Câu b.", SEEN)
    changed = [ONE, Paragraph("b", ("Câu b mới.",)), THREE]

    assert not arranged(changed, checked(lines, "b", "Câu b mới.", mark_of("Câu b mới."))).shown[1].is_old
    assert arranged(changed, checked(lines, "b", "Câu b mới.", SEEN)).shown[1].is_old  # of other figures than he saw


def test_what_was_typed_while_the_figures_changed_is_out_of_date_at_once():
    changed = [ONE, Paragraph("b", ("Câu b mới.",)), THREE]
    lines = lines_of(changed, None)

    assert arranged(changed, with_text(lines, "b", "Lời khác.", "Câu b mới.", SEEN)).shown[1].is_old
    assert shown(changed, with_text(lines, "b", "Câu b.", "Câu b mới.", SEEN))[1] == "Câu b mới."  # not touched
    assert arranged([ONE, THREE], with_text(lines, "b", "Lời khác.", None, SEEN)).shown[1].is_old


def test_typing_what_the_figures_write_anyway_keeps_it_alive():
    lines = with_text(lines_of(WRITTEN, None), "b", "Câu b.", "Câu b.", SEEN)

    assert shown([ONE, Paragraph("b", ("Câu b mới.",)), THREE], lines)[1] == "Câu b mới."


def test_a_new_sentence_of_the_figures_comes_after_the_one_it_follows():
    kept = moved(lines_of([ONE, THREE], None), "c", arranged([ONE, THREE], None).shown, up=True)

    assert shown(WRITTEN, kept) == ["Câu c.", "Câu a.", "Câu b."]


def test_what_is_left_out_stays_out_and_comes_back_as_the_figures_have_it_then():
    lines = without(lines_of(WRITTEN, None), "b")
    changed = [ONE, Paragraph("b", ("Câu b mới.",)), THREE]

    assert shown(changed, lines) == ["Câu a.", "Câu c."]
    assert [each.text for each in arranged(changed, lines).left_out] == ["Câu b mới."]
    assert shown(changed, restored(lines, "b")) == ["Câu a.", "Câu b mới.", "Câu c."]


def test_moving_goes_past_what_is_left_out_and_stops_at_the_ends():
    lines = without(lines_of(WRITTEN, None), "b")
    seen = arranged(WRITTEN, lines).shown

    assert shown(WRITTEN, moved(lines, "c", seen, up=True)) == ["Câu c.", "Câu a."]
    assert moved(lines, "a", seen, up=True) == lines
    assert moved(lines, "khong-co", seen, up=True) == lines


def test_moving_goes_past_what_the_figures_write_no_more():
    lines, written = lines_of(WRITTEN, None), [ONE, THREE]

    assert shown(written, moved(lines, "c", arranged(written, lines).shown, up=True)) == ["Câu c.", "Câu a."]


def test_an_own_paragraph_is_never_out_of_date_and_goes_for_good():
    lines = added(lines_of(WRITTEN, None), Line("rieng:1", "Câu riêng."))

    assert not arranged([], lines).shown[0].is_old
    assert shown(WRITTEN, without(lines, "rieng:1")) == ["Câu a.", "Câu b.", "Câu c."]
    assert added(lines, Line("rieng:1", "Câu riêng.")) == lines


def test_a_quote_is_out_of_date_once_its_entry_says_something_else_or_counts_no_more():
    quote = Paragraph("trich:7:note", ("“Máy cũ” (ghi nhận tại tổ dân phố).",), is_item=True)
    lines = added([], Line(quote.key, quote.text, quote.text, is_item=True))

    assert not arranged([], lines, {quote.key: quote}).shown[0].is_old
    assert arranged([], lines, {}).shown[0].is_old


def test_lines_are_read_back_as_they_were_kept():
    lines = [Line("a"), Line("b", "Lời “khác”.", "Câu b.", is_item=True), Line("c", "")]

    assert from_text(as_text(lines)) == lines
