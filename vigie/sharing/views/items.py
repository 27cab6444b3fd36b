"""What is shared: the list, an item, its files, and what its originator does with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.sharing import acts, receipts
from vigie.sharing.faces.item import Beside, ListedItem, ShownItem
from vigie.sharing.forms.doing import AddressForm, AskForm, ExtendForm, ReasonForm, UndoForm
from vigie.sharing.forms.item import ItemFilter, ItemForm, RedactForm
from vigie.sharing.models import Item
from vigie.sharing.storing import path_of
from vigie.sharing.views.doing import done, own_body
from vigie.web.panels import panels
from vigie.web.show import show, show_page

SEE, ITEM = "see", "sharing.Item"
# What is done to an item: name in the address → the form that asks for it, and the act.
DOINGS = {
    "adresser": (AddressForm, acts.address),
    "annuler": (UndoForm, acts.undo),
    "prolonger": (ExtendForm, acts.extend),
    "retirer": (ReasonForm, acts.withdraw),
    "demander": (AskForm, acts.ask),
}


def items(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What one's body shares and is given, newest first; the public reads what is published."""
    asked = ItemFilter(request.GET, auto_id="filter-%s")
    own = getattr(request.user, "organisation_id", None)
    seen = access.rows(request.user, SEE, ITEM)
    found = asked.narrowed(seen, own)
    of_a_body = access.role_of(request.user) in access.BODIES
    return show(
        request, "sharing/items", found.for_reading().newest_first(), face=ListedItem, asked=asked, total=found.count(),
        narrowed=any(request.GET.get(name) for name in asked.fields), may_share=_shares(request), of_a_body=of_a_body,
        panels=panels("shared-items", request.user),
    )  # fmt: skip


@require_safe
def item(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One item, with its terms always in sight. That it was opened is noted for its originator."""
    return shown(request, found(request, uuid))


def shown(request: HttpRequest, row: Item, *, status: int = 200, **typed) -> HttpResponse:
    """The page of an item, with the forms for what this person may do; `typed` are those that found fault."""
    receipts.opened(request.user, row.terms)
    face = ShownItem.beside(row, _beside(request, row))
    forms = {name: typed.get(name) or form for name, form in _forms(request, row).items()}
    return show(
        request, "sharing/item", face, face=ShownItem, status=status, forms=forms, fault=typed.get("fault", ""),
        can_undo="adresser" in forms and acts.undoable(row), panels=panels("shared-item", request.user, row),
    )  # fmt: skip


@require_POST
def item_do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Open it to other circles, take it back, extend it, withdraw it, or ask to pass it on."""
    if doing not in DOINGS:
        raise Http404
    row = found(request, uuid, "ask" if doing == "demander" else "amend")
    form_class, act = DOINGS[doing]
    form = _form(request, form_class, doing, request.POST)
    if done(form, lambda: act(request.user, row, **form.said())) is None:
        return shown(request, row, status=422, fault=" ".join(form.non_field_errors()), **{doing: form})
    return HttpResponseRedirect(reverse("shared-item", kwargs={"uuid": row.uuid}))


def _forms(request: HttpRequest, row: Item) -> dict:
    """Empty forms for what this person may do to this item, by the name in the address."""
    actor = request.user
    if access.may(actor, "ask", row):
        names = ["demander"]
    elif access.may(actor, "amend", row) and row.terms.withdrawn_at is None:
        names = ["adresser", "prolonger", "retirer"]
    else:
        names = []
    return {name: _form(request, DOINGS[name][0], name) for name in names}


def _form(request: HttpRequest, form_class, doing: str, typed=None):
    circles = {"circles": own_circles(request)} if form_class in (AddressForm, AskForm) else {}
    return form_class(typed, auto_id=f"{doing}-%s", **circles)


def own_circles(request: HttpRequest):
    return access.rows(request.user, SEE, "sharing.Circle").in_use().by_name()


@require_safe
def file(request: HttpRequest, uuid, number: int) -> FileResponse:
    """A file as it was given, to be kept and never to be run by the browser."""
    row = found(request, uuid)
    kept = access.one(request.user, SEE, "sharing.File", item=row, pk=number)
    try:
        content = path_of(kept.sha256).open("rb")
    except OSError as gone:
        raise Http404 from gone
    receipts.opened(request.user, row.terms)
    response = FileResponse(
        content, as_attachment=True, filename=kept.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Enter something, state that it may be shared, and say with whom."""
    body = own_body(request)
    posted = request.method == "POST"
    files = request.FILES if posted else None
    form = ItemForm(request.POST if posted else None, files, circles=own_circles(request))
    if posted and (made := done(form, lambda: acts.share(request.user, body, said=form.said()))):
        return HttpResponseRedirect(reverse("shared-item", kwargs={"uuid": made.uuid}))
    return show_page(
        request, "sharing/item_new", form=form, body=body.name, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_redact(request: HttpRequest, uuid) -> HttpResponse:
    """A second item without what others must not read, beside this one."""
    row = found(request, uuid, "amend")
    posted = request.method == "POST"
    files = request.FILES if posted else None
    begun = {name: getattr(row, name) for name in ("title", "kind", "theme", "country", "language", "text")}
    form = RedactForm(request.POST if posted else None, files, circles=own_circles(request), initial=begun)

    def redact() -> Item:
        return acts.redact(request.user, row, said=form.said(), removed=form.cleaned_data["removed"])

    if posted and (made := done(form, redact)):
        return HttpResponseRedirect(reverse("shared-item", kwargs={"uuid": made.uuid}))
    said = {"title": row.title, "tlp": row.terms.tlp, "uuid": str(row.uuid)}
    return show_page(
        request, "sharing/item_redact", form=form, original=said, status=422 if form.errors else 200
    )


def found(request: HttpRequest, uuid, verb: str = SEE) -> Item:
    row = access.rows(request.user, verb, ITEM).for_reading().filter(uuid=uuid).first()
    if row is None:
        raise Http404
    return row


def _beside(request: HttpRequest, row: Item) -> Beside:
    actor = request.user
    known = access.rows(actor, SEE, "sharing.Circle").filter(pk__in=row.terms.circles.values("pk"))
    links = access.rows(actor, SEE, "sharing.Derivative").of_item(row)
    read_by = access.rows(actor, SEE, "sharing.Receipt").filter(terms=row.terms).in_order()
    return Beside(
        tuple(known.by_name()), tuple(read_by), tuple(links),
        is_own=row.terms.originator_id == getattr(actor, "organisation_id", None),
    )  # fmt: skip


def _shares(request: HttpRequest) -> bool:
    own = getattr(request.user, "organisation_id", None)
    return access.rows(request.user, "share", "directory.Organisation").filter(pk=own).exists()
