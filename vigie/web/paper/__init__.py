"""What every printed page says of itself, and a PDF as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vigie.core import paper
from vigie.ledger.models import Node
from vigie.web.typeset import french
from vigie.web.words import moment

MIME = "application/pdf"


def sheet(*, title: str, mark: str, recipient: str, subtitle: str = "", reference: str = "") -> dict:
    """What `house.typ` prints on each page. `mark` is a TLP mark or empty; `recipient` is whom this copy is for.

    Whoever photographs a page photographs the mark and the recipient with it.
    """
    node = Node.here()
    made = _("Made on %(when)s") % {"when": moment(timezone.now())}
    return {
        "title": title,
        "subtitle": subtitle,
        "mark": mark,
        "recipient": _("For: %(whom)s") % {"whom": recipient},
        "running": ". ".join(part for part in (reference, node.name, made) if part),
        "page": _("page {n} of {of}"),
        "fictional": f"{_('Fictional data.')} {_('Events and organisations are invented.')}"
        if node.fictional
        else "",
        "node": node.name,
        "language": _language(),
    }


def recipient_of(actor) -> str:
    """Whom a copy is for, as `sheet` wants it: the body and the name with which somebody signs in."""
    return f"{actor.organisation.name}, {actor.username}"


def printed(source: str | Path, sheet: Mapping, **data) -> bytes:
    """The PDF of `source` with `sheet` and `data`, its texts set as French wants them where French is read."""
    said = {"sheet": dict(sheet), **data}
    return paper.typeset(source, _set(said) if _language() == "fr" else said)


def pdf(source: str | Path, sheet: Mapping, *, stem: str, **data) -> HttpResponse:
    """`printed` as a file named after `stem`; on a fictional node its name says so."""
    name = f"FICTIF-{stem}.pdf" if sheet["fictional"] else f"{stem}.pdf"
    response = HttpResponse(printed(source, sheet, **data), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_vary_headers(response, ["Cookie"])
    return response


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _set(value):
    if isinstance(value, str):
        return french(value)
    if isinstance(value, Mapping):
        return {key: _set(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_set(each) for each in value]
    return value
