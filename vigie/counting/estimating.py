"""The register's overlaps, stratum by stratum and over sampled clusterings, handed to the estimators of the core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from math import ceil, floor
from statistics import median

from django.utils import timezone

from vigie.core.estimation import BadOverlap, Overlap, Verdict, estimate
from vigie.core.estimation import Estimate as Reckoned
from vigie.core.estimation.estimates import assumed
from vigie.core.estimation.verdict import LEAST_SHARED
from vigie.counting.captures import Held, Tally
from vigie.counting.clusterings import sampled_clusters
from vigie.counting.models import Estimate, EstimateRun, MatchRun
from vigie.counting.strata import WHOLE, Stratum, wider

Tell = Callable[[int, int], None]
KINDS = ("whole", "period", "area", "type", "cell")


@dataclass
class Reckoning:
    """One run as it is reckoned: nothing is written meanwhile, so that nobody waits for it."""

    run: EstimateRun
    held: Held
    standing: dict[Stratum, Tally]
    drawn: list[dict[Stratum, Tally]]
    rows: dict[Stratum, Estimate] = field(default_factory=dict)

    @classmethod
    def of_register(cls, clusterings: int, of_a_part: int, seed: int) -> Reckoning:
        """Read the register and draw its clusterings."""
        started, held = timezone.now(), Held.read()
        found = list(sampled_clusters(held, clusterings, seed))
        standing = held.tally(held.clusters())
        readers = sorted({reader for _pattern, reader in standing[WHOLE]})
        place = {reader: number for number, reader in enumerate(readers)}
        run = EstimateRun(
            started_at=started,
            match_run=MatchRun.objects.exclude(ended_at=None).order_by("-pk").first(),
            parameters={
                "clusterings": len(found), "of_a_part": of_a_part, "seed": seed,
                "assumptions": assumed(len(found)),
            },
            lists=[{"slug": slug, "name": name} for slug, name in held.lists],
            readers=readers,
            tallies=[[pattern, place[reader], count] for (pattern, reader), count in standing[WHOLE].items()],
            sampled=_sampled(held.by_reader(held.clusters()), [held.by_reader(each) for each in found]),
        )  # fmt: skip
        return cls(run, held, standing, [held.tally(each) for each in found])

    def reckon(self, tell: Tell) -> None:
        """Every stratum by itself."""
        strata = sorted(self.standing, key=_order)
        with ThreadPoolExecutor() as pool:  # what takes long in the core lets other threads run
            for done, row in enumerate(pool.map(self._row, strata), start=1):
                self.rows[strata[done - 1]] = row
                tell(done, len(strata))

    def answers(self) -> list[tuple[Estimate, Estimate]]:
        """Each refused stratum with the next wider one that is not refused, where there is one."""
        found = []
        for stratum, row in self.rows.items():
            above = (self.rows[each] for each in wider(stratum) if row.verdict == Verdict.REFUSED)
            answer = next((each for each in above if each.verdict != Verdict.REFUSED), None)
            found += [(row, answer)] if answer else []
        return found

    def _row(self, stratum: Stratum) -> Estimate:
        tally = self.standing[stratum]
        patterns = self._patterns(tally)
        return Estimate(
            run=self.run, kind=stratum.kind, country=stratum.country, area_id=stratum.area, first=stratum.first,
            last=stratum.last, event_type=stratum.event_type, patterns=patterns, observed=sum(patterns),
            held=_by_reader(tally, self.run.readers), effort=self.held.effort(stratum),
            **_said(self._tables(stratum), [each["slug"] for each in self.run.lists], self.run.parameters["seed"]),
        )  # fmt: skip

    def _tables(self, stratum: Stratum) -> list[list[int]]:
        """Counts by pattern in each clustering; as it stands where none was drawn."""
        few = len(self.drawn) if stratum == WHOLE else self.run.parameters["of_a_part"]
        tallies = [each.get(stratum, Counter()) for each in self.drawn[:few]]
        return [self._patterns(each) for each in tallies or [self.standing[stratum]]]

    def _patterns(self, tally: Tally) -> list[int]:
        counts = [0] * (1 << len(self.run.lists))
        for (pattern, _reader), count in tally.items():
            counts[pattern] += count
        return counts


def _sampled(held: Counter, drawn: Sequence[Counter]) -> list:
    """Incidents by who may read them, as held and in each clustering."""
    keys = sorted(set(held).union(*drawn))
    return [[*key, held[key], [each[key] for each in drawn]] for key in keys]


def _order(stratum: Stratum) -> tuple:
    place = KINDS.index(stratum.kind)
    return (place, stratum.country, str(stratum.first), stratum.area or 0, stratum.event_type)


def _by_reader(tally: Tally, readers: list) -> list:
    """[[place in `readers`, incidents], …]"""
    place, found = {reader: number for number, reader in enumerate(readers)}, Counter()
    for (_pattern, reader), count in tally.items():
        found[place[reader]] += count
    return sorted(map(list, found.items()))


def _said(tables: list[list[int]], names: list[str], seed: int) -> dict:
    """The verdict and its figures. Lists that hold nothing here are left out of the comparison."""
    used = [place for place in range(len(names)) if all(_holds(counts, place) for counts in tables)]
    try:
        overlaps = [Overlap([names[place] for place in used], _folded(counts, used)) for counts in tables]
    except BadOverlap as why:
        return {"verdict": Verdict.REFUSED, "reasons": [{"code": why.code, "params": why.params}]}
    shared = round(median(each.shared for each in overlaps))
    if shared < LEAST_SHARED:  # it would be refused whatever is reckoned
        params = {"shared": shared, "least": LEAST_SHARED}
        return {"verdict": Verdict.REFUSED, "reasons": [{"code": "few_shared", "params": params}]}
    return _figures(estimate(overlaps, seed=seed))


def _holds(counts: list[int], place: int) -> bool:
    return any(count for pattern, count in enumerate(counts) if pattern >> place & 1)


def _folded(counts: list[int], used: list[int]) -> list[int]:
    """Counts by the lists in `used` alone. An incident that none of these holds was seen by nobody here."""
    found = [0] * (1 << len(used))
    for pattern, count in enumerate(counts):
        found[sum((pattern >> place & 1) << new for new, place in enumerate(used))] += count
    return [0, *found[1:]]


def _figures(found: Reckoned) -> dict:
    posterior = found.posterior
    models = [
        {"code": each.model, "low": each.low, "best": each.median, "high": each.high}
        for each in found.opinions
    ]
    together = {"low": floor(posterior.low), "best": round(posterior.median), "high": ceil(posterior.high)}
    return {
        "verdict": found.verdict, "low": found.low, "best": found.median, "high": found.high,
        "reasons": [{"code": each.code, "params": dict(each.params)} for each in found.reasons],
        "signs": asdict(found.signs), "by_model": [*models, {"code": "mixture", **together}],
    }  # fmt: skip
