"""Asking the register in its own words."""

from __future__ import annotations

from datetime import date

import pytest

from vigie import access
from vigie.core.dates import day, month, year
from vigie.core.statement import Actor, Spot
from vigie.monitoring import acts, gathering
from vigie.monitoring.models import Incident
from vigie.places.models import Generation

pytestmark = pytest.mark.django_db

SAHEL = (Spot("Sahel", ("BF",), precision="adm1"),)
GAO = (Spot("Gao", ("ML",), 16.27, -0.04, "exact"),)
BORDER = (Spot("Gao", ("ML",), precision="adm1"), Spot("Tillabéri", ("NE",), precision="adm1"))


@pytest.fixture
def register(world):
    """Four incidents: a, b, border and vague."""
    told = {
        "a": {"spots": SAHEL, "event_type": "attack-civilians", "when": day(date(2026, 3, 12))},
        "b": {"spots": GAO, "event_type": "air-strike", "when": day(date(2026, 4, 2)),
              "actors": (Actor("initiator", "army", "FAMa"),), "text": "Frappe près du fleuve."},
        "border": {"spots": BORDER, "event_type": "abduction", "when": month(2026, 3)},
        "vague": {"spots": (), "event_type": "unknown", "when": year(2025), "actors": ()},
    }  # fmt: skip
    return {name: world.incident(world.report(world.a, name, **said)) for name, said in told.items()}


def names(register, found) -> set[str]:
    keys = set(found.values_list("pk", flat=True))
    return {name for name, incident in register.items() if incident.pk in keys}


CASES = [
    ("of_country", ("ML",), {"b", "border"}),
    ("of_country", ("NE",), {"border"}),
    ("of_country", ("TG",), set()),
    ("within", ("ML01",), {"b", "border"}),
    ("within", ("ML01", "2020"), {"b", "border"}),
    ("within", ("ML01", "1999"), set()),
    ("within", ("XX",), set()),
    ("of_type", ("violence-against-civilians",), {"a", "border"}),
    ("of_type", ("liberty",), {"border"}),
    ("of_type", ("air-strike",), {"b"}),
    ("of_actor_class", ("state-forces",), {"b"}),
    ("of_actor_class", ("unknown",), {"vague"}),
    ("in_state", ("candidate",), {"a", "b", "border", "vague"}),
    ("in_state", ("corroborated",), set()),
    ("mentioning", ("tillaberi",), {"border"}),
    ("mentioning", ("TILLABÉRI enlèv",), {"border"}),
    ("mentioning", ("gao frappe",), {"b"}),
    ("mentioning", ("fleuve",), set()),
    ("mentioning_in_reports", ("fleuve",), {"b"}),
    ("mentioning_in_reports", ("gao fleuve",), {"b"}),
    ("mentioning", ("  ",), {"a", "b", "border", "vague"}),
    ("mentioning", ("'; drop table \" & | ! : * )(",), set()),
]


@pytest.mark.parametrize(("ask", "what", "found"), CASES, ids=str)
def test_one_question(register, ask, what, found):
    narrowed = getattr(Incident.objects.live(), ask)(*what)
    assert names(register, narrowed) == found
    assert narrowed.count_known() == len(found)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 3, 1), date(2026, 3, 5), {"border"}),  # known to the month: it may have been then
        (date(2026, 3, 12), date(2026, 3, 12), {"a", "border"}),
        (date(2026, 4, 1), None, {"b"}),
        (None, date(2025, 12, 31), {"vague"}),
        (date(2025, 6, 1), date(2025, 6, 2), {"vague"}),
        (None, None, {"a", "b", "border", "vague"}),
    ],
)
def test_a_period_holds_what_may_have_happened_in_it(register, first, last, found):
    assert names(register, Incident.objects.in_period(first, last)) == found


def test_known_to_and_newest_first(world, register):
    gathering.join([(world.report(world.b), register["a"])])
    assert names(register, Incident.objects.known_to(world.b)) == {"a"}
    assert names(register, Incident.objects.known_to(world.alone)) == set()
    order = list(Incident.objects.newest_first().values_list("pk", flat=True))
    assert order == [register[name].pk for name in ("b", "a", "border", "vague")]


def test_tombstones_are_not_in_the_register(world, register):
    acts.withdraw(world.analyst, register["a"], reason="error", because="doublon")
    acts.merge(world.analyst, register["b"], into=register["border"], because="même")
    assert names(register, Incident.objects.live()) == {"border", "vague"}


def test_states_that_there_are(world, register):
    gathering.join([(world.report(world.b), register["a"])])
    acts.withdraw(world.analyst, register["b"], reason="error", because="x")
    assert Incident.objects.live().counted_by_state() == {"corroborated": 1, "candidate": 2}
    assert Incident.objects.none().counted_by_state() == {}


def test_months_in_a_row_and_what_no_month_can_hold(register):
    counted = Incident.objects.counted_by_month()
    assert counted.rows == [(date(2026, 3, 1), 2), (date(2026, 4, 1), 1)] and counted.not_placed == 1
    weeks = Incident.objects.counted_by_week()
    assert weeks.rows == [(date(2026, 3, 9), 1), (date(2026, 3, 16), 0), (date(2026, 3, 23), 0),
                          (date(2026, 3, 30), 1)]  # fmt: skip
    assert weeks.not_placed == 2
    assert Incident.objects.none().counted_by_month().rows == []


def test_areas_and_what_no_area_can_hold(register):
    counted = Incident.objects.counted_by_area(1, Generation.objects.all())
    assert {row.area.name: row.inside for row in counted.rows} == {"Gao": 2, "Sahel": 1, "Tillabéri": 1}
    assert counted.not_placed == 1
    only_mali = Incident.objects.counted_by_area(1, Generation.objects.filter(country="ML"))
    assert [(row.area.name, row.inside) for row in only_mali.rows] == [("Gao", 2)]


def test_everything_of_a_page_in_a_steady_number_of_queries(world, register, django_assert_num_queries):
    def read():
        for incident in Incident.objects.with_everything():
            [place.area and place.area.name for place in incident.places.all()]
            [link.report.organisation.slug for link in incident.links.all()]
            [(merger.into.ref, incident.audience.tlp) for merger in incident.mergers.all()]

    with django_assert_num_queries(11) as seen:
        read()
    for n in range(5):
        world.incident(world.report(world.a, f"more{n}", spots=BORDER))
    with django_assert_num_queries(len(seen.captured_queries)):
        read()


def test_the_words_of_a_changed_incident_are_found_anew(world, register):
    acts.choose(world.analyst, register["a"], field="place", value=GAO, because="x")
    assert names(register, Incident.objects.mentioning("gao")) == {"a", "b", "border"}
    assert names(register, Incident.objects.mentioning("sahel")) == set()
    Incident.objects.filter(pk=register["a"].pk).get().links.all().delete()
    Incident.objects.filter(pk=register["a"].pk).delete()
    assert names(register, Incident.objects.mentioning("gao")) == {"b", "border"}


def test_a_clerk_sees_settled_incidents_for_all_and_no_others(world, register):
    gathering.join([(world.report(world.b), register["a"])])
    seen = access.rows(world.clerk, "see", "monitoring.Incident")
    assert names(register, seen) == {"a"}
