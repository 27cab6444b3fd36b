"""By when something is due from a body, and the sentences for deadlines that cannot be."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vigie.core import deadlines
from vigie.core.deadlines import Due
from vigie.core.standards import deadline_rules
from vigie.directory.models import Organisation
from vigie.directory.presence import kinds_on, sits
from vigie.web.words import day


def due(
    asker: Organisation,
    asked: Organisation,
    thing: str,
    on: date,
    *,
    until: date | None = None,
    because: str = "",
) -> Due | None:
    """When `thing` (`core.deadlines.THINGS`), asked by `asker` on a day, is due from `asked`. None: no rule says.

    With `until`, that day and the reason for it instead of the rule's. Rules are those of the country of the body that
    is asked, or where it has none, of the one that asks. Raises `ValidationError` with a sentence under the name of
    the field (`until`, `because`), or under none where one of the two bodies does not sit or exist that day: no
    deadline runs silently before nobody.
    """
    _check_present(asker, asked, on)
    if until is None:
        return deadlines.due(deadline_rules(), asked.country or asker.country, kinds_on(asked, on), thing, on)
    try:
        return deadlines.own(on, until, because)
    except deadlines.BeforeRequest as error:
        said = {"until": day(until), "on": day(on)}
        sentence = _(
            "The deadline (%(until)s) is before the day of the request (%(on)s). Choose a later day."
        )
        raise ValidationError({"until": sentence % said}) from error
    except deadlines.NoReason as error:
        sentence = _("Say in a few words why this deadline is not the usual one.")
        raise ValidationError({"because": sentence}) from error


def _check_present(asker: Organisation, asked: Organisation, on: date) -> None:
    said = {"on": day(on)}
    if sits(asker, on) == "absent":
        sentence = _(
            "%(body)s does not sit on %(on)s: no answer can be due to it. Write down its standing in the directory, "
            "or let the body that took over ask."
        )
        raise ValidationError(sentence % {**said, "body": asker.name})
    if sits(asked, on) == "absent":
        sentence = _(
            "%(body)s does not exist or sit on %(on)s: nobody there could answer. Ask the body that took over."
        )
        raise ValidationError(sentence % {**said, "body": asked.name})


def rests_on(due: Due) -> str:
    """What a deadline rests on, in words: a reason somebody gave, or a rule and whether it was checked."""
    if due.rule is None:
        return due.because
    source = due.rule.en if (get_language() or "fr").startswith("en") else due.rule.fr
    return f"{source} {_('To be verified.')}" if due.rule.to_verify else source
