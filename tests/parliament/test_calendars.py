"""The calendar that a member subscribes to: read by the icalendar library as a telephone reads it."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.parliament.room import NINE, Room
from tests.parliament.site import text
from vigie.alerts.telling import coming
from vigie.parliament import acts

pytestmark = pytest.mark.django_db


def subscribed(client) -> str:
    """The address that the page shows once."""
    shown = client.post(reverse("calendar-keys"), {"label": "mon téléphone"}, follow=True)
    return re.search(r"https?://[^<\s]+\.ics", text(shown))[0].partition("testserver")[2]


@pytest.fixture
def soon():
    return timezone.now().replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=UTC) + timedelta(days=9)


def test_a_member_subscribes_and_reads_what_they_may_know(client, room: Room, soon):
    clerk = room.accounts["clerk_bf"]
    plain = room.sitting(title="Réservée, « pistes » ; marchés", at=soon, agenda=["Point caché"])
    closed = room.sitting(title="Secrète", kind="in_camera", at=soon + timedelta(days=1))
    public = room.sitting(title="Publiée", at=soon + timedelta(days=2), agenda=["Point ouvert"])
    acts.publish_agenda(clerk, public)
    gone = room.sitting(title="Annulée", at=soon + timedelta(days=3))
    acts.cancel(clerk, gone, because="Empêchement")
    client.force_login(room.accounts["member_bf"])
    address = subscribed(client)
    assert address not in text(client.get(reverse("calendar-keys")))  # shown once
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    assert not read.errors and read["VERSION"] == "2.0" and read["METHOD"] == "PUBLISH"
    events = {str(each["UID"]).partition("@")[0]: each for each in read.walk("VEVENT")}
    assert set(events) == {str(each.uuid) for each in (plain, closed, public, gone)}
    first = events[str(plain.uuid)]
    assert first.decoded("DTSTART") == soon and first.decoded("DTEND") - soon == timedelta(hours=3)
    assert str(first["SUMMARY"]).endswith("Réservée, « pistes » ; marchés")
    assert "Point caché" not in str(first["DESCRIPTION"])
    assert "Point ouvert" in str(events[str(public.uuid)]["DESCRIPTION"])
    secret = events[str(closed.uuid)].to_ical().decode()
    assert "Secrète" not in secret and "LOCATION" not in secret and "DESCRIPTION" not in secret
    assert events[str(gone.uuid)]["STATUS"] == "CANCELLED"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))  # RFC 5545, 3.1


def test_a_change_raises_the_sequence_and_keeps_the_name(client, room: Room, soon):
    clerk, sitting = room.accounts["clerk_bf"], room.sitting(at=soon)
    client.force_login(clerk)
    address = subscribed(client)

    def event():
        return Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    before = event()
    later = {"starts_at": soon + timedelta(hours=1), "ends_at": soon + timedelta(hours=2)}
    acts.reschedule(clerk, sitting, title="Déplacée", **later)
    after = event()
    assert after["UID"] == before["UID"] and after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == later["starts_at"]


def test_a_key_taken_back_opens_nothing_and_another_reader_gets_their_own(client, room: Room, soon):
    room.sitting(title="De Ouagadougou", at=soon)
    client.force_login(room.accounts["member_ml"])
    address = subscribed(client)
    assert "De Ouagadougou" not in client.get(address).content.decode()
    assert client.get(address.replace("/agenda/", "/agenda/x")).status_code == 404
    page = text(client.get(reverse("calendar-keys")))
    back = re.search(r'action="([^"]+/reprendre)"', page)[1]
    assert client.post(back).status_code == 302
    assert client.get(address).status_code == 404


def test_a_form_sent_twice_gives_one_address(client, room: Room):
    client.force_login(room.accounts["member_bf"])
    page = client.get(reverse("calendar-keys")).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    for _time in range(2):
        client.post(reverse("calendar-keys"), {"label": "tablette", "once": once})
    assert text(client.get(reverse("calendar-keys"))).count("tablette") == 1


def test_the_hours_of_a_sitting_that_was_held_are_those_at_which_it_was(client, room: Room):
    sitting = room.sitting(at=NINE)
    chair = room.accounts["chair_bf"]
    acts.open_sitting(chair, sitting, at=NINE + timedelta(minutes=20))
    acts.close_sitting(chair, sitting, at=NINE + timedelta(hours=2))
    client.force_login(chair)
    answer = client.get(reverse("committee-calendar", args=["commission-bf"]))
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == NINE + timedelta(minutes=20)


def test_a_mail_reminds_of_what_is_public_and_only_counts_what_is_not(room: Room):
    now = timezone.now()
    room.sitting(title="Réservée", at=now + timedelta(hours=2))
    public = room.sitting(title="Publiée", at=now + timedelta(hours=6))
    acts.publish_agenda(room.accounts["clerk_bf"], public)
    for hours in (10, 14):
        room.sitting(title=f"Secrète {hours}", kind="in_camera", at=now + timedelta(hours=hours))
    now = timezone.now()  # after it was published
    part = coming(room.accounts["member_bf"], "daily", now)
    assert [told.title for told in part.told] == ["Publiée"]
    assert (
        sum(marked.count for marked in part.marked) == 1
    )  # the reserved one; those in camera are not even a number
    assert coming(room.accounts["member_ml"], "daily", now) is None
