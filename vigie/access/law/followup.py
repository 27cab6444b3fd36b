"""The law on recommendations and what came of them."""

from __future__ import annotations

from vigie.access.rules.audiences import either, node
from vigie.access.rules.followup import (
    answerable,
    both_recommendations,
    checkable,
    drafted_by_own,
    ended_by_chair,
    issued_by_chair,
    of_a_seen_action,
    of_a_seen_recommendation,
    of_a_served_recommendation,
    of_an_own_action,
    own_typing,
    readable,
    timed,
)

LAW = {
    "followup.Recommendation": {
        "see": readable,
        "amend": drafted_by_own,
        "issue": issued_by_chair,
        "publish": ended_by_chair,
        "end": ended_by_chair,  # withdraw, close, merge, split
        "time": timed,  # set another deadline
        "respond": answerable,  # and undertake, and report progress
        "verify": checkable,
    },
    "followup.Evidence": {"see": of_a_seen_recommendation},
    "followup.Deadline": {"see": of_a_seen_recommendation},
    "followup.Inheritance": {"see": of_a_seen_recommendation},
    "followup.Response": {"see": of_a_seen_recommendation},
    "followup.Progress": {"see": of_a_seen_recommendation},
    "followup.Verification": {"see": of_a_seen_recommendation},
    "followup.Action": {"see": of_a_served_recommendation},
    "followup.Milestone": {"see": of_a_seen_action, "mark": either(node, of_an_own_action)},
    "followup.Trace": {"see": both_recommendations},
    "followup.StepDraft": {"see": own_typing},
}

HIDDEN = {
    "followup.RecommendationCounter",
}
