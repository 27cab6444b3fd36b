"""The interpreter of the node and that of the browser reckon every expression alike."""

from __future__ import annotations

import json
import math
import random

from tests.browser.node import CHECKOUT
from tests.core.xforms.drawn_expressions import answers, draw, setting
from vigie.core.xforms.expressions import Node, as_string, compile_expression, evaluate
from vigie.core.xforms.expressions.signatures import ARGUMENTS

SCRIPT = CHECKOUT / "vigie" / "static" / "vigie" / "remplir" / "xpath.js"
DRAWN = 4_000
# What the two machines' libraries of mathematics may differ in, in the last digits only.
INEXACT = ("exp", "log", "sin", "atan2", "pow", "exp10")
RECKON = """async ({source, data, lists, clock, asked}) => {
  const script = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  const grown = ([name, text, off, turn, children]) => {
    const here = Object.assign(script.node(name, text, turn), {off});
    children.forEach(child => script.add(here, grown(child)));
    return here;
  };
  const rows = top => top[4][0][4].map(item => Object.fromEntries(item[4].map(([name, text]) => [name, text])));
  const root = grown(data), setting = {clock, instances: {}, choiceName: (value, path) => `${path}:${value}`,
    days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]};
  for (const name in lists) setting.instances[name] = script.listed(rows(lists[name]));
  const at = steps => steps.reduce((here, step) => here.children[step], root);
  return asked.map(([tree, steps]) => {
    const value = script.evaluate(tree, at(steps), setting);
    return [Array.isArray(value) ? "set" : typeof value, script.string(value),
            Array.isArray(value) ? value.map(script.stringOf) : []];
  });
}"""


def as_lists(node: Node) -> list:
    return [node.name, node.text, node.off, node.turn, [as_lists(each) for each in node.children]]


def steps_to(node: Node) -> list[int]:
    found = []
    while node.parent is not None:
        found.append(next(i for i, each in enumerate(node.parent.children) if each is node))
        node = node.parent
    return found[::-1]


def told(value) -> list:
    kind = {bool: "boolean", float: "number", str: "string", list: "set"}[type(value)]
    return [kind, as_string(value), [each.string for each in value] if kind == "set" else []]


def alike(expression: str, ours: list, theirs: list) -> bool:
    if ours == theirs:
        return True
    if any(f"{name}(" in expression for name in INEXACT) and ours[0] == theirs[0] == "number":
        return math.isclose(float(ours[1]), float(theirs[1]), rel_tol=1e-12, abs_tol=1e-300)
    return False


def test_the_node_and_the_browser_reckon_alike(browser):
    luck = random.Random(20260312)
    data, places = answers()
    known = setting()
    asked = [(draw(luck), luck.choice(places)) for _each in range(DRAWN)]
    steps = [steps_to(place) for _text, place in asked]
    trees = [compile_expression(text) for text, _place in asked]
    ours = [told(evaluate(tree, place, known)) for tree, (_text, place) in zip(trees, asked, strict=True)]
    page = browser.new_page()
    theirs = page.evaluate(
        RECKON,
        {
            "source": SCRIPT.read_text(encoding="utf-8"), "data": as_lists(data), "clock": known.clock,
            "lists": {name: as_lists(root) for name, root in known.instances.items()},
            "asked": json.loads(json.dumps(list(zip(trees, steps, strict=True)))),
        },
    )  # fmt: skip
    page.close()
    differing = [
        (text, mine, other)
        for (text, _place), mine, other in zip(asked, ours, theirs, strict=True)
        if not alike(text, mine, other)
    ]
    assert not differing, differing[:12]
    drawn = " ".join(text for text, _place in asked)
    unseen = [name for name in ARGUMENTS if f"{name}(" not in drawn]
    # The rest is chance, or the same line of mathematics on either side.
    assert set(unseen) <= {"uuid", "random", "pi", "cos", "tan", "asin", "acos", "atan"}
