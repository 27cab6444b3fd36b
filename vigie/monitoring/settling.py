"""What an incident holds, computed from its reports, its choices and the rules of `core`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db.models import Count as CountOf
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core import claims
from vigie.core.claims import Claimant, Fact
from vigie.core.corroboration import Standing, next_state
from vigie.core.origins import Origins, Telling, origins_of
from vigie.core.standards import actor_kinds, class_of, event_types
from vigie.core.statement import GEO_RADIUS_KM, Spot, Statement
from vigie.core.written import from_data
from vigie.directory.audiences import joined
from vigie.directory.models import Audience
from vigie.monitoring import values
from vigie.monitoring.models import Choice, Contest, Incident, IncidentPlace, IncidentWords, Report
from vigie.monitoring.models.words import searchable
from vigie.monitoring.tolls import killed, settled_tolls
from vigie.monitoring.unfit import Unfit
from vigie.places.extents import Placed, extent_for

# The columns that a settling writes. The state is among them: the rule moves it where persons left it to it.
SETTLED = (
    "state", "audience_id", "date_first", "date_last", "date_precision", "event_type", "actor_class",
    "actor_kind", "actor_name", "place_name", "countries", "area_id", "extent_id", "lat", "lon",
    "geo_precision", "radius_km", "killed_low", "killed_best", "killed_high", "killed_status", "tolls",
    "reports_count", "organisations_count", "origins_count",
)  # fmt: skip
PLACE = ("position", "name", "countries", "area_id", "lat", "lon", "geo_precision", "radius_km")
NAME_LENGTH = 200


@dataclass(frozen=True)
class Weighed:
    """What some reports say together: each field with who says what, and the independent origins."""

    facts: tuple[Fact, ...]
    origins: Origins

    def held(self, field: str):
        """The value held in a field; None where none is."""
        return next((fact.value for fact in self.facts if fact.field == field), None)


@dataclass(frozen=True)
class Settled:
    """What a settling found beside the incident's own columns (not saved)."""

    places: list[IncidentPlace]
    words: IncidentWords


def weigh(reports: Iterable[Report], choices: Iterable[Choice] = ()) -> Weighed:
    """Weigh reports (with their organisations) and what persons chose, oldest choice first."""
    told = {report.pk: from_data(report.statement) for report in reports}
    slugs = {report.pk: report.organisation.slug for report in reports}
    return _weighed(told, slugs, choices)


def _weighed(told: Mapping[int, Statement], slugs: Mapping[int, str], choices: Iterable[Choice]) -> Weighed:
    origins = origins_of(Telling(key, slugs[key], said.origins, said.when) for key, said in told.items())
    behind = defaultdict(set)
    for report, number in origins.lines():
        behind[report].add(number)
    claimants = [Claimant(key, slugs[key], said, frozenset(behind[key])) for key, said in told.items()]
    chosen = {
        choice.field: claims.Choice(values.from_data(choice.field, choice.value), str(choice.by_id))
        for choice in choices
    }
    return Weighed(claims.settle(claimants, chosen), origins)


class Settler:
    """Settles many incidents; remembers audiences and extents that come again."""

    def __init__(self) -> None:
        self._audiences: dict[frozenset[int], int] = {}
        self._placed: dict[tuple, object] = {}

    def settle(self, keys: Sequence[int]) -> None:
        """Bring incidents in step with their reports, choices and contests, writing only what changed.

        The rows stay locked until the transaction ends. A tombstone keeps what it held when it was merged.
        Raises `Unfit` where nobody could read all reports of one.
        """
        rows = Incident.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        standing = [incident for incident in rows if incident.state != "merged"]
        reports, choices, contests = reports_of(standing), _choices_of(standing), _contests_of(standing)
        before = {incident.pk: _columns(incident, SETTLED) for incident in standing}
        found = {
            incident.pk: self.apply(
                incident, reports[incident.pk], choices[incident.pk], contests.get(incident.pk, 0)
            )
            for incident in standing
        }
        _write([incident for incident in standing if _columns(incident, SETTLED) != before[incident.pk]])
        _write_places({key: settled.places for key, settled in found.items()})
        _write_words([settled.words for settled in found.values()])

    def apply(
        self, incident: Incident, reports: Sequence[Report], choices: Sequence[Choice] = (), contests: int = 0
    ) -> Settled:
        """Set the settled columns of `incident` (not saved)."""
        told = {report.pk: from_data(report.statement) for report in reports}
        slugs = {report.pk: report.organisation.slug for report in reports}
        weighed = _weighed(told, slugs, choices)
        spots = weighed.held("place") or ()
        self._set_values(incident, weighed)
        placed = self._set_places(incident, spots)
        incident.reports_count = len(reports)
        incident.organisations_count = len(set(slugs.values()))
        incident.origins_count = weighed.origins.count
        incident.state = next_state(incident.state, Standing(incident.origins_count, contests))
        incident.audience_id = self._audience(incident, reports)
        return Settled(placed, _words(incident, weighed, told.values()))

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
        incident.tolls = [asdict(toll) for toll in tolls]
        toll = killed(tolls)
        incident.killed_low, incident.killed_best, incident.killed_high = toll.low, toll.best, toll.high
        incident.killed_status = toll.status

    def _set_places(self, incident: Incident, spots: tuple[Spot, ...]) -> list[IncidentPlace]:
        whole = self._extent(spots, incident.date_first)
        incident.extent_id, incident.area_id = whole.extent, whole.area
        main = spots[0] if spots else Spot()
        incident.place_name = main.name[:NAME_LENGTH]
        incident.countries = _countries(whole, spots)
        incident.lat, incident.lon, incident.geo_precision = main.lat, main.lon, main.precision
        incident.radius_km = _radius(main)
        return [self._place(incident, position, spot) for position, spot in enumerate(spots)]

    def _place(self, incident: Incident, position: int, spot: Spot) -> IncidentPlace:
        placed = self._extent((spot,), incident.date_first)
        return IncidentPlace(
            incident=incident, position=position, name=spot.name[:NAME_LENGTH], area_id=placed.area,
            countries=_countries(placed, (spot,)), lat=spot.lat, lon=spot.lon,
            geo_precision=spot.precision, radius_km=_radius(spot),
        )  # fmt: skip

    def _extent(self, spots: tuple[Spot, ...], on):
        if (spots, on) not in self._placed:
            self._placed[spots, on] = extent_for(spots, on)
        return self._placed[spots, on]

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


def reports_of(incidents: Iterable[Incident]) -> dict[int, list[Report]]:
    """The reports of each incident, with their organisations, in two queries."""
    found = defaultdict(list)
    linked = Report.objects.filter(link__incident__in=list(incidents)).select_related("organisation", "link")
    for report in linked.order_by("pk"):
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


def _countries(placed: Placed, spots: Iterable[Spot]) -> str:
    return " ".join(placed.countries or sorted({code for spot in spots for code in spot.countries}))


def _radius(spot: Spot) -> float | None:
    return spot.radius_km if spot.radius_km is not None else GEO_RADIUS_KM.get(spot.precision)


def _words(incident: Incident, weighed: Weighed, told: Iterable[Statement]) -> IncidentWords:
    kind, actor = event_types()[incident.event_type], actor_kinds()[incident.actor_kind]
    spots = [spot.name for spot in weighed.held("place") or ()]
    area = incident.area.name if incident.area else ""
    open_to_all = (*spots, area, kind.fr, kind.en, incident.actor_name, actor.fr, actor.en)
    told = list(told)
    narrated = [text for said in told for text in (said.text, *(spot.name for spot in said.spots))]
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
