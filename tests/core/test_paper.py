"""Paper holds what it is given, as text, with every font in the file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.printed import Printed
from vigie.core import paper
from vigie.core.paper import NotTypeset, printable, typeset

SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "fr")
#data.said
#for row in data.at("rows", default: ()) { row; pagebreak(weak: true) }
"""
# What Typst would run or trip over if it were read as code, or if it left its quotes.
HOSTILE = [
    '#panic("ouvert")',
    '#read("/settings.py")',
    '#import "@preview/cetz:0.3.0"',
    '"] #read("/settings.py") #[',
    '\\"); #panic("x") //',
    "]] }} #set page(width: 1pt) $ x $ `#1` *gras* _it_ <label> @ref = titre",
    "\\u{41} \\n ${1} {{ 7 }} {% load %}",
    "/* //",
]
# French, and the letters that Bambara, Fulfulde, Hausa, Mooré, Tamasheq and Zarma add to it; Arabic script too.
LETTERS = "Été à l’œuvre : « 1\u202f204 » ○●◐⊘ −2,4 → ɓɗƙŋɲƴɛɔɩʋũĩẽãəǝḍḥṭẓăǧšžƁƊƘƳ سلام"


def said(text: str) -> str:
    return " ".join(Printed(typeset(SOURCE, {"said": text})).texts())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_is_text_and_never_code(text):
    assert re.sub(r"\s", "", said(text)) == re.sub(r"\s", "", text)


def test_the_hostile_texts_would_do_harm_as_code():
    with pytest.raises(NotTypeset):
        typeset(f"{SOURCE}\n{HOSTILE[0]}", {"said": ""})


def test_one_page_for_each_and_every_font_in_the_file():
    printed = Printed(typeset(SOURCE, {"said": "", "rows": ["un", "deux", "trois"]}))
    assert len(printed.pages) == 3
    assert printed.fonts and all(printed.fonts.values())


def test_the_letters_of_the_region_are_there_and_the_file_is_for_archives():
    pdf = typeset(SOURCE, {"said": LETTERS})
    found = "".join(Printed(pdf).texts())
    # Letters of Arabic are drawn from right to left, in their joined forms.
    assert LETTERS.partition(" سلام")[0].replace(" ", "") in found.replace(" ", "")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert "\ufffd" not in found


def test_a_sign_that_no_font_has_loses_neither_the_page_nor_its_neighbours():
    pdf = typeset(SOURCE, {"said": "avant 😀 ⴰ après"})
    found = Printed(pdf).texts()[0]
    assert found.startswith("avant") and found.endswith("après")
    assert b"pdfaid" not in pdf


def test_signs_that_print_nothing_or_turn_the_writing_around_are_left_out():
    assert printable("a\u0000b\u202ec\ud800\nd") == "abc\nd"
    assert printable({"x": [date(2026, 3, 1), 1, None, ("é",)]}) == {"x": ["2026-03-01", 1, None, ["é"]]}
    assert said("a\u0000b\u202ec\ud800d") == "abcd"


def test_a_wrong_source_says_what_is_wrong():
    with pytest.raises(NotTypeset, match="unknown variable"):
        typeset("#absente", {})


def test_no_source_of_the_house_asks_for_a_package():
    sources = list(Path(paper.ROOT).rglob("*.typ"))
    assert sources
    for path in sources:
        assert not re.search(r'import\s+"@', path.read_text(encoding="utf-8")), path
