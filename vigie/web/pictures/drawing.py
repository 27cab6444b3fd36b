"""What every picture is: a drawing of some width and height, a sentence that says it, and a key in words."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from html import escape

from django.utils.safestring import SafeString, mark_safe

# The tokens and classes of vigie.css that pictures use, for a picture that stands alone in its own file.
STYLE = (
    ":root{--paper:#fff;--ink:#14181d;--soft:#4d555e;--edge:#7a828b;--line:#c8ccd1;--acc:#1f3f8f;--warn:#8c3b0b;"
    "--q1:#e3e8f4;--q2:#b8c4e3;--q3:#8598cc;--q4:#5069ae;--q5:#233f83}"
    "@media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e8eaed;--soft:#a9b1ba;--edge:#77818b;"
    "--line:#39424b;--acc:#a9bdf6;--warn:#f2b27c;"
    "--q1:#252c42;--q2:#39477a;--q3:#5769ac;--q4:#8b9cd8;--q5:#cdd6f8}}"
    'text{font:13px "Segoe UI",Roboto,system-ui,"Noto Sans",sans-serif;fill:var(--ink)}'
    ".s1,.lab{fill:var(--soft)}.b{font-weight:600}.lab{font-size:11px;letter-spacing:.08em}"
    ".map text{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}"
    ".c{fill:var(--paper);stroke:var(--line);stroke-width:.7}.map .t{fill:var(--ink);stroke:var(--paper)}"
    ".map .f{fill:none;stroke:var(--ink);stroke-width:1.4;stroke-linejoin:round}"
    ".q1{fill:var(--q1)}.q2{fill:var(--q2)}.q3{fill:var(--q3)}.q4{fill:var(--q4)}.q5{fill:var(--q5)}"
    ".e{fill:none;stroke:var(--ink);stroke-width:1.5}circle.e{fill:var(--paper)}"
    ".c.q1,.c.q2,.c.q3,.c.q4,.c.q5{stroke:var(--paper)}"
)
# A picture's own address answers with this, so that its style is let in and nothing else is.
STYLE_HASH = "'sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() + "'"


@dataclass(frozen=True)
class KeyEntry:
    """One colour of a picture and what it stands for. `shape` is a class of the stylesheet."""

    shape: str
    words: str


@dataclass(frozen=True)
class Picture:
    """A drawing in a frame of `width` by `height` pixels. `body` is markup made here, its words escaped."""

    body: str
    width: int
    height: int
    sentence: str
    shape: str = ""  # "map" or nothing
    key: tuple[KeyEntry, ...] = ()
    top: int = 0  # where the frame begins above zero

    @property
    def svg(self) -> SafeString:
        """For the middle of a page, under its stylesheet."""
        return mark_safe(f"<svg {self._frame()}>{self.body}</svg>")  # noqa: S308 - words are escaped

    @property
    def file(self) -> str:
        """For an address of its own, to be shown by an <img>: with its key beneath."""
        style = f"<style>{STYLE}</style>"
        shown = self._with_key()
        return f'<svg xmlns="http://www.w3.org/2000/svg" {shown._frame()}>{style}{shown.body}</svg>'

    def _with_key(self) -> Picture:
        x, y, drawn = 0, self.top + self.height + 12, ""
        for entry in self.key:
            wide = 30 + 7 * len(entry.words)
            if x and x + wide > self.width:
                x, y = 0, y + 20
            fill = 'fill="url(#h)"' if entry.shape == "h" else f'class="c {entry.shape}"'
            drawn += f'<path {fill} stroke="var(--edge)" d="M{x + 1} {y}h14v11h-14z"/>'
            drawn += words(x + 20, y + 10, entry.words)
            x += wide
        high = y + 16 - self.top if self.key else self.height
        return replace(self, body=self.body + drawn, height=high)

    def _frame(self) -> str:
        shape = f'class="{self.shape}" ' if self.shape else ""
        box = f'viewBox="0 {self.top} {self.width} {self.height}" width="{self.width}"'
        return f'{shape}{box} role="img" aria-label="{escape(self.sentence)}"'


def words(x: int, y: int, text: str, *, shape: str = "", anchor: str = "") -> str:
    """Some text at a place. `shape` is a class, `anchor` "middle" or "end"."""
    shape = f' class="{shape}"' if shape else ""
    anchor = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{shape} x="{x}" y="{y}"{anchor}>{escape(text, quote=False)}</text>'


def shortened(text: str, longest: int) -> str:
    """A name that fits, cut with an ellipsis; the whole stands in the table beside the picture."""
    return text if len(text) <= longest else text[: longest - 1].rstrip(" ,’'-") + "…"


def tick_step(most: int, lines: int = 3) -> int:
    """A round step (1, 2, 5, 10 …) that cuts the way from 0 to `most` into at most `lines` parts."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= step * lines:
                return step
        size *= 10
