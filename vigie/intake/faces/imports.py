"""What those who bring files are shown of their runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.intake import words
from vigie.intake.models import ImportRow, ImportRun
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedRun:
    """One line of the list of imports."""

    uuid: str = column(gettext_noop("Import"), "#meta+id")
    started_at: datetime = column(gettext_noop("Brought on"), "#date+received")
    file_name: str = column(gettext_noop("File"), "#meta+file+name")
    source: str = column(gettext_noop("Source"), "#meta+source")
    by: str = column(gettext_noop("Brought by"), "#contact+user")
    rows_read: int = column(gettext_noop("Rows"), "#indicator+rows+num")
    created: int = column(gettext_noop("New"), "#indicator+created+num")
    updated: int = column(gettext_noop("Updated"), "#indicator+updated+num")
    unchanged: int = column(gettext_noop("Unchanged"), "#indicator+unchanged+num")
    refused: int = column(gettext_noop("Refused"), "#indicator+refused+num")
    outcome: str = column(gettext_noop("What came of it"), "#status")

    @classmethod
    def of(cls, run: ImportRun) -> ListedRun:
        return cls(
            str(run.uuid), run.started_at, run.file_name, words.source_name(run.source), _who(run),
            run.rows_read, run.created, run.updated, run.unchanged, run.refused, words.outcome(run),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownRun:
    """A run at the head of its own page. `broken` says in sentences why a file was not read to its end."""

    uuid: str
    started_at: datetime
    file_name: str
    source: str
    series: str
    by: str
    megabytes: float
    sha256: str
    outcome: str
    counts: list[tuple[str, str]]
    broken: list[str]

    @classmethod
    def of(cls, run: ImportRun) -> ShownRun:
        return cls(
            str(run.uuid), run.started_at, run.file_name, words.source_name(run.source),
            run.about.get("series", ""), _who(run), run.file_bytes / 1e6, run.file_sha256,
            words.outcome(run), words.counts(run), words.said(run.faults),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownRow:
    """What became of one row. `report` is its identifier; `_opens` tells whether the reader may open it."""

    number: int = column(gettext_noop("Row"), "#meta+row+num")
    outcome: str = column(gettext_noop("Outcome"), "#status")
    key: str = column(gettext_noop("Identifier"), "#event+code")
    report: str = column(gettext_noop("Report"), "#meta+report+id")
    faults: tuple[str, ...] = column(gettext_noop("Why it was refused"), "#description+fault")
    remarks: tuple[str, ...] = column(gettext_noop("Remarks"), "#description+remark")
    codes: tuple[str, ...] = column(gettext_noop("Codes"), "#meta+fault+code")
    _refused: bool = False
    _opens: bool = False

    @classmethod
    def of(cls, row: ImportRow) -> ShownRow:
        """Needs a row of `ImportRowQuerySet.told_to`."""
        if row.withheld:
            withheld = _("Withheld: the report is for other readers.")
            return cls(row.number, str(row.get_outcome_display()), "", "", (), (withheld,), ())
        return cls(
            row.number, str(row.get_outcome_display()), row.key, str(row.report_uuid or ""),
            tuple(words.said(row.faults)), tuple(words.said(row.remarks)),
            tuple(each["code"] for each in (*row.faults, *row.remarks)), row.outcome == "refused", row.opens,
        )  # fmt: skip

    @property
    def refused(self) -> bool:
        return self._refused

    @property
    def opens(self) -> bool:
        return self._opens


def _who(run: ImportRun) -> str:
    return run.filed_by.username if run.filed_by else _("command line")
