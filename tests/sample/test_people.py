"""Who is who: everything refers to something, dates fit, and nobody bears a name."""

import json
import re
from itertools import pairwise

import pytest

ROLES = {
    "monitor",
    "analyst",
    "coordinator",
    "clerk",
    "chair",
    "member",
    "ministry",
    "researcher",
    "programme",
    "operator",
}


@pytest.fixture(scope="module")
def directory(built):
    return json.loads(built.directory.read_text(encoding="utf-8"))


def test_every_role_has_an_account_in_a_known_organisation(directory):
    slugs = {organisation["slug"] for organisation in directory["organisations"]}
    people = {person["slug"] for person in directory["people"]}
    assert {account["role"] for account in directory["accounts"]} == ROLES
    assert {account["organisation"] for account in directory["accounts"]} <= slugs
    assert {account["person"] for account in directory["accounts"]} <= people
    usernames = [account["username"] for account in directory["accounts"]]
    assert len(usernames) == len(set(usernames))


def test_observatories_have_all_three_roles(directory):
    for letter in "abcd":
        mine = {a["role"] for a in directory["accounts"] if a["organisation"] == f"observatoire-{letter}"}
        assert mine == {"monitor", "analyst", "coordinator"}


def test_units_posts_and_holders_exist(directory):
    units = {unit["slug"] for unit in directory["units"]}
    posts = {post["slug"] for post in directory["posts"]}
    people = {person["slug"] for person in directory["people"]}
    assert len(units) == 12
    assert {unit["parent"] for unit in directory["units"] if unit["parent"]} <= units
    for command in directory["commands"]:
        assert command["unit"] in units
        assert command["post"] in posts
        assert command["person"] is None or command["person"] in people
        assert command["certainty"] in ("documented", "presumed", "possible")
        assert command["sources"]
        assert command["end_date"] is None or command["start_date"] < command["end_date"]


def test_command_has_gaps_overlaps_and_posts_with_nobody_known(directory):
    by_unit = {}
    for command in directory["commands"]:
        by_unit.setdefault(command["unit"], []).append(command)
    pairs = [(one, two) for lines in by_unit.values() for one, two in pairwise(lines)]
    assert any(two["start_date"] < one["end_date"] for one, two in pairs)
    assert any(two["start_date"][:7] > one["end_date"][:7] for one, two in pairs)
    assert any(command["person"] is None for command in directory["commands"])
    assert any(len(command["start_date"]) == 7 for command in directory["commands"])


def test_positions_are_in_areas_that_exist(directory, built):
    codes = set()
    for path in built.areas:
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            codes |= {value for name, value in feature["properties"].items() if name.endswith("_pcode")}
    assert {position["area"] for position in directory["positions"]} <= codes
    assert {position["kind"] for position in directory["positions"]} == {"base", "aoo"}


def test_nobody_bears_a_name(directory):
    title = re.compile(
        r"(Moniteur|Analyste|Coordination) [A-D]$|Titulaire [A-D] du poste C-\d+$"
        r"|(Secrétaire|Membre|Présidence) de commission \(\w\w\)$|Agent de liaison \(\w\w\)$"
        r"|Chercheuse ou chercheur$|Chargée ou chargé de programme$|Exploitation$"
    )
    assert [person["name"] for person in directory["people"] if not title.match(person["name"])] == []
