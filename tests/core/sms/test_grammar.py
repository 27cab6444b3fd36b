"""Short codes in any order that is clear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.sms.grammar import command, phrases, said
from vigie.core.sms.words import vocabulary

TODAY = date(2026, 11, 23)
WORDS = vocabulary()


def read(text: str):
    return said(command(text, WORDS).text, WORDS, TODAY)


def told(text: str) -> tuple:
    """Type, place, first day and number, as short as a table can hold."""
    found = read(text)
    many = found.number or next(iter(found.tolls.values()), None)
    return (
        found.type, found.places[0] if found.places else "", found.when.first.isoformat() if found.when else "",
        many and many.low,
    )  # fmt: skip


@pytest.mark.parametrize("text", [
    "INC attaque Dorila 12/03 3",
    "inc ATTAQUE Dorila 12.03 trois",
    "INC Dorila attaque 3 12/03",
    "INC 3 12/03 attaque Dorila",
    "INC attaque 12/03 Dorila 3",
    "INC#attaque#Dorila#12/03#3",
    "INC/attaque/Dorila/12/03/3",
    "INC-attaque-Dorila-12/03-3",
    "INC, attaque, Dorila, 12/03, 3.",
    "  INC   attaque\nDorila 12/3   3",
    "INC ataque Dorila 12/03 3",
    "INC attaqué à Dorila le 12/03 3 morts",
    "INC attaque village de Dorila 12 mars 3 tués",
    "Attaque Dorila 12/03: 3 morts",
    "INC attack Dorila 12 march three",
    "INC attaque Dorila 12-03 3",
    "INC attaque Dorila 2026-03-12 3",
    "INC attaque Dorila 12/03/26 3",
    "INC attaque Dorila 12/03 3morts",
])  # fmt: skip
def test_the_same_report_in_many_ways(text):
    assert told(text) == ("attack-civilians", "Dorila", "2026-03-12", 3)


@pytest.mark.parametrize(("text", "found"), [
    ("INC enlèvement Gorom-Lari hier 2", ("abduction", "Gorom-Lari", "2026-11-22", 2)),
    ("INC 2 enlevés à Sanguélé le 12", ("abduction", "Sanguélé", "2026-11-12", 2)),
    ("INC vol de bétail Kombari 12/03", ("cattle-raiding", "Kombari", "2026-03-12", None)),
    ("INC mine BF5602 mars un mort", ("explosive-device", "BF5602", "2026-03-01", 1)),
    ("INC attaque Dorila 12 3", ("attack-civilians", "Dorila", "2026-11-12", 3)),  # the code's own order
    ("INC attaque Dorila mars 3 à 5", ("attack-civilians", "Dorila", "2026-03-01", 3)),
    ("INC attaque Dorila vingt et un 12/03", ("attack-civilians", "Dorila", "2026-03-12", 21)),
    ("INC bœufs Dorila hier", ("cattle-raiding", "Dorila", "2026-11-22", None)),
    ("INC", ("", "", "", None)),
    ("Bonjour", ("", "Bonjour", "", None)),
])  # fmt: skip
def test_reports(text, found):
    assert told(text) == found


@pytest.mark.parametrize(("text", "unknown"), [
    ("INC attaque Dorila ? 3", {"when"}),
    ("INC attaque ? 12/03 3", {"place"}),
    ("INC ? Dorila 12/03 3", {"type"}),
    ("INC attaque Dorila 12/03 ?", {"number"}),
    ("INC attaque Dorila ? ?", {"when", "number"}),
    ("INC attaque Dorila inconnu 3", {"when"}),
    ("INC attaque Dorila 12/03 3", set()),
])  # fmt: skip
def test_a_question_mark_stands_where_the_thing_would(text, unknown):
    assert read(text).unknown == unknown


@pytest.mark.parametrize(("text", "fault"), [
    ("INC attaque Dorila 30/02 3", "no-such-day"),
    ("INC attaque Dorila 12/03/2027 3", "future-date"),
    ("INC attaque Dorila 12/03 13/03 3", "two-dates"),
])  # fmt: skip
def test_a_date_that_cannot_be_is_said(text, fault):
    assert read(text).faults == (fault,)
    assert read(text).when is None


def test_who_was_harmed_is_counted_apart():
    tolls = read("INC attaque Dorila 12/03 3 morts 5 blessés").tolls
    assert {harm: many.low for harm, many in tolls.items()} == {"killed": 3, "injured": 5}


@pytest.mark.parametrize(("text", "verb", "code", "receipt", "rest"), [
    ("INC attaque", "report", "", "", "attaque"),
    ("@ab1 INC attaque", "report", "AB1", "", "attaque"),
    ("@ Awa: attaque", "", "AWA", "", "attaque"),
    ("COR K7F3Q 5", "correct", "", "K7F3Q", "5"),
    ("cor. k7f3q 13/03", "correct", "", "K7F3Q", "13/03"),
    ("Correction K7F-3Q: Kombari", "correct", "", "K7F3Q", "Kombari"),
    ("COR K7F 3Q 5", "correct", "", "K7F3Q", "5"),
    ("COR 5", "correct", "", "", "5"),
    ("ANN K7F3Q", "cancel", "", "K7F3Q", ""),
    ("Annuler", "cancel", "", "", ""),
    ("aide", "help", "", "", ""),
    ("FIN.", "finish", "", "", ""),
    ("aide bloquée Dorila", "", "", "", "aide bloquée Dorila"),
    ("", "", "", "", ""),
])  # fmt: skip
def test_what_a_message_wants(text, verb, code, receipt, rest):
    found = command(text, WORDS)
    assert (found.verb, found.code, found.receipt, found.text) == (verb, code, receipt, rest)


def test_a_part_of_the_words_may_be_the_place():
    assert phrases("un village près de Dorila") == ["Dorila"]
    assert phrases("Gorom Lari marché")[:2] == ["Gorom Lari marché", "Gorom Lari"]


def test_words_of_other_languages_count_once_confirmed():
    assert read("INC sata Dorila 12/03").type == ""
    confirmed = vocabulary([("sata", "looting"), ("attaque", "threat")])
    assert said("sata Dorila 12/03", confirmed, TODAY).type == "looting"
    assert said("attaque Dorila 12/03", confirmed, TODAY).type == "attack-civilians"


@given(st.text(max_size=400))
def test_nothing_that_is_sent_breaks_it(text):
    wanted = command(text, WORDS)
    said(wanted.text, WORDS, TODAY)
    phrases(wanted.text)


@given(st.lists(st.sampled_from(
    ["INC", "COR", "attaque", "?", "12/03", "3", "deux", "morts", "le", "Dorila", "@A", "-", "hier", "à", "K7F3Q"]
), max_size=12))  # fmt: skip
def test_no_order_of_known_words_breaks_it(words):
    wanted = command(" ".join(words), WORDS)
    said(wanted.text, WORDS, TODAY)
