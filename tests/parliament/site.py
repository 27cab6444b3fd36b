"""A committee with its people and one region, for tests of site visits; `text` reads a page as a person does."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.places.models import Area, Generation

PASSED, ABSENT = "12/03/2026", "00000000-0000-4000-8000-000000000000"


def committee() -> dict:
    """Bodies and accounts by name; `area` is a region, `town` a commune in it."""
    Node.objects.create(name="Essai", fictional=True)
    made: dict = {}
    for slug, kind in (("commission", "committee"), ("autre", "committee"), ("ministere", "ministry")):
        made[slug] = Organisation.objects.create(
            slug=slug, name=f"Nom {slug}", classification=kind, country="BF"
        )
    people = (
        ("clerk", "commission"), ("chair", "commission"), ("member", "commission"), ("monitor", "commission"),
        ("ministry", "ministere"),
    )  # fmt: skip
    for role, slug in people:
        made[role] = Account.objects.create(username=f"{role}-a", role=role, organisation=made[slug])
    made["stranger"] = Account.objects.create(username="clerk-b", role="clerk", organisation=made["autre"])
    land = Generation.objects.create(country="BF", name="g", valid_from=date(2020, 1, 1), source="inventé")
    made["area"] = Area.objects.create(generation=land, country="BF", level=1, pcode="BF90", name="Contrée")
    made["town"] = Area.objects.create(
        generation=land, country="BF", level=3, pcode="BF900101", name="Bourg", parent=made["area"]
    )
    return made


def text(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def jpeg(**notes) -> io.BytesIO:
    """A photograph as a telephone sends it."""
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(written, "JPEG", **notes)
    written.seek(0)
    written.name = "IMG_0001.jpg"
    return written
