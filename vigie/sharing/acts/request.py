"""Requests for information: asked, answered, refused, withdrawn, thanked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.deadlines import due as due_by_rule
from vigie.core.standards import deadline_rules
from vigie.directory.models import Organisation
from vigie.ledger.act import Refused, act
from vigie.sharing import storing, terms
from vigie.sharing.models import AnswerFile, Circle, InformationRequest, Item
from vigie.sharing.said import Given

ASKERS = ("committee",)
ASKED = ("committee", "study_centre", "observatory", "civil_society")
ANSWERS = ("answered", "partly")
DAYS_WITHOUT_A_RULE = 30


@act("inquire")
def inquire(
    actor, asker: Organisation, *, asked: Organisation, title: str, question: str, purpose: str,
    due: date | None = None, tlp: str = "TLP:AMBER+STRICT", circles: Iterable[Circle] = (),
) -> InformationRequest:  # fmt: skip
    """Ask another body for something. Without `due` the rule for such requests gives the day.

    Asking the same question of the same body again on one day gives the request that there is. Raises
    `ValidationError`, by field.
    """
    today, circles = timezone.localdate(), list(circles)
    _refuse_sides(asker, asked, tlp, circles)
    ruled = due_by_rule(deadline_rules(), asked.country, asked.classification, "information_request", today)
    day = due or (ruled.date if ruled else date.fromordinal(today.toordinal() + DAYS_WITHOUT_A_RULE))
    if day < today:
        raise ValidationError({"due": _("The deadline lies before the request. Choose a day to come.")})
    said = {"title": title.strip(), "question": question.strip(), "purpose": purpose.strip()}
    same = InformationRequest.objects.filter(asker=asker, asked=asked, asked_on=today, **said)
    if found := same.exclude(state="withdrawn").first():
        return found
    made = InformationRequest(
        asker=asker, asked=asked, asked_on=today, due=day, due_rule="" if due or not ruled else ruled.rule.code,
        asked_by=actor if actor.role != "node" else None, **said,
        terms=terms.make(asker, tlp, circles, purpose=said["purpose"]),
    )  # fmt: skip
    made.save(force_insert=True)
    asker.ledger_detail = {"request": str(made.uuid), "asked": asked.slug}
    return made


@act("answer")
def answer(
    actor, request: InformationRequest, *, state: str, answer: str = "", files: Iterable[Given] = (),
    item: Item | None = None,
) -> None:  # fmt: skip
    """Answer, in full or in part: in words, with files, or with something that is shared. Raises `ValidationError`."""
    files = list(files)
    if state not in ANSWERS:
        raise ValidationError({"state": _("Say whether this answers all of it or a part.")})
    if not answer.strip() and not files and item is None:
        raise ValidationError({"answer": _("Write the answer, add a file, or choose what you have shared.")})
    if item is not None:
        _refuse_item(actor, request, item)
    request.state, request.answer, request.item = state, answer.strip(), item
    request.answered_on = timezone.localdate()
    request.save(update_fields=["state", "answer", "item", "answered_on"])
    for each in files:
        sha256, size = storing.keep(each.pieces)
        kept = {"name": storing.named(each.name), "size": size}
        AnswerFile.objects.get_or_create(request=request, sha256=sha256, defaults=kept)
    request.ledger_detail = {"state": state, "files": len(files)}


@act("answer")
def refuse_request(actor, request: InformationRequest, *, refusal: str, answer: str = "") -> None:
    """Refuse, with a reason of the list and, where it is another one, a sentence. Raises `ValidationError`."""
    if refusal not in dict(request._meta.get_field("refusal").choices):
        raise ValidationError({"refusal": _("Choose why the request is refused.")})
    if refusal == "other" and not answer.strip():
        raise ValidationError({"answer": _("Say the reason in a sentence.")})
    request.state, request.refusal, request.answer = "refused", refusal, answer.strip()
    request.answered_on = timezone.localdate()
    request.save(update_fields=["state", "refusal", "answer", "answered_on"])


@act("follow")
def withdraw_request(actor, request: InformationRequest, *, because: str) -> None:
    """Take the request back; the other side sees that it need not work on it any more."""
    if request.state != "asked":
        raise ValidationError(_("This request is closed already: there is nothing to take back."))
    if not because.strip():
        raise ValidationError({"because": _("Say why the request is taken back.")})
    request.state, request.withdrawn_on = "withdrawn", timezone.localdate()
    request.save(update_fields=["state", "withdrawn_on"])


@act("follow")
def thank(actor, request: InformationRequest, *, thanks: str) -> None:
    """Write back what the answer was good for. It is kept beside the answer."""
    if request.state not in ANSWERS:
        raise ValidationError(_("Thanks are written for an answer, and there is none yet."))
    if not thanks.strip():
        raise ValidationError({"thanks": _("Write a sentence: what did the answer help you to do?")})
    request.thanks, request.thanked_on = thanks.strip(), timezone.localdate()
    request.save(update_fields=["thanks", "thanked_on"])


def _refuse_item(actor, request: InformationRequest, item: Item) -> None:
    """Refuse to answer with what one's body did not share itself, or what who asked could not open."""
    if not access.may(actor, "see", item):
        raise Refused(f"answer with {item._meta.label} {item.pk}")
    if item.terms.originator_id != request.asked_id:
        raise ValidationError(
            {"item": _("Others gave you this: it goes further only once they agree. Ask them on its page.")}
        )
    if not terms.reaches(item.terms, request.asker):
        said = _("%(body)s can't open this. Share it first with a circle to which it belongs.")
        raise ValidationError({"item": said % {"body": request.asker.name}})


def _refuse_sides(asker: Organisation, asked: Organisation, tlp: str, circles: list[Circle]) -> None:
    """Refuse a request between bodies that do not ask each other so, or that its mark closes to the one asked."""
    if asker.classification not in ASKERS:
        raise ValidationError(_("Requests for information are made in the name of a committee."))
    if asked == asker:
        raise ValidationError({"asked": _("A committee does not ask itself. Choose another body.")})
    if asked.classification not in ASKED:
        said = _(
            "Ask a committee, a study centre or an organisation of civil society. To a ministry goes a question."
        )
        raise ValidationError({"asked": said})
    keys = [each.pk for each in circles]
    if tlp == terms.RED and not Circle.objects.filter(pk__in=keys, persons__organisation=asked).exists():
        said = _(
            "TLP:RED is read by the persons named alone. Choose a circle that names somebody of %(body)s too."
        )
        raise ValidationError({"circles": said % {"body": asked.name}})
