"""The list, its picture, what awaits whom on the first page."""

from __future__ import annotations

import pytest

from tests.followup.conftest import NODE
from tests.followup.test_thread import said
from vigie import access
from vigie.directory.models import Organisation
from vigie.followup import acts, sides, waiting
from vigie.followup.models import Recommendation
from vigie.followup.standing import standing

LIST = "/recommandations"


@pytest.fixture
def told(office):
    """Seven of commission A. Counted by hand:

    | status    | claimed                | verified       |
    | planned   | 1 (names an action)    | 0              |
    | started   | 0                      | 1              |
    | completed | 2                      | 1              |
    | secret    | 0                      | 1              |
    | nothing   | 4                      | 4              |
    """
    for number in range(7):
        setattr(office, f"r{number}", office.asked(f"Zq{number}", "securite", issued=90, due=30 + number))
    acts.act(NODE, office.r1, title="Une action")
    for row, on in ((office.r2, 20), (office.r3, 20)):
        acts.report_progress(NODE, row, claimed_status="started", text="Oui.", on=office.day(on + 5))
        acts.report_progress(NODE, row, claimed_status="completed", text="Oui.", on=office.day(on))
    clerk = office.account("clerk", "commission-a")
    acts.verify(clerk, office.r2, verified_status="none", method="visit", text="Vu.", on=office.day(22))
    acts.verify(clerk, office.r2, verified_status="started", method="visit", text="Vu.", on=office.day(19))
    acts.verify(clerk, office.r4, verified_status="secret", method="visit", text="Vu.", on=office.day(19))
    acts.verify(clerk, office.r5, verified_status="completed", method="visit", text="Vu.", on=office.day(19))
    return office


def test_the_picture_agrees_with_the_count_by_hand_and_with_each_line(told):
    seen = access.rows(told.account("clerk", "commission-a"), "see", "followup.Recommendation")
    counted = {each.code: (each.claimed, each.verified) for each in sides.sides(seen)}
    assert counted == {
        "planned": (1, 0), "started": (0, 1), "completed": (2, 1), "secret": (0, 1), "": (4, 4),
    }  # fmt: skip
    lines = [standing(row, told.today) for row in Recommendation.objects.for_listing()]
    for code, (claimed, verified) in counted.items():
        assert (sum(at.claimed == code for at in lines), sum(at.verified == code for at in lines)) == (
            claimed,
            verified,
        )
    page = told.browser("clerk", "commission-a").get(LIST).content.decode()
    assert "Sur 7 : achevées selon le destinataire, 2" in page and page.index("<svg viewBox") < page.index(
        "<table"
    )


def test_a_filter_narrows_and_is_taken_away_again(told):
    clerk = told.browser("clerk", "commission-a")
    acts.withdraw(NODE, told.r6, words="Non.")
    page = clerk.get(f"{LIST}?state=withdrawn&kind=operation")
    assert "Zq6" in said(page) and "Zq5" not in said(page)
    assert 'href="?kind=operation">Retirée' in page.content.decode()
    assert "Aucune recommandation ne correspond" in said(clerk.get(f"{LIST}?country=NE"))
    wanting = said(clerk.get(f"{LIST}?late=verification"))
    assert "Zq3" in wanting and "Zq2" not in wanting
    assert "7 recommandations" in said(clerk.get(f"{LIST}?state=nowhere&addressee=nobody"))


def test_what_awaits_each_stands_on_their_first_page(told):
    observatory = Organisation.objects.create(
        slug="aube", name="Aube", classification="observatory", country="BF"
    )
    told.bodies["aube"] = observatory
    told.r3.terms.circles.add(told.circle("commission-a", "aube"))

    def panel(role, slug):
        found = waiting.on_home(told.account(role, slug))
        return found and (
            [each.title for each in found.face.to_answer],
            [each.title for each in found.face.to_verify],
        )

    assert panel("clerk", "commission-a") == ([], ["Zq3"])
    assert panel("ministry", "securite") == (
        [f"Zq{n}" for n in range(6, 1, -1)],
        [],
    )  # five of seven, first due
    assert panel("analyst", "aube") == ([], ["Zq3"])
    assert panel("ministry", "defense") is None
    home = said(told.browser("ministry", "securite").get("/"))
    assert "Votre réponse est attendue" in home and "Zq6" in home
    assert waiting.count_to_answer(told.account("ministry", "securite")) == 7


def test_the_ministry_has_first_what_is_due_first_and_then_what_it_answered(told):
    told.answered(told.r6, 10)
    page = said(told.browser("ministry", "securite").get(f"{LIST}/a-repondre"))
    assert "6 recommandations attendent votre réponse" in page
    assert page.index("Zq5") < page.index("Zq0") < page.index("Répondues") < page.index("Zq6")
    assert told.browser("analyst", "securite").get(f"{LIST}/a-repondre").status_code == 404
