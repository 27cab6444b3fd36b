"""What every test stands on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# Before settings are read: tests keep their files apart from the node's, and each worker from the others'.
_VAR = os.environ.setdefault("VIGIE_VAR", tempfile.mkdtemp(prefix="vigie-test-"))
if _WORKER := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["VIGIE_VAR"] = str(Path(_VAR) / _WORKER)
    Path(os.environ["VIGIE_VAR"]).mkdir(exist_ok=True)


MEETS_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


# First: the plugin that spreads tests reads the marks in this same step.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Keep on one worker the tests of one file, and all that share a browser or a bench.

    On PostgreSQL only what meets the tests' database is run: the rest was run a moment before.
    """
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        again = [each for each in items if _meets_a_database(each)]
        config.hook.pytest_deselected(items=[each for each in items if each not in set(again)])
        items[:] = again
    for item in items:
        folder, name = item.path.parent.name, item.path.name
        item.add_marker(
            pytest.mark.xdist_group(folder if folder in ("browser", "bench") else f"{folder}/{name}")
        )


def _meets_a_database(item) -> bool:
    return bool(MEETS_A_DATABASE & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


# No test measures time: a slow machine, or code that is compiled at its first call, is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
