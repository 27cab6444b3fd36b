import re
from pathlib import Path

import polib
import pytest

import vigie
from tests.core.world import World
from vigie.core import claims, corroboration, origins
from vigie.core.pairing import Evidence, judge, say
from vigie.core.pairing.words import SENTENCES

FRENCH = polib.pofile(str(Path(vigie.__file__).with_name("locale") / "fr" / "LC_MESSAGES" / "django.po"))
BLANK = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize(
    "sentences",
    [
        SENTENCES,
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


def test_every_reason_that_a_world_brings_up_can_be_said():
    accounts = World(5, 60, 20).accounts
    said = {
        say(piece, "en")
        for one in accounts[:40]
        for other in accounts
        for piece in judge(one, other).evidence
    }
    assert len(said) > 30
    assert not [sentence for sentence in said if "%" in sentence]
