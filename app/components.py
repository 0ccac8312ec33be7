"""Components: one macro a file in templates/components, a Jinja global under its own name.

Made once at the start. Importing them in every template would cost each page more than rendering them does.
"""

from flask import Flask

# Each after those it uses.
COMPONENTS = (
    "icon",
    "status_chip",
    "field_error",
    "error_summary",
    "date_choice",
    "count_box",
    "stepper",
    "topics",
    "entry_rows",
    "figure_table",
    "duty_list",
    "month_chart",
    "unit_table",
)


def register(app: Flask) -> None:
    """Gives every template the components."""
    with app.app_context():
        for name in COMPONENTS:
            module = app.jinja_env.get_template(f"components/{name}.html").module
            app.jinja_env.globals[name] = getattr(module, name)
