"""How each committee stood to a declaration or a roadmap, as its readers see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vigie.directory.models import Organisation
from vigie.parliament.models import POSITIONS, SignOff
from vigie.web import codes

SHAPES = {"signed": "full", "reservation": "half", "dissent": "no", "": "draft"}


@dataclass(frozen=True)
class SignLine:
    """How one body stood to it; an empty `position` where its word is awaited. `points` are those it leaves out."""

    body: str
    country: str
    position: str
    position_name: str
    text: str
    points: tuple[str, ...]
    on: date | None

    @classmethod
    def told(cls, body: Organisation, said: SignOff | None) -> SignLine:
        country = codes.country(body.country)
        if said is None:
            return cls(body.name, country, "", "", "", (), None)
        points = tuple(f"{each.position}. {each.title}" for each in said.points.all())
        name = str(dict(POSITIONS)[said.position])
        return cls(body.name, country, said.position, name, said.text, points, said.on)

    @property
    def shape(self) -> str:
        return SHAPES[self.position]


def signs_of(bodies: Iterable[Organisation], signoffs: Iterable[SignOff]) -> tuple[SignLine, ...]:
    """A line for each body whose word is asked, in their order."""
    said = {each.body_id: each for each in signoffs}
    return tuple(SignLine.told(body, said.get(body.pk)) for body in bodies)
