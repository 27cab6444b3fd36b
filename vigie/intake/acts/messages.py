"""What coordinators do about text messages: gateways, numbers, words, and messages that need a person."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.sms.words import LANGUAGES, vocabulary
from vigie.core.standards import event_types, plain
from vigie.directory.models import Account, Organisation
from vigie.intake.models import Gateway, LocalWord, Message, Sender
from vigie.intake.sms.numbers import digits, hashed, new_token
from vigie.ledger.act import act
from vigie.places.models import Area

REPORTERS = ("monitor", "analyst", "coordinator")


@act("staff")
def open_gateway(actor, organisation: Organisation, *, name: str, kind: str, calling_code: str = "") -> str:
    """Let a gateway bring messages; gives its token, of which only a hash is kept: it is never shown again.

    Raises `ValidationError`.
    """
    uuid = uuid4()
    token, kept = new_token(uuid)
    made = Gateway(
        uuid=uuid,
        organisation=organisation,
        name=name,
        kind=kind,
        secret_hash=kept,
        calling_code=calling_code,
    )
    made.full_clean()
    made.save(force_insert=True)
    organisation.ledger_detail = {"gateway": str(uuid), "kind": kind}
    return token


@act("amend")
def close_gateway(actor, gateway: Gateway) -> None:
    """Take no more messages of a gateway. What it brought stays."""
    gateway.revoked_at = timezone.now()
    gateway.save(update_fields=["revoked_at"])


@act("staff")
def register_number(
    actor, organisation: Organisation, *, account: Account, number: str, calling_code: str = "",
    code: str = "", area: Area | None = None,
) -> Sender:  # fmt: skip
    """Say whose messages those of a number are. The number itself is kept nowhere. Raises `ValidationError`."""
    if account.organisation_id != organisation.pk or account.role not in REPORTERS or not account.is_active:
        raise ValidationError({"account": _("Choose somebody of your organisation who reports.")})
    if not digits(number, calling_code):
        raise ValidationError(
            {"number": _("This is no telephone number. Write it with the code of the country: +226 …")}
        )
    made = Sender(
        organisation=organisation, number_hash=hashed(number, calling_code), code=code.upper(), account=account,
        area=area,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError({"code": _already(code)}) from error
    organisation.ledger_detail = {"sender": str(made.uuid), "account": str(account.uuid)}
    return made


def _already(code: str) -> str:
    if code:
        return _("This number has somebody with the code %(code)s already. Give another code.") % {
            "code": code
        }
    return _("This number is registered already. If several people use the phone, give each a code.")


@act("amend")
def retire_number(actor, sender: Sender) -> None:
    """Take messages of this number for those of a stranger from now on."""
    sender.revoked_at = timezone.now()
    sender.save(update_fields=["revoked_at"])


@act("amend")
def settle_message(actor, message: Message) -> None:
    """Say that somebody has looked at a message and done what there was to do."""
    message.looked_at = timezone.now()
    message.save(update_fields=["looked_at"])


@act("staff")
def confirm_word(
    actor, organisation: Organisation, *, language: str, word: str, event_type: str
) -> LocalWord:
    """Let a word of another language stand for a type of incident. Raises `ValidationError`."""
    known = plain(word)
    if language not in LANGUAGES or event_type not in event_types():
        raise ValidationError(_("Choose the language and the type from their lists."))
    if not known or len(known) > LocalWord._meta.get_field("word").max_length:
        raise ValidationError({"word": _("Write one word, or a few.")})
    standing = vocabulary()
    if standing.type_of(known) or standing.verb(known) or known in standing.harms:
        raise ValidationError({"word": _("This word has a meaning in French or English already.")})
    made, _new = LocalWord.objects.update_or_create(
        organisation=organisation,
        word=known,
        defaults={"language": language, "event_type": event_type, "confirmed_by": actor},
    )
    organisation.ledger_detail = {"language": language, "event_type": event_type}
    return made


@act("amend")
def withdraw_word(actor, word: LocalWord) -> None:
    """Let a word mean nothing again."""
    word.ledger_detail = {"language": word.language, "event_type": word.event_type}
    LocalWord.objects.filter(pk=word.pk).delete()
