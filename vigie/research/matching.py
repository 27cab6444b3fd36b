"""A file of reports matched: which tell of one incident, how sure that is, and how many incidents there are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vigie.core import clusters, pairing
from vigie.core.clusters import ACCEPTED, TO_REVIEW, Constraints, Grouping
from vigie.core.clusters.calibration import TAUGHT, Calibration, calibrate
from vigie.core.pairing import BadReports, Matched, Reports, Settings, Weights, standing_weights
from vigie.research import rules as r
from vigie.research.decided import read_decisions
from vigie.research.drawing import Drawn, Graph, answered, draw
from vigie.research.encoding import assigned, encode_sheet, fields_taken
from vigie.research.faults import BadFile, Fault, remark
from vigie.research.rules import Rules, Spans
from vigie.research.sheet import Sheet
from vigie.research.taxonomies import Taxonomy, check_weights, coded
from vigie.research.weighing import read_weights, scaled

Tell = Callable[[int, int], None]
Level = tuple[np.ndarray, list[str]]
NEVER = -60.0  # bits of a pair that no other evidence can join
MOST_EACH = 100  # pairs of one report, its likeliest, by which it is grouped


@dataclass(frozen=True)
class Options:
    """What may be said beside the file; without any of it, everything is graded and learnt.

    `decisions` is a file of pairs that people decided, `weights` a file with weights learnt before, `draws` the
    number of sampled groupings behind the interval of the count, `seed` what fixes their chance.
    """

    taxonomies: tuple[Taxonomy, ...] = ()
    rules: Rules = field(default_factory=Rules)
    decisions: Path | None = None
    weights: Path | None = None
    draws: int = 100
    seed: int = 1
    latest: date | None = None

    def check(self) -> None:
        """Raise `BadFile` where an option is out of range."""
        check_weights(self.taxonomies)
        for name, value, least, most in (
            ("--km", self.rules.km, 0, 20_000), ("--days", self.rules.days, 0, 3650),
            ("--forgive", self.rules.forgive, 0, len(self.taxonomies)), ("--draws", self.draws, 0, 10_000),
        ):  # fmt: skip
            if value is not None and not least <= value <= most:
                raise BadFile("option_range", name=name, value=value, least=least, most=most)

    @property
    def extra(self) -> dict[str, str]:
        """Columns that are wanted beyond the documented ones, and who asks."""
        return {each.column: str(each.path) for each in self.taxonomies}


@dataclass(frozen=True)
class Count:
    """The number of incidents, with its 95 % credible interval from sampled groupings."""

    incidents: int
    low: int
    high: int


@dataclass(frozen=True, eq=False)
class Matching:
    """What came out. Arrays are by row of the sheet; `allowed` by compared pair: within windows and rules.

    `carried` says which taxonomy stands for which field of the comparison; `levels` holds for its column each
    level's codes by row and their words, fine to broad.
    """

    sheet: Sheet
    options: Options
    reports: Reports
    spans: Spans
    matched: Matched
    grouping: Grouping
    drawn: Drawn
    allowed: np.ndarray
    remarks: tuple[Fault, ...]
    carried: dict[str, Taxonomy]
    levels: dict[str, list[Level]]

    @property
    def incident(self) -> np.ndarray:
        """The incident of each report, numbered in the order of their first reports: int32[n]."""
        return self.grouping.labels

    @property
    def probability(self) -> np.ndarray:
        """How sure it is, for each report, that it belongs where it was put: float32[n].

        In company, the mean probability of its pairs with the others of its incident; alone, what is left when
        its likeliest pair is taken away.
        """
        alone = np.bincount(self.incident, minlength=self.grouping.number)[self.incident] == 1
        best = np.zeros(len(self.incident), np.float32)
        for side in (self.matched.one, self.matched.other):
            np.maximum.at(best, side[self.allowed], self.matched.probability[self.allowed])
        return np.where(alone, 1 - best, self.grouping.probability)

    @property
    def count(self) -> Count:
        """The number of incidents, with its interval. It holds the number found, even where few draws do."""
        low, high = self.drawn.interval()
        found = self.grouping.number
        return Count(found, min(low, found), max(high, found))

    @cached_property
    def leader(self) -> np.ndarray:
        """The first report of each report's incident, whose id is the incident's."""
        first = np.full(self.grouping.number, len(self.sheet), np.int64)
        np.minimum.at(first, self.incident, np.arange(len(self.sheet)))
        return first[self.incident] if len(first) else first

    def about(self) -> dict:
        """Parameters, weights, diagnostics and counts, as plain data: what it takes to do the same again."""
        return {
            "program": f"vigie {version('vigie')}",
            "file": {"name": self.sheet.path.name, "sha256": _digest(self.sheet.path)},
            "columns": list(self.sheet.columns),
            "parameters": _parameters(self.options),
            "rows": self.sheet.rows_read,
            "refused": self.sheet.rows_read - len(self.sheet),
            "reports": len(self.sheet),
            "incidents": {"count": self.count.incidents, "low": self.count.low, "high": self.count.high},
            "pairs": {
                "compared": int(self.matched.compared), "left_out": int(self.matched.left_out),
                "kept": len(self.matched.one), "accepted": int((self.grouping.classes == ACCEPTED).sum()),
                "to_review": int((self.grouping.classes == TO_REVIEW).sum()),
            },
            "weights": self.matched.weights.to_data(),
            "diagnostics": [
                {"code": each.code, "grave": each.grave, **dict(each.params)} for each in self.matched.diagnostics
            ],
            "remarks": [{"code": each.code, **dict(each.blanks)} for each in self.remarks],
        }  # fmt: skip


def match_sheet(sheet: Sheet, options: Options | None = None, tell: Tell | None = None) -> Matching:
    """Match the reports of a sheet. Raises `BadFile` where options and file do not fit."""
    options = options or Options()
    options.check()
    tell = tell or _silent
    carried = assigned(options.taxonomies, fields_taken(sheet, options.taxonomies))
    levels = {each.column: coded(each, sheet) for each in options.taxonomies}
    reports = encode_sheet(sheet, carried)
    spans = _spans(sheet)
    same, different = read_decisions(options.decisions, sheet) if options.decisions else ([], [])
    tell(15, 100)
    shown = _parts(lambda done: tell(15 + 55 * done // 100, 100))
    matched = _compared(reports, options, carried, same, different, shown)
    allowed = r.allowed(options.rules, spans, _codes(levels), matched.one, matched.other)
    inside = allowed.copy()
    allowed &= r.likeliest(matched.one, matched.other, matched.bits, MOST_EACH)
    mixed = r.of_two_kinds(spans, matched.one, matched.other) & (not options.rules.join_episodes)
    bits = np.where(mixed, NEVER, matched.bits)[allowed].astype(np.float32)
    grouped = (len(sheet), reports.source, matched.one[allowed], matched.other[allowed], bits)
    decided = Constraints(same=same, different=different)
    grouping = clusters.group(*grouped, constraints=decided)
    tell(80, 100)
    calibration = _calibration(reports, options, matched, decided)
    drawn = draw(Graph(*grouped), decided, calibration, grouping.labels, options.draws, options.seed)
    tell(100, 100)
    said = [*sheet.remarks(), *_remarks(options, matched, inside, allowed)]
    return Matching(
        sheet, options, reports, spans, matched, grouping, drawn, allowed, tuple(said), carried, levels
    )


def _calibration(reports: Reports, options: Options, matched: Matched, decided: Constraints) -> Calibration:
    """How far the probabilities may be off: by how much the weights rest on, and by what people decided."""
    behind = matched.weights.share * matched.weights.pairs
    if any(each.grave for each in matched.diagnostics):
        behind = 0.0
    if not decided.same and not decided.different:
        return calibrate(behind=behind)
    # Pairs that people decided stand at what they decided; what the weights say of them is asked for anew.
    settings = _settings(options.rules, matched.weights)
    undecided = pairing.match(reports, weights=matched.weights, settings=settings)
    bits, same = answered(undecided, len(reports), decided)
    return calibrate(bits, same, behind=behind, news=TAUGHT)


def _codes(levels: dict[str, list[Level]]) -> list[list[np.ndarray]]:
    return [[codes for codes, _words in each] for each in levels.values()]


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def _spans(sheet: Sheet) -> Spans:
    first, last = sheet.days()
    return Spans(sheet.numbers("lat"), sheet.numbers("lon"), first, last, sheet.ends())


def _compared(reports, options: Options, carried: dict[str, Taxonomy], same, different, shown) -> Matched:
    """Pairs with their bits; learnt first, and leant towards the taxonomies' weights if these differ."""
    given = read_weights(options.weights) if options.weights else None
    settings = _settings(options.rules, given)
    try:
        found = pairing.match(
            reports, weights=given, same=same, different=different, settings=settings, tell=shown
        )
    except BadReports as bad:
        path = str(options.decisions or "--file")
        raise BadFile("reports_unusable", path=path, why=str(bad)) from None
    scale = {name: taxonomy.weight for name, taxonomy in carried.items() if taxonomy.weight != 1.0}
    if not scale:
        return found
    again = pairing.match(reports, weights=scaled(found.weights, scale), settings=settings)
    return replace(again, diagnostics=found.diagnostics)


def _settings(rules: Rules, given: Weights | None) -> Settings:
    """The engine's windows, opened where the user's are wider; narrower ones are laid over what it finds.

    They stay wide for learning, since what two incidents look like is seen outside the user's windows too.
    """
    windows = (given or standing_weights()).windows
    km, days = max(windows.km, rules.km or 0), max(windows.days, rules.days or 0)
    first, last = windows.control_days
    later = max(days + 5 - first, 0)
    return Settings(windows=replace(windows, km=km, days=days, control_days=(first + later, last + later)))


# How much of the work each part is, in hundredths, and after how many.
PARTS = {"learn": (0, 45), "compare": (45, 55)}


def _parts(tell: Callable[[int], None]) -> Callable[[str, int, int], None]:
    def shown(part: str, done: int, of_all: int) -> None:
        start, share = PARTS.get(part, (0, 0))
        tell(start + share * done // max(of_all, 1))

    return shown


def _remarks(options: Options, matched: Matched, inside: np.ndarray, allowed: np.ndarray) -> list[Fault]:
    said = [each for taxonomy in options.taxonomies for each in taxonomy.remarks()]
    if unused := int((inside & ~allowed).sum()):
        said.append(remark("unused", n=unused, most=MOST_EACH))
    outside = int((~inside & (matched.bits > 0)).sum())
    if outside:
        said.append(remark("unmatched_windows", n=outside))
    return said


def _parameters(options: Options) -> dict:
    rules = options.rules
    return {
        "km": rules.km, "days": rules.days, "strict": rules.strict, "forgive": rules.forgive,
        "join_episodes": rules.join_episodes, "draws": options.draws, "seed": options.seed,
        "latest": options.latest.isoformat() if options.latest else None,
        "taxonomies": [
            {"column": each.column, "file": each.path.name, "sha256": _digest(each.path), "weight": each.weight,
             "level": each.level}
            for each in options.taxonomies
        ],
        "decisions": _named(options.decisions), "weights": _named(options.weights),
    }  # fmt: skip


def _named(path: Path | None) -> dict | None:
    return {"name": path.name, "sha256": _digest(path)} if path else None


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
