"""Overlaps are read from the register by independent origin, and of what all may read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.counting.register import OWN, drawn, organisations, told
from tests.drawn import table
from tests.monitoring.world import World
from vigie.core.origins import Telling, origins_of
from vigie.core.statement import Origin
from vigie.counting.captures import MOST_LISTS, OTHERS, Held, _lists, holders
from vigie.counting.strata import WHOLE, Stratum
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db

ORIGINS = {
    "own": Origin("own_monitor"),
    "radio": Origin("radio", "Radio R"),
    "press": Origin("press", "Journal J"),
    "after_a": Origin("organisation", "a"),
    "unnamed": Origin("radio"),
}
# Where a, b and c have one incident from (+: both), and which of them hold it.
HELD_BY = table("""
case                          a          b          c        hold
each_by_itself                own        own        own      a,b,c
one_repeats_another           own        after_a    -        a
two_heard_one_radio           radio      radio      -        one
the_radio_goes_to_the_other   own+radio  radio      -        a,b
two_radios                    radio      press      -        a,b
three_heard_one_radio         radio      radio      own      c+one
an_unnamed_radio_is_known     radio      unnamed    -        one
""")


@pytest.mark.parametrize("case", HELD_BY)
def test_who_holds_an_incident(case):
    drawn = dict(HELD_BY[case])
    hold = drawn.pop("hold")
    tellings = [
        Telling(number, slug, tuple(ORIGINS[name] for name in said.split("+")))
        for number, (slug, said) in enumerate(drawn.items())
        if said != "-"
    ]
    found = holders(origins_of(tellings).groups, {each.report: each.organisation for each in tellings})
    if "one" in hold:
        assert len(found) == len(hold.split("+")) and set(hold.split("+")) - {"one"} <= found
    else:
        assert found == set(hold.split(","))


def test_the_order_of_the_reports_changes_nothing():
    tellings = [Telling(number, slug, (ORIGINS["radio"],)) for number, slug in enumerate("abc")]
    of = {each.report: each.organisation for each in tellings}
    assert holders(origins_of(tellings).groups, of) == holders(origins_of(tellings[::-1]).groups, of)


def test_patterns_are_counted_by_stratum():
    world = World.made()
    tellers = organisations(world)
    told(world, tellers, [
        {"by": "ab"}, {"by": "ab", "country": "ML"}, {"by": "c", "on": date(2026, 5, 1)},
        {"by": "ab", "origins": {"a": (Origin("radio", "R"),), "b": (Origin("radio", "R"),)}},
        {"by": "abcd", "type": "armed-clash"},
    ])  # fmt: skip
    held = Held.read()
    slugs = [slug for slug, _name in held.lists]
    tallies = held.tally(held.clusters())

    def by_names(stratum) -> dict:
        return {
            "".join(sorted(slug for place, slug in enumerate(slugs) if pattern >> place & 1)): count
            for (pattern, _reader), count in tallies[stratum].items()
        }

    assert {k: v for k, v in by_names(WHOLE).items() if len(k) != 1} == {"ab": 2, "abcd": 1}
    assert sum(by_names(WHOLE).values()) == 5, "what two heard on one radio is held by one of them"
    assert sum(by_names(Stratum("period", first=date(2026, 4, 1), last=date(2026, 6, 30))).values()) == 1
    assert sum(by_names(Stratum("type", event_type="fighting")).values()) == 1
    cell = Stratum("cell", "ML", None, date(2026, 1, 1), date(2026, 12, 31), "violence-against-civilians")
    assert by_names(cell) == {"ab": 1}
    assert sum(sum(t.values()) for s, t in tallies.items() if s.kind == "area") == 10, (
        "country and region each"
    )


def test_what_others_may_not_read_is_not_compared():
    world = World.made()
    tellers = organisations(world)
    told(
        world, tellers, [{"by": "a", "tlp": "TLP:AMBER+STRICT"}, {"by": "b", "tlp": "TLP:RED"}, {"by": "ab"}]
    )
    held = Held.read()
    assert sum(held.tally(held.clusters())[WHOLE].values()) == 1
    assert sum(held.by_reader(held.clusters()).values()) == 3, "they are in the register nonetheless"


def test_drafts_and_refuted_incidents_are_not_counted():
    world = World.made()
    made = told(world, organisations(world), [{"by": "ab"}, {"by": "ab"}, {"by": "ab"}, {"by": "ab"}])
    for incident, state in zip(made, ("draft", "refuted", "withdrawn", "contested"), strict=True):
        Incident.objects.filter(pk=incident.pk).update(state=state)
    held = Held.read()
    assert sum(held.tally(held.clusters())[WHOLE].values()) == 1


def test_a_cluster_lies_where_most_of_its_reports_stand():
    world = World.made()
    made = told(world, organisations(world), [{"by": "abc"}, {"by": "d", "country": "ML"}])
    held = Held.read()
    reports = sorted(held.incident_of)
    (pattern,) = {pattern for pattern, _reader in held.tally([reports])[WHOLE]}
    assert pattern == 0b1111
    assert held.incident(reports) == held.standing[made[0].pk]


def test_the_smallest_of_many_organisations_are_one_list():
    sizes = {f"o{number}": 100 - number for number in range(11)}
    lists, bit = _lists(sizes, {slug: slug for slug in sizes})
    assert len(lists) == MOST_LISTS and lists[-1] == (OTHERS, "")
    assert [bit[f"o{number}"] for number in range(11)] == [0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7]


def test_effort_is_the_share_of_weeks_in_which_each_told_of_something():
    world = World.made()
    first = date(2026, 1, 5)
    told(world, organisations(world), [
        {"by": "abcd", "on": first}, {"by": "ab", "on": date(2026, 1, 12)}, {"by": "a", "on": date(2026, 1, 19)},
    ])  # fmt: skip
    held = Held.read()
    assert held.effort(Stratum("period", first=date(2026, 1, 1), last=date(2026, 3, 31))) == pytest.approx(
        7 / 12
    )
    assert held.effort(WHOLE) is None


def test_an_empty_register_has_no_lists():
    World.made()
    held = Held.read()
    assert held.lists == () and held.clusters() == [] and not held.tally([])[WHOLE]


def test_incidents_that_nobody_knows_are_not_made():
    assert all(each["by"] for each in drawn(50)) and OWN[0].kind == "own_monitor"
