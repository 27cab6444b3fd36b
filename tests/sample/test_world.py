"""What truly happened: types, places, waves, follow-ups and tolls that add up; nobody real."""

from collections import Counter
from datetime import date

import yaml

from sample.people import UNITS
from sample.region import km_between, region
from sample.world import FOLLOW_UP_DAYS, GROUPS, WORDS, Party, incidents, kinds
from vigie.core import standards
from vigie.core.standards import FOLDER, plain

STAGE = region()
MADE = list(incidents(STAGE, 3000, seed=5))


def test_types_are_every_leaf_but_the_unknown_and_nothing_else():
    leaves = {code for code, kind in standards.event_types().items() if kind.level == 3}
    assert set(kinds()[1]) == leaves - {"unknown"}
    assert len({incident.type for incident in MADE}) > 22


def test_kinds_of_actor_are_in_the_standards():
    parties = {incident.initiator for incident in MADE} | {i.target for i in MADE if i.target}
    assert {party.kind for party in parties} <= set(standards.actor_kinds())
    assert {"U-1", "U-5", "U-9", "G-1", "G-2"} <= {party.tag for party in parties}


def test_no_group_has_a_name_that_a_data_set_knows():
    raw = yaml.safe_load((FOLDER / "actors.yaml").read_text(encoding="utf-8"))["kinds"]
    real = {plain(str(alias)) for kind in raw.values() for alias in kind.get("aliases", ())}
    tags = {tag for by_country in GROUPS.values() for tags in by_country.values() for tag in tags if tag}
    names = {Party("", tag).name for tag in tags} | {unit.name for unit in UNITS}
    assert len(names) > 20
    assert all(name.split()[0] in WORDS.values() and name.split()[1][1] == "-" for name in names)
    assert {plain(name) for name in names}.isdisjoint(real)


def test_incidents_come_in_order_of_time_within_the_period():
    days = [incident.day for incident in MADE]
    assert days == sorted(days)
    assert days[0] >= date(2023, 7, 1)
    assert days[-1] <= date(2026, 6, 30)
    assert len({incident.id for incident in MADE}) == 3000


def test_follow_ups_are_near_in_space_and_time():
    by_id = {incident.id: incident for incident in MADE}
    followers = [incident for incident in MADE if incident.follows]
    assert 0.15 < len(followers) / 3000 < 0.25
    for incident in followers:
        earlier = by_id[incident.follows]
        assert 0 <= (incident.day - earlier.day).days <= FOLLOW_UP_DAYS
        km = km_between(incident.place.lat, incident.place.lon, earlier.place.lat, earlier.place.lon)
        assert km <= 15


def test_few_places_have_much_and_waves_make_months_differ():
    places = Counter(incident.place.number for incident in MADE).most_common()
    top = sum(count for _, count in places[: len(STAGE.places) // 10])
    assert 0.25 < top / 3000 < 0.7
    months = Counter((i.day.year, i.day.month, i.place.town.region) for i in MADE)
    assert max(months.values()) > 3 * sum(months.values()) / len(months)


def test_some_incidents_lie_in_two_places_or_two_countries():
    two = [incident for incident in MADE if incident.more]
    abroad = [incident for incident in two if incident.more[0].country != incident.place.country]
    assert 0.05 < len(two) / 3000 < 0.2
    assert 0.02 < len(abroad) / 3000 < 0.12


def test_tolls_add_up_and_no_part_exceeds_its_whole():
    for incident in MADE:
        toll = incident.tolls
        assert toll["killed"] == toll["killed_civilian"] + toll["killed_state"] + toll["killed_group"]
        assert toll["killed_women"] + toll["killed_children"] <= toll["killed_civilian"]
        assert toll["abducted_women"] <= toll["abducted"]
        assert min(toll.values()) >= 0


def test_more_incidents_need_no_more_memory():
    """The world is a stream: the first of a million is there before the last is drawn."""
    stream = incidents(STAGE, 200_000, seed=5)
    assert next(stream).id == "V-0000001"
