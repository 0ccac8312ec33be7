"""What runs by itself and when it did, for admins."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.jobs import queries
from app.jobs.standing import is_missing, seen_at, standings
from app.permissions import Action

jobs = Blueprint("jobs", __name__, url_prefix="/quan-tri")


@jobs.route("/viec-nen")
@requires(Action.SEE_JOBS)
def show_jobs() -> ResponseReturnValue:
    now, known = clock.now(), current_app.extensions["jobs"]
    last = queries.last_runs(now)
    return htmx.show(
        "jobs/show_jobs.html",
        scope=current_scope(),
        standings=standings(known, last, now),
        runs=queries.newest_runs(now),
        labels={job.name: job.label for job in known},
        is_missing=is_missing(last, now),
        seen_at=seen_at(last),
        now=now,
    )
