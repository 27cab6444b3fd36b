"""`vigie match --file` from a terminal: no database is touched, and what is wrong is said in one sentence."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.utils.translation import override

from tests.research.files import HEADER, report, rows, write
from vigie.command.match import match

DAYS = [
    report(n, "ab"[n % 2], f"2024-01-{1 + n // 2:02}", place=f"Place{n // 2}", lat=f"{10 + n // 2}")
    for n in range(40)
]


def run(*words: object, language: str = "en"):
    """Without the mark for a database, pytest-django fails whatever would touch one."""
    with override(language):
        return CliRunner().invoke(match, [str(word) for word in words])


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "reports.csv", DAYS)


def test_a_file_is_matched_and_the_count_said_with_its_interval(tmp_path, file):
    done = run("--file", file, "--out", tmp_path / "out.csv", "--draws", 5)
    assert done.exit_code == 0, done.output
    assert len(rows(tmp_path / "out.csv")) == 40
    assert "40 reports: " in done.output and " (between " in done.output


def test_french_is_spoken_where_it_is_wanted(tmp_path):
    rows_ = [*DAYS, report(99, date="2204-01-01")]
    done = run(
        "--file", write(tmp_path / "r.csv", rows_), "--out", tmp_path / "out.csv", "--draws", 2, language="fr"
    )
    assert "40 signalements" in done.output and "entre" in done.output
    assert "ligne 42" in done.output and "avenir" in done.output
    assert "avenir" in (tmp_path / "out.refused.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--file", "none.csv", "--out", "out.csv"], "There is no file"),
        (["--file", "reports.csv", "--out", "out.xlsx"], ".csv or .parquet"),
        (["--file", "reports.csv"], "--out"),
        (["--out", "out.csv"], "--file"),
        (["--file", "reports.csv", "--out", "out.csv", "--taxonomy", "place"], "COLUMN=VALUE"),
        (
            ["--file", "reports.csv", "--out", "out.csv", "--weight", "place=2"],
            "no --taxonomy for the column place",
        ),
        (["--file", "reports.csv", "--out", "out.csv", "--km", "-1"], "from 0 to 20000"),
        (["--file", "reports.csv", "--out", "out.csv", "--forgive", "1"], "from 0 to 0"),
        (["--check", "none.csv"], "There is no file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, file, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code != 0 and said in done.output and "Traceback" not in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports.csv"]


def test_taxonomies_with_weight_level_and_rules(tmp_path):
    taxonomy = tmp_path / "types.csv"
    taxonomy.write_text(
        "data.source,base.categories,fine,broad\na,raid,Attack,Violence\nb,ambush,Strike,Violence\n"
    )
    table = [
        report(n, "ab"[n % 2], f"2024-01-{1 + n // 2:02}", place="Bogo", kind=("raid", "ambush")[n % 2])
        for n in range(30)
    ]
    file = write(tmp_path / "r.csv", table, HEADER)
    given = [
        "--file",
        file,
        "--out",
        tmp_path / "out.csv",
        "--draws",
        2,
        "--taxonomy",
        f"event_type_1={taxonomy}",
        "--strict",
    ]
    apart = run(*given, "--level", "event_type_1=1")
    assert apart.exit_code == 0, apart.output
    assert not _told_by_both(tmp_path / "out.csv")
    assert run(*given, "--level", "event_type_1=2").exit_code == 0
    assert _told_by_both(tmp_path / "out.csv")
    assert "they add up to 2" in run(*given, "--weight", "event_type_1=2").output


def _told_by_both(path) -> set[str]:
    """Incidents with an even and an odd report, which are of two organisations."""
    sides: dict[str, set[int]] = {}
    for row in rows(path):
        sides.setdefault(row["incident_id"], set()).add(int(row["report_id"]) % 2)
    return {incident for incident, told in sides.items() if len(told) == 2}


def test_a_sample_is_drawn_and_read_back(tmp_path, file):
    done = run(
        "--file", file, "--out", tmp_path / "out.csv", "--draws", 2, "--sample", tmp_path / "sample.csv"
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "sample.csv").read_text(encoding="utf-8").splitlines()
    filled = [text[0], *(f"same{line}" for line in text[1:])]
    (tmp_path / "sample.csv").write_text("\n".join(filled), encoding="utf-8")
    read = run("--check", tmp_path / "sample.csv")
    assert read.exit_code == 0 and f"{len(text) - 1} pairs answered" in read.output
