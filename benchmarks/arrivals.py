"""How long a new report takes to find its neighbours among all those stored, through the database.

    python -m benchmarks.arrivals 1000000                              SQLite, in a folder that is thrown away
    DATABASE_URL=postgres://… python -m benchmarks.arrivals 1000000    an empty PostgreSQL database of your own

It fills an empty database with the reports of an invented world of constant density (benchmarks/worlds.py), their
incidents and fingerprints, without the acts that would take hours. Then reports of the same world that were held
back come in one by one, as they were told; with the month only; and with the province and the month only. Printed
are medians, in milliseconds: of finding (its fingerprint, the neighbours by their shelves, their columns, the
comparison: probabilities are there) by the clock and in processor time of this process, which is what a machine
with nothing else to do would need on SQLite; and of the whole act with everything written.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-bench-"))

import django

django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.worlds import World, generate  # noqa: E402
from vigie.access import NodeActor  # noqa: E402
from vigie.core.dates import day, month  # noqa: E402
from vigie.core.pairing import account_of, encode, match, standing_weights  # noqa: E402
from vigie.core.standards import actor_kinds, class_of, event_types  # noqa: E402
from vigie.core.statement import GEO_RADIUS_KM, Actor, Origin, Spot, Statement, Toll  # noqa: E402
from vigie.core.written import to_data  # noqa: E402
from vigie.counting import filling, terms  # noqa: E402
from vigie.counting.acts import match_arrivals  # noqa: E402
from vigie.counting.boards import board_near  # noqa: E402
from vigie.counting.fingerprints import KEPT, PARTS, kept  # noqa: E402
from vigie.counting.shelves import Standing  # noqa: E402
from vigie.directory.audiences import audience  # noqa: E402
from vigie.directory.models import Organisation  # noqa: E402
from vigie.ledger.models import Node  # noqa: E402
from vigie.monitoring.filing import Filing  # noqa: E402
from vigie.monitoring.models import Report  # noqa: E402

BATCH = 5_000
SOURCES = ("org-a", "org-b", "org-c", "org-d")
REPORT = ("id", "uuid", "organisation_id", "dataset", "key", "version", "digest", "is_current", "received_at",
          "audience_id", "statement", "text", "language", "date_first", "date_last", "date_precision", "event_type",
          "place_name", "lat", "lon", "geo_precision")  # fmt: skip
INCIDENT = ("id", "ref", "state", "state_before", "withdrawn_for", "audience_id", "date_first", "date_last",
            "date_precision", "event_type", "actor_class", "actor_kind", "actor_name", "place_name", "countries",
            "geo_precision", "killed_status", "tolls", "reports_count", "organisations_count", "origins_count",
            "updated_at")  # fmt: skip
FINGERPRINT = ("report_id", "lat", "lon", "radius_km", "first", "last", "cell", "block", "record", "more")
NOTHING_MORE = np.zeros(PARTS, np.int32).tobytes()
HELD_BACK, TIMES, WARM = 60, 40, 3
TYPES = [code for code, kind in event_types().items() if kind.level == 3]
KINDS = [code for code in actor_kinds() if code != "unknown"]
# As long as a report's narrative and the row it came from are: rows of the table are that wide.
_held: dict[int, bool] = defaultdict(bool)  # incidents written already
NARRATIVE = "Récit inventé pour la mesure. " * 20


def statement(world: World, row: int) -> Statement:
    """One report of the world in the register's terms. Its codes are real, what it tells is not."""
    told = {name: column[row] for name, column in world.columns.items()}
    first = told["date"].astype(object)
    by_area = told["geo_precision"] == "area"
    spot = Spot(str(told["place"]), ("BF",), float(told["lat"]), float(told["lon"]),
                "adm2" if by_area else "near", None, ((2, str(told["area"])),))  # fmt: skip
    family, target = str(told["actor_family"]), int(str(told["target"])[1:])
    actors = [Actor("initiator", KINDS[int(family[1:])], f"Groupe G-{told['actor_group']}")] if family else []
    killed = None if np.ma.is_masked(told["killed"]) else int(told["killed"])
    return Statement(
        key=str(told["report_id"]),
        when=month(first.year, first.month) if told["date_precision"] == "month" else day(first),
        event_type=TYPES[int(str(told["event_type_1"])[1:]) % len(TYPES)], spots=(spot,),
        actors=(*actors, Actor("target", KINDS[target + 8])),
        tolls=(Toll("killed", best=killed) if killed is not None else Toll("killed", status="unknown"),),
        origins=(Origin(),),
    )  # fmt: skip


def fill(world: World, rows: int) -> None:
    """The first rows of the world, each in its true incident, as if they had come in over the years."""
    Node.objects.create(name="Benchmark", fictional=True)
    audiences = {}
    for slug in SOURCES:
        organisation = Organisation.objects.create(slug=slug, name=slug, classification="ngo", is_member=True,
                                                   default_tlp="TLP:GREEN")  # fmt: skip
        audiences[slug] = organisation.pk, audience("TLP:GREEN", [organisation]).pk
    records = _records(world)
    _check(world, records)
    for start in range(0, rows, BATCH):
        with transaction.atomic():
            _load(world, records, range(start, min(start + BATCH, rows)), audiences)
        if sys.stderr.isatty():
            print(f"\r{start + BATCH:,} reports", end="", file=sys.stderr)


def _records(world: World) -> np.ndarray:
    """The fingerprints' records of all rows at once; `_check` holds them against those of the usual way."""
    told, n = world.columns, len(world)
    found = np.zeros(n, KEPT)
    for name in KEPT.names:
        found[name] = -1
    monthly, by_area = told["date_precision"] == "month", told["geo_precision"] == "area"
    found["lat"], found["lon"] = told["lat"], told["lon"]
    found["cos"] = np.cos(np.radians(told["lat"]))
    found["radius"] = np.where(by_area, GEO_RADIUS_KM["adm2"], GEO_RADIUS_KM["near"])
    first = told["date"].astype("datetime64[D]")
    month_after = (first.astype("datetime64[M]") + 1).astype("datetime64[D]")
    found["first"] = np.where(monthly, first.astype("datetime64[M]").astype("datetime64[D]"), first).astype(
        int
    )
    found["last"] = np.where(monthly, month_after - 1, first).astype(int)
    found["loose"], found["level"], found["row"] = np.where(monthly, 3, 0), np.where(by_area, 2, -1), 0
    found["name"] = _keyed("place", told["place"])
    found["area"][:, 0] = 2 * _keyed("area_0", np.full(n, "bf"))
    found["area"][:, 2] = 2 * _keyed("area_2", np.char.lower(told["area"]))
    paths = [event_types()[code].path for code in TYPES]
    kind = np.array([int(each[1:]) for each in told["event_type_1"].tolist()]) % len(TYPES)
    for depth in range(3):
        found["type"][:, depth] = _keyed(f"type_{depth}", np.array([path[2 - depth] for path in paths])[kind])
    known = np.flatnonzero(told["actor_family"] != "")
    family = np.array([int(each[1:]) for each in told["actor_family"][known].tolist()])
    actors, classes = np.array(KINDS), np.array([class_of(each) for each in KINDS])
    found["kind"][known], found["family"][known] = (
        _keyed("kind", actors[family]),
        _keyed("family", classes[family]),
    )
    named = np.char.lower(np.char.add("groupe g ", told["actor_group"][known]))
    found["group"][known] = _keyed("group", np.char.strip(named))
    target = np.array([int(each[1:]) + 8 for each in told["target"].tolist()])
    found["target"], found["target_class"] = (
        _keyed("target", actors[target]),
        _keyed("target_class", classes[target]),
    )
    found["killed"] = np.ma.filled(told["killed"], -1)[:, None]
    found["source"] = _keyed("source", told["source"])
    return found


def _keyed(field: str, texts: np.ndarray) -> np.ndarray:
    names, codes = np.unique(texts, return_inverse=True)
    return terms.keys_of({field: names.tolist()})[field][codes]


def _check(world: World, records: np.ndarray, rows: int = 300) -> None:
    """Raise `ValueError` where what is loaded in bulk is not what a report that comes in would leave."""
    accounts = [
        account_of(statement(world, row), id=row, source=str(world.columns["source"][row]))
        for row in range(rows)
    ]
    for row, (record, more) in enumerate(kept(encode(accounts, SOURCES))):
        usual = np.frombuffer(record, KEPT)[0]
        unlike = [
            name
            for name in KEPT.names
            if name != "row" and np.any(abs(usual[name] - records[row][name]) > 1e-4)
        ]
        if unlike or more != NOTHING_MORE:
            raise ValueError(f"Row {row} differs in {unlike}: {usual} {records[row]}")


def _load(world: World, records: np.ndarray, rows: range, audiences: dict[str, tuple[int, int]]) -> None:
    """Reports, incidents, links and fingerprints, by the database's own way for many rows. Keys are rows + 1."""
    told = [statement(world, row) for row in rows]
    owners = [audiences[str(world.columns["source"][row])] for row in rows]
    now = timezone.now()
    _into("monitoring_report", REPORT, (
        (row + 1, _uuid(row), owner, "bench", said.key, 1, "0" * 64, True, now, reach,
         json.dumps({**to_data(said), "original": {"recit": NARRATIVE}}), "", "fr", said.when.first,
         said.when.last, said.when.precision, said.event_type, said.spots[0].name, said.spots[0].lat,
         said.spots[0].lon, said.spots[0].precision)
        for row, said, (owner, reach) in zip(rows, told, owners, strict=True)
    ))  # fmt: skip
    new = {}
    for row, said, (_owner, reach) in zip(rows, told, owners, strict=True):
        number = int(world.truth[row]) + 1
        if not _held[number]:
            _held[number] = True
            new[number] = (number, f"LG-{number:09}", "candidate", "", "", reach, said.when.first, said.when.last,
                           said.when.precision, said.event_type, "unknown", "unknown", "", "", "", "unknown",
                           "unknown", "[]", 1, 1, 1, now)  # fmt: skip
    _into("monitoring_incident", INCIDENT, new.values())
    _into("monitoring_link", ("incident_id", "report_id", "probability", "since"),
          ((int(world.truth[row]) + 1, row + 1, 1.0, now) for row in rows))  # fmt: skip
    mine = records[rows.start : rows.stop]
    stand = Standing(*(mine[name] for name in ("lat", "lon", "radius", "first", "last")))
    columns = [each.tolist() for each in (*vars(stand).values(), stand.cells(), stand.blocks())]
    _into("counting_fingerprint", FINGERPRINT, (
        (row + 1, *place, mine[place_in].tobytes(), NOTHING_MORE)
        for place_in, (row, *place) in enumerate(zip(rows, *columns, strict=True))
    ))  # fmt: skip


def _uuid(row: int) -> str:
    number = uuid.UUID(int=row)
    return number.hex if connection.vendor == "sqlite" else str(number)


def _into(table: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows))


def _set_counters() -> None:
    """Rows were given their keys: PostgreSQL must be told where to go on."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in ("monitoring_report", "monitoring_incident", "monitoring_link"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def kinds_of_arrival(world: World, rows: range) -> Iterator[tuple[str, list[tuple[Statement, str]]]]:
    """The same reports as they were told, and by people who know less."""
    told = [(statement(world, row), str(world.columns["source"][row])) for row in rows]
    yield "as told", told
    yield "month only", [(_vaguer(said, "m"), source) for said, source in told]
    yield "province and month only", [(_vaguer(said, "p", province=True), source) for said, source in told]


def _vaguer(said: Statement, mark: str, *, province: bool = False) -> Statement:
    first = said.when.first
    vague = replace(said, key=said.key + mark, when=month(first.year, first.month))
    spot = said.spots[0]
    return replace(vague, spots=(replace(spot, name="", precision="adm2"),)) if province else vague


def measure(kind: str, told: list[tuple[Statement, str]]) -> None:
    found, spent, whole, met = [], [], [], []
    for said, source in told[: TIMES + WARM]:
        with transaction.atomic():
            organisation = Organisation.objects.get(slug=source)
            (filed,) = Filing(organisation, "new").file([said])
            begun, worked = time.perf_counter(), time.process_time()
            filling.fill_new([filed.report.pk])
            board = board_near([filed.report.pk])
            match(board.reports, weights=standing_weights())
            seen, done = time.perf_counter(), time.process_time()
            transaction.set_rollback(True)
        with transaction.atomic():
            (filed,) = Filing(organisation, "new").file([said])
            started = time.perf_counter()
            match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(pk=filed.report.pk))
            ended = time.perf_counter()
            transaction.set_rollback(True)
        found.append(1000 * (seen - begun))
        spent.append(1000 * (done - worked))
        whole.append(1000 * (ended - started))
        met.append(len(board))
    found, spent, whole, met = (each[WARM:] for each in (found, spent, whole, met))
    worst = sorted(found)[int(0.95 * len(found))]
    medians = [statistics.median(each) for each in (met, found, spent, whole)]
    print(
        f"{kind:26}{medians[0]:>8.0f}{medians[1]:>10.1f}{worst:>8.1f}{medians[2]:>8.1f}{medians[3]:>8.1f}",
        flush=True,
    )


def main(sizes: list[int]) -> None:
    call_command("migrate", verbosity=0)
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    print(f"{connection.vendor} {version}, Python {platform.python_version()}, {os.cpu_count()} cores")
    for size in sizes:
        call_command("flush", interactive=False, verbosity=0)
        world = generate(size + HELD_BACK * 40, seed=1)
        size = min(size, len(world) - HELD_BACK)
        begun = time.perf_counter()
        _held.clear()
        fill(world, size)
        _set_counters()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        print(f"\n{size:,} reports, seed 1, filled in {time.perf_counter() - begun:.0f} s")
        print(f"{'a new report':26}{'beside':>8}{'find ms':>10}{'95 %':>8}{'CPU':>8}{'act ms':>8}")
        for kind, told in kinds_of_arrival(world, range(size, size + HELD_BACK)):
            measure(kind, told)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000])
