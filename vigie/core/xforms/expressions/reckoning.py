"""Sums as a browser does them: division by zero is endless, not an error."""

from __future__ import annotations

import math

from vigie.core.xforms.expressions.values import NAN, Value, as_number


def reckoned(sign: str, left: Value, right: Value) -> float:
    one, other = as_number(left), as_number(right)
    return _SIGNS[sign](one, other)


def _divided(one: float, other: float) -> float:
    if other != 0 or math.isnan(one):
        return one / other if other != 0 else NAN
    if one == 0:
        return NAN
    return math.copysign(math.inf, one) * math.copysign(1, other)


def _remainder(one: float, other: float) -> float:
    return NAN if other == 0 or math.isinf(one) else math.fmod(one, other)


_SIGNS = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "div": _divided,
    "mod": _remainder,
}


def rounded(number: float, places: float) -> float:
    """Half rounds up, as everywhere in XPath. `places` may be negative; beyond 15 it changes nothing."""
    if math.isnan(places):
        return NAN
    if not math.isfinite(number):
        return number
    places = int(max(-15.0, min(15.0, places)))
    scale = float(f"1e{abs(places)}")
    scaled = number * scale if places >= 0 else number / scale
    if not math.isfinite(scaled):
        return number
    whole = math.floor(scaled + 0.5)
    return whole / scale if places >= 0 else whole * scale


def power(base: float, exponent: float) -> float:
    try:
        found = base**exponent
    except ZeroDivisionError:
        odd = exponent == int(exponent) and int(exponent) % 2 == 1
        return math.copysign(math.inf, base) if odd else math.inf
    except OverflowError:
        if base > 0:
            return math.inf
        if exponent != int(exponent):
            return NAN
        return -math.inf if int(exponent) % 2 == 1 else math.inf
    # JavaScript gives no number where one is raised to no number or without end.
    if (abs(base) == 1 and not math.isfinite(exponent)) or isinstance(found, complex):
        return NAN
    return NAN if math.isnan(exponent) else found


def tried(function, *given: float) -> float:
    """A function of mathematics, not a number outside of where it is defined."""
    try:
        return function(*given)
    except ValueError:
        return NAN
    except OverflowError:
        return math.inf


def logarithm(function, given: float) -> float:
    return -math.inf if given == 0 else tried(function, given)
