"""The two commands themselves: what is wrong gets a sentence, and nothing is left behind."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from vigie.command.bench import odk_dump
from vigie.intake.bench.plan import BadPlan, read_plan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "bench.json"),
        ("", "1"),
        ("[", "1"),
        ("{}", "["),
        ("[]", "["),
        ("[1]", "1"),
        ('[{"media": []}]', "1"),
        ('[{"file": "a.xml"}, {"file": "b.xml"}]', "b.xml"),
        ('[{"file": "a.txt"}]', "a.txt"),
        ('[{"file": "../a.xml"}]', "../a.xml"),
        ('[{"file": "/etc/passwd.xml"}]', "/etc/passwd.xml"),
        ('[{"file": "a.xml", "media": ["c.csv"]}]', "c.csv"),
        ('[{"file": "a.xml", "media": "c.csv"}]', "media"),
        ('[{"file": "a.xml", "entity_lists": [1]}]', "entity_lists"),
        ('[{"file": "a.xml", "state": "draft"}]', "state"),
        ("[" * 100_000, ""),
    ],
)
def test_a_bad_plan_gets_a_sentence_that_says_where(tmp_path, text, said):
    (tmp_path / "a.xml").write_text("<a/>")
    if text is not None:
        (tmp_path / "bench.json").write_text(text)
    with pytest.raises(BadPlan) as refused:
        read_plan(tmp_path)
    assert said in str(refused.value)
    assert len(str(refused.value)) > 20


def test_a_folder_that_is_not_there_and_a_plan_in_another_encoding(tmp_path):
    with pytest.raises(BadPlan, match="nowhere"):
        read_plan(tmp_path / "nowhere")
    (tmp_path / "bench.json").write_bytes('[{"file": "é.xml"}]'.encode("latin-1"))
    with pytest.raises(BadPlan, match="UTF-8"):
        read_plan(tmp_path)


def test_all_faults_are_told_at_once_and_unknown_keys_are_named(tmp_path):
    (tmp_path / "a.xml").write_text("<a/>")
    plan = [{"file": "b.xml"}, {"file": "a.xml", "state": "x"}]
    (tmp_path / "bench.json").write_text(json.dumps(plan))
    with pytest.raises(BadPlan) as refused:
        read_plan(tmp_path)
    assert len(refused.value.sentences) == 2
    (tmp_path / "bench.json").write_text('[{"file": "a.xml", "comment": 1}]')
    entries, remarks = read_plan(tmp_path)
    assert (len(entries), "comment" in remarks[0]) == (1, True)


def test_a_dump_of_what_is_not_there_is_a_sentence(bench):
    for asked in (("nope",), ("--entities", "nope")):
        done = bench.command("odk-dump", *asked)
        assert (done.returncode, done.stdout) == (1, "")
        assert "nope" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_dump_asks_for_one_thing():
    for asked in ([], ["a", "--entities", "b"]):
        assert CliRunner().invoke(odk_dump, asked).exit_code == 2
