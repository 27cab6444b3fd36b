"""The agenda, and the papers that this reader may open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Matter, Section


def agenda(asked: Asked) -> Section:
    """Every matter, also where there is none: a sitting without an agenda should say so."""
    matters = (
        asked.eyes.rows("parliament.AgendaItem").filter(sitting=asked.sitting).order_by("position", "pk")
    )
    papers = asked.eyes.rows("parliament.Document").filter(sitting=asked.sitting).select_related("terms")
    listed = [f"{paper.title} ({paper.terms.tlp})" for paper in papers.order_by("added_at", "pk")]
    shown = tuple(Matter(f"{each.position}. {each.title}", text=each.note) for each in matters)
    lead = "" if shown else _("No agenda has been written yet.")
    notes = (_("Papers: %(list)s.") % {"list": ", ".join(listed)},) if listed else ()
    return Section(
        _("Agenda"), lead=lead, matters=shown, notes=notes, marks=tuple(paper.terms.tlp for paper in papers)
    )
