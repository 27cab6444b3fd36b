"""A generated region brought in by the same ways as real data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from vigie.command.progress import Tell
from vigie.counting.acts import estimate_unreported
from vigie.directory.loading import load_directory as load
from vigie.directory.loading import read as read_directory
from vigie.directory.models import Organisation
from vigie.intake.acts import Edition, bring, bring_boundaries, bring_settlements

CLUSTERINGS, CLUSTERINGS_OF_A_PART = 8, 2
COUNTRIES = {"bfa": "BF", "mli": "ML", "ner": "NE"}


def load_places(actor, region, tell: Tell) -> None:
    """The schematic areas, generation by generation and level by level, and the gazetteer."""
    for done, path in enumerate(region.areas):
        iso3, _level, year = path.stem.split("_")
        edition = Edition(
            country=COUNTRIES[iso3], name=_("Schematic %(year)s") % {"year": year},
            valid_from=date(int(year), 1, 1), source=_("Drawn by the sample's generator; no real border"),
        )  # fmt: skip
        bring_boundaries(actor, path=path, edition=edition)
        tell(done, len(region.areas) + 1)
    bring_settlements(actor, path=region.gazetteer)


def load_directory(actor, node, path: Path, password: str) -> None:
    """Organisations, people, units and accounts. Raises `RuntimeError` when a row is refused: ours must not be."""
    loaded = load(actor, node, data=read_directory(path), password=password)
    if loaded.refused:
        raise RuntimeError("; ".join(f"{row.section} {row.number}: {row.reason}" for row in loaded.refused))


def bring_reports(actor, sources, tell: Tell) -> None:
    """Each organisation's own file, by its own mapping."""
    for done, source in enumerate(sources):
        organisation = Organisation.objects.get(slug=source.organisation)

        def within(rows: int, of_all: int, done: int = done) -> None:
            tell(done * 1000 + 1000 * rows // max(of_all, 1), 1000 * len(sources))

        bring(
            actor, organisation, path=source.file, source="mapping", mapping=source.mapping, progress=within
        )


def estimate(actor, node, tell: Tell) -> None:
    """How many incidents nobody reported, over few clusterings so that nobody waits long for the demo."""
    estimate_unreported(actor, node, clusterings=CLUSTERINGS, of_a_part=CLUSTERINGS_OF_A_PART, tell=tell)
