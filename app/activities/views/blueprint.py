"""The blueprint of activities and the words its pages use."""

from flask import Blueprint

from app.activities import change_words, words
from app.activities.asking import odd_words

activities = Blueprint("activities", __name__, url_prefix="/nhat-ky")
activities.add_app_template_filter(words.all_figures, "figure_words")
activities.add_app_template_filter(words.zalo_message, "zalo_message")
activities.add_app_template_filter(lambda entry, plan: words.summary(entry.type, entry.figures, plan), "entry_summary")
activities.add_app_template_filter(words.draft_label)
activities.add_app_template_filter(words.logged_by)
activities.add_app_template_filter(odd_words)
for each in (change_words.who_changed, change_words.did_change, change_words.changed_fields, change_words.arrow):
    activities.add_app_template_filter(each)
