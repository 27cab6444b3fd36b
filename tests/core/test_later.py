"""What is heavy is loaded by those who use it, and by nobody else."""

from __future__ import annotations

import subprocess
import sys

import pytest

import vigie.core.pairing
from vigie.core.later import loaded_later

HEAVY = ("numba", "scipy", "duckdb")
ASK = "import django; django.setup(); import vigie.urls, sys; print([name for name in {} if name in sys.modules])"


def test_every_name_of_a_package_is_there():
    assert all(getattr(vigie.core.pairing, name) is not None for name in vigie.core.pairing.__all__)


def test_another_name_is_said_to_be_missing():
    with pytest.raises(AttributeError, match="no 'wrong'"):
        loaded_later("vigie.core.pairing", {"match": "matching"})("wrong")


def test_the_pages_load_no_compiler():
    asked = subprocess.run(
        [sys.executable, "-c", ASK.format(HEAVY)], capture_output=True, text=True, check=True,
        env={"DJANGO_SETTINGS_MODULE": "vigie.settings", "PATH": ""},
    )  # fmt: skip
    assert asked.stdout.strip() == "[]"
