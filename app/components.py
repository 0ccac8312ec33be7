"""Components: one macro a file in templates/components, a Jinja global under its own name.

Made once at the start. Importing them in every template would cost each page more than rendering them does.
"""

from functools import lru_cache

from flask import Flask

from app.permissions import may, reaches_ward

# Each after those it uses.
COMPONENTS = (
    "icon",
    "help_phone_link",
    "status_chip",
    "field_error",
    "error_summary",
    "text_box",
    "text_area",
    "select_options",
    "select_box",
    "secret_box",
    "yes_no",
    "in_app_hint",
    "qr_code",
    "date_choice",
    "count_box",
    "type_choice",
    "category_choice",
    "stepper",
    "sheet_box",
    "topics",
    "entry_rows",
    "waiting_rows",
    "thread_chip",
    "thread_rows",
    "due_chip",
    "run_chip",
    "inbox_row",
    "figure_table",
    "duty_list",
    "month_bars",
    "month_chart",
    "result_sheet",
    "target_bars",
    "update_chip",
    "unit_row",
    "unit_table",
    "desk_nav",
    "month_button",
    "overview_row",
    "overview_table",
    "share_bars",
    "period_chip",
    "period_rows",
    "frozen_table",
    "difference_table",
    "closing_note",
    "reach_list",
    "ward_sums",
)
# A macro knows nothing but its arguments, so the same ones always give the same text: these are asked for again and again.
REMEMBERED = {
    "icon": 64,
    "date_choice": 64,
    "count_box": 512,
    "stepper": 512,
    "sheet_box": 512,
    "topics": 256,
    "type_choice": 256,
    "select_options": 64,
    "unit_row": 8192,
    "unit_table": 32,
    "overview_row": 8192,
    "overview_table": 32,
    "share_bars": 64,
    "reach_list": 512,
    "ward_sums": 64,
    "update_chip": 8,
    "due_chip": 512,
    "inbox_row": 2048,
    "thread_chip": 16,
    "desk_nav": 512,
}


def register(app: Flask) -> None:
    """Gives every template the components."""
    for known in (tuple, may, reaches_ward):
        app.add_template_filter(known)
    with app.app_context():
        for name in COMPONENTS:
            module = app.jinja_env.get_template(f"components/{name}.html").module
            macro = getattr(module, name)
            app.jinja_env.globals[name] = lru_cache(REMEMBERED[name])(macro) if name in REMEMBERED else macro
