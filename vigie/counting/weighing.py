"""How much an answer about each waiting pair is expected to change the figures that are published."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from vigie.access import OPEN_TLP
from vigie.core import worth
from vigie.core.standards import event_types
from vigie.core.worth import Cell, Change, Figures, Held
from vigie.counting.models import Pair
from vigie.monitoring.models import LIVE, Incident, Report
from vigie.monitoring.models.queries import LONGER_THAN_A_MONTH
from vigie.places.models import Area

FINEST_LEVEL = 2  # figures are published by province, cercle or department, and no finer
COLUMNS = ("date_first", "date_precision", "area", "event_type")
BATCH = 2000
CHANGED = 0.005  # a worth that moves by less keeps its stored value


class Cells:
    """Where things count: month, area and broad type. Areas are looked up once."""

    def of(self, date_first, precision: str, area: int | None, event_type: str) -> Cell:
        rough = precision in LONGER_THAN_A_MONTH
        kind = event_types().get(event_type)
        return (
            f"{date_first:%Y}" if rough else f"{date_first:%Y-%m}", self._coarse(area),
            kind.path[0] if kind else event_type,
        )  # fmt: skip

    @cached_property
    def _areas(self) -> dict[int, tuple[int, int | None]]:
        return {key: rest for key, *rest in Area.objects.values_list("pk", "level", "parent")}

    def _coarse(self, area: int | None) -> int | None:
        while area is not None and self._areas[area][0] > FINEST_LEVEL:
            area = self._areas[area][1]
        return area


def figures(incidents: QuerySet[Incident], cells: Cells, wanted: Iterable[Cell] | None = None) -> Figures:
    """Count incidents and the dead in each cell; where `wanted` is given, in its months and years only.

    Every incident that stands is counted, also one that rests on one origin: the register shows it too.
    """
    if wanted is not None:
        incidents = incidents.filter(reduce(or_, map(_during, {cell[0] for cell in wanted}), Q(pk__in=())))
    counts, dead = Counter(), Counter()
    rows = incidents.filter(state__in=LIVE).order_by().values_list(*COLUMNS, "killed_best")
    for *columns, killed in rows.iterator(chunk_size=5000):
        cell = cells.of(*columns)
        counts[cell] += 1
        dead[cell] += killed or 0
    return Figures(counts, dead)


def _during(time: str) -> Q:
    """Incidents that begin in a month ("2026-03") or year ("2026")."""
    year, _dash, month = time.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    end = date(int(year), last, monthrange(int(year), last)[1])
    return Q(date_first__gte=date(int(year), first, 1), date_first__lte=end)


class Weighed(NamedTuple):
    """What is read of one pair."""

    key: int
    probability: float
    worth: float
    left: int | None  # incident
    right: int | None
    report: int  # the later of the two, and what it says
    date_first: date
    date_precision: str
    event_type: str


READ = ("pk", "probability", "worth", "left__link__incident", "right__link__incident", "right",
        "right__date_first", "right__date_precision", "right__event_type")  # fmt: skip


@dataclass(frozen=True)
class Stake:
    """What hangs on one pair: whether it counts as one now, and what the gainsaying answer would change."""

    together: bool
    change: Change


def stakes(pairs: list[Weighed], cells: Cells) -> dict[int, Stake]:
    """What hangs on each of these pairs, by key. A pair whose reports stand in no incident is left out."""
    held = _held({each for pair in pairs for each in (pair.left, pair.right)}, cells)
    killed = _killed([pair.report for pair in pairs if pair.left == pair.right])
    found = {}
    for pair in pairs:
        left, right = held.get(pair.left), held.get(pair.right)
        if left is None or right is None:
            continue
        if pair.left != pair.right:
            found[pair.key] = Stake(False, worth.if_same(left, right))
            continue
        # The later report as an incident of its own, in the area of the whole: near enough.
        month, _area, kind = cells.of(pair.date_first, pair.date_precision, None, pair.event_type)
        parted = Held((month, left.cell[1], kind), killed.get(pair.report), 1)
        found[pair.key] = Stake(True, worth.if_different(left, parted))
    return found


def stake_of(pair: Pair, cells: Cells) -> Stake | None:
    return stakes(_read(Pair.objects.filter(pk=pair.pk)), cells).get(pair.pk)


def _read(pairs: QuerySet[Pair]) -> list[Weighed]:
    return [Weighed(*row) for row in pairs.order_by().values_list(*READ)]


def _held(keys: set[int | None], cells: Cells) -> dict[int, Held]:
    rows = Incident.objects.filter(pk__in=keys - {None}, state__in=LIVE)
    return {
        key: Held(cells.of(*columns), killed, reports)
        for key, *columns, killed, reports in rows.values_list("pk", *COLUMNS, "killed_best", "reports_count")
    }


def _killed(reports: list[int]) -> dict[int, int | None]:
    """The dead that each of these reports tells of."""
    told = Report.objects.filter(pk__in=reports).values_list("pk", "statement__tolls")
    return {
        key: next((_best(toll) for toll in tolls if _best(toll) is not None), None) for key, tolls in told
    }


def _best(toll: dict) -> int | None:
    everybody = (toll["group"], toll["sex"], toll["age"]) == ("all", "all", "all")
    return toll["best"] if toll["harm"] == "killed" and everybody else None


def weigh(pairs: QuerySet[Pair]) -> int:
    """Reckon anew what these pairs are worth, and store what has moved. Returns how many were stored.

    The figures that an answer would move are those of incidents that all members may read: against others, the
    worth of a pair would tell how many there are in that month and area.
    """
    shared = Incident.objects.filter(audience__tlp__in=OPEN_TLP)
    cells, keys, stored = Cells(), list(pairs.order_by().values_list("pk", flat=True)), 0
    everywhere = figures(shared, cells) if len(keys) > BATCH else None
    for start in range(0, len(keys), BATCH):
        read = _read(Pair.objects.filter(pk__in=keys[start : start + BATCH]))
        hangs = stakes(read, cells)
        touched = {cell for stake in hangs.values() for cell in stake.change}
        now = everywhere or figures(shared, cells, touched)
        stored += _store([(pair, hangs.get(pair.key)) for pair in read], now)
    return stored


def weigh_around(reports: Iterable[int]) -> None:
    """Reckon anew what waits about any of these reports (keys)."""
    keys = list(reports)
    for start in range(0, len(keys), BATCH):
        weigh(Pair.objects.to_review().touching(keys[start : start + BATCH]))


def _store(weighed: list[tuple[Weighed, Stake | None]], now: Figures) -> int:
    moved = []
    for pair, stake in weighed:
        value = worth.worth(pair.probability, stake.together, stake.change, now) if stake else 0.0
        if abs(value - pair.worth) > CHANGED:
            moved.append((value, pair.key))
    table = connection.ops.quote_name(Pair._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        # One prepared statement: an object for each of 100,000 rows would cost many seconds.
        cursor.executemany(f"UPDATE {table} SET worth = %s WHERE id = %s", moved)  # noqa: S608
    return len(moved)
