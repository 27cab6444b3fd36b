"""Fingerprints written when a report comes in, and read back as the engine's columns without opening a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from vigie.core.pairing import Reports
from vigie.core.pairing.encoding import ALIKE_LABEL, ALIKE_NAME, aliases
from vigie.core.pairing.narrative import LEAST_NARRATIVES, RARE_SHARE
from vigie.core.pairing.placenames import name_table
from vigie.core.pairing.records import RECORD
from vigie.core.pairing.traits import MAY_BE, UNSPECIFIC_KINDS
from vigie.core.standards import plain
from vigie.counting import terms

# A record as it is kept: all numbers of 32 bits, codes being keys of terms.
KEPT = np.dtype(
    [(name, "<f4" if RECORD[name].base.kind == "f" else "<i4", RECORD[name].shape) for name in RECORD.names]
)
WIDTH = KEPT.itemsize // 4

# Column of a record → the field of its names. A column of several has a field for each.
FIELDS = {
    "name": ("place",), "area": ("area_0", "area_1", "area_2", "area_3"), "type": ("type_0", "type_1", "type_2"),
    "group": ("group",), "kind": ("kind",), "family": ("family",), "target": ("target",),
    "target_class": ("target_class",), "source": ("source",),
}  # fmt: skip
# What a report has several of, beside further places: the fields of its columns, "" for plain numbers, whose
# place in the row says what they count.
SEVERAL = {
    "actors": ("group", "kind", "family"), "targets": ("target", "target_class"), "harmed": ("",),
    "origins": ("origin",), "cites": ("source",), "words": ("word",),
}  # fmt: skip
PARTS = 1 + len(SEVERAL)
NOTHING = np.zeros(0, np.int32)
DTYPES = {"actors": "i2", "targets": "i2", "harmed": "i2", "origins": "i4", "cites": "i2", "words": "i4"}
# Names whose spellings are matched, and how like they must be (percent).
ALIASED = (("group", ALIKE_NAME), ("origin", ALIKE_LABEL))


def kept(reports: Reports) -> list[tuple[bytes, bytes]]:
    """The record of each report and what it has more of, as bytes that stand alone."""
    n = len(reports)
    keys = terms.keys_of(reports.labels)
    records = _global(reports.records, keys)
    several = {name: _coded(getattr(reports, name), fields, keys) for name, fields in SEVERAL.items()}
    further: dict[int, list[bytes]] = {}
    for position in range(n, len(records)):
        further.setdefault(int(reports.records["row"][position]), []).append(records[position].tobytes())
    return [(records[row].tobytes(), _more(row, several, further.get(row, []))) for row in range(n)]


def _global(records: np.ndarray, keys: dict[str, np.ndarray]) -> np.ndarray:
    found = np.empty(len(records), KEPT)
    for name in KEPT.names:
        values = records[name]
        if name == "area":
            # The lowest bit says whether the area is named or coded.
            found[name] = np.where(values < 0, -1, 2 * _coded(values >> 1, FIELDS[name], keys) + (values & 1))
        else:
            found[name] = _coded(values, FIELDS.get(name, ("",)), keys)
    return found


def _coded(values: np.ndarray, fields: Sequence[str], keys: dict[str, np.ndarray]) -> np.ndarray:
    """Codes of one Reports as keys of terms. The last axis holds one value for each field, if there are several."""
    if fields == ("",):
        return values
    found = values.astype(np.int32)
    for place, field in enumerate(fields):
        at = (..., place) if len(fields) > 1 else ...
        if values.size:
            found[at] = keys.get(field, np.array([-1], np.int32))[values[at]]
    return found


def _more(row: int, several: dict[str, np.ndarray], places: list[bytes]) -> bytes:
    parts = [_given(name, values[row]) if values.size else NOTHING for name, values in several.items()]
    head = np.array([len(places), *(len(part) for part in parts)], np.int32)
    return b"".join([head.tobytes(), *places, *(part.astype(np.int32).tobytes() for part in parts)])


def _given(name: str, values: np.ndarray) -> np.ndarray:
    """What there is, without the padding. Of plain numbers also what is missing: their place says what they are."""
    if SEVERAL[name] == ("",):
        return values if (values >= 0).any() else NOTHING
    return values[(values >= 0).reshape(len(values), -1).any(axis=1)]


def reports_of(keys: Sequence[int], rows: Iterable[tuple[bytes, bytes]]) -> Reports:
    """The engine's columns of kept fingerprints, in the order given."""
    first, more = zip(*rows, strict=True) if keys else ((), ())
    records = np.frombuffer(b"".join(first), KEPT)
    places, owners, several = _opened(more)
    records = np.concatenate([records, places])
    local = _Names(records, several)
    found = np.empty(len(records), RECORD)
    for name in RECORD.names:
        found[name] = local.codes(records[name], FIELDS.get(name, ("",)), flagged=name == "area")
    found["row"] = np.concatenate([np.arange(len(keys)), owners])
    found["group"] = _mapped(local.roots["group"], found["group"])
    sides = {name: local.codes(several[name], fields) for name, fields in SEVERAL.items()}
    sides["actors"][..., 0] = _mapped(local.roots["group"], sides["actors"][..., 0])
    sides["origins"] = _mapped(local.roots["origin"], sides["origins"])
    sides["words"] = _ascending(sides["words"])
    may_be, vague = _kinds(local.labels)
    return Reports(
        ids=list(keys), records=found, names=name_table(local.labels["place"]), labels=local.labels,
        rarity=local.rarity(), roots=local.roots, may_be=may_be, vague_kinds=vague,
        **{name: side.astype(DTYPES[name]) for name, side in sides.items()},
    )  # fmt: skip


def _mapped(codes: Sequence[int], values: np.ndarray) -> np.ndarray:
    """Codes through a table; -1 stays."""
    return np.array([*codes, -1], np.int32)[values]


def _ascending(words: np.ndarray) -> np.ndarray:
    """Each row in order, with what is missing at its end."""
    none = np.iinfo(np.int32).max
    ordered = np.sort(np.where(words < 0, none, words), axis=1)
    return np.where(ordered == none, -1, ordered)


def _kinds(labels: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Which families may turn out to be which, and which kinds name no group of their own."""
    families, kinds = labels["family"], labels["kind"]
    may_be = [
        [one in MAY_BE.get(other, ()) or other in MAY_BE.get(one, ()) for one in families]
        for other in families
    ]
    vague = [kind in UNSPECIFIC_KINDS for kind in kinds]
    return np.array(may_be or [[False]], np.bool_), np.array(vague or [False], np.bool_)


def _opened(more: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Further places with their reports' rows, and the padded columns of what reports have several of."""
    numbers = np.frombuffer(b"".join(more), np.int32)
    lengths = np.array([len(each) // 4 for each in more], np.int64)
    starts = np.cumsum(lengths) - lengths
    counts = numbers[starts[:, None] + np.arange(PARTS)].reshape(-1, PARTS)
    at = starts + PARTS
    owners = np.repeat(np.arange(len(more)), counts[:, 0])
    places = _ragged(numbers, at, counts[:, 0] * WIDTH).tobytes()
    at = at + counts[:, 0] * WIDTH
    several = {}
    for part, (name, fields) in enumerate(SEVERAL.items(), start=1):
        several[name] = _padded(numbers, at, counts[:, part], len(fields))
        at = at + counts[:, part] * len(fields)
    return np.frombuffer(places, KEPT), owners, several


def _ragged(numbers: np.ndarray, at: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The slices of `lengths` from `at`, one after another."""
    offsets = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return numbers[np.repeat(at, lengths) + offsets]


def _padded(numbers: np.ndarray, at: np.ndarray, counts: np.ndarray, width: int) -> np.ndarray:
    """One row for each report, as long as the longest, -1 where there is nothing more."""
    longest = int(counts.max(initial=0))
    found = np.full((len(counts), longest, width), -1, np.int32)
    rows = np.repeat(np.arange(len(counts)), counts)
    places = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    found[rows, places] = _ragged(numbers, at, counts * width).reshape(-1, width)
    return found if width > 1 else found[:, :, 0]


class _Names:
    """The names behind the keys that occur, numbered anew field by field in the order of the alphabet."""

    def __init__(self, records: np.ndarray, several: dict[str, np.ndarray]) -> None:
        used: dict[str, list[np.ndarray]] = {}
        columns = [(records[name], fields) for name, fields in FIELDS.items()]
        columns += [(several[name], fields) for name, fields in SEVERAL.items()]
        for values, fields in columns:
            for place, field in enumerate(fields):
                if field:
                    part = values[..., place] if len(fields) > 1 else values
                    used.setdefault(field, []).append(part >> 1 if field.startswith("area") else part)
        present = {field: _present(arrays) for field, arrays in used.items()}
        self._words = present[terms.WORD]
        texts = terms.texts_of(np.unique(np.concatenate([present[f] for f in present if f != terms.WORD])))
        self.labels, self._rank = {}, {}
        for field, keys in present.items():
            if field == terms.WORD:
                self.labels[field], self._rank[field] = terms.Texts(keys), (keys, np.arange(len(keys)))
                continue
            said = [texts[key] for key in keys.tolist()]
            order = np.argsort(np.array(said, dtype=str), kind="stable")
            rank = np.empty(len(keys), np.int32)
            rank[order] = np.arange(len(keys))
            self.labels[field], self._rank[field] = [said[place] for place in order.tolist()], (keys, rank)
        self.roots = {
            field: aliases([plain(each) for each in self.labels[field]], alike) for field, alike in ALIASED
        }

    def codes(self, values: np.ndarray, fields: Sequence[str], flagged: bool = False) -> np.ndarray:
        """Keys as the codes used here. Of flagged ones the lowest bit is no part of the key."""
        if flagged:
            return np.where(values < 0, -1, 2 * self.codes(values >> 1, fields) + (values & 1))
        if fields == ("",):
            return values
        found = values.astype(np.int32)
        for place, field in enumerate(fields):
            at = (..., place) if len(fields) > 1 else ...
            keys, rank = self._rank[field]
            if len(keys) and values.size:
                known = rank[np.minimum(np.searchsorted(keys, values[at]), len(keys) - 1)]
                found[at] = np.where(values[at] < 0, -1, known)
        return found

    def rarity(self) -> np.ndarray:
        """Bits of surprise at each word among all narratives of the register; last whether enough was read."""
        seen, total = terms.seen(self._words)
        rare = seen <= max(3, RARE_SHARE * total)
        bits = np.where(rare, np.log2(max(total, 1) / np.maximum(seen, 1)), 0.0)
        enough = total >= LEAST_NARRATIVES
        return np.append(bits * enough, 0.0 if enough else -1.0).astype(np.float32)


def _present(arrays: list[np.ndarray]) -> np.ndarray:
    values = np.unique(np.concatenate([each.ravel() for each in arrays]))
    return values[values >= 0]
