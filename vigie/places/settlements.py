"""Writing a gazetteer: settlements with all their names, in batches, so that memory stays small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from rapidfuzz import fuzz

from vigie.core.standards import plain
from vigie.core.toponyms import bare, skeleton
from vigie.places.loaded import Loaded
from vigie.places.models import Area, AreaName, Gazetteer, Settlement, SettlementName

BATCH = 2000
ALIKE = 80  # of 100: how much two names that sound alike must be spelt alike to be one unit's
COLUMNS = ("name", "country", "lat", "lon", "feature", "population")


def write(source: str, settlements: Iterable) -> Loaded:
    """Add or bring up to date these settlements; those that are not among them stay."""
    loaded = Loaded()
    rows = iter(settlements)
    while batch := list(islice(rows, BATCH)):
        _write_batch(source, {str(row.geonameid): row for row in batch}, loaded)
    if loaded.changed:
        Gazetteer.objects.update_or_create(
            source=source, defaults={"settlements": Settlement.objects.filter(source=source).count()}
        )
    return loaded


def _write_batch(source: str, rows: dict, loaded: Loaded) -> None:
    known = Settlement.objects.filter(source=source, source_id__in=list(rows)).in_bulk(field_name="pk")
    known = {settlement.source_id: settlement for settlement in known.values()}
    spelt = defaultdict(set)
    for key, name in SettlementName.objects.filter(settlement__in=known.values()).values_list(
        "settlement", "name"
    ):
        spelt[key].add(name)
    new, changed, renamed = [], [], []
    for key, row in rows.items():
        settlement = known.get(key)
        wanted = _values(row)
        if settlement is None:
            new.append(Settlement(source=source, source_id=key, **wanted))
            loaded.outcomes[key] = "created"
            continue
        same_names = spelt[settlement.pk] == _names(row)
        same = all(getattr(settlement, name) == value for name, value in wanted.items())
        loaded.outcomes[key] = "unchanged" if same and same_names else "updated"
        if not same:
            for name, value in wanted.items():
                setattr(settlement, name, value)
            changed.append(settlement)
        if not same_names:
            renamed.append(settlement)
    Settlement.objects.bulk_create(new, batch_size=500)
    Settlement.objects.bulk_update(changed, COLUMNS, batch_size=200)
    SettlementName.objects.filter(settlement__in=renamed).delete()
    SettlementName.objects.bulk_create(_name_rows([*new, *renamed], rows), batch_size=2000)


def _values(row) -> dict:
    code = row.feature_code or row.feature_class
    return {
        "name": row.name[:200], "country": row.country, "lat": row.lat, "lon": row.lon,
        "feature": code[:10], "population": row.population or None,
    }  # fmt: skip


def _names(row) -> set[str]:
    return {name[:200] for name in (row.name, row.ascii, *row.alternates) if plain(name)}


def _name_rows(settlements: list[Settlement], rows: dict) -> Iterator[SettlementName]:
    for settlement in settlements:
        for name in sorted(_names(rows[settlement.source_id])):
            yield SettlementName(settlement=settlement, name=name, plain=plain(name)[:200])


def lend_names(countries: Iterable[str]) -> None:
    """Give our areas the spellings that a gazetteer has for them, in every generation.

    The two are the same when country and level agree and the names without their kind sound alike
    ("Cercle de Ménaka", "Menaka"; "Tillaberi Region", "Tillabery").
    """
    units = Settlement.objects.filter(country__in=countries, feature__regex=r"^ADM[1-3]$")
    areas = defaultdict(list)
    for area in Area.objects.filter(country__in=countries, level__gte=1).defer("outline"):
        name = bare(area.name)
        areas[area.country, area.level, skeleton(name)].append((area.pk, name))
    lent = []
    for unit in units.prefetch_related("names"):
        names = {name.name: bare(name.name) for name in unit.names.all()}
        found = {
            key
            for name in names.values()
            for key, ours in areas.get((unit.country, int(unit.feature[3]), skeleton(name)), ())
            if fuzz.ratio(name, ours) >= ALIKE
        }
        lent += [AreaName(area_id=key, name=name[:120], plain=plain(name)[:120])
                 for key in sorted(found) for name in names]  # fmt: skip
    AreaName.objects.bulk_create(lent, ignore_conflicts=True, batch_size=1000)
