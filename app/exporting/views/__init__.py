"""The pages of what is taken out."""

from app.exporting.views import download, retyping, runs
from app.exporting.views.blueprint import exporting

__all__ = ["download", "exporting", "retyping", "runs"]
