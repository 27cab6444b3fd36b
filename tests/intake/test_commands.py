"""`vigie import`, as somebody at a terminal meets it."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from tests.intake.files import ucdp_file
from vigie.intake.commands import import_
from vigie.intake.models import ImportRun
from vigie.intake.readers import READERS
from vigie.monitoring.models import Report
from vigie.places.models import Area, Generation

pytestmark = pytest.mark.django_db

SQUARE = [[[0, 12], [1, 12], [1, 13], [0, 13], [0, 12]]]


@pytest.fixture
def vigie_import(settings, tmp_path, node):
    """Run the command; what it wrote goes to a folder of the test."""
    settings.VAR = tmp_path / "var"

    def run(*arguments, language="en"):
        with translation.override(language):
            return CliRunner().invoke(import_, [str(each) for each in arguments])

    return run


def regions(folder: Path, *names: str) -> Path:
    """A made-up map of one level."""
    path = folder / "regions.geojson"
    features = [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE},
         "properties": {"ADM1_PCODE": f"NE9{number}", "ADM1_FR": name, "ADM0_PCODE": "NE"}}
        for number, name in enumerate(names)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


EDITION = ("--country", "NE", "--name", "Inventé", "--valid-from", "2020-01-01", "--source-text", "Essai")


def test_refused_rows_are_told_and_do_not_fail_the_command(vigie_import, organisation, tmp_path):
    path = ucdp_file(tmp_path, {}, {"latitude": "97.2"}, {})
    done = vigie_import("ucdp", path, "--organisation", organisation.slug)
    assert done.exit_code == 0, done.output
    assert "1 row was refused; the other 2 are in the register." in done.output
    assert "Row 3, “latitude”" in done.output
    assert "97.2" in done.output


def test_the_account_is_written_for_the_operator_alone(vigie_import, organisation, tmp_path, settings):
    done = vigie_import(
        "ucdp", ucdp_file(tmp_path, {}, {"latitude": "97.2"}), "--organisation", organisation.slug
    )
    path = settings.VAR / "imports" / f"{ImportRun.objects.get().uuid}.csv"
    assert str(path) in done.output.replace("\n", "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[2:]
    assert [row[:3] for row in rows] == [["2", "new", "900001"], ["3", "refused", "900002"]]


def test_a_file_that_cannot_be_read_fails_with_a_sentence(vigie_import, organisation, tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = vigie_import("ucdp", path, "--organisation", organisation.slug)
    assert done.exit_code == 1
    assert "This file could not be read. Nothing was changed." in done.output
    assert "This is PNG, not a table." in done.output
    assert "Traceback" not in done.output


WRONG = """
arguments                                       answer
nonsense {file}                                 There is no source “nonsense”. Known: ucdp, insecurity-insi
ucdp {file}                                     --organisation ORG. Known: observatoire-a.
ucdp {file} --organisation nobody               There is no organisation “nobody”. Known: observatoire-a.
ucdp {file}.gone --organisation observatoire-a  There is no file
mapping {file} --organisation observatoire-a    needs --mapping FILE
mapping {file} --mapping {file}.yaml            There is no file
boundaries {file}                               --country, --name, --valid-from, --source-text
boundaries {file} --country NE --name a         --valid-from, --source-text
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines()[1:])
def test_wrong_use_is_answered_with_what_is_right(vigie_import, organisation, tmp_path, line):
    arguments, answer = line[:48].format(file=ucdp_file(tmp_path, {})).split(), line[48:]
    done = vigie_import(*arguments)
    assert done.exit_code == 2
    assert answer in " ".join(done.output.split())
    assert not ImportRun.objects.exists()


def test_help_lists_every_source_with_a_line(vigie_import):
    lines = [line.split(maxsplit=1) for line in vigie_import("--help").output.splitlines()]
    described = {line[0] for line in lines if len(line) == 2 and len(line[1]) > 20}
    assert set(READERS) <= described


def test_boundaries_make_a_generation_and_again_change_nothing(vigie_import, tmp_path):
    path = regions(tmp_path, "Région inventée", "Autre région")
    done = vigie_import("boundaries", path, *EDITION)
    assert done.exit_code == 0, done.output
    assert "All 2 rows were loaded." in done.output
    assert set(Area.objects.filter(level=1).values_list("pcode", flat=True)) == {"NE90", "NE91"}
    assert "Nothing new: all 2 rows were known already." in vigie_import("boundaries", path, *EDITION).output


def test_two_generations_from_one_day_are_refused_with_nothing_written(vigie_import, tmp_path):
    vigie_import("boundaries", regions(tmp_path, "Région inventée"), *EDITION)
    other = [part.replace("Inventé", "Autre") for part in EDITION]
    done = vigie_import("boundaries", regions(tmp_path, "Région inventée"), *other)
    assert done.exit_code == 2
    assert "begins on" in done.output
    assert Generation.objects.get().name == "Inventé"
    assert ImportRun.objects.count() == 1


def test_areas_without_codes_are_refused_until_somebody_gives_them(vigie_import, tmp_path):
    path = regions(tmp_path, "Région inventée")
    bare = json.loads(path.read_text(encoding="utf-8"))
    bare["features"][0]["properties"] = {"feature_no": 0}
    path.write_text(json.dumps(bare), encoding="utf-8")
    done = vigie_import("boundaries", path, *EDITION)
    assert done.exit_code == 1
    assert not Generation.objects.exists()

    codes = tmp_path / "codes.yaml"
    codes.write_text(
        "match: feature_no\nlevel: 1\ncountry: NE\ncodes:\n  '0': {pcode: NE90, name: Inventée}\n",
        encoding="utf-8",
    )
    done = vigie_import("boundaries", path, *EDITION, "--mapping", codes)
    assert done.exit_code == 0, done.output
    assert Area.objects.get(level=1).pcode == "NE90"


@pytest.mark.parametrize("said", ["[1, 2]", "codes: [1]", "codes: {a: b}", "level: 1", ": :"])
def test_a_wrong_list_of_codes_is_said_to_be_wrong(vigie_import, tmp_path, said):
    codes = tmp_path / "codes.yaml"
    codes.write_text(said, encoding="utf-8")
    done = vigie_import("boundaries", regions(tmp_path, "A"), *EDITION, "--mapping", codes)
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert not Generation.objects.exists()


def test_a_gazetteer_is_loaded_for_everybody(vigie_import, tmp_path):
    path = tmp_path / "NE.txt"
    cells = "1\tTillabéri\tTillaberi\tTilabéry\t14.2\t1.45\tP\tPPL\tNE\t\t\t\t\t\t20000\t\t\t\t\n"
    path.write_text(cells + cells.replace("1\tT", "2\tV").replace("14.2", "114.2"), encoding="utf-8")
    done = vigie_import("geonames", path)
    assert done.exit_code == 0, done.output
    assert "1 row was refused; the other one was loaded." in done.output
    assert ImportRun.objects.get().organisation is None


def test_in_french(vigie_import, organisation, tmp_path):
    path = ucdp_file(tmp_path, {}, {"latitude": "97.2"}, {})
    said = vigie_import("ucdp", path, "--organisation", organisation.slug, language="fr").output
    assert "1 ligne a été refusée ; les 2 autres sont au registre." in said
    assert Report.objects.count() == 2
