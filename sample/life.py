"""What people have done in the fictional region since its reports came in."""

from __future__ import annotations


def live() -> None:
    """Nothing yet."""
