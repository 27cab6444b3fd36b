"""Why two reports were found alike: every finding as a code with its blanks, and its worth in bits."""

from __future__ import annotations

import numpy as np

from vigie.core.pairing import levels as l
from vigie.core.pairing.account import OTHER_HARMS, Account
from vigie.core.pairing.comparing import km_between, sheet_of, unpack
from vigie.core.pairing.encoding import encode
from vigie.core.pairing.evidence import Evidence, Judgement
from vigie.core.pairing.matching import keeping, window_of
from vigie.core.pairing.patterns import best_pattern
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.weights import Weights, standing_weights

AREA_WORD = {
    (3, ""): "commune", (2, "bf"): "province", (2, "ml"): "cercle", (2, "ne"): "department",
    (2, ""): "district", (1, ""): "region", (0, ""): "country",
}  # fmt: skip
MOST_WORDS_SAID = 4

Finding = tuple[str, tuple[tuple[str, str | int], ...]]


def explain(reports: Reports, i: int, j: int, weights: Weights | None = None) -> Judgement | None:
    """Every reason for and against two reports (row numbers) telling of one incident, the prior first.

    The bits add up to those of the pair. None where the two lie too far apart to be compared at all.
    """
    return Explainer(reports, weights)(i, j)


class Explainer:
    """`explain` for many pairs of the same reports: what hangs on the reports and the weights is made once."""

    def __init__(self, reports: Reports, weights: Weights | None = None) -> None:
        self._reports, self._weights = reports, weights or standing_weights()
        self._sheet = sheet_of(reports)
        self._window, self._task = window_of(self._weights.windows, reports), keeping(self._weights, 0.0)
        self._bits = {name: self._weights.bits(name).tolist() for name in l.FIELDS}

    def __call__(self, i: int, j: int) -> Judgement | None:
        i, j = min(i, j), max(i, j)
        a, b, packed = best_pattern(self._reports, i, j, self._sheet, self._window, self._task)
        if packed < 0:
            return None
        levels = dict(zip(l.FIELDS, unpack(np.array([packed]))[:, 0].tolist(), strict=True))
        evidence = [Evidence("prior", (), self._weights.prior)]
        for name, level in levels.items():
            bits = self._bits[name][level]
            if level and (bits or name not in l.ADDED):
                finding = _FINDINGS[name](self._reports, a, b, l.LEVELS[name][level])
                evidence.append(Evidence(*finding, bits))
        together = sum(
            float(each.bits[levels[each.one], levels[each.other]]) for each in self._weights.together
        )
        if together:
            evidence.append(Evidence("together", (), together))
        return Judgement(tuple(evidence))


def judge(one: Account, other: Account, weights: Weights | None = None) -> Judgement | None:
    """`explain` for two accounts by themselves; what words are rare is not known then."""
    return explain(encode([one, other]), 0, 1, weights)


def _where(reports: Reports, a, b, level: str) -> Finding:
    row, name = level.split(".")
    params = ()
    km = km_between(a, b)
    if row.startswith(("d", "far", "near")) and np.isfinite(km):
        params = (("km", round(float(km))),)
    if name in ("same", "alike", "partly"):
        said = sorted({_label(reports, "place", a["name"]), _label(reports, "place", b["name"])})
        params += (("name", " / ".join(said)),)
    if row.startswith("one_area"):
        reason = "place_in_" + _area_word(reports, int(row[-1]), a, b)
    elif row.startswith("both_areas"):
        reason = "place_same_area"
    else:
        reason = f"place_{row}" if row in ("near_area", "name_only") else "place_apart"
    # In words, names that are partly alike are alike; only their bits are fewer.
    return f"{reason}_{'alike' if name == 'partly' else name}", params


def _area_word(reports: Reports, level: int, a, b) -> str:
    code = max(a["area"][0], b["area"][0])
    country = _label(reports, "area_0", code // 2) if code >= 0 else ""
    return AREA_WORD.get((level, country), AREA_WORD[level, ""])


def _when(reports: Reports, a, b, level: str) -> Finding:
    gap = int(max(b["first"] - a["last"], a["first"] - b["last"], 0))
    if level.startswith("apart"):
        reason = ("date_same", "date_one_day")[gap] if gap < 2 else "date_days"
        return reason, (("days", gap),) if gap > 1 else ()
    return f"date_{level}", (("days", gap),) if gap else ()


def _type(reports: Reports, a, b, level: str) -> Finding:
    names = sorted({_finest_type(reports, a), _finest_type(reports, b)})
    params = (("type", names[0]), ("other_type", names[-1]))
    if len(names) == 1:
        return "type_same", params[:1]
    return f"type_{level}", params


def _finest_type(reports: Reports, record) -> str:
    for depth in range(3):
        if record["type"][depth] >= 0:
            return _label(reports, f"type_{depth}", record["type"][depth])
    return ""


def _initiators(reports: Reports, a, b, level: str) -> Finding:
    if level not in ("name", "kind"):
        return f"initiators_{level}", ()
    mine, theirs = (_actors(reports, each) for each in (a, b))
    column = 0 if level == "name" else 1
    shared = sorted(
        {
            x[1] if x[1] >= 0 else x[0]
            for x in mine
            for y in theirs
            if x[column] >= 0 and x[column] == y[column]
        }
    )
    field = "kind" if any(x[1] >= 0 for x in mine) else "group"
    return f"initiators_{level}", (("actor", _label(reports, field, shared[0])),)


def _actors(reports: Reports, record) -> list[tuple[int, int]]:
    own = [(int(record["group"]), int(record["kind"]))]
    if reports.actors.shape[1]:
        own += [(int(group), int(kind)) for group, kind, _ in reports.actors[record["row"]] if kind >= 0]
    return own


def _targets(reports: Reports, a, b, level: str) -> Finding:
    if level != "kind":
        return f"targets_{level}", ()
    mine, theirs = ({int(r["target"]), *_further(reports.targets, r["row"])} for r in (a, b))
    return "targets_kind", (("actor", _label(reports, "target", min(mine & theirs))),)


def _further(array: np.ndarray, row: int) -> set[int]:
    return {int(kind) for kind in array[row, :, 0] if kind >= 0} if array.shape[1] else set()


def _killed(reports: Reports, a, b, level: str) -> Finding:
    return f"killed_{level}", _tolls(int(a["killed"][1]), int(b["killed"][1]), level)


def _area(reports: Reports, a, b, level: str) -> Finding:
    return f"area_{level}", ()


def _harmed(reports: Reports, a, b, level: str) -> Finding:
    for harm, (one, other) in enumerate(zip(reports.harmed[a["row"]], reports.harmed[b["row"]], strict=True)):
        if min(one, other) >= 0 and max(one, other) > 0:
            return f"harmed_{level}", (("harm", OTHER_HARMS[harm]), *_tolls(int(one), int(other), level))
    raise AssertionError("a finding on harm without numbers")


def _tolls(one: int, other: int, level: str) -> tuple:
    if level == "none":
        return ()
    if level == "equal":
        return (("count", one),)
    params = (("few", min(one, other)), ("many", max(one, other)))
    return params[1:] if level == "none_against_some" else params


def _words(reports: Reports, a, b, level: str) -> Finding:
    if level not in ("many", "some"):
        return f"words_{level}", ()
    shared = np.intersect1d(reports.words[a["row"]], reports.words[b["row"]])
    rare = sorted(
        (-float(reports.rarity[word]), _label(reports, "word", word)) for word in shared if word >= 0
    )
    said = ", ".join(f"« {word} »" for bits, word in rare[:MOST_WORDS_SAID] if bits < 0)
    return "words_rare", (("words", said),)


def _origin(reports: Reports, a, b, level: str) -> Finding:
    if level != "shared":
        return "origin_cites", ()
    shared = set(reports.origins[a["row"]]) & set(reports.origins[b["row"]]) - {-1}
    return "origin_shared", (("label", _label(reports, "origin", min(shared))),)


def _source(reports: Reports, a, b, level: str) -> Finding:
    return "source_same", ()


def _label(reports: Reports, field: str, code: int) -> str:
    names = reports.labels.get(field, ())
    return names[code] if 0 <= code < len(names) else ""


_FINDINGS = {
    "where": _where, "when": _when, "type": _type, "initiators": _initiators, "targets": _targets,
    "killed": _killed, "area": _area, "harmed": _harmed, "words": _words, "origin": _origin, "source": _source,
}  # fmt: skip
