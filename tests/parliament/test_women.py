"""Women and men by role: what is counted, and that no figure, nor the difference of two, points to one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from tests.parliament.room import Room
from tests.parliament.site import text
from vigie import access
from vigie.parliament import acts
from vigie.parliament.women import ages, by_year

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()


def of(rows, role: str) -> dict[int, tuple]:
    return {row.year: (row.women, row.men, row.not_recorded) for row in rows if row.role_code == role}


@pytest.fixture
def forum(room: Room):
    """A published forum of last year, with seven women and nine men of civil society, and two citizens."""
    start = timezone.now().replace(month=3, day=4, hour=9, minute=0) - timedelta(days=365)
    sitting = room.held(kind="forum", at=start, joint_bodies=[room.bodies["ML"]])
    clerk = room.accounts["clerk_bf"]
    acts.publish_agenda(clerk, sitting)
    for role, sex, number in (
        ("civil_society", "female", 7), ("civil_society", "male", 9), ("citizen", "", 2), ("delegate", "female", 2),
        ("delegate", "male", 3), ("official", "male", 3),
    ):  # fmt: skip
        acts.count_people(clerk, sitting, role=role, number=number, sex=sex, country="BF")
    return sitting


def test_members_are_counted_by_sex_and_not_recorded_is_neither(room: Room):
    rows = by_year(PUBLIC)
    this = timezone.localdate().year
    assert of(rows, "members")[this] == (3, 4, 1)
    assert of(rows, "bureau")[this] == (2, 0, 0)
    assert min(of(rows, "members")) == 2024
    assert next(row.share for row in rows if row.role_code == "members") == "43 % (3 sur 7)"
    assert of(by_year(PUBLIC, "ML"), "members")[this] == (1, 2, 0)


def test_a_seat_that_ended_counts_in_its_own_years(room: Room):
    seat = room.seats["BF"][0]
    acts.amend_seat(
        room.accounts["clerk_bf"], seat, holder=seat.holder, since=seat.since, until=seat.since.replace(month=12),
        post="chair", sex="female", age_band="",
    )  # fmt: skip
    rows = of(by_year(PUBLIC), "members")
    assert rows[2024] == rows[2025] == (2, 4, 1)


def test_others_are_told_in_large_numbers_of_years_that_are_over(room: Room, forum):
    year = forum.starts_at.year
    rows = by_year(PUBLIC)
    assert of(rows, "delegates")[year] == (2, 3, 0)
    women, men, not_recorded = of(rows, "others")[year]
    assert not_recorded is None and None in (women, men)  # two hidden: one alone is a subtraction away
    assert of(by_year(PUBLIC, "BF"), "others") == {}  # no country to take from the three together
    now = timezone.now()
    type(forum).objects.filter(pk=forum.pk).update(starts_at=now - timedelta(hours=3), ends_at=now)
    assert of(by_year(PUBLIC), "others") == {}


def test_everybody_is_given_the_same_figures_of_who_was_heard(room: Room, forum):
    clerk = room.accounts["clerk_bf"]
    for number in range(12):
        acts.hear(
            clerk, forum, role="citizen", function=f"Une voix {number}", sex=("female", "male")[number % 2]
        )
    before = of(by_year(PUBLIC), "witnesses")
    assert before == {forum.starts_at.year: (6, 6, 0)}
    closed = room.held(kind="in_camera", at=forum.starts_at + timedelta(days=2))
    acts.hear(clerk, closed, role="force", function="Une seule", sex="female")
    for reader in (PUBLIC, clerk, room.accounts["member_ml"]):
        assert of(by_year(reader), "witnesses") == before


def test_a_sitting_tells_outsiders_no_small_number(client, room: Room, forum):
    address = reverse("sitting", args=[forum.uuid])
    page = text(client.get(address))
    section = page.partition("Participants</h3>")[2].partition("</section>")[0]
    assert "Délégués d’un parlement, Burkina Faso" in section
    assert "Société civile" not in section and "Citoyens" not in section
    assert section.count("non divulgué") == 2  # three officials, and therefore the eighteen others too
    assert not access.rows(PUBLIC, "see", "parliament.Headcount").exists()
    client.force_login(room.accounts["member_ml"])
    assert "Citoyens" in text(client.get(address))


def test_ages_are_told_of_no_single_member(room: Room):
    clerk = room.accounts["clerk_bf"]
    assert ages(PUBLIC) == []
    for number, seat in enumerate([*room.seats["BF"], *room.seats["ML"]]):
        by = clerk if seat.body_id == clerk.organisation_id else room.accounts["clerk_ml"]
        band = "under_35" if number == 0 else "35_49"
        acts.amend_seat(
            by,
            seat,
            holder=seat.holder,
            since=seat.since,
            until=None,
            post=seat.post,
            sex=seat.sex,
            age_band=band,
        )
    assert [many for _band, many in ages(PUBLIC)] == [None, None]  # seven would give the one away
    assert ages(PUBLIC, "BF") == []


def test_the_picture_stands_before_the_table_and_on_a_members_first_page(client, room: Room):
    page = text(client.get(reverse("women")))
    assert 0 < page.index("<svg") < page.index("<table") and "Membres des commissions, " in page
    assert client.get(reverse("women", args=["csv"])).status_code == 200
    client.force_login(room.accounts["member_bf"])
    home = text(client.get(reverse("home")))
    assert "Part des femmes" in home and home.index("<svg", home.index("Part des femmes")) > 0
