"""Bringing a file: every row has an outcome, twice is once, and a break leaves what can be gone on with."""

from __future__ import annotations

import pytest

from tests.intake.files import ucdp_file
from vigie.intake import acts
from vigie.intake.acts import events
from vigie.intake.files import reading
from vigie.intake.models import ImportRow, ImportRun
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.monitoring.models import Report

pytestmark = pytest.mark.django_db


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.created, run.updated, run.unchanged, run.refused


@pytest.fixture
def bring(node, organisation, matched):
    def bringing(path, **more):
        return acts.bring(node, organisation, path=path, source="ucdp", **more)

    return bringing


def test_each_row_gets_its_outcome(bring, tmp_path):
    run = bring(ucdp_file(tmp_path, {}, {"date_start": "2021-02-30"}, {}))
    assert counts(run) == (2, 0, 0, 1)
    assert run.faults == []
    assert run.ended_at
    rows = list(run.rows.in_file_order().values_list("number", "key", "outcome"))
    assert rows == [(2, "900001", "created"), (3, "900002", "refused"), (4, "900003", "created")]
    refused = run.rows.get(outcome="refused")
    assert refused.report is None
    assert refused.faults[0]["field"] == "date_start"
    assert refused.faults[0]["value"] == "2021-02-30"


def test_the_same_file_again_changes_nothing(bring, tmp_path):
    path = ucdp_file(tmp_path, {}, {"latitude": "97.2"}, {})
    bring(path)
    before = list(Report.objects.values())
    again = bring(path)
    assert counts(again) == (0, 0, 2, 1)
    assert list(Report.objects.values()) == before


def test_a_new_edition_updates_what_it_words_differently(bring, tmp_path):
    bring(ucdp_file(tmp_path, {}, {}))
    run = bring(ucdp_file(tmp_path, {}, {"best": "5", "high": "6"}))
    assert counts(run) == (0, 1, 1, 0)
    newer = run.rows.get(outcome="updated").report
    assert newer.is_current
    assert newer.supersedes.key == "900002"


def test_a_row_that_stands_twice_is_passed_over_and_says_so(bring, tmp_path):
    run = bring(ucdp_file(tmp_path, {}, {"id": "900001"}, {"id": "900001", "best": "9", "high": "9"}))
    assert counts(run) == (1, 0, 1, 1)
    assert [row.remarks[0]["code"] for row in run.rows.filter(outcome="unchanged")] == ["row-repeated"]
    assert [row.faults[0]["code"] for row in run.rows.filter(outcome="refused")] == ["key-repeated"]
    again = bring(ucdp_file(tmp_path, {}, {"id": "900001"}, {"id": "900001", "best": "9", "high": "9"}))
    assert counts(again) == (0, 0, 2, 1)


def test_a_run_keeps_the_file_s_name_size_and_fingerprint_but_not_its_folder(bring, tmp_path):
    path = ucdp_file(tmp_path, {})
    run = bring(path, file_name="C:\\Users\\Awa\\liste\x00 finale.csv")
    assert run.file_name == "liste finale.csv"
    assert run.file_bytes == path.stat().st_size
    assert len(run.file_sha256) == 64


def test_one_ledger_line_a_run_without_the_file_s_content(bring, tmp_path, organisation):
    run = bring(ucdp_file(tmp_path, *[{}] * 3))
    (line,) = Entry.objects.about(organisation)
    assert line.act == "bring"
    assert line.detail == {"run": str(run.uuid), "source": "ucdp"}


def test_who_may_not_bring_is_refused_before_anything_is_written(people, neighbour, tmp_path, matched):
    for role in ("clerk", "member", "ministry", "researcher", "programme", "operator"):
        with pytest.raises(Refused):
            acts.bring(people[role], people[role].organisation, path=ucdp_file(tmp_path, {}), source="ucdp")
    with pytest.raises(Refused):
        acts.bring(people["analyst"], neighbour, path=ucdp_file(tmp_path, {}), source="ucdp")
    assert not ImportRun.objects.exists()
    assert not Report.objects.exists()


def test_what_a_person_brings_bears_their_name(people, organisation, tmp_path, matched):
    run = acts.bring(people["monitor"], organisation, path=ucdp_file(tmp_path, {}), source="ucdp")
    assert run.filed_by == people["monitor"]
    assert Report.objects.get().filed_by == people["monitor"]


def test_new_reports_are_matched_and_only_those(bring, matched, tmp_path):
    bring(ucdp_file(tmp_path, {}, {}))
    bring(ucdp_file(tmp_path, {}, {}, {}))
    bring(ucdp_file(tmp_path, {}, {}, {}))
    assert matched == [{"900001", "900002"}, {"900003"}]


def test_a_file_that_breaks_off_keeps_what_stood_above(bring, tmp_path, matched):
    sound = ucdp_file(tmp_path, *[{}] * 40).read_bytes()
    path = tmp_path / "open-quote.csv"
    path.write_bytes(sound + b'900009,"never closed' + b"x" * 1_100_000)
    run = bring(path)
    assert counts(run) == (40, 0, 0, 0)
    assert [fault["code"] for fault in run.faults] == ["line-runaway"]
    assert run.last_row == 41
    assert run.ended_at
    assert len(matched[0]) == 40
    mended = bring(ucdp_file(tmp_path, *[{}] * 41))
    assert counts(mended) == (1, 0, 40, 0)


def test_a_break_between_batches_leaves_whole_batches_and_can_be_gone_on_with(bring, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 2)
    path = ucdp_file(tmp_path, *[{}] * 7)
    whole = events.account_for

    def power_cut(run, rows):
        if rows[0].number > 4:
            raise KeyboardInterrupt
        whole(run, rows)

    monkeypatch.setattr(events, "account_for", power_cut)
    with pytest.raises(KeyboardInterrupt):
        bring(path)
    broken = ImportRun.objects.get()
    assert broken.ended_at is None
    assert counts(broken) == (4, 0, 0, 0)
    assert Report.objects.count() == broken.rows.count() == 4

    monkeypatch.setattr(events, "account_for", whole)
    assert counts(bring(path)) == (3, 0, 4, 0)


def test_rows_are_committed_while_the_file_is_read(node, organisation, tmp_path, monkeypatch, matched):
    monkeypatch.setattr(reading, "BATCH", 2)
    told = []

    def progress(done, of_all):
        told.append((done, of_all, ImportRow.objects.count()))

    acts.bring(node, organisation, path=ucdp_file(tmp_path, *[{}] * 5), source="ucdp", progress=progress)
    assert [rows for _done, _all, rows in told] == [2, 4, 5]
    assert told[-1][0] == told[-1][1] == 6


def test_only_a_batch_of_rows_is_held_at_a_time(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 10)
    alive = []

    def rows():
        for number in range(1, 1001):
            alive.append(number)
            yield Row(number, str(number), None, (Fault("file-empty"),))
        raise UnreadableFile(Fault("file-cut-short"))

    batches = reading.Batches(rows)
    seen = 0
    for batch in batches:
        seen += len(batch)
        assert len(alive) == seen
    assert (batches.count, batches.last, batches.faults[0].code) == (1000, 1000, "file-cut-short")
