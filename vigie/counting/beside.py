"""What this room says beside every count, and under an incident about what holds it together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie import access
from vigie.counting.faces import HowSure, JoinedPair, WhyJoined
from vigie.counting.models import Sample
from vigie.web.panels import Panel
from vigie.web.sureness import Beside

SHOWN = 8  # pairs under one incident; an incident of many reports has very many


def how_sure(actor, _counted) -> Beside:
    """Precision and recall of the joining, from what was read blind over the last twelve months."""
    found = HowSure.of(newest_sample(actor))
    return Beside(
        "counting/_how_sure.html", found, ((_("How often reports were joined rightly"), found.sentence),)
    )


def newest_sample(actor) -> Sample | None:
    return access.rows(actor, "see", "counting.Sample").newest_first().first()


def why_joined(actor, incident) -> Panel | None:
    """The reasons for which the reports of an incident stand in it, and what is in doubt; for who may see them."""
    pairs = access.rows(actor, "see", "counting.Pair").with_reports()
    inside = pairs.inside(incident).order_by("bits")[:SHOWN]
    doubtful = pairs.at_the_edge_of(incident).to_review().worth_most_first()[:SHOWN]
    found = WhyJoined(tuple(map(JoinedPair.of, inside)), tuple(map(JoinedPair.of, doubtful)))
    return Panel("counting/_why_joined.html", found) if found.joined or found.doubtful else None
