"""The pages of forms: which there are, one form with its versions, bringing a version, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import yaml
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.core.faults import Fault
from vigie.core.xforms.mapping import BadMapping
from vigie.core.xforms.prompts import NotPrompts, languages, prompts, to_csv, with_translations
from vigie.core.xforms.sheets import read_sheets, to_workbook
from vigie.intake import acts
from vigie.intake.faces.form import ListedForm, ShownFile, ShownForm, ShownVersion
from vigie.intake.forms.form import BringForm, FillersForm, MappingForm, MediaForm, PromptsForm
from vigie.intake.lists import is_made
from vigie.intake.models import Form, FormVersion
from vigie.intake.webform.sentences import why_not_filled
from vigie.intake.xlsforms.preparing import UNFILLABLE, NotAForm, prepared
from vigie.intake.xlsforms.sentences import sentence, sentences
from vigie.web.show import show, show_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def forms(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Forms that one may fill, and those of one's own organisation."""
    if access.role_of(request.user) not in ("monitor", *access.ANALYSTS):
        raise Http404
    fillable = access.rows(request.user, "fill", "intake.Form")
    found = access.rows(request.user, "see", "intake.Form").for_listing(fillable)
    return show(request, "intake/forms", found, face=ListedForm, brings=_own(request) is not None)


def form(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One form with its versions."""
    row = _form(request, uuid)
    around = {} if ending else {"records": _records(request, row), **_around(request, row)}
    return show(request, "intake/form", _shown(request, row), face=ShownForm, **around)


@require_http_methods(["GET", "HEAD", "POST"])
def form_new(request: HttpRequest) -> HttpResponse:
    """Bring a form, or a new version of one."""
    organisation = _own(request)
    if organisation is None:
        raise Http404
    if request.method != "POST":
        return show_page(request, "intake/form_new", form=BringForm(), organisation=organisation.name)
    asked = BringForm(request.POST, request.FILES)
    if not asked.is_valid():
        return show_page(request, "intake/form_new", form=asked, organisation=organisation.name, status=422)
    try:
        version = _brought(request, organisation, asked)
    except (NotAForm, BadMapping) as error:
        told = sentences((*error.faults, *getattr(error, "remarks", ())), _)
        return show_page(
            request, "intake/form_new", form=asked, told=told, organisation=organisation.name, status=422
        )
    return redirect("form", version.form.uuid)


def _brought(request: HttpRequest, organisation, asked: BringForm) -> FormVersion:
    file = asked.cleaned_data["file"]
    brought = prepared(file.read(), file.name)
    return acts.draft_form(
        request.user, organisation, brought=brought, mapping=asked.cleaned_data["mapping"] or None
    )


@require_POST
def form_take_up(request: HttpRequest) -> HttpResponse:
    """Take up the forms that come with the project."""
    organisation = _own(request)
    if organisation is None:
        raise Http404
    acts.take_up_forms(request.user, organisation)
    return redirect("forms")


@require_safe
def form_sheet(request: HttpRequest, uuid, number: int) -> HttpResponse:
    """The XLSForm that a version was made of."""
    version = _version(request, uuid, number)
    if version.sheet is None:
        raise Http404
    kind, ending = (
        (XLSX, "xlsx") if bytes(version.sheet[:2]) == b"PK" else ("application/vnd.ms-excel", "xls")
    )
    return _file(bytes(version.sheet), kind, f"{version.form.form_id}-{version.version}.{ending}")


@require_safe
def form_xml(request: HttpRequest, uuid, number: int) -> HttpResponse:
    """The XForm of a version, byte for byte as phones get it."""
    version = _version(request, uuid, number)
    return _file(
        bytes(version.xml), "text/xml; charset=utf-8", f"{version.form.form_id}-{version.version}.xml"
    )


@require_safe
def form_prompts(request: HttpRequest, uuid, number: int) -> HttpResponse:
    """The words of a version for a translator, as a table."""
    version = _version(request, uuid, number)
    language = request.GET.get("langue", "")
    if version.sheet is None:
        raise Http404
    sheets = read_sheets(bytes(version.sheet))
    language = language or next(iter(languages(sheets)), "")
    if language not in languages(sheets):
        raise Http404
    table = to_csv(prompts(sheets, language)).encode()
    return _file(table, "text/csv; charset=utf-8", f"{version.form.form_id}-{language}.csv")


@require_POST
def form_fillers(request: HttpRequest, uuid) -> HttpResponse:
    """Say whose monitors may fill a form."""
    row = _form(request, uuid, "amend")
    asked = FillersForm(request.POST, organisations=_organisations(request))
    if asked.is_valid():
        acts.name_fillers(request.user, row, organisations=asked.cleaned_data["fillers"])
        return redirect("form", row.uuid)
    return _again(request, row, [str(each) for errors in asked.errors.values() for each in errors])


@require_POST
def form_do(request: HttpRequest, uuid, number: int, doing: str) -> HttpResponse:
    """Publish or close a version, say what becomes of its answers, bring one of its files or a translation."""
    row = _form(request, uuid, "amend")
    version = (
        access.rows(request.user, "see", "intake.FormVersion").filter(form=row, pk=number).light().first()
    )
    if version is None or doing not in DOINGS:
        raise Http404
    try:
        faults = DOINGS[doing](request, row, version)
    except (NotAForm, BadMapping) as error:
        faults = sentences(error.faults, _)
    except NotPrompts as error:
        faults = [_not_prompts(error)]
    return _again(request, row, faults) if faults else redirect("form", row.uuid)


def _publish(request: HttpRequest, row: Form, version: FormVersion) -> list[str]:
    acts.publish_form(request.user, row, version=version)
    return []


def _close(request: HttpRequest, row: Form, version: FormVersion) -> list[str]:
    acts.close_form(request.user, row, version=version)
    return []


def _map(request: HttpRequest, row: Form, version: FormVersion) -> list[str]:
    asked = MappingForm(request.POST)
    if not asked.is_valid():
        return _errors(asked)
    acts.map_form(request.user, row, version=version, mapping=asked.cleaned_data["mapping"])
    return []


def _add_media(request: HttpRequest, row: Form, version: FormVersion) -> list[str]:
    asked = MediaForm(request.POST, request.FILES)
    if not asked.is_valid():
        return _errors(asked)
    file = asked.cleaned_data["file"]
    acts.add_media(request.user, row, version=version, name=asked.cleaned_data["name"], content=file.read())
    return []


def _translate(request: HttpRequest, row: Form, version: FormVersion) -> list[str]:
    """A translation makes a new draft: what phones hold does not change."""
    asked = PromptsForm(request.POST, request.FILES)
    if not asked.is_valid():
        return _errors(asked)
    whole = _version(request, row.uuid, version.pk)
    if whole.sheet is None:
        raise Http404
    sheets = read_sheets(bytes(whole.sheet))
    changed, taken = with_translations(
        sheets, asked.cleaned_data["language"], asked.cleaned_data["file"].read()
    )
    if not taken:
        return [_("The table holds no translation that is not there already.")]
    changed["settings"][0]["version"] = _next(version.version)
    brought = prepared(to_workbook(changed), version.sheet_name)
    acts.draft_form(request.user, row.organisation, brought=replace(brought, name=version.sheet_name))
    return []


DOINGS: dict[str, Callable[[HttpRequest, Form, FormVersion], list[str]]] = {
    "publier": _publish, "clore": _close, "suite": _map, "fichier": _add_media, "traduire": _translate,
}  # fmt: skip


def _next(version: str) -> str:
    """A version after this one: one more, where it ends in a number."""
    digits = len(version) - len(version.rstrip("0123456789"))
    stem, number = version[: len(version) - digits], version[len(version) - digits :]
    return f"{stem}{int(number) + 1:0{digits}}" if digits else f"{version}-2"


def _not_prompts(error: NotPrompts) -> str:
    return {
        "not-text": _("This table is not in UTF-8. Save it as “CSV UTF-8”."),
        "no-header": _("This is no table of words: its first row must have “where” and “translation”."),
    }.get(error.args[0]) or _("The form has no text “%(place)s”. Take the table of this version again.") % {
        "place": error.args[-1]
    }


def _errors(asked) -> list[str]:
    return [str(each) for errors in asked.errors.values() for each in errors]


def _own(request: HttpRequest):
    """The organisation whose forms this person may bring."""
    own = getattr(request.user, "organisation_id", None)
    return (
        access.rows(request.user, "amend", "directory.Organisation").filter(pk=own).first() if own else None
    )


def _organisations(request: HttpRequest):
    """Organisations that have monitors, and so may be named."""
    found = access.rows(request.user, "see", "directory.Organisation")
    return found.filter(classification__in=("observatory", "civil_society", "committee")).order_by("name")


def _form(request: HttpRequest, uuid, verb: str = "see") -> Form:
    return access.one(request.user, verb, "intake.Form", uuid=uuid)


def _version(request: HttpRequest, uuid, number: int) -> FormVersion:
    """A version with its bytes. Who only fills a form finds no draft."""
    row = _form(request, uuid)
    version = access.one(request.user, "see", "intake.FormVersion", form=row, pk=number)
    if version.state == "draft" and not access.may(request.user, "amend", row):
        raise Http404
    return version


def _shown(request: HttpRequest, row: Form) -> ShownForm:
    amends = access.may(request.user, "amend", row)
    found = access.rows(request.user, "see", "intake.FormVersion").filter(form=row).light()
    versions = (
        found.prefetch_related("files") if amends else found.exclude(state="draft").prefetch_related("files")
    )
    return ShownForm(
        str(row.uuid), row.title, row.form_id, row.organisation.name,
        tuple(each.name for each in row.fillers.order_by("name")), tuple(map(_shown_version, versions)), amends,
    )  # fmt: skip


def _shown_version(version: FormVersion) -> ShownVersion:
    files = tuple(
        ShownFile.of(each, is_made(each)) for each in sorted(version.files.all(), key=lambda row: row.name)
    )
    said = (
        yaml.safe_dump(version.mapping, allow_unicode=True, sort_keys=False, width=100)
        if version.mapping
        else ""
    )
    remarks = [Fault(**each) for each in version.definition.get("remarks", ())]
    return ShownVersion.of(version, files, said, tuple(map(_remark, remarks)))


def _remark(fault: Fault) -> str:
    if not fault.code.startswith(UNFILLABLE):
        return sentence(fault, _)
    why = why_not_filled(replace(fault, code=fault.code.removeprefix(UNFILLABLE)))
    return _("Can't be filled in a browser: %(why)s Phones take it.") % {"why": why}


def _records(request: HttpRequest, row: Form) -> dict[str, int]:
    """How many of its records this person may take along, and how many are held apart."""
    found = access.rows(request.user, "see", "intake.Submission").filter(form=row).exclude(state="draft")
    return {"told": found.exclude(state="held").count(), "held": found.filter(state="held").count()}


def _around(request: HttpRequest, row: Form) -> dict:
    if not access.may(request.user, "amend", row):
        return {}
    fillers = FillersForm(
        initial={"fillers": [each.slug for each in row.fillers.all()]}, organisations=_organisations(request)
    )
    return {"fillers": fillers, "tries": access.may(request.user, "fill", row)}


def _again(request: HttpRequest, row: Form, told: list[str]) -> HttpResponse:
    """The form's page with what was wrong."""
    return show(
        request,
        "intake/form",
        _shown(request, row),
        face=ShownForm,
        told=told,
        records=_records(request, row),
        status=422,
        **_around(request, row),
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response
