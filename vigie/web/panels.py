"""What rooms on higher floors put on the pages of lower ones: each registers its own panels, as with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A section of a page: its template, and the face that the template is given as `panel`."""

    template: str
    face: object


# Name of a page → functions of the actor and the row that the page is about; None where there is nothing.
PANELS: dict[str, list[Callable]] = defaultdict(list)


def panels(page: str, actor, row=None) -> list[Panel]:
    """The panels of a page for this actor, in the order in which the rooms registered them."""
    return [panel for each in PANELS.get(page, ()) if (panel := each(actor, row))]
