"""Answers as rows: which columns there are, how repeats are numbered, and what is kept of them."""

from __future__ import annotations

from vigie.core.xforms.cells import RECORD, SEALED, Column, Kept, Layout, merged
from vigie.core.xforms.definition import Definition, Question
from vigie.core.xforms.instance import read_instance


def definition(*paths: str, repeats: tuple[str, ...] = (), **preloads: tuple[str, str]) -> Definition:
    asked = {
        path: Question(
            path,
            repeats=tuple(sorted(each for each in repeats if path.startswith(f"{each}/"))),
            preload=preloads.get(path.rpartition("/")[2], ("", "")),
        )
        for path in paths
    }
    return Definition("f", "1", "F", "data", ("",), "", asked, (), repeats=frozenset(repeats))


HOMES = definition(
    "/data/when", "/data/at/place", "/data/home/name", "/data/home/child/age", "/data/phone", "/data/meta/instanceID",
    "/data/meta/instanceName", repeats=("/data/home", "/data/home/child"), when=("timestamp", "start"),
    phone=("property", "deviceid"),
)  # fmt: skip
XML = b"""<data id="f" version="1"><when>2026-03-12T08:00:00Z</when><at><place>Ici, "l\xc3\xa0"</place></at>
<home><name>A</name><child><age>3</age></child><child><age>5</age></child></home><home><name>=B</name>
<child><age>-7</age></child></home><phone>358</phone><meta><instanceID>uuid:1</instanceID>
<instanceName>Nom</instanceName></meta></data>"""


def names(layout: Layout, table: str) -> list[str]:
    return [each.path for each in layout.tables[table]]


def test_what_a_phone_says_of_itself_is_no_column_and_its_hour_is_not_told():
    layout = Layout.of(HOMES)
    assert names(layout, RECORD) == ["when", "at/place", "meta/instanceName"]
    assert layout.cells(read_instance(XML).answers)[0] == ["2026-03-12", 'Ici, "là"', "Nom"]


def test_turns_are_numbered_within_the_turn_around_them():
    layout = Layout.of(HOMES)
    _row, turns = layout.cells(read_instance(XML).answers)
    assert names(layout, "home") == ["name"] and names(layout, "home/child") == ["age"]
    assert turns == {
        "home": [["1", "A"], ["2", "'=B"]],
        "home/child": [["1.1", "3"], ["1.2", "5"], ["2.1", "-7"]],
    }


def test_what_is_kept_is_read_as_it_was_and_only_by_the_same_layout():
    layout, other = Layout.of(HOMES), Layout.of(definition("/data/when"))
    text = layout.kept(read_instance(XML))
    kept = Kept.read(text, layout)
    assert kept.row == ["2026-03-12", 'Ici, "là"', "Nom"] and kept.turns_of("home")[1] == ["2", "'=B"]
    assert (
        Kept.read(text, other) is None and Kept.read("", layout) is None and Kept.read(SEALED, layout) is None
    )
    assert Kept.read(other.kept(read_instance(XML)), other).turns_of("home") == []


def test_versions_are_merged_each_new_question_behind_the_one_it_follows():
    newer, older = (
        Layout.of(definition("/data/a", "/data/c")),
        Layout.of(definition("/data/a", "/data/b", "/data/c")),
    )
    assert [each.path for each in merged([newer, older])[RECORD]] == ["a", "b", "c"]
    one, two = (
        Layout({RECORD: (Column("a", options=("x",)),)}),
        Layout({RECORD: (Column("a", options=("y", "x")),)}),
    )
    assert merged([one, two])[RECORD] == [Column("a", options=("x", "y"))]
