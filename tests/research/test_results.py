"""Every table says what it promises, in files that fit together."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from tests.research.files import rows, write
from vigie.research import BadFile, Merging, Options, Outputs, Rules, draw_all, match_file, overlaps_of
from vigie.research.overlapping import overlaps


def test_pairs_carry_probability_decision_and_reasons_that_add_up(matching, outputs):
    written = rows(outputs.pairs)
    assert len(written) == len(matching.matched.one)
    assert {row["decision"] for row in written} <= {"accepted", "to review", "apart"}
    for row in written[:200]:
        bits = [float(part.rsplit("(", 1)[1].rstrip(")")) for part in row["reasons"].split("; ")]
        assert sum(bits) == pytest.approx(float(row["bits"]), abs=0.06 * len(bits) + 0.01)
    together = {row["report_id"]: row["incident_id"] for row in rows(outputs.incidents)}
    for row in written:
        same = together[row["report_id_1"]] == together[row["report_id_2"]]
        assert (row["same_incident"] == "true") == same
        assert not (row["decision"] == "accepted" and not same)


def test_each_report_has_its_best_match_and_two_runners_up(matching, outputs):
    ranked: dict[str, list[float]] = {}
    for row in rows(outputs.ranked):
        ranked.setdefault(row["report_id"], []).append(float(row["bits"]))
        assert int(row["rank"]) == len(ranked[row["report_id"]]) <= 3
    assert all(bits == sorted(bits, reverse=True) for bits in ranked.values())
    matched = matching.matched
    assert len(ranked) == len(np.unique(np.r_[matched.one, matched.other]))


def test_duplicates_are_the_incidents_told_more_than_once(matching, outputs):
    written = rows(outputs.duplicates)
    size = np.bincount(matching.incident)
    assert len(written) == size[size > 1].sum()
    kept = [row for row in written if row["kept"] == "true"]
    assert len(kept) == (size > 1).sum() and all(row["report_id"] == row["incident_id"] for row in kept)
    assert any(row["source_repeats_itself"] == "true" for row in written)


def test_overlaps_add_up_to_the_incidents_and_hold_their_number(matching, outputs):
    written = rows(outputs.overlaps)
    assert sum(int(row["incidents"]) for row in written) == matching.count.incidents
    assert sum(int(row["reports"]) for row in written) == len(matching.sheet)
    assert all(int(row["low"]) <= int(row["high"]) for row in written)
    assert {row["sources"] for row in written} >= {"org-a", "org-a & org-b"}


def test_overlaps_are_counted_as_by_hand():
    incident = np.array([0, 0, 1, 1, 2, 3])
    source = np.array([0, 1, 1, 1, 0, 1])
    drawn = np.array([[0, 0, 1, 1, 2, 3], [0, 0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5]])
    found = {each.sources: each for each in overlaps(incident, source, ["a", "b"], drawn)}
    assert {names: (each.incidents, each.reports) for names, each in found.items()} == {
        ("a",): (1, 1), ("b",): (2, 3), ("a", "b"): (1, 2),
    }  # fmt: skip
    assert (found["a", "b"].low, found["a", "b"].high) == (0, 1)
    assert (found["b",].low, found["b",].high) == (2, 4)


# Two organisations tell of one attack; a third report is of another day and place.
HEADER = (
    "report_id",
    "source",
    "date",
    "date_precision",
    "lat",
    "lon",
    "geo_precision",
    "place",
    "event_type_1",
    "killed",
    "note",
)
SAID = [
    ("1", "a", "2024-03-01", "month", "14.5", "-1.5", "area", "", "raid", "4", "x"),
    ("2", "b", "2024-03-12", "day", "14.1", "-1.2", "exact", "Bogo", "raid", "7", "y"),
    ("3", "b", "2024-03-12", "day", "14.1", "-1.2", "near", "Bogo", "theft", "", "z"),
    ("4", "c", "2020-01-01", "day", "10", "3", "near", "Far", "raid", "0", "w"),
]


@pytest.mark.parametrize(
    ("keep", "prefer", "expected"),
    [
        ({}, (), {"date": "2024-03-12", "date_precision": "day", "lat": "14.1", "lon": "-1.2", "place": "Bogo",
                  "event_type_1": "raid", "killed": "5.5", "killed_least": "4.0", "killed_greatest": "7.0"}),
        ({"date": "first", "point": "first", "killed": "first"}, ("a",),
         {"date": "2024-03-01", "date_precision": "month", "lat": "14.5", "geo_precision": "area", "killed": "4.0"}),
        ({"date": "mean", "point": "mean", "killed": "mean"}, (),
         {"date": "2024-03-08", "date_precision": "month", "lat": "14.2333", "killed": "5.5"}),
        ({"date": "least", "killed": "greatest", "place": "all"}, (),
         {"date": "2024-03-01", "killed": "7.0", "place": "Bogo"}),
        ({"event_type": "first"}, ("b",), {"event_type_1": "raid", "told_by": "a & b", "reports": "3", "sources": "2"}),
    ],
)  # fmt: skip
def test_merged_values_follow_a_rule_for_each_field(tmp_path, keep, prefer, expected):
    path = write(tmp_path / "r.csv", SAID, HEADER)
    same = [("1", "2", "same"), ("2", "3", "same")]
    decided = write(tmp_path / "d.csv", same, ("report_id_1", "report_id_2", "answer"))
    outputs = Outputs(tmp_path / "out.csv", merged=tmp_path / "merged.csv", merging=Merging(keep, prefer))
    match_file(path, outputs, Options(decisions=decided, draws=2))
    far, first = rows(outputs.merged)
    assert far["incident_id"] == "4" and first["incident_id"] == "1"
    for name, value in expected.items():
        shown = first[name] if name != "lat" else str(round(float(first[name]), 4))
        assert shown == value, name


@pytest.mark.parametrize(
    ("keep", "said"), [({"when": "first"}, "when is not known"), ({"point": "median"}, "median is not known")]
)
def test_a_rule_that_there_is_none_of_is_refused(tmp_path, keep, said):
    path = write(tmp_path / "r.csv", SAID, HEADER)
    outputs = Outputs(tmp_path / "out.csv", merged=tmp_path / "merged.csv", merging=Merging(keep))
    with pytest.raises(BadFile, match=said):
        match_file(path, outputs, Options(draws=2))
    assert not (tmp_path / "out.csv").exists()


EPISODES = ("report_id", "source", "date", "date_end", "lat", "lon", "place")
FIGHT = [
    ("1", "a", "2024-03-01", "2024-03-06", "14", "-1", "Bogo"),
    ("2", "b", "2024-03-02", "2024-03-06", "14", "-1", "Bogo"),
    ("3", "b", "2024-03-01", "", "14", "-1", "Bogo"),
    ("4", "c", "2024-03-05", "", "14", "-1", "Bogo"),
    ("5", "c", "2024-03-04", "2024-03-20", "14", "-1", "Bogo"),
]


def episodes(tmp_path, rules: Rules) -> tuple[dict[str, str], list[dict]]:
    path = write(tmp_path / "r.csv", FIGHT, EPISODES)
    outputs = Outputs(tmp_path / "out.csv", episodes=tmp_path / "episodes.csv")
    match_file(path, outputs, Options(rules=rules, draws=2))
    return {row["report_id"]: row["incident_id"] for row in rows(outputs.incidents)}, rows(outputs.episodes)


def test_events_within_an_episode_are_flagged_and_not_joined(tmp_path):
    incident, flagged = episodes(tmp_path, Rules(days=2))
    pairs = {(row["event_report_id"], row["episode_report_id"]) for row in flagged}
    assert pairs == {("3", "1"), ("3", "2"), ("4", "1"), ("4", "2"), ("4", "5")}
    assert incident["3"] not in (incident["1"], incident["2"]) and incident["4"] != incident["1"]
    # Two episodes are one when both ends lie near; the third ends a fortnight later.
    assert incident["1"] == incident["2"] != incident["5"]


def test_events_and_episodes_are_joined_where_asked(tmp_path):
    incident, flagged = episodes(tmp_path, Rules(days=2, join_episodes=True))
    assert len(flagged) == 5 and incident["3"] == incident["1"]


def test_pictures_stand_alone_and_say_what_they_show(matching, outputs):
    for name in ("timeline", "map", "overlaps"):
        drawn = (outputs.pictures / f"{name}.svg").read_text(encoding="utf-8")
        root = ElementTree.fromstring(drawn)
        assert root.get("aria-label") and root.find("{http://www.w3.org/2000/svg}title").text
        assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "") and "nan" not in drawn
    circles = (outputs.pictures / "map.svg").read_text(encoding="utf-8").count("<circle")
    assert circles == matching.count.incidents + 3  # and the key
    said = draw_all(matching, lambda words: f"[{words}]")["timeline"]
    assert "[incidents]" in said


def test_words_in_pictures_are_escaped(tmp_path):
    header = ("report_id", "source", "date", "lat", "lon")
    table = [(n, "<b>&", f"2024-0{n}-01", 10 + n, 3) for n in range(1, 5)]
    found = match_file(write(tmp_path / "r.csv", table, header), tmp_path / "out.csv", Options(draws=2))
    for drawn in draw_all(found).values():
        ElementTree.fromstring(drawn)
    assert overlaps_of(found)[0].sources == ("<b>&",)
