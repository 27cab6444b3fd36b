"""Every function of `signatures.ARGUMENTS`, as the ODK XForms specification describes it."""

from __future__ import annotations

import math
import random
import re
import uuid
from collections.abc import Callable

from vigie.core.xforms.expressions.moments import decimal_time, formatted, moment_of
from vigie.core.xforms.expressions.nodes import Node
from vigie.core.xforms.expressions.reckoning import logarithm, power, rounded, tried
from vigie.core.xforms.expressions.values import (
    MOMENT,
    NAN,
    Value,
    as_boolean,
    as_number,
    as_string,
    date_of,
    days_of,
)

LONGEST_FOR_A_PATTERN = 500  # signs: longer texts match no pattern, so that none can hold up a page


def _words(text: str) -> list[str]:
    """Parts between the white space of XML: Python and JavaScript differ on what else is white."""
    return re.findall(r"[^ \t\r\n]+", text)


def _strings(values: tuple[Value, ...]) -> list[str]:
    """Texts of all arguments, where a set of nodes stands for each of its nodes."""
    return [
        text
        for value in values
        for text in ([node.string for node in value] if isinstance(value, list) else [as_string(value)])
    ]


def _numbers(*values: Value) -> list[float]:
    """Numbers of all arguments. What nobody answered is passed by: one gap would spoil the sum of all."""
    return [as_number(text) for text in _strings(values) if _words(text)]


def _least(numbers: list[float], choose: Callable) -> float:
    return NAN if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


def _sum(_place, nodes: Value) -> float:
    total = 0.0
    for number in _numbers(nodes):
        total += number
    return total


def _position(place, nodes: Value | None = None) -> float:
    if nodes is None:
        return float(place.position)
    return float(nodes[0].place) if isinstance(nodes, list) and nodes else NAN


def _instance(place, name: Value) -> list[Node]:
    found = place.setting.instances.get(as_string(name))
    return [found] if found is not None else []


def _pulldata(place, name: Value, column: Value, key: Value, value: Value) -> str:
    column, key, value = as_string(column), as_string(key), as_string(value)
    items = (item for top in _instance(place, name) for root in top.children for item in root.children)
    for item in items:
        said = {each.name: each.text for each in item.children}
        if said.get(key) == value:
            return said.get(column, "")
    return ""


def _selected(_place, chosen: Value, value: Value) -> bool:
    return as_string(value).strip(" ") in as_string(chosen).split(" ") and as_string(value).strip(" ") != ""


def _selected_at(_place, chosen: Value, number: Value) -> str:
    words, index = _words(as_string(chosen)), as_number(number)
    return words[int(index)] if 0 <= index < len(words) else ""


def _substr(_place, text: Value, start: Value, end: Value | None = None) -> str:
    """Signs from `start` to before `end`, counted from 0; below zero, from the end."""
    text = as_string(text)
    return text[_index(start, text) : len(text) if end is None else _index(end, text)]


def _index(value: Value, text: str) -> int:
    number = as_number(value)
    if math.isnan(number):
        return 0
    number = max(-1e9, min(1e9, number))
    whole = int(number)
    return max(0, min(len(text), whole if whole >= 0 else len(text) + whole))


def _substring(_place, text: Value, start: Value, length: Value | None = None) -> str:
    """XPath's own: counted from 1, both rounded."""
    text, first = as_string(text), rounded(as_number(start), 0)
    last = math.inf if length is None else first + rounded(as_number(length), 0)
    return "".join(sign for number, sign in enumerate(text, 1) if first <= number < last)


def _before(_place, text: Value, part: Value) -> str:
    head, found, _rest = _parted(text, part)
    return head if found else ""


def _after(_place, text: Value, part: Value) -> str:
    _head, found, rest = _parted(text, part)
    return rest if found else ""


def _parted(text: Value, part: Value) -> tuple[str, bool, str]:
    text, part = as_string(text), as_string(part)
    at = text.find(part)
    return (text[:at], True, text[at + len(part) :]) if at >= 0 else ("", False, "")


def _translate(_place, text: Value, these: Value, those: Value) -> str:
    these, those = as_string(these), as_string(those)
    table: dict[str, str] = {}
    for number, sign in enumerate(these):
        table.setdefault(sign, those[number : number + 1])
    return "".join(table.get(sign, sign) for sign in as_string(text))


def _regex(_place, text: Value, pattern: Value) -> bool:
    text = as_string(text)
    return len(text) <= LONGEST_FOR_A_PATTERN and re.fullmatch(as_string(pattern), text) is not None


def _int(_place, value: Value) -> float:
    number = as_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _whole(function: Callable[[float], int]):
    def apply(_place, value: Value) -> float:
        number = as_number(value)
        return float(function(number)) if math.isfinite(number) else number

    return apply


def _of_number(function: Callable, guard: Callable = tried):
    return lambda _place, value: guard(function, as_number(value))


def _date(_place, value: Value) -> str:
    """A day. A text that is one already stays as it is; a number is days since 1970."""
    if isinstance(value, float):
        return date_of(value)
    text = as_string(value)
    if MOMENT.fullmatch(text):
        return "" if math.isnan(days_of(text)) else text[:10]
    return date_of(as_number(text))


def _or_here(function: Callable):
    """A function that without an argument speaks of the place where it stands."""
    return lambda place, value=None: function([place.node] if value is None else value)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "current()": lambda place: [place.current],
    "instance()": _instance,
    "position()": _position,
    "last()": lambda place: float(place.size),
    "count()": lambda _place, nodes: float(len(nodes)) if isinstance(nodes, list) else 0.0,
    "count-non-empty()": lambda _place, nodes: float(sum(text != "" for text in _strings((nodes,)))),
    "sum()": _sum,
    "min()": lambda _place, *given: _least(_numbers(*given), min),
    "max()": lambda _place, *given: _least(_numbers(*given), max),
    "pulldata()": _pulldata,
    "jr:choice-name()": lambda place, value, path: place.setting.choice_name(
        as_string(value), as_string(path).strip(" ")
    ),
    "coalesce()": lambda _place, one, other: as_string(one) or as_string(other),
    "selected()": _selected,
    "selected-at()": _selected_at,
    "count-selected()": lambda _place, chosen: float(len(_words(as_string(chosen)))),
    "string()": _or_here(as_string),
    "concat()": lambda _place, *given: "".join(_strings(given)),
    "join()": lambda _place, glue, *given: as_string(glue).join(_strings(given)),
    "substr()": _substr,
    "substring()": _substring,
    "substring-before()": _before,
    "substring-after()": _after,
    "translate()": _translate,
    "string-length()": _or_here(lambda value: float(len(as_string(value)))),
    "normalize-space()": _or_here(lambda value: " ".join(_words(as_string(value)))),
    "contains()": lambda _place, text, part: as_string(part) in as_string(text),
    "starts-with()": lambda _place, text, part: as_string(text).startswith(as_string(part)),
    "ends-with()": lambda _place, text, part: as_string(text).endswith(as_string(part)),
    "regex()": _regex,
    "uuid()": lambda _place, _length=None: str(uuid.uuid4()),
    "number()": _or_here(as_number),
    "int()": _int,
    "round()": lambda _place, value, places=0.0: rounded(as_number(value), as_number(places)),
    "floor()": _whole(math.floor),
    "ceiling()": _whole(math.ceil),
    "abs()": _of_number(math.fabs),
    "pow()": lambda _place, base, exponent: power(as_number(base), as_number(exponent)),
    "sqrt()": _of_number(math.sqrt),
    "exp()": _of_number(math.exp),
    "exp10()": lambda _place, value: power(10.0, as_number(value)),
    "log()": _of_number(math.log, logarithm),
    "log10()": _of_number(math.log10, logarithm),
    "pi()": lambda _place: math.pi,
    "sin()": _of_number(math.sin),
    "cos()": _of_number(math.cos),
    "tan()": _of_number(math.tan),
    "asin()": _of_number(math.asin),
    "acos()": _of_number(math.acos),
    "atan()": _of_number(math.atan),
    "atan2()": lambda _place, y, x: math.atan2(as_number(y), as_number(x)),
    "random()": lambda _place: random.random(),  # noqa: S311 - draws a question, keeps no secret
    "boolean()": lambda _place, value: as_boolean(value),
    "boolean-from-string()": lambda _place, value: as_string(value) in ("true", "1"),
    "not()": lambda _place, value: not as_boolean(value),
    "true()": lambda _place: True,
    "false()": lambda _place: False,
    "today()": lambda place: place.setting.clock[:10],
    "now()": lambda place: place.setting.clock,
    "date()": _date,
    "date-time()": moment_of,
    "decimal-date-time()": lambda _place, value: as_number(value),
    "decimal-time()": decimal_time,
    "format-date()": formatted,
    "format-date-time()": formatted,
}


def _if(given, place, value) -> Value:
    return value(given[1] if as_boolean(value(given[0], place)) else given[2], place)


def _once(given, place, value) -> Value:
    """What stands here already, and only where nothing does, the value."""
    return place.current.string or value(given[0], place)


def _indexed_repeat(given, place, value) -> list[Node]:
    """Answers of one turn: `indexed-repeat(answer, repeat, number, …)`, one pair for each repeat around it."""
    everywhere = place.everywhere
    found = value(given[0], everywhere)
    found = found if isinstance(found, list) else []
    for repeat, number in zip(given[1::2], given[2::2], strict=True):
        turns, index = value(repeat, everywhere), as_number(value(number, place))
        turns = turns if isinstance(turns, list) else []
        found = [
            node
            for node in found
            if any(each is turn and turn.place == index for each in node.ancestors for turn in turns)
        ]
    return found


# These decide themselves which of their arguments are reckoned, and where.
LAZY = {"if()": _if, "once()": _once, "indexed-repeat()": _indexed_repeat}
