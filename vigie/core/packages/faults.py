"""Why a package can't be taken, as a code with what the sentence names."""

from __future__ import annotations


class BadPackage(ValueError):
    """A package, or a card, that is refused whole. `code` is a key of the room's table of sentences."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
