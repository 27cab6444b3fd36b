"""What an analyst is shown of two reports that may tell of one incident."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vigie.core.dates import When
from vigie.core.pairing.evidence import Evidence
from vigie.core.pairing.words import say
from vigie.core.standards import plain
from vigie.core.statement import Origin, Spot, Statement, Toll
from vigie.core.written import from_data
from vigie.counting.models import ANSWERS, Pair
from vigie.places.words import how_exactly
from vigie.web import codes, words
from vigie.web.tables import column

BAR_MIDDLE, BAR_PER_BIT, BAR_LONGEST = 56, 13, 54  # px: the picture of a bar is 112 wide


@dataclass(frozen=True)
class Fact:
    """One fact as the two sides tell it."""

    label: str
    left: str
    right: str
    left_note: str = ""
    right_note: str = ""

    @property
    def differs(self) -> bool:
        return plain(self.left) != plain(self.right)


@dataclass(frozen=True)
class Side:
    """One of the two reports."""

    uuid: str
    organisation: str
    received: datetime
    text: tuple[tuple[str, bool], ...]  # pieces of the narrative; True where a rare word is shared
    language: str


@dataclass(frozen=True)
class Reason:
    """One reason in words, with its bits and its bar (x and width in px of a 112 px picture)."""

    words: str
    bits: float
    bar_x: float
    bar_width: float


@dataclass(frozen=True)
class Answered:
    """What somebody answered before."""

    answer: str
    at: datetime


@dataclass(frozen=True)
class ComparedPair:
    """A pair under review."""

    key: int
    left: Side
    right: Side
    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]
    bits: float
    percent: int
    others: tuple[Answered, ...]
    follow_same: str
    follow_different: str
    total: Reason

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.left, self.right

    @classmethod
    def of(cls, pair: Pair) -> ComparedPair:
        said = from_data(pair.left.statement), from_data(pair.right.statement)
        evidence = [_evidence(each) for each in pair.evidence]
        rare = _shared_words(evidence)
        return cls(
            key=pair.pk,
            left=side_of(pair.left, rare),
            right=side_of(pair.right, rare),
            facts=facts_of(*said, pair.left.organisation.name, pair.right.organisation.name),
            reasons=tuple(_reason(each) for each in evidence),
            bits=pair.bits,
            percent=round(100 * pair.probability),
            others=tuple(Answered(dict(ANSWERS)[each.answer], each.at) for each in pair.decisions.all()),
            follow_same=_if_same(pair),
            follow_different=_if_different(pair),
            total=_bar(_("Together"), pair.bits),
        )


@dataclass(frozen=True)
class JoinedPair:
    """Two reports of one incident, or of two that may be one, with every reason."""

    key: int
    left: str
    right: str
    reasons: tuple[Reason, ...]
    total: Reason
    percent: int

    @classmethod
    def of(cls, pair: Pair) -> JoinedPair:
        total = _bar(_("Together"), pair.bits)
        return cls(
            pair.pk, pair.left.organisation.name, pair.right.organisation.name, reasons_of(pair), total,
            round(100 * pair.probability),
        )  # fmt: skip


@dataclass(frozen=True)
class WhyJoined:
    """What holds the reports of one incident together, and which pairs at its edge are in doubt."""

    joined: tuple[JoinedPair, ...]
    doubtful: tuple[JoinedPair, ...]


@dataclass(frozen=True)
class ListedPair:
    """A pair in the queue's list and its downloads."""

    key: int = column("Pair", "#meta+id")
    left: str = column("Left report", "#meta+id+left")
    right: str = column("Right report", "#meta+id+right")
    left_organisation: str = column("Left organisation", "#org+left")
    right_organisation: str = column("Right organisation", "#org+right")
    bits: float = column("Bits", "#indicator+bits")
    probability: float = column("Probability", "#indicator+probability")
    worth: float = column(gettext_lazy("What an answer is worth"), "#indicator+worth")
    standing: str = column("Standing", "#status")
    answers: list[str] = field(default_factory=list, metadata={"label": "Answers", "hxl": "#meta+answers"})
    place: str = ""
    when: str = ""
    _names: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, pair: Pair) -> ListedPair:
        return cls(
            pair.pk, str(pair.left.uuid), str(pair.right.uuid), pair.left.organisation.slug,
            pair.right.organisation.slug, round(pair.bits, 2), round(pair.probability, 4), round(pair.worth, 3),
            pair.standing, [each.answer for each in pair.decisions.all()],
            pair.left.place_name or words.absent("unknown"), _when(pair.left),
            (pair.left.organisation.name, pair.right.organisation.name),
        )  # fmt: skip

    @property
    def names(self) -> str:
        return ", ".join(self._names)

    @property
    def percent(self) -> int:
        return round(100 * self.probability)


def reasons_of(pair: Pair) -> tuple[Reason, ...]:
    """What speaks for and against a pair, in words and bars."""
    return tuple(_reason(_evidence(each)) for each in pair.evidence)


def _when(report) -> str:
    return words.when(When(report.date_first, report.date_last, report.date_precision))


def _evidence(data: dict) -> Evidence:
    return Evidence(data["reason"], tuple(tuple(each) for each in data["params"]), data["bits"])


def _reason(evidence: Evidence) -> Reason:
    return _bar(say(evidence, get_language() or "fr", _), evidence.bits)


def _bar(label: str, bits: float) -> Reason:
    width = min(abs(bits) * BAR_PER_BIT, BAR_LONGEST)
    return Reason(label, bits, BAR_MIDDLE if bits >= 0 else BAR_MIDDLE - width, width)


def _shared_words(evidence: list[Evidence]) -> frozenset[str]:
    listed = [str(value) for each in evidence for name, value in each.params if name == "words"]
    return frozenset(plain(word) for text in listed for word in re.findall(r"\w+", text))


def side_of(report, rare: frozenset[str]) -> Side:
    pieces = re.split(r"(\w+)", report.text)
    marked = tuple((piece, plain(piece) in rare) for piece in pieces if piece)
    return Side(str(report.uuid), report.organisation.name, report.received_at, marked, report.language)


def facts_of(left: Statement, right: Statement, *organisations: str) -> tuple[Fact, ...]:
    sides = left, right
    return (
        Fact(_("Date"), *(words.when(side.when) for side in sides)),
        Fact(_("Place"), *(_place(side) for side in sides), *(_precision(side) for side in sides)),
        Fact(_("Type"), *(codes.event_type(side.event_type) for side in sides)),
        Fact(_("Alleged perpetrator"), *(_actors(side, "initiator") for side in sides)),
        Fact(_("Target"), *(_actors(side, "target") for side in sides)),
        Fact(_("Killed"), *(_killed(side) for side in sides)),
        Fact(_("Origin"), *(_origins(side, body) for side, body in zip(sides, organisations, strict=True))),
    )


def _place(said: Statement) -> str:
    return "; ".join(_spot(spot) for spot in said.spots) or words.absent("unknown")


def _spot(spot: Spot) -> str:
    return spot.name or ", ".join(name for _level, name in reversed(spot.areas)) or words.absent("unknown")


def _precision(said: Statement) -> str:
    if not said.spots:
        return ""
    spot = said.spots[0]
    return how_exactly(spot.precision, spot.countries, spot.radius_km)


def _actors(said: Statement, role: str) -> str:
    named = [actor.name or codes.actor_kind(actor.kind) for actor in said.actors if actor.role == role]
    return ", ".join(named) or words.absent("unknown")


def _killed(said: Statement) -> str:
    tolls = [toll for toll in said.tolls if toll.harm == "killed" and toll.sex == toll.age == "all"]
    # A figure that is known says more than the groups about which nobody knew.
    tolls = [toll for toll in tolls if toll.status == "known"] or tolls[:1]
    return "; ".join(_toll(toll) for toll in tolls) or words.absent("unknown")


def _toll(toll: Toll) -> str:
    told = words.toll(toll.low, toll.best, toll.high, toll.status)
    return told if toll.group == "all" or toll.status != "known" else f"{told} {codes.people(toll.group)}"


def _origins(said: Statement, organisation: str) -> str:
    return ", ".join(_origin(each, organisation) for each in said.origins or (Origin(),))


def _origin(origin: Origin, organisation: str) -> str:
    return origin.label or f"{codes.origin_kind(origin.kind)} ({organisation})"


def _incident(report):
    link = getattr(report, "link", None)
    return link.incident if link else None


def _if_same(pair: Pair) -> str:
    left, right = _incident(pair.left), _incident(pair.right)
    if left is None or right is None:
        return _("The two reports stand in one incident.")
    if left.pk == right.pk:
        return _("%(ref)s stays as it is.") % {"ref": left.ref}
    older, younger = sorted((left, right), key=lambda each: each.pk)
    return _("%(older)s takes in what %(younger)s holds; that reference leads on to it. One incident fewer.") % {
        "older": older.ref, "younger": younger.ref
    }  # fmt: skip


def _if_different(pair: Pair) -> str:
    left, right = _incident(pair.left), _incident(pair.right)
    if left is None or right is None or left.pk != right.pk:
        return _("They stay two incidents, and are not asked about again.")
    return _("%(ref)s is divided: one more incident, a candidate until it is corroborated by itself.") % {
        "ref": left.ref
    }
