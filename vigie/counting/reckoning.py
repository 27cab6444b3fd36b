"""From what people read blind: how often the machine is right, how much it misses, how far readers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from vigie.core.agreement import agreement
from vigie.core.validation import Share, Stratum, calibration_error, reliability, validate
from vigie.counting.models import SECOND, Question, Sample

MONTHS = 12  # pooled: a single month's sample says little
EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
NOT_HELD_POSSIBLE = "outside"


def reckon(sample: Sample | None) -> None:
    """Store what the readings of this sample say, and what the newest one says with those before it.

    Nothing is stored before the first sample is drawn.
    """
    newest = Sample.objects.newest_first().first()
    if newest is None:
        return
    if sample is not None:
        sample.figures = figures_of([sample], _asked_in(sample.month, _after(sample.month)))
        sample.save(update_fields=["figures"])
    year = _months_before(newest.month, MONTHS - 1)
    pooled = list(Sample.objects.filter(month__gte=year).order_by("month"))
    newest.refresh_from_db()
    newest.pooled = figures_of(pooled, _asked_in(year, _after(newest.month)))
    newest.save(update_fields=["pooled"])


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _months_before(month: date, number: int) -> date:
    years, place = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(years, place + 1, 1)


def _asked_in(first: date, end: date) -> list[Question]:
    asked = Question.objects.filter(asked_at__date__gte=first, asked_at__date__lt=end)
    return list(asked.exclude(verdict="void").with_readings())


def figures_of(samples: Iterable[Sample], asked: list[Question]) -> dict:
    """What the readings say, as JSON. A share that rests on too few answers is null.

    "recall" counts all that was read, also neighbours that the machine did not hold possible or compare;
    "recall_held" leaves these out. What is farther away nobody reads: of that nothing is known.
    """
    ours = [each for each in asked if each.stratum != SECOND]
    strata = _strata(samples, ours)
    found = validate(_answered(strata, without=""))
    held = validate(_answered(strata, without=NOT_HELD_POSSIBLE))
    bins = _bins(strata, ours)
    return {
        "precision": _shared(found.precision), "recall": _shared(found.recall),
        "recall_held": _shared(held.recall), "confusion": found.confusion and asdict(found.confusion),
        "strata": strata, "bins": [asdict(each) for each in bins],
        "calibration_error": calibration_error(bins), "agreement": _agreement(asked),
        "disputed": sum(each.verdict == "disputed" for each in asked),
    }  # fmt: skip


def _shared(share: Share | None) -> dict | None:
    return share and asdict(share)


def _strata(samples: Iterable[Sample], ours: list[Question]) -> list[dict]:
    """The strata of all samples added up: of each its size, and how it was answered."""
    sums: dict[str, Counter] = {}
    for sample in samples:
        for each in sample.strata:
            kept = sums.setdefault(each["name"], Counter(together=each["together"]))
            kept.update({"size": each["size"], "squares": each["error"] ** 2, "drawn": each["drawn"]})
    verdicts = Counter((each.stratum, each.verdict or "open") for each in ours)
    return [
        {
            "name": name, "together": bool(kept["together"]), "size": kept["size"],
            "error": kept["squares"] ** 0.5, "drawn": kept["drawn"],
            **{verdict: verdicts[name, verdict] for verdict in ("same", "different", "unsure", "disputed", "open")},
        }
        for name, kept in sums.items()
    ]  # fmt: skip


def _answered(strata: list[dict], without: str) -> list[Stratum]:
    return [
        Stratum(each["name"], each["together"], each["size"], each["same"], each["different"], each["error"])
        for each in strata
        if each["name"] != without
    ]


def _bins(strata: list[dict], ours: list[Question]):
    """Stated probability against what was found, each pair weighed by how many it stands for."""
    size = {each["name"]: each["size"] for each in strata}
    told = [each for each in ours if each.probability is not None and each.verdict in ("same", "different")]
    many = Counter(each.stratum for each in told)
    return reliability(
        [each.probability for each in told], [each.verdict == "same" for each in told],
        [size.get(each.stratum, 0) / many[each.stratum] for each in told], EDGES,
    )  # fmt: skip


def _agreement(asked: list[Question]) -> dict | None:
    """Between readers who knew of nobody else's answer; "I don't know" is no answer."""
    answers = [
        [None if each == "unsure" else each for each in question.blind_answers()] for question in asked
    ]
    found = agreement(answers)
    return found and {**asdict(found), "enough": found.enough}
