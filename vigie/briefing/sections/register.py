"""What happened in the committee's area since its last sitting, as those who oversee may read it."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Cell, Section
from vigie.monitoring.effort import Scope, effort_of
from vigie.monitoring.faces import OverseenIncident
from vigie.monitoring.faces.overseen import coarse_area
from vigie.monitoring.models import STATES
from vigie.monitoring.oversight import READERS, filter_for
from vigie.web import codes, words
from vigie.web.sureness import beside, notes_of

SHOWN = 12


def happened(asked: Asked) -> Section | None:
    """Incidents since the month of the last sitting: how many of which kind, the latest, and how sure that is.

    Whole months, as for every count that overseers are given: a day could point to one person.
    """
    reader, sitting = asked.eyes.reader, asked.sitting
    if reader.role not in READERS or asked.eyes.maker.role not in READERS:
        return None
    since = timezone.localdate(asked.since).replace(day=1)
    area = coarse_area(sitting.area)
    seen = asked.eyes.rows("monitoring.Incident").live()
    found = filter_for(reader, _query(sitting, area, since)).narrow(seen)
    said = {"where": area.name if area else codes.country(sitting.body.country), "month": words.month(since)}
    count = found.count_known()
    sure = [effort_of(reader, Scope.of(sitting.body.country, area)), *beside(reader, found)]
    return Section(
        _("In the register"),
        how=_("By month and by area, without names; killed: the value held, and the lowest and highest told."),
        lead=_counted(count) % {**said, "n": words.number(count)},
        notes=(*_by_type(found), *(note for _label, note in notes_of(sure))),
        **(_latest(found, count) if count else {}),
    )  # fmt: skip


def _counted(count: int) -> str:
    if not count:
        return _(
            "Nothing is in the register since %(month)s (%(where)s). That does not mean that nothing happened."
        )
    return ngettext(
        "%(n)s incident is in the register since %(month)s (%(where)s).",
        "%(n)s incidents are in the register since %(month)s (%(where)s).",
        count,
    )


def _query(sitting, area, since) -> QueryDict:
    asked = QueryDict(mutable=True)
    asked["first"] = f"{since:%Y-%m}"
    if area is not None:
        asked["area"] = area.pcode
    elif sitting.body.country:
        asked["country"] = sitting.body.country
    return asked


def _by_type(found) -> tuple[str, ...]:
    counts = Counter(dict(found.order_by().values_list("event_type").annotate(n=Count("pk"))))
    named = [f"{codes.event_type(code)} {words.number(count)}" for code, count in counts.most_common()]
    return (_("By type: %(list)s.") % {"list": ", ".join(named)},) if len(named) > 1 else ()


def _latest(found, count: int) -> dict:
    rows = found.select_related("area__parent", "audience").order_by("-ref")[:SHOWN]
    faces = [OverseenIncident.of(row) for row in rows]
    head = (_("Reference"), _("Month"), _("Type"), _("Area"), _("Killed"), _("State"))
    return {
        "head": head,
        "columns": (0, 0, 1, 1, 0, 0),
        "rows": tuple(_row(face) for face in faces),
        "marks": tuple({row.audience.tlp for row in rows}),
    }


def _row(face: OverseenIncident) -> tuple[Cell, ...]:
    killed = words.toll(face.killed_low, face.killed_best, face.killed_high, face.killed_status)
    mark = {"corroborated": "full", "contested": "half"}.get(face.state, "hollow")
    state = Cell(str(dict(STATES)[face.state]), mark)
    plain = (face.ref, words.when(face.when), face.event_type_name, face.where, killed)
    return (*map(Cell, plain), state)
