"""What an incident holds, from its reports, choices and rules."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.monitoring.world import statement
from vigie.core.dates import month
from vigie.core.statement import Actor, Origin, Spot, Toll
from vigie.core.written import from_data, to_data
from vigie.monitoring import gathering
from vigie.monitoring.models import Incident, ReferenceCounter
from vigie.monitoring.tolls import killed
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db

RADIO = (Origin("radio", "Radio Djawoampo"),)


def test_the_columns_are_what_the_reports_say_together(world):
    vague = world.report(
        world.b, when=month(2026, 3), tolls=(Toll("killed", low=5, best=5, high=5),), text="Le marché brûle."
    )
    incident = world.incident(world.report(world.a), vague)
    incident = Incident.objects.get(pk=incident.pk)
    assert (incident.date_first, incident.date_precision) == (date(2026, 3, 12), "day")
    assert (incident.killed_low, incident.killed_high, incident.killed_status) == (2, 5, "known")
    assert (incident.event_type, incident.actor_class) == ("attack-civilians", "jihadist-group")
    assert (incident.countries, incident.place_name, incident.radius_km) == ("BF", "Dori", 5.0)
    assert (incident.reports_count, incident.organisations_count, incident.origins_count) == (2, 2, 2)
    assert incident.places.get().name == "Dori"
    assert incident.ref == "LG-2026-000001"
    assert "attaque" in incident.words.words and "brule" not in incident.words.words
    assert "brule" in incident.words.report_words


def test_two_that_cite_one_radio_are_one_origin(world):
    one, other = world.report(world.a, origins=RADIO), world.report(world.b, origins=RADIO)
    incident = world.incident(one, other)
    assert (incident.organisations_count, incident.origins_count, incident.state) == (2, 1, "candidate")


def test_corroborated_arises_and_falls_back_by_rule(world):
    one, other = world.report(world.a), world.report(world.b)
    incident = world.incident(one)
    assert incident.state == "candidate"
    gathering.join([(other, incident)])
    incident.refresh_from_db()
    assert incident.state == "corroborated"
    gathering.part([other])
    incident.refresh_from_db()
    assert (incident.state, incident.reports_count) == ("candidate", 1)


def test_readers_are_those_who_may_read_every_report(world):
    incident = world.incident(
        world.report(world.a, tlp="TLP:GREEN"), world.report(world.a, "2", tlp="TLP:AMBER+STRICT")
    )
    assert incident.audience.tlp == "TLP:AMBER+STRICT"
    assert list(incident.audience.owners.all()) == [world.a]
    with pytest.raises(Unfit), transaction.atomic():
        world.incident(world.report(world.b), world.report(world.alone))
    assert Incident.objects.count() == 1


def test_an_incident_is_never_left_without_reports(world):
    report = world.report(world.a)
    incident = world.incident(report)
    with pytest.raises(Unfit, match=incident.ref):
        gathering.part([report])


def test_references_go_on_and_follow_the_year(world):
    groups = [[world.report(world.a, str(n))] for n in range(3)]
    groups += [[world.report(world.a, "old", when=month(2024, 5))]]
    refs = [incident.ref for incident in gathering.found(groups)]
    assert refs == ["LG-2026-000001", "LG-2026-000002", "LG-2026-000003", "LG-2024-000001"]
    assert ReferenceCounter.objects.take(2026, 2) == ["LG-2026-000004", "LG-2026-000005"]


def test_settling_again_writes_nothing(world, django_assert_num_queries):
    incident = world.incident(world.report(world.a), world.report(world.b))
    before = Incident.objects.get(pk=incident.pk).updated_at
    gathering.settle([incident.pk])
    assert Incident.objects.get(pk=incident.pk).updated_at == before


@pytest.mark.parametrize(
    ("tolls", "found"),
    [
        ([], (None, None, None, "unknown")),
        ([Toll("killed", low=0, best=0, high=0)], (0, 0, 0, "known")),
        ([Toll("killed", status="withheld")], (None, None, None, "withheld")),
        ([Toll("killed", "civilian", low=1, best=2, high=2), Toll("killed", "state", low=1, best=1, high=3)],
         (2, 3, 5, "known")),
        ([Toll("killed", "civilian", low=1, best=2, high=2), Toll("killed", "state", status="unknown")],
         (1, 2, None, "known")),
        ([Toll("killed", "health_worker", low=1, best=1, high=1), Toll("injured", low=9, best=9, high=9)],
         (1, 1, None, "known")),
        ([Toll("killed", low=4, best=4, high=4), Toll("killed", "civilian", low=3, best=3, high=3)],
         (4, 4, 4, "known")),
    ],
)  # fmt: skip
def test_killed_in_all(tolls, found):
    toll = killed(tolls)
    assert (toll.low, toll.best, toll.high, toll.status) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"killed_low": 3, "killed_best": 2},
        {"killed_best": 9},
        {"date_last": date(2025, 1, 1)},
        {"state": "certain"},
        {"state": "merged"},
        {"ref": "LG-2026-000002"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(world, wrong):
    incident = world.incident(world.report(world.a))
    world.incident(world.report(world.a, "2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(**wrong)


def test_several_places_and_countries(world):
    spots = (Spot("Tillabéri", ("NE",), 14.2, 1.45), Spot("Gao", ("ML",), 16.27, -0.04))
    incident = world.incident(world.report(world.a, spots=spots, actors=(Actor("initiator"),)))
    assert incident.countries == "ML NE" and incident.place_name == "Tillabéri"
    assert list(incident.places.order_by("position").values_list("name", flat=True)) == ["Tillabéri", "Gao"]
    assert incident.actor_class == "unknown"
    assert statement(spots=spots) == from_data(to_data(statement(spots=spots)))


def test_a_point_outside_its_country_is_not_believed(world):
    swapped = (Spot("Sahel", ("BF",), -0.03, 14.03, "near"),)
    incident = Incident.objects.get(pk=world.incident(world.report(world.a, spots=swapped)).pk)
    assert (incident.lat, incident.lon, incident.geo_precision) == (None, None, "unknown")
    assert (incident.countries, incident.places.get().lat) == ("BF", None)
