"""What a matching leaves behind: the result, its parameters, what was refused, and the tables asked for."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from vigie.core.clusters import ACCEPTED, TO_REVIEW
from vigie.core.pairing import explain
from vigie.research import pictures, rules, sampling, tables
from vigie.research.faults import Translate, say
from vigie.research.matching import Matching
from vigie.research.merging import Merging, merged_sql
from vigie.research.overlapping import Overlap, overlaps
from vigie.research.reasons import reasons
from vigie.research.writing import Writing, check_ending, check_places, load

# Every reason of every pair is put into words one by one; beyond so many pairs only their numbers are written.
MOST_EXPLAINED = 50_000
PICTURES = ("timeline", "map", "overlaps")


@dataclass(frozen=True)
class Outputs:
    """Where to write what. `incidents` is the result; beside it stand `.json` (parameters, weights, diagnostics)
    and `.refused.csv`. All others are tables to be had, CSV or Parquet by their ending; `pictures` is a folder,
    `sample` a CSV file to be filled in, whose key stands beside it."""

    incidents: Path
    pairs: Path | None = None
    duplicates: Path | None = None
    overlaps: Path | None = None
    ranked: Path | None = None
    merged: Path | None = None
    episodes: Path | None = None
    pictures: Path | None = None
    sample: Path | None = None
    sample_size: int = 50
    merging: Merging = field(default_factory=Merging)

    @property
    def about(self) -> Path:
        return self.incidents.with_suffix(".json")

    @property
    def refused(self) -> Path:
        return self.incidents.with_suffix(".refused.csv")

    @property
    def key(self) -> Path | None:
        return self.sample and self.sample.with_suffix(".key.json")

    def tables(self) -> list[Path]:
        named = (
            self.incidents,
            self.pairs,
            self.duplicates,
            self.overlaps,
            self.ranked,
            self.merged,
            self.episodes,
        )
        return [path for path in named if path]

    def check(self, read: list[Path]) -> None:
        """Raise `BadFile` now where in the end something could not be written."""
        for path in self.tables():
            check_ending(path)
        drawn = [self.pictures / f"{name}.svg" for name in PICTURES] if self.pictures else []
        if self.pictures and self.pictures.parent.is_dir():
            self.pictures.mkdir(exist_ok=True)
        sample = [self.sample, self.key] if self.sample else []
        check_places(read, [*self.tables(), self.about, self.refused, *drawn, *sample])


def write_results(matching: Matching, outputs: Outputs, translate: Translate | None = None) -> None:
    """Write everything asked for; all files come to stand together, or none. Raises `BadFile`.

    `translate` is gettext, for the reasons in words.
    """
    sheet, about = matching.sheet, matching.about()
    _lay_out(matching)
    with Writing() as writing:
        writing.query(outputs.incidents, sheet.link, tables.INCIDENTS, about=about)
        writing.data(outputs.about, about)
        writing.text(outputs.refused, _refused(matching, translate))
        _tables(writing, matching, outputs, about, translate)
        if outputs.pictures:
            for name, drawn in draw_all(matching, translate).items():
                writing.text(outputs.pictures / f"{name}.svg", drawn)
        if outputs.sample:
            _sample(writing, matching, outputs)


def _tables(writing: Writing, matching: Matching, outputs: Outputs, about: dict, translate) -> None:
    link = matching.sheet.link
    if outputs.overlaps:
        _lay_overlaps(matching)
    asked = [
        (outputs.duplicates, tables.DUPLICATES),
        (outputs.overlaps, "SELECT * FROM overlapping"),
        (outputs.ranked, tables.RANKED),
        (outputs.merged, merged_sql(outputs.merging, _extra(matching)) if outputs.merged else ""),
    ]
    for path, sql in asked:
        if path:
            writing.query(path, link, sql, about=about)
    if outputs.pairs:
        writing.query(outputs.pairs, link, _pairs(matching, translate), about=about)
    if outputs.episodes:
        _flag(matching)
        writing.query(outputs.episodes, link, tables.FLAGGED, about=about)


def _extra(matching: Matching) -> tuple[str, ...]:
    return tuple(matching.options.extra)


def _lay_out(matching: Matching) -> None:
    """Put what was found into the work in hand, where the queries find it."""
    n = len(matching.sheet)
    load(matching.sheet.link, "found", {
        "n": np.arange(n), "incident": matching.incident, "leader": matching.leader,
        "probability": matching.probability.astype(np.float64),
    })  # fmt: skip
    matched, allowed = matching.matched, matching.allowed
    decision = np.zeros(len(matched.one), np.int8)
    decision[allowed] = np.select(
        [matching.grouping.classes == ACCEPTED, matching.grouping.classes == TO_REVIEW], [2, 1], 0
    )
    load(matching.sheet.link, "coded_pairs", {
        "one": matched.one, "other": matched.other, "bits": matched.bits.astype(np.float64),
        "probability": matched.probability.astype(np.float64), "decision": decision, "allowed": allowed,
        "km": rules.km_apart(matching.spans, matched.one, matched.other),
        "days": rules.days_apart(matching.spans, matched.one, matched.other),
        "mixed": rules.of_two_kinds(matching.spans, matched.one, matched.other),
    })  # fmt: skip
    matching.sheet.link.execute(
        "CREATE OR REPLACE VIEW pairs AS SELECT one, other, bits, probability, "
        "CASE decision WHEN 2 THEN 'accepted' WHEN 1 THEN 'to review' ELSE 'apart' END AS decision, "
        "CASE WHEN isnan(km) THEN NULL ELSE km END AS km, days, "
        "CASE WHEN NOT allowed THEN 'outside the rules or in a crowd' WHEN mixed THEN 'event in episode' END AS note "
        "FROM coded_pairs"
    )


def _refused(matching: Matching, translate: Translate | None) -> str:
    """The rows that were not read, as CSV."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["row", "report_id", "column", "value", "reason"])
    for each in matching.sheet.refused:
        table.writerow([each.row, each.report_id, each.column, each.value, say(each.fault, translate)])
    return file.getvalue()


def _pairs(matching: Matching, translate) -> str:
    """The query of pairs, with the reasons beside where they are not too many."""
    matched = matching.matched
    if len(matched.one) > MOST_EXPLAINED:
        return tables.PAIRS.format(reasons=", NULL AS reasons", join="")
    said = np.array(
        [reasons(matching, i, j, translate) for i, j in zip(matched.one, matched.other, strict=True)], object
    )
    load(matching.sheet.link, "said", {"one": matched.one, "other": matched.other, "reasons": said})
    return tables.PAIRS.format(
        reasons=", said.reasons", join=" JOIN said ON said.one = pairs.one AND said.other = pairs.other"
    )


def _flag(matching: Matching) -> None:
    """Events that lie within an episode: whether these are one, a person must say."""
    km = matching.options.rules.km or sampling.NEAR_KM
    event, episode = rules.events_in_episodes(matching.spans, km, matching.options.rules.days or 0)
    order = np.lexsort((episode, event))
    event, episode = event[order], episode[order]
    judged = [
        explain(matching.reports, int(i), int(j), matching.matched.weights)
        for i, j in zip(event, episode, strict=True)
    ]
    load(matching.sheet.link, "flagged", {
        "event": event, "episode": episode, "km": rules.km_apart(matching.spans, event, episode),
        "probability": np.array([each.probability if each else 0.0 for each in judged], float),
    })  # fmt: skip


def overlaps_of(matching: Matching) -> list[Overlap]:
    """The number of incidents for each combination of sources that tells them, with its interval."""
    return overlaps(matching.incident, *matching.sheet.codes("source"), matching.drawn.labels)


def _lay_overlaps(matching: Matching) -> None:
    found = overlaps_of(matching)
    link = matching.sheet.link
    link.execute(
        "CREATE OR REPLACE TABLE overlapping (sources VARCHAR, number_of_sources INTEGER, incidents INTEGER, "
        "low INTEGER, high INTEGER, reports INTEGER)"
    )
    rows = [(" & ".join(o.sources), len(o.sources), o.incidents, o.low, o.high, o.reports) for o in found]
    if rows:
        link.executemany("INSERT INTO overlapping VALUES (?, ?, ?, ?, ?, ?)", rows)


def draw_all(matching: Matching, translate: Translate | None = None) -> dict[str, str]:
    """The pictures of a matching as SVG, by name: timeline, map, overlaps."""
    translate = translate or (lambda words: words)
    sheet, incident = matching.sheet, matching.incident
    codes, sources = sheet.codes("source")
    counts = {each.sources: each.incidents for each in overlaps_of(matching) if each.incidents}
    told = np.unique(np.stack([incident, codes]), axis=1)[0] if len(incident) else incident
    number = np.bincount(told, minlength=matching.grouping.number)
    lat, lon = _points(matching)
    return {
        "timeline": pictures.timeline(matching.spans.first, codes, sources, incident, translate),
        "map": pictures.incident_map(lat, lon, number, translate),
        "overlaps": pictures.overlaps(counts, translate),
    }


def _points(matching: Matching) -> tuple[np.ndarray, np.ndarray]:
    """The point of each incident: that of its first report that has one."""
    placed = np.flatnonzero(np.isfinite(matching.spans.lat))
    first = np.full(matching.grouping.number, len(matching.sheet), np.int64)
    np.minimum.at(first, matching.incident[placed], placed)
    found = first < len(matching.sheet)
    lat, lon = np.full(len(first), np.nan), np.full(len(first), np.nan)
    lat[found], lon[found] = matching.spans.lat[first[found]], matching.spans.lon[first[found]]
    return lat, lon


SIDE_BY_SIDE = ("source", "date", "date_precision", "date_end", "place", "area", "lat", "lon", "geo_precision",
                "event_type_1", "actor_group", "actor_family", "target", "killed")  # fmt: skip


def _sample(writing: Writing, matching: Matching, outputs: Outputs) -> None:
    """A sample to be read blind, shuffled, and the key that says what the engine thinks of each pair."""
    matched = matching.matched
    drawn = sampling.draw(
        matching.incident, matching.spans, matched.one, matched.other, matched.probability,
        outputs.sample_size, matching.options.seed,
    )  # fmt: skip
    pairs = [
        (int(i), int(j), each.name, float(p))
        for each in drawn
        for i, j, p in zip(each.one, each.other, each.probability, strict=True)
    ]
    chance = np.random.default_rng(matching.options.seed + 1)
    pairs = [pairs[at] for at in chance.permutation(len(pairs))]
    told = _told(matching, {row for pair in pairs for row in pair[:2]})
    shown = [name for name in SIDE_BY_SIDE if name in matching.sheet.columns]
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(
        ["answer", "report_id_1", "report_id_2", *(f"{name}_{side}" for name in shown for side in (1, 2))]
    )
    for i, j, _name, _p in pairs:
        cells = [told[row][name] for name in shown for row in (i, j)]
        table.writerow(["", told[i]["report_id"], told[j]["report_id"], *cells])
    writing.text(outputs.sample, file.getvalue())
    key = {
        f"{told[i]['report_id']}\t{told[j]['report_id']}": {
            "stratum": name,
            "probability": None if np.isnan(p) else round(p, 4),
        }
        for i, j, name, p in pairs
    }
    strata = [{"name": d.name, "together": d.together, "size": d.size, "error": d.error} for d in drawn]
    writing.data(outputs.key, {"pairs": key, "strata": strata, "parameters": matching.about()["parameters"]})


def _told(matching: Matching, rows: set[int]) -> dict[int, dict]:
    """What some reports say, by row number."""
    link = matching.sheet.link
    found = link.execute(
        "SELECT * FROM (SELECT row_number() OVER () - 1 AS n, * FROM reports) WHERE n IN (SELECT unnest($rows))",
        {"rows": sorted(rows)},
    )
    names = [each[0] for each in found.description]
    told = {}
    for cells in found.fetchall():
        told[cells[0]] = {name: "" if cell is None else cell for name, cell in zip(names, cells, strict=True)}
    return told
