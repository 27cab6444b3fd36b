"""Dates, numbers and tolls in the words of the reader's language, as plain text."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vigie.core.dates import When

THOUSANDS = {"fr": "\u202f", "en": ","}
POINT = {"fr": ",", "en": "."}
MINUS = "\u2212"


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def number(value, decimals: int = 0) -> str:
    """1204 → "1 204" with a narrow space, -2.44 with one decimal → "−2,4"."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _point, rest = f"{abs(exact):,f}".partition(".")
    text = whole.replace(",", THOUSANDS[_language()])
    text = f"{text}{POINT[_language()]}{rest}" if rest else text
    return f"{MINUS}{text}" if exact < 0 else text


def signed(value, decimals: int = 1) -> str:
    """A number that always shows its sign: "+2,1", "−3,9", "0,0"."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def day(one: date, *, year: bool = True, month: bool = True) -> str:
    """12 March 2026 → "12 mars 2026"; the first of a month is "1er" in French."""
    digits = "1er" if one.day == 1 and _language() == "fr" else str(one.day)
    parts = [digits] + [str(MONTHS[one.month])] * month + [str(one.year)] * year
    return " ".join(parts)


def month(one: date, *, year: bool = True) -> str:
    return f"{MONTHS[one.month]} {one.year}" if year else str(MONTHS[one.month])


def short_month(one: date) -> str:
    """ "janv.", for the axis of a picture."""
    return _short_months()[one.month - 1]


def _short_months() -> tuple[str, ...]:
    return (
        pgettext("axis", "Jan"), pgettext("axis", "Feb"), pgettext("axis", "Mar"), pgettext("axis", "Apr"),
        pgettext("axis", "May"), pgettext("axis", "Jun"), pgettext("axis", "Jul"), pgettext("axis", "Aug"),
        pgettext("axis", "Sep"), pgettext("axis", "Oct"), pgettext("axis", "Nov"), pgettext("axis", "Dec"),
    )  # fmt: skip


def when(span: When) -> str:
    """A span of days in the words of its precision: "12 mars 2026", "vers le 10 mars 2026", "mars 2026"."""
    return _BY_PRECISION[span.precision](span)


def _days(span: When) -> str:
    first, last = span.first, span.last
    if first == last:
        return day(first)
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    opening = day(first, year=not same_year, month=not same_month)
    return _("from %(first)s to %(last)s") % {"first": opening, "last": day(last)}


def _about(span: When) -> str:
    centre = span.first + timedelta((span.last - span.first).days // 2)
    return _("about %(day)s") % {"day": day(centre)}


def _week(span: When) -> str:
    if span.first.weekday() == 0 and (span.last - span.first).days == 6:
        return _("week of %(day)s") % {"day": day(span.first)}
    return _about(span)


def _months(span: When) -> str:
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return month(span.first)
    opening = month(span.first, year=span.first.year != span.last.year)
    return _("%(first)s to %(last)s") % {"first": opening, "last": month(span.last)}


def _quarter(span: When) -> str:
    names = (_("first quarter of"), _("second quarter of"), _("third quarter of"), _("fourth quarter of"))
    return f"{names[(span.first.month - 1) // 3]} {span.first.year}"


def _years(span: When) -> str:
    if span.first.year == span.last.year:
        return str(span.first.year)
    return _("%(first)s to %(last)s") % {"first": span.first.year, "last": span.last.year}


_BY_PRECISION = {
    "day": _days, "few_days": _about, "week": _week, "month": _months, "quarter": _quarter, "year": _years,
}  # fmt: skip


def moment(at: datetime, *, year: bool = True) -> str:
    """A time of the node's clock: "21 mars 2026, 16 h 10"."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{day(local.date(), year=year)}, {clock(local)}"


def clock(at: datetime) -> str:
    """A time of day by the node's clock: "10 h 42"."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{local.hour} h {local.minute:02}" if _language() == "fr" else f"{local.hour}:{local.minute:02}"


def between(low: int | None, best: int | None, high: int | None) -> str:
    """The interval beside a best value: "6–9", "at least 6"; empty where it says nothing more."""
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}" if low != high else ""
    if low is not None and low != best:
        return _("at least %(number)s") % {"number": number(low)}
    if high is not None and high != best:
        return _("at most %(number)s") % {"number": number(high)}
    return ""


def toll(low: int | None, best: int | None, high: int | None, status: str = "known") -> str:
    """How many, as plain text. Zero, not known, not asked, withheld, not published all read differently."""
    if status != "known":
        return absent(status)
    if best is None:
        return between(low, best, high) or (number(low) if low is not None else absent("unknown"))
    around = between(low, best, high)
    return f"{number(best)} ({around})" if around else number(best)


def absent(status: str) -> str:
    """The words for a figure that is not there."""
    return {
        "unknown": _("not known"),
        "not_asked": _("not asked"),
        "refused": _("refused to say"),
        "withheld": _("withheld"),
        "not_published": _("not published"),
    }.get(status, _("not known"))
