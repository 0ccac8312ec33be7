"""The list of feedback: the inbox on the desk, the unit's threads on the phone."""

from flask.typing import ResponseReturnValue

from app import clock, htmx
from app.access import current_scope, requires
from app.feedback.figures import reaches_counted
from app.feedback.news import groups_of_news
from app.feedback.own import raised_from, threads_of
from app.feedback.views.inbox import inbox_context, kept, show_inbox
from app.feedback.views.threads import feedback
from app.permissions import Action
from app.routing import page_asked

feedback.add_app_template_global(raised_from)
feedback.add_app_template_filter(groups_of_news)


@feedback.route("")
@requires(Action.SEE_FEEDBACK)
def list_feedback() -> ResponseReturnValue:
    scope, page = current_scope(), page_asked()
    if scope.reaches_ward(Action.SEE_FEEDBACK):
        return show_inbox()
    if kept() and reaches_counted(scope):
        return htmx.show("feedback/found_feedback.html", **inbox_context())
    threads, has_more = threads_of(scope, clock.now(), page)
    return htmx.show("feedback/list_feedback.html", scope=scope, threads=threads, page=page, has_more=has_more)
