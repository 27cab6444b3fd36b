"""The XPath of XForms, by the examples of its specification, and what is refused with a reason."""

from __future__ import annotations

import json
import random

import pytest

from tests.core.xforms.drawn_expressions import CLOCK, answers, draw, setting
from vigie.core.xforms.expressions import BadExpression, as_string, compile_expression, evaluate
from vigie.core.xforms.expressions.functions import FUNCTIONS, LAZY
from vigie.core.xforms.expressions.signatures import ARGUMENTS

# Reckoned at /data/person[2]/age, which nobody answered; /data/age is 41 and /data/person[1]/age 4.
RECKONED = [
    ("/data/age + 1", "42"),
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("7 mod 3 - 2", "-1"),
    ("10 div 4", "2.5"),
    ("- 3 - -2", "-1"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("1 div 0", "Infinity"),
    ("'a' + 1", "NaN"),
    ("1000000 * 1000000 * 1000000 * 1000000", "1000000000000000000000000"),
    ("1 div 10000000", "0.0000001"),
    ("/data/person/age", ""),  # this turn's own, as a phone takes it
    ("/data/person[1]/age", "4"),
    ("/data/person[last()]/age", "19.5"),
    ("../name", "a"),
    ("position(..)", "2"),
    ("count(/data/person)", "3"),
    ("count(/data/person[age > 3])", "2"),
    ("sum(/data/person[position() != 2]/age)", "23.5"),
    ("sum(../../person/age)", "23.5"),  # the gap is passed by
    ("count-non-empty(../../person/age)", "2"),
    ("max(../../person/age)", "19.5"),
    ("indexed-repeat(/data/person/name, /data/person, 3)", "c"),
    ("/data/off", ""),
    ("/data/off = ''", "true"),
    ("/data/off != 'x'", "true"),
    ("div", ""),  # a question may be called what is elsewhere an operator
    ("/data/many != 'a' and 3 > 2 or false()", "true"),
    ("selected(/data/many, 'c')", "true"),
    ("selected(/data/many, 'b')", "false"),
    ("selected-at(/data/many, 1)", "c"),
    ("count-selected(/data/many)", "2"),
    ("if(/data/age > 40, 'old', 'young')", "old"),
    ("coalesce(., 'none')", "none"),
    ("once('first')", "first"),
    ("string-length('marché')", "6"),
    ("substr('abcdef', 1, 3)", "bc"),
    ("substr('abcdef', -2)", "ef"),
    ("substring('abcdef', 2, 3)", "bcd"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("join(', ', ../../person/name)", "b, a, c"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-2"),
    ("round(1.23456, 2)", "1.23"),
    ("round(1234, -2)", "1200"),
    ("int(-1.7)", "-1"),
    ("today()", "2026-03-12"),
    ("now()", CLOCK),
    ("/data/day <= today()", "true"),
    ("today() - /data/day", "2"),
    ("date(today() - 40)", "2026-01-31"),
    ("date('2026-02-30')", ""),
    ("format-date(/data/day, '%e %b %Y, %a')", "10 Mar 2026, Tue"),
    ("format-date-time(now(), '%H:%M:%S.%3')", "10:42:07.250"),
    ("decimal-time('06:00')", "0.25"),
    ("date-time(0.5)", "1970-01-01T12:00:00.000+00:00"),
    ("regex('+226 70 00 00 00', '\\+226( [0-9]{2}){4}')", "true"),
    ("regex('abc', 'b')", "false"),  # the whole, as on a phone
    ("instance('places')/root/item[name = 'd']/label", "Djibo"),
    ("count(instance('places')/root/item[region = current()/../region])", "1"),
    ("pulldata('places', 'label', 'name', 'g')", "Gorom"),
    ("jr:choice-name('t', '/data/many')", "/data/many:t"),
]

REFUSED = [
    ("cut-off", "", "1 +"),
    ("not-read", ")", "(1 + 2))"),
    ("not-read", "$", "${age} > 3"),
    ("not-read", "2", "1 2"),
    ("too-deep", "60", "(" * 80 + "1" + ")" * 80),
    ("too-long", "20000", "1+" * 20_000 + "1"),
    ("function", "area", "area(/data/shape)"),
    ("function", "search", "search('x')"),
    ("arguments", "selected", "selected(/data/many)"),
    ("arguments", "indexed-repeat", "indexed-repeat(/a/b, /a, 1, /c)"),
    ("axis", "//", "/data//age"),
    ("axis", "ancestor", "ancestor::person"),
    ("attribute", "@", "/data/@id"),
    ("pattern-reckoned", "regex", "regex(., /data/name)"),
    ("pattern", "(a+)+", "regex(., '(a+)+')"),
    ("pattern", "(a|aa)*", "regex(., '(a|aa)*')"),
    ("pattern", "(a)\\1", "regex(., '(a)\\1')"),
    ("pattern", "[", "regex(., '[')"),
    ("pattern", "(?=a)a", "regex(., '(?=a)a')"),
    ("pattern", "(?i)a", "regex(., '(?i)a')"),
]


@pytest.mark.parametrize(("expression", "expected"), RECKONED)
def test_it_is_reckoned_as_the_specification_says(expression, expected):
    data, _places = answers()
    here = data.children[-2].children[0]
    assert as_string(evaluate(compile_expression(expression), here, setting())) == expected


@pytest.mark.parametrize(("code", "about", "expression"), REFUSED)
def test_what_cannot_be_reckoned_is_refused_with_a_reason(code, about, expression):
    with pytest.raises(BadExpression) as told:
        compile_expression(expression)
    assert (told.value.code, told.value.about) == (code, about)


def test_a_fault_says_where_it_is():
    with pytest.raises(BadExpression) as told:
        compile_expression("1 + area(/data/shape)")
    assert told.value.at == 4


def test_every_function_that_is_read_can_be_reckoned():
    assert {f"{name}()" for name in ARGUMENTS} == {*FUNCTIONS, *LAZY}


def test_the_tree_travels_as_json_and_reckoning_never_fails():
    luck, (data, places), known = random.Random(5), answers(), setting()
    for _each in range(3_000):
        tree = compile_expression(draw(luck))
        travelled = json.loads(json.dumps(tree))
        place = luck.choice([data, *places])
        assert as_string(evaluate(travelled, place, known)) == as_string(evaluate(tree, place, known))
