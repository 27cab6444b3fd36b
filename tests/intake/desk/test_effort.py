"""Monitor-days reckoned from every channel, stated, cut off; and days on which nothing happened."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.intake.desk.conftest import set_up, signed_in
from tests.intake.openrosa.field import Filled
from vigie.directory.models import Account
from vigie.intake import acts
from vigie.intake.desk.effort import recent_months, reckon, reckoned
from vigie.intake.models import CheckIn, Submission
from vigie.monitoring.models import MonitorDays, Outage, Participation
from vigie.monitoring.unfit import Unfit

MARCH = date(2026, 3, 1)


def at(day: int) -> datetime:
    return timezone.make_aware(datetime(2026, 3, day, 12))


@pytest.fixture
def record(form, organisation, people):
    """Make a record of somebody, by a channel, on a day of March."""

    def made(day: int, account="monitor", channel="web", **more) -> Submission:
        number = Submission.objects.count()
        found = Submission.objects.create(
            form=form.form, root=f"uuid:{number}", organisation=organisation, filed_by=people[account],
            channel=channel, **more,
        )  # fmt: skip
        Submission.objects.filter(pk=found.pk).update(received_at=at(day))
        return found

    return made


def test_a_monitor_counts_once_a_day_whatever_the_channels_and_records(record, organisation):
    for day, account, channel in (
        (3, "monitor", "phone"), (3, "monitor", "sms"), (3, "monitor", "web"), (3, "analyst", "web"),
        (4, "monitor", "web"),
    ):  # fmt: skip
        record(day, account, channel)
    (found,) = reckoned(organisation, [MARCH])
    assert found.days == 3
    assert found.by_channel == {"phone": 1, "sms": 1, "web": 3}


def test_what_may_not_be_the_monitors_own_counts_for_nothing(record, organisation):
    record(3, state="held")
    record(4, state="draft")
    record(5, review="rejected")
    assert reckoned(organisation, [MARCH]) == []


def test_nothing_happened_is_a_day_of_work(organisation, people, areas, record):
    today = timezone.localdate()
    for _again in range(2):
        acts.check_in(people["monitor"], people["monitor"], on=today, channel="sms")
    assert CheckIn.objects.count() == 1
    (found,) = reckoned(organisation, [today.replace(day=1)])
    assert (found.days, found.by_channel) == (1, {"sms": 1})
    with pytest.raises(Unfit):
        acts.check_in(people["monitor"], people["monitor"], on=today - timedelta(8), channel="web")
    with pytest.raises(Unfit):
        acts.check_in(people["monitor"], people["monitor"], on=today + timedelta(1), channel="web")


def test_one_click_in_the_browser_says_that_nothing_happened(people):
    client = signed_in(people["monitor"])
    assert "/terrain/ras" in client.get("/").content.decode()
    assert client.post("/terrain/ras").status_code == 302
    assert CheckIn.objects.get().account == people["monitor"]
    assert "/terrain/ras" not in client.get("/").content.decode()
    assert signed_in(people["clerk"]).post("/terrain/ras").status_code == 404


def test_a_record_counts_on_the_day_on_which_it_was_filled_in(people, form, areas, organisation):
    phone = set_up(people["coordinator"], people["monitor"], area="Séno")
    day = timezone.localdate() - timedelta(40)
    phone.send(Filled(start=f"{day}T08:00:00.000+00:00"))
    phone.send(Filled(start="1970-01-01T00:00:00.000Z"))  # a phone that lost its clock: the day of arrival
    found = {each.month: each for each in reckoned(organisation, recent_months())}
    assert found[day.replace(day=1)].area == areas["BF5602"]
    assert sum(each.days for each in found.values()) == 2


def test_reckoning_leaves_other_months_and_other_organisations_alone(record, organisation, neighbour, people):
    MonitorDays.objects.create(organisation=organisation, month=date(2026, 2, 1), days=9, reckoned=9)
    MonitorDays.objects.create(organisation=neighbour, month=MARCH, days=7, reckoned=7)
    record(3)
    for _again in range(2):
        reckon(people["coordinator"], organisation, months=[MARCH])
    held = set(MonitorDays.objects.values_list("organisation__slug", "month", "days"))
    assert held == {
        ("observatoire-a", date(2026, 2, 1), 9), ("observatoire-a", MARCH, 1), ("observatoire-b", MARCH, 7),
    }  # fmt: skip


def test_a_long_list_goes_on_over_several_pages(people, organisation):
    for number in range(120):
        month = date(2016 + number // 12, 1 + number % 12, 1)
        MonitorDays.objects.create(organisation=organisation, month=month, days=number, stated=number)
    client = signed_in(people["analyst"])
    shown = client.get("/terrain/effort").content.decode()
    later = client.get("/terrain/effort" + re.search(r'href="(\?after=[^"]+)"', shown)[1])
    assert later.status_code == 200
    assert ">119<" not in later.content.decode()


def test_the_page_keeps_what_the_organisation_states(people, areas, organisation, neighbour):
    desk = signed_in(people["coordinator"])
    stated = {"area": "Séno", "month": "mars 2026", "days": "212"}
    assert desk.post("/terrain/effort/journees", stated).status_code == 302
    cut = {
        "area": "Sahel", "kind": "network", "first": "3 mars 2026", "last": "9 mars 2026", "source": "Radio inventée",
    }  # fmt: skip
    assert desk.post("/terrain/effort/coupures", cut).status_code == 302
    assert desk.post("/terrain/effort/participation", {"since": "janvier 2026"}).status_code == 302
    page = desk.get("/terrain/effort").content.decode()
    assert "212" in page and "Radio inventée" in page and "Séno" in page
    assert Participation.objects.get().since == date(2026, 1, 1)
    for wrong in ({"month": "hier"}, {"days": "-1"}, {"area": "Nulle Part"}):
        assert desk.post("/terrain/effort/journees", {**stated, **wrong}).status_code == 422
    assert desk.post("/terrain/effort/coupures", {**cut, "last": "1 mars 2026"}).status_code == 422
    assert signed_in(people["analyst"]).post("/terrain/effort/journees", stated).status_code == 404
    assert "212" in signed_in(people["analyst"]).get("/terrain/effort").content.decode()
    stranger = Account.objects.create_user("ailleurs", "x" * 20, role="coordinator", organisation=neighbour)
    assert signed_in(stranger).get("/terrain/effort.json").json()["items"] == []
    outage = Outage.objects.get()
    assert (
        signed_in(stranger)
        .post(f"/terrain/effort/coupures/{outage.pk}/retirer", {"because": "x"})
        .status_code
        == 404
    )
    assert (
        desk.post(f"/terrain/effort/coupures/{outage.pk}/retirer", {"because": "Erreur."}).status_code == 302
    )
    assert not Outage.objects.standing().exists()
