"""The first admin's page: there while nobody is one and a code from the console is open, and never else."""

from datetime import timedelta

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx, wording
from app.access import public
from app.accounts import sessions
from app.accounts.views.sign_in import go_on
from app.directory.commands.setup import FirstAdmin, make_first_admin
from app.directory.forms import SetupForm
from app.directory.queries.admins import is_setup_open
from app.directory.views.acting import sent
from app.plan import current_plan
from app.throttle.commands import Subject, TooManyTries, begin_try, succeed
from app.throttle.figures import CODE

setup = Blueprint("setup", __name__)
WRONG_CODE = "Mã này chưa đúng hoặc đã hết hạn. Xem lại từng chữ, hoặc lấy mã mới trên máy chủ."
WAIT = "Đã thử nhiều lần. Chờ đến {} rồi thử lại."


@setup.route("/thiet-lap", methods=["GET", "POST"])
@public
def make_admin() -> ResponseReturnValue:
    if not is_setup_open(clock.now(), clock.today()):
        abort(404)
    form = SetupForm(request.form)
    if not sent(form) or not form.accepts(current_plan().head.ward):
        return _page(form, 422 if form.errors else 200)
    try:
        person = _made(form)
    except TooManyTries as refused:
        form.mend("code", WAIT.format(wording.hour(refused.open_at + timedelta(seconds=59))))
        return _page(form, 429)
    if person is None:
        form.mend("code", WRONG_CODE)
        return _page(form, 422)
    return go_on(sessions.begin(person, remembered=False), url_for("directory.show_units"))


def _page(form: SetupForm, status: int) -> ResponseReturnValue:
    return htmx.show("directory/set_up.html", status=status, form=form)


def _made(form: SetupForm) -> int | None:
    """The first admin's number, when the code is right; each try is counted against the address."""
    tries, now = [Subject("setup", request.remote_addr or "", CODE)], clock.now()
    begin_try(tries, now=now)
    ward = current_plan().head.ward
    new = FirstAdmin(form.code.data or "", form.name.data or "", form.number or "", form.chosen, wording.sentence(ward))
    person = make_first_admin(new, sessions.keys(), address=request.remote_addr or "", now=now, today=clock.today())
    if person is not None:
        succeed(taken_back=tries, now=now)
    return person
