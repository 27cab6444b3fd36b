"""Statements as plain data, for storing, and their fingerprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date

from vigie.core.dates import When
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll


def to_data(statement: Statement) -> dict:
    """A statement as JSON-ready data; `from_data` gives it back unchanged."""
    data = {field.name: getattr(statement, field.name) for field in fields(statement)}
    data |= {name: [asdict(each) for each in data[name]] for name in ("spots", "actors", "tolls", "origins")}
    data["original"] = dict(statement.original)
    when = statement.when
    data["when"] = [when.first.isoformat(), when.last.isoformat(), when.precision]
    return data


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
    data = {name: value for name, value in to_data(statement).items() if name != "original"}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
