"""Codes of the standards in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vigie.core import standards

GROUPS = {
    "all": _("all"), "civilian": _("civilians"), "state": _("state forces"), "armed_group": _("armed groups"),
    "health_worker": _("health workers"), "aid_worker": _("aid workers"), "educator": _("teachers"),
    "student": _("pupils"), "unknown": _("not known who"),
}  # fmt: skip
HARMS = {
    "killed": _("Killed"), "injured": _("Injured"), "abducted": _("Abducted"), "detained": _("Detained"),
    "missing": _("Missing"), "displaced": _("Displaced"), "sexual_violence": _("Sexual violence"),
}  # fmt: skip
SEXES = {"all": "", "female": _("women"), "male": _("men"), "unknown": _("sex not known")}
AGES = {
    "all": "", "child": _("children"), "adult": _("adults"), "elderly": _("elderly"), "unknown": _("age not known"),
}  # fmt: skip
ORIGINS = {
    "witness": _("witnesses"), "own_monitor": _("own monitors"), "radio": _("a radio"), "press": _("the press"),
    "official": _("an official source"), "health": _("a health service"), "social_media": _("social media"),
    "organisation": _("another organisation"), "compiled": _("a compiled source"), "unknown": _("not known"),
}  # fmt: skip


def _in_language(entry) -> str:
    return entry.en if (get_language() or "fr").startswith("en") else entry.fr


def event_type(code: str) -> str:
    return _in_language(standards.event_types()[code])


def actor(kind: str) -> str:
    return _in_language(standards.actor_kinds()[kind])


def actor_class(code: str) -> str:
    return _in_language(standards.actor_classes()[code])


def group(code: str) -> str:
    return str(GROUPS[code])


def harm(code: str) -> str:
    return str(HARMS[code])


def origin(kind: str) -> str:
    return str(ORIGINS[kind])
