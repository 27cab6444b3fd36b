"""A report exactly as it came in."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.written import from_data
from vigie.monitoring import said
from vigie.monitoring.faces.incident import HeldFact, HeldToll
from vigie.monitoring.models import Incident, Report
from vigie.web import codes, words

# What is told under these types is shown only after a plain warning.
HARD_TO_READ = ("sexual-violence", "ill-treatment")


@dataclass(frozen=True)
class ListedReport:
    """One report in a list of what somebody sent."""

    uuid: str
    place: str
    date: str
    event_type: str
    received: str
    incident: str
    state: str

    @classmethod
    def of(cls, row: Report, incident: Incident | None) -> ListedReport:
        """`incident`: the one that it tells of, where the reader sees that."""
        statement = from_data(row.statement)
        return cls(
            str(row.uuid), row.place_name or said.missing("silent"), words.when(statement.when),
            codes.event_type(row.event_type), words.moment(row.received_at),
            incident.ref if incident else "", incident.state if incident else "",
        )  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One wording of a report, with the address of its page."""

    uuid: str
    number: int
    received: str
    current: bool

    @classmethod
    def of(cls, row: Report) -> Version:
        return cls(str(row.uuid), row.version, words.moment(row.received_at), row.is_current)


@dataclass(frozen=True)
class ReceivedReport:
    """What the organisation said, untouched; `original` is the row of its file, in its own words."""

    uuid: str
    organisation: str
    dataset: str
    key: str
    version: int
    is_current: bool
    received: str
    digest: str
    tlp: str
    title: str
    facts: tuple[HeldFact, ...]
    tolls: tuple[HeldToll, ...]
    origins: tuple[str, ...]
    text: str
    language: str
    original: tuple[tuple[str, str], ...]
    hard_to_read: bool
    is_held: bool

    @classmethod
    def of(cls, row: Report) -> ReceivedReport:
        told = from_data(row.statement)
        where = ", ".join(said.spot(spot) for spot in told.spots) or said.missing("silent")
        return cls(
            str(row.uuid), row.organisation.name, row.dataset, row.key, row.version, row.is_current,
            words.moment(row.received_at), row.digest, row.audience.tlp,
            f"{codes.event_type(told.event_type)}, {where}", _facts(told, where),
            tuple(HeldToll.of(toll) for toll in told.tolls), _origins(told), told.text, told.language,
            tuple(told.original.items()), _is_hard(told), row.is_held,
        )  # fmt: skip


def _facts(told, where: str) -> tuple[HeldFact, ...]:
    precision = codes.geo_precision(told.spots[0].precision, told.spots[0].radius_km) if told.spots else ""
    facts = [
        HeldFact(said.label("date"), words.when(told.when), codes.date_precision(told.when.precision)),
        HeldFact(said.label("place"), where, precision),
        HeldFact(said.label("type"), codes.event_type(told.event_type), told.event_type_said),
    ]
    for field, role in (("initiators", "initiator"), ("targets", "target")):
        named = [said.actor(actor.kind, actor.name) for actor in told.actors if actor.role == role]
        facts.append(HeldFact(said.label(field), ", ".join(named), status="known" if named else "silent"))
    return tuple(facts)


def _origins(told) -> tuple[str, ...]:
    return tuple(
        f"{codes.origin_kind(origin.kind)} ({origin.label})"
        if origin.label
        else codes.origin_kind(origin.kind)
        for origin in told.origins
    )


def _is_hard(told) -> bool:
    of_children = any(toll.age == "child" or toll.harm == "sexual_violence" for toll in told.tolls)
    return told.event_type in HARD_TO_READ or of_children
