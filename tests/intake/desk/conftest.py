"""A coordinator at the desk, with monitors, a form, an area, and telephones that send through the real door."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from shapely import box

from tests.intake.openrosa.field import CONTENT_TYPE, Filled, body_of, published
from vigie.directory.models import Account
from vigie.intake.models import FormVersion
from vigie.places.models import Area, AreaName, Generation


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def areas(node) -> dict[str, Area]:
    """A country, a region and a province, by P-code."""
    generation = Generation.objects.create(
        country="BF", name="2020", valid_from=date(2010, 1, 1), source="inventé"
    )
    found, parent = {}, None
    for level, (pcode, name) in enumerate((("BF", "Burkina Faso"), ("BF56", "Sahel"), ("BF5602", "Séno"))):
        parent = found[pcode] = Area.objects.create(
            generation=generation, country="BF", level=level, pcode=pcode, name=name, parent=parent,
            outline=box(-1, 13, 1, 15).wkb, west=-1, south=13, east=1, north=15,
        )  # fmt: skip
        AreaName.objects.create(area=parent, name=name, plain=name.lower().replace("é", "e"))
    return found


@pytest.fixture
def form(organisation) -> FormVersion:
    return published(organisation)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@dataclass
class Scanned:
    """A telephone that was set up on the page: it knows what its code said, and nothing else."""

    token: str

    def send(self, filled: Filled | None = None):
        body = body_of((filled or Filled()).xml())
        return Client().generic("POST", f"/odk/{self.token}/submission", body, CONTENT_TYPE)

    def list(self):
        return Client().get(f"/odk/{self.token}/formList")


def set_up(coordinator: Account, monitor: Account, label: str = "Téléphone 7", area: str = "") -> Scanned:
    """Set a telephone up as a coordinator does, and read its token off the page."""
    asked = {"account": str(monitor.uuid), "label": label, "area": area}
    shown = signed_in(coordinator).post("/terrain/telephones/nouveau", asked)
    assert shown.status_code == 200, html.unescape(shown.content.decode())
    return Scanned(re.search(r"/odk/([\w-]{40,})", shown.content.decode())[1])
