"""Thể thức: what the letterheads say."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.permissions import Action
from app.reporting.commands import keep_texts
from app.reporting.forms import LetterForm
from app.reporting.letters import LETTERS, customs
from app.reporting.queries import texts_of
from app.reporting.views.blueprint import letter_asked, reports


@reports.route("/the-thuc", methods=["GET", "POST"])
@requires(Action.WRITE_REPORTS)
def change_letter() -> ResponseReturnValue:
    scope, letter = current_scope(), letter_asked()
    present = customs(scope.ward_name)
    if request.method == "GET":
        return _show(LetterForm.showing(letter, present | texts_of(scope.ward_id)))
    form = LetterForm(request.form)
    texts = form.texts(letter)
    if texts is None:
        return _show(form, status=422)
    keep_texts(scope.ward_id, texts, present, by=current_actor(), now=clock.now())
    return htmx.go(url_for("reports.change_letter", mau=letter, xong="1"))


def _show(form: LetterForm, status: int = 200) -> ResponseReturnValue:
    return htmx.show(
        "reporting/change_letter.html",
        status=status,
        scope=current_scope(),
        form=form,
        letter=letter_asked(),
        letters=LETTERS,
        done=bool(request.args.get("xong")) and status == 200,
    )
