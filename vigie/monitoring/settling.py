"""What an incident holds, computed from its reports, its choices and the rules. Persons' states stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.utils import timezone

from vigie.core import claims, corroboration, origins
from vigie.core.standards import actor_kinds, class_of, event_types, plain
from vigie.core.statement import Spot, Statement, Toll
from vigie.core.written import from_data
from vigie.directory.audiences import joined
from vigie.monitoring.models import Choice, Incident, IncidentPlace, Link, Report
from vigie.places.extents import extent_for

# What a settling writes. The state is among them: the rule moves it between candidate and corroborated.
SETTLED = (
    "state", "audience", "date_first", "date_last", "date_precision", "event_type", "actor_class",
    "actor_kind", "actor_name", "place_name", "countries", "area", "extent", "lat", "lon", "geo_precision",
    "radius_km", "killed_low", "killed_best", "killed_high", "killed_status", "tolls", "reports_count",
    "organisations_count", "origins_count", "words", "report_words",
)  # fmt: skip
COMPARED = tuple(f"{name}_id" if name in ("audience", "area", "extent") else name for name in SETTLED)
PLACE = ("position", "name", "countries", "area_id", "lat", "lon", "geo_precision", "radius_km")
LONGEST_WORD = 60


class Settler:
    """Settles incidents in batches; remembers audiences and extents that come again."""

    def __init__(self) -> None:
        self.audiences: dict[frozenset[int], object] = {}
        self.extents: dict[tuple, object] = {}

    def settle(self, incidents: Sequence[Incident]) -> None:
        """Bring rows in step with their reports and choices, writing only those that changed.

        A tombstone keeps what it held when it was merged.
        """
        standing = [each for each in incidents if each.state != "merged"]
        reports, choices = _reports_of(standing), _choices_of(standing)
        changed, new_places, moved = [], [], []
        held = _places_of(standing)
        for incident in standing:
            before = _values(incident, COMPARED)
            places = self.apply(incident, reports[incident.pk], choices[incident.pk])
            if _values(incident, COMPARED) != before:
                changed.append(incident)
            if [_values(each, PLACE) for each in places] != held[incident.pk]:
                moved.append(incident.pk)
                new_places += places
        _write(changed)
        IncidentPlace.objects.filter(incident__in=moved).delete()
        IncidentPlace.objects.bulk_create(new_places)

    def apply(
        self, incident: Incident, reports: Sequence[Report], choices: Sequence[Choice]
    ) -> list[IncidentPlace]:
        """Set the settled columns of `incident` (not saved) and return its places (not saved)."""
        told = {report.pk: from_data(report.statement) for report in reports}
        held = claims.settle(told, _chosen(choices))
        self._set_values(incident, held)
        places = self._set_places(incident, held.spots)
        self._set_counts(incident, reports, told)
        incident.audience = self._audience(reports)
        incident.words, incident.report_words = _words(incident, held, reports)
        return places
