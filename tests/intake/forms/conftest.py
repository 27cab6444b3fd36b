"""Forms of the project, published for one organisation."""

from __future__ import annotations

import pytest

from tests.intake.forms.filled import published


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Media files of a test lie in its own folder."""
    settings.VAR = tmp_path


@pytest.fixture
def incident_form(organisation):
    return published(organisation)
