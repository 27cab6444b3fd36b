"""RAS: a day of watching on which nothing happened, by a text message."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.intake.sms.conftest import Phone
from vigie.intake.desk.effort import reckoned
from vigie.intake.models import CheckIn, Submission


def test_a_quiet_day_is_noted_once_and_makes_no_report(gateway, people, organisation):
    phone = Phone(gateway)
    phone.now = timezone.now()
    assert "Noté" in phone.says("RAS")
    phone.says("Ras, rien vu")
    said = CheckIn.objects.get()
    assert (said.account, said.channel) == (people["monitor"], "sms")
    assert not Submission.objects.exists()
    (month,) = reckoned(organisation, [said.on.replace(day=1)])
    assert month.days == 1


def test_a_quiet_day_of_last_month_is_not_taken(gateway, people):
    phone = Phone(gateway)
    phone.now = timezone.now() - timedelta(30)
    phone.says("RAS")
    assert not CheckIn.objects.exists()
