"""How long the register takes: first page and exact count, with no filter and with each single one.

    python benchmarks/register.py 10000 100000 1000000            SQLite, in a folder that is thrown away
    DATABASE_URL=postgres://… python benchmarks/register.py 1000000   an empty PostgreSQL database of your own
    python benchmarks/register.py                                 what such a database holds already

It fills an empty database with invented incidents (nothing in them is about anybody), asks each question
nine times as an analyst who may read about three quarters of them, and prints the medians: of the rows of
the first page, of the exact count, and of the whole request with everything that the page shows.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-bench-"))

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402

from vigie import access  # noqa: E402
from vigie.core.standards import actor_classes, event_types  # noqa: E402
from vigie.directory.models import Account, Audience, Organisation  # noqa: E402
from vigie.ledger.models import Node  # noqa: E402
from vigie.monitoring.forms import RegisterFilter  # noqa: E402
from vigie.monitoring.models import Incident, IncidentWords  # noqa: E402
from vigie.monitoring.models.words import searchable  # noqa: E402
from vigie.places.models import Area, Extent, ExtentArea, Generation  # noqa: E402
from vigie.web.paging import page_of  # noqa: E402

TIMES = 9
BATCH = 5_000
FIRST, DAYS = date(2016, 1, 1), 4_000
COUNTRIES = ("BF", "ML", "NE")
SYLLABLES = ["ba", "do", "gou", "ka", "la", "ma", "na", "ni", "ro", "sa", "ta", "ti", "wa", "yo", "za"]
STATES = {"candidate": 60, "corroborated": 30, "draft": 4, "contested": 3, "refuted": 3}


def fill(total: int, chance: random.Random) -> None:
    """An empty database becomes one with `total` incidents, 2,100 communes and 2,400 extents."""
    Node.objects.create(name="Benchmark", fictional=True)
    audiences = _audiences()
    extents = _extents(chance)
    towns = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(3_000)]
    types = [code for code, kind in event_types().items() if kind.level == 3]
    classes = list(actor_classes())
    weights = [1 / (1 + n) for n in range(len(types))]
    for made in range(0, total, BATCH):
        batch = [
            _incident(made + n, chance, audiences, extents, towns, types, weights, classes)
            for n in range(min(BATCH, total - made))
        ]
        Incident.objects.bulk_create(batch)
        IncidentWords.objects.bulk_create(_words(incident, towns, chance) for incident in batch)
        if sys.stderr.isatty():
            print(f"\r{made:,} incidents", end="", file=sys.stderr)


def _audiences() -> list[int]:
    organisations = [
        Organisation.objects.create(
            slug=f"o{n}", name=f"Organisation {n}", classification="ngo", is_member=True
        )
        for n in range(4)
    ]
    Account.objects.create(username="analyst", role="analyst", organisation=organisations[0])
    keys = []
    for tlp in ("TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"):
        for n, owner in enumerate(organisations):
            audience = Audience.objects.create(key=f"{tlp} {n}", tlp=tlp)
            audience.owners.add(owner)
            if tlp == "TLP:AMBER":
                audience.partners.add(organisations[0])
            keys.append(audience.pk)
    return keys


def _extents(chance: random.Random) -> list[tuple[int, str]]:
    """Communes in provinces in regions, drawn with no shape; each commune an extent, and some broader."""
    made = []
    for country in COUNTRIES:
        generation = Generation.objects.create(
            country=country, name="2016", valid_from=date(2016, 1, 1), source="invented"
        )
        top = Area.objects.create(
            generation=generation, country=country, level=0, pcode=country, name=country
        )
        for r in range(10):
            region = _area(generation, top, f"{country}{r:02}", 1)
            for p in range(7):
                province = _area(generation, region, f"{region.pcode}{p:02}", 2)
                for c in range(10):
                    made.append(
                        (
                            country,
                            [
                                top,
                                region,
                                province,
                                _area(generation, province, f"{province.pcode}{c:02}", 3),
                            ],
                        )
                    )
                made.append((country, [top, region, province]))
            made.append((country, [top, region]))
        made.append((country, [top]))
    extents = []
    for number, (country, areas) in enumerate(made):
        extent = Extent.objects.create(key=str(number), countries=country)
        ExtentArea.objects.bulk_create(ExtentArea(extent=extent, area=area) for area in areas)
        extents.append((extent.pk, country))
    for country in COUNTRIES:  # astride a border
        extents.append((Extent.objects.create(key=f"x{country}", countries="BF ML NE").pk, "BF ML NE"))
    chance.shuffle(extents)
    return extents


def _area(generation, parent, pcode: str, level: int) -> Area:
    return Area.objects.create(
        generation=generation, country=generation.country, level=level, pcode=pcode, name=pcode, parent=parent
    )


def _incident(number, chance, audiences, extents, towns, types, weights, classes) -> Incident:
    first = FIRST + timedelta(int(DAYS * chance.random() ** 0.7))
    precision, length = chance.choices([("day", 0), ("day", 1), ("week", 6), ("month", 29)], [80, 10, 5, 5])[
        0
    ]
    # Some communes see far more than others.
    extent, countries = extents[int(len(extents) * chance.random() ** 2)]
    kind = chance.choices(types, weights)[0]
    town = chance.choice(towns)
    return Incident(
        ref=f"LG-{first.year}-{number:07}",
        state=chance.choices(list(STATES), list(STATES.values()))[0],
        audience_id=chance.choice(audiences), date_first=first, date_last=first + timedelta(length),
        date_precision=precision, event_type=kind, actor_class=chance.choice(classes), place_name=town,
        countries=countries, extent_id=extent, killed_low=0, killed_best=1, killed_high=2,
        killed_status="known", reports_count=2,
    )  # fmt: skip


def _words(incident: Incident, towns: list[str], chance: random.Random) -> IncidentWords:
    words = [incident.place_name, incident.event_type.replace("-", " "), chance.choice(towns)]
    return IncidentWords(
        incident=incident,
        words=searchable(*words),
        report_words=searchable(*words, *chance.choices(towns, k=25)),
    )


def questions() -> list[tuple[str, str]]:
    """Name → the query of an address that narrows the register by one filter."""
    commune, region = Area.objects.filter(level=3)[300], Area.objects.filter(level=1)[4]
    total = Incident.objects.count()
    place = Incident.objects.order_by("pk").values_list("place_name", flat=True)[5_000 % total]
    return [
        ("none", ""),
        ("country", "country=BF"),
        ("state: corroborated", "state=corroborated"),
        ("state: refuted", "state=refuted"),
        ("period: one month", "first=2019-03&last=2019-03"),
        ("period: two years", "first=2019&last=2020"),
        ("area: commune", f"area={commune.pcode}"),
        ("area: region", f"area={region.pcode}"),
        ("type: common", "type=attack-civilians"),
        ("type: broad", "type=violence-against-civilians"),
        ("type: rare", "type=unknown"),
        ("actor class", "actor=jihadist-group"),
        ("organisation", "organisation=o1"),
        ("text: a place", f"text={place}"),
        ("text: a common word", "text=attack"),
        ("text: nothing", "text=xyzzy"),
    ]


class Row:
    """What a row of the register reads."""

    @classmethod
    def of(cls, incident: Incident) -> tuple:
        return incident.ref, incident.place_name, incident.area and incident.area.name, incident.audience.tlp


@dataclass(frozen=True)
class Measured:
    """Median milliseconds of the first page's rows, of the exact count, and of the whole request."""

    page: float
    count: float
    request: float
    known: int
    kilobytes: float  # of the page, compressed


def measure(query: str) -> Measured:
    actor = Account.objects.select_related("organisation").get(username="analyst")
    client = Client()
    client.force_login(actor)
    pages, counts, requests = [], [], []
    for _time in range(TIMES):
        seen = access.rows(actor, "see", "monitoring.Incident").live()
        found = RegisterFilter(QueryDict(query), actor=actor).narrow(seen)
        begun = time.perf_counter()
        page_of(found.newest_first().for_listing(), None, Row)
        paged = time.perf_counter()
        known = found.count_known()
        counted = time.perf_counter()
        answer = client.get(f"/registre?{query}", headers={"accept-encoding": "gzip"})
        answered = time.perf_counter()
        assert answer.status_code == 200, answer.status_code
        pages.append(paged - begun)
        counts.append(counted - paged)
        requests.append(answered - counted)
    medians = [statistics.median(each) * 1000 for each in (pages, counts, requests)]
    return Measured(*medians, known, len(answer.content) / 1000)


def show_all() -> None:
    print(f"{'filter':22}{'found':>10}{'page ms':>9}{'count ms':>10}{'both':>8}{'request ms':>12}{'kB':>7}")
    for name, query in questions():
        it = measure(query)
        print(f"{name:22}{it.known:>10,}{it.page:>9.1f}{it.count:>10.1f}{it.page + it.count:>8.1f}"
              f"{it.request:>12.1f}{it.kilobytes:>7.1f}", flush=True)  # fmt: skip


def main(sizes: list[int]) -> None:
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    print(f"{connection.vendor} {version}, Python {platform.python_version()}, {os.cpu_count()} cores")
    for size in sizes:
        if Incident.objects.exists():
            call_command("flush", interactive=False, verbosity=0)
        begun = time.perf_counter()
        fill(size, random.Random(20260718))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        print(f"\n{size:,} incidents, filled in {time.perf_counter() - begun:.0f} s")
        show_all()
    if not sizes:
        show_all()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
