"""Invented worlds with known truth: what happened, and what several organisations wrote down of it.

    .venv/bin/python -m benchmarks.worlds --reports 50000 --seed 1 --kind plain world.parquet

Density is held constant: one region of 520 × 520 km sees 25,000 reports in three years, smaller worlds are
shorter, larger ones have more regions. Two kinds: in "plain" every report errs by itself; in "correlated"
organisations copy one another, share what a first rumour got wrong, and some incidents are hard for all.
How alike neighbouring incidents are was set with the peers, before our own matching was run on it: at 50,000
reports Splink's best mode reaches F1 .78 and MELTT's rule .57, near the .78 and .54 recorded on another world.
Nothing here is about a real place: names, areas and organisations are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

SIDE_KM = 520.0
REPORTS_PER_REGION = 25_000
DAYS = 1096
FIRST_DAY = np.datetime64("2022-01-01")
KM_PER_DEGREE = 111.195

SOURCES = ("org-a", "org-b", "org-c", "org-d")
# How likely each organisation is to report, by country: rows are organisations, columns three countries.
REPORTING = np.array([[0.60, 0.35, 0.25], [0.45, 0.55, 0.30], [0.30, 0.30, 0.55], [0.40, 0.20, 0.45]])
ERROR_KM = np.array([5.0, 8.0, 12.0, 15.0])
CENTROID = np.array([0.06, 0.10, 0.14, 0.18])
MONTH_ONLY = np.array([0.02, 0.03, 0.04, 0.06])
MISCODED = np.array([0.06, 0.08, 0.10, 0.12])
DAYS_OFF = np.array([0.62, 0.20, 0.11, 0.07])

TOWNS, VILLAGES, AREAS = 60, 2340, 45
TYPES, MIDDLE, BROAD = 12, 6, 3
GROUPS, FAMILIES, TARGETS = 12, 4, 4

COPIES = 0.20  # of the second and later reports of an incident, in "correlated"
RUMOURS = 0.30  # of incidents whose first telling everybody repeats
HARD = 0.20  # of incidents that all tell with twice the error


@dataclass
class World:
    """Reports as columns (numpy arrays of equal length) and `truth`, the number of the incident told."""

    columns: dict[str, np.ndarray]
    truth: np.ndarray
    incidents: int  # that happened, told or not

    def __len__(self) -> int:
        return len(self.truth)


@dataclass
class _Map:
    """Places of all regions in km from each region's corner; `lat0`, `lon0` are the corners in degrees."""

    x: np.ndarray
    y: np.ndarray
    name: np.ndarray
    area: np.ndarray
    area_x: np.ndarray
    area_y: np.ndarray
    neighbour: np.ndarray
    weight: np.ndarray


def generate(reports: int, seed: int, kind: str = "plain") -> World:
    """Make a world of about so many reports (within some 5 %). `kind` is "plain" or "correlated"."""
    if kind not in ("plain", "correlated"):
        raise ValueError(f"There is no kind of world called {kind!r}: plain or correlated.")
    rng = np.random.default_rng([seed, kind == "correlated"])
    regions = max(1, round(reports / REPORTS_PER_REGION))
    days = DAYS if reports >= REPORTS_PER_REGION else max(30, round(DAYS * reports / REPORTS_PER_REGION))
    told_each = REPORTING.mean(axis=1).sum() * 1.02
    happened = _incidents(rng, _map(rng), regions, days, round(reports / told_each))
    return _reports(rng, happened, kind == "correlated")


def _map(rng: np.random.Generator) -> _Map:
    """One map for every region: the same land again, under other names of areas."""
    towns = rng.uniform(0, SIDE_KM, (TOWNS, 2))
    near = towns[rng.integers(0, TOWNS, VILLAGES)] + rng.normal(0, 35, (VILLAGES, 2))
    scattered = rng.uniform(0, SIDE_KM, (VILLAGES, 2))
    villages = np.where(rng.random((VILLAGES, 1)) < 0.6, near, scattered) % SIDE_KM
    place = np.concatenate([towns, villages])
    seats = towns[:AREAS]
    apart = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    area = np.hypot(*(place[:, None] - seats[None]).transpose(2, 0, 1)).argmin(axis=1)
    centre = np.array([place[area == each].mean(axis=0) for each in range(AREAS)])
    rank = rng.permutation(len(place)) + 1
    rank[:TOWNS] = rng.permutation(TOWNS) + 1
    return _Map(
        *place.T, _names(rng, len(place)), area, *centre.T, apart.argmin(axis=1), 1 / (rank + 10.0) ** 0.8
    )


def _names(rng: np.random.Generator, number: int) -> np.ndarray:
    """Invented names of two to four syllables; some repeat, as names of villages do."""
    onsets = ["b", "d", "f", "g", "k", "l", "m", "n", "s", "t", "w", "y", "dj", "gou", "kou", "ti", "sa"]
    vowels = ["a", "e", "é", "i", "o", "ou", "u"]
    codas = ["", "", "", "n", "r", "l", "m"]
    made = []
    for _ in range(number):
        parts = [
            rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas) for _ in range(rng.integers(2, 5))
        ]
        made.append("".join(parts).capitalize())
    return np.array(made)


@dataclass
class _Happened:
    """True incidents as columns, in order of number."""

    land: _Map
    region: np.ndarray
    place: np.ndarray
    x: np.ndarray
    y: np.ndarray
    day: np.ndarray
    days: int
    type: np.ndarray
    group: np.ndarray
    target: np.ndarray
    killed: np.ndarray


def _zipf(rng: np.random.Generator, kinds: int, number: int) -> np.ndarray:
    weight = 1.0 / np.arange(1, kinds + 1)
    return rng.choice(kinds, number, p=weight / weight.sum())


def _incidents(rng, land: _Map, regions: int, days: int, number: int) -> _Happened:
    """Incidents come in waves around a place; a quarter follow another nearby within two days."""
    region = rng.integers(0, regions, number)
    place = rng.choice(len(land.x), number, p=land.weight / land.weight.sum())
    day = rng.uniform(0, days, number)
    waves = max(3, round(10 * days / DAYS))
    wave_place = rng.choice(len(land.x), (regions, waves), p=land.weight / land.weight.sum())
    wave_day = rng.uniform(0, days, (regions, waves))
    waved = rng.random(number) < 0.4
    which = rng.integers(0, waves, number)
    near = _nearby(rng, land, wave_place[region, which], 60.0)
    place = np.where(waved, near, place)
    day = np.where(waved, (wave_day[region, which] + rng.normal(0, 25, number)) % days, day)
    kind, group, target = (_zipf(rng, kinds, number) for kinds in (TYPES, GROUPS, TARGETS))
    toll = np.round(rng.lognormal(0.4, 0.8, number)).astype(int)
    killed = np.where(rng.random(number) < 0.45, 0, toll)
    _follow(rng, land, region, place, day, kind, group, target)
    x, y = (axis[place] + rng.normal(0, 0.7, number) for axis in (land.x, land.y))
    return _Happened(
        land, region, place, x, y, np.floor(day % days).astype(int), days, kind, group, target, killed
    )


def _nearby(rng, land: _Map, place: np.ndarray, km: float) -> np.ndarray:
    """For each place another one, drawn the likelier the nearer it lies (Gaussian of so many km)."""
    found = place.copy()
    for each in np.unique(place):
        here = np.flatnonzero(place == each)
        apart = np.hypot(land.x - land.x[each], land.y - land.y[each])
        weight = np.exp(-0.5 * (apart / km) ** 2) * land.weight
        found[here] = rng.choice(len(land.x), len(here), p=weight / weight.sum())
    return found


def _follow(rng, land: _Map, region, place, day, kind, group, target) -> None:
    """Turn a quarter of the incidents, in place, into sequels of another: near, soon, and much alike."""
    number = len(place)
    follows = np.flatnonzero(rng.random(number) < 0.25)
    after = rng.integers(0, number, len(follows))
    region[follows] = region[after]
    place[follows] = _nearby(rng, land, place[after], 12.0)
    day[follows] = day[after] + rng.uniform(0, 2, len(follows))
    for column, repeated in ((kind, 0.7), (group, 0.85), (target, 0.7)):
        same = rng.random(len(follows)) < repeated
        column[follows[same]] = column[after[same]]


def _reports(rng, happened: _Happened, correlated: bool) -> World:
    incident, source = _told(rng, happened)
    number = len(incident)
    land = happened.land
    hard = (rng.random(len(happened.day)) < HARD) & correlated
    spread = np.where(hard[incident], 2.0, 1.0)
    place, x, y, geo = _where(rng, happened, incident, source, spread)
    first, precision = _when(rng, happened, incident, source, spread)
    kind = _miscode(rng, happened.type[incident], source, spread)
    family, group = _actors(rng, happened.group[incident])
    target = np.where(rng.random(number) < 0.10, rng.integers(0, TARGETS, number), happened.target[incident])
    killed = _tolls(rng, happened.killed[incident])
    name = _spelt(rng, land, place)
    drawn = {
        "x": x, "y": y, "geo": geo, "place": name, "first": first, "precision": precision, "type": kind,
        "family": family, "group": group, "target": target, "killed": killed,
    }  # fmt: skip
    if correlated:
        _share_rumours(rng, drawn, incident)
        _copy(rng, drawn, incident, source)
    return _world(happened, drawn, incident, source)


def _told(rng, happened: _Happened) -> tuple[np.ndarray, np.ndarray]:
    """Who reports what: (incident, organisation) of each report. One in fifty is told twice by its teller."""
    country = np.minimum((happened.land.x[happened.place] // (SIDE_KM / 3)).astype(int), 2)
    told = rng.random((len(country), len(SOURCES))) < REPORTING.T[country]
    incident, source = np.nonzero(told)
    again = rng.random(len(incident)) < 0.02
    incident, source = np.r_[incident, incident[again]], np.r_[source, source[again]]
    shuffled = rng.permutation(len(incident))
    return incident[shuffled], source[shuffled]


def _where(rng, happened: _Happened, incident, source, spread):
    land, number = happened.land, len(incident)
    true = happened.place[incident]
    place = np.where(rng.random(number) < 0.12, land.neighbour[true], true)
    km = rng.exponential(ERROR_KM[source] * spread)
    km = np.where(rng.random(number) < 0.25, rng.exponential(0.5, number), km)
    angle = rng.uniform(0, 2 * np.pi, number)
    x, y = happened.x[incident] + km * np.cos(angle), happened.y[incident] + km * np.sin(angle)
    centroid = rng.random(number) < CENTROID[source]
    area = land.area[true]
    x, y = np.where(centroid, land.area_x[area], x), np.where(centroid, land.area_y[area], y)
    return place, x, y, np.where(centroid, "area", "near")


def _when(rng, happened: _Happened, incident, source, spread):
    number = len(incident)
    off = rng.choice(4, number, p=DAYS_OFF)
    off = np.where((spread > 1) & (rng.random(number) < 0.5), np.minimum(off + 1, 3), off)
    day = happened.day[incident] + off * rng.choice([-1, 1], number)
    day = FIRST_DAY + np.clip(day, 0, happened.days + 3).astype("timedelta64[D]")
    month = rng.random(number) < MONTH_ONLY[source]
    first = np.where(month, day.astype("datetime64[M]").astype("datetime64[D]"), day)
    return first, np.where(month, "month", "day")


def _miscode(rng, true: np.ndarray, source, spread) -> np.ndarray:
    """Types as coded: an error stays mostly within the broader type."""
    number = len(true)
    wrong = rng.random(number) < MISCODED[source] * spread
    middle, broad = _middle(true), _broad(true)
    guess = rng.integers(0, TYPES, (8, number))
    how = rng.random(number)
    fits = np.where(how < 0.5, _middle(guess) == middle, (how >= 0.8) | (_broad(guess) == broad))
    chosen = guess[fits.argmax(axis=0), np.arange(number)]
    return np.where(wrong & fits.any(axis=0), chosen, true)


def _middle(kind: np.ndarray) -> np.ndarray:
    return kind * MIDDLE // TYPES


def _broad(kind: np.ndarray) -> np.ndarray:
    return _middle(kind) * BROAD // MIDDLE


def _actors(rng, true: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Family and group as told; -1 where the teller did not know."""
    number = len(true)
    said = np.where(rng.random(number) < 0.04, rng.integers(0, GROUPS, number), true)
    how = rng.random(number)
    family = np.where(how < 0.85, said % FAMILIES, -1)
    return family, np.where(how < 0.60, said, -1)


def _tolls(rng, true: np.ndarray) -> np.ndarray:
    told = np.round(true * rng.lognormal(0, 0.3, len(true))).astype(int)
    return np.where(rng.random(len(true)) < 0.15, -1, told)


def _spelt(rng, land: _Map, place: np.ndarray) -> np.ndarray:
    """Names as written: nearly half in another spelling, of a few that each name has."""
    spellings = np.array([[_respelt(rng, name) for _ in range(4)] for name in land.name])
    varied = rng.random(len(place)) < 0.45
    return np.where(varied, spellings[place, rng.integers(0, 4, len(place))], land.name[place])


def _respelt(rng, name: str) -> str:
    swaps = [
        ("ou", "w"),
        ("é", "e"),
        ("i", "y"),
        ("k", "c"),
        ("dj", "j"),
        ("gou", "gu"),
        ("s", "ss"),
        ("n", "nn"),
    ]
    changed = name
    for index in rng.permutation(len(swaps))[: rng.integers(1, 4)]:
        changed = changed.replace(*swaps[index], 1)
    if rng.random() < 0.3 or changed == name:
        at = int(rng.integers(1, len(changed)))
        changed = (
            changed[:at] + changed[at + 1 :] if rng.random() < 0.5 else changed[:at] + "h" + changed[at:]
        )
    return changed


def _share_rumours(rng, drawn: dict[str, np.ndarray], incident: np.ndarray) -> None:
    """Of three incidents in ten, each error of the first telling is repeated by most others."""
    first_of = np.full(incident.max() + 1, -1)
    first_of[incident[::-1]] = np.arange(len(incident))[::-1]
    told_first = first_of[incident]
    rumour = (rng.random(len(first_of)) < RUMOURS)[incident]
    for fields in (
        ("first", "precision"),
        ("killed",),
        ("type",),
        ("family", "group"),
        ("x", "y", "geo", "place"),
    ):
        takes = rumour & (rng.random(len(incident)) < 0.6)
        for field in fields:
            drawn[field] = np.where(takes, drawn[field][told_first], drawn[field])


def _copy(rng, drawn: dict[str, np.ndarray], incident: np.ndarray, source: np.ndarray) -> None:
    """One later report in five repeats another organisation's report of the incident, nearly word for word."""
    order = np.argsort(incident, kind="stable")
    before, after = order[:-1], order[1:]
    able = (incident[before] == incident[after]) & (source[before] != source[after])
    copies = able & (rng.random(len(able)) < COPIES)
    original, copy = before[copies], after[copies]
    for fields in (("first", "precision"), ("killed",), ("type",), ("family", "group"), ("target",),
                   ("x", "y", "geo", "place")):  # fmt: skip
        takes = rng.random(len(copy)) < 0.9
        for field in fields:
            drawn[field][copy[takes]] = drawn[field][original[takes]]


def _world(happened: _Happened, drawn, incident, source) -> World:
    land, region = happened.land, happened.region[incident]
    columns_of_regions = int(np.ceil(np.sqrt(happened.region.max() + 1)))
    # Regions lie on a grid in the tropics; east and west are measured at the region's own middle.
    south = -24.0 + (region // columns_of_regions) * (SIDE_KM / KM_PER_DEGREE)
    cosine = np.cos(np.radians(south + SIDE_KM / KM_PER_DEGREE / 2))
    lat = south + drawn["y"] / KM_PER_DEGREE
    lon = -40.0 + ((region % columns_of_regions) * SIDE_KM + drawn["x"]) / (KM_PER_DEGREE * cosine)
    area = region * AREAS + land.area[happened.place[incident]]
    kind = drawn["type"]
    number = np.arange(len(incident))
    columns = {
        "report_id": np.char.add("r", number.astype(str)),
        "source": np.array(SOURCES)[source],
        "date": drawn["first"],
        "date_precision": drawn["precision"],
        "lat": np.round(lat, 5),
        "lon": np.round(lon, 5),
        "geo_precision": drawn["geo"],
        "place": drawn["place"],
        "area": np.char.add("A", area.astype(str)),
        "event_type_1": np.char.add("t", kind.astype(str)),
        "event_type_2": np.char.add("m", _middle(kind).astype(str)),
        "event_type_3": np.char.add("b", _broad(kind).astype(str)),
        "actor_group": _labels("g", drawn["group"]),
        "actor_family": _labels("f", drawn["family"]),
        "target": np.char.add("c", drawn["target"].astype(str)),
        "killed": np.ma.masked_less(drawn["killed"], 0),
    }
    return World(columns, incident, len(happened.day))


def _labels(letter: str, codes: np.ndarray) -> np.ndarray:
    return np.where(codes >= 0, np.char.add(letter, codes.astype(str)), "")


def write(world: World, file: Path) -> None:
    """Write the reports, with the truth as column `truth`, to a CSV or Parquet file."""
    import duckdb

    link = duckdb.connect()
    # Read by the query below through its name.
    date = world.columns["date"].astype("datetime64[us]")
    reports = {**world.columns, "date": date, "truth": world.truth}  # noqa: F841
    link.execute(f"COPY (SELECT * REPLACE (CAST(date AS DATE) AS date) FROM reports) TO '{file}'")


@click.command()
@click.option("--reports", default=50_000)
@click.option("--seed", default=1)
@click.option("--kind", default="plain", type=click.Choice(["plain", "correlated"]))
@click.argument("file", type=click.Path(path_type=Path))
def main(reports: int, seed: int, kind: str, file: Path) -> None:
    world = generate(reports, seed, kind)
    write(world, file)
    click.echo(
        f"{len(world)} reports of {len(np.unique(world.truth))} incidents told, {world.incidents} true"
    )


if __name__ == "__main__":
    main()
