"""The answers of one record, said as a report, a visit or survey answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from vigie.core import dates
from vigie.core.dates import NotADate, When
from vigie.core.faults import Fault
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.core.xforms.instance import Answers
from vigie.core.xforms.mapping.plan import Mapping, Source, TollSource, codes_of

AHEAD = timedelta(days=1)  # a phone east of us, or just after midnight
BEHIND = timedelta(days=180)  # longer than any queue of reports that waits for a connection
MOST_PEOPLE = 1_000_000
UNKNOWN = ("", "unknown")

_AS_PRECISE_AS: dict[str, Callable[[date], When]] = {
    "day": dates.day,
    "few_days": dates.around,
    "week": dates.week,
    "month": lambda first: dates.month(first.year, first.month),
    "quarter": lambda first: dates.quarter(first.year, (first.month + 2) // 3),
    "year": lambda first: dates.year(first.year),
}


class DoesNotFit(ValueError):
    """These answers can't become what the mapping says; `faults` say why. A person has to look."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Said:
    """What one record says. `parts` are a `Statement`'s, so far as they were answered.

    `incident` is the reference that a follow-up names; `kind`, `survey` and `answers` (by code) belong to
    visits and surveys; `tlp` is "" for the organisation's usual mark.
    """

    becomes: str
    when: When | None
    spots: tuple[Spot, ...]
    parts: dict = field(default_factory=dict)
    incident: str = ""
    kind: str = ""
    survey: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    tlp: str = ""
    remarks: tuple[Fault, ...] = ()

    def statement(self, key: str, **otherwise) -> Statement:
        """The report. `otherwise` says what holds where the record leaves something open (a follow-up may)."""
        said = {**otherwise, **self.parts}
        if self.when:
            said["when"] = self.when
        if self.spots:
            said["spots"] = self.spots
        return Statement(key=key, text=self.text, tlp=self.tlp, **said)


def say(mapping: Mapping, answers: Answers, *, received: date) -> Said:
    """Say what a record's answers mean. `answers` are `Definition.arranged`. Raises `DoesNotFit`."""
    saying = _Saying(mapping, answers, received)
    found = saying.said()
    if saying.faults:
        raise DoesNotFit(*saying.faults)
    return found


class _Saying:
    def __init__(self, mapping: Mapping, answers: Answers, received: date) -> None:
        self.mapping, self.answers, self.received = mapping, answers, received
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def said(self) -> Said:
        mapping, answers = self.mapping, self.answers
        is_report = mapping.becomes in ("report", "follow_up")
        when = self._when()
        self._clock()
        return Said(
            mapping.becomes, when, tuple(self._spots()), self._parts() if is_report else {},
            incident=self._incident(),
            kind=self._coded(mapping.kind, "visit") if mapping.kind else "",
            survey=mapping.survey,
            answers={code: said for code, source in mapping.answers.items() if (said := source.code(answers))},
            text="\n\n".join(filter(None, (source.of(answers) for source in mapping.text))),
            tlp=self._coded(mapping.sharing, "tlp") if mapping.sharing else "",
            remarks=tuple(self.remarks),
        )  # fmt: skip

    def _parts(self) -> dict:
        mapping, answers = self.mapping, self.answers
        kind = self._coded(mapping.event_type, "event_type") if mapping.event_type else ""
        if not kind and mapping.becomes == "report":
            self._fault("answer-missing", mapping.event_type)
        said = mapping.event_said.of(answers) if mapping.event_said else ""
        parts = {
            "actors": tuple(self._actors()), "tolls": tuple(self._tolls()), "origins": (self._origin(),),
            "event_type_said": said, "language": mapping.language, "original": self._original(),
        }  # fmt: skip
        return {**parts, "event_type": kind} if kind else parts

    def _incident(self) -> str:
        found = (source.of(self.answers).strip() for source in self.mapping.incident)
        return next((each for each in found if each), "")

    def _fault(self, code: str, source: Source | None, value: str = "", **params) -> None:
        self.faults.append(Fault(code, source.field if source else "", value, params))

    def _coded(self, source: Source, kind: str) -> str:
        code = source.code(self.answers)
        if code and code not in codes_of(kind):
            self._fault("answer-no-code", source, code)
            return ""
        return code

    def _when(self) -> When | None:
        first = next((found for each in self.mapping.first if (found := self._day(each))), None)
        last = self._day(self.mapping.last) if self.mapping.last else None
        precision = self._coded(self.mapping.precision, "date_precision") if self.mapping.precision else "day"
        if first is None:
            if self.mapping.becomes not in ("follow_up", "kept") and not self.faults:
                self._fault("answer-missing", self.mapping.first[0])
            return None
        if first > self.received + AHEAD:
            self._fault("answer-date-to-come", self.mapping.first[0], first.isoformat())
            return None
        if last and last < first:
            self._fault("answer-dates-turned", self.mapping.last, last.isoformat())
            return None
        return When(first, last, "day") if last else _AS_PRECISE_AS[precision or "day"](first)

    def _day(self, source: Source) -> date | None:
        said = source.of(self.answers)
        if not said:
            return None
        try:
            return dates.parse(said.partition("T")[0]).first
        except NotADate:
            self._fault("answer-no-date", source, said)
            return None

    def _clock(self) -> None:
        """A phone whose clock is years off still tells the truth about the rest."""
        said = Source(self.mapping.clock).of(self.answers) if self.mapping.clock else ""
        try:
            told = date.fromisoformat(said[:10])
        except ValueError:
            return
        if not self.received - BEHIND <= told <= self.received + AHEAD:
            self.remarks.append(Fault("clock-off", value=told.isoformat()))

    def _spots(self) -> Iterator[Spot]:
        place, answers = self.mapping.place, self.answers
        said = {part: source.code(answers) for part, source in place.items()}
        country = self._coded(place["country"], "country") if "country" in place else ""
        precision = self._coded(place["precision"], "geo_precision") if "precision" in place else ""
        areas = tuple((level, said[f"adm{level}"]) for level in (1, 2, 3) if said.get(f"adm{level}"))
        lat, lon, radius = self._point(said.get("point", ""))
        countries = () if country in UNKNOWN else (country,)
        if said.get("name") or areas or countries or lat is not None:
            yield Spot(said.get("name", ""), countries, lat, lon, precision or "unknown", radius, areas)

    def _point(self, said: str) -> tuple[float | None, float | None, float | None]:
        """ "lat lon altitude accuracy", the last in metres, as phones write it."""
        if not said:
            return None, None, None
        try:
            lat, lon, *more = (float(part) for part in said.split())
        except ValueError:
            self._fault("answer-no-point", self.mapping.place["point"], said)
            return None, None, None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self._fault("answer-no-point", self.mapping.place["point"], said)
            return None, None, None
        return lat, lon, max(more[1] / 1000, 0.01) if len(more) > 1 and more[1] > 0 else None

    def _actors(self) -> Iterator[Actor]:
        known = codes_of("actor")
        for wanted in self.mapping.actors:
            name = wanted.name.of(self.answers) if wanted.name else ""
            words = wanted.kind.of(self.answers).split() if wanted.kind else []
            kinds = [wanted.kind.codes.get(word, word) for word in words]
            for kind in kinds:
                if kind not in known:
                    self._fault("answer-no-code", wanted.kind, kind)
            if name and not kinds:
                kinds = ["unknown"]
            for number, kind in enumerate(kinds):
                yield Actor(wanted.role, kind, name if number == 0 else "")

    def _origin(self) -> Origin:
        mapping = self.mapping
        label = mapping.origin_name.of(self.answers) if mapping.origin_name else ""
        kind = self._coded(mapping.origin_kind, "origin_kind") if mapping.origin_kind else ""
        return Origin(kind or ("unknown" if label else "own_monitor"), label)

    def _tolls(self) -> Iterator[Toll]:
        """Figures; turns of a repeat that speak of the same people are added up."""
        together: dict[tuple, Toll] = {}
        for source in self.mapping.tolls:
            for turn in self._turns(source):
                toll = self._toll(source, turn)
                if toll is None:
                    continue
                key = (toll.harm, toll.group, toll.sex, toll.age)
                together[key] = _added(together[key], toll) if source.each and key in together else toll
        yield from together.values()

    def _turns(self, source: TollSource) -> list[Answers]:
        if not source.each:
            return [self.answers]
        here = [self.answers]
        for name in source.each:
            inside = [each.get(name) for each in here if isinstance(each, dict)]
            here = [each for found in inside for each in (found if isinstance(found, list) else [found])]
        return [each for each in here if isinstance(each, dict)]

    def _toll(self, source: TollSource, turn: Answers) -> Toll | None:
        who = {
            part: self._of_people(getattr(source, part), turn, part)
            for part in ("harm", "group", "sex", "age")
        }
        if not who["harm"]:
            return None
        best, low, high = (self._number(each, turn) for each in (source.number, source.low, source.high))
        status = source.status.code(turn) if source.status else ""
        if status == "none":
            return Toll(**who, low=0, best=0, high=0)
        if status in ("unknown", "not_asked", "refused", "withheld"):
            return Toll(**who, status=status)
        if best is None and source.each and source.number is None:
            best = 1  # each turn is one person
        if best is None and low is None and high is None:
            return None
        if not _ordered(low, best, high):
            self.remarks.append(Fault("answer-figures-turned", source.number.field if source.number else ""))
            low, best, high = _in_order(low, best, high)
        return Toll(**who, low=low, best=best, high=high)

    def _of_people(self, source: Source, turn: Answers, part: str) -> str:
        code = source.code(turn)
        if code and code not in codes_of(part):
            self._fault("answer-no-code", source, code)
            return ""
        return code or ("" if part == "harm" else "unknown")

    def _number(self, source: Source | None, turn: Answers) -> int | None:
        said = source.of(turn) if source else ""
        if not said:
            return None
        try:
            number = int(said) if said.lstrip("-").isdecimal() else int(float(said))
        except (ValueError, OverflowError):
            number = -1
        if not 0 <= number <= MOST_PEOPLE:
            self._fault("answer-no-number", source, said, most=MOST_PEOPLE)
            return None
        return number

    def _original(self) -> dict[str, str]:
        found = {}
        for path in self.mapping.asked:
            if said := Source(path).of(self.answers):
                found["/".join(path)] = said
        return found


def _ordered(low: int | None, best: int | None, high: int | None) -> bool:
    given = [each for each in (low, best, high) if each is not None]
    return given == sorted(given)


def _in_order(
    low: int | None, best: int | None, high: int | None
) -> tuple[int | None, int | None, int | None]:
    """The same figures from least to most, in the places that were filled."""
    given = sorted(each for each in (low, best, high) if each is not None)
    return tuple(given.pop(0) if each is not None else None for each in (low, best, high))


def _added(one: Toll, other: Toll) -> Toll:
    """Two figures of the same people; what is not known of one is not known of both, but it is at least the other."""
    who = {"harm": one.harm, "group": one.group, "sex": one.sex, "age": one.age}
    if one.status == other.status == "known":
        best = (one.best or 0) + (other.best or 0)
        low = _sum(one.low, one.best, other.low, other.best)
        return Toll(**who, low=low, best=best, high=_sum(one.high, one.best, other.high, other.best))
    known = one if one.status == "known" else other if other.status == "known" else None
    if known is None:
        return one
    return Toll(**who, low=known.low if known.low is not None else known.best, status="known")


def _sum(end: int | None, best: int | None, other_end: int | None, other_best: int | None) -> int | None:
    """One end of a sum of two ranges; where only one says an end, the other's best stands for its own."""
    if end is None and other_end is None:
        return None
    return (best if end is None else end) + (other_best if other_end is None else other_end)
