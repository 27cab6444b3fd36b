"""The one law of marks: what the database answers is what plain Python says, for every reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie import access
from vigie.core.marks import Conditions, Reader, Ring, Stop, reads
from vigie.core.statement import TLP
from vigie.sharing.models import Circle, Hold, Terms

pytestmark = pytest.mark.django_db
BODIES = ("commission-bf", "commission-ml", "commission-ne", "ministere-bf", "cadre", "institut")
PERSONS = ("clerk", "second", "clerk_ml", "clerk_ne", "ministry", "researcher", "programme", "operator")
COUNTRIES = ("BF", "ML", "NE")

rings = st.builds(
    Ring,
    st.frozensets(st.integers(0, len(BODIES) - 1), max_size=3),
    st.frozensets(st.integers(0, len(PERSONS) - 1), max_size=2),
    st.sampled_from((False, False, False, True)),
)
moments = st.one_of(st.none(), st.sampled_from((-9, -1, 1, 9)))
drawn_terms = st.tuples(
    st.integers(0, len(BODIES) - 1), st.sampled_from(TLP), st.frozensets(st.integers(0, 3), max_size=2),
    moments, moments, moments, st.sampled_from((None, None, None, -1)),
)  # fmt: skip
stops = st.lists(st.builds(Stop, st.sampled_from(COUNTRIES), st.sampled_from(("given", "both"))), max_size=2)


@settings(max_examples=40, database=None)
@given(
    st.lists(rings, min_size=4, max_size=4), st.lists(drawn_terms, min_size=1, max_size=12), stops,
    st.frozensets(st.integers(0, 1)),
)  # fmt: skip
def test_the_database_and_plain_python_tell_the_same(world, rings, drawn, stops, lifted):
    now = timezone.now()
    with transaction.atomic():
        made = _written(world, rings, drawn, stops, lifted, now)
        in_force = tuple(stop for number, stop in enumerate(stops) if number not in lifted)
        for reader, actor in _readers(world):
            found = set(access.readable_terms(actor).filter(pk__in=made).values_list("pk", flat=True))
            told = {key for key, terms in made.items() if reads(reader, terms, in_force, now)}
            assert found == told, (reader, [made[key] for key in found ^ told], in_force)
        transaction.set_rollback(True)


def _written(world, rings, drawn, stops, lifted, now) -> dict[int, Conditions]:
    """The drawn circles, terms and holds in the database: key of the terms → the same in plain Python."""
    Hold.objects.update(lifted_at=now)
    body, circles, made = [world.bodies[slug] for slug in BODIES], [], {}
    persons = [world.accounts[name] for name in PERSONS]
    for ring in rings:
        circle = Circle.objects.create(
            name="x", kind="bureau", keeper=body[0], closed_at=now if ring.is_closed else None
        )
        circle.bodies.set(body[number] for number in ring.bodies)
        circle.persons.set(persons[number] for number in ring.persons)
        circles.append(circle)
    keyed = [
        Ring(
            frozenset(body[n].pk for n in ring.bodies),
            frozenset(persons[n].pk for n in ring.persons),
            ring.is_closed,
        )
        for ring in rings
    ]
    for originator, tlp, numbers, embargo, expires, published, withdrawn in drawn:
        times = {
            "embargo_until": _at(now, embargo), "expires_at": _at(now, expires), "withdrawn_at": _at(now, withdrawn),
            "published_at": _at(now, published) if tlp == "TLP:CLEAR" else None,
        }  # fmt: skip
        terms = Terms.objects.create(originator=body[originator], tlp=tlp, **times)
        terms.circles.set(circles[number] for number in numbers)
        made[terms.pk] = Conditions(
            body[originator].pk,
            body[originator].country,
            tlp,
            tuple(keyed[number] for number in numbers),
            **times,
        )
    for number, stop in enumerate(stops):
        Hold.objects.create(
            country=stop.country, reach=stop.reach, reason="x", holder=body[0],
            lifted_at=now if number in lifted else None,
        )  # fmt: skip
    return made


def _at(now, days):
    return now + timedelta(days=days) if days else None


def _readers(world):
    """Every kind of reader, in plain Python and as an account; roles outside every body read what the public reads."""
    yield Reader(), AnonymousUser()
    for name in PERSONS:
        actor = world.accounts[name]
        if actor.role in ("programme", "operator"):
            yield Reader(), actor
        else:
            yield Reader(actor.pk, actor.organisation_id, actor.organisation.country), actor


def test_no_row_is_told_twice(world):
    """Two circles that both reach a reader are one reason and not two rows."""
    shared = world.things["shared"].terms
    shared.circles.add(world.things["three"], world.things["persons"])
    clerk = world.accounts["clerk_ml"]
    assert list(access.readable_terms(clerk).filter(pk=shared.pk)) == [shared]
    assert access.rows(clerk, "see", "sharing.Item").filter(terms=shared).count() == 1


def test_the_installation_reads_everything(world):
    assert access.readable_terms(world.actor("node")).count() == Terms.objects.count()
