"""Two installations that know each other, each in a process of its own."""

from __future__ import annotations

import pytest

from tests.exchange.node import Node


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A, which answers on the loopback, and B, which is reached by stick and by fetching; keys compared."""
    folder = tmp_path_factory.mktemp("nodes")
    a, b = Node(folder / "a", "commission-a"), Node(folder / "b", "commission-b")
    try:
        introduce(a, b, folder)
        yield a, b
    finally:
        a.end()
        b.end()


def introduce(a: Node, b: Node, folder) -> None:
    """What two clerks do on the first day."""
    address = a.serve()
    for node in (a, b):
        node.begin(node.name)
        node.vigie("exchange", "keys", node.name)
        given = ("--address", address) if node is a else ()
        node.vigie("exchange", "card", node.name, *given, "--out", folder / f"{node.name}.json")
    for node, other in ((a, b), (b, a)):
        said = node.vigie("exchange", "add", node.name, folder / f"{other.name}.json", "--by", "clerk")
        assert "telephone" in said
        told = other.vigie("exchange", "keys", other.name).splitlines()[1].strip()
        node.vigie("exchange", "confirm", node.name, other.name, "--by", "clerk", "--groups", told)
