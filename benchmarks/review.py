"""How long the review takes with very many pairs waiting: its page, its counts, its list, and the weighing.

    python benchmarks/review.py 100000      waiting pairs; SQLite, in a folder that is thrown away

It fills an empty database with invented reports, each in an incident of its own, and pairs of neighbours that
wait; asks each page five times as an analyst who may read about two thirds of them, and once as one who may
read none; prints medians in milliseconds, and how long it takes to weigh all pairs anew.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
os.environ["VIGIE_VAR"] = tempfile.mkdtemp(prefix="vigie-bench-")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from vigie import access  # noqa: E402
from vigie.counting.models import Pair  # noqa: E402
from vigie.counting.waiting import counted, pairs_waiting  # noqa: E402
from vigie.counting.weighing import weigh  # noqa: E402
from vigie.directory.audiences import audience  # noqa: E402
from vigie.directory.models import Account, Organisation  # noqa: E402
from vigie.ledger.models import Node  # noqa: E402
from vigie.monitoring.models import Incident, Link, Report  # noqa: E402

TIMES = 5
NEIGHBOURS = 5  # waiting pairs for each report
STATEMENT = {
    "key": "", "when": ["2026-03-12", "2026-03-12", "day"], "event_type": "attack-civilians", "text": "Inventé.",
    "spots": [], "actors": [], "tolls": [], "origins": [], "original": {},
}  # fmt: skip


def fill(pairs: int, chance: random.Random) -> tuple[Account, Account]:
    """As many waiting pairs; an analyst who reads two thirds of them, and one who reads none."""
    Node.objects.create(name="Benchmark", fictional=True)
    bodies = [
        Organisation.objects.create(slug=name, name=name, classification="ngo", is_member=name != "alone")
        for name in ("one", "two", "alone")
    ]
    green, kept = audience("TLP:GREEN", bodies[:1]), audience("TLP:AMBER+STRICT", bodies[1:2])
    number = pairs // NEIGHBOURS + NEIGHBOURS
    audiences = [green if place % 3 else kept for place in range(number)]
    days = [date(2023, 1, 1) + timedelta(place * 1000 // number) for place in range(number)]
    told = [
        Report(
            organisation=bodies[place % 2], dataset="bench", key=str(place), digest="", audience=audiences[place],
            statement=STATEMENT, date_first=days[place], date_last=days[place], date_precision="day",
            event_type="attack-civilians",
        )
        for place in range(number)
    ]  # fmt: skip
    reports = Report.objects.bulk_create(told, batch_size=2000)
    held = [
        Incident(
            ref=f"LG-{place}", audience=audiences[place], date_first=days[place], date_last=days[place],
            date_precision="day", event_type="attack-civilians", killed_best=chance.randrange(9), reports_count=1,
        )
        for place in range(number)
    ]  # fmt: skip
    incidents = Incident.objects.bulk_create(held, batch_size=2000)
    Link.objects.bulk_create(map(_link, reports, incidents), batch_size=5000)
    Pair.objects.bulk_create(_pairs(reports, pairs, chance), batch_size=5000)
    return tuple(
        Account.objects.create(username=body.slug, role="analyst", organisation=body) for body in bodies[::2]
    )


def _link(report: Report, incident: Incident) -> Link:
    return Link(report=report, incident=incident)


def _pairs(reports: list[Report], number: int, chance: random.Random):
    for place in range(number):
        left = reports[place // NEIGHBOURS]
        right = reports[place // NEIGHBOURS + 1 + place % NEIGHBOURS]
        p = chance.random()
        yield Pair(left=left, right=right, bits=0.0, probability=p, standing="to_review")


def median(act) -> float:
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def measure(pairs: int) -> None:
    reader, stranger = fill(pairs, random.Random(1))
    begun = time.perf_counter()
    stored = weigh(Pair.objects.to_review())
    print(f"{pairs} pairs wait; weighed anew in {time.perf_counter() - begun:.1f} s, {stored} stored")
    for name, account in (("who reads two thirds", reader), ("who reads none", stranger)):
        print(f"  {name}: {_asked(account)}")


def _asked(account: Account) -> str:
    """Medians in milliseconds of what this person asks."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account)
    waiting = access.rows(account, "decide", "counting.Pair").waiting_for(account)
    asked = {
        "first pair": waiting.first,
        f"count to {counted(waiting)}": lambda: pairs_waiting(account),
        "page": lambda: client.get("/revue"),
        "list": lambda: client.get("/revue/file"),
        "register": lambda: client.get("/registre"),
    }
    return ", ".join(f"{name} {median(act):.0f} ms" for name, act in asked.items())


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    measure(int(sys.argv[1]) if sys.argv[1:] else 10_000)
