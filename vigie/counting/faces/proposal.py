"""What an analyst is shown of a change that a run of the matching proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.dates import When
from vigie.counting.faces.pair import Reason, reasons_of
from vigie.counting.models import Proposal
from vigie.web import codes, words
from vigie.web.tables import column

ASKS = {
    "join": gettext_lazy("Are these two incidents one?"),
    "divide": gettext_lazy("Does this incident hold two?"),
    "move": gettext_lazy("Do these reports belong to another incident?"),
}


@dataclass(frozen=True)
class Touched:
    """One of the incidents concerned, and the reports that it rests on."""

    ref: str
    when: str
    place: str
    kind: str
    reports: tuple[Told, ...]


@dataclass(frozen=True)
class Told:
    """One report of an incident; `leaves` where the proposal takes it out."""

    uuid: str
    organisation: str
    when: str
    place: str
    leaves: bool


@dataclass(frozen=True)
class ProposedChange:
    """A proposal as it is put to a person: what stands, what would follow, and why."""

    key: int
    title: str
    sentence: str
    follows: str
    bits: float
    proposed_at: datetime
    incidents: tuple[Touched, ...]
    reasons: tuple[Reason, ...]
    pair: int
    open: bool
    state: str

    @classmethod
    def of(cls, proposal: Proposal) -> ProposedChange:
        leaving = {report.pk for report in proposal.leaving.all()}
        return cls(
            key=proposal.pk,
            title=str(ASKS[proposal.kind]),
            sentence=_sentence(proposal),
            follows=_follows(proposal),
            bits=proposal.bits,
            proposed_at=proposal.run.started_at,
            incidents=tuple(_touched(each, leaving) for each in (proposal.incident, proposal.other) if each),
            reasons=reasons_of(proposal.pair),
            pair=proposal.pair_id,
            open=proposal.state == "open",
            state=proposal.get_state_display(),
        )


@dataclass(frozen=True)
class ListedProposal:
    """A proposal in the list and its downloads."""

    key: int = column("Proposal", "#meta+id")
    kind: str = column("Change", "#meta+kind")
    incident: str = column("Incident", "#event+id")
    other: str = column("Other incident", "#event+id+other")
    bits: float = column("Bits", "#indicator+bits")
    state: str = column("State", "#status")
    proposed: str = column("Proposed on", "#date+proposed")
    sentence: str = column("In words", "#description")

    @classmethod
    def of(cls, proposal: Proposal) -> ListedProposal:
        other = proposal.other.ref if proposal.other else ""
        return cls(
            proposal.pk, proposal.kind, proposal.incident.ref, other, round(proposal.bits, 1), proposal.state,
            proposal.run.started_at.date().isoformat(), _sentence(proposal),
        )  # fmt: skip


def _sentence(proposal: Proposal) -> str:
    refs = {"ref": proposal.incident.ref, "other": proposal.other.ref if proposal.other else ""}
    return {
        "join": _("%(ref)s and %(other)s look like one incident."),
        "divide": _("Some reports of %(ref)s tell of something else."),
        "move": _("Some reports of %(ref)s fit %(other)s better."),
    }[proposal.kind] % refs


def _follows(proposal: Proposal) -> str:
    refs = {"ref": proposal.incident.ref, "other": proposal.other.ref if proposal.other else ""}
    return {
        "join": _(
            "%(ref)s takes in what %(other)s holds; that reference leads on to it. One incident fewer."
        ),
        "divide": _("The marked reports found an incident of their own. One incident more."),
        "move": _("The marked reports go from %(ref)s to %(other)s. As many incidents as before."),
    }[proposal.kind] % refs


def _touched(incident, leaving: set[int]) -> Touched:
    return Touched(
        ref=incident.ref,
        when=_when(incident),
        place=incident.place_name or words.absent("unknown"),
        kind=codes.event_type(incident.event_type),
        reports=tuple(_told(link.report, leaving) for link in incident.links.all()),
    )


def _told(report, leaving: set[int]) -> Told:
    return Told(
        uuid=str(report.uuid),
        organisation=report.organisation.name,
        when=_when(report),
        place=report.place_name or words.absent("unknown"),
        leaves=report.pk in leaving,
    )


def _when(row) -> str:
    return words.when(When(row.date_first, row.date_last, row.date_precision))
