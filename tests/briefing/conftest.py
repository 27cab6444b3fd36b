"""The world of the oversight rooms, for this room."""

from tests.oversight.conftest import undone, visitors, world

__all__ = ["undone", "visitors", "world"]
