"""Tables drawn as text: the first line names the columns, each further one begins with the name of its row."""

from __future__ import annotations


def table(text: str) -> dict[str, dict[str, str]]:
    """Row → column → what stands there."""
    (_corner, *columns), *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    return {name: dict(zip(columns, cells, strict=True)) for name, *cells in lines}
