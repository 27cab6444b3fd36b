"""The law on bodies, people, units and accounts."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS, OVERSEERS
from vigie.access.rules.audiences import (
    anyone,
    either,
    node,
    of_own_organisation,
    own_organisation,
    roles,
    themselves,
)
from vigie.access.rules.bodies import of_a_constituted, spoken_for, unspoken_for
from vigie.access.rules.briefing import briefed
from vigie.access.rules.exchange import CORRESPONDENTS
from vigie.access.rules.followup import ANSWERING
from vigie.access.rules.intake import of_themselves_who_fill
from vigie.access.rules.papers import regional
from vigie.access.rules.sharing import KEEPERS, SHARERS, nameable

ANALYSTS_AND_OVERSEERS = roles(*ANALYSTS, *OVERSEERS, "node")

LAW = {
    "directory.Organisation": {
        "see": anyone,
        "import_into": either(node, own_organisation("monitor", *ANALYSTS)),
        "vouch": either(node, own_organisation(*ANALYSTS)),  # add people, units, organisations in its name
        "describe": either(node, roles(*ANALYSTS)),  # say which posts it has
        "amend": either(node, own_organisation("coordinator")),
        # What it is, and who took over from it.
        "constitute": either(node, spoken_for, unspoken_for),
        "admit": node,
        "reckon": either(node, own_organisation("coordinator")),  # its effort of reporting, from what it sent
        "staff": either(node, own_organisation("coordinator")),
        "inherit": either(
            node, own_organisation("clerk", "chair", "ministry")
        ),  # what an older body left open
        "recommend": either(node, own_organisation("clerk", "chair")),  # in its name
        "answer": own_organisation(*ANSWERING),  # what was recommended to it
        "share": either(node, own_organisation(*SHARERS)),  # things and circles, in its name
        "keep": either(node, own_organisation(*KEEPERS)),  # circles, and the hold on its country
        "schedule": either(node, own_organisation("clerk", "chair")),  # its sittings, and who has a seat
        "question": own_organisation("clerk", "member", "chair"),  # put a question in its name
        "report": own_organisation("clerk", "chair"),
        "found": either(node, regional),  # a framework of consultation
        "inquire": either(node, own_organisation("clerk", "chair")),  # of another body, for information
        "correspond": either(node, own_organisation(*CORRESPONDENTS)),  # with bodies of other installations
    },
    "directory.Account": {
        "see": either(node, themselves, of_own_organisation("coordinator"), roles("operator")),
        "amend": either(node, themselves),
        "close": either(node, of_own_organisation("coordinator")),
        "check_in": either(node, of_themselves_who_fill),
        "name": either(node, nameable),  # in a circle
        "equip": either(node, of_own_organisation("coordinator")),  # with a telephone or a field password
        "brief": briefed,
        "subscribe": themselves,  # to their own calendar
    },
    "directory.Standing": {
        "see": anyone,
        "amend": either(node, of_a_constituted("organisation")),
    },
    "directory.Succession": {"see": anyone, "amend": either(node, of_a_constituted("earlier"))},
    "directory.Person": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Post": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Membership": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Unit": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.UnitLink": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Command": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Positioning": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
}

HIDDEN = {
    "directory.Audience",
    "directory.WrongTries",
}
