"""The only way to guarded rows."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.http import Http404

NOBODY = Q(pk__in=())


def rows(actor, verb: str, label: str) -> QuerySet:
    """The rows of `label` ("room.Model") to which `actor` may do `verb`."""
    from vigie.access.law import LAW  # the law is written in rules, and some rules ask at this door

    model = apps.get_model(label)
    rule = LAW.get(label, {}).get(verb)
    return model._default_manager.filter(rule(actor) if rule else NOBODY)


def one(actor, verb: str, label: str, **lookup) -> Model:
    """One row of `rows`, or the answer that it is absent."""
    found = rows(actor, verb, label).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def may(actor, verb: str, subject: Model) -> bool:
    return rows(actor, verb, subject._meta.label).filter(pk=subject.pk).exists()
