"""Papers of committees in a real browser, scripts off: each step by the role whose work it is."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.node import CHECKOUT, COMMAND, environment, served
from tests.browser.visitor import PHONE, heading, sign_in, visit

# Done in a process of its own: three committees with their people, and one regional body.
WORLD = """
import django; django.setup()
from tests.parliament.consulting import bodies
from vigie.command.setup import prepare
from vigie.directory.loading import DEMO_PASSWORD
from vigie.directory.models import Account
prepare(name="Essai", fictional=True)
bodies()
for each in Account.objects.all():
    each.set_password(DEMO_PASSWORD)
    each.save(update_fields=["password"])
"""
WHY = "Sur le point 2 : notre bureau n’en a pas délibéré."


@pytest.fixture(scope="module")
def node(browser, tmp_path_factory):
    var = tmp_path_factory.mktemp("papers")
    env = {**environment(var), "DJANGO_SETTINGS_MODULE": "vigie.settings"}
    done = subprocess.run(
        [COMMAND[0], "-c", WORLD], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with served(var, "serve") as address:
        yield address


@pytest.fixture
def as_(browser, node):
    """`as_("clerk-bf")`: that person at a browser without scripts; None is who is not signed in."""

    def person(who: str | None, **wishes):
        return _Signed(browser, node, who, wishes)

    return person


class _Signed:
    """A visit that begins with signing in."""

    def __init__(self, browser, node: str, who: str | None, wishes: dict) -> None:
        self.visit, self.who = visit(browser, node, java_script_enabled=False, **wishes), who

    def __enter__(self) -> Page:
        page = self.visit.__enter__()
        if self.who:
            sign_in(page, self.who)
        return page

    def __exit__(self, *raised) -> None:
        self.visit.__exit__(*raised)


def write(page: Page, title: str, text: str) -> None:
    page.get_by_label("Question écrite").check()
    page.get_by_label("À quel ministère").select_option("ministere-bf")
    page.get_by_label("Objet").fill(title)
    page.get_by_label("La question", exact=True).fill(text)
    page.get_by_role("button", name="Garder comme brouillon").click()


def test_a_member_asks_a_ministry_answers_late_and_the_clerk_follows_up(as_):
    long_ago = (date.today() - timedelta(120)).isoformat()
    with as_("member-bf", screen=PHONE) as page:
        page.goto("/parlement/questions/nouvelle")
        write(page, "Primes de zone", "Depuis quand sont-elles versées ?")
        page.get_by_label("Posée le").fill(long_ago)
        page.get_by_role("button", name="Poser cette question").click()
        expect(page.locator("p.lede")).to_contain_text("jours de retard")
    with as_("ministry-bf") as page:
        page.goto("/parlement/a-repondre")
        assert heading(page).startswith("1 question attend")
        page.get_by_role("link", name="Primes de zone").click()
        page.get_by_role("button", name="Envoyer la réponse").click()
        expect(page.get_by_role("alert")).to_contain_text("Écrivez la réponse")
        page.get_by_label("La réponse", exact=True).fill("Elles le sont depuis novembre.")
        page.get_by_role("button", name="Envoyer la réponse").click()
        expect(page.locator("p.lede")).to_contain_text("Réponse le")
        page.goto("/parlement/a-repondre")
        assert heading(page) == "Aucune question n’attend votre réponse"
    with as_("clerk-bf") as page:
        page.goto("/parlement/questions")
        page.get_by_role("link", name="Primes de zone").click()
        expect(page.get_by_text("Elles le sont depuis novembre.")).to_be_visible()
        page.get_by_role("link", name="Poser une question qui suit celle-ci").click()
        write(page, "Primes de zone, suites", "Pour quels postes ?")
        page.get_by_role("button", name="Poser cette question").click()
        expect(page.get_by_role("link", name="Primes de zone")).to_be_visible()
        expect(page.locator("p.lede")).to_contain_text("Une réponse est attendue pour le")


def test_three_chairs_sign_a_declaration_one_of_them_with_a_dissent_on_a_point(as_):
    with as_("clerk-bf") as page:
        page.goto("/cadre")
        page.get_by_role("link", name="Créer un cadre").click()
        page.get_by_label("Institution régionale").select_option("cadre")
        for country in ("bf", "ml", "ne"):
            page.get_by_label(f"Nom commission-{country}").check()
        page.get_by_label("Membres depuis le").fill("2 janvier 2025")
        page.get_by_label("Cercle qui lit ses brouillons").select_option(label="Les trois")
        page.get_by_role("button", name="Créer ce cadre").click()
        page.get_by_role("link", name="Écrire une déclaration").click()
        page.get_by_label("Titre de la déclaration").fill("Déclaration du forum")
        page.get_by_label("Texte", exact=True).fill("1. Un cahier.\n\n2. Une liste chaque trimestre.")
        page.get_by_role("button", name="Garder comme brouillon").click()
        page.get_by_role("button", name="Ouvrir à la signature").click()
        where = page.url
    for who, position in (("bf", "Signée"), ("ml", "Signée"), ("ne", "Signée avec réserve")):
        with as_(f"chair-{who}", screen=PHONE) as page:
            page.get_by_role("link", name="déclaration à signer, ou non").click()
            page.get_by_label(position, exact=True).check()
            if who == "ne":
                page.get_by_role("button", name="Enregistrer").click()
                expect(page.locator(".err")).to_contain_text("Écrivez la réserve")
                assert page.get_by_label(position, exact=True).is_checked()
                page.get_by_label("Réserve ou désaccord").fill(WHY)
            page.get_by_role("button", name="Enregistrer").click()
            expect(page.get_by_role("button", name="Enregistrer")).to_have_count(0)
    with as_("chair-bf") as page:
        page.goto(where)
        expect(page.locator("p.lede")).to_contain_text("3 commissions sur 3 se sont prononcées")
        page.get_by_role("button", name="Publier cette déclaration").click()
    with as_(None, screen=PHONE) as page:
        page.goto(where)
        expect(page.get_by_text(WHY)).to_be_visible()
