"""The register's accounts as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from rapidfuzz import fuzz, process

from vigie.core import standards
from vigie.core.pairing.account import OTHER_HARMS, Account
from vigie.core.pairing.narrative import Narratives
from vigie.core.pairing.placenames import name_table
from vigie.core.pairing.records import (
    LOOSE,
    MOST_CODES,
    MOST_KILLED,
    BadReports,
    blank_records,
    point_of,
)
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.traits import MAY_BE, UNSPECIFIC_KINDS, Place, Traits, traits_of
from vigie.core.standards import plain

EPOCH = date(1970, 1, 1).toordinal()
ALIKE_NAME, ALIKE_LABEL = 85.0, 90.0
MOST_ALIASED = 5000  # distinct names up to which spellings are compared, all with all
MOST_WORDS = 64  # of a narrative, the rarest

# Kinds of origin that tell the world the same thing at once. Two reports of own monitors are not a copy.
TOLD_TO_MANY = {"radio", "press", "official", "social_media", "compiled", "organisation", "health"}


def encode(accounts: Iterable[Account], sources: Iterable[str] = ()) -> Reports:
    """Make columns of accounts, in their order. Raises `BadReports` on an id that comes twice.

    `sources` names organisations that the accounts may cite beside those who tell them.
    """
    told = [traits_of(account) for account in accounts]
    ids = [each.account.id for each in told]
    if len(set(ids)) < len(ids):
        twice = next(id for id in ids if ids.count(id) > 1)
        raise BadReports(f"The account {twice!r} is there twice: ids are unique.")
    labels = _labels(told, sources)
    number = {field: {name: code for code, name in enumerate(names)} for field, names in labels.items()}
    group = aliases(labels["group"], ALIKE_NAME)
    records, more = _records(told, number, group)
    labels["target"], labels["target_class"] = labels["kind"], labels["family"]
    words, rarity = _words(told, number["word"])
    origins, labels["origin"], origin = _origins(told)
    return Reports(
        ids, np.concatenate([records, more]), name_table(labels["place"]), labels,
        actors=_wide([[(group[number["group"][name]] if name else -1, number["kind"][kind], number["family"][family])
                       for kind, family, name in each.initiators[1:]] for each in told], 3, np.int16),
        targets=_wide([_targets(each, number)[1:] for each in told], 2, np.int16),
        harmed=_harmed(told), origins=origins, cites=_cites(told, number["source"]),
        words=words, rarity=rarity, roots={"group": group, "origin": origin},
        may_be=np.array([[b in MAY_BE.get(a, ()) or a in MAY_BE.get(b, ()) for b in labels["family"]]
                         for a in labels["family"]], np.bool_).reshape(-1, max(1, len(labels["family"]))),
        vague_kinds=np.array([kind in UNSPECIFIC_KINDS for kind in labels["kind"]] or [False], np.bool_),
    )  # fmt: skip


def _labels(told: Sequence[Traits], sources: Iterable[str]) -> dict[str, list[str]]:
    """The names behind the codes, each list in order of the alphabet: the order of accounts decides nothing."""
    found: dict[str, set[str]] = {
        "source": {each.account.source for each in told} | set(sources),
        "place": {place.said for each in told for place in each.places if place.said.strip()},
        "group": {name for each in told for _, _, name in each.initiators if name},
        "kind": set(standards.actor_kinds()),
        "family": set(standards.actor_classes()),
        "word": {word for each in told for word in each.words},
    }
    for level in range(4):
        found[f"area_{level}"] = {
            code for each in told for place in each.places for at, code in place.codes if at == level
        }
    paths = [kind.path for kind in standards.event_types().values()]
    for depth in range(3):
        found[f"type_{depth}"] = {path[2 - depth] for path in paths if len(path) > 2 - depth}
    return {field: sorted(names) for field, names in found.items()}


def _records(told, number, group) -> tuple[np.ndarray, np.ndarray]:
    """One record for each account, and one for each further place."""
    records = blank_records(len(told))
    further = []
    for row, each in enumerate(told):
        record = records[row]
        account = each.account
        record["first"], record["last"] = each.first - EPOCH, each.last - EPOCH
        record["loose"] = LOOSE[account.when.precision] if account.when.slack else 0
        record["source"] = number["source"][account.source]
        for depth in range(3):
            if len(each.type_path) > 2 - depth:
                record["type"][depth] = number[f"type_{depth}"][each.type_path[2 - depth]]
        if each.initiators:
            kind, family, name = each.initiators[0]
            record["kind"], record["family"] = number["kind"][kind], number["family"][family]
            record["group"] = group[number["group"][name]] if name else -1
        targets = _targets(each, number)
        if targets:
            record["target"], record["target_class"] = targets[0]
        if account.killed:
            record["killed"] = [min(count, MOST_KILLED) for count in account.killed]
        for place in each.places[:1]:
            _put_place(record, place, number)
        further += [(row, place) for place in each.places[1:]]
    more = records[[row for row, _ in further]]
    for record, (_, place) in zip(more, further, strict=True):
        record["lat"] = record["lon"] = np.nan
        record["name"] = record["level"] = record["area"] = -1
        _put_place(record, place, number)
    return records, more


def _put_place(record: np.void, place: Place, number) -> None:
    if place.located:
        for name, value in point_of(place.lat, place.lon).items():
            record[name] = value
    record["radius"] = place.radius_km
    record["level"] = -1 if place.level is None else place.level
    record["name"] = number["place"].get(place.said, -1)
    for level, code in sorted(place.codes, key=lambda each: (_is_code(each[1]), each)):
        # Even: codes; odd: names. Only like with like can differ.
        record["area"][level] = 2 * number[f"area_{level}"][code] + (level > 0 and not _is_code(code))
    if not place.country:
        record["area"][0] = -1


def _is_code(code: str) -> bool:
    return any(sign.isdigit() for sign in code)


def _targets(each: Traits, number) -> list[tuple[int, int]]:
    return [
        (number["kind"][kind], number["family"][standards.class_of(kind)]) for kind in sorted(each.targets)
    ]


def _wide(rows: list[list], depth: int, dtype) -> np.ndarray:
    """Lists of unequal length as one array, -1 where there is nothing more."""
    width = max((len(row) for row in rows), default=0)
    found = np.full((len(rows), width, depth) if depth > 1 else (len(rows), width), -1, dtype)
    for row, values in enumerate(rows):
        if values:
            found[row, : len(values)] = values
    return found


def _harmed(told: Sequence[Traits]) -> np.ndarray:
    if not any(each.account.harmed for each in told):
        return np.zeros((len(told), 0), np.int16)
    found = np.full((len(told), len(OTHER_HARMS)), -1, np.int16)
    for row, each in enumerate(told):
        for harm, bounds in each.account.harmed:
            found[row, OTHER_HARMS.index(harm)] = min(bounds[1], MOST_KILLED)
    return found


def _origins(told: Sequence[Traits]) -> tuple[np.ndarray, list[str], list[int]]:
    """Codes of origins that reach many, and how they are called; labels spelt nearly alike share a code."""
    many = [sorted(origin for origin in each.labels if origin[0] in TOLD_TO_MANY) for each in told]
    said: dict[tuple[str, str], str] = {}
    for kind, label, written in sorted(origin for origins in many for origin in origins):
        said.setdefault((kind, label), written)
    names = sorted(said)
    alias = aliases([f"{label} {kind}" for kind, label in names], ALIKE_LABEL)
    code = {name: alias[index] for index, name in enumerate(names)}
    rows = [sorted({code[kind, label] for kind, label, _ in origins}) for origins in many]
    return _wide(rows, 1, np.int32), [said[name] for name in names], alias


def _cites(told: Sequence[Traits], sources: dict[str, int]) -> np.ndarray:
    by_name = {plain(source): code for source, code in sources.items()}
    return _wide(
        [sorted({by_name[label] for kind, label, _ in each.labels if kind == "organisation" and label in by_name})
         for each in told], 1, np.int16,
    )  # fmt: skip


def aliases(names: list[str], alike: float) -> list[int]:
    """A number for each name; names spelt nearly alike share one. Names with other digits are other names."""
    root = list(range(len(names)))
    if 1 < len(names) <= MOST_ALIASED:
        likeness = process.cdist(
            names, names, scorer=fuzz.token_sort_ratio, score_cutoff=alike, dtype=np.uint8
        )
        for one, other in zip(*np.nonzero(np.triu(likeness, 1)), strict=True):
            if digits_of(names[one]) == digits_of(names[other]):
                low, high = sorted((_root(root, int(one)), _root(root, int(other))))
                root[high] = low
    found = [_root(root, index) for index in range(len(names))]
    if found and max(found) > MOST_CODES:
        raise BadReports(f"More than {MOST_CODES:,} different names of groups. Are these names of groups?")
    return found


def _root(root: list[int], index: int) -> int:
    while root[index] != index:
        index = root[index]
    return index


def digits_of(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())


def _words(told: Sequence[Traits], number: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Words of each narrative as ascending codes, and each word's bits of surprise; the last is -1 where too
    little was read to say."""
    narratives = Narratives()
    for each in told:
        narratives.add(each.words)
    rarest = sorted(number, key=lambda word: (narratives.seen(word), word))
    rank = {word: place for place, word in enumerate(rarest)}
    rows = [sorted(number[word] for word in sorted(each.words, key=rank.get)[:MOST_WORDS]) for each in told]
    rarity = [narratives.rarity(word) for word in number]
    return _wide(rows, 1, np.int32), np.array([*rarity, narratives.enough - 1.0], np.float32)
