"""What became of each area when a country was redrawn: shares of surface between generations."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import shapely

from vigie.core.standards import plain
from vigie.places.models import Area, Generation, Succession

# Published outlines are simplified by a kilometre or two; a smaller common part is such a sliver.
LEAST_SHARE = 0.02

Shares = dict[tuple[int, int], tuple[float, float]]  # (old, new) → share of the old, share of the new


def renew(generation: Generation) -> None:
    """Say again how the areas of a generation and of every other one of its country overlap."""
    others = Generation.objects.filter(country=generation.country).exclude(pk=generation.pk)
    for other in others:
        old, new = sorted((generation, other), key=lambda each: each.valid_from)
        shares = shares_between(_areas(old), _areas(new))
        Succession.objects.filter(old__generation=old, new__generation=new).delete()
        Succession.objects.bulk_create(
            [Succession(old_id=a, new_id=b, share=round(x, 4), share_of_new=round(y, 4))
             for (a, b), (x, y) in shares.items()],
            batch_size=500,
        )  # fmt: skip


def _areas(generation: Generation) -> list[Area]:
    return list(generation.areas.order_by("level", "pcode"))


def shares_between(old: list[Area], new: list[Area]) -> Shares:
    """Shares of surface between the areas of two generations, level by level.

    By outline where both have one; for levels of which either has only codes, by code.
    """
    shares: Shares = {}
    by_code = set()
    for level in sorted({area.level for area in old} & {area.level for area in new}):
        here, there = ([area for area in areas if area.level == level] for areas in (old, new))
        if all(area.outline is not None for area in (*here, *there)):
            shares.update(_by_surface(here, there))
        else:
            by_code.add(level)
    if by_code:
        found = _by_code(old, new)
        levels = {area.pk: area.level for area in old}
        shares.update({pair: share for pair, share in found.items() if levels[pair[0]] in by_code})
    return shares


def _flat(areas: list[Area]) -> np.ndarray:
    """Outlines in the sinusoidal projection, which keeps surfaces (on a sphere; off by 0.5 % at most)."""
    shapes = shapely.from_wkb([bytes(area.outline) for area in areas])
    flat = shapely.transform(
        shapes, lambda p: np.column_stack([p[:, 0] * np.cos(np.radians(p[:, 1])), p[:, 1]])
    )
    return shapely.make_valid(flat)


def _by_surface(old: list[Area], new: list[Area]) -> Shares:
    here, there = _flat(old), _flat(new)
    first, second = shapely.STRtree(there).query(here, predicate="intersects")
    common = shapely.area(shapely.intersection(here[first], there[second]))
    of_old, of_new = common / shapely.area(here)[first], common / shapely.area(there)[second]
    return {
        (old[i].pk, new[j].pk): (min(float(x), 1.0), min(float(y), 1.0))
        for i, j, x, y in zip(first, second, of_old, of_new, strict=True)
        if max(x, y) >= LEAST_SHARE
    }


def _by_code(old: list[Area], new: list[Area]) -> Shares:
    """Shares where one generation has only codes: equal codes of the finest common level are one area.

    Broader areas are the sum of these. An area whose surface is not known weighs as the mean of those
    that are; a code may hide a border that moved, which only outlines could tell.
    """
    level = max({area.level for area in old} & {area.level for area in new})
    here, there = ([area for area in areas if area.level == level] for areas in (old, new))
    pairs = _same_areas(here, there)
    surfaces = _surfaces(here, there, pairs)
    above = {area.pk: area.parent_id for area in (*old, *new)}
    common, all_old, all_new = Counter(), Counter(), Counter()
    for area in here:
        for key in _chain(area.pk, above):
            all_old[key] += surfaces[area.pk]
    for area in there:
        for key in _chain(area.pk, above):
            all_new[key] += surfaces[area.pk]
    levels = {area.pk: area.level for area in (*old, *new)}
    for a, b in pairs:
        for x in _chain(a, above):
            for y in _chain(b, above):
                if levels[x] == levels[y]:
                    common[x, y] += surfaces[a]
    return {(x, y): (weight / all_old[x], min(1.0, weight / all_new[y])) for (x, y), weight in common.items()}


def _same_areas(old: list[Area], new: list[Area]) -> list[tuple[int, int]]:
    """Pairs of equal code; and where codes were given anew (Mali's Ménaka: ML0704.. to ML10..), pairs of
    equal name, if in this way every one of those left over finds its own.
    """
    codes = {area.pcode: area for area in new}
    pairs = [(area.pk, codes[area.pcode].pk) for area in old if area.pcode in codes]
    shared = {area.pcode for area in old} & set(codes)
    names: dict[str, tuple[list, list]] = defaultdict(lambda: ([], []))
    for side, areas in enumerate((old, new)):
        for area in areas:
            if area.pcode not in shared:
                names[plain(area.name)][side].append(area.pk)
    if all(len(a) == len(b) == 1 for a, b in names.values()):
        pairs += [(a[0], b[0]) for a, b in names.values()]
    return pairs


def _surfaces(old: list[Area], new: list[Area], pairs: list[tuple[int, int]]) -> dict[int, float]:
    known = {}
    for areas in (old, new):
        drawn = [area for area in areas if area.outline is not None]
        if drawn:
            known.update(
                zip((area.pk for area in drawn), map(float, shapely.area(_flat(drawn))), strict=True)
            )
    for a, b in pairs:
        if a in known or b in known:
            known[a] = known[b] = known.get(a) or known[b]
    mean = sum(known.values()) / len(known) if known else 1.0
    return {area.pk: known.get(area.pk, mean) for area in (*old, *new)}


def _chain(key: int | None, above: dict[int, int | None]) -> list[int]:
    found = []
    while key is not None:
        found.append(key)
        key = above.get(key)
    return found
