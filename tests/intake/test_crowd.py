"""The same file brought by two at once is one set of reports: a row has one report, whoever came first."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from tests.intake.files import ucdp_file
from vigie.access import NodeActor
from vigie.intake.acts import bring
from vigie.intake.files import reading
from vigie.intake.models import ImportRun
from vigie.monitoring.models import Link, Report


@pytest.mark.django_db(transaction=True)
def test_two_at_once_bring_one_set_of_reports(organisation, tmp_path, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("a SQLite database in memory has one connection; in a file, writers take turns anyway")
    monkeypatch.setattr(reading, "BATCH", 5)
    path = ucdp_file(tmp_path, *[{}] * 40)
    gate, failures = threading.Barrier(2), []

    def one() -> None:
        try:
            gate.wait(timeout=20)
            bring(NodeActor(), organisation, path=path, source="ucdp")
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not failures
    assert Report.objects.count() == Report.objects.filter(version=1, is_current=True).count() == 40
    assert Link.objects.count() == 40
    runs = list(ImportRun.objects.all())
    assert sum(run.created for run in runs) == 40
    assert sum(run.unchanged for run in runs) == 40
    assert all(run.rows_read == 40 and run.ended_at for run in runs)
