"""The law on requests for information."""

from __future__ import annotations

from vigie.access.rules.audiences import either, node
from vigie.access.rules.requests import asked_of_us, of_a_seen_request, to_answer, to_follow
from vigie.access.rules.sharing import on_terms

LAW = {
    # Who asked whom is for the two sides and for whom the request's terms include.
    "sharing.InformationRequest": {
        "see": either(node, asked_of_us, on_terms),
        "answer": either(node, to_answer),
        "follow": either(node, to_follow),
    },
    "sharing.AnswerFile": {"see": either(node, of_a_seen_request)},
}
