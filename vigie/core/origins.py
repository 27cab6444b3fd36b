"""Independent origins: how many tellers really stand behind several messages.

Two organisations that cite one radio bulletin are one origin. What nobody can see from the reports stays
unseen: two organisations may have heard the same witness, and the count is then too high by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from vigie.core.dates import When
from vigie.core.pairing.account import order_of
from vigie.core.standards import plain
from vigie.core.statement import Origin

Id = int | str

# Kinds whose origin is the organisation itself: its people saw or heard it.
OWN = ("own_monitor", "witness")

# Percent of likeness from which two spellings name one source, and days within which it is one bulletin.
ALIKE = 90.0
NEAR_DAYS = 3


@dataclass(frozen=True)
class Telling:
    """One report, as far as its origin goes. `cites` are slugs of organisations that it has it from."""

    report: Id
    organisation: str
    origins: tuple[Origin, ...] = ()
    when: When | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class OriginGroup:
    """One origin and the reports that rest on it.

    `why` is a code in `SENTENCES`: what makes it one. `label` is a source in the words of the first report,
    or an organisation's slug.
    """

    kind: str
    label: str
    why: str
    members: tuple[Id, ...]


@dataclass(frozen=True)
class Origins:
    """The independent origins behind some reports, the most used first."""

    groups: tuple[OriginGroup, ...]

    @property
    def count(self) -> int:
        return len(self.groups)

    def lines(self) -> tuple[tuple[Id, int], ...]:
        """Lines from a report to the number of its origin in `groups`, for drawing."""
        found = {(report, number) for number, group in enumerate(self.groups) for report in group.members}
        return tuple(sorted(found, key=lambda line: (order_of(line[0]), line[1])))


def origins_of(tellings: Iterable[Telling]) -> Origins:
    """Find the independent origins behind reports of one incident. Their order changes nothing.

    Where a report does not name its source, the doubt goes against independence: an unnamed radio is one of
    the radios already known, and an unknown origin adds one only where there is no other.
    """
    tellings = sorted(tellings, key=lambda telling: order_of(telling.report))
    roots = _Roots(tellings)
    for telling in tellings:
        for origin in _first_hand(telling, roots):
            roots.rest_on(telling, origin)
    # Whom a citation leads to must be settled before it is followed; so those not here come first.
    cited = [(telling, slug) for telling in tellings for slug in _cited(telling, roots)]
    for telling, organisation in cited:
        if organisation not in roots.by_organisation:
            roots.cite(telling, organisation)
    for telling in tellings:
        roots.fit_unnamed(telling)
    for telling, organisation in cited:
        if organisation in roots.by_organisation:
            roots.cite(telling, organisation)
    return Origins(roots.groups())


def shared(tellings: Iterable[Telling]) -> dict[Id, frozenset[int]]:
    """Report → the numbers of its independent origins, for counting votes by origin."""
    found: dict[Id, set[int]] = {}
    for report, number in origins_of(tellings).lines():
        found.setdefault(report, set()).add(number)
    return {report: frozenset(numbers) for report, numbers in found.items()}


@dataclass
class _Root:
    kind: str
    label: str
    why: str
    labels: set[str] = field(default_factory=set)  # plain
    when: list[When] = field(default_factory=list)
    members: set[Id] = field(default_factory=set)


class _Roots:
    """The origins found so far."""

    def __init__(self, tellings: list[Telling]) -> None:
        self.known: list[_Root] = []
        self.by_organisation: dict[str, list[Telling]] = {}
        for telling in tellings:
            self.by_organisation.setdefault(telling.organisation, []).append(telling)
        self._names = {plain(slug): slug for slug in self.by_organisation}

    def organisation_named(self, label: str) -> str:
        """The organisation among the tellers that a label names, or the label itself."""
        return self._names.get(plain(label), label)

    def rest_on(self, telling: Telling, origin: Origin) -> None:
        own = origin.kind in OWN
        root = self._own(telling.organisation) if own else self._named(origin, telling.when)
        root.members.add(telling.report)
        if telling.when:
            root.when.append(telling.when)

    def cite(self, telling: Telling, organisation: str) -> None:
        """Rest a report on what the organisation that it cites rests on itself."""
        for root in self._behind(organisation, {telling.organisation}):
            if telling.report not in root.members:
                root.members.add(telling.report)
                root.why = "cites" if root.why == "own" else root.why

    def fit_unnamed(self, telling: Telling) -> None:
        for origin in telling.origins:
            if origin.kind in OWN or origin.label.strip():
                continue
            vague = origin.kind in ("unknown", "organisation")
            like = [root for root in self.known if vague or origin.kind == root.kind]
            if not like:
                like = [_Root(origin.kind, "", "unnamed")]
                self.known.append(like[0])
            like[0].members.add(telling.report)

    def groups(self) -> tuple[OriginGroup, ...]:
        found = [
            OriginGroup(root.kind, root.label, self._why(root), tuple(sorted(root.members, key=order_of)))
            for root in self.known
        ]
        return tuple(sorted(found, key=lambda g: (-len(g.members), order_of(g.members[0]), g.kind, g.label)))

    @staticmethod
    def _why(root: _Root) -> str:
        return "shared" if root.why == "named" and len(root.members) > 1 else root.why

    def _own(self, organisation: str) -> _Root:
        for root in self.known:
            if root.kind == "own" and root.label == organisation:
                return root
        self.known.append(_Root("own", organisation, "own"))
        return self.known[-1]

    def _named(self, origin: Origin, when: When | None) -> _Root:
        label = plain(origin.label)
        like = [
            root
            for root in self.known
            if root.kind == origin.kind
            and _near(root.when, when)
            and any(_alike(x, label) for x in root.labels)
        ]
        if not like:
            like = [_Root(origin.kind, origin.label, "named")]
            self.known.append(like[0])
        first, *others = like
        # A spelling between two others shows that all three are one source.
        for other in others:
            first.labels |= other.labels
            first.members |= other.members
            first.when += other.when
            self.known.remove(other)
        first.labels.add(label)
        return first

    def _behind(self, organisation: str, asked: set[str]) -> list[_Root]:
        """The origins of an organisation's own reports, following whom it cites; a circle is one origin."""
        reports = {telling.report for telling in self.by_organisation.get(organisation, ())}
        found = [root for root in self.known if root.members & reports and root.kind != "circle"]
        if found:
            return found[:1]
        if organisation not in self.by_organisation:
            return [self._own(organisation)]
        for telling in self.by_organisation[organisation]:
            for further in _cited(telling, self):
                if further in asked:
                    return [self._circle()]
                return self._behind(further, asked | {organisation})
        return [self._own(organisation)]

    def _circle(self) -> _Root:
        for root in self.known:
            if root.kind == "circle":
                return root
        self.known.append(_Root("circle", "", "circle"))
        return self.known[-1]


def _first_hand(telling: Telling, roots: _Roots) -> list[Origin]:
    """The origins that a report names or is itself. One that says nothing, or cites its own organisation, is
    that organisation's own."""
    if not telling.origins:
        return [] if _cited(telling, roots) else [Origin()]
    return [
        Origin() if origin.kind == "organisation" else origin
        for origin in telling.origins
        if origin.kind in OWN or (origin.label.strip() and _is_own(origin, telling, roots))
    ]


def _is_own(origin: Origin, telling: Telling, roots: _Roots) -> bool:
    """Whether a named source is not another organisation."""
    if origin.kind != "organisation":
        return True
    return roots.organisation_named(origin.label) == telling.organisation


def _cited(telling: Telling, roots: _Roots) -> list[str]:
    labels = [o.label for o in telling.origins if o.kind == "organisation" and o.label.strip()]
    named = [roots.organisation_named(label) for label in labels]
    return [slug for slug in (*telling.cites, *named) if slug != telling.organisation]


def _alike(label: str, other: str) -> bool:
    return label == other or fuzz.token_sort_ratio(label, other) >= ALIKE


def _near(known: list[When], when: When | None) -> bool:
    if when is None or not known:
        return True
    return any(when.days_apart(other) <= NEAR_DAYS for other in known)


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is shown."""
    return text


SENTENCES = {
    "own": _("Own monitors or witnesses of one organisation: one origin."),
    "named": _("A source that one report relies on."),
    "shared": _("Several reports rely on the same source: one origin."),
    "cites": _("One organisation repeats what another one holds: one origin."),
    "circle": _("These reports cite one another and none says where it comes from: one origin at most."),
    "unnamed": _("A source that no report names: one origin at most."),
}
