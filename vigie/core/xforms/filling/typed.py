"""What people type, brought to the form that a record wants. What can't be read stays as it was typed.

Brought twice, a value stays as it is after the first time: what is stored can be read again.
"""

from __future__ import annotations

import re
from datetime import date

from vigie.core.xforms.definition import Question
from vigie.core.xforms.expressions.values import MOMENT

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML holds none of these
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?([0-9]{1,18}(\.[0-9]{0,12})?|\.[0-9]{1,12})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})[/. -]([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_TIME = re.compile(r"([0-9]{1,2})[:h ]+([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?(Z|[+-][0-9]{2}:[0-9]{2})?")


def tidied(text: str) -> str:
    """Text as a record may hold it: one kind of line end, no signs that XML refuses."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def brought(question: Question, text: str, zone: str = "+00:00") -> tuple[str, str]:
    """(value, code of what is wrong or ""). `zone` is added to times that name none.

    Codes: "not-whole", "not-number", "not-date", "no-such-day", "not-time", "not-point", "off-earth",
    "out-of-range".
    """
    text = tidied(text)
    if not text:
        return "", ""
    if question.control == "range":
        return _in_range(question, text)
    reader = _READERS.get(question.type)
    return reader(question, text, zone) if reader else (text, "")


def _number(text: str) -> str:
    """Digits as a machine writes them: no spaces, a point for the comma, a minus sign for the typographic one."""
    return _SPACES.sub("", text).replace(",", ".").replace("\u2212", "-").removeprefix("+")


def _integer(_question, text: str, _zone) -> tuple[str, str]:
    number = _number(text)
    return (str(int(number)), "") if _INTEGER.fullmatch(number) else (text, "not-whole")


def _decimal(_question, text: str, _zone) -> tuple[str, str]:
    number = _number(text)
    return (number, "") if _DECIMAL.fullmatch(number) else (text, "not-number")


def _in_range(question: Question, text: str) -> tuple[str, str]:
    value, code = (_integer if question.type == "int" else _decimal)(question, text, "")
    if code:
        return value, code
    start, end, step = (float(each or 0) for each in question.range)
    least, most = min(start, end), max(start, end)
    number = float(value)
    steps = (number - start) / step if step else 0.0
    on_step = abs(steps - round(steps)) < 1e-6
    return (value, "") if least <= number <= most and on_step else (text, "out-of-range")


def _date(question: Question, text: str, _zone) -> tuple[str, str]:
    if "year" in question.appearance.split() and _YEAR.fullmatch(text):
        return f"{text}-01-01", ""
    if "month-year" in question.appearance.split() and (found := _MONTH.fullmatch(text)):
        year, month = found[1] or found[4], int(found[2] or found[3])
        return _checked(text, f"{year}-{month:02}-01")
    if found := _DAY_FIRST.fullmatch(text):
        return _checked(text, f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}")
    return _checked(text, text) if MOMENT.fullmatch(text) and len(text) == 10 else (text, "not-date")


def _checked(typed: str, day: str) -> tuple[str, str]:
    try:
        return date.fromisoformat(day).isoformat(), ""
    except ValueError:
        return typed, "no-such-day"


def _time(_question, text: str, zone: str) -> tuple[str, str]:
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or float(found[3] or 0) >= 60:
        return text, "not-time"
    seconds = f"{float(found[3] or 0):06.3f}"
    return f"{int(found[1]):02}:{found[2]}:{seconds}{found[4] or zone}", ""


def _date_time(question: Question, text: str, zone: str) -> tuple[str, str]:
    day, _mark, time = text.replace("T", " ", 1).partition(" ")
    day, code = _date(question, day, zone)
    if code or not time:
        return text, code or "not-time"
    time, code = _time(question, time.strip(), zone)
    return (text, code) if code else (f"{day}T{time}", "")


def _point(_question, text: str, _zone) -> tuple[str, str]:
    """Latitude and longitude in degrees, then perhaps height and how far off at most, in metres."""
    parts = [each for each in re.split(r"\s*;\s*|,\s+|\s+", text.replace("\u2212", "-").strip()) if each]
    if len(parts) == 1 and text.count(",") == 1:
        parts = text.split(",")
    numbers = [_number(each) for each in parts]
    if not 2 <= len(numbers) <= 4 or not all(_DECIMAL.fullmatch(each) for each in numbers):
        return text, "not-point"
    latitude, longitude = float(numbers[0]), float(numbers[1])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return text, "off-earth"
    return " ".join([*numbers, "0", "0"][:4] if len(numbers) < 4 else numbers), ""


_READERS = {
    "int": _integer,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "dateTime": _date_time,
    "geopoint": _point,
}
