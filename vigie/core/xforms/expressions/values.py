"""Texts, numbers, truths and sets of nodes, and how each is read as another.

As XPath 1.0 has it, but for dates: a date read as a number is its days since 1970 (ODK XForms, "date"), in
the time that is written, whatever zone stands behind it: a phone and a server reckon alike.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal

from vigie.core.xforms.expressions.nodes import Node

Value = str | float | bool | list[Node]

NUMBER = re.compile(r"[ \t\r\n]*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?.*)?"
)
EPOCH = date(1970, 1, 1).toordinal()
SECONDS_OF_A_DAY = 86400
NAN = math.nan


def as_string(value: Value) -> str:
    if isinstance(value, list):
        return value[0].string if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return written(value) if isinstance(value, float) else value


def written(number: float) -> str:
    """A number as XPath writes it: without exponent, and without a point where it is whole."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number)) if abs(number) < 1e16 else format(Decimal(repr(number)), "f")
    return format(Decimal(repr(number)), "f")


def as_number(value: Value) -> float:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = as_string(value)
    if NUMBER.fullmatch(text):
        return float(text)
    return days_of(text)


def as_boolean(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def days_of(text: str) -> float:
    """Days since 1970 of a date or a date with a time; not a number where it is neither."""
    found = MOMENT.fullmatch(text)
    if not found:
        return NAN
    year, month, day = (int(part) for part in found.groups()[:3])
    try:
        whole = date(year, month, day).toordinal() - EPOCH
    except ValueError:
        return NAN
    return whole + day_part(found[4], found[5], found[6])


def day_part(hour: str | None, minute: str | None, second: str | None) -> float:
    if hour is None:
        return 0.0
    return (int(hour) * 3600 + int(minute or 0) * 60 + float(second or 0)) / SECONDS_OF_A_DAY


def date_of(days: float) -> str:
    """The day that stands so many days after 1970; "" beyond the years 1 to 9999."""
    if math.isnan(days) or not -719162 <= days < 2932897:
        return ""
    return date.fromordinal(math.floor(days) + EPOCH).isoformat()


def compared(sign: str, left: Value, right: Value) -> bool:
    """Compare as XPath 1.0 does: of a set of nodes, any one will do. A set without nodes counts as "".

    XPath itself finds nothing equal or unequal to an empty set; phones read an absent answer as empty, and
    forms are written for phones.
    """
    if isinstance(left, bool) or isinstance(right, bool):
        lefts, rights = [as_boolean(left)], [as_boolean(right)]
    else:
        lefts, rights = _singles(left), _singles(right)
    return any(_compared(sign, one, other) for one in lefts for other in rights)


def _singles(value: Value) -> list:
    if not isinstance(value, list):
        return [value]
    return [each.string for each in value] or [""]


def _compared(sign: str, left: str | float | bool, right: str | float | bool) -> bool:
    if sign in ("=", "!="):
        if not (isinstance(left, str) and isinstance(right, str)):
            left, right = as_number(left), as_number(right)
        return (left == right) == (sign == "=")
    left, right = as_number(left), as_number(right)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]
