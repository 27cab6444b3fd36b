"""A run of the estimation as one reader may be shown it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigie.access import rows
from vigie.counting.models import Estimate, EstimateRun
from vigie.counting.sight import Count, Sight, withheld


@dataclass(frozen=True)
class ShownEstimate:
    """One stratum. `told`: whether this reader may be told its figures."""

    estimate: Estimate
    told: bool


@dataclass(frozen=True)
class Combined:
    """Incidents that stand on exactly these lists (their numbers); none named: several combinations together."""

    members: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Shown:
    """The newest run, its strata by kind, and the combinations of lists, as far as this reader may be told."""

    run: EstimateRun
    whole: ShownEstimate
    strata: Mapping[str, tuple[ShownEstimate, ...]]
    sight: Sight

    @classmethod
    def to(cls, actor, *kinds: str) -> Shown | None:
        """Read what `actor` may be shown, with strata of these kinds; None where there is no estimate."""
        run = rows(actor, "see", "counting.EstimateRun").newest()
        if run is None:
            return None
        found = rows(actor, "see", "counting.Estimate").filter(run=run, kind__in=("whole", *kinds))
        by_kind: dict[str, list[Estimate]] = {}
        for each in found.with_places().order_by("pk"):
            by_kind.setdefault(each.kind, []).append(each)
        sight = Sight.of(actor, run)
        (whole,) = by_kind.pop("whole")
        strata = {kind: _shown(kind, by_kind.get(kind, []), whole, sight) for kind in kinds}
        return cls(run, ShownEstimate(whole, sight.count(whole.held).may_be_told), strata, sight)

    def combinations(self) -> list[Combined]:
        """Incidents by combination of lists, the largest first; what may not be told apart comes last, together."""
        counts = self.sight.by_pattern(self.run.tallies)
        whole = sum(counts.values(), Count())
        if not whole.may_be_told:
            return []
        out = withheld(counts, whole)
        told = [
            Combined(members_of(pattern), counts[pattern].all) for pattern in counts if pattern not in out
        ]
        told.sort(key=lambda each: (-each.count, each.members))
        together = sum(counts[pattern].all for pattern in out)
        return [*told, Combined((), together)] if together else told


def members_of(pattern: int) -> tuple[int, ...]:
    """The numbers of the lists in a pattern: 5 → (0, 2)."""
    return tuple(place for place in range(pattern.bit_length()) if pattern >> place & 1)


def _shown(kind: str, found: list[Estimate], whole: Estimate, sight: Sight) -> tuple[ShownEstimate, ...]:
    """Strata of one kind. They part the whole, but for cells, which cross the other kinds: these are told
    only to who may read every incident in them.
    """
    counts = {each.pk: sight.count(each.held) for each in found}
    if kind in ("cell", "pool"):
        out = {key for key, count in counts.items() if count.hidden}
    elif kind == "area":
        out = _areas_withheld(found, counts, sight.count(whole.held))
    else:
        out = withheld(counts, sight.count(whole.held))
    shown = [ShownEstimate(each, each.pk not in out) for each in found]
    return tuple(sorted(shown, key=_as_listed) if kind == "area" else shown)


def _as_listed(shown: ShownEstimate) -> tuple:
    """Countries, each before its regions; of these the largest first, as far as it may be told."""
    area, each = shown.estimate.area, shown.estimate
    return each.country, area.level, -each.observed if shown.told else 0, area.name


def _areas_withheld(found: list[Estimate], counts: dict[int, Count], whole: Count) -> set[int]:
    """Countries part the whole, and regions their country; where a country is withheld so are its regions."""
    countries = {each.pk: each.country for each in found if each.area.level == 0}
    out = withheld({key: counts[key] for key in countries}, whole)
    for key, country in countries.items():
        within = {e.pk: counts[e.pk] for e in found if e.area.level > 0 and e.country == country}
        out |= set(within) if key in out else withheld(within, counts[key])
    alone = [each for each in found if each.area.level > 0 and each.country not in countries.values()]
    return out | {each.pk for each in alone if counts[each.pk].hidden}
