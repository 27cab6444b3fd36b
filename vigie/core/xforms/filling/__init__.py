"""Filling a form page by page: what is asked now, what is typed, and the record that comes of it."""

from __future__ import annotations

from vigie.core.xforms.filling.pages import Page, after, before, page_of, pages
from vigie.core.xforms.filling.plan import Plan, Unfillable, plan_of
from vigie.core.xforms.filling.record import record
from vigie.core.xforms.filling.state import Answer, Filling

__all__ = [
    "Answer",
    "Filling",
    "Page",
    "Plan",
    "Unfillable",
    "after",
    "before",
    "page_of",
    "pages",
    "plan_of",
    "record",
]
