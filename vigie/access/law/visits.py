"""The law on site visits."""

from __future__ import annotations

from vigie.access.rules.audiences import anyone, either, node
from vigie.access.rules.visits import (
    drafts_of,
    of_a_reported_visit,
    of_a_seen_report_of_a_visit,
    of_an_own_visit,
    own_visits,
    reported_on_terms,
)

LAW = {
    "parliament.Checklist": {"see": anyone},  # what is asked is public; what was found is not
    "parliament.SiteVisit": {
        "see": either(node, own_visits("clerk", "member", "chair")),
        "amend": either(node, own_visits("clerk", "chair")),
    },
    # Who went and who was heard: sums, for those who know of the visit.
    "parliament.Met": {
        "count": either(node, of_an_own_visit("clerk", "member", "chair"), of_a_reported_visit),
    },
    "parliament.Finding": {
        "see": either(node, of_an_own_visit("clerk", "member", "chair"), of_a_seen_report_of_a_visit),
        "recommend": either(node, of_an_own_visit("clerk", "chair")),
    },
    "parliament.Photo": {
        "see": either(node, of_an_own_visit("clerk", "member", "chair"), of_a_seen_report_of_a_visit),
        "amend": either(node, of_an_own_visit("clerk", "chair")),
    },
    "parliament.VisitReport": {
        "see": either(node, drafts_of("clerk", "member", "chair"), reported_on_terms),
        "adopt": either(node, of_an_own_visit("clerk", "chair")),
    },
}

HIDDEN = {
    "parliament.VisitRecord",
}
