"""The pages of imports, as those who bring files and those who don't."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.intake.conftest import PASSWORD
from tests.intake.files import ucdp_file, ucdp_text
from vigie.directory.models import Account
from vigie.intake.acts import bring
from vigie.intake.models import ImportRun
from vigie.monitoring.models import Report

pytestmark = pytest.mark.django_db

BRINGERS = ("monitor", "analyst", "coordinator")
NEW = "/imports/nouveau"


@pytest.fixture
def visit(client, people):
    """Sign in as a role, or as nobody for "public"."""

    def visiting(role: str) -> Client:
        client.logout()
        if role != "public":
            client.force_login(people[role])
        return client

    return visiting


def upload(client, content: str | bytes, name: str = "ged.csv", **more):
    data = content.encode() if isinstance(content, str) else content
    return client.post(NEW, {"file": SimpleUploadedFile(name, data), **more})


def text(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def account(client, run: ImportRun) -> list[list[str]]:
    address = reverse("import-run", kwargs={"uuid": run.uuid, "ending": "csv"})
    content = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_a_file_becomes_a_run_whose_page_begins_with_the_sentence(visit):
    client = visit("monitor")
    response = upload(client, ucdp_text({}, {"latitude": "97.2"}, {}))
    run = ImportRun.objects.get()
    assert response.url == f"/imports/{run.uuid}?outcome=refused"
    page = text(client.get(response.url))
    assert "<h1>1 ligne a été refusée ; les 2 autres sont au registre.</h1>" in page
    assert "97.2" in page
    assert "latitude" in page


def test_without_refusals_the_page_shows_every_row_with_its_report(visit):
    client = visit("analyst")
    response = upload(client, ucdp_text({}, {}))
    run = ImportRun.objects.get()
    assert response.url == f"/imports/{run.uuid}"
    page = text(client.get(response.url))
    assert "Les 2 lignes sont au registre." in page
    for report in Report.objects.all():
        assert f'href="{reverse("report", args=[report.uuid])}"' in page


def test_in_english_the_same_row_reads_in_english(visit):
    client = visit("analyst")
    upload(client, ucdp_text({}, {"date_start": "2021-02-30"}, {}))
    client.cookies["langue"] = "en"
    page = client.get(f"/imports/{ImportRun.objects.get().uuid}").content.decode()
    assert "1 row was refused; the other 2 are in the register." in page
    assert "“date_start”" in page


def test_the_same_file_twice_is_one_set_of_reports(visit):
    client = visit("monitor")
    for _twice in range(2):
        upload(client, ucdp_text({}, {}))
    first, second = ImportRun.objects.order_by("id")
    assert (first.created, second.created, second.unchanged) == (2, 0, 2)
    assert Report.objects.count() == 2
    assert "Rien de nouveau" in text(client.get(f"/imports/{second.uuid}"))


def test_outcomes_narrow_the_rows(visit):
    client = visit("analyst")
    upload(client, ucdp_text({}, {"latitude": "97.2"}, {"id": "900001"}))
    run = ImportRun.objects.get()

    def numbers(outcome: str) -> list[int]:
        items = client.get(f"/imports/{run.uuid}.json?outcome={outcome}").json()["items"]
        return [row["number"] for row in items]

    outcomes = ("", "created", "updated", "unchanged", "refused", "remarked", "nonsense")
    assert {outcome: numbers(outcome) for outcome in outcomes} == {
        "": [2, 3, 4], "created": [2], "updated": [], "unchanged": [4], "refused": [3], "remarked": [4],
        "nonsense": [2, 3, 4],
    }  # fmt: skip


def test_the_full_account_downloads_with_every_row_and_reason(visit):
    client = visit("coordinator")
    upload(client, ucdp_text({}, {"date_start": "=2+2"}, {}))
    run = ImportRun.objects.get()
    _header, tags, *rows = account(client, run)
    assert tags[:4] == ["#meta+row+num", "#status", "#event+code", "#meta+report+id"]
    assert [row[:3] for row in rows] == [
        ["2", "nouvelle", "900001"], ["3", "refusée", "900002"], ["4", "nouvelle", "900003"],
    ]  # fmt: skip
    assert "=2+2" in rows[1][4]
    assert not rows[1][4].startswith("=")
    workbook = client.get(f"/imports/{run.uuid}.xlsx")
    assert b"".join(workbook.streaming_content).startswith(b"PK")


SEEN = """
role         own  colleague  stranger
public       -    -          -
monitor      1    0          0
analyst      1    1          0
coordinator  1    1          0
clerk        -    -          -
member       -    -          -
ministry     -    -          -
researcher   -    -          -
programme    -    -          -
operator     -    -          -
"""


def drawn(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in table.strip().splitlines()[1:]]


@pytest.fixture
def runs(people, neighbour, tmp_path):
    """Whose it is → a run: of each person who brings, of a colleague, of another organisation."""
    own = people["monitor"].organisation
    bringers = {role: people[role] for role in BRINGERS}
    bringers["colleague"] = Account.objects.create_user(
        "colleague", PASSWORD, role="monitor", organisation=own
    )
    bringers["stranger"] = Account.objects.create_user("stranger", role="analyst", organisation=neighbour)
    path = ucdp_file(tmp_path, {"latitude": "97.2"}, {})
    return {
        whose: bring(account, account.organisation, path=path, source="ucdp")
        for whose, account in bringers.items()
    }


@pytest.mark.parametrize(("role", "own", "colleague", "stranger"), drawn(SEEN))
def test_who_sees_which_run(visit, runs, role, own, colleague, stranger):
    client = visit(role)
    for whose, expected in ((role, own), ("colleague", colleague), ("stranger", stranger)):
        run = runs.get(whose, runs["analyst"])
        for ending in ("", ".json", ".csv", ".xlsx"):
            status = client.get(f"/imports/{run.uuid}{ending}").status_code
            assert status == (200 if expected == "1" else 404), (whose, ending)
    for address in ("/imports", "/imports.csv", NEW):
        assert client.get(address).status_code == (404 if own == "-" else 200), address


def test_the_list_holds_what_one_may_see_and_no_more(visit, runs):
    listed = {
        role: {item["uuid"] for item in visit(role).get("/imports.json").json()["items"]} for role in BRINGERS
    }
    ours = {str(run.uuid) for whose, run in runs.items() if whose != "stranger"}
    assert listed["analyst"] == listed["coordinator"] == ours
    assert listed["monitor"] == {str(runs["monitor"].uuid)}


def test_a_report_that_one_may_not_open_is_not_linked(visit, runs):
    """The monitor filed the rows. The colleague's file held the same: known, and not theirs to open."""
    client = visit("monitor")
    page = client.get(f"/imports/{runs['monitor'].uuid}").content.decode()
    report = Report.objects.get(filed_by__username="monitor")
    assert reverse("report", args=[report.uuid]) in page
    client.force_login(Account.objects.get(username="colleague"))
    page = client.get(f"/imports/{runs['colleague'].uuid}").content.decode()
    assert "900002" in page
    assert reverse("report", args=[report.uuid]) not in page


def test_an_empty_list_has_a_kind_word(visit):
    assert "Aucun fichier n'a encore été importé." in text(visit("monitor").get("/imports"))


def test_a_new_form_chooses_nothing_and_takes_only_posts_with_a_token(people, visit):
    page = visit("monitor").get(NEW).content.decode()
    assert "csrfmiddlewaretoken" in page
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["monitor"])
    assert strict.post(NEW, {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 403
    assert strict.put(NEW).status_code == 405
    assert not ImportRun.objects.exists()


def test_the_list_is_swapped_without_its_frame(visit, runs):
    response = visit("analyst").get("/imports", headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]
