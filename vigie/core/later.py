"""Names of a package that are loaded when first asked for: pages need few of them, and not the compiler behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def loaded_later(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package whose names live in these modules of it: name → module."""

    def __getattr__(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"{package} has no {name!r}.")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return __getattr__
