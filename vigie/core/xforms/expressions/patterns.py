"""Patterns of `regex`, rewritten so that Python and a browser read them alike and neither can be made to hang.

Letters, sets, choices, groups and numbers of times are had; what only one of the two knows (look-behind,
references back, properties of letters) is refused, and so is what may be read in several ways within a
repetition (another repetition, a choice), whose tries double with every letter typed.
"""

from __future__ import annotations

import re
from re import _constants as codes
from re import _parser as reader

LONGEST = 500
MANY = 40  # times: above this a repetition counts as endless

_SETS = {
    codes.CATEGORY_DIGIT: "0-9",
    codes.CATEGORY_SPACE: r" \t\n\r\f\v",
    codes.CATEGORY_WORD: "A-Za-z0-9_",
}
_NOT_SETS = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}
_BEGIN, _END = "^", r"(?![\s\S])"


class BadPattern(ValueError):
    """A pattern that is not had; the text quotes it."""


def plain_pattern(text: str) -> str:
    """The same pattern in signs that Python and JavaScript share. Raises `BadPattern`.

    It is to match from the first letter to the last, as on a phone (`Pattern.matches` of Java).
    """
    if len(text) > LONGEST:
        raise BadPattern(text[:60])
    try:
        parsed = reader.parse(text, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        raise BadPattern(text) from None
    if parsed.state.flags != re.ASCII:
        raise BadPattern(text)
    try:
        return _sequence(parsed, False)
    except KeyError:
        raise BadPattern(text) from None


def _sequence(parts, within: bool) -> str:
    return "".join(_part(code, about, within) for code, about in parts)


def _part(code, about, within: bool) -> str:
    """One part. `within` tells that it is repeated without end: no further repetition may stand in it."""
    if code is codes.BRANCH:
        if within:
            raise KeyError(code)
        return f"(?:{'|'.join(_sequence(each, within) for each in about[1])})"
    if code is codes.SUBPATTERN and not about[1] and not about[2]:
        return f"(?:{_sequence(about[3], within)})"
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _repeated(about, within)
    return _SINGLE[code](about)


def _repeated(about, within: bool) -> str:
    least, most, parts = about
    endless = most is codes.MAXREPEAT or most > MANY
    if within and least != most:
        raise KeyError(most)
    inner = _sequence(parts, within or endless)
    times = f"{{{least},}}" if most is codes.MAXREPEAT else f"{{{least},{most}}}"
    return f"(?:{inner}){times}"


def _letter(code: int) -> str:
    sign = chr(code)
    if sign.isascii() and not sign.isalnum():
        return f"\\x{code:02x}"
    return sign


def _class(about) -> str:
    items = list(about)
    negated = bool(items) and items[0][0] is codes.NEGATE
    return f"[{'^' if negated else ''}{''.join(map(_member, items[negated:]))}]"


def _member(item) -> str:
    code, about = item
    if code is codes.RANGE:
        return f"{_letter(about[0])}-{_letter(about[1])}"
    return _letter(about) if code is codes.LITERAL else _SETS[about]


def _category(about) -> str:
    return f"[{_SETS[about]}]" if about in _SETS else f"[^{_SETS[_NOT_SETS[about]]}]"


_SINGLE = {
    codes.LITERAL: _letter,
    codes.NOT_LITERAL: lambda about: f"[^{_letter(about)}]",
    codes.ANY: lambda _about: r"[^\n]",
    codes.IN: lambda about: (
        _category(about[0][1]) if len(about) == 1 and about[0][0] is codes.CATEGORY else _class(about)
    ),
    codes.AT: {codes.AT_BEGINNING: _BEGIN, codes.AT_END: _END}.__getitem__,
}
