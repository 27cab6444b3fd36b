import re
from pathlib import Path

import polib
import pytest

import vigie
from tests.core.world import World
from vigie.core import claims, corroboration, origins
from vigie.core.pairing import Diagnosis, Evidence, encode, explain, match, say, standing_weights
from vigie.core.pairing.words import DIAGNOSES, FIELD_WORDS, SENTENCES, say_diagnosis

FRENCH = polib.pofile(str(Path(vigie.__file__).with_name("locale") / "fr" / "LC_MESSAGES" / "django.po"))
BLANK = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize(
    "sentences",
    [
        SENTENCES,
        DIAGNOSES,
        FIELD_WORDS,
        origins.SENTENCES,
        claims.SENTENCES,
        corroboration.STATE_NAMES,
        corroboration.STATE_REASONS,
    ],
)
def test_every_sentence_has_its_french_with_the_same_blanks(sentences):
    french = {entry.msgid: entry.msgstr for entry in FRENCH}
    for sentence in sentences.values():
        assert french.get(sentence), sentence
        assert sorted(BLANK.findall(french[sentence])) == sorted(BLANK.findall(sentence))


def test_evidence_says_itself_in_both_languages():
    french = {entry.msgid: entry.msgstr for entry in FRENCH}
    found = Evidence("type_same", (("type", "attack-civilians"),), 1.9)
    assert say(found, "en") == "Same type: attack on civilians"
    assert say(found, "fr", french.get) == "Type identique : attaque contre des civils"
    assert say(Evidence("date_one_day", (), 1.0), "fr", french.get) == "Dates à un jour d’écart"


def test_a_diagnosis_says_itself_in_both_languages():
    french = {entry.msgid: entry.msgstr for entry in FRENCH}
    found = Diagnosis("drift", (("field", "type"), ("bits", 3.4)))
    assert say_diagnosis(found) == "The weights of “type” have moved by 3.4 bits since the run before."
    assert "3.4 bits" in say_diagnosis(found, french.get)
    assert "100 %" in say_diagnosis(Diagnosis("odd_stretch", (("percent", 100),)), french.get)


def test_every_reason_that_a_world_brings_up_can_be_said():
    reports = encode(World(5, 200, 20).accounts)
    matched = match(reports, weights=standing_weights())
    said = {
        say(piece, "en")
        for one, other in zip(matched.one.tolist(), matched.other.tolist(), strict=True)
        for piece in explain(reports, one, other).evidence
    }
    assert len(said) > 30
    assert not [sentence for sentence in said if "%" in sentence]
