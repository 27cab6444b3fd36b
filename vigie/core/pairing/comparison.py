"""Comparing two accounts, field by field: which finding, and what it is worth."""

from __future__ import annotations

from rapidfuzz import fuzz

from vigie.core.dates import PRECISIONS
from vigie.core.pairing.account import Account
from vigie.core.pairing.evidence import Evidence, Judgement
from vigie.core.pairing.narrative import Narratives
from vigie.core.pairing.places import compare_places
from vigie.core.pairing.traits import MAY_BE, UNSPECIFIC_KINDS, Traits, traits_of
from vigie.core.pairing.weights import Weights, standing_weights
from vigie.core.pairing.windows import days_apart
from vigie.core.standards import plain

# Bits, reason and its blanks.
Finding = tuple[float, str, tuple[tuple[str, str | int], ...]]

ALIKE_NAME = 85.0
ALIKE_LABEL = 90.0

# Bits of surprise in the shared rare words from which they count as some, and as many.
SOME_BITS, MANY_BITS = 6.0, 16.0

# So many words must a narrative have before its having none in common with another says anything.
LONG_ENOUGH = 8

# Share of words in common from which one text is held to be a copy of the other.
COPIED = 0.8

# Kinds of origin that tell the world the same thing at once. Two reports of own monitors are not a copy.
TOLD_TO_MANY = {"radio", "press", "official", "social_media", "compiled", "organisation", "health"}


def judge(
    one: Account | Traits,
    other: Account | Traits,
    narratives: Narratives | None = None,
    weights: Weights | None = None,
) -> Judgement:
    """Weigh all that speaks for and against two accounts telling of one incident. The order of the two
    changes nothing. `narratives` are the texts seen so far; without them rare words do not count."""
    weights = weights or standing_weights()
    one, other = (side if isinstance(side, Traits) else traits_of(side) for side in (one, other))
    findings = (
        compare_places(one, other, weights),
        _dates(one, other, weights),
        _types(one, other, weights),
        _initiators(one, other, weights),
        _targets(one, other, weights),
        _killed(one, other, weights),
        _harmed(one, other, weights),
        _words(one, other, narratives, weights),
        _origins(one, other, weights),
        _sources(one, other, weights),
    )
    evidence = [Evidence("prior", (), weights.prior)]
    evidence += [Evidence(reason, params, bits) for bits, reason, params in filter(None, findings)]
    return Judgement(tuple(evidence))


def _dates(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    gap = days_apart(one, other)
    loose = [side for side in (one, other) if side.account.when.slack > 0]
    if not loose:
        level = f"apart_{min(gap, 4)}"
        reason = ("date_same", "date_one_day")[gap] if gap < 2 else "date_days"
        return weights.of("when", level), reason, (("days", gap),) if gap > 1 else ()
    widest = max(PRECISIONS.index(side.account.when.precision) for side in loose)
    span = ("few_days", "few_days", "week", "month", "longer", "longer")[widest]
    if gap:
        return weights.of("when", "loose_apart"), "date_loose_apart", (("days", gap),)
    holds = "both" if len(loose) == 2 else "one"
    return weights.of("when", span), f"date_{holds}_{span}", ()


def _types(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    if not one.type_path or not other.type_path:
        return None
    a, b = sorted((one.type_path, other.type_path))
    shared = sum(1 for x, y in zip(a, b, strict=False) if x == y)
    if a[-1] == b[-1]:
        # Two broad types alike prove no more than a broad one that holds a fine one.
        level = "same" if len(a) > 2 else "broader"
        return weights.of("type", level), "type_same", (("type", a[-1]),)
    if shared == min(len(a), len(b)):
        return weights.of("type", "broader"), "type_broader", (("type", a[-1]), ("other_type", b[-1]))
    level = ("other", "broad", "family")[min(shared, 2)]
    return weights.of("type", level), f"type_{level}", (("type", a[-1]), ("other_type", b[-1]))


def _initiators(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    pairs = [_actor_level(a, b) for a in one.initiators for b in other.initiators]
    if not pairs:
        return None
    order = ("name", "kind", "class", "may_be", "named_apart", "different")
    level, kind = min(pairs, key=lambda found: (order.index(found[0]), found[1]))
    params = (("actor", kind),) if level in ("name", "kind") else ()
    return weights.of("initiators", level), f"initiators_{level}", params


def _actor_level(a: tuple[str, str, str], b: tuple[str, str, str]) -> tuple[str, str]:
    (kind, group, name), (other_kind, other_group, other_name) = sorted((a, b))
    if group != other_group:
        vague = other_group in MAY_BE.get(group, ()) or group in MAY_BE.get(other_group, ())
        return ("may_be" if vague else "different"), ""
    named = name and other_name
    if named and fuzz.token_sort_ratio(name, other_name) >= ALIKE_NAME:
        return "name", kind
    if kind == other_kind:
        return ("named_apart" if named and kind in UNSPECIFIC_KINDS else "kind"), kind
    return "class", ""


def _targets(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    if not one.targets or not other.targets:
        return None
    if one.targets & other.targets:
        return weights.of("targets", "kind"), "targets_kind", (("actor", min(one.targets & other.targets)),)
    if one.target_classes & other.target_classes:
        return weights.of("targets", "class"), "targets_class", ()
    return weights.of("targets", "different"), "targets_different", ()


def _killed(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    if one.account.killed is None or other.account.killed is None:
        return None
    level, params = _tolls(one.account.killed, other.account.killed)
    return weights.of("killed", level), f"killed_{level}", params


def _harmed(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    """The first other harm that both know the number of and that at least one says has happened."""
    theirs = dict(other.account.harmed)
    for harm, bounds in one.account.harmed:
        if harm in theirs and (bounds[1] or theirs[harm][1]):
            level, params = _tolls(bounds, theirs[harm])
            return weights.of("harmed", level), f"harmed_{level}", (("harm", harm), *params)
    return None


def _tolls(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[str, tuple]:
    """How near two counts are, each (low, best, high), and the blanks of the sentence that says so."""
    (low, few, high), (other_low, many, other_high) = sorted(
        (one, other), key=lambda count: (count[1], count)
    )
    params = (("few", few), ("many", many))
    if few == many == 0:
        return "none", ()
    if few == many:
        return "equal", (("count", few),)
    touching = low <= other_high and other_low <= high
    if few == 0 and not touching:
        return "none_against_some", (("many", many),)
    if touching or many <= 1.5 * few + 1:
        return "close", params
    return ("apart" if many <= 3 * few + 1 else "far"), params


def _words(one: Traits, other: Traits, narratives: Narratives | None, weights: Weights) -> Finding | None:
    some, others = one.words, other.words
    if not some or not others:
        return None
    shared = len(some & others)
    if min(len(some), len(others)) >= LONG_ENOUGH and shared >= COPIED * len(some | others):
        return weights.of("words", "copied"), "words_copied", ()
    if narratives is None or not narratives.total:
        return None
    rare = narratives.rare_in_common(some, others)
    surprise = sum(bits for _, bits in rare)
    if surprise >= SOME_BITS:
        level = "many" if surprise >= MANY_BITS else "some"
        words = ", ".join(f"« {word} »" for word, _ in rare[:4])
        return weights.of("words", level), "words_rare", (("words", words),)
    if shared == 0 and min(len(some), len(others)) >= LONG_ENOUGH:
        return weights.of("words", "none"), "words_none", ()
    return weights.of("words", "few"), "words_few", ()


def _origins(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    """A shared broadcast speaks for one incident, though it corroborates nothing (see `core.origins`)."""
    for kind, label, said in sorted(one.labels):
        for other_kind, other_label, other_said in sorted(other.labels):
            alike = kind == other_kind and fuzz.token_sort_ratio(label, other_label) >= ALIKE_LABEL
            if alike and kind in TOLD_TO_MANY:
                return weights.of("origin", "shared"), "origin_shared", (("label", min(said, other_said)),)
    if _cites(one, other) or _cites(other, one):
        return weights.of("origin", "cites"), "origin_cites", ()
    return None


def _cites(one: Traits, other: Traits) -> bool:
    return any(
        kind == "organisation" and label == plain(other.account.source) for kind, label, _ in one.labels
    )


def _sources(one: Traits, other: Traits, weights: Weights) -> Finding | None:
    if one.account.source != other.account.source:
        return None
    return weights.of("source", "same"), "source_same", ()
