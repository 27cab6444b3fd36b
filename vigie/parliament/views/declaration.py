"""Declarations of a framework: drafted, opened, signed one by one, published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.parliament import acts
from vigie.parliament.acts.signing import awaited
from vigie.parliament.faces.framework import ShownDeclaration
from vigie.parliament.forms.framework import (
    DeclarationForm,
    DeclarationWords,
    NothingForm,
    OpenForm,
    RecommendForm,
    SignForm,
    TranslationForm,
)
from vigie.parliament.views.asking import (
    Doing,
    bodies_to_ask,
    by_name,
    carried_out,
    offered,
    recommended,
    to_recommendation,
    unless_signed,
)
from vigie.parliament.views.filling import done
from vigie.web.show import show, show_page

LABEL = "parliament.Declaration"


def meetings(actor, row):
    """Meetings at which something can be declared, as far as this actor may know of them."""
    found = access.rows(actor, "see", "parliament.Sitting").filter(kind__in=("framework", "forum"))
    return found.standing().newest_first()


def _first_words(row) -> dict:
    original = row.texts.first()
    return {"title": row.title, "text": original.text if original else ""}


DOINGS = by_name(
    Doing(
        "signer", "sign", SignForm, acts.sign, _("Sign, or not"),
        _("For your own committee, once. What you write stands beside the text."), _("Record it"),
        lambda row: row.opened_on,
    ),
    Doing(
        "corriger", "amend", DeclarationWords, acts.rewrite_declaration, _("Change its words"),
        _("As long as it is a draft. Its translations are dropped, since they would say something else."),
        _("Keep these words"), lambda row: not row.opened_on, _first_words,
    ),
    Doing(
        "ouvrir", "amend", OpenForm, acts.open_for_signature, _("Open it for signature"),
        _("Its words don't change any more, and the chair of every member is asked."), _("Open it for signature"),
        lambda row: not row.opened_on,
    ),
    Doing(
        "traduire", "translate", TranslationForm, acts.translate, _("Add a language"),
        _("The same words for those who read another language."), _("Add this text"),
    ),
    Doing(
        "recommander", "sign", RecommendForm, acts.recommend_from_declaration, _("Recommend"),
        _("What the declaration asks of your own country. It is a draft until you issue it."),
        _("Draft this recommendation"), lambda row: row.opened_on, lists={"addressee": bodies_to_ask},
        leads=to_recommendation,
    ),
    Doing(
        "publier", "publish", NothingForm, acts.publish_declaration, _("Publish it"),
        _("It becomes TLP:CLEAR, with every signature, reservation and dissent."), _("Publish this declaration"),
        lambda row: row.opened_on and not row.terms.published_at,
    ),
)  # fmt: skip


def declaration(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One declaration in all its languages, and how each committee stood to it."""
    return _shown(request, access.one(request.user, "see", LABEL, uuid=uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a declaration."""
    framework = access.one(request.user, "run", "parliament.Framework", body__slug=slug)
    circles = access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None)
    first = {"circles": [framework.circle.uuid] if framework.circle else [], "tlp": "TLP:AMBER"}
    form = DeclarationForm(request.POST if request.method == "POST" else None, circles=circles, initial=first)
    form.fields["sitting"].queryset = meetings(request.user, framework)

    def write(**_said):
        return acts.draft_declaration(request.user, framework, **form.words(), **form.terms())

    made = done(form, write) if request.method == "POST" else None
    if made:
        return HttpResponseRedirect(reverse("declaration", kwargs={"uuid": made.uuid}))
    return show_page(
        request, "parliament/declaration_new", form=form, framework=framework.body.name, slug=slug,
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@login_required
def do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Open it, sign it or not, translate it, publish it, or recommend from it."""
    back = reverse("declaration", kwargs={"uuid": uuid})
    return carried_out(request, LABEL, DOINGS, doing, shown=_shown, back=back, uuid=uuid)


def _shown(request: HttpRequest, row, tried: dict | None = None, status: int = 200) -> HttpResponse:
    actor = request.user
    meeting = access.rows(actor, "see", "parliament.Sitting").filter(pk=row.sitting_id).first()
    signoffs = (
        access.rows(actor, "see", "parliament.SignOff").filter(declaration=row).prefetch_related("points")
    )
    texts = access.rows(actor, "see", "parliament.DeclarationText").filter(declaration=row)
    shown = ShownDeclaration.told(row, texts, awaited(row), signoffs, meeting.title if meeting else "")
    forms = unless_signed(actor, offered(actor, row, DOINGS, tried or {}), signoffs)
    return show(
        request, "parliament/declaration", shown, face=ShownDeclaration, status=status, forms=forms,
        recommended=recommended(actor, LABEL, row.uuid),
    )  # fmt: skip
