"""Declaring together: drafting, translating, publishing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.parliament.acts.signing import refuse_once_open, refuse_while_silent
from vigie.parliament.models import Declaration, DeclarationText, Framework, Sitting
from vigie.sharing import terms


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
    refuse_once_open(declaration)
    declaration.title = title
    declaration.save(update_fields=["title"])
    original, *translated = declaration.texts.all()
    original.text = text
    original.save(update_fields=["text"])
    declaration.texts.filter(pk__in=[each.pk for each in translated]).delete()
    return declaration


@act("translate")
def translate(actor, declaration: Declaration, *, language: str, text: str) -> DeclarationText:
    """Add its words in another language."""
    if declaration.texts.filter(language=language).exists():
        raise ValidationError({"language": _("It stands in this language already.")})
    return DeclarationText.objects.create(declaration=declaration, language=language, text=text)


@act("publish")
def publish_declaration(actor, declaration: Declaration) -> Declaration:
    """Open it to everybody, with every sign-off and dissent, once every member has spoken."""
    refuse_while_silent(declaration)
    terms.publish(declaration.terms)
    return declaration
