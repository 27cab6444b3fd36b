"""What a source must say: nothing enters the directory without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.core.partial_dates import NotADate, span
from vigie.directory.models.entry import not_a_date

LONGEST = 500


def checked(sources: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Sources as `{"text", "url", "date"}`: what it is, where it is read, of when (a partial ISO date).

    Address and date may be empty. Raises `ValidationError` where there is no source, or one without words.
    """
    kept = []
    for each in sources:
        source = _one(each)
        if source not in kept:
            kept.append(source)
    if not kept:
        raise ValidationError(
            {"sources": _("Name at least one source: what it is, its address if it has one, its date.")}
        )
    return kept


def _one(given: Mapping[str, str]) -> dict[str, str]:
    text = str(given.get("text") or given.get("title") or "").strip()
    url, day = str(given.get("url") or "").strip(), str(given.get("date") or "").strip()
    if not text or len(text) > LONGEST:
        raise ValidationError({"sources": _("Say in a few words what the source is (500 signs at most).")})
    if url and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc):
        raise ValidationError(
            {
                "sources": _("“%(url)s” is no web address. Write it from https:// on, or leave it out.")
                % {"url": url}
            }
        )
    try:
        span(day)
    except NotADate as error:
        raise ValidationError({"sources": not_a_date(day)}) from error
    return {"text": text, "url": url, "date": day}


def added(before: list[dict[str, str]], more: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The sources there were and those that an amendment rests on."""
    return [*before, *(each for each in checked(more) if each not in before)]
