"""The law on sittings, and who sits."""

from __future__ import annotations

from vigie.access.rules.audiences import anyone, either, node
from vigie.access.rules.papers import of_a_seen
from vigie.access.rules.sittings import (
    adopted_minutes,
    hosts,
    named_seats,
    of_a_host,
    of_a_hosted_sitting,
    of_a_seen_sitting,
    of_an_own_sitting,
    on_terms_within_the_sitting,
    own_calendar,
    sits,
    told,
)

LAW = {
    "parliament.Quorum": {"see": anyone},
    # Names are for the bodies that work here; everybody may count how many women and men sit.
    "parliament.Seat": {
        "see": either(node, named_seats),
        "count": anyone,
        "amend": either(node, hosts("clerk", "chair")),
    },
    "parliament.Sitting": {
        "see": either(node, sits, told),
        "amend": either(node, hosts("clerk", "chair")),
        "preside": either(node, hosts("chair")),  # open, close, adopt the minutes
        "brief": sits,  # make copies of its file
    },
    "parliament.AgendaItem": {"see": either(node, of_a_seen_sitting)},
    "parliament.Document": {
        "see": either(node, on_terms_within_the_sitting),
        "amend": either(node, of_a_hosted_sitting("clerk", "chair")),
    },
    "parliament.Delegates": {"count": either(node, of_a_seen("visit", "parliament.SiteVisit"))},
    # Who was there, who was heard and who came is for those who sat; others are given sums of the sittings that
    # they may see, in which few are told of (parliament.women, parliament.participants).
    "parliament.Attendance": {
        "see": either(node, of_an_own_sitting),
        "count": either(node, of_a_seen_sitting),
    },
    "parliament.Headcount": {
        "see": either(node, of_an_own_sitting),
        "count": either(node, of_a_seen_sitting),
    },
    "parliament.Witness": {"see": either(node, of_an_own_sitting), "count": either(node, of_a_seen_sitting)},
    "parliament.Contribution": {"see": either(node, of_a_seen_sitting)},
    "parliament.Minutes": {"see": either(node, of_a_host, adopted_minutes)},
    "parliament.CalendarKey": {"see": own_calendar, "amend": own_calendar},
}
