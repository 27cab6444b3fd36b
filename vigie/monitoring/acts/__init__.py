"""What people do in this room. One function for each; every one leaves one line in the ledger."""

from vigie.monitoring.acts.choice import choose, name_unit, unname_unit, withdraw_choice
from vigie.monitoring.acts.effort import keep_effort, record_outage, state_effort, take_part, withdraw_outage
from vigie.monitoring.acts.holding import believe, disbelieve, hold, reject, release
from vigie.monitoring.acts.incident import found, join, merge, part, unmerge
from vigie.monitoring.acts.report import file_report, file_reports
from vigie.monitoring.acts.rules import settle_by
from vigie.monitoring.acts.standing import (
    contest,
    refute,
    reopen,
    restore,
    settle_contest,
    submit,
    withdraw,
)

__all__ = [
    "believe", "choose", "contest", "disbelieve", "file_report", "file_reports", "found", "hold", "join",
    "keep_effort", "merge", "name_unit", "part", "record_outage", "refute", "reject", "release", "reopen",
    "restore", "settle_by", "settle_contest", "state_effort", "submit", "take_part", "unmerge", "unname_unit",
    "withdraw", "withdraw_choice", "withdraw_outage",
]  # fmt: skip
