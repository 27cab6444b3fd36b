"""A picture as SVG that stands alone in its file: readable without colour, with a sentence that says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from math import floor, log10

Translate = Callable[[str], str]
INK, SOFT, LINE, PAPER, ACCENT, WARN = "#14181d", "#4d555e", "#c8ccd1", "#fff", "#1f3f8f", "#8c3b0b"
# From dark to light, so that they differ in print too; beyond these, sources are drawn together.
SHADES = ("#1f3f8f", "#8c3b0b", "#5069ae", "#7a828b", "#b8c4e3", "#d9b48f")
STYLE = (
    'text{font:13px "Segoe UI",Roboto,system-ui,"Noto Sans",sans-serif;fill:#14181d}'
    ".s{fill:#4d555e;font-size:11px}.b{font-weight:600}.e{text-anchor:end}.m{text-anchor:middle}"
)


def untranslated(text: str) -> str:
    return text


def picture(width: int, height: int, body: str, sentence: str) -> str:
    """A whole SVG document. `body` is markup made here; `sentence` is what it shows, for who cannot see it."""
    said = escape(sentence, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{said}"><title>{escape(sentence)}</title>'
        f'<style>{STYLE}</style><rect width="{width}" height="{height}" fill="{PAPER}"/>{body}</svg>\n'
    )


def text(x: float, y: float, words: object, kind: str = "") -> str:
    """Some words. `kind` holds classes: s small, b bold, e ends here, m middle."""
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}>{escape(str(words))}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str = LINE, more: str = "") -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" fill="none"{more}/>'


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" fill="{colour}"/>'


def dot(x: float, y: float, radius: float, colour: str, more: str = "") -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"{more}/>'


def short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def ticks(least: float, most: float, lines: int = 4) -> Iterator[float]:
    """Round numbers (steps of 1, 2 or 5) from `least` to `most`, some `lines` of them."""
    wide = max(most - least, 1e-9) / lines
    size = 10 ** floor(log10(wide))
    step = next(step for step in (size, 2 * size, 5 * size, 10 * size) if step >= wide * 0.999)
    at = -(-least // step)
    while at * step <= most + step * 1e-6:
        yield round(at * step, 10)
        at += 1


def number(value: float) -> str:
    """A number as people write it: thousands apart, no needless digits."""
    return f"{value:,.0f}".replace(",", " ") if value == round(value) else f"{value:g}"
