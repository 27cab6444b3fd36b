"""An expression as written → a small tree of lists, texts and numbers, which travels as JSON.

The tree: a number is itself, a text literal is itself; `[sign, left, right]` an operator, `["neg", of]` the
minus sign, `["name()", …]` a function; `["path", start, step …]` a path, whose start is "/", "." or a tree and
whose steps are `[test, predicate …]` with a test of a name, "*", "." or ".."; `["filter", of, predicate …]`.

Vaughan Pratt's method ("Top down operator precedence", 1973): each sign has a strength, and a loop of ten
lines does the rest. Why no library reads it: docs/decisions/0009-web-form.md.
"""

from __future__ import annotations

import math
import re

from vigie.core.xforms.expressions.patterns import BadPattern, plain_pattern
from vigie.core.xforms.expressions.signatures import ARGUMENTS

Tree = list | str | float

MOST_SIGNS = 20_000  # of one expression: a form with more was made by a machine, not by a person
DEEPEST = 60

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)|(?P<text>"[^"]*"|'[^']*')"""
    r"""|(?P<name>[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*)?)|(?P<sign>::|//|\.\.|!=|<=|>=|[/.@()\[\],|+\-=<>*]))"""
)
_STRENGTH = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6,
    "mod": 6, "|": 8,
}  # fmt: skip
_MINUS = 7
_AFTER_OPERAND = ("number", "text", "name", ")", "]", ".", "..", "*")


class BadExpression(ValueError):
    """An expression that can't be reckoned. `code` says why, `about` names what, `at` counts signs from 0.

    Codes: "too-long", "too-deep", "not-read" (a sign that has no place there), "cut-off", "function" (unknown,
    or not to be had in a browser), "arguments" (too few or too many), "axis" (only children and parents are
    walked to), "attribute", "number" (too large), "pattern" (of `regex`: see `patterns`), "pattern-reckoned"
    (not a literal).
    """

    def __init__(self, code: str, about: str = "", at: int = 0):
        super().__init__(f"{code}: {about}" if about else code)
        self.code, self.about, self.at = code, about, at


def compile_expression(text: str) -> Tree:
    """Read one expression into its tree. Raises `BadExpression`."""
    if len(text) > MOST_SIGNS:
        raise BadExpression("too-long", str(MOST_SIGNS))
    reading = _Reading(_tokens(text), text)
    tree = reading.expression(0)
    if reading.kind != "end":
        reading.refuse()
    return tree


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """(kind, text, place) of each token. Operators that look like names ("and", "*") are told by what is before."""
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadExpression("not-read", text[at:].strip()[:1], at)
        kind, said, start = match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)
        follows = bool(found) and found[-1][0] in _AFTER_OPERAND
        if kind == "sign":
            kind = "operator" if said in _STRENGTH and (said != "*" or follows) else said
        elif kind == "name" and said in _STRENGTH and follows:
            kind = "operator"
        found.append((kind, said, start))
        at = match.end()
    return [*found, ("end", "", len(text))]


class _Reading:
    def __init__(self, tokens: list[tuple[str, str, int]], text: str):
        self.tokens, self.text, self.here, self.depth = tokens, text, 0, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.here][0]

    @property
    def said(self) -> str:
        return self.tokens[self.here][1]

    def next(self, kind: str = "") -> str:
        if kind and self.kind != kind:
            self.refuse()
        self.here += 1
        return self.tokens[self.here - 1][1]

    def refuse(self, code: str = "", about: str = ""):
        kind, said, at = self.tokens[self.here]
        raise BadExpression(code or ("cut-off" if kind == "end" else "not-read"), about or said, at)

    def expression(self, strength: int) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse("too-deep", str(DEEPEST))
        left = self.operand()
        while self.kind == "operator" and (own := _STRENGTH[self.said]) > strength:
            left = [self.next(), left, self.expression(own)]
        self.depth -= 1
        return left

    def operand(self) -> Tree:
        if self.kind == "operator" and self.said == "-":
            self.next()
            return ["neg", self.expression(_MINUS)]
        if self.kind in ("number", "text"):
            return self.literal()
        if self.kind == "(" or (self.kind == "name" and self.tokens[self.here + 1][0] == "("):
            return self.from_primary()
        return self.path()

    def literal(self) -> str | float:
        if self.kind == "text":
            return self.next()[1:-1]
        number = float(self.said)
        if math.isinf(number):
            self.refuse("number")
        self.next()
        return number

    def from_primary(self) -> Tree:
        """A bracket or a function, with the predicates and steps that may follow it."""
        if self.kind == "(":
            self.next()
            found = self.expression(0)
            self.next(")")
        else:
            found = self.call()
        if predicates := self.predicates():
            found = ["filter", found, *predicates]
        if self.kind == "/":
            self.next()
            return ["path", found, *self.steps()]
        if self.kind == "//":
            self.refuse("axis")
        return found

    def call(self) -> Tree:
        start, name = self.here, self.next()
        self.next("(")
        given: list[Tree] = []
        while self.kind != ")":
            if given:
                self.next(",")
            given.append(self.expression(0))
        self.next(")")
        fault = _fault(name, given)
        if fault:
            self.here = start
            self.refuse(*fault)
        if name == "regex":
            given[1] = self.pattern(given[1], start)
        return [f"{name}()", *given]

    def pattern(self, given: Tree, start: int) -> str:
        self.here, after = start, self.here
        if not isinstance(given, str):
            self.refuse("pattern-reckoned")
        try:
            plain = plain_pattern(given)
        except BadPattern as fault:
            self.refuse("pattern", str(fault))
        self.here = after
        return plain

    def path(self) -> Tree:
        if self.kind == "/":
            self.next()
            return ["path", "/", *(self.steps() if self.kind in ("name", "*", ".", "..", "@", "//") else ())]
        if self.kind == "//":
            self.refuse("axis")
        steps = self.steps()
        return ["path", ".", *(steps if steps != [["."]] else ())]

    def steps(self) -> list[list]:
        found = [self.step()]
        while self.kind == "/":
            self.next()
            found.append(self.step())
        if self.kind == "//":
            self.refuse("axis")
        return found

    def step(self) -> list:
        if self.kind == "@":
            self.refuse("attribute")
        if self.kind == "name" and self.tokens[self.here + 1][0] == "::":
            if self.said != "child":
                self.refuse("axis")
            self.here += 2
        if self.kind not in ("name", "*", ".", ".."):
            self.refuse()
        return [self.next().rpartition(":")[2], *self.predicates()]

    def predicates(self) -> list[Tree]:
        found = []
        while self.kind == "[":
            self.next()
            found.append(self.expression(0))
            self.next("]")
        return found


def _fault(name: str, given: list[Tree]) -> tuple[str, str] | None:
    """Why a function can't be called so: (code, what)."""
    if name not in ARGUMENTS:
        return "function", name
    least, most = ARGUMENTS[name]
    paired = name != "indexed-repeat" or len(given) % 2 == 1
    return None if least <= len(given) <= most and paired else ("arguments", name)
