"""What happened to an incident in this register: arrivals and acts, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vigie import access
from vigie.monitoring.models import Incident
from vigie.web import words
from vigie.web.masthead import ROLE_NAMES


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    at: datetime
    said: str
    who: str = ""
    because: str = ""

    @property
    def when(self) -> str:
        return words.moment(self.at)


def history_of(actor, incident: Incident) -> list[Happening]:
    """Reports as they came in, and every act in the ledger that this reader may see."""
    entries = list(access.rows(actor, "see", "ledger.Entry").about(incident).newest_first()[:100])
    slugs = {entry.organisation for entry in entries}
    found = access.rows(actor, "see", "directory.Organisation").filter(slug__in=slugs)
    names = dict(found.values_list("slug", "name"))
    happenings = [_of_entry(entry, names) for entry in entries] + _arrivals(incident)
    return sorted(happenings, key=lambda each: each.at, reverse=True)


def _of_entry(entry, names: dict[str, str]) -> Happening:
    role = str(ROLE_NAMES.get(entry.role, _("the installation")))
    organisation = names.get(entry.organisation, "")
    who = f"{organisation}, {role}" if organisation else role
    return Happening(entry.at, act_in_words(entry.act), who, entry.because)


def _arrivals(incident: Incident) -> list[Happening]:
    links = sorted(incident.links.all(), key=lambda link: link.report.received_at)
    first, later = _("First message: %(organisation)s."), _("Message from %(organisation)s.")
    return [
        Happening(
            link.report.received_at,
            (later if place else first) % {"organisation": link.report.organisation.name},
        )
        for place, link in enumerate(links)
    ]


def act_in_words(name: str) -> str:
    return {
        "choose": _("A value was chosen."),
        "withdraw_choice": _("A chosen value was taken back."),
        "contest": _("It was contested."),
        "settle_contest": _("An objection was settled."),
        "submit": _("The draft was submitted."),
        "refute": _("It was refuted."),
        "reopen": _("The refutation was taken back."),
        "withdraw": _("It was withdrawn."),
        "restore": _("The withdrawal was taken back."),
        "merge": _("It was merged into another."),
        "unmerge": _("A merger was undone."),
        "join": _("A message was added."),
        "part": _("A message was taken out."),
        "name_unit": _("A unit was named."),
        "unname_unit": _("A unit's name was taken off."),
    }.get(name, _("It was changed."))
