"""Fingerprints for the reports that have none yet: on arrival a few, in an old register all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from django.db.models import Exists, Max, OuterRef, QuerySet

from vigie.access import OPEN_TLP
from vigie.core.pairing import Account, Reports, encode
from vigie.counting import terms
from vigie.counting.accounts import accounts_of
from vigie.counting.fingerprints import kept
from vigie.counting.models import Fingerprint
from vigie.counting.shelves import KM_PER_DEGREE, Standing
from vigie.directory.models import Organisation
from vigie.monitoring.models import Report
from vigie.places.models import ExtentArea

BATCH = 2_000
WHOLLY = 0.95  # share from which a report's place lies in an area

Tell = Callable[[int, int], None]


def fill_new(keys: Sequence[int]) -> None:
    """Give these reports their fingerprints, and those that came in since the last was given."""
    newest = Fingerprint.objects.aggregate(newest=Max("pk"))["newest"] or 0
    later = Report.objects.filter(is_current=True, pk__gt=newest).values_list("pk", flat=True)
    _fill(np.union1d(np.fromiter(later.iterator(), np.int64), keys), lambda done, of_all: None)


def fill_all(tell: Tell) -> None:
    """Give every current report its fingerprint, and take it from those that were superseded."""
    Fingerprint.objects.filter(report__is_current=False).delete()
    lacking = Report.objects.filter(~Exists(Fingerprint.objects.filter(pk=OuterRef("pk"))), is_current=True)
    _fill(np.fromiter(lacking.values_list("pk", flat=True).order_by("pk").iterator(), np.int64), tell)


def _fill(keys: np.ndarray, tell: Tell) -> None:
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH].tolist()
        held = set(Fingerprint.objects.filter(pk__in=some).values_list("pk", flat=True))
        _store(Report.objects.filter(pk__in=[key for key in some if key not in held]))
        tell(min(start + BATCH, len(keys)), len(keys))


def _store(reports: QuerySet[Report]) -> None:
    superseded = reports.exclude(supersedes=None).values_list("supersedes", flat=True)
    Fingerprint.objects.filter(pk__in=list(superseded)).delete()
    shared = frozenset(reports.filter(audience__tlp__in=OPEN_TLP).values_list("pk", flat=True))
    store(list(accounts_of(reports)), dict(reports.values_list("pk", "extent")), shared)


def store(
    accounts: Sequence[Account], extents: dict[int, int | None], shared: frozenset[int] = frozenset()
) -> None:
    """Store the fingerprints of reports, given as accounts, that lie in these extents (by report).

    Only words of `shared` ones are counted as seen: how rare a word is shows in the bits of everybody's pairs.
    """
    if not accounts:
        return
    encoded = encode(accounts, Organisation.objects.values_list("slug", flat=True))
    stand = _standing(encoded, extents)
    Fingerprint.objects.bulk_create(fingerprints_of(encoded, stand), batch_size=BATCH)
    _count_words(encoded, np.array([key in shared for key in encoded.ids], bool))


def fingerprints_of(encoded: Reports, stand: Standing) -> list[Fingerprint]:
    """The rows to store; the ids of `encoded` are keys of reports."""
    where = [np.where(np.isnan(each), None, each).tolist() for each in (stand.lat, stand.lon)]
    days = [each.tolist() for each in (stand.first, stand.last)]
    columns = zip(encoded.ids, *where, stand.radius.tolist(), *days, stand.cells().tolist(), stand.blocks().tolist(),
                  kept(encoded), strict=True)  # fmt: skip
    return [
        Fingerprint(report_id=key, lat=lat, lon=lon, radius_km=radius, first=first, last=last, cell=cell, block=block,
                    record=record, more=more)
        for key, lat, lon, radius, first, last, cell, block, (record, more) in columns
    ]  # fmt: skip


def _count_words(encoded: Reports, shared: np.ndarray) -> None:
    if encoded.words.size:
        keys, words = (
            terms.keys_of({terms.WORD: encoded.labels[terms.WORD]})[terms.WORD],
            encoded.words[shared],
        )
        terms.count_words(keys[words[words >= 0]], int((words >= 0).any(axis=1).sum()))


def _standing(encoded: Reports, extents: dict[int, int | None]) -> Standing:
    """Where reports stand. One without a point stands in the middle of the smallest area that holds it."""
    mine = encoded.records[: len(encoded)]
    lat, lon, radius = (mine[name].astype(float) for name in ("lat", "lon", "radius"))
    without = np.flatnonzero(np.isnan(lat)).tolist()
    frames = _frames({extents[encoded.ids[row]] for row in without} - {None})
    for row in without:
        if frame := frames.get(extents[encoded.ids[row]]):
            lat[row], lon[row], radius[row] = frame
    return Standing(lat, lon, np.maximum(radius, _reach(encoded)), mine["first"], mine["last"])


def _reach(encoded: Reports) -> np.ndarray:
    """Kilometres from a report's first place to its farthest, with that one's own imprecision."""
    places = encoded.records[len(encoded) :]
    first = encoded.records[places["row"]]
    km = KM_PER_DEGREE * np.hypot(places["lat"] - first["lat"], (places["lon"] - first["lon"]) * first["cos"])
    reach = np.zeros(len(encoded))
    np.maximum.at(reach, places["row"], np.nan_to_num(km) + places["radius"])
    return reach


def _frames(extents: set[int]) -> dict[int, tuple[float, float, float]]:
    """Extent → middle (degrees) and half the diagonal (km) of its smallest area with an outline."""
    found: dict[int, tuple[float, float, float]] = {}
    inside = ExtentArea.objects.filter(extent__in=extents, share__gte=WHOLLY, area__west__isnull=False)
    for extent, *frame in inside.values_list(
        "extent", "area__west", "area__south", "area__east", "area__north"
    ):
        middle = _middle(*frame)
        if extent not in found or middle[2] < found[extent][2]:
            found[extent] = middle
    return found


def _middle(west: float, south: float, east: float, north: float) -> tuple[float, float, float]:
    lat, lon = (south + north) / 2, (west + east) / 2
    half = KM_PER_DEGREE * np.hypot(north - south, (east - west) * np.cos(np.radians(lat))) / 2
    return lat, lon, float(half)
