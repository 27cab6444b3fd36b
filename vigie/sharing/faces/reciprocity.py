"""What parliaments gave and got, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from vigie.sharing.models import THEMES
from vigie.sharing.reciprocity import Exchanged
from vigie.web import codes
from vigie.web.tables import column

THEME_NAMES = dict(THEMES)


@dataclass(frozen=True)
class ListedExchange:
    """One parliament, quarter, mark and theme."""

    parliament: str = column(gettext_noop("Parliament"), "#org")
    country: str = column(gettext_noop("Country"), "#country")
    quarter: str = column(gettext_noop("Quarter"), "#date+quarter")
    tlp: str = column(gettext_noop("Mark"), "#meta+tlp")
    theme: str = column(gettext_noop("Theme"), "#sector")
    gave: int = column(gettext_noop("Gave"), "#indicator+gave+num")
    got: int = column(gettext_noop("Got"), "#indicator+got+num")

    @classmethod
    def of(cls, row: Exchanged) -> ListedExchange:
        return cls(
            row.parliament.name, codes.country(row.parliament.country), row.quarter, row.tlp,
            str(THEME_NAMES[row.theme]), row.gave, row.got,
        )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of one of the tables of the page: what it is of, and gave and got of each parliament."""

    label: str
    is_mark: bool
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Balance:
    """The page: its parliaments in order, and the lines in total, by mark, by theme, by quarter."""

    parliaments: tuple[str, ...]
    whole: tuple[Line, ...]
    by_mark: tuple[Line, ...]
    by_theme: tuple[Line, ...]
    by_quarter: tuple[Line, ...]

    @classmethod
    def of(cls, rows: list[ListedExchange]) -> Balance:
        names = tuple(dict.fromkeys(row.parliament for row in rows))

        def line(label: str, some: list[ListedExchange]) -> Line:
            sums = tuple(
                (sum(each.gave for each in of), sum(each.got for each in of))
                for of in ([each for each in some if each.parliament == name] for name in names)
            )
            return Line(label, label.startswith("TLP:"), sums)

        def lines(column: str, *, newest: bool = False) -> tuple[Line, ...]:
            labels = sorted({getattr(row, column) for row in rows}, reverse=newest)
            return tuple(line(each, [row for row in rows if getattr(row, column) == each]) for each in labels)

        return cls(names, (line("", rows),), lines("tlp"), lines("theme"), lines("quarter", newest=True))
