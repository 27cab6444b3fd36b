"""The register's overlaps, stratum by stratum and over sampled clusterings, handed to the estimators of the core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from math import ceil, floor

import numpy as np
from django.utils import timezone

from vigie.core.estimation import BadOverlap, Overlap, Verdict, estimate
from vigie.core.estimation import Estimate as Reckoned
from vigie.core.estimation.estimates import assumed
from vigie.core.estimation.strata import Stratified, stratified
from vigie.core.estimation.strata import Stratum as Pooled
from vigie.counting.captures import Held, Tally
from vigie.counting.clusterings import sampled_clusters
from vigie.counting.models import Estimate, EstimateRun, MatchRun
from vigie.counting.strata import LESS, WHOLE, Stratum, place_of, pool_at

Tell = Callable[[int, int], None]
KINDS = ("whole", "period", "area", "type")


@dataclass
class Reckoning:
    """One run as it is reckoned: nothing is written meanwhile, so that nobody waits for it."""

    run: EstimateRun
    held: Held
    standing: dict[Stratum, Tally]
    drawn: list[dict[Stratum, Tally]]
    rows: dict[Stratum, Estimate] = field(default_factory=dict)
    # A stratum that bears no figure of its own, and the wider one that speaks for it.
    answers: list[tuple[Estimate, Estimate]] = field(default_factory=list)

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
        """Every stratum by itself; cells also pooled until they bear an interval."""
        strata = sorted((each for each in self.standing if each.kind != "cell"), key=_order)
        with ThreadPoolExecutor() as pool:  # what takes long in the core lets other threads run
            for done, said in enumerate(pool.map(self._said, strata)):
                self.rows[strata[done]] = self._row(strata[done], self.standing[strata[done]], said)
                tell(done, len(strata) + 1)
        for stratum in strata:
            if stratum != WHOLE and self.rows[stratum].verdict == Verdict.REFUSED:
                self._answer(stratum, WHOLE)
        self._pool()
        tell(1, 1)

    def _pool(self) -> None:
        """Cells, each alone, and those that do not bear an interval pooled under what holds them."""
        cells = {place_of(each): each for each in self.standing if each.kind == "cell"}
        if not cells:
            return
        given = [Pooled(place, np.array(self._tables(cells[place]))) for place in sorted(cells)]
        found = stratified([each["slug"] for each in self.run.lists], given, seed=self.run.parameters["seed"])
        for part in (*found.alone, *(each for each in found.parts if each.holds == (each.place,))):
            cell = cells[part.place]
            self.rows[cell] = self._row(cell, self.standing[cell], _figures(part.estimate))
        for part in found.parts:
            if part.holds != (part.place,):
                pool, held = pool_at(part.place), [cells[place] for place in part.holds]
                tally = sum((self.standing[each] for each in held), Counter())
                self.rows[pool] = self._row(pool, tally, _figures(part.estimate))
                for cell in held:
                    self._answer(cell, pool)
        self._add_up(found)

    def _add_up(self, found: Stratified) -> None:
        """The whole is the sum of its parts, where there are several and one of them bears a figure.

        Organisations watch different countries: as one table that reads as dependence, which misleads every model.
        """
        total, verdicts = found.total, [part.estimate.verdict for part in found.parts]
        self.run.parameters["total"] = {**asdict(total), "parts": len(verdicts)}
        if len(verdicts) == 1 or set(verdicts) == {Verdict.REFUSED}:
            return
        whole, less = self.rows[WHOLE], sum(each != Verdict.INTERVAL for each in verdicts)
        whole.verdict, whole.low, whole.best, whole.high = total.verdict, total.low, total.median, total.high
        whole.reasons = [{"code": LESS, "params": {"less": less, "parts": len(verdicts)}}] if less else []
        if not less:
            figures = {"low": total.low, "best": total.median, "high": total.high}
            whole.by_model = [{"code": "strata", **figures}, *whole.by_model]

    def _answer(self, stratum: Stratum, wider: Stratum) -> None:
        if self.rows[wider].verdict != Verdict.REFUSED:
            self.answers.append((self.rows[stratum], self.rows[wider]))

    def _said(self, stratum: Stratum) -> dict:
        names = [each["slug"] for each in self.run.lists]
        return _said(self._tables(stratum), names, self.run.parameters["seed"])

    def _row(self, stratum: Stratum, tally: Tally, said: dict) -> Estimate:
        patterns = self._patterns(tally)
        return Estimate(
            run=self.run, kind=stratum.kind, country=stratum.country, area_id=stratum.area, first=stratum.first,
            last=stratum.last, event_type=stratum.event_type, patterns=patterns, observed=sum(patterns),
            held=_by_reader(tally, self.run.readers), effort=self.held.effort(stratum), **said,
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
    models = [
        {"code": each.model, "low": each.low, "best": each.median, "high": each.high}
        for each in found.opinions
    ]
    if believed := found.posterior:
        together = {"low": floor(believed.low), "best": round(believed.median), "high": ceil(believed.high)}
        models.append({"code": "mixture", **together})
    return {
        "verdict": found.verdict, "low": found.low, "best": found.median, "high": found.high, "by_model": models,
        "reasons": [{"code": each.code, "params": dict(each.params)} for each in found.reasons],
        "signs": asdict(found.signs) if found.signs else {},
    }  # fmt: skip
