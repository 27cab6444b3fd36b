"""The incident form, published, with a monitor who may fill it; and small forms drawn as text."""

from __future__ import annotations

import ast
import hashlib
from functools import cache

import pytest
from django.test import Client
from django.utils import timezone

from tests.intake.conftest import PASSWORD
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.sources import sheets_of
from vigie.directory.models import Account
from vigie.intake.models import Form, FormFile, FormVersion
from vigie.intake.receiving import stored

PLACES = "name,label,country,adm1,adm2,adm3\n" + "".join(
    f"p{number},Village {number:03},{'BF' if number % 2 else 'ML'},R,P,C\n" for number in range(120)
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Received files of a test lie in its own folder."""
    settings.VAR = tmp_path


@cache
def _compiled(sheets: str):
    compiled = compile_sheets(ast.literal_eval(sheets))
    assert not compiled.faults, compiled.faults
    return compiled


def publish(organisation, sheets: dict, form_id: str, files: dict[str, bytes] | None = None) -> FormVersion:
    """A form as a coordinator publishes it, for the organisation's own monitors."""
    compiled = _compiled(repr(sheets))
    form = Form.objects.create(form_id=form_id, title=form_id, organisation=organisation)
    form.fillers.add(organisation)
    version = FormVersion.objects.create(
        form=form, version=sheets["settings"][0].get("version", ""), title=form_id, state="published",
        xml=compiled.xml, md5=hashlib.md5(compiled.xml).hexdigest(), published_at=timezone.now(),
    )  # fmt: skip
    for name, content in (files or {}).items():
        kept = stored.keep_bytes(content)
        FormFile.objects.create(version=version, name=name, sha256=kept.sha256, size=kept.size)
    return version


@pytest.fixture
def people(organisation):
    """Role → account: those that these tests need, for a password takes long to hash."""
    roles = ("monitor", "analyst", "coordinator")
    return {
        role: Account.objects.create_user(role, PASSWORD, role=role, organisation=organisation)
        for role in roles
    }


@pytest.fixture(scope="session")
def incident_sheets():
    return sheets_of("incident")


@pytest.fixture
def incident(organisation, incident_sheets):
    return publish(organisation, incident_sheets, "vigie-incident", {"places.csv": PLACES.encode()})


@pytest.fixture
def monitor(people):
    """A browser in which the monitor is signed in."""
    browser = Client(enforce_csrf_checks=False)
    browser.force_login(people["monitor"])
    return browser
