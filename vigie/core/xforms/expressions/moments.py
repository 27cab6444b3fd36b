"""Dates and times: written in a given way, and as parts of a day."""

from __future__ import annotations

import math
import re
from datetime import date

from vigie.core.xforms.expressions.values import (
    EPOCH,
    MOMENT,
    NAN,
    SECONDS_OF_A_DAY,
    Value,
    as_number,
    as_string,
    date_of,
    day_part,
    days_of,
)

_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?.*")
_MARK = re.compile(r"%([YymnbdeHhMS3aAW])")


def moment_of(place, value: Value) -> str:
    """A date with a time. A text that is one stays as it is; a number is days since 1970, in the clock's zone."""
    if not isinstance(value, float):
        text = as_string(value)
        if MOMENT.fullmatch(text):
            return "" if math.isnan(days_of(text)) else text
        value = as_number(text)
    day = date_of(value)
    if not day:
        return ""
    thousandths = math.floor((value - math.floor(value)) * SECONDS_OF_A_DAY * 1000 + 0.5)
    thousandths = min(thousandths, SECONDS_OF_A_DAY * 1000 - 1)
    seconds, thousandths = divmod(thousandths, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{day}T{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}{place.setting.clock[23:]}"


def decimal_time(_place, value: Value) -> float:
    """A time as a part of the day: 06:00 is 0.25."""
    text = as_string(value)
    found = _TIME.fullmatch(text)
    if found:
        return day_part(found[1], found[2], found[3])
    days = days_of(text)
    return days - math.floor(days) if math.isfinite(days) else NAN


def formatted(place, value: Value, pattern: Value) -> str:
    """`format-date`: %Y %y year, %m %n %b month, %d %e day, %a weekday, %H %h hour, %M %S %3 below it."""
    text = as_string(value)
    if not MOMENT.fullmatch(text):
        text = moment_of(place, as_number(value))
    if not text or math.isnan(days_of(text)):
        return ""
    parts = _parts(place, MOMENT.fullmatch(text))
    return _MARK.sub(lambda mark: parts.get(mark[1], mark[0]), as_string(pattern))


def _parts(place, found: re.Match) -> dict[str, str]:
    year, month, day, hour, minute, second = (part or "00" for part in found.groups())
    whole, _point, rest = second.partition(".")
    weekday = (
        date(int(year), int(month), int(day)).toordinal() - EPOCH + 4
    ) % 7  # 1 January 1970: a Thursday
    return {
        "Y": year, "y": year[2:], "m": month, "n": str(int(month)), "d": day, "e": str(int(day)),
        "b": place.setting.months[int(month) - 1], "a": place.setting.days[weekday],
        "H": hour, "h": str(int(hour)), "M": minute, "S": whole, "3": f"{rest:0<3.3}",
    }  # fmt: skip
