"""The one law of marks: what the database answers is what plain Python says, for every reader."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie import access
from vigie.access.rules.sharing import delivered_terms
from vigie.core.marks import Conditions, Reader, Ring, Stop, arrives, reads
from vigie.core.statement import TLP
from vigie.directory.models import Account
from vigie.sharing import terms as made_by_hand
from vigie.sharing.models import Circle, Hold, Terms

pytestmark = pytest.mark.django_db
BODIES = ("commission-bf", "commission-ml", "commission-ne", "ministere-bf", "cadre", "institut")
PERSONS = ("clerk", "second", "clerk_ml", "clerk_ne", "ministry", "researcher")
COUNTRIES = ("BF", "ML", "NE")
REACHES = ("given", "both")

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
    st.sampled_from((None, None, 0, 1)),  # the circle to which the originator has agreed to pass it on
)  # fmt: skip
stops = st.lists(st.builds(Stop, st.sampled_from(COUNTRIES), st.sampled_from(REACHES)), max_size=2)
roles = st.lists(st.sampled_from(access.ROLES), min_size=len(PERSONS), max_size=len(PERSONS))


@settings(max_examples=25, database=None)
@given(
    st.lists(rings, min_size=4, max_size=4), st.lists(drawn_terms, min_size=1, max_size=12), stops,
    st.frozensets(st.integers(0, 1)), roles,
)  # fmt: skip
def test_the_database_and_plain_python_tell_the_same(world, rings, drawn, stops, lifted, roles):
    now = timezone.now()
    with transaction.atomic():
        made = _written(world, rings, drawn, stops, lifted, now)
        in_force = tuple(stop for number, stop in enumerate(stops) if number not in lifted)
        for reader, actor in _readers(world, roles):
            assert _told(access.readable_terms(actor), made) == {
                key for key, terms in made.items() if reads(reader, terms, in_force, now)
            }, (reader, actor.role if reader.person else "public", in_force)
            assert _told(delivered_terms(actor), made) == {
                key for key, terms in made.items() if arrives(reader, terms, in_force, now)
            }, (reader, in_force)
        transaction.set_rollback(True)


def test_every_mark_with_every_circle_time_consent_and_hold_for_every_role(world):
    """No corner is left to chance: all of them at once, in one small world, under each hold."""
    now = timezone.now()
    Hold.objects.update(lifted_at=now)
    made = _every_terms(world, now)
    assert len(made) > 1000
    holds = [(), *((Stop(country, reach),) for country in ("BF", "ML") for reach in REACHES)]
    for stops in holds:
        for stop in stops:
            Hold.objects.create(
                country=stop.country, reach=stop.reach, reason="x", holder=world.bodies["cadre"]
            )
        for role in access.ROLES:
            for reader, actor in _readers(world, [role] * len(PERSONS), ("clerk", "clerk_ml")):
                expected = {key for key, terms in made.items() if reads(reader, terms, stops, now)}
                assert _told(access.readable_terms(actor), made) == expected, (role, reader, stops)
        Hold.objects.filter(lifted_at=None).update(lifted_at=now)


def _every_terms(world, now) -> dict[int, Conditions]:
    """One row for each: of two originators, under each mark, in each circle, at each time, withdrawn or not."""
    body, person = world.bodies, world.accounts
    circles = [
        (),
        (_circle(bodies=[body["commission-bf"], body["commission-ml"]]),),
        (_circle(persons=[person["clerk"], person["clerk_ml"]]),),
        (_circle(bodies=[body["commission-bf"], body["commission-ml"]], closed_at=now),),
        (_circle(bodies=[body["commission-bf"]]), _circle(bodies=[body["commission-ml"]], kind="onward")),
    ]
    days, rows = (None, -1, 1), []
    for slug, tlp, number, embargo, expires, withdrawn, published in product(
        ("commission-bf", "commission-ml"), TLP, range(len(circles)), days, days, (None, -1), days
    ):
        if published is None or tlp == "TLP:CLEAR":
            times = {
                "embargo_until": _at(now, embargo), "expires_at": _at(now, expires),
                "withdrawn_at": _at(now, withdrawn), "published_at": _at(now, published),
            }  # fmt: skip
            rows.append((Terms(originator=body[slug], tlp=tlp, **times), number))
    Terms.objects.bulk_create([terms for terms, _number in rows])
    through = Terms.circles.through
    through.objects.bulk_create(
        through(terms=terms, circle=circle) for terms, number in rows for circle, _ring in circles[number]
    )
    return {
        terms.pk: Conditions(
            terms.originator_id, terms.originator.country, terms.tlp, tuple(ring for _c, ring in circles[number]),
            terms.embargo_until, terms.expires_at, terms.published_at, terms.withdrawn_at,
        )
        for terms, number in rows
    }  # fmt: skip


def _circle(*, bodies=(), persons=(), closed_at=None, kind="bureau") -> tuple[Circle, Ring]:
    """A circle in the database, and the same in plain Python."""
    keeper = Terms.objects.first().originator
    circle = Circle.objects.create(name="x", kind=kind, keeper=keeper, closed_at=closed_at)
    circle.bodies.set(bodies)
    circle.persons.set(persons)
    keys = frozenset(each.pk for each in bodies), frozenset(each.pk for each in persons)
    return circle, Ring(*keys, closed_at is not None)


def _written(world, rings, drawn, stops, lifted, now) -> dict[int, Conditions]:
    """The drawn circles, terms and holds in the database: key of the terms → the same in plain Python."""
    Hold.objects.update(lifted_at=now)
    body, made = [world.bodies[slug] for slug in BODIES], {}
    persons = [world.accounts[name] for name in PERSONS]
    circles = [
        _circle(
            bodies=[body[number] for number in ring.bodies], persons=[persons[number] for number in ring.persons],
            closed_at=now if ring.is_closed else None,
        )
        for ring in rings
    ]  # fmt: skip
    for originator, tlp, numbers, embargo, expires, published, withdrawn, agreed in drawn:
        times = {
            "embargo_until": _at(now, embargo), "expires_at": _at(now, expires), "withdrawn_at": _at(now, withdrawn),
            "published_at": _at(now, published) if tlp == "TLP:CLEAR" else None,
        }  # fmt: skip
        terms = Terms.objects.create(originator=body[originator], tlp=tlp, **times)
        terms.circles.set(circles[number][0] for number in numbers)
        audience = [circles[number][1] for number in numbers]
        if agreed is not None:
            made_by_hand.pass_on(terms, circles[agreed][0])
            asked = circles[agreed][1]
            audience.append(Ring(asked.bodies if tlp != "TLP:RED" else frozenset(), asked.persons))
        made[terms.pk] = Conditions(
            body[originator].pk, body[originator].country, tlp, tuple(audience), **times
        )
    for number, stop in enumerate(stops):
        Hold.objects.create(
            country=stop.country, reach=stop.reach, reason="x", holder=body[0],
            lifted_at=now if number in lifted else None,
        )  # fmt: skip
    return made


def _at(now, days):
    return now + timedelta(days=days) if days else None


def _told(found, made) -> set[int]:
    return set(found.filter(pk__in=made).values_list("pk", flat=True)) if len(made) < 500 else (
        set(found.values_list("pk", flat=True)) & made.keys()
    )  # fmt: skip


def _readers(world, roles, names=PERSONS):
    """The public, and each person in the role drawn for them; roles outside every body read what the public reads."""
    yield Reader(), AnonymousUser()
    for name, role in zip(names, roles, strict=False):
        known = world.accounts[name]
        actor = Account(pk=known.pk, role=role, organisation=known.organisation)
        if role in access.BODIES:
            yield Reader(actor.pk, actor.organisation_id, actor.organisation.country), actor
        else:
            yield Reader(), actor


def test_no_row_is_told_twice(world):
    """Two circles that both reach a reader are one reason and not two rows."""
    shared = world.things["shared"].terms
    shared.circles.add(world.things["three"], world.things["persons"])
    clerk = world.accounts["clerk_ml"]
    assert list(access.readable_terms(clerk).filter(pk=shared.pk)) == [shared]
    assert access.rows(clerk, "see", "sharing.Item").filter(terms=shared).count() == 1


def test_the_installation_reads_everything(world):
    assert access.readable_terms(world.actor("node")).count() == Terms.objects.count()
