"""How many rows a second come in, by source, on both databases, and how much memory that takes.

    python -m benchmarks.imports [ROWS]     10,000 rows of each source unless said otherwise

Each database is made for the run and thrown away. The files are invented. "first" is a file that is all new,
"again" the same file once more; matching is timed by itself, for it depends on how dense the events are.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.cluster import cluster, programs

UCDP = """id relid type_of_violence side_a side_b source_office source_headline where_prec where_coordinates adm_1
adm_2 latitude longitude country date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown
best high low""".split()  # noqa: SIM905
MAPPING = {
    "name": "Essai", "key": "numero", "date": {"from": "jour", "order": "iso"},
    "place": {"name": "lieu", "country": "pays", "lat": "lat", "lon": "lon"}, "event_type": "type",
    "actors": [{"column": "auteur", "role": "initiator"}], "tolls": [{"column": "tues", "harm": "killed"}],
    "origin": {"column": "source"}, "text": "recit",
}  # fmt: skip


def happenings(rows: int) -> Iterator[tuple[int, date, float, float, random.Random]]:
    """Number, day and place of invented events over ten years in a box of land."""
    chance = random.Random(7)
    for number in range(1, rows + 1):
        day = date(2012, 1, 1) + timedelta(chance.randrange(3650))
        yield number, day, round(chance.uniform(11.5, 14.5), 4), round(chance.uniform(-2, 0), 4), chance


def ucdp(rows: int) -> Iterator[list]:
    yield UCDP
    for number, day, lat, lon, chance in happenings(rows):
        dead = chance.randrange(12)
        yield [number, f"X-{number}", 3, "JNIM", "Civilians", "Radio inventée", "Titre inventé", 2,
               f"Village {number % 900}", "", "", lat, lon, "Burkina Faso", 1, day, day, 0, 0, dead, 0,
               dead, dead + 2, dead]  # fmt: skip


def gdelt(rows: int) -> Iterator[list]:
    yield ["GLOBALEVENTID", "SQLDATE", "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code",
           "Actor2Code", "Actor2Name", "EventCode", "EventRootCode", "ActionGeo_Type", "ActionGeo_FullName",
           "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long"]  # fmt: skip
    for number, day, lat, lon, _chance in happenings(rows):
        yield [number, f"{day:%Y%m%d}", "BFAMIL", "ARMY", "BFA", "MIL", "CVL", "VILLAGER", "190", "19", 4,
               f"Village {number % 900}, Sahel, Burkina Faso", "UV", lat, lon]  # fmt: skip


def hxl(rows: int) -> Iterator[list]:
    yield ["Numéro", "Jour", "Pays", "Lieu", "Lat", "Lon", "Type", "Tués"]
    yield ["#event+id", "#date+occurred", "#country+code", "#loc+name", "#geo+lat", "#geo+lon", "#event+type",
           "#affected+killed"]  # fmt: skip
    for number, day, lat, lon, chance in happenings(rows):
        yield [number, day, "BF", f"Village {number % 900}", lat, lon, "armed-clash", chance.randrange(12)]


def mapping(rows: int) -> Iterator[list]:
    yield ["numero", "jour", "pays", "lieu", "lat", "lon", "type", "auteur", "tues", "source", "recit"]
    for number, day, lat, lon, chance in happenings(rows):
        yield [number, day, "BF", f"Village {number % 900}", lat, lon, "ambush", "army", chance.randrange(12),
               f"Radio {number % 9}", "Un récit inventé de quelques mots, répété. " * 4]  # fmt: skip


def geonames(rows: int) -> Iterator[list]:
    yield ["geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class",
           "feature_code", "country_code", "population"]  # fmt: skip
    for number, _day, lat, lon, _chance in happenings(rows):
        name = f"Village {number}"
        yield [number, name, name, f"{name} Ba,{name} Koura", lat, lon, "P", "PPL", "BF", 0]


FILES = {"ucdp": ucdp, "gdelt": gdelt, "hxl": hxl, "mapping": mapping, "geonames": geonames}


def one_database(rows: int) -> None:
    """Measure every source on the database of the environment, and print a line for each."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from vigie.access import NodeActor
    from vigie.directory.models import Organisation
    from vigie.intake import acts
    from vigie.intake.acts import events
    from vigie.ledger.models import Node

    call_command("migrate", verbosity=0)
    Node.objects.create(name="Essai", fictional=True)
    body = Organisation.objects.create(slug="essai", name="Essai", classification="observatory")
    match, matched = events.match_arrivals_of, []

    def bring(source: str, path: Path):
        if source == "geonames":
            return acts.bring_settlements(NodeActor(), path=path)
        rules = MAPPING if source == "mapping" else None
        return acts.bring(NodeActor(), body, path=path, source=source, mapping=rules)

    def taken(source: str, path: Path) -> float:
        return seconds(lambda: accounted(bring(source, path), rows))

    events.match_arrivals_of = lambda run: matched.append(seconds(lambda: match(run)))
    for source, drawn in FILES.items():
        path = Path(os.environ["VIGIE_VAR"]) / f"{source}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(drawn(rows))
        matched[:] = [0]
        first = taken(source, path) - matched[-1]
        matching = matched[-1]
        matched[:] = [0]
        again = taken(source, path) - matched[-1]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / 1e6
        print(f"{connection.vendor:<11} {source:<9} {rows:>9,} {size:>6.1f} {rows / first:>9,.0f} "
              f"{rows / again:>9,.0f} {matching:>10.1f} {memory:>9,.0f}", flush=True)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def accounted(run, rows: int) -> None:
    if run.held != rows:
        raise SystemExit(f"{run.source}: {run.held} of {rows} rows were taken; {run.faults}")


def main(rows: int) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}: "
          f"python -m benchmarks.imports {rows}")  # fmt: skip
    print(f"{'database':<11} {'source':<9} {'rows':>9} {'MB':>6} {'first /s':>9} {'again /s':>9} "
          f"{'matching s':>10} {'peak MB':>9}", flush=True)  # fmt: skip
    measured("", rows)
    if programs() is None:
        print("postgresql: its programs are not on this machine; not measured")
        return
    with cluster() as url:
        measured(url, rows)


def measured(url: str, rows: int) -> None:
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as var:
        environment = {**os.environ, "VIGIE_VAR": var, "DATABASE_URL": url}
        command = [sys.executable, "-m", "benchmarks.imports", str(rows), "here"]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    one_database(number) if sys.argv[2:] == ["here"] else main(number)
