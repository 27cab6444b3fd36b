"""Expressions drawn at random over one small filled form: what Python and a browser must reckon alike."""

from __future__ import annotations

import random

from vigie.core.xforms.expressions import Node, Setting, listed

CLOCK = "2026-03-12T10:42:07.250+00:00"
TEXTS = ["", " ", "a", "marché", "a b c", "b", "12", "-3.5", "07", "1e3", "2026-03-12", "2024-02-29", "2023-02-29",
         "2026-03-12T06:30:00.000+01:00", "14:30", "𐌰ß", "NaN", "x  y", "%Y-%m", "0", "abcabc"]  # fmt: skip
NUMBERS = ["0", "1", "2", "3", "10", "0.1", "2.5", "1000000", "123456789012345680000000", ".000001", "7"]
PATHS = ["/data/age", "/data/name", "/data/day", "/data/many", "/data/none", "/data/person/age", "../age", ".", "..",
         "/data/person[1]/age", "/data/person[position() = 2]/name", "/data/person[age > 4]/age", "current()/../name", "instance('places')/root/item[name = current()/../name]/label", "instance('places')/root/item[name = 'd']/region",
         "instance('places')/root/item[region = current()/../region]/name", "instance('places')/root/item/name",
         "/data/person[last()]/age", "/data/*", "../../person/age", "(/data/person)[2]/age", "/data/off",
         "/data/unknown", "/data/age | /data/name | /data/age", "instance('none')/root/item"]  # fmt: skip
REPEATS = ["indexed-repeat(/data/person/age, /data/person, {0})"]
STRINGY = ["string({0})", "concat({0}, {1})", "join({0}, {1}, {2})", "substr({0}, {1})", "substr({0}, {1}, {2})",
           "substring({0}, {1})", "substring({0}, {1}, {2})", "substring-before({0}, {1})", "substring-after({0}, {1})",
           "translate({0}, {1}, {2})", "normalize-space({0})", "coalesce({0}, {1})", "if({0}, {1}, {2})",
           "selected-at({0}, {1})", "date({0})", "date-time({0})", "format-date({0}, '%Y/%m/%d %n %e %a %b %y')",
           "format-date-time({0}, '%H:%M:%S.%3 %h %%')", "today()", "now()", "once({0})",
           "jr:choice-name({0}, '/data/many')", "pulldata('places', 'label', 'name', {0})"]  # fmt: skip
NUMERIC = ["{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} div {1}", "{0} mod {1}", "-{0}", "number({0})", "int({0})",
           "round({0})", "round({0}, {1})", "floor({0})", "ceiling({0})", "abs({0})", "sqrt({0})",
           "count-selected({0})", "string-length({0})", "decimal-date-time({0})", "decimal-time({0})", "min({0}, {1})", "max({0}, {1}, {2})",
           "pow({0}, {1})", "exp({0})", "log({0})", "log10({0})", "sin({0})", "atan2({0}, {1})", "position()", "last()",
           "position(..)", "exp10({0})"]  # fmt: skip
SETS = [
    "count({0})",
    "sum({0})",
    "min({0})",
    "max({0})",
    "count-non-empty({0})",
    "position({0})",
    "join('-', {0})",
]
TRUTHS = ["{0} = {1}", "{0} != {1}", "{0} < {1}", "{0} <= {1}", "{0} > {1}", "{0} >= {1}", "{0} and {1}", "{0} or {1}",
          "not({0})", "boolean({0})", "boolean-from-string({0})", "selected({0}, {1})", "contains({0}, {1})",
          "starts-with({0}, {1})", "ends-with({0}, {1})", "true()", "false()", "regex({0}, '[0-9]+')",
          "regex({0}, '^[a-zé ]*$')", r"regex({0}, '\d{{4}}-\d\d-\d\d|(a|b)?.')",
          r"regex({0}, '\s*\w+(\W\w)*')"]  # fmt: skip


def answers() -> tuple[Node, list[Node]]:
    """A filled form, and some places in it."""
    data = Node("data")
    for name, text in [("age", "41"), ("name", "Marché de Téra"), ("day", "2026-03-10"), ("many", "a c"),
                       ("none", ""), ("region", "south")]:  # fmt: skip
        data.add(Node(name, text))
    data.add(Node("off", "hidden", off=True))
    for age, name in [("4", "b"), ("", "a"), ("19.5", "c")]:
        person = data.add(Node("person", turn=True))
        for part, text in [("age", age), ("name", name), ("region", "north")]:
            person.add(Node(part, text))
    second = data.children[-2]
    return data, [data.children[0], data.children[4], second.children[0], data.children[-1].children[1]]


def places() -> Node:
    rows = [("t", "Téra", "north"), ("d", "Djibo", "south"), ("g", "Gorom", "south")]
    return listed([{"name": name, "label": label, "region": region} for name, label, region in rows])


def setting() -> Setting:
    return Setting(CLOCK, {"places": places()}, lambda value, path: f"{path}:{value}")


def draw(luck: random.Random, depth: int = 3) -> str:
    """One expression. Every template comes up among some hundreds."""
    if depth == 0 or luck.random() < 0.15:
        kind = luck.randrange(3)
        if kind == 0:
            return f"'{luck.choice(TEXTS)}'"
        return luck.choice(NUMBERS) if kind == 1 else luck.choice(PATHS)
    templates = luck.choice([STRINGY, NUMERIC, NUMERIC, TRUTHS, SETS, REPEATS])
    template = luck.choice(templates)
    if templates is SETS:
        return template.format(luck.choice(PATHS))
    parts = [draw(luck, depth - 1) for _part in range(3)]
    return template.format(*(f"({part})" if " " in part else part for part in parts))
