"""What people ask of the register, and what they are told when it cannot be understood."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from vigie import access
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.monitoring import gathering
from vigie.monitoring.forms import RegisterFilter

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    """One incident of two organisations that clerks may read; "marteau" is only in a narrative."""
    spots = (Spot("Gao", ("ML",), 16.27, -0.04),)
    one = world.report(world.a, spots=spots, text="Blessé par un marteau.", when=day(date(2026, 3, 12)))
    return world.incident(one, world.report(world.b, spots=spots))


def asked(query: str, actor) -> RegisterFilter:
    return RegisterFilter(QueryDict(query), actor=actor)


def narrowed(query: str, actor):
    return asked(query, actor).narrow(access.rows(actor, "see", "monitoring.Incident").live())


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1), ("country=ML", 1), ("country=BF", 0), ("area=gao", 1), ("area=ML01", 1), ("area=ml01", 1),
        ("area=Sahel", 0), ("first=mars+2026&last=mars+2026", 1), ("first=13/03/2026", 0),
        ("last=11+mars+2026", 0), ("first=2026", 1), ("type=attack", 1), ("type=fighting", 0),
        ("state=corroborated", 1), ("state=contested", 0), ("actor=jihadist-group", 1),
        ("organisation=a", 1), ("organisation=alone", 0), ("text=marteau", 1), ("text=gao+attaque", 1),
        ("text=fleuve", 0), ("country=ML&type=attack&text=gao", 1), ("after=abc&page=2", 1),
    ],
)  # fmt: skip
def test_narrowing(world, incident, query, count):
    assert narrowed(query, world.analyst).count_known() == count


@pytest.mark.parametrize("query", ["text=marteau", "text=gao+marteau"])
def test_narratives_are_searched_only_for_those_who_read_reports(world, incident, query):
    assert narrowed(query, world.analyst).count_known() == 1
    for actor in (world.clerk, world.monitor):
        assert narrowed(query, actor).count_known() == 0
    assert narrowed("text=gao", world.clerk).count_known() == 1


def test_who_may_not_read_reports_cannot_ask_who_sent_them(world, incident):
    gathering.settle([incident.pk])
    for slug in ("a", "b", "alone", "nobody"):
        assert narrowed(f"organisation={slug}", world.clerk).count_known() == 1
    form = asked("organisation=a", world.clerk)
    assert "organisation" not in form.fields and form.active() == []


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("first=30+février+2026", "first", "30 February does not exist. Write a date like 18 March 2026."),
        ("first=31/04/2026", "first", "31 April does not exist."),
        ("last=hier", "last", "“hier” is not a date"),
        ("first=2026-05&last=2026-03", "last", "before the beginning"),
        ("area=Atlantide", "area", "No area is called “Atlantide”"),
        ("country=XX", "country", "“XX” is not in the list"),
        ("type=crime", "type", "“crime” is not in the list"),
        ("state=withdrawn", "state", "“withdrawn” is not in the list"),
        ("organisation=nobody", "organisation", "“nobody” is not in the list"),
    ],
)
def test_what_cannot_be_understood_gets_a_sentence_and_no_rows(world, incident, query, field, words):
    with translation.override("en"):
        form = asked(query, world.analyst)
        assert not form.is_valid() and words in form.errors[field][0]
        assert form.narrow(access.rows(world.analyst, "see", "monitoring.Incident")).count_known() == 0


def test_active_filters_and_the_way_to_remove_each(world, incident):
    with translation.override("en"):
        active = asked(
            "country=ML&first=mars+2026&type=&area=gao&generation=&after=x", world.analyst
        ).active()
    assert [(each.name, each.value, each.without) for each in active] == [
        ("country", "Mali", "?first=mars+2026&area=gao"),
        ("area", "Gao", "?country=ML&first=mars+2026"),
        ("first", "mars 2026", "?country=ML&area=gao"),
    ]


def test_when_nothing_is_found_which_filter_is_in_the_way(world, incident):
    form = asked("country=ML&first=2027&type=attack", world.analyst)
    seen = access.rows(world.analyst, "see", "monitoring.Incident").live()
    assert form.narrow(seen).count_known() == 0
    assert [(each.active.name, each.count) for each in form.when_nothing_found(seen)] == [("first", 1)]


def test_an_area_on_the_map_that_is_meant(world, incident):
    from vigie.places.models import Area, Generation

    newer = Generation.objects.create(
        country="ML", name="2023", valid_from=date(2023, 1, 1), source="invented"
    )
    Area.objects.create(generation=newer, country="ML", level=1, pcode="ML01", name="Gao")
    assert narrowed("area=ML01", world.analyst).count_known() == 0  # nothing lies on the newer map yet
    older = Generation.objects.get(country="ML", name="2020")
    assert narrowed(f"area=ML01&generation={older.pk}", world.analyst).count_known() == 1
    with translation.override("en"):
        assert not asked("area=ML01&generation=999", world.analyst).is_valid()
