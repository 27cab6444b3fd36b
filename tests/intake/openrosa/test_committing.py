"""Committing together: every caller gets its own answer, and many share one commit."""

from __future__ import annotations

import threading

import pytest

from vigie.intake.receiving.committing import MOST_TOGETHER, Together


def at_once(together: Together, pieces: list) -> dict:
    """Each piece put by a thread of its own; what each got, an exception among them."""
    came = {}

    def put(piece):
        try:
            came[piece] = together.put(piece)
        except Exception as error:
            came[piece] = error

    threads = [threading.Thread(target=put, args=(each,)) for each in pieces]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    return came


def test_alone_it_stores_at_once():
    assert Together(lambda pieces: [each * 2 for each in pieces]).put(21) == 42


def test_those_who_come_meanwhile_share_the_next_commit():
    began, may_end, commits = threading.Event(), threading.Event(), []

    def store(pieces):
        commits.append(list(pieces))
        began.set()
        assert may_end.wait(timeout=30)
        return [each * 2 for each in pieces]

    together = Together(store)
    first = threading.Thread(target=together.put, args=(0,))
    first.start()
    assert began.wait(timeout=30)
    others = threading.Thread(target=lambda: came.update(at_once(together, list(range(1, 21)))))
    came: dict = {}
    others.start()
    while len(together._waiting) < 20:
        pass
    may_end.set()
    first.join(timeout=30)
    others.join(timeout=30)
    assert came == {each: each * 2 for each in range(1, 21)}
    assert commits[0] == [0] and sorted(commits[1]) == list(range(1, 21)) and len(commits) == 2


def test_more_than_fit_are_all_served():
    together = Together(lambda pieces: [each + 1 for each in pieces])
    many = list(range(3 * MOST_TOGETHER))
    assert at_once(together, many) == {each: each + 1 for each in many}


def test_an_answer_that_is_an_error_is_of_its_caller_alone():
    together = Together(lambda pieces: [ValueError(each) if each == 3 else each for each in pieces])
    came = at_once(together, list(range(6)))
    assert isinstance(came.pop(3), ValueError)
    assert came == {each: each for each in (0, 1, 2, 4, 5)}


def test_a_commit_that_fails_is_told_to_all_of_it_and_the_next_goes_on():
    fails = [True]

    def store(pieces):
        if fails.pop() if fails else False:
            raise OSError("full")
        return list(pieces)

    together = Together(store)
    with pytest.raises(OSError, match="full"):
        together.put(1)
    assert together.put(2) == 2
