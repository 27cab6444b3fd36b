from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.core.accounts import account, initiator
from tests.core.pairing.test_matching import columns_of, drawn
from tests.core.world import World
from vigie.core.pairing import BadReports, Index, Reports, Settings, encode, match, standing_weights

WEIGHTS = standing_weights()
FLOOR = -6.0


def all_at_once(reports):
    matched = match(reports, weights=WEIGHTS, settings=Settings(floor=FLOOR))
    ids = reports.ids
    return {
        frozenset((ids[a], ids[b])): bits
        for a, b, bits in zip(matched.one, matched.other, matched.bits, strict=True)
    }


def one_by_one(parts):
    """Pairs found as parts arrive one after the other."""
    index, found = Index(parts[0], WEIGHTS, FLOOR), all_at_once(parts[0])
    for part in parts[1:]:
        arrived = index.against(part)
        for new, row, bits in zip(arrived.new, arrived.row, arrived.bits, strict=True):
            found[frozenset((part.ids[new], index.ids[row]))] = bits
        found |= all_at_once(part)
        index.add(part)
    return found, index


def test_one_by_one_gives_what_all_at_once_gives():
    world = drawn(2_000, 4)
    cuts = [0, 1200, 1201, 1210, 1500, len(world)]
    parts = []
    for start, end in pairwise(cuts):
        part = columns_of(world, slice(start, end))
        parts.append(Reports(range(start, end), part.records, part.names, part.labels, may_be=part.may_be))
    found, index = one_by_one(parts)
    expected = all_at_once(columns_of(world))
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(expected[pair], abs=1e-4) for pair in expected)
    assert len(index) == len(world)


def test_rich_reports_that_arrive_are_compared_in_full():
    bare = [replace(each, text="") for each in World(4, 120, 20).accounts]
    found, _ = one_by_one([encode(bare[:150]), encode(bare[150:151]), encode(bare[151:])])
    expected = all_at_once(encode(bare))
    assert len(expected) > 60
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(expected[pair], abs=1e-4) for pair in expected)


def test_a_new_spelling_of_a_known_group_is_that_group():
    index = Index(encode([account(1, "a", actors=initiator("militia", "Front Vert"))]), WEIGHTS, FLOOR)
    same, other = (
        index.against(encode([account(2, "b", actors=initiator("militia", name))])).bits[0]
        for name in ("Frond Vert", "")
    )
    assert same - other == pytest.approx(
        WEIGHTS.of("initiators", "name") - WEIGHTS.of("initiators", "kind"), abs=1e-4
    )


def test_pairs_come_likeliest_first_and_asking_leaves_nothing_behind():
    index = Index(encode([account(1, "a"), account(2, "b", on=14, kind="looting")]), WEIGHTS, -np.inf)
    for _ in range(2):
        arrived = index.against(encode([account(3, "c")]))
        assert arrived.row.tolist() == [0, 1]
        assert arrived.probability[0] > 0.5 > arrived.probability[1]
        assert len(index) == 2


def test_a_report_is_never_its_own_neighbour_and_its_id_is_taken_once():
    index = Index(encode([account(1, "a"), account(2, "b")]), WEIGHTS, FLOOR)
    assert index.against(encode([account(1, "a")])).row.tolist() == [1]
    with pytest.raises(BadReports, match="in the index already"):
        index.add(encode([account(2, "b")]))


def test_an_empty_index_answers_and_takes_in():
    index = Index(encode([]), WEIGHTS, FLOOR)
    assert len(index.against(encode([account(1, "a")])).row) == 0
    index.add(encode([account(1, "a", text="forage du marché")]))
    assert index.against(encode([account(2, "b")])).row.tolist() == [0]
