"""Every feature's routes."""

from app.accounts.views.factors import factors
from app.accounts.views.me import me
from app.accounts.views.sign_in import accounts
from app.accounts.views.steps import steps
from app.activities.views import activities, behalf
from app.cards.views import cards
from app.closing.views import periods
from app.directory.views.members import members
from app.directory.views.people import people
from app.directory.views.setup import setup
from app.directory.views.units import directory
from app.directory.views.work import work
from app.exemplars.views import exemplars
from app.exporting.views import exporting
from app.feedback.views import feedback
from app.imports.views import imports
from app.jobs.views import jobs
from app.outbox.views import outbox
from app.oversight.views import oversight
from app.reporting.views import reports
from app.settings.views import settings
from app.sharing.views import sharing
from app.status.chase.views import chase
from app.status.declaring.views import declaring
from app.status.overview.views import overview
from app.status.views import status
from app.targets.views import targets

BLUEPRINTS = (
    accounts,
    steps,
    factors,
    me,
    cards,
    directory,
    members,
    people,
    work,
    setup,
    imports,
    activities,
    behalf,
    feedback,
    exemplars,
    status,
    overview,
    targets,
    exporting,
    periods,
    declaring,
    sharing,
    chase,
    reports,
    oversight,
    jobs,
    settings,
    outbox,
)
