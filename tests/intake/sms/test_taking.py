"""A message is taken once however often it comes, and a report comes together from several."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps

from tests.intake.sms.conftest import NOON, NUMBER, OTHER_NUMBER, Phone, area
from vigie.access import NodeActor
from vigie.core.xforms.instance import read_instance
from vigie.directory.models import Account
from vigie.intake.acts import close_gateway, open_gateway, register_number, retire_number
from vigie.intake.acts.filing import file_submissions
from vigie.intake.models import Dialogue, Gateway, Message, Submission, SubmissionVersion
from vigie.intake.sms.taking import HELD_OF_ONE, LONGEST, end_left, take
from vigie.ledger.models import Entry
from vigie.monitoring.models import Report

ONE = "INC attaque Dorila 12/03 3"
RECEIPT = re.compile(r"\b[2-9B-DF-HJ-NP-TV-XZ]{5}\b")


def receipt(reply: str) -> str:
    found = RECEIPT.search(reply)
    assert found, reply
    return found[0]


def answers() -> list[dict]:
    """What the present version of every submission answers, oldest first."""
    rows = SubmissionVersion.objects.filter(is_current=True).order_by("submission_id")
    return [read_instance(bytes(row.xml)).answers for row in rows]


def filed() -> list[Report]:
    file_submissions(NodeActor(), list(Submission.objects.filter(state="waiting")))
    return list(Report.objects.filter(is_current=True).order_by("id"))


def test_one_message_is_a_report_in_the_register(phone, people):
    reply = phone.says(ONE)
    (report,) = filed()
    assert receipt(reply)
    assert (report.event_type, report.place_name, report.date_first.isoformat()) == (
        "attack-civilians", "Dorila", "2026-03-12",
    )  # fmt: skip
    assert report.filed_by == people["monitor"]
    assert report.organisation == people["monitor"].organisation
    assert [(each["harm"], each["best"]) for each in report.statement["tolls"]] == [("killed", 3)]
    assert report.text == "attaque Dorila 12/03 3"
    assert report.link.incident.place_name == "Dorila"
    assert Submission.objects.get().channel == "sms"


@pytest.mark.parametrize(
    "text", [ONE, "INC enlèvement Sanguélé hier 2", "INC vol Nulpart 3/4", "INC Dorila mars"]
)
def test_no_reply_repeats_what_was_written(phone, text):
    told = {word.casefold() for word in re.findall(r"\w{4,}", text)}
    assert not told & {word.casefold() for word in re.findall(r"\w+", phone.says(text))}


def test_a_message_resent_234_times_is_one_report_with_one_reply(gateway):
    replies = {
        take(gateway, number=NUMBER, text=ONE, message_id="a-1", now=NOON + timedelta(hours=n)).reply
        for n in range(234)
    }
    assert len(replies) == 1
    assert (Submission.objects.count(), SubmissionVersion.objects.count(), Dialogue.objects.count()) == (
        1,
        1,
        1,
    )
    assert Message.objects.get().times == 234
    assert len(filed()) == 1
    assert Entry.objects.filter(act="receive").count() == 1


def test_without_an_identifier_the_same_words_are_one_message_while_they_keep_coming(gateway):
    at = NOON
    for _n in range(30):
        at += timedelta(minutes=9)
        take(gateway, number=NUMBER, text=ONE, now=at)
    assert Submission.objects.count() == 1
    take(gateway, number=NUMBER, text=ONE, now=at + timedelta(minutes=11))
    assert Submission.objects.count() == 2


def test_kannel_gives_the_same_message_another_identifier(kannel):
    replies = [take(kannel, number=NUMBER, text=ONE, message_id=f"k-{n}", now=NOON).reply for n in range(3)]
    assert len(set(replies)) == 1
    assert Submission.objects.count() == 1


def test_the_same_answer_may_rightly_come_twice(gateway):
    """Without identifiers: "1" to one question and "1" to another are two answers, "1" and "1" at once are one."""
    at = NOON
    for text in ("INC", "1", "1", "Dorila", "hier", "1", "1"):
        at += timedelta(seconds=40)
        take(gateway, number=NUMBER, text=text, now=at)
    (answer,) = answers()
    assert (answer["event_type"], answer["killed"]) == ("attack-civilians", "1")


def test_two_reports_of_one_phone_stay_apart(phone):
    first, second = receipt(phone.says(ONE)), receipt(phone.says("INC enlèvement Sanguélé hier 2"))
    assert first != second
    assert [report.event_type for report in filed()] == ["attack-civilians", "abduction"]


def test_a_dialogue_from_any_word_to_a_report(phone):
    replies = [phone.says(text) for text in ("Bonjour", "1", "dorla", "hier", "2")]
    assert len({receipt(reply) for reply in replies}) == 1
    assert "Quoi ?" in replies[0]
    assert "Où ?" in replies[1]
    assert "Quand ?" in replies[2]
    assert "Combien de morts ?" in replies[3]
    (report,) = filed()
    assert (report.place_name, report.date_first.isoformat()) == ("Dorila", "2026-11-22")


def test_places_of_one_name_are_asked_about_by_number(phone):
    reply = phone.says("INC attaque Kombari 12/03 3")
    assert "1 Adjoba Nord" in reply
    assert "2 Bilanga-Soum Sud" in reply
    assert not Submission.objects.exists()
    phone.says("2")
    assert answers()[0]["place_adm3"] == "BF2201"


def test_the_monitor_s_own_area_comes_first(gateway, people, organisation, phone):
    other = register_number(
        people["coordinator"],
        organisation,
        account=people["analyst"],
        number=OTHER_NUMBER,
        area=area("BF22"),
    )
    assert other.area.pcode == "BF22"
    Phone(gateway, OTHER_NUMBER).says("INC attaque Kombari 12/03 3")
    assert answers()[0]["place_adm3"] == "BF2201"


def test_an_area_may_be_named_by_its_code_or_its_name(phone):
    phone.says("INC attaque BF1202 12/03 3")
    phone.says("INC attaque Akora Sud hier 3")
    assert [(each["place_known"], each["place_adm3"]) for each in answers()] == [
        ("adm3", "BF1202"), ("adm3", "BF1101"),
    ]  # fmt: skip


def test_a_correction_is_a_new_version_of_the_same_report(phone):
    number = receipt(phone.says(ONE))
    filed()
    assert receipt(phone.says(f"COR {number} 13/03 5 morts")) == number
    (report,) = filed()
    assert (report.version, report.date_first.day, report.statement["tolls"][0]["best"]) == (2, 13, 5)
    assert report.link.incident.date_first.day == 13
    assert Submission.objects.count() == 1


def test_several_corrections_before_the_filer_comes_are_one_chain(phone):
    number = receipt(phone.says(ONE))
    for text in ("13/03", "Sanguele", "7 blesses"):
        phone.says(f"cor {number} {text}")
    assert SubmissionVersion.objects.count() == 4
    (report,) = filed()
    assert (report.place_name, report.date_first.day) == ("Sanguélé", 13)


@pytest.mark.parametrize("text", ["COR ZZZZZ 5", "COR 5", "ANN ZZZZZ", "ANN"])
def test_a_receipt_that_is_nobody_s_or_missing_changes_nothing(phone, text):
    phone.says(ONE)
    reply = phone.says(text)
    assert "reçu".replace("ç", "c") in reply
    assert SubmissionVersion.objects.count() == 1


def test_a_receipt_of_somebody_else_is_one_that_is_not_there(gateway, people, organisation, phone):
    number = receipt(phone.says(ONE))
    register_number(people["coordinator"], organisation, account=people["analyst"], number=OTHER_NUMBER)
    other = Phone(gateway, OTHER_NUMBER)
    assert other.says(f"COR {number} 5") == other.says("COR ZZZZZ 5")
    assert other.says(f"ANN {number}") == other.says("ANN ZZZZZ")
    assert SubmissionVersion.objects.count() == 1
    assert not Message.objects.for_a_person().exists()


def test_a_wish_to_withdraw_waits_for_a_coordinator(phone):
    number = receipt(phone.says(ONE))
    assert receipt(phone.says(f"ANN {number}")) == number
    waiting = Message.objects.for_a_person().get()
    assert (waiting.outcome, waiting.submission) == ("withdrawal", Submission.objects.get())


def test_what_was_not_passed_on_is_dropped_at_once(phone):
    phone.says("INC attaque")
    phone.says("ANN")
    assert end_left(phone.now + timedelta(days=3)) == 0
    assert not Submission.objects.exists()
    assert not Message.objects.for_a_person().exists()


def test_a_dialogue_can_be_left_and_resumed(phone):
    phone.says("INC attaque")
    phone.says("Dorila")
    asked = phone.says("SUITE", after=timedelta(hours=5))
    assert "Quand ?" in asked
    phone.says("hier", after=timedelta(hours=10))
    phone.says("4")
    assert answers()[0]["date_first"] == "2026-11-23"  # "yesterday" as seen when it was written


def test_a_dialogue_that_is_left_becomes_a_partial_report_that_can_be_completed(phone):
    phone.says("INC attaque Dorila 12/03")
    assert end_left(phone.now + timedelta(minutes=59)) == 0
    assert end_left(phone.now + timedelta(minutes=61)) == 1
    assert end_left(phone.now + timedelta(minutes=62)) == 0
    (report,) = filed()
    assert report.statement["tolls"][0]["status"] == "not_asked"
    phone.says("3", after=timedelta(hours=2))
    (report,) = filed()
    assert (report.version, report.statement["tolls"][0]["best"]) == (2, 3)


def test_after_a_day_an_answer_no_longer_goes_on_with_it(phone):
    phone.says("INC attaque Dorila 12/03")
    phone.says("Bonjour", after=timedelta(hours=25))
    assert "Quoi ?" in phone.message.reply


def test_words_that_tell_nothing_wait_for_a_person(phone):
    phone.says("Bonjour")
    end_left(phone.now + timedelta(hours=25))
    assert Message.objects.for_a_person().get().text == "Bonjour"
    assert not Submission.objects.exists()


def test_a_new_report_takes_the_one_left_open_as_it_is(phone):
    left = receipt(phone.says("INC attaque Dorila 12/03"))
    assert receipt(phone.says("INC enlèvement Sanguélé hier 2")) != left
    assert [each["event_type"] for each in answers()] == ["attack-civilians", "abduction"]


def test_a_date_that_nobody_said_is_asked_for_and_never_made_up(phone):
    reply = phone.says("INC attaque Dorila ? 3")
    assert "Sans date" in reply
    assert filed() == []
    assert Submission.objects.get().state == "faulty"
    assert Message.objects.for_a_person().count() == 1
    phone.says(f"COR {receipt(reply)} mars")
    (report,) = filed()
    assert report.date_precision == "month"


def test_help_does_not_end_the_dialogue(phone):
    phone.says("INC attaque")
    assert "INC type lieu" in phone.says("AIDE")
    assert "Quand ?" in phone.says("Dorila")


def test_who_shares_a_phone_says_a_code(gateway, people, organisation):
    number = "+22670000003"
    for role, code in (("monitor", "AWA"), ("analyst", "ISSA")):
        register_number(people["coordinator"], organisation, account=people[role], number=number, code=code)
    phone = Phone(gateway, number)
    assert "@" in phone.says(ONE)
    assert Message.objects.for_a_person().get().outcome == "whose"
    first = receipt(phone.says(f"@awa {ONE}"))
    second = receipt(phone.says("@ISSA INC enlèvement Sanguélé"))
    phone.says("hier")  # answers whoever was asked last
    phone.says("2")
    reports = {each.event_type: each.filed_by for each in filed()}
    assert reports == {"attack-civilians": people["monitor"], "abduction": people["analyst"]}
    phone.says(f"COR {first} 9")  # the receipt says whose it is
    assert Dialogue.objects.get(receipt=first).edition == 2
    assert "recu" in phone.says(f"@ISSA COR {first} 8")
    assert Dialogue.objects.get(receipt=first).edition == 2
    assert Dialogue.objects.get(receipt=second).sender.code == "ISSA"


def test_a_stranger_learns_nothing_and_is_held_within_bounds(gateway):
    stranger = Phone(gateway, "+22699999999")
    replies = [stranger.says(f"INC attaque Dorila {n}/03 3") for n in range(1, HELD_OF_ONE + 4)]
    assert set(replies[:HELD_OF_ONE]) == {"Merci, votre message est arrivé."}
    assert set(replies[HELD_OF_ONE:]) == {""}
    assert Message.objects.for_a_person().count() == HELD_OF_ONE
    gateway.refresh_from_db()
    assert gateway.turned_away == 3
    assert not Submission.objects.exists()


def test_an_advertisement_is_not_answered(gateway):
    assert take(gateway, number="OPERATEUR", text="Promo !", now=NOON).reply == ""
    assert Message.objects.get().outcome == "unknown"


def test_a_number_that_was_retired_or_whose_account_was_closed_is_a_stranger_s(people, phone):
    phone.says(ONE)
    sender = phone.message.sender
    retire_number(people["coordinator"], sender)
    assert phone.says("INC attaque Dorila hier 3") == "Merci, votre message est arrivé."
    sender.revoked_at = None
    sender.save()
    people["monitor"].is_active = False
    people["monitor"].save()
    assert phone.says("INC attaque Dorila hier 4") == "Merci, votre message est arrivé."
    assert Submission.objects.count() == 1


def test_another_organisation_s_gateway_does_not_know_our_monitor(neighbour):
    theirs = Account.objects.create_user(
        "eux", "un mot de passe assez long", role="coordinator", organisation=neighbour
    )
    open_gateway(theirs, neighbour, name="http", kind="http")
    gateway = Gateway.objects.get(organisation=neighbour)
    assert take(gateway, number=NUMBER, text=ONE, now=NOON).reply == "Merci, votre message est arrivé."
    assert not Submission.objects.exists()


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), " ", "\x00"])
def test_what_is_no_message_is_kept_for_a_person(phone, text):
    phone.says(text)
    assert Message.objects.for_a_person().get().outcome == "held"
    assert "\x00" not in Message.objects.get().text


def test_a_number_is_kept_only_as_its_mark(phone):
    phone.says(ONE)
    for model in apps.get_models():
        for row in model._default_manager.all().values_list():
            assert "70000001" not in str(row).replace("uuid", ""), model


def test_a_message_is_answered_in_the_language_of_the_account(people, phone):
    people["monitor"].language = "en"
    people["monitor"].save()
    assert phone.says(ONE).startswith(receipt(phone.message.reply) + ". Received, thank you.")


def test_a_closed_gateway_stays_closed(people, phone, client):
    close_gateway(people["coordinator"], phone.gateway)
    answer = client.post("/sms/http", {"from": NUMBER, "text": ONE, "token": phone.gateway.token})
    assert answer.status_code == 404
    assert not Message.objects.exists()
