"""Declaring together: drafting, opening for signature, signing or not, translating."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import Declaration, DeclarationText, Framework, FrameworkMember, SignOff, Sitting
from vigie.sharing import terms
from vigie.web import words


@act("run")
def draft_declaration(
    actor,
    framework: Framework,
    *,
    title: str,
    text: str,
    tlp: str,
    language: str = "fr",
    sitting: Sitting | None = None,
    **marked,
) -> Declaration:
    """Write a declaration in the name of one's own committee; `marked` are the circles and times of its terms."""
    if sitting and sitting.kind not in ("framework", "forum"):
        raise ValidationError(
            {"sitting": _("A declaration is adopted at a meeting of the framework or a forum.")}
        )
    made = Declaration.objects.create(
        framework=framework, body=actor.organisation, filed_by=actor, title=title, sitting=sitting,
        terms=terms.make(actor.organisation, tlp, **marked), begun_on=timezone.localdate(),
    )  # fmt: skip
    DeclarationText.objects.create(declaration=made, language=language, text=text)
    return made


@act("amend")
def rewrite_declaration(actor, declaration: Declaration, *, title: str, text: str) -> Declaration:
    """Change the words of a draft; its translations, which no longer say the same, are dropped."""
    _check_draft(declaration)
    declaration.title = title
    declaration.save(update_fields=["title"])
    original, *translated = declaration.texts.all()
    original.text = text
    original.save(update_fields=["text"])
    declaration.texts.filter(pk__in=[each.pk for each in translated]).delete()
    return declaration


@act("amend")
def open_for_signature(actor, declaration: Declaration) -> Declaration:
    """Fix its words and ask the chairs of all members of today. Each of them must be able to read it."""
    _check_draft(declaration)
    today = timezone.localdate()
    asked = [each.body for each in FrameworkMember.objects.on(today).filter(framework=declaration.framework)]
    bodies = set(declaration.terms.circles.filter(closed_at=None).values_list("bodies", flat=True))
    blind = [
        each.name for each in asked if each.pk not in bodies and each.pk != declaration.terms.originator_id
    ]
    if blind:
        said = {"bodies": ", ".join(blind)}
        raise ValidationError(_("%(bodies)s could not read it. Share it in a circle of all members.") % said)
    declaration.opened_on = today
    declaration.save(update_fields=["opened_on"])
    return declaration


@act("sign")
def sign(actor, declaration: Declaration, *, position: str, text: str = "") -> SignOff:
    """Say how one's own committee stands to it. Said once: a later change of mind is a new declaration."""
    if not declaration.opened_on:
        raise ValidationError(_("It is not open for signature yet."))
    if actor.organisation not in awaited(declaration):
        said = _("Your committee was no member when it was opened on %(day)s.")
        raise ValidationError(said % {"day": words.day(declaration.opened_on)})
    if declaration.signoffs.filter(body=actor.organisation).exists():
        raise ValidationError(_("Your committee has said how it stands to it already."))
    if position != "signed" and not text:
        raise ValidationError(
            {"text": _("Write the reservation or the dissent: it is kept beside the text.")}
        )
    return SignOff.objects.create(
        declaration=declaration, body=actor.organisation, filed_by=actor, position=position, text=text,
        on=timezone.localdate(),
    )  # fmt: skip


@act("translate")
def translate(actor, declaration: Declaration, *, language: str, text: str) -> DeclarationText:
    """Add its words in another language."""
    if declaration.texts.filter(language=language).exists():
        raise ValidationError({"language": _("It stands in this language already.")})
    return DeclarationText.objects.create(declaration=declaration, language=language, text=text)


@act("publish")
def publish_declaration(actor, declaration: Declaration) -> Declaration:
    """Open it to everybody, with every sign-off and dissent, once every member has spoken."""
    said = set(declaration.signoffs.values_list("body", flat=True))
    silent = [each.name for each in awaited(declaration) if each.pk not in said]
    if not declaration.opened_on or silent:
        raise ValidationError(
            _("Not every member has spoken yet: %(bodies)s.") % {"bodies": ", ".join(silent) or "–"}
        )
    terms.publish(declaration.terms)
    return declaration


def awaited(declaration: Declaration) -> list[Organisation]:
    """The bodies whose word is asked: the members on the day it was opened, or of today for a draft."""
    day = declaration.opened_on or timezone.localdate()
    members = FrameworkMember.objects.on(day).filter(framework=declaration.framework)
    return [each.body for each in members.select_related("body")]


def _check_draft(declaration: Declaration) -> None:
    if declaration.opened_on:
        opened = words.day(declaration.opened_on)
        raise ValidationError(
            _("It was opened for signature on %(day)s: its words don't change any more.") % {"day": opened}
        )
