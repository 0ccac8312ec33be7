"""The ward's settings."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_actor, current_scope, requires
from app.permissions import Action
from app.settings import commands, queries
from app.settings.forms import SettingsForm

settings = Blueprint("settings", __name__)


@settings.route("/quan-tri/cai-dat", methods=["GET", "POST"])
@requires(Action.CHANGE_SETTINGS, fresh=True)
def change_settings() -> ResponseReturnValue:
    scope = current_scope()
    if request.method != "POST":
        return _show(SettingsForm.showing(queries.settings_of(scope.ward_id)))
    form = SettingsForm(request.form)
    wanted = form.wanted()
    if wanted is None:
        return _show(form, 422)
    commands.change_settings(scope.ward_id, wanted, by=current_actor(), now=clock.now())
    return htmx.go(url_for("settings.change_settings", xong="1"))


def _show(form: SettingsForm, status: int = 200) -> ResponseReturnValue:
    done = bool(request.args.get("xong")) and status == 200
    return htmx.show("settings/change_settings.html", status=status, scope=current_scope(), form=form, done=done)
