"""What was recommended on the strength of something: a section for the page of that thing, in whichever room it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from vigie import access
from vigie.followup.faces import ListedRecommendation
from vigie.web.panels import Panel

MOST_SHOWN = 20


@dataclass(frozen=True)
class Raised:
    """Recommendations that stand on one thing, and where this reader may draft another ("": they may not)."""

    items: tuple[ListedRecommendation, ...]
    draft: str


def raised(actor, label: str, key: str) -> Panel | None:
    """Of those that this reader sees; None where there are none and they draft none. (label, key) as in `evidence`."""
    seen = access.rows(actor, "see", "followup.Recommendation").filter(
        evidence__label=label, evidence__key=key
    )
    items = tuple(ListedRecommendation.of(each) for each in seen.for_listing().newest_first()[:MOST_SHOWN])
    may_draft = access.rows(actor, "recommend", "directory.Organisation").exists()
    query = urlencode({"stands_on": f"{label} {key}"})
    draft = (
        f"{reverse('recommendation-new')}?{query}" if may_draft and access.role_of(actor) != "node" else ""
    )
    return Panel("followup/_raised.html", Raised(items, draft)) if items or draft else None
