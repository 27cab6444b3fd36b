"""Real open data beside the checkout, for tests that skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def folder() -> Path | None:
    """The folder of shared data: VIGIE_SHARED_DATA, or shared/data beside the checkout or one level up."""
    named = os.environ.get("VIGIE_SHARED_DATA")
    near = [Path(named)] if named else [above / "shared" / "data" for above in CHECKOUT.parents[:2]]
    return next((path for path in near if path.is_dir()), None)


def shared_data(name: str) -> Path:
    """The path of one file ("events/…"); skips the test, with the reason, where it is not there."""
    found = folder()
    if found is None:
        pytest.skip("the shared data is not beside this checkout (VIGIE_SHARED_DATA names another place)")
    path = found / name
    if not path.exists():
        pytest.skip(f"the shared data has no {name}")
    return path
