"""Visits and survey answers of records that somebody doubts: out of lists and counts, and back again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vigie.fieldwork import holding
from vigie.intake.models import Submission
from vigie.intake.xlsforms.versions import key_of, series_of


def take_out(submissions: Iterable[Submission]) -> None:
    """Let what these records became beside reports count no more. The records themselves keep all of it."""
    groups = defaultdict(list)
    for each in submissions:
        groups[each.organisation, each.form].append(key_of(each.root))
    for (organisation, form), keys in groups.items():
        holding.take_out(organisation, series_of(form.form_id), keys)


def put_back(submission: Submission) -> None:
    """Let a record's visit count again; survey answers come back once it is filed again."""
    holding.put_back(submission.organisation, series_of(submission.form.form_id), key_of(submission.root))
