"""The rows of a download: newest edition of each record, as its reader may see it, a few hundred in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import isfinite

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vigie.core.spreadsheets import neutral
from vigie.core.xforms.cells import RECORD, SEALED, Kept, Layout, csv_line
from vigie.core.xforms.instance import BadInstance, read_instance
from vigie.intake.downloads.columns import Columns
from vigie.intake.models import CHANNELS, Attachment, Form, SubmissionVersion
from vigie.intake.models.submission import REVIEWS, STATES

AT_ONCE = 500
FIELDS = (
    "uuid", "received_at", "channel", "state", "review", "versions__pk", "versions__form_version",
    "versions__cells",
)  # fmt: skip


@dataclass
class Records:
    """The records of one form among `submissions`, which are those that the reader may see.

    Trials are left out, and what a seized phone sent too, unless `held`. Counting and every table stop at the
    record that is last when this is made, so that they tell of the same ones.
    """

    form: Form
    submissions: QuerySet
    split: bool = False
    held: bool = False
    notice: str = ""
    columns: Columns = field(init=False)
    written: int = 0  # lines of the records' own table that were handed out as CSV

    def __post_init__(self) -> None:
        found = self.submissions.filter(form=self.form).exclude(state="draft")
        last = found.aggregate(last=Max("pk"))["last"] or 0
        self.columns = Columns.of(self.form, self.split)  # later: no record is of a version that is not there
        self._held_too = found.filter(pk__lte=last)
        self._found = self._held_too if self.held else self._held_too.exclude(state="held")

    def expected(self) -> int:
        return self._found.count()

    def left_out(self) -> int:
        """How many are held apart and not told."""
        return 0 if self.held else self._held_too.filter(state="held").count()

    def head(self) -> list[str]:
        """The first line of the records' own table."""
        own = [_("Record"), _("Received on"), _("Channel"), _("State"), pgettext("record", "Review"), _("Files"),
               _("Answers")]  # fmt: skip
        return self._headed(own, RECORD)

    def csv_pieces(self) -> Iterator[str]:
        """The records' own table as CSV, oldest record first, a few hundred lines at a time. Nearly all of it was
        written when the records came.
        """
        tail = f",{csv_line([self.notice])}\r\n" if self.notice else "\r\n"
        blank = "," * (len(self.columns.names()) - 1)
        places, as_they_are = self._places(RECORD), self._as_they_are()
        yield "\ufeff" + csv_line(self.head()) + "\r\n"
        for rows in self._read():
            lines = []
            for own, version, kept in rows:
                if kept is None:
                    line = blank
                elif version in as_they_are:
                    line = kept.line
                else:
                    line = csv_line(places[version](kept.row))
                lines.append(f"{own},{line}{tail}")
            self.written += len(lines)
            yield "".join(lines)

    def lines(self) -> Iterator[list]:
        """The same as cells, where numeric answers are numbers."""
        places, numbers = self._places(RECORD), self.columns.numbers()
        blank, notice = [""] * len(self.columns.names()), [self.notice] if self.notice else []
        for rows in self._read():
            for own, version, kept in rows:
                answers = _with_numbers(places[version](kept.row), numbers) if kept else blank
                yield [*next(csv.reader([own])), *answers, *notice]

    def turn_head(self, repeat: str) -> list[str]:
        return self._headed([_("Record"), pgettext("repeat", "Turn")], repeat)

    def turns(self, repeat: str) -> Iterator[list]:
        """One line for each turn of a repeat, with its record's number and its own ("2.1": the first within the
        second turn of the repeat around it).
        """
        places = self._places(repeat)
        notice = [self.notice] if self.notice else []
        for rows in self._read():
            for own, version, kept in rows:
                for number, *cells in kept.turns_of(repeat) if kept else ():
                    yield [own.partition(",")[0], number, *places[version](cells), *notice]

    def _headed(self, own: list[str], table: str) -> list[str]:
        return [*own, *map(neutral, self.columns.names(table)), *([_("Notice")] if self.notice else [])]

    def _places(self, table: str) -> dict:
        return {version: self.columns.place(version, table) for version in self.columns.layouts}

    def _awaited(self) -> set[int]:
        """The versions of which a file has not come. Few: asked once, not beside each record."""
        awaited = Attachment.objects.filter(
            version__form=self.form, version__is_current=True, is_named=True, is_current=True, sha256=""
        )
        return set(awaited.values_list("version", flat=True))

    def _as_they_are(self) -> set[int]:
        """The versions whose rows need nothing moved to stand in the table of all."""
        names, layouts = self.columns.names(), self.columns.layouts
        return {key for key, each in layouts.items() if [one.path for one in each.tables[RECORD]] == names}

    def _read(self) -> Iterator[list[tuple[str, int, Kept | None]]]:
        """Some hundred records at a time: what we know of each as a piece of CSV, its version, and its cells; None
        where they can't be read by us.
        """
        current = self._found.filter(versions__is_current=True).order_by("pk").values_list(*FIELDS)
        rows = current.iterator(chunk_size=AT_ONCE)
        layouts, own = self.columns.layouts, _Own(self._awaited())
        while some := list(islice(rows, AT_ONCE)):
            kept = [Kept.read(row[7], layouts[row[6]]) if row[6] in layouts else None for row in some]
            anew = [row for row, cells in zip(some, kept, strict=True) if cells is None and row[7] != SEALED]
            again = _read_again(anew, layouts) if anew else {}
            found = (cells or again.get(row[5]) for row, cells in zip(some, kept, strict=True))
            yield [(own.told(row, cells), row[6], cells) for row, cells in zip(some, found, strict=True)]


def _read_again(rows: Iterable[tuple], layouts: dict[int, Layout]) -> dict[int, Kept | None]:
    """Cells, by instance, of records that have none kept."""
    found = {}
    wanted = SubmissionVersion.objects.filter(pk__in=[row[5] for row in rows])
    for key, version, xml in wanted.filter(form_version__in=layouts).values_list("pk", "form_version", "xml"):
        try:
            found[key] = Kept.read(layouts[version].kept(read_instance(bytes(xml))), layouts[version])
        except BadInstance:
            continue
    return found


class _Own:
    """What we know of a record beside its answers, as a piece of CSV in the language of the moment."""

    def __init__(self, awaited: set[int]) -> None:
        self._awaited, self._zone = awaited, timezone.get_current_timezone()
        self._said = cache(self._words)

    def told(self, row: tuple, kept: Kept | None) -> str:
        uuid, at, channel, state, review, version, _form_version, text = row
        readable = "yes" if kept else "sealed" if text == SEALED else "no"
        said = self._said(channel, state, review, version in self._awaited, readable)
        return f"{uuid},{at.astimezone(self._zone).date()},{said}"

    @staticmethod
    def _words(channel: str, state: str, review: str, is_awaited: bool, readable: str) -> str:
        names = dict(
            STATES if not (state == "held" and review == "rejected") else [(state, _("turned down"))]
        )
        return csv_line([
            dict(CHANNELS)[channel], names[state], dict(REVIEWS)[review],
            pgettext("files", "missing") if is_awaited else pgettext("files", "complete"),
            {"yes": _("readable"), "sealed": _("encrypted answers"), "no": _("not readable")}[readable],
        ])  # fmt: skip


def _with_numbers(answers: Iterable, numbers: Iterable[int]) -> list:
    found = list(answers)
    for at in numbers:
        try:
            number = float(found[at])
        except ValueError:
            continue
        if isfinite(number):
            found[at] = int(number) if number.is_integer() else number
    return found
