"""The folder: the same for the same seed, as large as stated, complete, readable, honestly faulty."""

import csv
import hashlib
import re
import time
from collections import Counter, defaultdict
from datetime import datetime

import pytest
import yaml

import sample
from sample.organisations import MAPPINGS, ORGANISATIONS
from vigie.core import standards
from vigie.core.standards import plain
from vigie.core.statement import GEO_PRECISIONS, ORIGIN_KINDS, TLP

BY_LETTER = {organisation.letter: organisation for organisation in ORGANISATIONS}
# Each organisation's words for its own columns, as somebody reads them off the file.
KEY = {"a": "numero", "b": "N° fiche", "c": "ref", "d": "#event+id"}
TYPE = {"a": "type_fait", "b": "Catégorie", "c": "nature", "d": "#event+type"}
TEXT = {"a": "recit", "b": "Résumé", "c": "description", "d": "#description"}


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_other_incidents(tmp_path):
    sample.build(tmp_path / "one", seed=7, scale=0.2)
    time.sleep(1.1)  # a time stamp in a file would show
    sample.build(tmp_path / "again", seed=7, scale=0.2)
    sample.build(tmp_path / "other", seed=8, scale=0.2)
    one, again, other = (digests(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    differing = {name for name in one if one[name] != other[name]}
    assert differing == {name for name in one if re.match(r"observatoire_|truth|incidents_true|faults", name)}


def test_it_is_as_large_as_stated(built, incidents, truth):
    assert built.incidents == len(incidents) == 3000
    assert 0.9 * 5500 <= built.reports == len(truth) <= 1.1 * 5500
    assert built.known_to_two / built.incidents > 0.5
    assert sum(row["reports"] == "0" for row in incidents) == built.known_to_none


def test_scale_makes_it_smaller_and_refuses_nothing_at_all(tmp_path):
    made = sample.build(tmp_path / "small", scale=0.01)
    assert made.incidents == 30
    with pytest.raises(ValueError, match="leaves no incident"):
        sample.build(tmp_path / "none", scale=0.0001)


def test_every_report_is_in_its_file_and_in_the_truth(files, truth, incidents):
    written = {f"observatoire-{letter}": {row[KEY[letter]] for row in rows} for letter, rows in files.items()}
    told = defaultdict(set)
    for row in truth:
        told[row["organisation"]].add(row["report"])
    assert told == written
    assert {row["incident"] for row in truth} <= {row["incident"] for row in incidents}
    assert sum(len(keys) for keys in told.values()) == len(truth)
    tellers = defaultdict(set)
    for row in truth:
        tellers[row["incident"]].add(row["organisation"])
    assert all(
        set(filter(None, row["organisations"].split("|"))) == tellers[row["incident"]] for row in incidents
    )


def test_whom_a_report_copies_is_a_report_or_a_bulletin(truth):
    keys = {f"{row['organisation']}/{row['report']}" for row in truth}
    copies = [row["copied_from"] for row in truth if row["copied_from"]]
    assert len(copies) / len(truth) > 0.15
    assert all(source in keys or source.startswith("bulletin/V-") for source in copies)


def test_true_types_are_leaves(incidents):
    assert all(standards.event_types()[row["event_type"]].level == 3 for row in incidents)


def test_each_file_keeps_its_own_format(built, files):
    a, c, d = (BY_LETTER[letter] for letter in "acd")
    assert (built.folder / a.file).read_bytes().decode("utf-8").startswith("numero,")
    text = (built.folder / c.file).read_bytes().decode("cp1252")
    assert text.startswith("ref;")
    assert re.search(r";\d+,\d+;-?\d+,\d+;", text)
    with pytest.raises(UnicodeDecodeError):
        (built.folder / c.file).read_bytes().decode("utf-8")
    assert all(isinstance(row["Début"], datetime) for row in files["b"][20:40])
    assert isinstance(next(row["Lat."] for row in files["b"] if row["Lat."]), float)
    second = (built.folder / d.file).read_text(encoding="utf-8").splitlines()[1]
    assert second.startswith("#event+id,#date+reported,#date+start")


@pytest.mark.parametrize("letter", "abcd")
def test_mapping_names_columns_that_exist_and_codes_that_exist(letter, files):
    mapping = yaml.safe_load((MAPPINGS / f"{letter}.yaml").read_text(encoding="utf-8"))
    columns = set(files[letter][0])
    named = [
        mapping["key"],
        mapping["event_type"],
        mapping["text"],
        mapping["tlp"],
        *mapping["origin"].values(),
    ]
    named += [mapping["date"][part] for part in ("from", "to", "precision")] + list(mapping["place"].values())
    named += [entry["column"] for entry in mapping["actors"]]
    named += [t[part] for t in mapping["tolls"] for part in ("column", "low", "high") if part in t]
    assert set(named) <= columns
    codes = mapping["codes"]
    assert set(codes["event_type"].values()) <= set(standards.event_types())
    assert set(codes["actor"].values()) <= set(standards.actor_kinds())
    assert set(codes["geo_precision"].values()) <= set(GEO_PRECISIONS)
    assert set(codes["origin_kind"].values()) <= set(ORIGIN_KINDS)
    assert set(codes["tlp"].values()) <= set(TLP)


@pytest.mark.parametrize("letter", "abcd")
def test_every_word_in_a_file_is_in_its_mapping_but_the_planned_faults(letter, built, files):
    codes = BY_LETTER[letter].mapping["codes"]
    mapping = BY_LETTER[letter].mapping
    spoilt = {line["written"] for line in faults(built)}
    for row in files[letter]:
        assert row[TYPE[letter]] in codes["event_type"] or row[TYPE[letter]] in spoilt
        assert row[mapping["tlp"]] in codes["tlp"]
        assert row[mapping["place"]["precision"]] in codes["geo_precision"]
        assert (
            row[mapping["place"]["country"]] in codes["country"] or row[mapping["place"]["country"]] in spoilt
        )
        assert row[mapping["origin"]["kind"]] in codes["origin_kind"]
        for entry in mapping["actors"]:
            words = (row[entry["column"]] or "").split(entry.get("separator", "|"))
            assert all(word in codes["actor"] or word == "" for word in words), words


@pytest.mark.parametrize("letter", "abcd")
def test_five_answers_to_how_many_are_written_apart(letter, files):
    """A number, nothing, zero, "not asked", "unknown", "withheld" all occur and are not confused."""
    mapping = BY_LETTER[letter].mapping
    cells = Counter()
    for row in files[letter]:
        for entry in mapping["tolls"]:
            cell = row[entry["column"]]
            cells["number" if str(cell).isdigit() and str(cell) != "0" else str(cell)] += 1
    for word in ("0", mapping["not_asked"][0], mapping["unknown"][0], mapping["withheld"][0], "number"):
        assert cells[word] > 20, (word, cells)
    assert cells["None" if letter == "b" else ""] > 100


def test_low_best_and_high_are_in_order(files):
    for row in files["a"]:
        if row["civils_tues_min"]:
            assert int(row["civils_tues_min"]) <= int(row["civils_tues"]) <= int(row["civils_tues_max"])


def test_planned_faults_are_few_listed_and_where_the_list_says(built, files):
    listed = faults(built)
    assert built.faults == len(listed)
    assert all(4 <= number <= 6 for number in Counter(line["organisation"] for line in listed).values())
    before = {"a": 1, "b": 3, "c": 1, "d": 2}  # lines above the first report
    for line in listed:
        letter = line["organisation"][-1]
        row = files[letter][int(line["row"]) - before[letter] - 1]
        assert row[KEY[letter]] == line["key"]
        cell = row[line["column"]]
        said = cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
        assert said.replace(",", ".") == line["written"] or said == french(line["written"])


def french(iso):
    return "/".join(reversed(iso.split("-")))


def faults(built):
    with built.faults_file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_no_file_names_a_real_armed_group(built, files):
    raw = yaml.safe_load((standards.FOLDER / "actors.yaml").read_text(encoding="utf-8"))["kinds"]
    groups = ("volunteers", "self-defence-group", "jihadist-unspecified", "peacekeepers")
    real = {plain(alias) for kind in groups for alias in raw[kind]["aliases"]}
    pattern = re.compile(r"\b(" + "|".join(re.escape(name) for name in sorted(real) if name != "is") + r")\b")
    for letter, rows in files.items():
        for row in rows:
            actors = " ".join(str(row[entry["column"]]) for entry in BY_LETTER[letter].mapping["actors"])
            assert not pattern.search(plain(f"{actors} {row[TEXT[letter]]}"))
