"""Why something cannot be done, in a sentence for the person who tried."""

from __future__ import annotations


class Unfit(Exception):
    """What is asked makes no sense here, though the actor might do it elsewhere.

    `args[0]` is a translated sentence that says what is wrong and what to do. Nothing was changed.
    """
