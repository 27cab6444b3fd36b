"""Who may read several reports at once: the algebra of audiences, without a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

# From the widest to the narrowest.
MARKS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
OPEN = MARKS[:2]


class NotAMark(ValueError):
    """Not one of the five labels of TLP 2.0. `args[0]` is what was written."""


@dataclass(frozen=True)
class Reach:
    """An audience: a mark and the sets it speaks of, as keys of organisations and of accounts.

    CLEAR and GREEN reach every member organisation, AMBER the partners, all three and AMBER+STRICT the
    owners, RED the readers named. A set that the mark does not speak of gives nobody anything.
    """

    tlp: str
    owners: frozenset[int] = frozenset()
    partners: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.tlp not in MARKS:
            raise NotAMark(self.tlp)

    def reaches(self, organisation: int, is_member: bool) -> bool:
        """Whether an organisation as a whole may read it. RED reaches no organisation as such."""
        if self.tlp in OPEN:
            return is_member or organisation in self.owners
        if self.tlp == "TLP:RED":
            return False
        return organisation in self.owners or (self.tlp == "TLP:AMBER" and organisation in self.partners)


def canonical(reach: Reach) -> Reach:
    """The same audience without the sets that its mark does not speak of; equal audiences become equal."""
    return Reach(
        reach.tlp,
        reach.owners,
        reach.partners - reach.owners if reach.tlp == "TLP:AMBER" else frozenset(),
        reach.readers if reach.tlp == "TLP:RED" else frozenset(),
    )


def joined(
    reaches: Sequence[Reach], members: frozenset[int], organisation_of: Callable[[int], int]
) -> Reach | None:
    """The audience of an incident made of reports with these audiences, or None where they can't be joined.

    It holds only those who may read every one of the reports. None when an owner may not read another's
    report, when RED meets another organisation, or when nobody would be left. `members` are the
    organisations that share GREEN; `organisation_of` gives the organisation of an account.
    """
    reaches = list({canonical(each) for each in reaches})
    if not reaches:
        return None
    if len(reaches) == 1:
        return reaches[0]
    owners = frozenset().union(*(each.owners for each in reaches))
    red = [each for each in reaches if each.tlp == "TLP:RED"]
    others = [each for each in reaches if each.tlp != "TLP:RED"]
    if not all(each.reaches(owner, owner in members) for each in others for owner in owners):
        return None
    if red:
        return _joined_red(red, others, owners, members, organisation_of)
    mark = max((each.tlp for each in others), key=MARKS.index)
    partners = _partners(others, members) - owners if mark == "TLP:AMBER" else frozenset()
    return Reach(mark, owners, partners)


def _joined_red(red, others, owners, members, organisation_of) -> Reach | None:
    """RED joins only within the very same owners, for the persons named in all of them."""
    if any(each.owners != owners for each in (*red, *others)):
        return None
    named = reduce(frozenset.intersection, (each.readers for each in red))
    readers = frozenset(
        person
        for person in named
        if all(each.reaches(organisation_of(person), organisation_of(person) in members) for each in others)
    )
    return Reach("TLP:RED", owners, frozenset(), readers) if readers else None


def _partners(reaches: list[Reach], members: frozenset[int]) -> frozenset[int]:
    """Organisations that may read every one of these."""
    named = [members if each.tlp in OPEN else each.owners | each.partners for each in reaches]
    return reduce(frozenset.intersection, named)
