"""What a new matching proposes to do with incidents that stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vigie.counting.models import Proposal
from vigie.web import codes, words
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedProposal:
    """One proposal, in words, with the pair of reports that says it most clearly."""

    key: int = column(_l("Proposal"), "#meta+id")
    kind: str = column(_l("Kind"), "#meta+kind")
    title: str = column(_l("What is proposed"), "#meta+title")
    incident: str = column(_l("Incident"), "#event+id")
    other: str = column(_l("Other incident"), "#event+id+other")
    bits: float = column(_l("Bits"), "#indicator+bits")
    pair: int = column(_l("Pair"), "#meta+pair+id")
    sentence: str = ""
    about: str = ""

    @classmethod
    def of(cls, row: Proposal) -> ListedProposal:
        other = row.other.ref if row.other else ""
        named = {"ref": row.incident.ref, "other": other}
        return cls(
            row.pk, row.kind, str(row.get_kind_display()), row.incident.ref, other, round(row.bits, 2),
            row.pair_id, _SENTENCES[row.kind]() % named, _about(row.incident),
        )  # fmt: skip


_SENTENCES = {
    "join": lambda: _("%(other)s goes into %(ref)s: one incident fewer."),
    "divide": lambda: _("Some reports leave %(ref)s and found an incident of their own: one more."),
    "move": lambda: _("Some reports go from %(ref)s to %(other)s. The number stays."),
}


def _about(incident) -> str:
    where = incident.place_name or (incident.area.name if incident.area else "")
    parts = (codes.event_type(incident.event_type), where, words.month(incident.date_first))
    return ", ".join(part for part in parts if part)
