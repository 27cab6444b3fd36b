"""A run of the matching from the stored fingerprints to placed reports, kept pairs, and proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date

import numpy as np

from vigie.core.clusters import REJECTED, TO_REVIEW, Constraints, Grouping, group
from vigie.core.clusters.calibration import Calibration, calibrate
from vigie.core.clusters.edges import probability_of
from vigie.core.dates import day
from vigie.core.pairing import (
    Account,
    Matched,
    Settings,
    Weights,
    encode,
    explain,
    standing_weights,
    weights_from,
)
from vigie.core.pairing import match as compare
from vigie.core.pairing.episodes import held_apart
from vigie.core.statement import Spot
from vigie.counting import filling, keeping, measuring, proposals
from vigie.counting.boards import Board, board_near, board_of, shared_board, whole_board
from vigie.counting.models import MatchRun
from vigie.counting.rules import DECISIONS
from vigie.monitoring import gathering
from vigie.monitoring.models import Incident, Report

Tell = Callable[[int, int], None]
BATCH = 1_000


def arrivals(run: MatchRun, keys: Sequence[int]) -> None:
    """Compare these reports with what is near them, by weights learnt before, and place them."""
    filling.fill_new(keys)
    board = board_near(keys)
    weights, calibration = in_use()
    matched = _calibrated(compare(board.reports, weights=weights), calibration)
    placed = _placed(run, board, matched, calibration, _silent)
    mine = np.isin(board.keys, keys)
    run.reports = len(keys)
    run.pairs = keeping.keep(board, matched, placed, among=mine)
    run.proposals = proposals.of_arrivals(run, board, matched, placed, among=mine)


def everything(run: MatchRun, tell: Tell) -> None:
    """Compare all reports with weights learnt from open ones and from what people decided about these."""
    filling.fill_all(lambda done, of_all: tell(done, 2 * of_all))
    board = whole_board()
    matched = _learnt(run, board)
    calibration = measuring.calibration_from(board, matched, behind=_behind(run, matched))
    matched = _calibrated(matched, calibration)
    run.reports = int((board.incident < 0).sum())
    placed = _placed(run, board, matched, calibration, lambda done, of_all: tell(of_all + done, 2 * of_all))
    run.pairs = keeping.keep(board, matched, placed)
    run.proposals = proposals.of_everything(run, board, matched, placed)
    measuring.measure(run, board, matched, placed, calibration, constraints_on(board, matched))


def _behind(run: MatchRun, matched: Matched) -> float:
    """From how many pairs of one incident the weights in use were learnt; 0 where they cannot be trusted."""
    return matched.weights.share * matched.weights.pairs if run.is_trusted else 0.0


def _learnt(run: MatchRun, board: Board) -> Matched:
    """Learn from what all members may read, and compare by what was learnt; by what was used before, where
    that cannot be trusted.
    """
    shared = shared_board()
    learnt = compare(shared.reports, same=shared.constraints.same, different=shared.constraints.different)
    run.weights = learnt.weights.to_data()
    run.diagnostics = [asdict(each) for each in learnt.diagnostics]
    run.is_trusted = learnt.weights.origin != "standing" and not any(
        each.grave for each in learnt.diagnostics
    )
    matched = compare(board.reports, weights=learnt.weights if run.is_trusted else in_use()[0])
    return replace(matched, diagnostics=learnt.diagnostics)


def in_use() -> tuple[Weights, Calibration]:
    """Weights and calibration of the newest run that may be trusted, else those set by hand."""
    learnt = MatchRun.objects.learnt().values_list("weights", "parameters__calibration").first()
    if learnt is None:
        return standing_weights(), calibrate()
    weights, told = learnt
    return weights_from(weights), Calibration(
        np.array(told["mean"]), np.array(told["covariance"]), told["labels"]
    )


def _calibrated(matched: Matched, calibration: Calibration) -> Matched:
    return replace(matched, probability=probability_of(calibration.apply(matched.bits)))


def warm() -> None:
    """Compile what somebody who files the first report would otherwise wait for; it is kept on disk.

    Invented reports of every way to know a place: a point, an area, and a name alone; and of names alone.
    """
    named = Spot("X", ("BF",))
    area = replace(named, precision="adm2", areas=((2, "Y"),))
    point = replace(named, lat=14.0, lon=0.0, precision="near")
    told = [
        Account(2 * at + number, source, day(date(2026, 1, 1)), (spot,))
        for at, spot in enumerate((point, area, named))
        for number, source in enumerate("ab")
    ]
    compare(encode(told[-2:]), weights=standing_weights())
    reports = encode(told)
    matched = compare(reports, weights=standing_weights())
    explain(reports, 0, 1, matched.weights)
    group(len(reports), reports.source, matched.one, matched.other, matched.bits, decisions=DECISIONS)


def compared(keys: Sequence[int], floor: float | None = None) -> dict[tuple[int, int], float]:
    """The probability of each pair among these reports that the engine holds for possible at all, or of at
    least `floor` bits.
    """
    board = board_of(keys)
    weights, calibration = in_use()
    settings = None if floor is None else Settings(floor=floor)
    matched = _calibrated(compare(board.reports, weights=weights, settings=settings), calibration)
    pairs = zip(board.keys[matched.one].tolist(), board.keys[matched.other].tolist(), strict=True)
    return dict(zip(pairs, matched.probability.tolist(), strict=True))


def _silent(done: int, of_all: int) -> None:
    pass


def _placed(run: MatchRun, board: Board, matched: Matched, calibration: Calibration, tell: Tell) -> Grouping:
    """Group around what stands, and write down where the new reports belong."""
    run.parameters = {
        "weights": matched.weights.version, "origin": matched.weights.origin,
        "windows": asdict(matched.weights.windows), "decisions": asdict(DECISIONS),
        "calibration": {"mean": calibration.mean.tolist(), "covariance": calibration.covariance.tolist(),
                        "labels": calibration.labels},
    }  # fmt: skip
    placed = group(
        len(board), board.reports.source, matched.one, matched.other, matched.bits,
        constraints=constraints_on(board, matched), standing=board.standing, decisions=DECISIONS,
    )  # fmt: skip
    asked = (
        _for_people(board, matched) & (placed.classes == REJECTED) & (matched.probability >= DECISIONS.review)
    )
    placed.classes[asked] = TO_REVIEW
    run.incidents = _written(board, placed, tell)
    return placed


def _for_people(board: Board, matched: Matched) -> np.ndarray:
    """The pairs of an event and an episode, but for those that a person has answered: bool[pairs]."""
    apart = held_apart(board.reports, matched.one, matched.other)
    decided = {*board.constraints.same, *board.constraints.different}
    for edge in np.flatnonzero(apart).tolist():
        apart[edge] = (int(matched.one[edge]), int(matched.other[edge])) not in decided
    return apart


def constraints_on(board: Board, matched: Matched) -> Constraints:
    """What every grouping of the register obeys: decisions, access, and that events stay out of episodes."""
    apart = _for_people(board, matched)
    pairs = zip(matched.one[apart].tolist(), matched.other[apart].tolist(), strict=True)
    return replace(board.constraints, different=[*board.constraints.different, *pairs])


def _written(board: Board, placed: Grouping, tell: Tell) -> int:
    """Found and join incidents; returns how many are new."""
    sure = dict(zip(board.keys.tolist(), placed.probability.tolist(), strict=True))
    waiting = np.flatnonzero(board.standing < 0)
    labels = placed.labels[waiting]
    continues = placed.standing[labels]
    joins = list(zip(board.keys[waiting[continues >= 0]].tolist(),
                     board.incidents[continues[continues >= 0]].tolist(), strict=True))  # fmt: skip
    groups = _groups(board.keys[waiting[continues < 0]], labels[continues < 0])
    done, of_all = 0, len(waiting)
    for some in _batches(joins):
        reports, incidents = (
            _reports(key for key, _incident in some),
            Incident.objects.in_bulk({at for _key, at in some}),
        )
        gathering.join([(reports[key], incidents[at]) for key, at in some], probabilities=sure)
        tell(done := done + len(some), of_all)
    for some in _batches(groups):
        reports = _reports(key for keys in some for key in keys)
        gathering.found([[reports[key] for key in keys] for keys in some], probabilities=sure)
        tell(done := done + len(reports), of_all)
    return len(groups)


def _groups(keys: np.ndarray, labels: np.ndarray) -> list[list[int]]:
    """The keys of each label, in the order of the labels."""
    order = np.argsort(labels, kind="stable")
    edges = np.flatnonzero(np.diff(labels[order])) + 1
    return [part.tolist() for part in np.split(keys[order], edges)] if len(keys) else []


def _batches(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _reports(keys) -> dict[int, Report]:
    return Report.objects.select_related("organisation", "audience").in_bulk(list(keys))
