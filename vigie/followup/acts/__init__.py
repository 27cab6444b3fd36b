"""What people do to a recommendation: draft, issue, answer, act, report, verify, and bring it to an end."""

from vigie.followup.acts.answering import act, mark_milestone, report_progress, respond
from vigie.followup.acts.checking import verify
from vigie.followup.acts.drafts import keep_step, throw_away_step
from vigie.followup.acts.ending import close, merge, split, withdraw
from vigie.followup.acts.inheriting import inherit
from vigie.followup.acts.passing import pass_on
from vigie.followup.acts.recommending import amend, issue, publish, recommend
from vigie.followup.acts.timing import set_deadline

__all__ = [
    "act", "amend", "close", "inherit", "issue", "keep_step", "mark_milestone", "merge", "pass_on", "publish",
    "recommend", "report_progress", "respond", "set_deadline", "split", "throw_away_step", "verify", "withdraw",
]  # fmt: skip
