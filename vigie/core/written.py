"""Statements as plain data, for storing, and their fingerprint."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from vigie.core.dates import When
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll

LISTS = ("spots", "actors", "tolls", "origins")


def to_data(statement: Statement) -> dict:
    """A statement as JSON-ready data; `from_data` gives it back unchanged."""
    when = statement.when
    # By hand: `dataclasses.asdict` takes ten times as long, and imports bring in millions.
    return {
        **vars(statement),
        "when": [when.first.isoformat(), when.last.isoformat(), when.precision],
        **{name: [dict(vars(each)) for each in getattr(statement, name)] for name in LISTS},
        "original": dict(statement.original),
    }


def from_data(data: dict) -> Statement:
    first, last, precision = data["when"]
    return Statement(
        **{
            **data,
            "when": When(date.fromisoformat(first), date.fromisoformat(last), precision),
            "spots": tuple(_spot(each) for each in data["spots"]),
            "actors": tuple(Actor(**each) for each in data["actors"]),
            "tolls": tuple(Toll(**each) for each in data["tolls"]),
            "origins": tuple(Origin(**each) for each in data["origins"]),
        }
    )


def _spot(data: dict) -> Spot:
    areas = tuple((level, name) for level, name in data["areas"])
    return Spot(**{**data, "countries": tuple(data["countries"]), "areas": areas})


def digest(statement: Statement) -> str:
    """SHA-256 of the canonical text of a statement, without its raw row, as 64 hexadecimal digits.

    Two editions of a data set that write the same content in another column order have one digest.
    """
    return digest_of(to_data(statement))


def digest_of(data: dict) -> str:
    """The digest of a statement as `to_data` writes it."""
    data = {name: value for name, value in data.items() if name != "original"}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
