"""Real open data through the real acts: every row is accounted for, and twice is once."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from tests.shared_data import shared_data
from vigie.intake.acts import Edition, bring, bring_boundaries, bring_settlements
from vigie.intake.files.account import write_account
from vigie.intake.models import ImportRun
from vigie.monitoring.models import Incident, Report
from vigie.places.models import Area

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

# Rows in the file, and of these taken. The counts of rows are those of the data's own README, less the tag row.
EVENTS = """
file                                               source              rows  taken
ucdp_ged_bfa_2016_2022.csv.gz                      ucdp                909   909
ucdp_ged_bfa_raw_export_sample.csv                 ucdp                60    60
ucdp_ged_v23_1_global_sample1000.csv.gz            ucdp                1000  1000
ucdp_schema_variants/ged_lby2014_42cols.csv.gz     ucdp                103   103
ucdp_schema_variants/ged_nga2011_46cols.csv.gz     ucdp                248   248
ucdp_schema_variants/ged_ssd2015_42cols.csv.gz     ucdp                98    98
insecurity_insight_healthcare_to2022_hxl.csv.gz    insecurity-insight  324   324
insecurity_insight_healthcare_map_to2022_hxl.csv.gz insecurity-insight 325   325
insecurity_insight_education_to2022_hxl.csv.gz     insecurity-insight  133   133
insecurity_insight_explosive_to2022_hxl.csv.gz     insecurity-insight  13    13
gdelt_bfa_mli_ner_1979_1994.csv.gz                 gdelt               1585  1585
"""


def lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()[1:]]


def rows_in(path: Path) -> int:
    """Rows below the header and tags, counted without any of our own reading."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [row for row in csv.reader(io.StringIO(raw.decode("utf-8"), newline="")) if any(row)]
    return len(rows) - 1 - any(cell.startswith("#") for cell in rows[1])


@pytest.mark.parametrize(("name", "source", "rows", "taken"), lines(EVENTS))
def test_every_row_of_real_events_is_accounted_for(
    node, organisation, settings, tmp_path, name, source, rows, taken
):
    settings.VAR = tmp_path
    path = shared_data(f"events/{name}")
    run = bring(node, organisation, path=path, source=source)
    assert run.faults == []
    assert run.rows_read == int(rows) == rows_in(path)
    assert (run.created, run.refused) == (int(taken), int(rows) - int(taken))
    with write_account(run).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 2 + run.rows_read
    assert not Report.objects.filter(link=None).exists()
    assert 0 < Incident.objects.count() <= run.created
    again = bring(node, organisation, path=path, source=source)
    assert (again.created, again.updated, again.unchanged) == (0, 0, run.held)


def test_two_products_of_one_source_do_not_overwrite_each_other(node, organisation):
    for product in ("healthcare", "healthcare_map"):
        path = shared_data(f"events/insecurity_insight_{product}_to2022_hxl.csv.gz")
        bring(node, organisation, path=path, source="insecurity-insight")
    assert not ImportRun.objects.exclude(updated=0).exists()
    assert Report.objects.count() == 324 + 325


BOUNDARIES = """
file             country  areas
bfa_adm1.geojson BF       13
bfa_adm2.geojson BF       45
bfa_adm3.geojson BF       351
mli_adm1.geojson ML       9
mli_adm2.geojson ML       50
mli_adm3.geojson ML       701
ner_adm1.geojson NE       8
ner_adm2.geojson NE       63
"""


@pytest.mark.parametrize(("name", "country", "areas"), lines(BOUNDARIES))
def test_every_area_of_a_map_is_accounted_for(node, name, country, areas):
    path = shared_data(f"boundaries/{name}")
    edition = Edition(country, "COD-AB 2020", date(2020, 1, 1), "OCHA COD-AB", "CC BY-IGO")
    run = bring_boundaries(node, path=path, edition=edition)
    assert (run.created, run.refused, run.faults) == (int(areas), 0, [])
    assert Area.objects.filter(country=country, level=int(name[7])).count() == int(areas)
    assert bring_boundaries(node, path=path, edition=edition).unchanged == int(areas)


def test_a_map_without_codes_says_so_and_changes_nothing(node):
    edition = Edition("BF", "COD-AB v6", date(2025, 7, 2), "OCHA COD-AB")
    path = shared_data("boundaries/bfa_adm1_v6_2025_unlabelled.geojson")
    run = bring_boundaries(node, path=path, edition=edition)
    assert [fault["code"] for fault in run.faults] == ["areas-without-codes"]
    assert not Area.objects.exists()


GAZETTEER = """
country rows   refused
bf      9186   0
ml      14958  6
ne      13077  0
"""


@pytest.mark.parametrize(("country", "rows", "refused"), lines(GAZETTEER))
def test_every_settlement_is_accounted_for(node, country, rows, refused):
    run = bring_settlements(node, path=shared_data(f"gazetteer/geonames_{country}_places_admin.csv.gz"))
    assert (run.rows_read, run.refused, run.faults) == (int(rows), int(refused), [])
    assert run.created == int(rows) - int(refused)
