"""The schedule of outstanding responses agrees with a count by hand, and shows each reader only their own."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.exceptions import ValidationError

from tests.followup.conftest import NODE, SOURCE
from tests.printed import Printed
from vigie import access
from vigie.directory import acts as directory
from vigie.followup.acts import set_deadline, withdraw
from vigie.followup.faces.schedule import ScheduledResponse, Tally, by_country
from vigie.followup.schedule import schedule, strictest

PAGE = "/recommandations/echeancier"


@pytest.fixture
def drawn(office):
    """Eleven recommendations. Counted by hand:

    | ministry | overdue | days            | soon | later | answered late | in time |
    | Sécurité | 3       | 100, 12, 1      | 1    | 0     | 1 (by 9)      | 0       |
    | Défense  | 1       | 40              | 0    | 1     | 0             | 1       |
    | Justice  | 0       |                 | 1    | 0     | 1 (by 3)      | 0       |

    and one that was withdrawn while it was late, which is nobody's any more.
    """
    office.asked("Zqcent", "securite", issued=160, due=100)
    office.asked("Zqdouze", "securite", issued=70, due=12)
    office.asked("Zqhier", "securite", issued=60, due=1)
    office.asked("Zqaujourdhui", "securite", issued=60, due=0)
    office.answered(office.asked("Zqtardive", "securite", issued=90, due=30), 21)
    office.asked(
        "Zqquarante", "defense", issued=100, due=40, circles=(office.circle("commission-a", "commission-b"),)
    )
    office.asked("Zqplustard", "defense", issued=2, due=-31)
    office.answered(office.asked("Zqatemps", "defense", issued=90, due=30), 30)
    office.asked("Zqbientot", "justice", issued=2, due=-30, by="commission-b")
    office.answered(office.asked("Zqtroisjours", "justice", issued=90, due=13, by="commission-b"), 10)
    withdraw(NODE, office.asked("Zqretiree", "justice", issued=90, due=13, by="commission-b"), words="Non.")
    return office


def told(actor, office, **narrowed) -> dict[str, tuple[str, int]]:
    return {line.row.title: (line.state, line.days) for line in schedule(actor, office.today, **narrowed)}


def test_it_agrees_with_the_count_by_hand(drawn):
    assert told(NODE, drawn) == {
        "Zqcent": ("late", 100), "Zqquarante": ("late", 40), "Zqdouze": ("late", 12), "Zqhier": ("late", 1),
        "Zqaujourdhui": ("soon", 0), "Zqbientot": ("soon", 0), "Zqplustard": ("waiting", 0),
        "Zqtardive": ("answered_late", 9), "Zqtroisjours": ("answered_late", 3),
    }  # fmt: skip


def test_ministries_and_countries_add_up(drawn):
    lines = [ScheduledResponse.of(line) for line in schedule(NODE, drawn.today)]
    found = {
        country.code: (country.overdue, {each.slug: (each.overdue, each.days) for each in country.ministries})
        for country in by_country(lines)
    }
    assert found == {
        "BF": (4, {"securite": (3, (100, 12, 1)), "defense": (1, (40,))}),
        "ML": (0, {"justice": (0, ())}),
    }
    tally = Tally.of(lines)
    assert (tally.overdue, tally.soon, tally.answered_late, tally.still) == (4, 2, 2, 0)
    assert tally.longest.title == "Zqcent"


def test_it_begins_with_the_longest_and_can_be_narrowed(drawn):
    assert list(told(NODE, drawn))[:4] == ["Zqcent", "Zqquarante", "Zqdouze", "Zqhier"]
    assert set(told(NODE, drawn, country="ML")) == {"Zqbientot", "Zqtroisjours"}
    assert set(told(NODE, drawn, ministry="defense")) == {"Zqquarante", "Zqplustard"}


def test_each_reader_gets_a_schedule_of_what_they_may_see(drawn):
    assert len(told(drawn.account("clerk", "commission-a"), drawn)) == 7
    assert set(told(drawn.account("clerk", "commission-b"), drawn)) == {
        "Zqbientot",
        "Zqtroisjours",
        "Zqquarante",
    }
    assert set(told(drawn.account("ministry", "defense"), drawn)) == {"Zqquarante", "Zqplustard"}
    assert told(drawn.account("ministry", "justice"), drawn).keys() == {"Zqbientot", "Zqtroisjours"}


def test_it_takes_a_fixed_number_of_queries(drawn, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        schedule(NODE, drawn.today)


def test_a_late_answer_is_remembered_for_a_year(office):
    office.answered(office.asked("Zqancienne", "securite", issued=500, due=400), 366)
    office.answered(office.asked("Zqrecente", "securite", issued=500, due=400), 365)
    assert set(told(NODE, office)) == {"Zqrecente"}


def test_the_clock_stands_still_while_the_body_that_asked_does_not_sit(office):
    body = office.bodies["commission-a"]
    office.asked("Zqcent", "securite", issued=160, due=100)
    directory.end_body(
        NODE,
        body,
        sources=SOURCE,
        how="dissolved",
        date=office.day(30).isoformat(),
        legal_act="Décret inventé",
    )
    # Late from the deadline to the last day on which it sat: 100 days less the 29 since.
    assert told(NODE, office) == {"Zqcent": ("still", 71)}
    lines = [ScheduledResponse.of(line) for line in schedule(NODE, office.today)]
    assert Tally.of(lines).overdue == 0 and "ne siège pas" in Tally.of(lines).sentence


def test_the_day_says_what_it_rests_on_and_another_may_be_set(office):
    row = office.asked("Zqregle", "securite", issued=10, due=None)
    (line,) = schedule(NODE, office.today)
    assert "règlement" in line.why.lower() and "vérifier" in line.why
    set_deadline(NODE, row, thing="response", until=office.day(3), because="Avant la session.")
    (line,) = schedule(NODE, office.today)
    assert (line.state, line.days, line.why) == ("late", 3, "Avant la session.")


def test_the_sheet_has_the_strictest_mark_of_what_stands_in_it(office):
    assert strictest([]) == ""
    office.asked("a", "securite", issued=10, due=1, tlp="TLP:GREEN")
    assert strictest(schedule(NODE, office.today)) == "TLP:GREEN"
    office.asked("b", "securite", issued=10, due=1, tlp="TLP:AMBER+STRICT")
    office.asked("c", "securite", issued=10, due=1, tlp="TLP:CLEAR")
    assert strictest(schedule(NODE, office.today)) == "TLP:AMBER+STRICT"


def test_the_page_says_it_in_a_sentence_a_picture_and_a_table(drawn):
    page = drawn.browser("clerk", "commission-a").get(PAGE).content.decode()
    assert "4 réponses en retard" in page and "Zqcent" in page and "Zqbientot" not in page
    assert page.index("<svg") < page.index("<table")
    assert 'role="img" aria-label="Jours de retard par ministère' in page
    assert ">100</text>" in page and page.count('class="late whole"') == 4


def test_the_page_of_who_has_nothing_is_kind(office):
    page = office.browser("clerk", "commission-a").get(PAGE).content.decode()
    assert "Aucune réponse en retard" in page and "Aucune réponse n’est attendue ici" in page


def test_as_data_it_is_the_same(drawn):
    browser = drawn.browser("clerk", "commission-a")
    items = browser.get(f"{PAGE}.json").json()["items"]
    assert {(each["title"], each["days_late"]) for each in items} == {
        ("Zqcent", 100), ("Zqquarante", 40), ("Zqdouze", 12), ("Zqhier", 1), ("Zqaujourdhui", 0), ("Zqplustard", 0),
        ("Zqtardive", 9),
    }  # fmt: skip
    text = b"".join(browser.get(f"{PAGE}.csv").streaming_content).decode("utf-8-sig")
    assert sum("Zq" in cell for row in csv.reader(io.StringIO(text)) for cell in row) == 7
    assert browser.get(f"{PAGE}.xlsx").status_code == 200
    assert browser.get(f"{PAGE}.geojson").status_code == 404


def test_on_paper_every_page_names_its_mark_and_its_recipient(drawn):
    for number in range(30):
        drawn.asked(f"Zqautre{number}", "justice", issued=90, due=5 + number)
        drawn.asked(f"Zqleur{number}", "justice", issued=90, due=5, by="commission-b")
    answer = drawn.browser("clerk", "commission-a").get(f"{PAGE}.pdf")
    assert answer["Content-Type"] == "application/pdf" and len(answer.content) < 300_000
    printed = Printed(answer.content)
    pages = printed.texts()
    assert len(pages) >= 3 and all(printed.fonts.values())
    for number, page in enumerate(pages, start=1):
        assert "TLP:AMBER" in page and "Pour\u00a0: Commission A, clerk-commission-a" in page
        assert f"page {number} sur {len(pages)}" in page and "Données fictives" in page
    text = "".join(pages)
    assert "Zqcent" in text and "Zqautre29" in text and "Zqleur" not in text
    assert "Zqbientot" not in text and "Zqtroisjours" not in text


def test_what_people_typed_is_printed_as_they_typed_it(office):
    office.asked('#panic("x") *gras* $x$ "] #read("/settings.py")', "securite", issued=9, due=2)
    answer = office.browser("clerk", "commission-a").get(f"{PAGE}.pdf")
    assert '#panic("x")*gras*$x$"]#read("/settings.py")' in "".join(Printed(answer.content).texts()).replace(
        " ", ""
    )


def test_the_public_gets_what_is_published_and_no_more(drawn):
    from django.test import Client

    assert "Zq" not in Client().get(PAGE).content.decode()
    assert "Zq" not in "".join(Printed(Client().get(f"{PAGE}.pdf").content).texts())


def test_a_clerk_sets_another_deadline_in_the_browser(office):
    row = office.asked("Zqune", "securite", issued=10, due=2)
    address = f"/recommandations/{row.ref}/delai"
    clerk = office.browser("clerk", "commission-a")
    assert "Un autre délai" in clerk.get(address).content.decode()
    wrong = clerk.post(address, {"thing": "response", "until": "30 février 2026", "because": "Zqmotif"})
    assert wrong.status_code == 400 and "Zqmotif" in wrong.content.decode()
    early = {"thing": "response", "until": office.day(11).isoformat(), "because": "Zqmotif"}
    answer = clerk.post(address, early)
    assert answer.status_code == 400 and "antérieur au jour de la demande" in answer.content.decode()
    assert clerk.post(address, {**early, "until": office.day(-3).isoformat()}).status_code == 302
    row.refresh_from_db()
    assert row.response_due == office.day(-3)
    assert [each.because for each in row.deadlines.filter(thing="response").order_by("pk")][-1] == "Zqmotif"
    for role, slug in (("member", "commission-a"), ("ministry", "securite"), ("clerk", "commission-b")):
        assert office.browser(role, slug).get(address).status_code == 404
    assert not access.may(office.account("ministry", "securite"), "time", row)


def test_a_late_answer_does_not_become_one_in_time(office):
    row = office.asked("Zqtardive", "securite", issued=90, due=30)
    office.answered(row, 21)
    with pytest.raises(ValidationError, match="réponse est arrivée"):
        set_deadline(NODE, row, thing="response", until=office.day(10), because="Après coup.")
    assert told(NODE, office) == {"Zqtardive": ("answered_late", 9)}
    set_deadline(NODE, row, thing="implementation", until=office.day(-90), because="Les travaux attendent.")
