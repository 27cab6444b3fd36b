"""Names of places as tables: equal names, names of one sound, and pairs of letters, to compare many quickly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from vigie.core.standards import plain
from vigie.core.toponyms import as_heard, skeleton

# Words that go with a place's name without being part of it.
_AROUND_NAMES = frozenset(
    """
    village villages de du des la le les l d commune ville hameau localite secteur quartier pres region
    province cercle departement of near town north east south west nord est sud ouest
    """.split()  # noqa: SIM905
)


# One row for each distinct name as written. `plain` and `sound` are equal where names are; `letters` has one bit
# for each pair of neighbouring letters, `pairs` says how many are set.
NAME = np.dtype([("letters", "u8", (2,)), ("plain", "i4"), ("sound", "i4"), ("pairs", "i4")], align=True)


def bare_name(said: str) -> str:
    """A name without accents, case or the words around it: "Village de Tondiguel" → "tondiguel"."""
    name = plain(said)
    return " ".join(word for word in name.split() if word not in _AROUND_NAMES) or name


def sound_of(name: str) -> str:
    """How a bare name sounds: its consonants, or all of it where there is hardly one."""
    heard = skeleton(name)
    return heard if len(heard) > 1 else as_heard(name)


def name_table(said: Sequence[str]) -> np.ndarray:
    """Prepare distinct names for comparing: rows of NAME."""
    bare = [bare_name(name) for name in said]
    sounds = _sounds(bare)
    table = np.zeros(len(bare), NAME)
    table["letters"] = _letters(bare)
    table["plain"], table["sound"] = _numbered(bare), _numbered(sounds)
    table["pairs"] = np.bitwise_count(table["letters"]).sum(axis=1)
    return table


def _sounds(bare: list[str]) -> list[str]:
    """`sound_of` many names, all in one text: no sound goes across a line."""
    text = "\n".join(bare)
    pairs = zip(skeleton(text).split("\n"), as_heard(text).split("\n"), strict=True)
    return [heard if len(heard) > 1 else whole for heard, whole in pairs][: len(bare)]


def _letters(bare: list[str]) -> np.ndarray:
    """The pairs of neighbouring letters of each name as a set of 128 bits, which pairs may share: uint64[n, 2]."""
    found = np.zeros((len(bare), 2), np.uint64)
    if not bare:
        return found
    framed = np.array([f"^{name.replace(' ', '')}$" for name in bare])
    signs = framed.view(np.uint32).reshape(len(bare), -1).astype(np.int64)
    for one, two in pairwise(signs.T):
        bit = (one * 31 + two * 17) % 128
        set_ = np.where(two > 0, np.uint64(1), np.uint64(0)) << (bit % 64).astype(np.uint64)
        found[np.arange(len(bare)), bit // 64] |= set_
    return found


def _numbered(values: list[str]) -> np.ndarray:
    if not values:
        return np.zeros(0, np.int32)
    return np.unique(np.array(values), return_inverse=True)[1].astype(np.int32)
