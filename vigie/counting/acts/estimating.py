"""Estimating: how many incidents nobody reported, stratum by stratum, over sampled clusterings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from math import ceil, floor

from django.utils import timezone

from vigie.core.estimation import BadOverlap, Overlap, Verdict, estimate
from vigie.core.estimation import Estimate as Reckoned
from vigie.core.estimation.estimates import assumed
from vigie.counting.captures import Held, Tally
from vigie.counting.models import Estimate, EstimateRun, MatchRun
from vigie.counting.sampling import sampled_clusters
from vigie.counting.strata import WHOLE, Stratum, wider
from vigie.ledger.act import act
from vigie.ledger.models import Node

Tell = Callable[[int, int], None]
CLUSTERINGS = 20
# A stratum is reckoned over this many of them: the whole carries the doubt in full, and there are many strata.
CLUSTERINGS_OF_A_PART = 5


def _silent(done: int, of_all: int) -> None:
    pass


@act("estimate")
def estimate_unreported(
    actor, node: Node, *, clusterings: int = CLUSTERINGS, seed: int = 1, tell: Tell = _silent
) -> EstimateRun:
    """Reckon anew from the register as it stands. What was reckoned before is kept."""
    run = EstimateRun.objects.create(
        match_run=MatchRun.objects.exclude(ended_at=None).order_by("-pk").first(),
        parameters={
            "clusterings": clusterings, "of_a_part": CLUSTERINGS_OF_A_PART, "seed": seed,
            "assumptions": assumed(clusterings),
        },
    )  # fmt: skip
    held = Held.read()
    run.lists = [{"slug": slug, "name": name} for slug, name in held.lists]
    clusterings = list(sampled_clusters(held, clusterings, seed))
    standing, drawn = held.tally(held.clusters()), [held.tally(each) for each in clusterings]
    readers = sorted({reader for _pattern, reader in standing[WHOLE]})
    run.readers, place = readers, {reader: number for number, reader in enumerate(readers)}
    run.tallies = [[pattern, place[reader], count] for (pattern, reader), count in standing[WHOLE].items()]
    run.sampled = _sampled(held.by_reader(held.clusters()), [held.by_reader(each) for each in clusterings])
    _reckon(run, held, standing, drawn, tell)
    run.ended_at = timezone.now()
    run.save()
    node.ledger_detail = {"run": run.pk, "strata": len(standing)}
    return run


def _sampled(held: Counter, drawn: Sequence[Counter]) -> list:
    """Incidents by who may read them, as held and in each clustering."""
    keys = sorted(set(held).union(*drawn))
    return [[*key, held[key], [each[key] for each in drawn]] for key in keys]


def _reckon(run: EstimateRun, held: Held, standing: dict, drawn: list[dict], tell: Tell) -> None:
    """Every stratum by itself; one that is refused is answered by the next wider one that is not."""
    rows: dict[Stratum, Estimate] = {}
    for done, (stratum, tally) in enumerate(sorted(standing.items(), key=lambda each: _order(each[0]))):
        few = len(drawn) if stratum == WHOLE else CLUSTERINGS_OF_A_PART
        tables = [each.get(stratum, Counter()) for each in drawn[:few]] or [tally]
        rows[stratum] = _row(run, held, stratum, tally, tables)
        tell(done + 1, len(standing))
    Estimate.objects.bulk_create(rows.values())
    refused = [stratum for stratum, row in rows.items() if row.verdict == Verdict.REFUSED]
    for stratum in refused:
        rows[stratum].answered_by = next(
            (rows[each] for each in wider(stratum) if rows[each].verdict != Verdict.REFUSED), None
        )
    Estimate.objects.bulk_update([rows[each] for each in refused], ["answered_by"])


def _order(stratum: Stratum) -> tuple:
    kinds = ("whole", "period", "area", "type", "cell")
    return (
        kinds.index(stratum.kind),
        stratum.country,
        str(stratum.first),
        stratum.area or 0,
        stratum.event_type,
    )


def _row(run: EstimateRun, held: Held, stratum: Stratum, tally: Tally, tables: list[Tally]) -> Estimate:
    patterns = _patterns(tally, len(held.lists))
    return Estimate(
        run=run, kind=stratum.kind, country=stratum.country, area_id=stratum.area, first=stratum.first,
        last=stratum.last, event_type=stratum.event_type, patterns=patterns, observed=sum(patterns),
        held=_by_reader(tally, run.readers),
        effort=held.effort(stratum), **_said([_patterns(each, len(held.lists)) for each in tables], run),
    )  # fmt: skip


def _by_reader(tally: Tally, readers: list) -> list:
    """[[place in `readers`, incidents], …]"""
    place, found = {reader: number for number, reader in enumerate(readers)}, Counter()
    for (_pattern, reader), count in tally.items():
        found[place[reader]] += count
    return sorted(map(list, found.items()))


def _patterns(tally: Tally, lists: int) -> list[int]:
    counts = [0] * (1 << lists)
    for (pattern, _reader), count in tally.items():
        counts[pattern] += count
    return counts


def _said(tables: list[list[int]], run: EstimateRun) -> dict:
    """The verdict and its figures. Lists that hold nothing here are left out of the comparison."""
    names = [each["slug"] for each in run.lists]
    used = [place for place in range(len(names)) if all(_holds(counts, place) for counts in tables)]
    try:
        overlaps = [Overlap([names[place] for place in used], _folded(counts, used)) for counts in tables]
    except BadOverlap as why:
        return {"verdict": Verdict.REFUSED, "reasons": [{"code": why.code, "params": why.params}]}
    return _figures(estimate(overlaps, seed=run.parameters["seed"]))


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
