"""Handing a report by messages to the register: as a record like any other, and as a new edition of it."""

from __future__ import annotations

import hashlib

from vigie.core.sms.draft import Draft, from_data
from vigie.core.xforms.instance import read_instance
from vigie.directory.models import Organisation
from vigie.intake.models import Dialogue, Form, FormVersion
from vigie.intake.receiving.arrival import Arrival, Sender
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.receiving.writing import write_down
from vigie.intake.sms.record import form, instance


def pass_on(dialogue: Dialogue) -> bool:
    """Write the dialogue's present edition down as a submission, or as an edit of it. Use it in a transaction.

    The same edition is passed on once. The gateway answers for the sender, so that nobody's right to fill the form
    is asked: no monitor is offered it on a phone. False where it can't be taken: somebody has corrected the record
    otherwise meanwhile, and a person has to look at both.
    """
    if dialogue.passed == dialogue.edition:
        return True
    received = write_down([_arrival(dialogue)])[0]
    if isinstance(received, NotTaken):
        return False
    dialogue.submission, dialogue.passed = received.submission, dialogue.edition
    dialogue.save(update_fields=["submission", "passed"])
    return True


def _arrival(dialogue: Dialogue) -> Arrival:
    account = dialogue.sender.account
    version = form_version(account.organisation)
    xml = instance(dialogue, draft_of(dialogue), form_id=version.form.form_id, country=_country(dialogue))
    return Arrival(
        Sender(account, "sms"), xml, hashlib.sha256(xml).hexdigest(), read_instance(xml), version.form, version,
        (), (),
    )  # fmt: skip


def draft_of(dialogue: Dialogue) -> Draft:
    return from_data(dialogue.draft) if dialogue.draft else Draft()


def _country(dialogue: Dialogue) -> str:
    sender = dialogue.sender
    return sender.area.country if sender.area else sender.organisation.country


def form_version(organisation: Organisation) -> FormVersion:
    """The organisation's form for messages, made when it is first needed. Nobody may fill it otherwise."""
    said = form()
    made, _new = Form.objects.get_or_create(
        form_id=f"{said['form_id']}.{organisation.slug}",
        defaults={"title": said["title"], "organisation": organisation},
    )
    xml = said["xml"].replace(f'id="{said["form_id"]}"', f'id="{made.form_id}"').encode()
    version, _new = FormVersion.objects.get_or_create(
        form=made,
        version=said["version"],
        defaults={
            "title": said["title"], "state": "published", "xml": xml, "mapping": said["mapping"],
            "md5": hashlib.md5(xml, usedforsecurity=False).hexdigest(),
        },
    )  # fmt: skip
    return version
