"""The pages of sharing, in the hands of those whose work they are."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.visits import text_of
from vigie.sharing.models import Circle, Consent, Hold, Item, Receipt
from vigie.sharing.storing import path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(world):
    """A form as a clerk fills it."""
    return {
        "title": "Le corridor du fleuve", "kind": "document", "theme": "borders", "country": "", "language": "fr",
        "text": "Trois passages.", "national": "not_classified", "legal_basis": "Protocole de 2018",
        "purpose": "Préparer la réunion", "tlp": "TLP:AMBER", "circles": [str(world.things["committees"].uuid)],
        "embargo": "", "when_over": "circles", "expires": _day(30), "review_on": "", "may_be_cited": "no",
    }  # fmt: skip


def _day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).strftime("%d/%m/%Y")


def _file(name: str, content: bytes):
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_clerk_shares_and_a_foreign_clerk_reads(world, browser, typed):
    files = [_file("note.pdf", b"%PDF-1.7 un"), _file("../../carte.svg", b"<svg onload='x'/>")]
    answer = browser("clerk").post("/partages/nouveau", {**typed, "files": files})
    item = Item.objects.get(title="Le corridor du fleuve")
    assert (answer.status_code, answer.url) == (302, f"/partages/{item.uuid}")
    page = text_of(browser("clerk_ml").get(answer.url))
    for said in (
        "Le corridor du fleuve",
        "TLP:AMBER",
        "Protocole de 2018",
        "Jusqu’au",
        "carte.svg",
        "Préparer la réunion",
    ):
        assert said in page
    assert browser("clerk_ne").get(answer.url).status_code == 404
    kept = item.files.get(name="carte.svg")
    fetched = browser("clerk_ml").get(f"/partages/{item.uuid}/fichiers/{kept.pk}")
    assert b"".join(fetched.streaming_content) == b"<svg onload='x'/>"
    assert (
        fetched["Content-Disposition"].startswith("attachment")
        and fetched["X-Content-Type-Options"] == "nosniff"
    )
    assert fetched["Content-Type"] == "application/octet-stream"
    assert path_of(kept.sha256).stat().st_mode & 0o077 == 0


def test_what_was_typed_wrongly_is_shown_again_with_what_is_wrong(world, browser, typed):
    before = Item.objects.count()
    wrong = {**typed, "national": "", "expires": "30 février", "circles": [str(world.things["alone"].uuid)]}
    answer = browser("clerk").post("/partages/nouveau", wrong)
    page = text_of(answer)
    assert answer.status_code == 422 and Item.objects.count() == before
    assert "Trois passages." in page and 'value="Le corridor du fleuve"' in page
    # A circle that this clerk cannot see is no circle of the list.
    assert "n’est pas un jour" in page and "Choisissez des cercles de la liste" in page


def test_an_audience_without_the_originator_is_refused_on_the_page(world, browser, typed):
    world.things["answer"].bodies.remove(world.bodies["commission-bf"])
    answer = browser("clerk").post(
        "/partages/nouveau", {**typed, "circles": [str(world.things["answer"].uuid)]}
    )
    assert answer.status_code == 422 and "excluent l’émetteur" in text_of(answer)


def test_nothing_classified_is_entered(browser, typed):
    answer = browser("clerk").post("/partages/nouveau", {**typed, "national": "declassified"})
    assert answer.status_code == 422 and "décision qui l’a déclassifiée" in text_of(answer)
    answer = browser("clerk").post("/partages/nouveau", {**typed, "national": ""})
    assert answer.status_code == 422 and "classifiée selon la loi de votre pays" in text_of(answer)
    assert browser("clerk").post("/partages/nouveau", {**typed, "national": "secret"}).status_code == 422


def test_publication_at_the_end_of_an_embargo_is_chosen_on_the_form(browser, typed):
    browser("clerk").post(
        "/partages/nouveau", {**typed, "tlp": "TLP:CLEAR", "embargo": _day(5), "when_over": "everybody"}
    )
    terms = Item.objects.get(title="Le corridor du fleuve").terms
    assert terms.published_at == terms.embargo_until > timezone.now()


def test_the_originator_takes_back_extends_withdraws(world, browser, typed):
    clerk = browser("clerk")
    address = clerk.post("/partages/nouveau", typed).url
    assert "reprendre" in text_of(clerk.get(address))
    clerk.post(f"{address}/annuler")
    assert browser("clerk_ml").get(address).status_code == 404
    assert "Pas encore partagée" in text_of(clerk.get(address))
    clerk.post(f"{address}/adresser", {"circles": [str(world.things["committees"].uuid)]})
    assert browser("clerk_ml").get(address).status_code == 200
    clerk.post(f"{address}/prolonger", {"expires": _day(90), "review_on": ""})
    assert clerk.post(f"{address}/prolonger", {"expires": "hier", "review_on": ""}).status_code == 422
    assert clerk.post(f"{address}/retirer", {"because": ""}).status_code == 422
    clerk.post(f"{address}/retirer", {"because": "Erreur"})
    assert browser("clerk_ml").get(address).status_code == 404
    # Whoever is not the originator finds nothing to do these things to.
    shared = f"/partages/{world.things['shared'].uuid}"
    for visitor in ("clerk_ml", "member", "clerk_ne", "operator"):
        for doing in ("annuler", "adresser", "prolonger", "retirer", "inconnu"):
            assert browser(visitor).post(f"{shared}/{doing}", {"because": "x"}).status_code == 404


def test_receipts_are_for_the_originator_alone(world, browser):
    item = world.things["from_ml"]
    address = f"/partages/{item.uuid}"
    browser("second").get(address + ".json")
    assert Receipt.objects.get(terms=item.terms).account == world.accounts["second"]
    own = browser("clerk_ml").get(address)
    assert "second-1" in text_of(own) and "second-1" in text_of(browser("chair_ml").get(address + ".json"))
    for visitor in ("clerk", "second", "chair"):
        assert "second-1" not in text_of(browser(visitor).get(address))
        assert browser(visitor).get(address + ".json").json()["receipts"] == []


def test_a_recipient_asks_and_the_originator_answers_on_the_page(world, browser):
    item, clerk = world.things["redacted"], browser("clerk")
    asked = {"circle": str(world.things["three"].uuid), "purpose": "Pour le rapport commun"}
    assert browser("clerk_ml").post(f"/partages/{item.uuid}/demander", asked).status_code == 302
    again = browser("clerk_ml").post(f"/partages/{item.uuid}/demander", asked)
    assert again.status_code == 422 and "déjà demandé" in text_of(again)
    page = text_of(clerk.get("/partages/demandes"))
    assert "Pour le rapport commun" in page and "Nom de commission-ne" in page
    consent = Consent.objects.get(item=item)
    answer = f"/partages/demandes/{consent.uuid}/repondre"
    stale = clerk.post(answer, {"answer": "agreed", "reason": "", "as_shown": "vieux"})
    assert stale.status_code == 422 and "a changé" in text_of(stale)
    assert browser("clerk_ne").get(f"/partages/{item.uuid}").status_code == 404
    shown = clerk.get("/partages/demandes").context["waiting"]
    as_shown = next(form for face, form in shown if face.uuid == str(consent.uuid))["as_shown"].value()
    clerk.post(answer, {"answer": "agreed", "reason": "", "as_shown": as_shown})
    assert browser("clerk_ne").get(f"/partages/{item.uuid}").status_code == 200
    assert clerk.post(answer, {"answer": "refused", "reason": "x", "as_shown": as_shown}).status_code == 404


def test_a_redacted_version_stands_beside_its_original(world, browser, typed):
    original = world.things["shared"]
    more = {
        **typed,
        "title": "Sans les noms",
        "tlp": "TLP:GREEN",
        "removed": "noms de témoins",
        "circles": [str(world.things["three"].uuid)],
    }
    address = browser("clerk").post(f"/partages/{original.uuid}/expurger", more).url
    assert f"/partages/{original.uuid}" in text_of(browser("clerk_ml").get(address))
    assert "noms de témoins" in text_of(browser("clerk_ml").get(f"/partages/{original.uuid}"))
    world.things["three"].bodies.add(world.bodies["institut"])
    alone = text_of(browser("researcher").get(address))
    assert "Sans les noms" in alone and str(original.uuid) not in alone and "noms de témoins" not in alone


def test_circles_are_made_changed_and_closed_on_their_pages(world, browser):
    clerk = browser("clerk")
    address = clerk.post(
        "/cercles/nouveau",
        {"name": "Rapporteurs", "kind": "persons", "persons": "clerk-1\nclerk_ml-1", "bodies": []},
    ).url
    circle = Circle.objects.get(name="Rapporteurs")
    assert "clerk_ml-1" in text_of(browser("clerk_ml").get(address))
    # An analyst of an observatory can't be found out by trying names.
    for name in ("analyst-1", "personne-9"):
        wrong = clerk.post(f"{address}/changer", {"name": "Rapporteurs", "persons": f"clerk-1 {name}"})
        assert wrong.status_code == 422 and f"ne s’appelle {name}" in text_of(wrong)
    clerk.post(f"{address}/changer", {"name": "Rapporteurs", "persons": "clerk-1"})
    assert browser("clerk_ml").get(address).status_code == 404
    assert "sortis" in text_of(clerk.get(address))
    for doing in ("changer", "fermer"):
        assert browser("second").post(f"{address}/{doing}", {"because": "x", "name": "x"}).status_code == 404
    assert clerk.post(f"{address}/fermer", {"because": ""}).status_code == 422
    clerk.post(f"{address}/fermer", {"because": "Fin"})
    circle.refresh_from_db()
    assert circle.closed_at and "Fermé le" in text_of(clerk.get(address))


def test_a_hold_is_set_and_lifted_on_its_page(world, browser):
    shared = f"/partages/{world.things['shared'].uuid}"
    wrong = browser("chair").post(
        "/partages/suspensions/poser", {"country": "ML", "reach": "given", "reason": "x"}
    )
    assert wrong.status_code == 422 and not Hold.objects.in_force().filter(country="BF").exists()
    browser("chair").post(
        "/partages/suspensions/poser", {"country": "BF", "reach": "given", "reason": "Rupture"}
    )
    held = Hold.objects.in_force().get(country="BF")
    assert (
        browser("clerk_ml").get(shared).status_code == 404
        and browser("second").get(shared).status_code == 200
    )
    assert "Rupture" in text_of(browser("clerk_ml").get("/partages/suspensions"))
    for visitor in ("clerk_ml", "member", "operator"):
        assert browser(visitor).post(f"/partages/suspensions/{held.uuid}/lever").status_code == 404
        assert browser(visitor).post("/partages/suspensions/poser", {}).status_code in (404, 422)
    browser("clerk").post(f"/partages/suspensions/{held.uuid}/lever")
    assert browser("clerk_ml").get(shared).status_code == 200


def test_words_are_found_without_case_and_accents_and_only_in_what_one_reads(world, browser):
    def titles(visitor: str, **asked) -> set[str]:
        found = browser(visitor).get("/partages.json", asked).json()["items"]
        return {each["title"] for each in found}

    assert titles("clerk_ml", words="ZQTENÉURSHARED") == {"Zqtitreshared"}
    assert titles("clerk_ml", words="zqteneurunshared") == set()
    assert titles("clerk", words="zqteneurunshared") == {"Zqtitreunshared"}
    assert titles("clerk_ml", words="zqfichiershared.txt") == {"Zqtitreshared"}
    assert titles("clerk_ml", side="given") == {"Zqtitrefrom_ml"}
    assert "Zqtitrefrom_ml" not in titles("clerk_ml", side="got")
    assert titles("clerk_ml", tlp="TLP:GREEN") == {"Zqtitreredacted"}
    assert titles("clerk_ml", tlp="SECRET") == set()
    assert "Rien n’est cherché" in text_of(browser("clerk_ml").get("/partages", {"tlp": "SECRET"}))


def test_given_and_got_are_counted_over_what_the_reader_knows(world, browser):
    def counts(visitor: str) -> dict[str, tuple[int, int]]:
        rows = browser(visitor).get("/partages/reciprocite.json").json()["items"]
        names = {each["parliament"] for each in rows}
        return {
            name.rpartition("-")[2]: tuple(
                sum(each[side] for each in rows if each["parliament"] == name) for side in ("gave", "got")
            )
            for name in names
        }

    # BF gave ML: shared, embargoed, to_be_published, published, expired, withdrawn, onward, redacted. NE got onward.
    assert counts("second") == {"bf": (8, 1), "ml": (1, 8), "ne": (0, 1)}
    # ML knows neither of what is under embargo, expired nor withdrawn.
    assert counts("clerk_ml") == {"bf": (4, 1), "ml": (1, 4), "ne": (0, 1)}
    # NE knows what it gave itself, and what was passed on to it, which also reached ML.
    assert counts("clerk_ne") == {"ne": (1, 1), "bf": (1, 1), "ml": (0, 2)}
    assert counts("analyst") == {}


def test_home_says_what_waits(world, browser):
    clerk = text_of(browser("clerk").get("/"))
    assert "demande de transmission" in clerk and "/partages/demandes" in clerk
    assert "pièces pas encore ouvertes" in text_of(browser("clerk_ml").get("/"))
    assert "Partages" not in text_of(browser("programme").get("/"))


def test_given_and_got_is_drawn_before_it_is_tabled(browser):
    page = text_of(browser("second").get("/partages/reciprocite"))
    assert page.index("<figure><svg") < page.index("<table") and "8 données" in page and "1 reçue<" in page


class TestRequest:
    def asked(self, world):
        return world.things["request asked"]

    def test_words_and_states_narrow_the_list(self, browser):
        def titles(**query) -> set[str]:
            return {each["title"] for each in browser("clerk").get("/demandes.json", query).json()["items"]}

        assert titles(words="ZQVQUESTIONASKED") == {"Zqvobjetasked"}
        assert titles(state="answered") == {"Zqvobjetanswered"} and titles(state="rien") == set()

    def test_the_asker_sees_when_it_was_opened(self, world, browser):
        address = f"/demandes/{self.asked(world).uuid}"
        browser("chair_ml").get(address)
        assert "chair_ml-1" not in text_of(browser("chair_ml").get(address))
        assert "Ouverte par" in text_of(browser("clerk").get(address))

    def test_an_answer_is_ones_own_and_open_to_who_asked(self, world, browser):
        address = f"/demandes/{self.asked(world).uuid}/repondre"
        said = {"state": "answered", "answer": ""}
        others = browser("clerk_ml").post(address, {**said, "item": str(world.things["shared"].uuid)})
        assert others.status_code == 422  # the asker's own: it is not on the list
        own = world.things["from_ml"]
        own.terms.circles.clear()
        closed = browser("clerk_ml").post(address, {**said, "item": str(own.uuid)})
        assert closed.status_code == 422 and "ne peut pas l’ouvrir" in text_of(closed)
        own.terms.circles.add(world.things["committees"])
        assert browser("clerk_ml").post(address, {**said, "item": str(own.uuid)}).status_code == 302
        assert "Zqtitrefrom_ml" in text_of(browser("clerk").get(address.removesuffix("/repondre")))

    def test_a_deadline_before_the_request_is_refused_and_nothing_is_lost(self, browser):
        said = {
            "asked": "commission-ml", "title": "Sujet neuf", "question": "Quoi ?", "purpose": "Séance",
            "due": _day(-1), "tlp": "TLP:AMBER+STRICT",
        }  # fmt: skip
        answer = browser("clerk").post("/demandes/nouvelle", said)
        assert (
            answer.status_code == 422
            and "Quoi ?" in text_of(answer)
            and "avant la demande" in text_of(answer)
        )


def test_a_form_sent_twice_shares_once(browser, typed):
    clerk = browser("clerk")
    page = clerk.get("/partages/nouveau").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    first, again = (clerk.post("/partages/nouveau", {**typed, "once": once}) for _time in range(2))
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert Item.objects.filter(title=typed["title"]).count() == 1
