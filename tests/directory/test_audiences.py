"""Audiences as rows: interned, joined, and of one mind with the law."""

from __future__ import annotations

import itertools
import threading

import pytest
from django.db import connection, connections

from vigie.access import readable_audiences
from vigie.core.reach import MARKS, NotAMark
from vigie.directory.audiences import Reaches, audience, joined, mutually_readable
from vigie.directory.models import Account, Audience


@pytest.fixture
def people(bodies) -> list[Account]:
    """Two analysts of each organisation, members of the platform or not."""
    return [
        Account.objects.create(username=f"{slug}-{n}", role="analyst", organisation=body, password="!")
        for slug, body in bodies.items()
        for n in (1, 2)
    ]


def readers(one: Audience, people) -> set[str]:
    """Who may read it, asked from the law itself."""
    return {
        person.username
        for person in people
        if Audience.objects.filter(readable_audiences(person), pk=one.pk).exists()
    }


def some_audiences(bodies, people) -> list[Audience]:
    a, b, c, outside = (bodies[slug] for slug in ("obs-a", "obs-b", "obs-c", "commission"))
    sets = [
        ([a], [], people[:2]),
        ([b], [a, outside], people[1:4]),
        ([a, b], [c], people[:1]),
        ([outside], [a], []),
        ([], [], []),
    ]
    return [audience(mark, *each) for mark in MARKS for each in sets]


def test_equal_sets_share_one_row(bodies, people):
    a, b = bodies["obs-a"], bodies["obs-b"]
    one = audience("TLP:AMBER", [a], [b])
    assert audience("TLP:AMBER", (a, a), (b, a)) == one
    assert audience("TLP:AMBER+STRICT", [a], [b], people) == audience("TLP:AMBER+STRICT", [a])
    assert audience("TLP:AMBER", [b], [a]) != one
    assert set(one.owners.all()) == {a} and set(one.partners.all()) == {b}
    with pytest.raises(NotAMark):
        audience("TLP:ORANGE", [a])


def test_nobody_reads_an_incident_who_may_not_read_each_report(bodies, people):
    """Every pair and every third triple of 25 audiences, with the law as the judge."""
    found = some_audiences(bodies, people)
    who = {each.pk: readers(each, people) for each in found}
    triples = itertools.islice(itertools.combinations(found, 3), 0, None, 37)
    count = 0
    for group in itertools.chain(itertools.combinations(found, 2), triples):
        if together := joined(group):
            count += 1
            if together.pk not in who:
                who[together.pk] = readers(together, people)
            assert who[together.pk] <= set.intersection(*(who[each.pk] for each in group))
    assert count > 20


def test_owners_read_each_other_or_stay_apart(bodies, people):
    found = some_audiences(bodies, people)
    for one, other in itertools.combinations(found, 2):
        if not mutually_readable(one, other):
            continue
        for mine, theirs in ((one, other), (other, one)):
            for owner in mine.owners.all():
                own = {each.username for each in people if each.organisation_id == owner.pk}
                if theirs.tlp != "TLP:RED":
                    assert own <= readers(theirs, people)
                else:
                    assert set(mine.owners.all()) == set(theirs.owners.all())


def test_red_stays_in_its_organisation(bodies, people):
    a, b = bodies["obs-a"], bodies["obs-b"]
    red = audience("TLP:RED", [a], readers=people)
    for other in (
        audience("TLP:RED", [b], readers=people),
        audience("TLP:GREEN", [b]),
        audience("TLP:AMBER", [b], [a]),
    ):
        assert not mutually_readable(red, other) and joined([red, other]) is None
    within = joined([red, audience("TLP:AMBER", [a], [b])])
    assert {each.organisation.slug for each in within.readers.all()} == {"obs-a", "obs-b"}


def test_companions_are_the_pairs_asked_one_by_one(bodies, people):
    found = some_audiences(bodies, people)
    companions = Reaches.of().companions()
    for one, other in itertools.combinations(found, 2):
        assert (other.pk in companions[one.pk]) == mutually_readable(one, other)


def test_asking_about_many_pairs_takes_few_questions(bodies, people, django_assert_max_num_queries):
    some_audiences(bodies, people)
    with django_assert_max_num_queries(6):
        Reaches.of().companions()


@pytest.mark.django_db(transaction=True)
def test_two_processes_make_one_row_and_see_its_sets(bodies):
    a, b = bodies["obs-a"], bodies["obs-b"]
    start, seen, wrong = threading.Barrier(4), [], []

    def make():
        try:
            start.wait()
            one = audience("TLP:AMBER", [a], [b])
            seen.append((one.pk, one.owners.count(), one.partners.count()))
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an SQLite database in memory has one writer by itself")
    threads = [threading.Thread(target=make) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and len(set(seen)) == 1 and seen[0][1:] == (1, 1)
    assert Audience.objects.count() == 1
