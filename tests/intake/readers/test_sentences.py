"""Every fault has its sentence, in English and in French, and every sentence its fault."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

import vigie.intake.readers as readers
from vigie.intake.readers.outcome import Fault
from vigie.intake.readers.sentences import SENTENCES, sentence

FOLDER = Path(readers.__file__).parent
CATALOGUE = FOLDER.parent / "locale" / "fr" / "LC_MESSAGES" / "django.po"
ENTRIES = [entry for entry in polib.pofile(str(CATALOGUE), encoding="utf-8") if not entry.obsolete]
FRENCH = {entry.msgid: entry.msgstr for entry in ENTRIES if not entry.msgid_plural}
NAMED = re.compile(r"%\((\w+)\)s")


def said(code: str, row: int | None = None, translate=str, **more) -> str:
    params = {name: f"[{name}]" for name in NAMED.findall(SENTENCES[code]) if name not in ("value", "field")}
    return sentence(Fault(code, more.get("field", ""), more.get("value", "[value]"), params), row, translate)


def test_a_fault_as_people_read_it():
    fault = Fault("off-earth-swapped", "latitude", "97,2")
    assert sentence(fault, 14) == (
        "Row 14, “latitude”: 97,2 is not on Earth. Latitude and longitude are probably swapped."
    )
    assert sentence(fault, 14, FRENCH.get) == (
        "Ligne 14, « latitude »\u00a0: 97,2 est hors de la Terre. "
        "Latitude et longitude sont sans doute inversées."
    ).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def test_every_code_in_the_source_has_a_sentence_and_every_sentence_is_used():
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py") if path.stem != "sentences"
    )
    used = set(re.findall(r'(?:Fault|fault|remark|remark_once)\(\s*"([a-z0-9-]+)"', source))
    assert used <= set(SENTENCES), used - set(SENTENCES)
    acts = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent / "acts").glob("*.py"))
    unused = {code for code in SENTENCES if f'"{code}"' not in source + acts}
    assert not unused, unused


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_names_what_it_promises(code):
    assert "?" not in said(code) and "%" not in said(code)
    assert said(code, 7).startswith("Row 7: ") and said(code, 7, field="x").startswith("Row 7, “x”: ")


@pytest.mark.parametrize("code", SENTENCES)
def test_french_says_the_same_of_the_same(code):
    english, french = SENTENCES[code], FRENCH[SENTENCES[code]]
    assert sorted(NAMED.findall(english)) == sorted(NAMED.findall(french))
    assert french != english and "%" not in said(code, 7, FRENCH.get)


def test_nothing_is_left_without_french():
    assert {reader.description for reader in readers.READERS.values()} <= set(FRENCH)
    assert all(FRENCH.values())
    assert all(all(entry.msgstr_plural.values()) for entry in ENTRIES)


def test_a_sentence_stays_one_whatever_stands_in_the_cell():
    text = sentence(Fault("date-unreadable", "jour\nx", "%s %(x)s\n" * 500), 3)
    assert len(text) < 300 and "\n" not in text and "%s %(x)s" in text


def test_a_fault_from_before_is_still_said():
    assert "?" in sentence(Fault("key-repeated", value="A-1"))
    assert sentence(Fault("no-such-code"), 3) == "Row 3: no-such-code"
