"""French spaces where they belong, and nothing else touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.web.typeset import typeset

# "_" stands for the narrow space U+202F and "~" for the fixed space U+00A0.
SET = """
Est-ce vrai ?                            → Est-ce vrai_?
Est-ce vrai?                             → Est-ce vrai_?
Date : le 12 mars                        → Date~: le 12~mars
<b>Date</b> : ici                        → <b>Date</b>~: ici
<h1>Quoi ?</h1>                          → <h1>Quoi_?</h1>
« mot »                                  → «_mot_»
«mot» ; fin                              → «_mot_»_; fin
<p>« <b>mot</b> » !</p>                  → <p>«_<b>mot</b>_»_!</p>
12 %, 12% et 3 km                        → 12_%, 12_% et 3~km
l'incident, aujourd&#x27;hui             → l’incident, aujourd’hui
d'<a href="/x">Ansongo</a>               → d’<a href="/x">Ansongo</a>
10 h 42                                  → 10~h~42
1<sup>er</sup> mars                      → 1<sup>er</sup>~mars
n° 7                                     → n°~7
R&amp;D, a &lt; b &amp; c                → R&amp;D, a &lt; b &amp; c
&quot;a&quot; ; b                        → &quot;a&quot;_; b
10:42 et https://exemple.invalid/?a=1    → 10:42 et https://exemple.invalid/?a=1
""".strip().splitlines()

UNTOUCHED = [
    '<a title="Quoi ? l\'an : 12 %" href="/registre?du=1&amp;au=2">x</a>',
    "<textarea>a ? b : l'an</textarea>",
    "<style>a:hover ; b</style>",
    "<script>a ? b : c</script>",
    "<!-- quoi ? -->",
    '<span translate="no">TLP : AMBER ?</span>',
    '<div translate="no"><div>a ?</div> b ?</div>',
    '<div translate="no"><br> b ?</div>',
    '<q lang="en">Why not? It\'s 5 %</q>',
]


@pytest.mark.parametrize("line", SET)
def test_french_is_set(line):
    written, wanted = (part.strip() for part in line.split("→"))
    assert typeset(written) == wanted.replace("_", "\u202f").replace("~", "\u00a0")


@pytest.mark.parametrize("markup", UNTOUCHED)
def test_markup_code_and_foreign_words_stay(markup):
    assert typeset(f"<p>{markup}</p>") == f"<p>{markup}</p>"


def test_what_follows_a_foreign_passage_is_set_again():
    page = '<div translate="no"><div>a ?</div></div> b ?'
    assert typeset(page).endswith(" b\u202f?")


def test_a_french_passage_marked_as_french_is_set():
    assert typeset('<p lang="fr">Quoi ?</p>') == '<p lang="fr">Quoi\u202f?</p>'


@given(st.text(alphabet="ab <>\"'&;:?!«»%10h/=\n", max_size=80))
def test_setting_changes_only_spaces_and_apostrophes(text):
    def bare(page):
        return re.sub(r"[\s\u202f\u00a0’']|&#x27;|&#39;", "", page)

    assert bare(typeset(text)) == bare(text)


@given(st.text(alphabet="ab :?!«»%1 ", max_size=60))
def test_setting_twice_changes_nothing_more(text):
    assert typeset(typeset(text)) == typeset(text)
