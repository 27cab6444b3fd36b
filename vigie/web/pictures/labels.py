"""Names on a map that do not cover one another."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.web.pictures.drawing import words

# The mean width of a letter: 13 px text, and 11 px spaced capitals.
LETTER, CAPITAL = 7, 8.6
LINE = 15


@dataclass
class Labels:
    """Writes names while there is room; what finds none is left out (the table beside has it)."""

    width: int
    height: int
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    def town(self, x: int, y: int, name: str) -> bool:
        """A dot and a name at its right, or at its left where the picture ends."""
        long = len(name) * LETTER
        for start, anchor, left in ((x + 5, "", x - 3), (x - 5, "end", x - 5 - long)):
            if self._free(left, y - 10, left + long + 8, y - 10 + LINE):
                self.drawn.append(f'<circle class="t" cx="{x}" cy="{y}" r="2"/>')
                self.drawn.append(words(start, y + 4, name, anchor=anchor))
                return True
        return False

    def country(self, places: list[tuple[int, int]], name: str) -> bool:
        """A country's name in spaced capitals, at the first of some places with room for it."""
        name = name.upper()
        half = len(name) * CAPITAL / 2
        for x, y in places:
            middle = min(max(x, round(half) + 2), round(self.width - half) - 2)
            if self._free(middle - half, y - 9, middle + half, y + 4):
                self.drawn.append(words(middle, y, name, shape="lab", anchor="middle"))
                return True
        return False

    def _free(self, left: float, top: float, right: float, bottom: float) -> bool:
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        for other in self.taken:
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                return False
        self.taken.append((left, top, right, bottom))
        return True

    def __str__(self) -> str:
        return "".join(self.drawn)
