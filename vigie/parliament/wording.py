"""What is kept in French and English, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language


def tag() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def in_language(said) -> str:
    """The words of a checklist, a block or a question."""
    return said.en if tag() == "en" else said.fr
