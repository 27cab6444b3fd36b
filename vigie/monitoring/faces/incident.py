"""An incident's page: what we hold and, for those who may read the reports, who says what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.core.claims import Cell, Fact
from vigie.core.dates import When
from vigie.core.origins import Origins
from vigie.core.statement import Toll
from vigie.monitoring import said
from vigie.monitoring.faces.overseen import coarse_area, coarse_date
from vigie.monitoring.models import Incident
from vigie.monitoring.settling import Weighed, counted, weigh
from vigie.web import codes, words
from vigie.web.pictures.interval import interval
from vigie.web.pictures.origins import Message, origins


@dataclass(frozen=True)
class HeldFact:
    """One thing that we hold. `status` is "known" or why there is no value."""

    label: str
    value: str
    note: str = ""
    status: str = "known"


@dataclass(frozen=True)
class HeldToll:
    """How many suffered one harm."""

    label: str
    low: int | None
    best: int | None
    high: int | None
    status: str

    @classmethod
    def of(cls, toll: Toll) -> HeldToll:
        named = codes.people(toll.group, toll.sex, toll.age)
        label = f"{codes.harm(toll.harm)} ({named})" if named else codes.harm(toll.harm)
        return cls(label, toll.low, toll.best, toll.high, toll.status)


@dataclass(frozen=True)
class HeldIncident:
    """What is held, without a word about who told it."""

    ref: str
    state: str
    state_reason: str
    tlp: str
    title: str
    sentence: str
    facts: tuple[HeldFact, ...]
    tolls: tuple[HeldToll, ...]
    origins_count: int
    reports_count: int
    leads_to: str = ""
    _precise: bool = True

    @classmethod
    def of(cls, row: Incident) -> HeldIncident:
        return cls(**_held(row, precise=True))

    @classmethod
    def overseen(cls, row: Incident) -> HeldIncident:
        """For committees and study centres: by month and by area of the second level, without names."""
        return cls(**_held(row, precise=False))

    @property
    def killed(self) -> HeldToll:
        return self.tolls[0]

    @property
    def tolls_counted(self) -> tuple[HeldToll, ...]:
        """The further tolls that have a figure."""
        return tuple(toll for toll in self.tolls[1:] if toll.status == "known")

    @property
    def tolls_uncounted(self) -> tuple[HeldToll, ...]:
        return tuple(toll for toll in self.tolls[1:] if toll.status != "known")

    @property
    def killed_picture(self):
        toll = self.killed
        if toll.status != "known" or not any((toll.low, toll.best, toll.high)):
            return None
        sentence = f"{toll.label}{_(': ')}{words.toll(toll.low, toll.best, toll.high)}"
        return interval(toll.low, toll.best, toll.high, sentence).svg

    @property
    def killed_between(self) -> str:
        toll = self.killed
        if toll.low is None or toll.high is None or toll.low == toll.high:
            return ""
        return _("between %(low)s and %(high)s, as told") % {
            "low": words.number(toll.low), "high": words.number(toll.high),
        }  # fmt: skip


def _held(row: Incident, *, precise: bool) -> dict:
    when = When(row.date_first, row.date_last, row.date_precision) if precise else coarse_date(row)
    where = _where(row) if precise else _coarsely(row)
    killed = Toll("killed", low=row.killed_low, best=row.killed_best, high=row.killed_high,
                  status=row.killed_status)  # fmt: skip
    others = [Toll(**toll) for toll in row.tolls if toll["harm"] != "killed" or _is_part(toll)]
    return {
        "ref": row.ref,
        "state": row.state,
        "state_reason": state_reason(row.state),
        "tlp": row.audience.tlp,
        "title": f"{codes.event_type(row.event_type)}, {where}",
        "sentence": _sentence(row, when, where),
        "facts": _facts(row, when, where, precise),
        "tolls": (HeldToll.of(killed), *(HeldToll.of(toll) for toll in others)),
        "origins_count": row.origins_count,
        "reports_count": row.reports_count if precise else 0,
        "leads_to": row.merged_into.ref if row.merged_into else "",
        "_precise": precise,
    }


def _is_part(toll: dict) -> bool:
    return (toll["group"], toll["sex"], toll["age"]) != ("all", "all", "all")


def _where(row: Incident) -> str:
    area = row.area.name if row.area else ""
    return row.place_name or area or codes.countries(row.countries) or _("place not known")


def _coarsely(row: Incident) -> str:
    area = coarse_area(row.area)
    return area.name if area else codes.countries(row.countries) or _("place not known")


def _sentence(row: Incident, when: When, where: str) -> str:
    """What could be read out: when, where, how many, and on how many origins it rests."""
    start = words.when(when)
    place = ", ".join(dict.fromkeys((where, codes.countries(row.countries) or where)))
    rests = ngettext(
        "It rests on one independent origin.", "It rests on %(count)s independent origins.", row.origins_count
    ) % {"count": words.number(row.origins_count)}
    return f"{start[:1].upper()}{start[1:]}, {place}. {_dead(row)} {rests}"


def _dead(row: Incident) -> str:
    low, best, high = row.killed_low, row.killed_best, row.killed_high
    if row.killed_status != "known" or best is None:
        return _("How many people were killed is not known.")
    if not high and best == 0:
        return _("Nobody was killed, so it is said.")
    if low is not None and high is not None and low != high:
        told = {"low": words.number(low), "high": words.number(high), "best": words.number(best)}
        return _("From %(low)s to %(high)s people were killed, %(best)s being held.") % told
    many = ngettext("One person was killed.", "%(count)s people were killed.", best)
    return many % {"count": words.number(best)}


def _facts(row: Incident, when: When, where: str, precise: bool) -> tuple[HeldFact, ...]:
    author = said.actor(row.actor_kind, row.actor_name) if precise else codes.actor_class(row.actor_class)
    unknown = row.actor_kind == "unknown" and not row.actor_name
    facts = [
        HeldFact(_("Date"), words.when(when), codes.date_precision(when.precision)),
        HeldFact(_("Place"), where, codes.geo_precision(row.geo_precision, row.radius_km) if precise else ""),
    ]
    area = (row.area.name if row.area else "") if precise else ""
    if area and area != where:
        facts.append(HeldFact(_("Area"), area))
    facts += [
        HeldFact(_("Country"), codes.countries(row.countries)),
        HeldFact(_("Type"), codes.event_type(row.event_type)),
        HeldFact(_("Alleged author"), "" if unknown else author, status="unknown" if unknown else "known"),
    ]
    return tuple(facts)


def state_reason(state: str) -> str:
    return {
        "draft": _("Being written; not yet in the counts."),
        "candidate": _("One independent origin so far; a second one would corroborate it."),
        "corroborated": _("At least two independent origins tell of it."),
        "contested": _("Somebody disputes what is held, or that it happened."),
        "refuted": _("A person found that it did not happen as told. The reports stay."),
        "withdrawn": _("Taken back by those who hold it."),
        "merged": _("Found to be the same as another incident. This can be undone."),
    }[state]


@dataclass(frozen=True)
class SaidCell:
    """What one organisation says in one field. `shape` is how it stands to the value held."""

    organisation: str
    value: str
    shape: str  # kept, agrees, spelling, differs, or empty where nothing is said


@dataclass(frozen=True)
class SaidRow:
    """One field across the organisations, with the rule that decided."""

    label: str
    cells: tuple[SaidCell, ...]
    rule: str

    @property
    def is_told(self) -> bool:
        return any(cell.shape for cell in self.cells)


@dataclass(frozen=True)
class ToldReport:
    """One message behind the incident."""

    uuid: str
    organisation: str
    received: str
    probability: float
    by_a_person: bool
    is_held: bool = False

    @property
    def percent(self) -> int:
        return round(self.probability * 100)


@dataclass(frozen=True)
class OriginLine:
    """One independent origin, why it is one, and how many messages rest on it."""

    name: str
    why: str
    messages: int


@dataclass(frozen=True)
class WeighedIncident(HeldIncident):
    """With the reports behind it: for analysts and coordinators who may read them all."""

    organisations: tuple[str, ...] = ()
    said: tuple[SaidRow, ...] = ()
    reports: tuple[ToldReport, ...] = ()
    origins: tuple[OriginLine, ...] = ()
    _origins_picture: str = ""

    @classmethod
    def of(cls, row: Incident) -> WeighedIncident:
        links = sorted(row.links.all(), key=lambda link: link.report.received_at)
        weighed = weigh(counted([link.report for link in links]), standing_choices(row))
        names = {link.report.organisation.slug: link.report.organisation.name for link in links}
        return cls(
            **_held(row, precise=True),
            organisations=tuple(sorted(names.values())),
            said=tuple(_row(fact, names) for fact in weighed.facts if _worth_showing(fact)),
            reports=tuple(_told(link) for link in links),
            origins=_origins(weighed.origins, names),
            _origins_picture=_drawn(weighed, links, names),
        )

    @property
    def told(self) -> tuple[SaidRow, ...]:
        """What somebody gives a value for."""
        return tuple(row for row in self.said if row.is_told)

    @property
    def untold(self) -> tuple[SaidRow, ...]:
        return tuple(row for row in self.said if not row.is_told)

    @property
    def origins_picture(self) -> str:
        return self._origins_picture


def standing_choices(row: Incident) -> list:
    return sorted((each for each in row.choices.all() if not each.withdrawn_at), key=lambda each: each.pk)


def _worth_showing(fact: Fact) -> bool:
    return fact.status != "silent" or bool(fact.by)


def _row(fact: Fact, names: dict[str, str]) -> SaidRow:
    said_by = fact.by_organisation()
    cells = [_cell(fact.field, names[slug], said_by.get(slug, ())) for slug in sorted(names, key=names.get)]
    rule = said.rule(fact.rule)
    return SaidRow(said.label(fact.field), tuple(cells), rule)


def _cell(field: str, organisation: str, cells: tuple[Cell, ...]) -> SaidCell:
    """Of several reports of one organisation, the words of each, and the shape of what differs most."""
    known = [cell for cell in cells if cell.value is not None]
    if not known:
        status = cells[0].status if cells else "silent"
        return SaidCell(organisation, said.missing(status), "")
    order = ("differs", "spelling", "agrees", "kept")
    shape = min((cell.status for cell in known), key=order.index)
    texts = dict.fromkeys(said.value(field, cell.value) for cell in known)
    return SaidCell(organisation, ", ".join(texts), shape)


def _told(link) -> ToldReport:
    report = link.report
    return ToldReport(
        str(report.uuid), report.organisation.name, words.moment(report.received_at), link.probability,
        link.by_id is not None, report.is_held,
    )  # fmt: skip


def _origins(found: Origins, names: dict[str, str]) -> tuple[OriginLine, ...]:
    return tuple(
        OriginLine(_origin_name(group, names), said.why_one(group.why), len(group.members))
        for group in found.groups
    )


def _origin_name(group, names: dict[str, str]) -> str:
    """A named source by its name; what an organisation saw or heard itself, by both."""
    if group.label in names:
        kind = codes.origin_kind(group.kind)
        return f"{kind[:1].upper()}{kind[1:]} ({names[group.label]})"
    return group.label or codes.origin_kind(group.kind)


def _drawn(weighed: Weighed, links, names: dict[str, str]) -> str:
    resting: dict[int, list[int]] = {}
    for report, number in weighed.origins.lines():
        resting.setdefault(report, []).append(number)
    messages = [
        Message(link.report.organisation.name, tuple(resting.get(link.report_id, ()))) for link in links
    ]
    kinds = [_origin_name(group, names) for group in weighed.origins.groups]
    sentence = _("Messages: %(messages)s. Independent origins: %(origins)s (%(names)s).") % {
        "messages": len(messages), "origins": len(kinds), "names": ", ".join(kinds),
    }  # fmt: skip
    return origins(messages, kinds, sentence).svg
