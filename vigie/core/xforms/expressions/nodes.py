"""The tree of answers that expressions walk over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Node:
    """One element. `off` says that it is not relevant: paths pass it by. `turn` marks one turn of a repeat.

    `found` keeps, for a list that travels with a form and so never changes, its items by the value of a
    column: a place is looked up among thirty thousand without reading them all.
    """

    name: str
    text: str = ""
    parent: Node | None = field(default=None, repr=False)
    children: Sequence[Node] = ()
    off: bool = False
    turn: bool = False
    found: dict[str, dict[str, list[Node]]] | None = None

    def add(self, child: Node) -> Node:
        child.parent = self
        if not self.children:
            self.children = []
        self.children.append(child)
        return child

    def by(self, column: str) -> dict[str, list[Node]]:
        """Children by what stands in one column of theirs."""
        if self.found is None:
            self.found = {}
        if column not in self.found:
            known: dict[str, list[Node]] = {}
            for each in self.children:
                for part in each.children:
                    if part.name == column:
                        known.setdefault(part.text, []).append(each)
            self.found[column] = known
        return self.found[column]

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


def listed(items: Iterable[Mapping[str, str]]) -> Node:
    """A list that travels with a form, as expressions walk over it: a node of one `root` of `item`s."""
    top = Node("")
    root = top.add(Node("root", found={}))
    for columns in items:
        item = root.add(Node("item"))
        for name, text in columns.items():
            item.add(Node(name, text))
    return top
