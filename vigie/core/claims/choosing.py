"""The rules by which one value of a field is held among those that several reports give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean, median_low
from typing import Any

from vigie.core.claims.fields import AGREES, DIFFERS, Count, Field
from vigie.core.claims.rules import FieldRule
from vigie.core.dates import PRECISIONS, When
from vigie.core.pairing.places import km_apart
from vigie.core.pairing.traits import place_of
from vigie.core.statement import Spot, Statement

Id = int | str
Known = dict["Claimant", Any]
Ruled = tuple[str, Any, str]  # status, value, code of the sentence that says how


@dataclass(frozen=True, eq=False)  # a key of many dicts: its content would be hashed every time
class Claimant:
    """One report of the incident. `origins` are the numbers of its independent origins, as
    `core.origins.shared` gives them; where none is known the report stands for itself."""

    report: Id
    organisation: str
    statement: Statement
    origins: frozenset[int] = frozenset()

    @property
    def votes(self) -> frozenset:
        return self.origins or frozenset({("report", self.report)})


def chosen(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """The value that a rule holds among those of at least two reports."""
    return RULES[rule.name](field, known, rule)


def _most_origins(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """The value that most independent origins bear out, the most precise of those that agree."""
    return _majority(field, known, _origins_for, "majority")


def _most_reports(field: Field, known: Known, rule: FieldRule) -> Ruled:
    return _majority(field, known, _reports_for, "reports")


def _most_precise(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """The sharpest value; of equally sharp ones that which more origins bear out."""
    values = {repr(value): value for value in known.values()}.values()
    best = min(values, key=lambda v: (-field.precision(v), -_origins_for(field, v, known), repr(v)))
    return "known", best, "precise"


def _organisation_first(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """What the first organisation of a list that says anything says; where none does, as without this rule."""
    usual = RULES["middle" if field.name.startswith("toll:") else "most_origins"]
    for slug in rule.organisations:
        theirs = {each: value for each, value in known.items() if each.organisation == slug}
        if theirs:
            status, value, _code = usual(field, theirs, rule)
            return status, value, "first"
    return usual(field, known, rule)


def _average(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """The mean of the origins' values; of a place, where it is points that are averaged."""
    found = {"date": _mean_date, "place": _mean_place}.get(field.name, _mean_toll)(field, known)
    return ("known", found, "average") if found is not None else _most_origins(field, known, rule)


def _mean_date(field: Field, known: Known) -> When:
    values = set(known.values())
    if len(values) == 1:
        return values.pop()
    means = [
        date.fromordinal(round(fmean(getattr(value, end).toordinal() for value in known.values())))
        for end in ("first", "last")
    ]
    # A mean of days is no day that anybody gave: it is known to some days at best.
    coarsest = max((value.precision for value in values), key=PRECISIONS.index)
    return When(*means, max(coarsest, "few_days", key=PRECISIONS.index))


def _mean_place(field: Field, known: Known) -> tuple[Spot, ...] | None:
    """The middle of the points, as wide as to hold them all; None where a report has no point or several."""
    places = [place_of(spots[0]) for spots in known.values() if len(spots) == 1]
    if len(places) < len(known) or not all(place.located for place in places):
        return None
    _status, (named, *_rest), _code = _most_origins(field, known, FieldRule("most_origins"))
    middle = replace(
        named, lat=fmean(place.lat for place in places), lon=fmean(place.lon for place in places)
    )
    radius = max(km_apart(place_of(middle), place) + place.radius_km for place in places)
    return (replace(middle, precision="near", radius_km=round(radius, 1)),)


def _mean_toll(field: Field, known: Known) -> Count:
    return _count(known, round(fmean(_by_origin(known))))


def _middle(field: Field, known: Known, rule: FieldRule) -> Ruled:
    """Lowest low, highest high, and the middle of the origins' middle values, the lower one of two."""
    return "known", _count(known, median_low(_by_origin(known))), "toll"


def _lowest(field: Field, known: Known, rule: FieldRule) -> Ruled:
    return "known", _count(known, min(_by_origin(known))), "lowest"


def _highest(field: Field, known: Known, rule: FieldRule) -> Ruled:
    return "known", _count(known, max(_by_origin(known))), "highest"


RULES: dict[str, Callable[[Field, Known, FieldRule], Ruled]] = {
    "most_origins": _most_origins, "most_reports": _most_reports, "most_precise": _most_precise,
    "organisation_first": _organisation_first, "average": _average, "middle": _middle, "lowest": _lowest,
    "highest": _highest,
}  # fmt: skip


def _count(known: Known, best: int) -> Count:
    return Count(min(c.low for c in known.values()), best, max(c.high for c in known.values()))


def _by_origin(known: Known) -> list[int]:
    """One figure for each independent origin, however many reports repeat it."""
    said: dict[Any, list[int]] = {}
    for claimant, count in known.items():
        for origin in claimant.votes:
            said.setdefault(origin, []).append(count.best)
    return [median_low(each) for each in said.values()]


def _majority(field: Field, known: Known, votes: Callable, code: str) -> Ruled:
    values = {repr(value): value for value in known.values()}
    if len(values) == 1:
        return "known", next(iter(values.values())), "agreed"
    sharp = [value for value in values.values() if not _is_sharpened(field, value, values.values())]
    ranked = sorted(
        sharp,
        key=lambda value: (
            -votes(field, value, known),
            -field.precision(value),
            -_exact(value, known),
            repr(value),
        ),
    )
    best = ranked[0]
    most = votes(field, best, known)
    at_odds = [value for value in ranked[1:] if field.relation(value, best) == DIFFERS]
    if any(votes(field, value, known) == most for value in at_odds):
        # Nobody is named as an alleged initiator by the toss of a coin.
        return ("open", None, "open") if field.name == "initiators" else ("known", best, "tie")
    return "known", best, code if at_odds else "agreed"


def _is_sharpened(field: Field, value: Any, values: Iterable[Any]) -> bool:
    """Whether another value says the same more precisely."""
    return any(
        field.relation(value, other) == AGREES and field.precision(other) > field.precision(value)
        for other in values
    )


def _origins_for(field: Field, value: Any, known: Known) -> int:
    """How many independent origins bear a value out."""
    origins: set = set()
    for claimant, said in known.items():
        if field.relation(said, value) != DIFFERS:
            origins |= claimant.votes
    return len(origins)


def _reports_for(field: Field, value: Any, known: Known) -> int:
    return sum(field.relation(said, value) != DIFFERS for said in known.values())


def _exact(value: Any, known: Known) -> int:
    return sum(1 for said in known.values() if said == value)
