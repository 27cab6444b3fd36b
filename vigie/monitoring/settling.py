"""What an incident holds, computed from its reports, its choices and the rules of `core`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core import claims
from vigie.core.claims import Claimant, Fact, Rules
from vigie.core.corroboration import Standing, next_state
from vigie.core.origins import Origins, Telling, origins_of
from vigie.core.standards import actor_kinds, class_of, event_types
from vigie.core.statement import GEO_RADIUS_KM, Spot, Statement
from vigie.core.written import from_data
from vigie.directory.audiences import joined
from vigie.directory.models import Audience
from vigie.monitoring import values
from vigie.monitoring.models import (
    LIVE,
    Choice,
    Contest,
    Incident,
    IncidentPlace,
    IncidentWords,
    Report,
    SettlingRules,
    held_apart,
)
from vigie.monitoring.models.incident import HELD
from vigie.monitoring.models.words import searchable
from vigie.monitoring.tolls import killed, settled_tolls
from vigie.monitoring.unfit import Unfit
from vigie.places.extents import Placed, extents_for
from vigie.places.spots import PlacedSpot, has_point

# The columns that a settling writes. The state is among them: the rule moves it where persons left it to it.
SETTLED = (
    "state", "state_before", "withdrawn_for", "audience_id", "date_first", "date_last", "date_precision", "event_type",
    "actor_class", "actor_kind", "actor_name", "place_name", "countries", "area_id", "extent_id", "lat", "lon",
    "geo_precision", "radius_km", "killed_low", "killed_best", "killed_high", "killed_status", "tolls",
    "reports_count", "organisations_count", "origins_count",
)  # fmt: skip
PLACE = ("position", "name", "countries", "area_id", "lat", "lon", "geo_precision", "radius_km")
READ = ("statement", "audience", "organisation__slug", "link__report", "link__incident")
NAME_LENGTH = 200
# Remarks of the room of places after which the point of a spot counts for nothing.
NOT_BELIEVED = ("swapped", "outside_country")


@dataclass(frozen=True)
class Weighed:
    """What some reports say together: each field with who says what, and the independent origins."""

    facts: tuple[Fact, ...]
    origins: Origins
    told: tuple[Statement, ...]

    def held(self, field: str):
        """The value held in a field; None where none is."""
        return next((fact.value for fact in self.facts if fact.field == field), None)


@dataclass(frozen=True)
class Settled:
    """What a settling found beside the incident's own columns (not saved)."""

    places: list[IncidentPlace]
    words: IncidentWords


def weigh(reports: Iterable[Report], choices: Iterable[Choice] = (), rules: Rules | None = None) -> Weighed:
    """Weigh reports (with their organisations) and what persons chose, oldest choice first.

    `rules` are the node's own, unless given.
    """
    told = [(report.pk, report.organisation.slug, from_data(report.statement)) for report in reports]
    origins = origins_of(Telling(key, slug, said.origins, said.when) for key, slug, said in told)
    behind = defaultdict(set)
    for report, number in origins.lines():
        behind[report].add(number)
    claimants = [Claimant(key, slug, said, frozenset(behind[key])) for key, slug, said in told]
    chosen = {
        choice.field: claims.Choice(values.from_data(choice.field, choice.value), str(choice.by_id))
        for choice in choices
    }
    found = claims.settle(claimants, chosen, rules or SettlingRules.standing())
    return Weighed(found, origins, tuple(said for _key, _slug, said in told))


@dataclass(frozen=True)
class Task:
    """An incident to settle, with what it rests on. `contests` counts open objections.

    `held` are keys of reports that are held apart: they say nothing, and their readers bound it all the same.
    """

    incident: Incident
    reports: Sequence[Report]
    choices: Sequence[Choice] = ()
    contests: int = 0
    held: frozenset[int] = frozenset()

    @property
    def counted(self) -> Sequence[Report]:
        """The reports that count; all of them where none does, so that a tombstone keeps what it held."""
        return [each for each in self.reports if each.pk not in self.held] or self.reports

    @property
    def all_held(self) -> bool:
        return bool(self.reports) and all(each.pk in self.held for each in self.reports)


class Settler:
    """Settles many incidents by the rules of now; remembers audiences that come again."""

    def __init__(self) -> None:
        self._audiences: dict[frozenset[int], int] = {}
        self._rules = SettlingRules.standing()

    def settle(self, keys: Sequence[int]) -> None:
        """Bring incidents in step with their reports, choices and contests, writing only what changed.

        The rows stay locked until the transaction ends. A tombstone keeps what it held when it was merged.
        Raises `Unfit` where nobody could read all reports of one.
        """
        rows = Incident.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        standing = [incident for incident in rows if incident.state != "merged"]
        reports, choices, contests = reports_of(standing), _choices_of(standing), _contests_of(standing)
        held = _held_among(reports)
        before = {incident.pk: _columns(incident, SETTLED) for incident in standing}
        settled = self.apply(
            Task(each, reports[each.pk], choices[each.pk], contests.get(each.pk, 0), held)
            for each in standing
        )
        _write([incident for incident in standing if _columns(incident, SETTLED) != before[incident.pk]])
        _write_places({each.words.incident.pk: each.places for each in settled})
        _write_words([each.words for each in settled])

    def apply(self, tasks: Iterable[Task]) -> list[Settled]:
        """Set the settled columns of the incidents (not saved), in their order."""
        weighed = [(task, weigh(task.counted, task.choices, self._rules)) for task in tasks]
        asked = [(found.held("place") or (), found.held("date").first) for _task, found in weighed]
        places = extents_for(asked)
        return [
            self._apply(task, found, spots, placed)
            for (task, found), (spots, _on), placed in zip(weighed, asked, places, strict=True)
        ]

    def _apply(self, task: Task, weighed: Weighed, spots: Sequence[Spot], placed: Placed) -> Settled:
        incident = task.incident
        self._set_values(incident, weighed)
        incident.reports_count = len(task.counted)
        incident.organisations_count = len({report.organisation_id for report in task.counted})
        incident.origins_count = weighed.origins.count
        _hold_or_release(incident, task.all_held)
        incident.state = next_state(incident.state, Standing(incident.origins_count, task.contests))
        incident.audience_id = self._audience(incident, task.reports)
        places = [
            _place(incident, position, *pair)
            for position, pair in enumerate(zip(spots, placed.spots, strict=True))
        ]
        _set_place(incident, placed, places[0] if places else IncidentPlace(geo_precision="unknown"))
        return Settled(places, _words(incident, weighed, spots))

    def _set_values(self, incident: Incident, weighed: Weighed) -> None:
        when = weighed.held("date")
        incident.date_first, incident.date_last = when.first, when.last
        incident.date_precision = when.precision
        incident.event_type = weighed.held("type") or "unknown"
        actors = weighed.held("initiators") or ()
        incident.actor_kind = next((kind for kind, _name in actors if kind != "unknown"), "unknown")
        incident.actor_class = class_of(incident.actor_kind)
        incident.actor_name = ", ".join(name for _kind, name in actors if name)[:NAME_LENGTH]
        tolls = settled_tolls(weighed.facts)
        incident.tolls = [dict(vars(toll)) for toll in tolls]
        toll = killed(tolls)
        incident.killed_low, incident.killed_best, incident.killed_high = toll.low, toll.best, toll.high
        incident.killed_status = toll.status

    def _audience(self, incident: Incident, reports: Sequence[Report]) -> int:
        keys = frozenset(report.audience_id for report in reports)
        if keys not in self._audiences:
            shared = joined(Audience.objects.filter(pk__in=keys))
            if shared is None:
                raise Unfit(
                    _("%(ref)s would rest on reports that nobody may read together. They stay apart.")
                    % {"ref": incident.ref}
                )
            self._audiences[keys] = shared.pk
        return self._audiences[keys]


def counted(reports: Sequence[Report]) -> Sequence[Report]:
    """Those of an incident's reports that count, as in `Task.counted`. Fetch `holds` with many of them."""
    return [report for report in reports if not report.is_held] or reports


def _hold_or_release(incident: Incident, all_held: bool) -> None:
    """Put an incident aside while every report of it is held apart, and take it up again when one is not."""
    if all_held and incident.state in LIVE:
        incident.state_before, incident.state, incident.withdrawn_for = incident.state, "withdrawn", HELD[0]
    elif not all_held and incident.state == "withdrawn" and incident.withdrawn_for == HELD[0]:
        incident.state, incident.state_before, incident.withdrawn_for = incident.state_before, "", ""


def _held_among(reports: dict[int, list[Report]]) -> frozenset[int]:
    keys = [report.pk for those in reports.values() for report in those]
    return frozenset(held_apart(Report.objects.filter(pk__in=keys)).values_list("pk", flat=True))


def reports_of(incidents: Iterable[Incident]) -> dict[int, list[Report]]:
    """The reports of each incident, with their organisations, in one query; of each what a settling reads."""
    found = defaultdict(list)
    linked = Report.objects.filter(link__incident__in=list(incidents)).select_related("organisation", "link")
    for report in linked.only(*READ).order_by("pk"):
        found[report.link.incident_id].append(report)
    return found


def _choices_of(incidents: Iterable[Incident]) -> dict[int, list[Choice]]:
    found = defaultdict(list)
    standing = Choice.objects.filter(incident__in=list(incidents), withdrawn_at=None)
    for choice in standing.order_by("pk"):
        found[choice.incident_id].append(choice)
    return found


def _contests_of(incidents: Iterable[Incident]) -> dict[int, int]:
    contests = Contest.objects.filter(incident__in=list(incidents), settled_at=None)
    return dict(contests.order_by().values_list("incident").annotate(n=CountOf("pk")))


def _columns(row, names: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, name) for name in names)


def _place(incident: Incident, position: int, spot: Spot, placed: PlacedSpot) -> IncidentPlace:
    """A place as we hold it: a point outside its country is not believed, a name may lend a point."""
    believed = not any(remark.code in NOT_BELIEVED for remark in placed.remarks)
    lat, lon = (spot.lat, spot.lon) if has_point(spot) and believed else (placed.lat, placed.lon)
    precision, radius = spot.precision, spot.radius_km or GEO_RADIUS_KM.get(spot.precision)
    if not (has_point(spot) and believed):
        precision, radius = ("near", placed.radius_km) if lat is not None else (_without_point(spot), None)
    return IncidentPlace(
        incident=incident, position=position, name=spot.name[:NAME_LENGTH], area_id=placed.area, lat=lat,
        lon=lon, countries=" ".join(placed.countries or sorted(spot.countries)), geo_precision=precision,
        radius_km=radius,
    )  # fmt: skip


def _without_point(spot: Spot) -> str:
    return "unknown" if spot.precision in ("exact", "near") else spot.precision


def _set_place(incident: Incident, placed: Placed, main: IncidentPlace) -> None:
    incident.extent, incident.area = placed.extent, placed.area
    incident.countries = placed.extent.countries if placed.extent else main.countries
    for name in ("lat", "lon", "geo_precision", "radius_km"):
        setattr(incident, name, getattr(main, name))
    incident.place_name = main.name


def _words(incident: Incident, weighed: Weighed, spots: Sequence[Spot]) -> IncidentWords:
    kind, actor = event_types()[incident.event_type], actor_kinds()[incident.actor_kind]
    area = incident.area.name if incident.area else ""
    names = [spot.name for spot in spots]
    open_to_all = (*names, area, kind.fr, kind.en, incident.actor_name, actor.fr, actor.en)
    narrated = [text for said in weighed.told for text in (said.text, *(spot.name for spot in said.spots))]
    return IncidentWords(
        incident=incident, words=searchable(*open_to_all), report_words=searchable(*open_to_all, *narrated)
    )


def _write(incidents: list[Incident]) -> None:
    # An upsert: many times quicker than an update with a case for each row.
    for incident in incidents:
        incident.updated_at = timezone.now()
    names = [*(name.removesuffix("_id") for name in SETTLED), "updated_at"]
    Incident.objects.bulk_create(incidents, update_conflicts=True, unique_fields=["id"], update_fields=names)


def _write_places(places: dict[int, list[IncidentPlace]]) -> None:
    held = defaultdict(list)
    for place in IncidentPlace.objects.filter(incident__in=places).order_by("incident", "position"):
        held[place.incident_id].append(_columns(place, PLACE))
    moved = [key for key, new in places.items() if [_columns(place, PLACE) for place in new] != held[key]]
    IncidentPlace.objects.filter(incident__in=moved).delete()
    IncidentPlace.objects.bulk_create(place for key in moved for place in places[key])


def _write_words(words: list[IncidentWords]) -> None:
    held = {
        row.pk: (row.words, row.report_words)
        for row in IncidentWords.objects.filter(pk__in=[each.incident.pk for each in words])
    }
    changed = [each for each in words if held.get(each.incident.pk) != (each.words, each.report_words)]
    IncidentWords.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["incident"], update_fields=["words", "report_words"]
    )
