"""What templates may call."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from vigie.core import dates
from vigie.web.templatetags.vigie import MARKS

HOUSE = Path(__file__).parents[2] / "vigie"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))


def drawn(source: str, address: str = "/", **context) -> str:
    context["request"] = RequestFactory().get(address)
    with translation.override("fr"):
        return Template(source).render(Context(context))


def test_the_query_keeps_filters_and_begins_again():
    assert (
        drawn("{% query country='ML' %}", "/?country=BF&state=draft&after=x") == "?country=ML&amp;state=draft"
    )
    assert drawn("{% query after='y' %}", "/?country=BF&after=x") == "?country=BF&amp;after=y"
    assert drawn("{% query country='' %}", "/?country=BF") == "?"


@pytest.mark.parametrize(
    ("code", "mark"),
    [
        ("candidate", '<span class="st">Candidat</span>'),
        ("corroborated", '<span class="st full">Corroboré</span>'),
        ("contested", '<span class="st half">Contesté</span>'),
        ("draft", '<span class="st draft">Brouillon</span>'),
        ("refuted", '<span class="st no">Réfuté</span>'),
        ("withdrawn", '<s class="gone">Retiré</s>'),
        ("merged", '<s class="gone">Fusionné</s>'),
        ("documented", '<span class="st full">documenté</span>'),
        ("unknown", '<span class="k">non connu</span>'),
    ],
)
def test_a_mark_always_has_its_word(code, mark):
    assert drawn("{% state code %}", code=code) == mark


def test_no_two_marks_of_a_live_incident_look_alike():
    live = ("draft", "candidate", "corroborated", "contested", "refuted")
    assert len({MARKS[code][0] for code in live}) == len(live)


def test_the_label_of_the_protocol_is_never_translated():
    assert drawn("{% tlp 'TLP:AMBER+STRICT' %}") == (
        '<span class="tlp amber" translate="no">TLP:AMBER+STRICT</span>'
    )


TOLLS = [
    ((0, 0, 0, "known"), "0"),
    ((6, 7, 9, "known"), '7 <span class="k">(6–9)</span>'),
    ((None, None, None, "known"), '<span class="k">non connu</span>'),
    ((None, None, None, "unknown"), '<span class="k">non connu</span>'),
    ((None, None, None, "not_asked"), '<span class="k asked">non demandé</span>'),
    ((None, None, None, "withheld"), '<span class="k held">non divulgué</span>'),
    ((None, None, None, "not_published"), '<span class="k unpub">non publié</span>'),
]


@pytest.mark.parametrize(("said", "shown"), TOLLS)
def test_five_answers_look_different(said, shown):
    assert drawn("{% toll a b c d %}", **dict(zip("abcd", said, strict=True))) == shown


def test_the_first_of_a_month_is_raised_and_words_are_escaped():
    assert drawn("{{ it|when }}", it=dates.day(date(2026, 3, 1))) == "1<sup>er</sup> mars 2026"
    assert drawn("{{ it|raised }}", it="<b>1er mars") == "&lt;b&gt;1<sup>er</sup> mars"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_style_no_script_and_no_foreign_host(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r'\sstyle=|<style|<script(?!( type="module")? src="\{% static| type="application/json")|\son[a-z]+=|https?://',
        source,
    )


def test_every_class_that_a_template_of_the_house_names_is_in_the_stylesheet():
    styles = (HOUSE / "static" / "vigie" / "vigie.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", styles))
    for path in TEMPLATES:
        plain = re.sub(r"{[%{].*?[%}]}", " ", path.read_text(encoding="utf-8"))
        named = {name for each in re.findall(r'class="([^"]*)"', plain) for name in each.split()}
        assert named <= known, f"{path.name}: {sorted(named - known)}"
