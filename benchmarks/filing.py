"""How fast reports are written down, filed again, and gathered into incidents.

    python benchmarks/filing.py 20000                       SQLite, in a folder that is thrown away
    DATABASE_URL=postgres://… python benchmarks/filing.py 20000   an empty PostgreSQL database of your own

The reports are invented; a third of the incidents are told twice.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-bench-"))

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from vigie.access import NodeActor  # noqa: E402
from vigie.core.dates import day  # noqa: E402
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll  # noqa: E402
from vigie.directory.models import Organisation  # noqa: E402
from vigie.ledger.models import Node  # noqa: E402
from vigie.monitoring import acts, gathering  # noqa: E402
from vigie.monitoring.models import Report  # noqa: E402


def statements(total: int, chance: random.Random):
    for number in range(total):
        first = date(2024, 1, 1) + timedelta(chance.randrange(700))
        lat, lon = 13 + chance.random() * 3, -2 + chance.random() * 4
        yield Statement(
            key=f"b{number}", when=day(first), event_type="attack-civilians",
            spots=(Spot(f"Village {number % 900}", ("BF",), round(lat, 2), round(lon, 2), "near"),),
            actors=(Actor("initiator", "jihadist-unspecified", "Groupe inventé"),),
            tolls=(Toll("killed", low=1, best=2, high=3), Toll("injured", low=0, best=0, high=4)),
            origins=(Origin("radio", f"Radio {number % 9}"),),
            text="Des hommes armés sont venus au marché. Plusieurs personnes ont fui. " * 3,
            original={"id": str(number), "date": first.isoformat(), "source": "inventé"},
        )  # fmt: skip


def timed(what: str, rows: int, work) -> None:
    begun = time.perf_counter()
    with transaction.atomic():
        work()
    taken = time.perf_counter() - begun
    print(f"{what:36}{rows:>9,} rows {taken:>8.1f} s {rows / taken:>9,.0f} rows/s", flush=True)


def main(total: int) -> None:
    call_command("migrate", verbosity=0)
    Node.objects.create(name="Benchmark", fictional=True)
    organisation = Organisation.objects.create(
        slug="a", name="A", classification="ngo", is_member=True, default_tlp="TLP:GREEN"
    )
    print(f"{connection.vendor}, Python {platform.python_version()}, {os.cpu_count()} cores")

    def file():
        told = statements(total, random.Random(1))
        for _filed in acts.file_reports(NodeActor(), organisation, statements=told, dataset="b"):
            pass

    timed("filed, new", total, file)
    timed("filed again, unchanged", total, file)
    reports = list(Report.objects.select_related("organisation").order_by("pk"))
    third = total // 3
    groups = [reports[n : n + 2] for n in range(0, 2 * third, 2)] + [[each] for each in reports[2 * third :]]
    made = []
    timed("gathered into incidents", total, lambda: made.extend(gathering.found(groups)))
    timed("settled again, unchanged", len(made), lambda: gathering.settle(each.pk for each in made))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
