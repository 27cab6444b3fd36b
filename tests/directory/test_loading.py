"""A directory file comes in whole, row by row, and a second time without effect."""

from __future__ import annotations

import json

import pytest

from vigie.access import NodeActor
from vigie.core import dates
from vigie.directory.commanding import who_commanded
from vigie.directory.loading import NotADirectory, load_directory, read
from vigie.directory.models import Account, Command, Organisation, Positioning, Unit, UnitLink
from vigie.ledger.models import Entry, Node

NODE = NodeActor()
NOTE = {"note": "Annuaire inventé"}
SOURCES = [{"title": "Communiqué fictif n° 3", "date": "2024-01-02"}]


def a_file(**changes) -> dict:
    return {
        "fictional": True,
        **NOTE,
        "organisations": [
            {"slug": "obs-a", "name": "Observatoire A", "classification": "observatory", "country": "BF",
             "parent": "reseau", "fictional": True},
            {"slug": "reseau", "name": "Réseau", "classification": "regional", "country": ""},
        ],
        "people": [{"slug": "p-1", "name": "Titulaire A du poste C-1"}],
        "posts": [
            {"slug": "c-1", "label": "Poste C-1", "organisation": "u-1", "role": "command"},
            {"slug": "analyste", "label": "Analyste", "organisation": "obs-a"},
        ],
        "memberships": [
            {"person": "p-1", "organisation": "obs-a", "post": "analyste", "start_date": "2023-07-01",
             "end_date": None},
        ],
        "accounts": [{"username": "analyste-a", "role": "analyst", "organisation": "obs-a", "person": "p-1"}],
        "units": [
            {"slug": "u-1", "name": "Unité U-1", "country": "ML", "kind": "army", "parent": "u-0"},
            {"slug": "u-0", "name": "Unité U-0", "country": "ML", "kind": "army", "parent": None},
        ],
        "commands": [
            {"unit": "u-1", "post": "c-1", "person": "p-1", "start_date": "2024-01-02", "end_date": "2025-03",
             "certainty": "documented", "sources": SOURCES},
            {"unit": "u-1", "post": "c-1", "person": None, "start_date": "2025-04", "end_date": None,
             "certainty": "presumed",
             "sources": [*SOURCES, {"title": "Bulletin fictif n° 9", "date": "2026-02-01"}]},
        ],
        "positions": [
            {"unit": "u-1", "kind": "base", "place": "Ville", "area": "ML0501", "lat": 14.1, "lon": -1.6,
             "start_date": "2024-01-01", "end_date": None, "certainty": "possible", "sources": SOURCES},
        ],
        **changes,
    }  # fmt: skip


@pytest.fixture
def node(db, area) -> Node:
    return Node.objects.create(fictional=True)


def load(node, data, password="vigie-demo-2026"):
    return load_directory(NODE, node, data=data, password=password)


def test_everything_comes_in_and_a_second_time_nothing_changes(node):
    first = load(node, a_file())
    assert not first.refused, first.refused
    assert first.counts["created"] == 13 and first.counts["updated"] == 1, "the parent is said afterwards"
    before = {
        model: list(model.objects.values()) for model in (Organisation, Unit, Command, Positioning, Account)
    }
    again = load(node, a_file())
    assert set(again.counts) == {"unchanged"} and len(again.rows) == len(first.rows)
    assert all(list(model.objects.values()) == rows for model, rows in before.items())
    assert Entry.objects.filter(act="load_directory").count() == 2
    assert UnitLink.objects.get().certainty == "presumed"
    assert Organisation.objects.get(slug="obs-a").is_member
    assert not Organisation.objects.get(slug="reseau").is_member
    assert Account.objects.get().check_password("vigie-demo-2026")
    assert Positioning.objects.get().area.pcode == "ML0501"


def test_popolo_dates_are_true_ends_and_an_open_one_is_last_cited_by_its_newest_source(node):
    load(node, a_file())
    closed, still = Command.objects.order_by("pk")
    assert (closed.first_cited, closed.last_cited, closed.is_start, closed.is_end) == (
        "2024-01-02", "2025-03", True, True,
    )  # fmt: skip
    assert (still.last_cited, still.is_end) == ("2026-02-01", False)
    found = who_commanded(NODE, Unit.objects.get(slug="u-1"), dates.parse("2025-12-01"))
    assert [(each.name, each.certainty) for each in found.holders] == [("Poste C-1", "presumed")]


def test_a_changed_row_is_updated(node):
    load(node, a_file())
    changed = a_file(people=[{"slug": "p-1", "name": "Autre nom"}])
    assert [(row.section, row.outcome) for row in load(node, changed).rows if row.outcome != "unchanged"] == [
        ("people", "updated")
    ]


WRONG = {
    "organisations": [
        ({"slug": "x", "name": "X", "classification": "club"}, "club"),
        ({"slug": "x", "classification": "media"}, "name"),
        ({"name": "X", "classification": "media"}, "slug"),
        ("X", "{"),
    ],
    "units": [({"slug": "x", "name": "X", "country": "ML", "kind": "navy"}, "navy")],
    "links": [({"child": "u-1", "parent": "nulle-part"}, "nulle-part")],
    "commands": [
        ({"unit": "u-1", "person": "absent", "start_date": "2024"}, "absent"),
        ({"unit": "u-1", "person": "p-1", "start_date": "12/03/2024"}, "12/03/2024"),
        ({"unit": "u-1", "person": "p-1", "start_date": "2024-05", "end_date": "2024-04"}, "last_cited"),
    ],
    "positions": [
        ({"unit": "u-1", "kind": "base", "area": "ZZ99"}, "ZZ99"),
        ({"unit": "u-1", "kind": "base", "area": "ML0501", "start_date": "2024-99"}, "2024-99"),
    ],
    "accounts": [({"username": "y", "role": "king", "organisation": "obs-a"}, "role")],
}


@pytest.mark.parametrize(("section", "row", "named"), [
    (section, row, named) for section, rows in WRONG.items() for row, named in rows
])  # fmt: skip
def test_a_wrong_row_is_refused_with_a_sentence_and_the_others_go_on(section, row, named, node):
    data = a_file()
    data[section] = [row, *data.get(section, [])]
    loaded = load(node, data)
    (refused,) = loaded.refused
    assert refused.section == section and named in refused.reason
    assert len(loaded.rows) == 15 and loaded.counts["created"] == 13


def test_rows_without_a_source_need_a_note(node):
    data = a_file()
    del data["note"]
    refused = {row.section for row in load(node, data).refused}
    assert "people" in refused and "commands" not in {row.section for row in load(node, a_file()).refused}


def test_accounts_need_a_password_and_are_never_changed(node):
    assert [row.section for row in load(node, a_file(), password="").refused] == ["accounts"]
    load(node, a_file())
    load(node, a_file(), password="tout autre chose ici")
    assert Account.objects.get().check_password("vigie-demo-2026")


def test_an_invented_directory_stays_off_a_real_node(db, area):
    with pytest.raises(NotADirectory):
        load(Node.objects.create(fictional=False), a_file())
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("text", ["", "{", '{"organisatons": []}', "[]", "\ufeff\udcff"])
def test_a_file_that_is_no_directory_says_why(text, tmp_path):
    path = tmp_path / "directory.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(NotADirectory) as refused:
        read(path)
    assert len(str(refused.value)) > 20


def test_a_file_is_read(tmp_path):
    path = tmp_path / "directory.json"
    path.write_text(json.dumps(a_file()), encoding="utf-8")
    assert read(path) == a_file()
