"""The report of a site visit from its draft to its withdrawal, and what leaves the committee on any way."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.parliament.site import committee, jpeg, text
from tests.printed import Printed
from tests.visits import ENDINGS, text_of
from vigie.core.disclosure import coordinates_in, strengths_in
from vigie.ledger.models import Entry
from vigie.parliament import acts
from vigie.parliament.acts import Found
from vigie.parliament.models import Finding, Met, SiteVisit, VisitReport
from vigie.places.models import Area, AreaName, Settlement, SettlementName
from vigie.sharing.models import Circle

pytestmark = pytest.mark.django_db
MOST = 300_000  # bytes of a PDF
NUMBERS = ("317", "401", "13.98765", "13,98765")


@pytest.fixture
def of(settings, tmp_path):
    settings.VAR = tmp_path
    made = committee()
    Area.objects.filter(pk=made["area"].pk).update(
        centre_lat=13.987651, centre_lon=-2.1234, west=-2.5, south=13.5, east=-1.5, north=14.5
    )
    AreaName.objects.create(area=made["town"], name="Bourg-Neuf", plain="bourg neuf")
    circle = Circle.objects.create(name="Les deux commissions", keeper=made["commission"])
    circle.bodies.set([made["commission"], made["autre"]])
    return {**made, "circle": circle}


@pytest.fixture
def visit(of) -> SiteVisit:
    """Made 100 days ago, with a finding to tell, one to keep back, a photograph and people heard."""
    clerk = of["clerk"]
    made = acts.plan_visit(
        clerk, of["commission"], site_type="post", area=of["area"], starts_on=timezone.localdate() - timedelta(100),
        purpose="Motif du plan", risk_note="Note de risque", others=[("staff", "female", 2), ("expert", "male", 1)],
    )  # fmt: skip
    acts.make_visit(clerk, made, met=["ranks"], heard={"detained": (317, 401), "officers": (1, 9)})
    found = [
        Found("pay.on_time", "no", words="Deux mois de retard"),
        Found("arms.locked", "yes", words="Reste à la commission", in_report=False),
    ]
    acts.keep_findings(clerk, made, found=found)
    photo = acts.add_photo(clerk, made, content=jpeg(comment=b"Zqcanari").read(), shows="Le registre")
    acts.choose_photo(clerk, photo, in_report=True)
    return made


@pytest.fixture
def report(of, visit) -> VisitReport:
    return acts.draft_visit_report(
        of["clerk"], visit, title="Un poste de la région", summary="Solde en retard."
    )


def signed_in(account) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def adopted(of, report, **more) -> VisitReport:
    said = {"adopted_on": timezone.localdate(), "tlp": "TLP:AMBER", "circles": [of["circle"]], **more}
    acts.adopt_visit_report(of["chair"], report, **said)
    return report


def test_from_draft_to_tabled_through_the_pages(of, visit):
    clerk, chair, stranger = signed_in(of["clerk"]), signed_in(of["chair"]), signed_in(of["stranger"])
    write = reverse("visit-report-write", args=[visit.uuid])
    assert clerk.post(write, {"title": "", "summary": "Rien ne se perd"}).status_code == 422
    assert "Rien ne se perd" in text(clerk.post(write, {"title": "", "summary": "Rien ne se perd"}))
    page = clerk.post(write, {"title": "Un poste", "summary": "Solde en retard."}).url
    assert stranger.get(page).status_code == 404
    uuid = VisitReport.objects.get().uuid
    adopt = reverse("visit-report-adopt", args=[uuid])
    said = {"adopted_on": f"{timezone.localdate():%d/%m/%Y}", "tlp": "TLP:CLEAR"}
    assert chair.post(adopt, {**said, "tlp": ""}).status_code == 422
    assert chair.post(adopt, said).status_code == 302
    assert clerk.post(write, {"title": "Après coup"}).status_code == 404
    table = reverse("visit-report-table", args=[uuid])
    assert clerk.post(table, {"tabled_on": "01/01/2020"}).status_code == 422
    assert Client().get(page).status_code == 404  # adopted is not tabled
    assert clerk.post(table, {"tabled_on": f"{timezone.localdate():%d/%m/%Y}"}).status_code == 302
    public = text(Client().get(page))
    assert "Solde en retard." in public and "Deux mois de retard" in public and "Le registre" in public
    for kept in ("Reste à la commission", "Motif du plan", "Note de risque", str(visit.starts_on)):
        assert kept not in public
    assert Client().get(reverse("visit-report-paper", args=[uuid])).status_code == 200


def test_it_waits_by_default_as_long_as_the_checklist_says(of):
    recent = acts.plan_visit(
        of["clerk"], of["commission"], site_type="armoury", area=of["area"], starts_on=timezone.localdate()
    )
    acts.make_visit(of["clerk"], recent, met=[])
    report = acts.draft_visit_report(of["clerk"], recent, title="Un magasin")
    with pytest.raises(Exception, match="Dites pourquoi"):
        adopted(of, report, embargo_until=timezone.localdate() + timedelta(3))
    report = adopted(of, VisitReport.objects.get())
    wait = timezone.localdate(report.terms.embargo_until) - recent.ends_on
    assert wait.days == recent.checklist.read.delay_days == 90
    address = reverse("visit-report", args=[report.uuid])
    assert signed_in(of["stranger"]).get(address).status_code == 404
    assert signed_in(of["member"]).get(address).status_code == 200
    report.terms.embargo_until = timezone.now() - timedelta(1)
    report.terms.save()
    assert signed_in(of["stranger"]).get(address).status_code == 200


@pytest.mark.parametrize(("words", "tells"), [
    ("Le capitaine Zqvnom nous a parlé.", "une personne"),
    ("Vu à Bourg-Neuf.", "un lieu de la zone"),
    ("Vu au marché de Zqvhameau.", "un lieu de la zone"),
    ("Vu le {day}.", "le jour de la visite"),
])  # fmt: skip
def test_words_that_may_harm_are_shown_before_adoption_and_stay_only_with_a_reason(of, visit, words, tells):
    place = Settlement.objects.create(
        source="essai", source_id="1", name="Zqvhameau", country="BF", lat=14.0, lon=-2.0, feature="PPL"
    )
    SettlementName.objects.create(settlement=place, name="Zqvhameau", plain="zqvhameau")
    report = acts.draft_visit_report(
        of["clerk"], visit, title="Un poste", summary=words.format(day=_day(visit))
    )
    chair, address = signed_in(of["chair"]), reverse("visit-report", args=[report.uuid])
    assert "Relisez ces mots" in text(chair.get(address)) and tells in text(chair.get(address))
    said = {"adopted_on": f"{timezone.localdate():%d/%m/%Y}", "tlp": "TLP:CLEAR"}
    adopt = reverse("visit-report-adopt", args=[report.uuid])
    refused = chair.post(adopt, said)
    assert refused.status_code == 422 and tells in text(refused)
    assert chair.post(adopt, {**said, "because": "Nom d’une rue, pas d’une personne"}).status_code == 302
    assert Entry.objects.filter(act="adopt_visit_report", because__startswith="Nom d’une rue").exists()


def _day(visit) -> str:
    return f"{visit.starts_on:%d/%m/%Y}"


def test_sentences_of_findings_and_captions_are_looked_at_too(of, visit, report):
    found = [Found("pay.on_time", "no", words="Selon le sergent Zqvnom")]
    acts.keep_findings(of["clerk"], visit, found=found)
    page = signed_in(of["clerk"]).get(reverse("visit-report", args=[report.uuid]))
    assert "sergent Zqvnom" in text(page).partition('id="cautions"')[2].partition("</section>")[0]
    acts.keep_findings(of["clerk"], visit, found=[Found("pay.on_time", "no", words="Selon eux")])
    assert 'id="cautions"' not in text(
        signed_in(of["clerk"]).get(reverse("visit-report", args=[report.uuid]))
    )


def test_a_report_is_withdrawn_at_once_from_every_way(of, report):
    stranger, uuid = signed_in(of["stranger"]), adopted(of, report).uuid
    photo = report.visit.pictures.get()
    ways = [reverse("visit-report", args=[uuid]), reverse("visit-report", args=[uuid]) + ".json",
            reverse("visit-report-paper", args=[uuid]), reverse("photo", args=[photo.uuid])]  # fmt: skip
    assert [stranger.get(each).status_code for each in ways] == [200] * 4
    withdraw = reverse("visit-report-withdraw", args=[uuid])
    assert stranger.post(withdraw, {"because": "x"}).status_code == 404
    chair = signed_in(of["chair"])
    assert chair.post(withdraw, {"because": ""}).status_code == 422
    assert chair.post(withdraw, {"because": "Quelqu’un est menacé"}).status_code == 302
    assert [stranger.get(each).status_code for each in ways] == [404] * 4
    assert (
        "Retiré" in text(chair.get(ways[0]))
        and chair.post(withdraw, {"because": "encore"}).status_code == 422
    )


def test_few_who_were_heard_are_not_counted_and_many_leave_as_a_share(of, report):
    kept = {each.role: (each.women, each.men) for each in Met.objects.all()}
    assert kept == {"ranks": (None, None), "detained": (317, 401), "officers": (None, None)}
    own = text(signed_in(of["clerk"]).get(reverse("site-visit", args=[report.visit.uuid])))
    assert "(femmes : 317, hommes : 401)" in own and "environ 45 % de femmes" in own
    adopted(of, report)
    told = text(signed_in(of["stranger"]).get(reverse("visit-report", args=[report.uuid])))
    assert "environ 45 % de femmes" in told and "3 en tout, dont 2 femmes" in told and "317" not in told


def exports(of, visit, report) -> list[tuple[str, str]]:
    """(address, who) of every page and file in which a visit could be told."""
    lists = [reverse(name) for name in ("site-visits", "visit-reports", "checklists", "visits", "recommendations",
                                        "schedule", "committee-reports", "sittings")]  # fmt: skip
    one = [reverse("site-visit", args=[visit.uuid]), reverse("visit-report", args=[report.uuid]),
           reverse("checklist", args=["post"])]  # fmt: skip
    found = [each + ending for each in lists + one for ending in ("", *(f".{each}" for each in ENDINGS))]
    return [(address, who) for address in found for who in ("clerk", "member", "stranger", "ministry")]


def test_no_export_tells_where_the_site_is_nor_how_many_serve_there(of, visit, report):
    """By every list, page and file, to everybody who gets one. The committee's own page tells whom it has heard."""
    adopted(of, report)
    signed_in(of["clerk"]).post(reverse("finding-recommend", args=[Finding.objects.get(in_report=True).uuid]))
    browsers = {who: signed_in(of[who]) for who in ("clerk", "member", "stranger", "ministry")}
    read = 0
    for address, who in exports(of, visit, report):
        answer = browsers[who].get(address)
        if answer.status_code != 200:
            continue
        said, read = re.sub(r"<[^>]*>", " ", text_of(answer, address)), read + 1
        own_page = address.startswith(reverse("site-visit", args=[visit.uuid])) and who != "stranger"
        assert not coordinates_in(said), (who, address, coordinates_in(said))
        assert own_page or not any(number in said for number in NUMBERS), (who, address)
        assert own_page or not strengths_in(said), (who, address, strengths_in(said))
    assert read > 40


def test_the_paper_bears_its_mark_and_reader_on_each_page_and_tells_no_more_than_the_page(of, report):
    adopted(of, report)
    answer = signed_in(of["stranger"]).get(reverse("visit-report-paper", args=[report.uuid]))
    assert answer["Content-Type"] == "application/pdf" and len(answer.content) <= MOST
    printed = Printed(answer.content)
    said = " ".join(printed.texts()).replace("\u202f", " ").replace("\xa0", " ")
    assert "Solde en retard." in said and "Deux mois de retard" in said and "environ 45 % de femmes" in said
    assert all("TLP:AMBER" in page and "clerk-b" in page for page in printed.texts())
    for kept in (
        "Reste à la commission",
        "Motif du plan",
        "Note de risque",
        *NUMBERS,
        str(report.visit.starts_on),
    ):
        assert kept not in said
    assert b"Zqcanari" not in answer.content and not coordinates_in(said) and not strengths_in(said)


def test_opening_it_leaves_a_receipt_for_the_committee(of, report):
    from vigie.sharing.models import Receipt

    adopted(of, report)
    signed_in(of["stranger"]).get(reverse("visit-report", args=[report.uuid]))
    assert Receipt.objects.filter(terms=report.terms).exists()


def test_what_waits_is_told_at_home(of, visit):
    late = acts.plan_visit(
        of["clerk"], of["commission"], site_type="post", area=of["area"], starts_on=date(2026, 3, 1)
    )
    home = text(signed_in(of["clerk"]).get("/"))
    assert "visite dont le jour est passé" in home and "visite sans rapport" in home
    acts.cancel_visit(of["clerk"], late, because="Route coupée")
    acts.draft_visit_report(of["clerk"], visit, title="Un poste")
    home = text(signed_in(of["clerk"]).get("/"))
    assert "dont le jour est passé" not in home and "rapport de visite à adopter" in home
    assert "rapport de visite" not in text(signed_in(of["stranger"]).get("/"))
