"""One question a message, from the first word to the last answer. Places and names are invented."""

from __future__ import annotations

import json
from datetime import date

import pytest

from vigie.core.sms.dialogue import Listener, answered, begun, question
from vigie.core.sms.draft import Draft, amended, from_data, to_data
from vigie.core.sms.spots import Candidate, is_sure, labels, meant, nearest
from vigie.core.sms.words import vocabulary

TODAY = date(2026, 11, 23)
PLACES = (
    Candidate("settlement:1", "Dorila", "BF", 100, None, ("Dorila", "Akora"), "BF1101", 11.5, 0.5),
    Candidate("area:9", "Dorila", "BF", 100, 3, ("Akora",), "BF1101"),
    Candidate("settlement:2", "Kombari", "BF", 100, None, ("Adjoba Nord",), "BF1202", 11.2, 1.5),
    Candidate("settlement:3", "Kombari", "BF", 100, None, ("Bilanga Sud",), "BF2201", 10.5, 3.5),
    Candidate("settlement:4", "Morane", "BF", 100, None, ("Akora",), "BF1101", 10.1, 0.2),
)
NEARLY = {"dorla": ("Dorila", 91), "morone": ("Morane", 80)}


def find(words: str) -> list[Candidate]:
    name, score = NEARLY.get(words.casefold(), (words, 100))
    return [
        Candidate(**{**vars(each), "score": score})
        for each in PLACES
        if each.name.casefold() == name.casefold()
    ]


LISTENER = Listener(vocabulary(), TODAY, find)


def asked(*texts: str) -> list[str]:
    """What is asked after each text; "" where nothing is left to ask."""
    draft, remarks = begun(texts[0], "report", LISTENER)
    said = [_after(draft, remarks)]
    for text in texts[1:]:
        draft, remarks = answered(draft, text, LISTENER)
        said.append(_after(draft, remarks))
    return said


def _after(draft: Draft, remarks) -> str:
    next_one = question(draft).code if draft.asks else ""
    return " ".join([*(remark.code for remark in remarks), next_one]).strip()


@pytest.mark.parametrize(("texts", "questions"), [
    (["attaque Dorila 12/03 3"], [""]),
    (["", "1", "Dorila", "hier", "3"], ["type", "place", "when", "how-many-killed", ""]),
    (["", "attaque", "Dorla", "12/03", "N"], ["type", "place", "when", "how-many-killed", ""]),
    (["", "2", "Dorila", "le 12", "deux"], ["type", "place", "when", "how-many", ""]),
    (["attaque Kombari 12/03 3", "2"], ["which", ""]),
    (["attaque Kombari 12/03 3", "0", "Dorila"], ["which", "place-again", ""]),
    (["attaque Kombari 12/03 3", "7", "1"], ["which", "not-understood which", ""]),
    (["attaque Kombari 12/03 3", "Dorila"], ["which", ""]),
    (["attaque Morone 12/03 3", "1"], ["which", ""]),  # one place, but spelt too differently to be sure
    (["attaque Nullepart 12/03 3", "Dorila"], ["place-again", ""]),
    (["attaque Nullepart 12/03 3", "0"], ["place-again", ""]),
    (["attaque Nullepart 12/03 3", "Ailleurs"], ["place-again", ""]),
    (["attaque Dorila 30/02 3", "28/02"], ["no-such-day when", ""]),
    (["attaque Dorila 1/1/2030 3", "hier"], ["future-date when", ""]),
    (["attaque Dorila", "31/02", "2030", "2025", "x", "0"],
     ["when", "no-such-day when", "not-understood when", "how-many-killed", "not-understood how-many-killed", ""]),
    (["attaque Dorila 5", "12/03", "5"], ["when", "how-many-killed", ""]),  # 5 may be a day: it is asked
    (["attaque Dorila ? 3"], [""]),
    (["? ? ? ?"], [""]),
    (["", "Quoi encore", "?", "?", "?", "nsp"],
     ["type", "not-understood type", "place", "when", "how-many-killed", ""]),
    (["pillage Dorila hier 3", "0"], ["how-many-killed", ""]),  # three of what? it is asked
    (["", "1", "Dorila 12/03 3 morts"], ["type", "place", ""]),  # an answer may say more than was asked
    (["", "9", "mine", "Dorila", "hier", "1"], ["type", "place", "place-again", "when", "how-many-killed", ""]),
])  # fmt: skip
def test_what_is_asked(texts, questions):
    assert asked(*texts) == questions


def test_a_free_sentence_is_not_searched_for_villages():
    draft, _remarks = begun("Hier des gens de Morane ont vu une attaque au marche de Dorila", "", LISTENER)
    assert (draft.type, draft.asks, draft.place_said) == ("attack-civilians", "place", "")
    assert draft.texts == ("Hier des gens de Morane ont vu une attaque au marche de Dorila",)


def test_a_greeting_is_no_village():
    draft, _remarks = begun("Morane", "", LISTENER)
    assert draft.asks == "type"
    assert draft.place is None


def test_a_correction_changes_what_it_names_and_nothing_else():
    draft, _remarks = begun("attaque Dorila 12/03 3", "report", LISTENER)
    changed = amended(draft, LISTENER.reads("13/03"), find)
    assert (changed.when.first.day, changed.place.name, changed.tolls["killed"].low) == (13, "Dorila", 3)
    assert amended(draft, LISTENER.reads("5"), find).tolls["killed"].low == 5
    assert amended(draft, LISTENER.reads("2 blesses"), find).tolls.keys() == {"killed", "injured"}
    assert amended(draft, LISTENER.reads("Morane"), find).place.name == "Morane"
    assert amended(draft, LISTENER.reads("lieu Kombari"), find).asks == "which"
    assert amended(draft, LISTENER.reads("enlèvement"), find).type == "abduction"
    assert amended(draft, LISTENER.reads(""), find) == draft


def test_what_was_unknown_can_be_told_later():
    draft, _remarks = begun("attaque Dorila ? 3", "report", LISTENER)
    assert draft.when is None
    assert amended(draft, LISTENER.reads("12/03"), find).when.first == date(2026, 3, 12)


@pytest.mark.parametrize(
    "texts", [["attaque Kombari 3/2026 2 a 4"], [""], ["attaque Dorila ? 3 morts 2 blesses"]]
)
def test_a_draft_is_kept_whole(texts):
    draft, _remarks = begun(*texts, "report", LISTENER)
    assert from_data(json.loads(json.dumps(to_data(draft)))) == draft


def test_a_town_stands_for_the_area_that_is_named_after_it():
    assert [each.key for each in nearest(find("Dorila"))] == ["settlement:1"]


def test_places_of_one_name_are_told_apart_by_where_they_lie():
    found = meant(["Kombari"], find)
    assert labels(found) == ["Adjoba Nord", "Bilanga Sud"]
    assert not is_sure(found)
    assert labels([PLACES[0], PLACES[4]]) == ["Dorila", "Morane"]


def test_a_part_of_the_words_counts_only_where_it_is_sure():
    assert [each.name for each in meant(["Dorila centre"], find)] == ["Dorila"]
    assert meant(["Morone centre"], find) == []
