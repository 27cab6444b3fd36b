"""How long a new report takes to find its neighbours among all those stored, through the database.

    python -m benchmarks.arrivals 1000000                              SQLite, in a folder that is thrown away
    DATABASE_URL=postgres://… python -m benchmarks.arrivals 1000000    an empty PostgreSQL database of your own

It fills an empty database with the reports of an invented world of constant density (benchmarks/worlds.py), their
incidents and fingerprints, without the acts that would take hours. Then reports of the same world that were held
back come in one by one, as they were told; with the month only; and with the province and the month only. Printed
are medians, in milliseconds: of finding (its fingerprint, the neighbours by their shelves, their columns, the
comparison: probabilities are there), and of the whole act with everything written; and how many were compared.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-bench-"))

import django

django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from benchmarks.worlds import World, generate  # noqa: E402
from vigie.access import NodeActor  # noqa: E402
from vigie.core.dates import day, month  # noqa: E402
from vigie.core.pairing import account_of, match, standing_weights  # noqa: E402
from vigie.core.standards import actor_kinds, event_types  # noqa: E402
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll  # noqa: E402
from vigie.core.written import to_data  # noqa: E402
from vigie.counting import filling  # noqa: E402
from vigie.counting.acts import match_arrivals  # noqa: E402
from vigie.counting.boards import board_near  # noqa: E402
from vigie.directory.audiences import audience  # noqa: E402
from vigie.directory.models import Organisation  # noqa: E402
from vigie.ledger.models import Node  # noqa: E402
from vigie.monitoring.filing import Filing  # noqa: E402
from vigie.monitoring.models import Incident, Link, Report  # noqa: E402

BATCH = 5_000
HELD_BACK, TIMES, WARM = 60, 40, 3
TYPES = [code for code, kind in event_types().items() if kind.level == 3]
KINDS = [code for code in actor_kinds() if code != "unknown"]
# As long as a report's narrative and the row it came from are: rows of the table are that wide.
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


def fill(world: World, rows: int) -> list[Organisation]:
    """The first rows of the world, each with its true incident, as if they had come in over the years."""
    Node.objects.create(name="Benchmark", fictional=True)
    organisations = [
        Organisation.objects.create(slug=slug, name=slug, classification="ngo", is_member=True,
                                    default_tlp="TLP:GREEN") for slug in ("org-a", "org-b", "org-c", "org-d")
    ]  # fmt: skip
    audiences = {each.slug: audience("TLP:GREEN", [each]) for each in organisations}
    held: dict[int, int] = {}
    for start in range(0, rows, BATCH):
        with transaction.atomic():
            _fill(
                world,
                range(start, min(start + BATCH, rows)),
                {o.slug: o for o in organisations},
                audiences,
                held,
            )
        if sys.stderr.isatty():
            print(f"\r{start + BATCH:,} reports", end="", file=sys.stderr)
    return organisations


def _fill(world: World, rows: range, organisations, audiences, held: dict[int, int]) -> None:
    told = [statement(world, row) for row in rows]
    sources = [str(world.columns["source"][row]) for row in rows]
    reports = Report.objects.bulk_create(
        _report(said, organisations[source], audiences[source])
        for said, source in zip(told, sources, strict=True)
    )
    _gather(world.truth[rows.start : rows.stop].tolist(), told, reports, held)
    accounts = [account_of(said, id=report.pk, source=source)
                for said, report, source in zip(told, reports, sources, strict=True)]  # fmt: skip
    filling.store(accounts, {})


def _report(said: Statement, organisation: Organisation, reach) -> Report:
    data = {**to_data(said), "original": {"recit": NARRATIVE}}
    return Report(
        organisation=organisation, dataset="bench", key=said.key, digest="0" * 64, audience=reach, statement=data,
        date_first=said.when.first, date_last=said.when.last, date_precision=said.when.precision,
        event_type=said.event_type, place_name=said.spots[0].name, lat=said.spots[0].lat, lon=said.spots[0].lon,
        geo_precision=said.spots[0].precision,
    )  # fmt: skip


def _gather(truth: list[int], told: list[Statement], reports: list[Report], held: dict[int, int]) -> None:
    new = {}
    for number, said, report in zip(truth, told, reports, strict=True):
        if number not in held and number not in new:
            new[number] = Incident(
                ref=f"LG-{said.when.first.year}-{number:08}", audience=report.audience, date_first=said.when.first,
                date_last=said.when.last, date_precision=said.when.precision, event_type=said.event_type,
            )  # fmt: skip
    Incident.objects.bulk_create(new.values())
    held |= {number: incident.pk for number, incident in new.items()}
    Link.objects.bulk_create(
        Link(incident_id=held[number], report=report) for number, report in zip(truth, reports, strict=True)
    )


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
    found, whole, met = [], [], []
    for said, source in told[: TIMES + WARM]:
        with transaction.atomic():
            organisation = Organisation.objects.get(slug=source)
            (filed,) = Filing(organisation, "new").file([said])
            begun = time.perf_counter()
            filling.fill_new([filed.report.pk])
            board = board_near([filed.report.pk])
            match(board.reports, weights=standing_weights())
            seen = time.perf_counter()
            transaction.set_rollback(True)
        with transaction.atomic():
            (filed,) = Filing(organisation, "new").file([said])
            started = time.perf_counter()
            match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(pk=filed.report.pk))
            ended = time.perf_counter()
            transaction.set_rollback(True)
        found.append(1000 * (seen - begun))
        whole.append(1000 * (ended - started))
        met.append(len(board))
    found, whole, met = found[WARM:], whole[WARM:], met[WARM:]
    worst = sorted(found)[int(0.95 * len(found))]
    print(f"{kind:26}{statistics.median(met):>8.0f}{statistics.median(found):>10.1f}{worst:>10.1f}"
          f"{statistics.median(whole):>10.1f}", flush=True)  # fmt: skip


def main(sizes: list[int]) -> None:
    call_command("migrate", verbosity=0)
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    print(f"{connection.vendor} {version}, Python {platform.python_version()}, {os.cpu_count()} cores")
    for size in sizes:
        call_command("flush", interactive=False, verbosity=0)
        world = generate(size + HELD_BACK * 40, seed=1)
        size = min(size, len(world) - HELD_BACK)
        begun = time.perf_counter()
        fill(world, size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        print(f"\n{size:,} reports, seed 1, filled in {time.perf_counter() - begun:.0f} s")
        print(f"{'a new report':26}{'beside':>8}{'find ms':>10}{'95 %':>10}{'act ms':>10}")
        for kind, told in kinds_of_arrival(world, range(size, size + HELD_BACK)):
            measure(kind, told)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000])
