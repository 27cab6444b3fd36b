"""Photographs of a site visit: cleaned as they come in, chosen for the report, removed."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from vigie.core.photos import LONGEST_SIDE, MOST_BYTES, NotCleaned, clean
from vigie.ledger.act import act
from vigie.parliament import pictures
from vigie.parliament.models import Finding, Photo, SiteVisit
from vigie.parliament.telling import refuse_telltales
from vigie.web import words

MOST_PHOTOS = 60


@act("amend")
def add_photo(
    actor, visit: SiteVisit, *, content: bytes, shows: str, finding: Finding | None = None
) -> Photo:
    """Keep the pixels of a photograph. The file as it was given is neither kept nor written anywhere.

    The same file again gives the photograph that there is. Raises `ValidationError` with what to do.
    """
    if visit.photos == "forbidden":
        raise ValidationError(
            _("Photographs were forbidden on this visit. If that is wrong, change the visit first.")
        )
    if not shows.strip():
        raise ValidationError({"shows": _("Say in one line what the photograph shows.")})
    refuse_telltales(shows=shows)
    seal = salted_hmac("vigie.parliament.photo", content, algorithm="sha256").hexdigest()
    if known := visit.pictures.filter(seal=seal).first():
        return known
    if visit.pictures.count() >= MOST_PHOTOS:
        said = _("A visit holds %(most)s photographs at most. Remove one first.")
        raise ValidationError({"photo": said % {"most": MOST_PHOTOS}})
    try:
        copy = clean(content)
    except NotCleaned as why:
        raise ValidationError({"photo": _sentence(why.args[0])}) from why
    photo = Photo(
        uuid=uuid4(), visit=visit, finding=finding, seal=seal, width=copy.width, height=copy.height,
        size=len(copy.content), shows=shows.strip(), added_by=actor if actor.role != "node" else None,
    )  # fmt: skip
    pictures.keep(photo.uuid, copy.content)
    photo.save(force_insert=True)
    visit.ledger_detail = {"photo": str(photo.uuid)}
    return photo


@act("amend")
def choose_photo(actor, photo: Photo, *, in_report: bool) -> None:
    """Put a photograph into the report, or take it out again, while the report is a draft."""
    _refuse_once_adopted(photo.visit)
    photo.in_report = in_report
    photo.save(update_fields=["in_report"])


@act("amend")
def remove_photo(actor, photo: Photo) -> None:
    """Remove a photograph, its file too."""
    _refuse_once_adopted(photo.visit)
    name = photo.uuid
    Photo.objects.filter(pk=photo.pk).delete()
    transaction.on_commit(lambda: pictures.drop(name))


def _refuse_once_adopted(visit: SiteVisit) -> None:
    report = getattr(visit, "report", None)
    if report is not None and report.state != "draft":
        raise ValidationError(
            _("The report of this visit is adopted: its photographs stay as they were adopted.")
        )


def _sentence(code: str) -> str:
    return {
        "size": _("This file is empty or larger than %(most)s MB. Send the photograph in a smaller size.")
        % {"most": words.number(MOST_BYTES / 1e6)},
        "too_many_pixels": _(
            "This picture is too large to be opened safely. Send it at %(side)s pixels a side."
        )
        % {"side": words.number(LONGEST_SIDE)},
        "left_over": _(
            "Something beside the pixels could not be taken out of this photograph, so it is not kept."
        ),
    }.get(
        code,
        _(
            "This file could not be read as a photograph, so it can't be cleaned and is not kept. Send it as JPEG or "
            "PNG; on an iPhone: Settings, Camera, Formats, Most compatible."
        ),
    )
