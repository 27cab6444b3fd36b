"""Names as numbers that mean the same in every fingerprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from django.db.models import F

from vigie.counting.models import TERM_LENGTH, Term

BATCH = 2_000
FEW = 50  # names read one by one before all are
WORD = "word"
NARRATIVES = ""  # the word under whose number is counted how many narratives there are


def keys_of(labels: Mapping[str, Sequence[str]]) -> dict[str, np.ndarray]:
    """The key of each name, field by field; names not yet known are stored. A last -1 stands for the code -1."""
    wanted = {(field, text[:TERM_LENGTH]) for field, texts in labels.items() for text in texts}
    known = _known(wanted)
    missing = sorted(wanted - set(known))
    if missing:
        new = (Term(field=field, text=text) for field, text in missing)
        Term.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
        known |= _known(set(missing))
    return {
        field: np.array([*(known[field, text[:TERM_LENGTH]] for text in texts), -1], np.int32)
        for field, texts in labels.items()
    }


def _known(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    texts, found = sorted({text for _field, text in wanted}), {}
    for start in range(0, len(texts), BATCH):
        rows = Term.objects.filter(text__in=texts[start : start + BATCH]).values_list("field", "text", "pk")
        found |= {(field, text): key for field, text, key in rows if (field, text) in wanted}
    return found


def texts_of(keys: np.ndarray) -> dict[int, str]:
    """The names behind some keys."""
    found = {}
    for start in range(0, len(keys), BATCH):
        found |= dict(
            Term.objects.filter(pk__in=keys[start : start + BATCH].tolist()).values_list("pk", "text")
        )
    return found


class Texts(Sequence):
    """The names behind some keys, read when somebody asks for one: an explanation spells out few words of many."""

    def __init__(self, keys: np.ndarray) -> None:
        self._keys, self._read = keys, {}

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: int) -> str:
        key = int(self._keys[place])
        if key not in self._read:
            self._read |= texts_of(self._keys if len(self._read) >= FEW else self._keys[[place]])
        return self._read[key]


def count_words(keys: np.ndarray, narratives: int) -> None:
    """Count words anew told: `keys` once for each narrative that holds the word."""
    words, times = np.unique(keys, return_counts=True)
    for many in np.unique(times).tolist():
        some = words[times == many].tolist()
        for start in range(0, len(some), BATCH):
            Term.objects.filter(pk__in=some[start : start + BATCH]).update(seen=F("seen") + many)
    total, _made = Term.objects.get_or_create(field=WORD, text=NARRATIVES)
    Term.objects.filter(pk=total.pk).update(seen=F("seen") + narratives)


def seen(keys: np.ndarray) -> tuple[np.ndarray, int]:
    """In how many narratives each word stands, and how many narratives there are."""
    found = {}
    for start in range(0, len(keys), BATCH):
        found |= dict(
            Term.objects.filter(pk__in=keys[start : start + BATCH].tolist()).values_list("pk", "seen")
        )
    total = Term.objects.filter(field=WORD, text=NARRATIVES).values_list("seen", flat=True).first() or 0
    return np.array([found.get(key, 0) for key in keys.tolist()], np.int64), total
