"""Days late, a bar for each ministry: as long as its longest, with a mark for each response."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.web.pictures.drawing import Picture, shortened, tick_step, words
from vigie.web.words import number

WIDE, ROW, BAR = 340, 44, 10
MOST = 12  # ministries in one picture; the table has all


def lateness(owing: Sequence, sentence: str, unit: str) -> Picture | None:
    """`owing` have `name` and `days` (of each late response, the longest first); None where nothing is late.

    `unit` names what the axis counts ("days").
    """
    shown = [each for each in owing if each.days][:MOST]
    if not shown:
        return None
    most = max(1, *(each.days[0] for each in shown))
    step = tick_step(most)
    scale = (WIDE - 50) / most
    bottom = ROW * len(shown)
    body = "".join(_tick(round(mark * scale), bottom, mark) for mark in range(step, most + 1, step))
    body += words(WIDE, bottom + 16, unit, shape="s1", anchor="end")
    body += "".join(_bar(each, ROW * place, scale) for place, each in enumerate(shown))
    body += f'<path d="M.5 0V{bottom}" stroke="var(--ink)"/>'
    return Picture(body, WIDE, bottom + 22, sentence)


def _tick(x: int, bottom: int, mark: int) -> str:
    line = f'<path d="M{x}.5 0V{bottom}" stroke="var(--line)"/>'
    return line + words(x, bottom + 16, number(mark), shape="s1", anchor="middle")


def _bar(each, top: int, scale: float) -> str:
    longest = each.days[0]
    wide = max(2, round(longest * scale))
    drawn = f'<path d="M0 {top + 22}h{wide}v{BAR}H0z" fill="var(--warn)"/>'
    # One mark for each shorter one, cut into the bar.
    drawn += "".join(
        f'<path d="M{round(days * scale)} {top + 22}v{BAR}" stroke="var(--paper)" stroke-width="2"/>'
        for days in sorted(set(each.days[1:]))
    )
    drawn += words(6, top + 15, shortened(each.name, 46))
    return drawn + words(wide + 6, top + 22 + BAR, number(longest), shape="b")
