"""Lists that travel beside a form, as expressions walk over them."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from vigie.core.xforms.definition import Definition
from vigie.core.xforms.expressions import Node, listed
from vigie.intake import stored
from vigie.intake.models import FormVersion

# Thirty thousand places of six columns take some 30 MB.
MOST_LISTS = 6


def lists_of(definition: Definition, version: FormVersion, actor) -> dict[str, Node]:
    """Lists by the name that expressions call them. One that nobody has brought yet is empty."""
    files = {each.name: each for each in version.files.all()} if _has_lists(definition) else {}
    found = {}
    for name, known in definition.lists.items():
        if known.source:
            file = files.get(known.source.rpartition("/")[2])
            found[name] = _stored(file.sha256) if file is not None and file.sha256 else listed(())
    return found


def rows_of(node: Node) -> list[dict[str, str]]:
    """A list as plain rows, for a browser."""
    return [
        {part.name: part.text for part in item.children} for root in node.children for item in root.children
    ]


def _has_lists(definition: Definition) -> bool:
    return any(each.source for each in definition.lists.values())


@lru_cache(maxsize=MOST_LISTS)
def _stored(sha256: str) -> Node:
    return _read(stored.read(sha256))


def _read(data: bytes) -> Node:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return listed({name: text for name, text in row.items() if name and text} for row in rows)
