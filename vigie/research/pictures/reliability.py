"""How often what is called likely is so: stated probability against the share found to be the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vigie.research.pictures.drawing import (
    ACCENT,
    LINE,
    SOFT,
    Translate,
    dot,
    line,
    picture,
    text,
    untranslated,
)  # fmt: skip

LEFT, TOP, SIDE = 64, 46, 300


def _(words: str) -> str:
    """Mark for translation."""
    return words


TITLE = _("Stated probability, and the share that is the same incident")
SENTENCE = _("Reliability in %(n)s groups of pairs; expected calibration error %(error)s.")
STATED, FOUND = _("stated probability"), _("share found")


class Group(Protocol):
    """Pairs of about one stated probability (core.validation.Bin is one)."""

    stated: float
    found: float
    low: float
    high: float
    answers: int


def reliability(bins: Sequence[Group], error: float | None, translate: Translate = untranslated) -> str:
    """Draw groups of pairs with their intervals; on the diagonal, the engine means what it says.

    `error` is the expected calibration error, None where nothing was answered.
    """
    body = text(4, 18, translate(TITLE), "b")
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        body += line(*_at(value, 0), *_at(value, 1)) + line(*_at(0, value), *_at(1, value))
        x, y = _at(value, 0)
        body += text(x, y + 16, f"{value:g}", "s m") + text(
            LEFT - 6, _at(0, value)[1] + 4, f"{value:g}", "s e"
        )
    body += line(*_at(0, 0), *_at(1, 1), SOFT, ' stroke-dasharray="4 4"')
    largest = max((each.answers for each in bins), default=1)
    for each in bins:
        body += line(*_at(each.stated, each.low), *_at(each.stated, each.high), ACCENT, ' stroke-width="2"')
        # The area of a circle is as large as its number of pairs.
        body += dot(
            *_at(each.stated, each.found),
            3 + 6 * (each.answers / largest) ** 0.5,
            ACCENT,
            f' stroke="{LINE}"',
        )
    body += text(LEFT + SIDE / 2, TOP + SIDE + 36, translate(STATED), "s m")
    body += f'<g transform="rotate(-90 16 {TOP + SIDE / 2})">{text(16, TOP + SIDE / 2, translate(FOUND), "s m")}</g>'
    said = {"n": len(bins), "error": "–" if error is None else f"{error:.3f}"}
    return picture(LEFT + SIDE + 30, TOP + SIDE + 50, body, translate(SENTENCE) % said)


def _at(stated: float, found: float) -> tuple[float, float]:
    return LEFT + SIDE * stated, TOP + SIDE * (1 - found)
