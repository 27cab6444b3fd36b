"""What stands behind a recommendation, of the papers of this room, as far as the reader may see."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse

from vigie import access
from vigie.parliament.faces.sitting import when_of


def _told(label: str, page: str, words):
    """A source of `followup.evidence.SOURCES`: words and address of one row by its uuid, or None."""

    def source(actor, key: str) -> tuple[str, str] | None:
        try:
            row = access.rows(actor, "see", label).filter(uuid=key).first()
        except (ValidationError, ValueError):
            return None
        return (words(row), reverse(page, kwargs={"uuid": row.uuid})) if row else None

    return source


def point(actor, key: str) -> tuple[str, str] | None:
    """A point of a roadmap leads to its roadmap."""
    try:
        row = access.rows(actor, "see", "parliament.RoadmapItem").filter(uuid=key).first()
    except (ValidationError, ValueError):
        return None
    if row is None:
        return None
    return f"{row.roadmap.title}, {row.position}. {row.title}", reverse(
        "roadmap", kwargs={"uuid": row.roadmap.uuid}
    )


report = _told("parliament.Report", "committee-report", lambda row: f"{row.reference} {row.title}".strip())
question = _told("parliament.Question", "asked-question", lambda row: f"{row.reference} {row.title}".strip())
declaration = _told("parliament.Declaration", "declaration", lambda row: row.title)
sitting = _told("parliament.Sitting", "sitting", lambda row: f"{row.get_kind_display()}, {when_of(row)}")
