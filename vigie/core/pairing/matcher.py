"""Matching as reports arrive, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vigie.core.pairing.account import Account
from vigie.core.pairing.candidates import Index, candidate_pairs, order_of
from vigie.core.pairing.comparison import judge
from vigie.core.pairing.evidence import Judgement, probability
from vigie.core.pairing.narrative import Narratives
from vigie.core.pairing.traits import Traits, traits_of
from vigie.core.pairing.weights import Weights, standing_weights


@dataclass(frozen=True)
class Pair:
    """Two accounts that may tell of one incident; `one` comes before `other` in the order of ids."""

    one: int | str
    other: int | str
    bits: float

    @property
    def probability(self) -> float:
        return probability(self.bits)


@dataclass
class Matched:
    """All pairs of a set of accounts, and what a reader must know about how they were found."""

    pairs: list[Pair] = field(default_factory=list)
    compared: int = 0
    crowded: dict[int | str, int] = field(default_factory=dict)  # account → candidates left out
    placeless: tuple[int | str, ...] = ()  # accounts that name no place at all


class Matcher:
    """Everything compared so far, ready for the next report.

    A later release learns the weights from the pairs themselves; it hands them in here as `weights`, and
    nothing else changes.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or standing_weights()
        self.index = Index(self.weights.windows)
        self.narratives = Narratives()

    def add(self, account: Account) -> None:
        """Remember an account without comparing it."""
        self.narratives.add(self.index.add(account).words)

    def against(self, account: Account) -> Matched:
        """Compare one account with all that are near it. Pairs come likeliest first."""
        found = self.index.candidates(account)
        pairs = [pair_of(account.id, id, self.judge(account, id).bits) for id in found.ids]
        pairs.sort(key=lambda pair: (-pair.bits, order_of(pair.one), order_of(pair.other)))
        crowded = {account.id: found.left_out} if found.left_out else {}
        placeless = (account.id,) if account.id in self.index.placeless else ()
        return Matched(pairs, len(pairs), crowded, placeless)

    def judge(self, one: Account | int | str, other: Account | int | str) -> Judgement:
        """The evidence on two accounts, given themselves or as ids of accounts added before."""
        return judge(self._traits(one), self._traits(other), self.narratives, self.weights)

    def _traits(self, side: Account | int | str) -> Account | Traits:
        if not isinstance(side, Account):
            return self.index.traits[side]
        return self.index.traits.get(side.id, side)


def match(accounts: Iterable[Account], weights: Weights | None = None, floor: float = -6.0) -> Matched:
    """Compare all accounts that lie near one another; keep the pairs of at least `floor` bits.

    The order of `accounts` changes nothing. Raises `ValueError` on a repeated id.
    """
    accounts = list(accounts)
    weights = weights or standing_weights()
    index = Index(weights.windows)
    narratives = Narratives()
    matched = Matched()
    for one, other, bits in _judged(accounts, index, narratives, weights, matched):
        if bits >= floor:
            matched.pairs.append(pair_of(one.account.id, other.account.id, bits))
    matched.pairs.sort(key=lambda pair: (order_of(pair.one), order_of(pair.other)))
    matched.placeless = tuple(sorted(index.placeless, key=order_of))
    return matched


def _judged(
    accounts: list[Account], index: Index, narratives: Narratives, weights: Weights, matched: Matched
) -> Iterator[tuple[Traits, Traits, float]]:
    prepared = [traits_of(account) for account in accounts]
    for traits in prepared:
        narratives.add(traits.words)
    for one, other, left_out in candidate_pairs(prepared, index):
        matched.compared += 1
        if left_out:
            matched.crowded[other.account.id] = left_out
        yield one, other, judge(one, other, narratives, weights).bits


def pair_of(one: int | str, other: int | str, bits: float) -> Pair:
    first, second = sorted((one, other), key=order_of)
    return Pair(first, second, bits)
