"""The tree of answers that expressions walk over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Node:
    """One element. `off` says that it is not relevant: paths pass it by. `turn` marks one turn of a repeat."""

    name: str
    text: str = ""
    parent: Node | None = field(default=None, repr=False)
    children: list[Node] = field(default_factory=list)
    off: bool = False
    turn: bool = False

    def add(self, child: Node) -> Node:
        child.parent = self
        self.children.append(child)
        return child

    @property
    def root(self) -> Node:
        here = self
        while here.parent is not None:
            here = here.parent
        return here

    @property
    def ancestors(self) -> Iterator[Node]:
        """Itself, and all that it stands in, from the inside out."""
        here: Node | None = self
        while here is not None:
            yield here
            here = here.parent

    @property
    def place(self) -> int:
        """Which one it is, from 1, among its neighbours of the same name."""
        if self.parent is None:
            return 1
        alike = [each for each in self.parent.children if each.name == self.name]
        return next(number for number, each in enumerate(alike, 1) if each is self)

    @property
    def string(self) -> str:
        if not self.children:
            return self.text
        return "".join(each.string for each in self.children if not each.off)
