"""MELTT's worked example: the matches that it publishes, found again, and each held against our engine's answer.

    python -m benchmarks.meltt_crash

Three simulated sets of car crashes (Donnay and Dunford's crashMD), matched within 4 km and 2 days over three
taxonomies. MELTT publishes how many matches it finds, not which: its rules are carried out here anew, and give
exactly its numbers. MELTT's answer is no truth; where the two differ, the reasons of both are printed.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np

from tests.shared_data import folder
from vigie.research import Matching, Options, Outputs, Rules, Taxonomy, match_file, read_taxonomy, reasons
from vigie.research.rules import Spans, agreement, allowed, events_in_episodes

KM, DAYS = 4.0, 2
TAXONOMIES = ("model_tax", "color_tax", "damage_tax")
MISSING = "The shared data is not beside this checkout (VIGIE_SHARED_DATA names another place)."


@dataclass(frozen=True)
class Replay:
    """MELTT's answer: its groups of report ids, whether each is of episodes, and the pairs it flags."""

    groups: list[tuple[str, ...]]
    episodes: list[bool]
    flagged: set[tuple[str, str]]

    @property
    def duplicates(self) -> int:
        return sum(len(group) - 1 for group in self.groups)

    def overlaps(self) -> Counter:
        return Counter("&".join(sorted(id[0] for id in group)) for group in self.groups)


@dataclass(frozen=True)
class Verdict:
    """One published match beside ours. `agrees` when our incident holds exactly the same reports."""

    meltt: tuple[str, ...]
    ours: tuple[tuple[str, ...], ...]
    agrees: bool
    because: list[str] = field(default_factory=list)


def shared(name: str) -> Path:
    found = folder()
    if found is None:
        raise SystemExit(MISSING)
    return found / "linkage" / name


def write_reports(path: Path) -> Path:
    """The three sets as one file of reports: id "1-7" is crash 7 of the first set."""
    header = ["report_id", "source", "date", "date_end", "lat", "lon", "geo_precision", *TAXONOMIES]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for number in (1, 2, 3):
            with shared(f"meltt_crash_data{number}.csv").open(encoding="utf-8") as source:
                for row in csv.DictReader(source):
                    days = [_day(row[name]) for name in ("date", "enddate")]
                    end = days[1] if days[1] != days[0] else ""
                    kinds = [row[name] for name in TAXONOMIES]
                    table.writerow([f"{number}-{row['event']}", row["dataset"], days[0], end, row["latitude"],
                                    row["longitude"], "exact", *kinds])  # fmt: skip
    return path


def _day(since_1970: str) -> str:
    return (date(1970, 1, 1) + timedelta(days=int(float(since_1970)))).isoformat()


def taxonomies() -> tuple[Taxonomy, ...]:
    return tuple(read_taxonomy(name, shared(f"meltt_crash_taxonomy_{name}.csv")) for name in TAXONOMIES)


def replay(ids: np.ndarray, spans: Spans, levels: list[list[np.ndarray]]) -> Replay:
    """MELTT's way: sets one after another, one to one, hard windows, best score first.

    The score is the mean over taxonomies of (finest level agreed on) / (levels - 1); 0 is best. Only what was
    not matched before, and the first of each match, is offered to the next set.
    """
    parts = [id.split("-") for id in ids]
    order = sorted(range(len(ids)), key=lambda row: (int(parts[row][0]), int(parts[row][1])))
    groups: dict[int, list[int]] = {row: [row] for row in order if parts[row][0] == "1"}
    for number in ("2", "3"):
        arriving = [row for row in order if parts[row][0] == number]
        taken = _one_to_one(list(groups), arriving, spans, levels)
        for row in arriving:
            groups[taken[row]].append(row) if row in taken else groups.update({row: [row]})
    matched = [group for group in groups.values() if len(group) > 1]
    return Replay(
        [tuple(str(ids[row]) for row in group) for group in matched],
        [bool(spans.episode[group[0]]) for group in matched],
        _flagged(ids, spans, levels),
    )


def _one_to_one(standing: list[int], arriving: list[int], spans: Spans, levels) -> dict[int, int]:
    one, other = (np.array(side) for side in zip(*((a, b) for a in standing for b in arriving), strict=True))
    alike = spans.episode[one] == spans.episode[other]
    ends = (np.abs(spans.first[one] - spans.first[other]) <= DAYS) & (
        np.abs(spans.end[one] - spans.end[other]) <= DAYS
    )
    fits = alike & ends & allowed(Rules(km=KM, strict=True), spans, levels, one, other)
    one, other = one[fits], other[fits]
    score = sum(agreement(each, one, other) / max(len(each) - 1, 1) for each in levels) / len(levels)
    taken: dict[int, int] = {}
    for at in np.lexsort((other, one, score)):
        if int(other[at]) not in taken and int(one[at]) not in taken.values():
            taken[int(other[at])] = int(one[at])
    return taken


def _flagged(ids, spans: Spans, levels) -> set[tuple[str, str]]:
    """Events within an episode of another set, agreeing on all taxonomies: MELTT leaves them to a person."""
    event, episode = events_in_episodes(spans, KM, 0)
    fits = allowed(Rules(strict=True), spans, levels, event, episode)
    return {
        (str(ids[a]), str(ids[b]))
        for a, b in zip(event[fits], episode[fits], strict=True)
        if ids[a].split("-")[0] != ids[b].split("-")[0]
    }


def ours(work: Path) -> Matching:
    """The same file through our engine, with MELTT's windows and taxonomies as options."""
    options = Options(taxonomies=taxonomies(), rules=Rules(km=KM, days=DAYS))
    file = write_reports(work / "crashes.csv")
    return match_file(file, Outputs(work / "incidents.csv", pairs=work / "pairs.csv"), options)


def compared(found: Matching, meltt: Replay) -> list[Verdict]:
    """Each of MELTT's matches beside our incidents."""
    ids = [str(id) for id in found.sheet.ids()]
    row_of = {id: row for row, id in enumerate(ids)}
    incidents: dict[int, list[str]] = {}
    for id, incident in zip(ids, found.incident.tolist(), strict=True):
        incidents.setdefault(incident, []).append(id)
    verdicts = []
    for group in meltt.groups:
        parts = tuple(sorted({tuple(sorted(incidents[found.incident[row_of[id]]])) for id in group}))
        agrees = parts == (tuple(sorted(group)),)
        because = [] if agrees else _why(found, row_of, group, parts)
        verdicts.append(Verdict(group, parts, agrees, because))
    return verdicts


def _why(found: Matching, row_of: dict[str, int], group, parts) -> list[str]:
    """The reasons of our engine for each pair on which the two answers differ."""
    together = {pair for part in parts for pair in combinations(sorted(part), 2)}
    said = []
    for one, other in sorted(set(combinations(sorted(group), 2)) ^ together):
        rows = row_of[one], row_of[other]
        joined = "we join" if (one, other) in together else "we do not join"
        said.append(f"{joined} {one} and {other}: {reasons(found, *rows) or 'too far apart to be compared'}")
    return said


def levels_of(found: Matching) -> list[list[np.ndarray]]:
    return [[codes for codes, _words in levels] for levels in found.levels.values()]


def main() -> None:
    expected = json.loads(shared("meltt_crash_expected.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        found = ours(Path(folder))
        meltt = replay(found.sheet.ids(), found.spans, levels_of(found))
        published = expected["unique_matches"], expected["duplicates_removed"]
        print("MELTT publishes {} matches, {} duplicates removed.".format(*published))
        print(f"Its rules carried out here: {len(meltt.groups)} matches, {meltt.duplicates} duplicates, "
              f"{sum(meltt.episodes)} of episodes; by sets {dict(sorted(meltt.overlaps().items()))}.")  # fmt: skip
        verdicts = compared(found, meltt)
        agreed = sum(each.agrees for each in verdicts)
        print(f"Our engine: {found.count}; the same answer on {agreed} of {len(verdicts)} matches.\n")
        for number, each in enumerate(verdicts, 1):
            _print(number, each, found)
        _print_others(found, meltt)
        found.sheet.close()


def _print(number: int, verdict: Verdict, found: Matching) -> None:
    answer = (
        "same" if verdict.agrees else "differs: ours " + " | ".join(" + ".join(part) for part in verdict.ours)
    )
    print(f"{number:>2}. {' + '.join(verdict.meltt)}: {answer}")
    ids = {str(id): row for row, id in enumerate(found.sheet.ids())}
    if verdict.agrees:
        print(
            f"    {verdict.meltt[0]} and {verdict.meltt[1]}: {reasons(found, *(ids[id] for id in verdict.meltt[:2]))}"
        )
    for line in verdict.because:
        print(f"    {line}")


def _print_others(found: Matching, meltt: Replay) -> None:
    """What we join and MELTT does not know of at all."""
    ids = found.sheet.ids()
    known = {id for group in meltt.groups for id in group}
    size = np.bincount(found.incident)
    others: dict[int, list[str]] = {}
    for id, incident in zip(ids, found.incident, strict=True):
        if size[incident] > 1 and id not in known:
            others.setdefault(int(incident), []).append(str(id))
    rest = [group for group in others.values() if len(group) > 1]
    print(f"\nJoined by us alone: {len(rest)}")
    for group in rest:
        print(f"    {' + '.join(group)}")
    print(
        f"Events within an episode, agreeing on all taxonomies, that neither joins: {len(meltt.flagged)} pairs."
    )


if __name__ == "__main__":
    main()
