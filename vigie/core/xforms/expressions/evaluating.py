"""Reckon a compiled expression. `vigie/static/vigie/xpath.js` does the same, and both are held against each other.

Reckoning never fails: what makes no sense is "", not a number, or false, as on a phone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vigie.core.xforms.expressions.functions import FUNCTIONS, LAZY
from vigie.core.xforms.expressions.nodes import Node
from vigie.core.xforms.expressions.parsing import Tree
from vigie.core.xforms.expressions.reckoning import reckoned
from vigie.core.xforms.expressions.values import Value, as_boolean, as_number, compared

DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass
class Setting:
    """What an expression may know beside the answers.

    `clock` is now, as ISO 8601 with milliseconds and zone ("2026-03-12T10:42:00.000+00:00"); `instances` the
    lists that travel with the form, each a node that holds a `root` of nodes `item`; `choice_name` gives the label of a
    value at a path; `days` from Sunday and `months` are short names in the language of the person.
    """

    clock: str
    instances: dict[str, Node] = field(default_factory=dict)
    choice_name: Callable[[str, str], str] = lambda value, _path: value
    days: tuple[str, ...] = DAYS
    months: tuple[str, ...] = MONTHS


@dataclass(frozen=True)
class Place:
    """Where one part of an expression is reckoned. `whole` lets absolute paths reach every turn of a repeat."""

    node: Node
    current: Node
    setting: Setting
    position: int = 1
    size: int = 1
    whole: bool = False

    def at(self, node: Node, position: int, size: int) -> Place:
        return Place(node, self.current, self.setting, position, size, self.whole)

    @property
    def everywhere(self) -> Place:
        return Place(self.node, self.current, self.setting, self.position, self.size, True)


def evaluate(tree: Tree, node: Node, setting: Setting) -> Value:
    """The value of an expression that stands at `node`."""
    return _value(tree, Place(node, node, setting))


def _value(tree: Tree, place: Place) -> Value:
    if not isinstance(tree, list):
        return float(tree) if isinstance(tree, int) else tree
    kind = tree[0]
    if kind == "path":
        return _path(tree, place)
    if kind in _OPERATORS:
        return _OPERATORS[kind](tree, place)
    if kind in LAZY:
        return LAZY[kind](tree[1:], place, _value)
    if kind in FUNCTIONS:
        return FUNCTIONS[kind](place, *(_value(each, place) for each in tree[1:]))
    return reckoned(kind, _value(tree[1], place), _value(tree[2], place))


def _filter(tree: Tree, place: Place) -> list[Node]:
    found = _value(tree[1], place)
    return _kept(found if isinstance(found, list) else [], tree[2:], place)


def _union(tree: Tree, place: Place) -> list[Node]:
    left, right = _value(tree[1], place), _value(tree[2], place)
    left, right = (each if isinstance(each, list) else [] for each in (left, right))
    return left + [each for each in right if all(each is not other for other in left)]


def _comparison(tree: Tree, place: Place) -> bool:
    return compared(tree[0], _value(tree[1], place), _value(tree[2], place))


_OPERATORS: dict[str, Callable[[Tree, Place], Value]] = {
    "or": lambda tree, place: as_boolean(_value(tree[1], place)) or as_boolean(_value(tree[2], place)),
    "and": lambda tree, place: as_boolean(_value(tree[1], place)) and as_boolean(_value(tree[2], place)),
    "neg": lambda tree, place: -as_number(_value(tree[1], place)),
    "|": _union,
    "filter": _filter,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), _comparison),
}


def _path(tree: Tree, place: Place) -> list[Node]:
    _kind, start, *steps = tree
    if start == "/":
        return _from_root(steps, place)
    if start == ".":
        found = [place.node]
    else:
        given = _value(start, place)
        found = given if isinstance(given, list) else []
    for step in steps:
        found = _step(found, step, place)
    return found


def _from_root(steps: list, place: Place) -> list[Node]:
    """An absolute path. Within a repeat it means this very turn, as on phones (JavaRosa, "contextualize")."""
    if not steps:
        return [place.current.root]
    top = Node("")
    top.children = [place.current.root]  # the root is its child, but keeps no parent
    around = [] if place.whole else [each for each in place.current.ancestors if each.turn]
    found = [top]
    for number, step in enumerate(steps, 1):
        found = _step(found, step, place)
        if number < len(steps) and len(step) == 1:
            found = [each for each in found if any(each is turn for turn in around)] or found
    return found


def _step(nodes: list[Node], step: list, place: Place) -> list[Node]:
    test, *predicates = step
    found: list[Node] = []
    for node in nodes:
        if test == ".":
            reached = [node]
        elif test == "..":
            up = node.parent
            reached = [up] if up is not None and not any(up is each for each in found) else []
        else:
            known = _looked_up(node, predicates[0], place) if node.found is not None and predicates else None
            if known is not None:
                found += _kept(known, predicates[1:], place)
                continue
            reached = [each for each in node.children if (test in ("*", each.name)) and not each.off]
        found += _kept(reached, predicates, place)
    return found


def _looked_up(node: Node, predicate: Tree, place: Place) -> list[Node] | None:
    """Items of a list by `[column = something said elsewhere]`, without reading the others; else None."""
    if not isinstance(predicate, list) or predicate[0] != "=":
        return None
    _sign, left, right = predicate
    if not (isinstance(left, list) and left[:2] == ["path", "."] and len(left) == 3 and len(left[2]) == 1):
        return None
    elsewhere = isinstance(right, str) or (isinstance(right, list) and right[0] == "path" and right[1] != ".")
    value = _value(right, place) if elsewhere else None
    if not isinstance(value, str | list) or left[2][0] in (".", "..", "*"):
        return None
    wanted = [each.string for each in value] or [""] if isinstance(value, list) else [value]
    if len(wanted) != 1 or not wanted[0]:
        return None
    return node.by(left[2][0]).get(wanted[0], [])


def _kept(nodes: list[Node], predicates: list, place: Place) -> list[Node]:
    for predicate in predicates:
        kept, size = [], len(nodes)
        for position, node in enumerate(nodes, 1):
            value = _value(predicate, place.at(node, position, size))
            if value == position if isinstance(value, float) else as_boolean(value):
                kept.append(node)
        nodes = kept
    return nodes
