"""Sổ tay số: the field log of a ward."""

from flask import Flask

from app import access, assets, background, cli, components, database, engines, errors, htmx, routing, security, wording
from app.config import ROOT, Config
from app.extensions import compress, csrf, db, login_manager, migrate
from app.office_hours.reading import read_holidays
from app.photos.darkroom import open_darkroom
from app.plan import read_plan
from app.sharing.fonts import read_fonts


def create_app(config: Config | None = None) -> Flask:
    """The application. Raises ConfigError, PlanError or HolidayError when it may not start."""
    config = config or Config.from_environment()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping(security.settings(config))
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engines.engine_options(config.database_url)
    app.extensions["settings"] = config
    app.extensions["plan"] = read_plan(config.plan_file) if config.plan_file else read_plan()
    app.extensions["jobs"] = background.JOBS
    app.extensions["fonts"] = read_fonts()
    app.extensions["darkroom"] = open_darkroom(config)
    app.extensions["holidays"] = read_holidays(config.holidays_file) if config.holidays_file else read_holidays()

    app.jinja_env.globals["help_phone"] = config.help_phone
    register_extensions(app)
    routing.register(app)
    wording.register(app)
    assets.register(app)
    errors.register(app)
    register_features(app)
    components.register(app)
    cli.register(app)
    access.check(app)
    security.wrap(app)
    return app


def register_extensions(app: Flask) -> None:
    """Binds the extensions; our own checks of a request come before CSRFProtect's."""
    db.init_app(app)
    with app.app_context():
        engines.prepare(db.engine)
    app.teardown_appcontext(database.let_go)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=False)
    security.register(app)
    csrf.init_app(app)
    htmx.register(app)
    login_manager.init_app(app)
    compress.init_app(app)


def register_features(app: Flask) -> None:
    """Binds every feature's routes; the features are read only where there is an app."""
    from app.features import BLUEPRINTS

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
