"""One copy of a sitting's file as a PDF."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vigie.briefing.eyes import Asked, Eyes
from vigie.briefing.models import Copy
from vigie.briefing.sections import sections
from vigie.parliament.clock import local
from vigie.parliament.faces.sitting import place_of, when_of
from vigie.web import words
from vigie.web.paper import printed, recipient_of, sheet

SOURCE = Path(__file__).parent / "paper" / "briefing.typ"
A_WHILE = timedelta(days=91)  # looked back where no sitting before this one is recorded as held
# A file prepares one committee: it is never for more than its own house, whatever it is made of.
LEAST = "TLP:AMBER+STRICT"


def asked_for(eyes: Eyes, sitting, now: datetime | None = None) -> Asked:
    """What to tell these eyes before this sitting: since the last one of its committee that both may see."""
    now = now or timezone.now()
    before = eyes.rows("parliament.Sitting").of_body(sitting.body).filter(state="held")
    last = before.filter(starts_at__lt=min(sitting.starts_at, now)).newest_first().first()
    since = (last.closed_at or last.ends_at) if last else now - A_WHILE
    return Asked(eyes, sitting, since, now, last)


def as_pdf(copy: Copy, language: str) -> bytes:
    """The PDF of a copy that was numbered, in "fr" or "en"."""
    with translation.override(language):
        asked = asked_for(Eyes(copy.reader, copy.maker), copy.sitting)
        found = sections(asked)
        marks = {mark for section in found for mark in section.marks}
        head = sheet(
            title=copy.sitting.title,
            subtitle=_subtitle(copy.sitting),
            mark="TLP:RED" if "TLP:RED" in marks else LEAST,
            recipient=_recipient(copy),
            reference=_("File of the sitting, copy %(number)s") % {"number": copy.number},
        )
        return printed(
            SOURCE, head, lead=_since(asked), sections=[section.as_data() for section in found],
            watermark=f"{copy.reader.username} · {copy.number}",
        )  # fmt: skip


def _recipient(copy: Copy) -> str:
    said = {"whom": recipient_of(copy.reader), "number": copy.number}
    return _("%(whom)s, copy %(number)s") % said


def _subtitle(sitting) -> str:
    parts = (str(sitting.get_kind_display()), sitting.body.name, when_of(sitting), place_of(sitting))
    return ". ".join(part for part in parts if part)


def _since(asked: Asked) -> str:
    if asked.last is None:
        day = words.day(timezone.localdate(asked.since))
        return _("No sitting before this one is recorded as held. What follows looks back to %(day)s.") % {
            "day": day
        }
    day = words.day(local(asked.last.starts_at, asked.last.body.country).date())
    return _(
        "The last sitting was held on %(day)s. What follows is what came since, as far as you may read it."
    ) % {"day": day}
