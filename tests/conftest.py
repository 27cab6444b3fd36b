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


# Begun first, so that no worker is left alone with them at the end: a world each, asked by everybody in every way.
LONG = ("tests/oversight/", "tests/test_addresses.py", "tests/browser/", "tests/bench/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Begin with what takes long. On PostgreSQL run only what meets the tests' database: the rest was run before."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        again = [each for each in items if _meets_a_database(each)]
        config.hook.pytest_deselected(items=[each for each in items if each not in set(again)])
        items[:] = again
    items.sort(key=lambda each: not each.nodeid.startswith(LONG))


def pytest_xdist_make_scheduler(config, log):
    """Workers that take whole files, and all that share a browser, a bench or a world at once.

    Said here and not by marks: since pytest 9.2 a plugin adds nothing to a test's name, and such groups fall apart.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return next((each for each in LONG if each.endswith("/") and path.startswith(each)), path)

    return ByFile(config, log)


def _meets_a_database(item) -> bool:
    return bool(MEETS_A_DATABASE & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


# No test measures time: a slow machine, or code that is compiled at its first call, is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
