"""Which column of a table says what: the common ground of mapping files and HXL tags."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from vigie.core import standards
from vigie.core.dates import PRECISIONS
from vigie.core.statement import AGE_BANDS, GEO_PRECISIONS, GROUPS, HARMS, ORIGIN_KINDS, SEXES, TLP

PLACE_PARTS = ("name", "country", "lat", "lon", "precision", "adm1", "adm2", "adm3")
DATE_ORDERS = ("day_first", "month_first", "iso")


@dataclass(frozen=True)
class ActorColumn:
    column: str
    role: str
    separator: str = ""


@dataclass(frozen=True)
class TollColumns:
    """The columns of one toll: the best figure, perhaps with a low and a high one."""

    column: str
    harm: str
    group: str = "all"
    sex: str = "all"
    age: str = "all"
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Plan:
    """Columns by what they say; "" where the table has none. `codes`: kind of code → own word → our code."""

    date_from: str
    date_to: str = ""
    date_precision: str = ""
    date_order: str = "day_first"
    key: str = ""
    name: str = ""
    skip_rows: int = 0
    place: dict[str, str] = field(default_factory=dict)
    more_places: str = ""
    more_places_separator: str = "|"
    event_type: str = ""
    actors: tuple[ActorColumn, ...] = ()
    tolls: tuple[TollColumns, ...] = ()
    not_asked: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    origin: str = ""
    origin_kind: str = ""
    text: str = ""
    tlp: str = ""
    language: str = "fr"
    strict_actors: bool = True  # whether a name of an actor that no list knows refuses the row
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def columns(self) -> list[str]:
        """Every column that the plan names, each once."""
        tolls = [name for toll in self.tolls for name in (toll.column, toll.low, toll.high)]
        single = (self.key, self.date_from, self.date_to, self.date_precision, self.more_places,
                  self.event_type, self.origin, self.origin_kind, self.text, self.tlp)  # fmt: skip
        named = (*single, *self.place.values(), *(actor.column for actor in self.actors), *tolls)
        return list(dict.fromkeys(filter(None, named)))

    def renamed(self, new: dict[str, str]) -> Plan:
        """The same plan with other names of columns, as where the plan names HXL tags."""

        def called(column: str) -> str:
            return new.get(column, column)

        return replace(
            self,
            **{name: called(getattr(self, name)) for name in _SINGLE_COLUMNS},
            place={part: called(column) for part, column in self.place.items()},
            actors=tuple(replace(actor, column=called(actor.column)) for actor in self.actors),
            tolls=tuple(
                replace(t, column=called(t.column), low=called(t.low), high=called(t.high))
                for t in self.tolls
            ),
        )


_SINGLE_COLUMNS = ("key", "date_from", "date_to", "date_precision", "more_places", "event_type", "origin",
                   "origin_kind", "text", "tlp")  # fmt: skip


@cache
def our_codes(kind: str) -> tuple[str, ...]:
    """Our codes of one kind, as mapping files name the kinds. Countries are not listed."""
    return {
        "event_type": lambda: tuple(standards.event_types()),
        "actor": lambda: tuple(standards.actor_kinds()),
        "date_precision": lambda: PRECISIONS,
        "geo_precision": lambda: GEO_PRECISIONS,
        "origin_kind": lambda: ORIGIN_KINDS,
        "tlp": lambda: TLP,
        "harm": lambda: HARMS,
        "group": lambda: GROUPS,
        "sex": lambda: SEXES,
        "age": lambda: AGE_BANDS,
    }[kind]()


CODE_KINDS = ("event_type", "actor", "date_precision", "geo_precision", "origin_kind", "country", "tlp")
