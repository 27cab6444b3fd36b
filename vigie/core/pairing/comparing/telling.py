"""Comparing the telling: words of the narratives, and whom they rely on."""

from __future__ import annotations

from vigie.core.compiled import compiled

# Bits of surprise in the shared rare words from which they count as some, and as many.
SOME_BITS, MANY_BITS = 6.0, 16.0

# So many words must a narrative have before its having none in common with another says anything.
LONG_ENOUGH = 8

# Share of words in common from which one text is held to be a copy of the other.
COPIED = 0.8

W_COPIED, W_MANY, W_SOME, W_FEW, W_NONE = range(1, 6)
O_SHARED, O_CITES = 1, 2


@compiled
def words_level(sheet, a, b):
    """Copied where nearly all words are shared; else by the surprise in the rare ones. Words are ascending."""
    some, others = 0, 0
    width = sheet.words.shape[1]
    while some < width and sheet.words[a.row, some] >= 0:
        some += 1
    while others < width and sheet.words[b.row, others] >= 0:
        others += 1
    if some == 0 or others == 0:
        return 0
    i, j, shared, surprise = 0, 0, 0, 0.0
    while i < some and j < others:
        word, other = sheet.words[a.row, i], sheet.words[b.row, j]
        if word == other:
            shared += 1
            surprise += sheet.rarity[word]
        i += word <= other
        j += other <= word
    long = min(some, others) >= LONG_ENOUGH
    if long and shared >= COPIED * (some + others - shared):
        return W_COPIED
    if sheet.rarity[-1] < 0:  # too few narratives were read to say what is rare
        return 0
    if surprise >= SOME_BITS:
        return W_MANY if surprise >= MANY_BITS else W_SOME
    return W_NONE if shared == 0 and long else W_FEW


@compiled
def origin_level(sheet, a, b):
    for i in range(sheet.origins.shape[1]):
        for j in range(sheet.origins.shape[1]):
            if sheet.origins[a.row, i] >= 0 and sheet.origins[a.row, i] == sheet.origins[b.row, j]:
                return O_SHARED
    for i in range(sheet.cites.shape[1]):
        if sheet.cites[a.row, i] == b.source or sheet.cites[b.row, i] == a.source:
            return O_CITES
    return 0
