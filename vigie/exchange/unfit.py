"""What makes no sense and is refused with a sentence."""

from __future__ import annotations


class Unfit(Exception):
    """What was asked can't be done as asked; the message is the sentence to show."""
