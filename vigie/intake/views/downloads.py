"""The records of a form as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vigie import access
from vigie.intake.downloads.packed import packed
from vigie.intake.downloads.records import Records
from vigie.intake.models import Form
from vigie.ledger.models import Node
from vigie.web import tables


@require_safe
def form_records(request: HttpRequest, uuid, kind: str) -> StreamingHttpResponse:
    """A form's records that this person may see. `?split=1`: a column for each answer of a question with several;
    `?held=1`: those of seized telephones too.
    """
    form = _form(request, uuid)
    fictional = Node.here().fictional
    records = Records(
        form, access.rows(request.user, "see", "intake.Submission"), split=request.GET.get("split") == "1",
        held=request.GET.get("held") == "1", notice=_("Fictional data") if fictional else "",
    )  # fmt: skip
    stem = _file_name(form.form_id)
    sheet = tables.Sheet(
        stem=f"FICTIF-{stem}" if fictional else stem, expected=records.expected(), notice=records.notice,
        notes=((_("Form"), form.title), (_("Held apart and not in this file"), str(records.left_out()))),
    )  # fmt: skip
    if kind == "xlsx":
        return tables.download_lines(kind, sheet, [records.head()], records.lines())
    pieces = packed(sheet, records, stem) if kind == "zip" else records.csv_pieces()
    return tables.attached(kind, sheet, pieces)


def _form(request: HttpRequest, uuid) -> Form:
    """A form that one sees, or of which one may see records though it is no longer one's own to fill."""
    form = access.rows(request.user, "see", "intake.Form").filter(uuid=uuid).first()
    if form is None:
        submissions = access.rows(request.user, "see", "intake.Submission").select_related("form")
        known = submissions.filter(form__uuid=uuid).first()
        form = known.form if known else None
    if form is None:
        raise Http404
    return form


def _file_name(form_id: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in form_id)
