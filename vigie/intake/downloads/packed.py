"""The records and each of their repeats as tables of their own, in one archive that is written as it is sent."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.intake.downloads.records import Records
from vigie.web.tables import Sheet, about, csv_pieces


class _Passing:
    """A file that holds only what was written since it was last asked. It can't be gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        found, self._pieces = b"".join(self._pieces), []
        return found


class _Counted:
    """Lines, and how many of them were taken."""

    def __init__(self, lines: Iterable[list]) -> None:
        self.lines, self.count = lines, 0

    def __iter__(self) -> Iterator[list]:
        for line in self.lines:
            self.count += 1
            yield line


def packed(sheet: Sheet, records: Records, stem: str) -> Iterator[bytes]:
    """A ZIP with `stem`.csv, one CSV for each repeat, and a page that says how many rows were expected and written.

    The records are gone through once for each table: their own number joins them.
    """
    out = _Passing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        yield from _member(archive, out, f"{stem}.csv", records.csv_pieces())
        told = []
        for repeat in records.columns.repeats:
            turns, name = _Counted(records.turns(repeat)), f"{stem}-{repeat.replace('/', '-')}.csv"
            yield from _member(archive, out, name, csv_pieces([records.turn_head(repeat)], turns))
            told.append([_("Rows of %(table)s") % {"table": name}, turns.count])
        yield from _member(
            archive, out, f"{_('read-me')}.csv", [_text(about(sheet, written=records.written) + told)]
        )
    yield out.taken()


def _member(archive: zipfile.ZipFile, out: _Passing, name: str, pieces: Iterable[str]) -> Iterator[bytes]:
    info = zipfile.ZipInfo(name, (*timezone.localtime().timetuple()[:3], 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece.encode())
            if data := out.taken():
                yield data


def _text(lines: list[list]) -> str:
    text = io.StringIO(newline="")
    text.write("\ufeff")
    csv.writer(text).writerows(lines)
    return text.getvalue()
