"""What it is to do something here: be allowed to, do all of it or nothing, and leave one line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import models, transaction

from vigie import access
from vigie.ledger.models import Entry


class Refused(Exception):
    """The actor may not do this to that. Pages answer it as if the thing were absent."""


def act(verb: str) -> Callable:
    """Turn `function(actor, subject, **what)` into an act.

    It checks that `actor` may `verb` the subject (a saved row), runs in one transaction and writes one
    ledger line named after the function. The keyword `because` goes to the ledger; the function gets it
    only if it names it. What the function stores in `subject.ledger_detail` (a small dict of codes and
    identifiers, never a narrative) is kept with the line.
    """

    def decorate(function: Callable) -> Callable:
        wants_because = "because" in function.__code__.co_varnames[: _arguments(function)]

        @wraps(function)
        def doing(actor, subject: models.Model, *, because: str = "", **what):
            if not access.may(actor, verb, subject):
                raise Refused(f"{function.__name__} {subject._meta.label} {subject.pk}")
            with transaction.atomic():
                reason = {"because": because} if wants_because else {}
                result = function(actor, subject, **what, **reason)
                write(actor, function.__name__, subject, because)
            return result

        doing.verb = verb
        return doing

    return decorate


def _arguments(function: Callable) -> int:
    return function.__code__.co_argcount + function.__code__.co_kwonlyargcount


def write(actor, name: str, subject: models.Model, because: str = "") -> Entry:
    entry = line(actor, name, subject, because)
    entry.save(force_insert=True)
    return entry


def line(actor, name: str, subject: models.Model, because: str = "") -> Entry:
    """The line of one act, not written yet: for acts that are committed together."""
    return Entry(
        actor=str(getattr(actor, "uuid", "node")),
        role=actor.role,
        organisation=getattr(getattr(actor, "organisation", None), "slug", "") or "",
        act=name,
        label=subject._meta.label,
        object_id=str(subject.pk),
        because=because,
        detail=getattr(subject, "ledger_detail", {}),
    )
