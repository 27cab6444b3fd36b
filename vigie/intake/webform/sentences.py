"""What is wrong with an answer, and why a form can't be filled in a browser, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.core.faults import Fault

ANSWERS = {
    "missing": gettext_noop("Answer this question: the report can't be sent without it."),
    "not-whole": gettext_noop("Write a whole number, with figures only."),
    "not-number": gettext_noop("Write a number, like 3 or 2.5."),
    "not-date": gettext_noop("Write a day like 18/03/2026."),
    "no-such-day": gettext_noop("This day does not exist. Write a day like 18/03/2026."),
    "not-time": gettext_noop("Write a time like 14:30."),
    "not-point": gettext_noop("Write latitude and longitude in degrees, like 14.02 -0.03."),
    "off-earth": gettext_noop("This point is off the Earth. Latitude and longitude may be swapped."),
    "out-of-range": gettext_noop("This number is not on the scale."),
    "not-a-choice": gettext_noop("This is not in the list. Choose from it, or leave the field empty."),
    "against-rule": gettext_noop("This answer does not fit what the form asks."),
    "too-big": gettext_noop("This file is over 10 MB. Choose a smaller one."),
}

# Why a form can't be filled in a browser; "rule" names the column of the XLSForm.
FORMS = {
    "expression-too-long": gettext_noop(
        "Question %(field)s, column %(rule)s: the expression is longer than %(about)s characters. "
        "Split it over calculations."
    ),
    "expression-too-deep": gettext_noop(
        "Question %(field)s, column %(rule)s: the expression nests more than %(about)s brackets. "
        "Split it over calculations."
    ),
    "expression-not-read": gettext_noop(
        "Question %(field)s, column %(rule)s: “%(about)s” has no place at character %(column)s of: %(value)s"
    ),
    "expression-cut-off": gettext_noop(
        "Question %(field)s, column %(rule)s: something is missing at the end of: %(value)s"
    ),
    "expression-function": gettext_noop(
        "Question %(field)s, column %(rule)s: the function %(about)s() can't be reckoned in a "
        "browser. Write it in another way, or leave it to phones."
    ),
    "expression-arguments": gettext_noop(
        "Question %(field)s, column %(rule)s: %(about)s() has too few or too many parts between its brackets."
    ),
    "expression-axis": gettext_noop(
        "Question %(field)s, column %(rule)s: “%(about)s” is not had: a path goes step by step, by names."
    ),
    "expression-attribute": gettext_noop(
        "Question %(field)s, column %(rule)s: attributes (@) can't be asked for."
    ),
    "expression-number": gettext_noop(
        "Question %(field)s, column %(rule)s: the number %(about)s is too large."
    ),
    "expression-pattern": gettext_noop(
        "Question %(field)s, column %(rule)s: the pattern %(about)s can't be used: no look-ahead, no "
        "reference back, and no repetition or choice within a repetition."
    ),
    "expression-pattern-reckoned": gettext_noop(
        "Question %(field)s, column %(rule)s: the pattern of regex() must be written out between "
        "quotation marks."
    ),
    "not-asked": gettext_noop(
        "Question %(field)s: a browser can't ask for a line or an area on the map (%(value)s). Ask "
        "for a point, or leave this form to phones."
    ),
}


def why_wrong(code: str) -> str:
    """What is wrong with an answer, in the present language."""
    return _(ANSWERS[code])


def why_not_filled(fault: Fault) -> str:
    """Why a form can't be filled in a browser, in the present language."""
    return _(FORMS[fault.code]) % {"field": fault.field, "value": fault.value[:120], **fault.params}
