"""A clerk takes the schedule along and makes the files of a sitting; a member makes their own; scripts are off."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.browser.visitor import heading, number_in, sign_in, visit
from tests.printed import Printed

MOST = 300_000  # bytes


def taken(page, press) -> Path:
    """What is handed over when something is pressed."""
    with page.expect_download() as handed:
        press.click()
    return handed.value.path()


def printed(path: Path) -> Printed:
    content = path.read_bytes()
    assert len(content) <= MOST
    return Printed(content)


def to_next_sitting(page) -> str:
    """From the first page to the next sitting of one's committee; its title."""
    page.goto("/")
    page.locator('main a[href^="/parlement/seances/"]').first.click()
    page.wait_for_url("**/parlement/seances/*")
    return heading(page)


@pytest.fixture
def desk(browser, region):
    with visit(browser, region, java_script_enabled=False) as page:
        yield page


def test_a_clerk_takes_the_schedule_along(desk):
    sign_in(desk, "clerk-ml")
    desk.goto("/recommandations")
    desk.get_by_role("link", name="Échéancier des réponses attendues").click()
    overdue = number_in(heading(desk))
    assert desk.locator("main .late").count() == overdue > 0
    paper = printed(taken(desk, desk.get_by_role("link", name="L’échéancier sur papier (PDF)")))
    refs = desk.locator("tbody th a").evaluate_all("all => all.map(a => a.href.split('/').pop())")
    pages = paper.texts()
    assert refs and all(ref in "".join(pages) for ref in refs)
    assert all("clerk-ml" in page and "TLP:" in page for page in pages)


def test_a_clerk_makes_the_files_of_a_sitting(desk):
    sign_in(desk, "clerk-ml")
    title = to_next_sitting(desk)
    paper = printed(taken(desk, desk.get_by_role("button", name="Faire mon exemplaire (PDF)")))
    for number, page in enumerate(paper.texts(), start=1):
        assert "clerk-ml" in page and f"page {number} sur" in page.replace("\u00a0", " ")
    assert title.split("(")[0].strip() in paper.texts()[0].replace("\u00a0", " ")
    desk.get_by_role("link", name="Un exemplaire pour chaque membre").click()
    readers = desk.locator("main .dl li").count()
    with zipfile.ZipFile(taken(desk, desk.get_by_role("button", name="(ZIP)"))) as archive:
        names = archive.namelist()
    assert len(names) == readers > 1 and any("member-ml" in name for name in names)
    desk.reload()
    assert desk.locator("main .dl li", has_text="dernier exemplaire").count() == readers


def test_a_member_makes_their_own_and_no_other(desk):
    sign_in(desk, "member-ml")
    to_next_sitting(desk)
    paper = printed(taken(desk, desk.get_by_role("button", name="Faire mon exemplaire (PDF)")))
    assert all("member-ml" in page for page in paper.texts())
    desk.get_by_role("link", name="Les exemplaires déjà faits").click()
    assert desk.locator("main .dl li").count() == 1
    assert desk.get_by_role("button", name="(ZIP)").count() == 0


def test_a_clerk_sets_another_deadline_and_says_what_the_committee_is(desk):
    sign_in(desk, "clerk-ne")
    desk.goto("/recommandations/echeancier")
    desk.get_by_role("link", name="Déposer le rapport sur les autorisations d’écoute").click()
    desk.get_by_role("link", name="Fixer un autre délai").click()
    desk.get_by_label("Réponse").check()
    desk.get_by_label("Pour quel jour").fill("30 février 2027")
    desk.get_by_label("Pourquoi pas le jour habituel").fill("La session commence plus tard.")
    desk.get_by_role("button", name="Fixer ce délai").click()
    assert (
        desk.get_by_label("Pourquoi pas le jour habituel").input_value() == "La session commence plus tard."
    )
    desk.get_by_label("Pour quel jour").fill("15 janvier 2027")
    desk.get_by_role("button", name="Fixer ce délai").click()
    assert "15 janvier 2027" in desk.locator("main").inner_text().replace("\u00a0", " ")
    desk.goto("/annuaire/organisations/commission-defense-ne")
    desk.get_by_role("link", name="Dire ce qu’il est").first.click()
    desk.get_by_label("Organe consultatif").check()
    desk.get_by_label("Sur quel texte il repose").fill("Charte fictive, article 3")
    desk.get_by_label("Depuis quand").fill("mars 2025")
    desk.get_by_label("Où cela est écrit").fill("Journal officiel fictif")
    desk.get_by_role("button", name="Inscrire").click()
    assert "Charte fictive, article 3" in desk.locator("main").inner_text().replace("\u00a0", " ")
