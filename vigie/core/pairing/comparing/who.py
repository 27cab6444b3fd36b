"""Comparing who: alleged initiators and targets."""

from __future__ import annotations

from vigie.core.compiled import compiled

A_NAME, A_KIND, A_CLASS, A_MAY_BE, A_NAMED_APART, A_DIFFERENT = range(1, 7)
G_KIND, G_CLASS, G_DIFFERENT = range(1, 4)


@compiled
def actor_level(may_be, vague, group, kind, family, other_group, other_kind, other_family):
    if (group < 0 and kind < 0 and family < 0) or (other_group < 0 and other_kind < 0 and other_family < 0):
        return 0
    if group >= 0 and group == other_group:
        return A_NAME
    if family < 0 or other_family < 0:
        if kind >= 0 and kind == other_kind:
            return A_KIND
        return A_DIFFERENT if group >= 0 and other_group >= 0 else 0
    if family != other_family:
        return A_MAY_BE if may_be[family, other_family] else A_DIFFERENT
    named = group >= 0 and other_group >= 0
    if kind >= 0 and kind == other_kind:
        return A_NAMED_APART if named and vague[kind] else A_KIND
    return A_NAMED_APART if named and kind < 0 and other_kind < 0 else A_CLASS


@compiled
def initiators_level(may_be, vague, a, b):
    return actor_level(may_be, vague, a.group, a.kind, a.family, b.group, b.kind, b.family)


@compiled
def all_initiators_level(sheet, a, b, best):
    """The nearest of all initiators of the one to all of the other; `best` is that of the first two."""
    actors = sheet.actors
    for i in range(-1, actors.shape[1] if best > 0 else -1):
        for j in range(-1, actors.shape[1]):
            g, k, f = a.group, a.kind, a.family
            if i >= 0:
                g, k, f = actors[a.row, i, 0], actors[a.row, i, 1], actors[a.row, i, 2]
            h, m, e = b.group, b.kind, b.family
            if j >= 0:
                h, m, e = actors[b.row, j, 0], actors[b.row, j, 1], actors[b.row, j, 2]
            found = actor_level(sheet.may_be, sheet.vague_kinds, g, k, f, h, m, e)
            if found > 0:
                best = min(best, found)
    return best


@compiled
def targets_level(a, b):
    if a.target < 0 or b.target < 0:
        return 0
    if a.target == b.target:
        return G_KIND
    return G_CLASS if a.target_class >= 0 and a.target_class == b.target_class else G_DIFFERENT


@compiled
def all_targets_level(sheet, a, b, best):
    """The nearest of all targets of the one to all of the other; `best` is that of the first two."""
    targets = sheet.targets
    for i in range(-1, targets.shape[1] if best > 0 else -1):
        for j in range(-1, targets.shape[1]):
            kind, group = a.target, a.target_class
            if i >= 0:
                kind, group = targets[a.row, i, 0], targets[a.row, i, 1]
            other, others = b.target, b.target_class
            if j >= 0:
                other, others = targets[b.row, j, 0], targets[b.row, j, 1]
            if kind >= 0 and kind == other:
                return G_KIND
            if group >= 0 and group == others:
                best = min(best, G_CLASS)
    return best
