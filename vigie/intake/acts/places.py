"""Bringing maps and gazetteers in for the whole node, each row with its outcome as in any other import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from django.db import transaction

from vigie import access
from vigie.intake.files.reading import Batches, about_rows
from vigie.intake.files.runs import Tell, account_for, close, new_run, row_of, silent
from vigie.intake.models import ImportRow, ImportRun
from vigie.intake.readers import read
from vigie.intake.readers.mapping_file import from_yaml
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.ledger.act import Refused
from vigie.ledger.models import Node
from vigie.places.acts import load_generation, load_settlements
from vigie.places.loaded import Loaded

Load = Callable[[Node, Iterable], Loaded]


@dataclass(frozen=True)
class Seen:
    """A row that was read, without its place, and the code by which loading answers for it."""

    row: Row
    code: str | None


@dataclass(frozen=True)
class Edition:
    """One generation of one country's boundaries, as whoever brings it describes it."""

    country: str  # ISO 3166-1 alpha-2
    name: str
    valid_from: date
    source: str
    licence: str = ""


def bring_boundaries(
    actor, *, path: Path, edition: Edition, mapping: dict | Path | None = None, progress: Tell = silent
) -> ImportRun:
    """Bring the areas of a file into one generation of a country.

    `mapping` (YAML, or what it says) gives codes to areas that carry none, see `readers.boundaries.read`. A
    run comes back whatever the file was. Raises `Refused`, and `ValidationError` when another generation
    begins on the same day.
    """

    def load(node: Node, areas: Iterable) -> Loaded:
        return load_generation(actor, node, **asdict(edition), areas=areas)

    about = {"country": edition.country, "generation": edition.name}
    rows = Batches(lambda: read("boundaries", path, mapping=_codes_in(mapping)))
    return _bring(actor, Path(path), "boundaries", about, rows, load, progress)


def _codes_in(mapping: dict | Path | None) -> dict | None:
    if mapping is None:
        return None
    found = mapping if isinstance(mapping, dict) else from_yaml(Path(mapping))
    codes = found.get("codes")
    if not isinstance(codes, dict) or not all(isinstance(entry, dict) for entry in codes.values()):
        raise UnreadableFile(Fault("mapping-wrong-shape", "codes", params={"shape": "map"}))
    return found


def bring_settlements(actor, *, path: Path, progress: Tell = silent) -> ImportRun:
    """Bring a GeoNames file into the gazetteer. A run comes back whatever the file was. Raises `Refused`."""

    def load(node: Node, settlements: Iterable) -> Loaded:
        return load_settlements(actor, node, source="geonames", settlements=settlements)

    rows = Batches(lambda: read("geonames", path))
    return _bring(actor, Path(path), "geonames", {}, rows, load, progress)


def _bring(
    actor, path: Path, source: str, about: dict, rows: Batches, load: Load, progress: Tell
) -> ImportRun:
    """Load the places of a file all or not at all; loading writes the one ledger line."""
    node = Node.here()
    if not access.may(actor, "build", node):
        raise Refused(f"bring {source}")
    length, seen = about_rows(path), []
    with transaction.atomic():
        run = new_run(actor, path, source=source, about=about)
        places = _places(rows, seen, lambda: progress(rows.last, max(length, rows.last)))
        first = next(places, None)
        # A file of which nothing can be kept leaves the map as it is.
        loaded = load(node, chain((first,), places)) if first is not None else Loaded()
        account_for(run, (_outcome(run, each, loaded) for each in seen))
        close(run, rows)
    return run


def _places(rows: Batches, seen: list[Seen], tell: Callable[[], None]) -> Iterator:
    """The places of the rows that have one; every row is noted in `seen`, without its content."""
    for batch in rows:
        for row in batch:
            seen.append(Seen(replace(row, place=None), _code(row)))
            if row.place is not None:
                yield row.place
        tell()


def _code(row: Row) -> str | None:
    """What the loading calls a row by; None for a row that gave no place."""
    if row.place is None:
        return None
    return str(getattr(row.place, "geonameid", "")) or row.place.pcode.strip()


def _outcome(run: ImportRun, seen: Seen, loaded: Loaded) -> ImportRow:
    outcome = loaded.outcomes[seen.code] if seen.code is not None else None
    why = loaded.refusals.get(seen.code, "") if outcome == "refused" else ""
    return row_of(run, seen.row, outcome, why=why)
