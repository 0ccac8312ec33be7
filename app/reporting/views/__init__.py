"""The report's pages; importing them gives the blueprint its routes."""

from app.reporting.views import issued, letters, lists, pages, paragraphs, quotes
from app.reporting.views.blueprint import reports

__all__ = ["issued", "letters", "lists", "pages", "paragraphs", "quotes", "reports"]
