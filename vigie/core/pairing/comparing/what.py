"""Comparing what happened: the type of event, the dead, and other harm."""

from __future__ import annotations

from vigie.core.compiled import compiled

T_SAME, T_BROADER, T_FAMILY, T_BROAD, T_OTHER = range(1, 6)
K_NONE, K_EQUAL, K_CLOSE, K_APART, K_FAR, K_AGAINST = range(1, 7)
H_EQUAL, H_CLOSE, H_APART, H_FAR, H_AGAINST = range(1, 6)


@compiled
def type_level(a, b):
    for depth in range(3):
        if a.type[depth] >= 0 and b.type[depth] >= 0:
            if a.type[depth] == b.type[depth]:
                return T_SAME if depth == 0 else T_BROADER
            for wider in range(depth + 1, 3):
                if a.type[wider] >= 0 and a.type[wider] == b.type[wider]:
                    return T_FAMILY if wider == 1 else T_BROAD
            return T_OTHER
    return 0


@compiled
def killed_level(a, b):
    low, few, high = a.killed[0], a.killed[1], a.killed[2]
    other_low, many, other_high = b.killed[0], b.killed[1], b.killed[2]
    if few < 0 or many < 0:
        return 0
    if few > many:
        few, many = many, few
    if few == many:
        return K_NONE if few == 0 else K_EQUAL
    touching = low <= other_high and other_low <= high
    if few == 0 and not touching:
        return K_AGAINST
    if touching or many <= 1.5 * few + 1:
        return K_CLOSE
    return K_APART if many <= 3 * few + 1 else K_FAR


@compiled
def harmed_level(sheet, a, b):
    """The first other harm that both know the number of and that one of them says has happened."""
    for harm in range(sheet.harmed.shape[1]):
        few, many = sheet.harmed[a.row, harm], sheet.harmed[b.row, harm]
        if few > many:
            few, many = many, few
        if few < 0 or many <= 0:
            continue
        if few == many:
            return H_EQUAL
        if few == 0:
            return H_AGAINST
        if many <= 1.5 * few + 1:
            return H_CLOSE
        return H_APART if many <= 3 * few + 1 else H_FAR
    return 0
