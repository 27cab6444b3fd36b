"""A draft, opened to be filled: its form compiled, its lists read, its clock set."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.translation import pgettext

from vigie.core.xforms.definition import Definition
from vigie.core.xforms.expressions import Setting
from vigie.core.xforms.filling import Filling, Plan, plan_of
from vigie.intake.models import Draft, FormVersion
from vigie.intake.webform.lists import lists_of
from vigie.intake.xlsforms.versions import definition_of

MOST_PLANS = 32


def clock(at: datetime | None = None) -> str:
    """A moment, or now, as expressions know it."""
    return timezone.localtime(at).isoformat(timespec="milliseconds")


def plan_for(version: FormVersion) -> Plan:
    """The compiled form. Raises `Unfillable`."""
    return _plan(version.pk, version.md5)


@lru_cache(maxsize=MOST_PLANS)
def _plan(version: int, md5: str) -> Plan:
    return plan_of(definition_of(FormVersion(pk=version, md5=md5)))


def begun(draft: Draft) -> Filling:
    """A draft at its start, with what a form sets by itself."""
    return _filling(draft, None, None)


def opened(draft: Draft, at: datetime | None = None) -> Filling:
    """The answers of a draft, with what follows from them at a moment, or now."""
    return _filling(draft, draft.answers, at)


def empty(version: FormVersion, actor, language: str) -> Filling:
    """A filling with nothing in it yet, that is nobody's draft."""
    return _filling(Draft(version=version, account=actor, language=language), {}, None)


def _filling(draft: Draft, answers: dict | None, at: datetime | None) -> Filling:
    plan = plan_for(draft.version)
    return Filling(plan, answers, setting_for(plan, draft.version, draft.account, at), draft.language)


def setting_for(plan: Plan, version: FormVersion, actor, at: datetime | None = None) -> Setting:
    """The moment, the lists beside the form, and the names of days in the present language."""
    lists = lists_of(plan.definition, version, actor)
    return Setting(clock(at), lists, days=day_names(), months=month_names())


def day_names() -> tuple[str, ...]:
    """Short names from Sunday, in the present language."""
    return tuple(pgettext("short days from Sunday", "Sun Mon Tue Wed Thu Fri Sat").split())


def month_names() -> tuple[str, ...]:
    names = pgettext("short months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    return tuple(names.split())


def language_for(definition: Definition, wanted: str = "") -> str:
    """The form's own name of a language: the one wanted, or that of the page, or the form's default."""
    if wanted in definition.languages:
        return wanted
    here = translation.get_language() or ""
    fitting = (each for each in definition.languages if code_of(each) == here)
    return next(fitting, definition.default_language or definition.languages[0])


def code_of(language: str) -> str:
    """ "fr" of "Français (fr)"; "" where a form gives no code."""
    return language.rpartition("(")[2].rstrip(")").strip().lower() if language.endswith(")") else ""
