"""Lists that travel beside a form, as expressions walk over them."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from vigie.core.xforms.definition import Definition
from vigie.core.xforms.expressions import Node, listed
from vigie.intake.lists import listed as made_list
from vigie.intake.models import FormFile, FormVersion
from vigie.intake.receiving import stored

# Thirty thousand places of six columns take some 30 MB.
MOST_LISTS = 6
EMPTY = listed(())


def lists_of(definition: Definition, version: FormVersion, actor) -> dict[str, Node]:
    """Lists by the name that expressions call them. One that nobody has brought yet is empty."""
    sources = {each.source.rpartition("/")[2]: name for name, each in definition.lists.items() if each.source}
    found = dict.fromkeys(sources.values(), EMPTY)
    for file in version.files.filter(name__in=sources).select_related("version__form") if sources else ():
        found[sources[file.name]] = _read(_content(actor, file))
    return found


def rows_of(node: Node) -> list[dict[str, str]]:
    """A list as plain rows, for a browser."""
    return [
        {part.name: part.text for part in item.children} for root in node.children for item in root.children
    ]


def _content(actor, file: FormFile) -> bytes:
    if file.sha256:
        return stored.read(file.sha256)
    made = made_list(actor, file)
    return made.data if made else b""


@lru_cache(maxsize=MOST_LISTS)
def _read(data: bytes) -> Node:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return listed({name: text for name, text in row.items() if name and text} for row in rows)
