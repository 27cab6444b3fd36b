"""Messages at left, the origins they rest on at right: three that cite one radio are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.web.pictures.drawing import Picture, shortened, words
from vigie.web.words import number

ROW, MOST = 40, 8
LEFT, RIGHT = 150, 214  # where the circles stand
LONGEST = 21


@dataclass(frozen=True)
class Message:
    """One message and the places (in the list of origins) of what it rests on."""

    name: str
    origins: tuple[int, ...]


def origins(messages: Sequence[Message], names: Sequence[str], sentence: str) -> Picture:
    """Draw at most eight messages and eight origins; what is beyond is counted in words."""
    shown, kinds = messages[:MOST], names[:MOST]
    rows = max(len(shown), len(kinds))
    ys, yo = _spread(len(shown), rows), _spread(len(kinds), rows)
    middle = (LEFT + RIGHT) // 2
    lines = "".join(
        f"M{LEFT + 5} {ys[place]}C{middle} {ys[place]} {middle} {yo[origin]} {RIGHT} {yo[origin]}"
        for place, message in enumerate(shown)
        for origin in message.origins
        if origin < len(kinds)
    )
    body = f'<path d="{lines}" fill="none" stroke="var(--ink)" stroke-width="1.5"/>'
    said = "".join(f'<circle cx="{LEFT}" cy="{y}" r="5"/>' for y in ys)
    body += f'<g fill="var(--paper)" stroke="var(--ink)" stroke-width="2">{said}</g>'
    body += "".join(f'<circle cx="{RIGHT + 4}" cy="{y}" r="7" fill="var(--ink)"/>' for y in yo)
    for message, y in zip(shown, ys, strict=True):
        body += words(LEFT - 13, y + 4, shortened(message.name, LONGEST), anchor="end")
    for name, y in zip(kinds, yo, strict=True):
        what, whose = _parted(name)
        body += words(RIGHT + 19, y - 4 if whose else y + 4, shortened(what, LONGEST - 2), shape="b")
        body += words(RIGHT + 19, y + 13, shortened(whose, LONGEST), shape="s1") if whose else ""
    high = rows * ROW
    if more := len(messages) - len(shown):
        body += words(
            LEFT - 13, high + 12, _("and %(n)s more") % {"n": number(more)}, shape="s1", anchor="end"
        )
        high += 20
    return Picture(body, 360, high, sentence)


def _parted(name: str) -> tuple[str, str]:
    """A long name on two lines: "Own observation (Observatory A)", "Radio R, 8 o'clock"."""
    if len(name) > LONGEST - 2:
        for sign in (" (", ", "):
            what, found, whose = name.partition(sign)
            if found:
                return what, whose.removesuffix(")")
    return name, ""


def _spread(count: int, rows: int) -> list[int]:
    """The heights of `count` circles, spread evenly over as many rows as the longer side has."""
    return [round((place + 0.5) * rows * ROW / max(count, 1)) for place in range(count)]
