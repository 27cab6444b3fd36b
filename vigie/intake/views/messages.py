"""The coordinator's page of text messages, and the card that monitors carry."""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.access import role_of
from vigie.core.sms.words import menu, to_be_verified
from vigie.intake import acts
from vigie.intake.acts.messages import REPORTERS
from vigie.intake.faces.messages import CardWord, ShownGateway, ShownMessage, ShownSender, ShownWord
from vigie.intake.sms.forms import GatewayForm, NumberForm, WordForm
from vigie.web.show import show, show_page

SEE = "see"


@require_safe
def messages(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What needs a person, who may write, by which gateways, and with which words."""
    return _shown(request)


@sensitive_post_parameters()
@require_POST
def gateway_new(request: HttpRequest) -> HttpResponse:
    """Open a gateway: its token is shown on this answer and never again."""
    form = GatewayForm(request.POST)
    token = _done(form, lambda given: acts.open_gateway(request.user, _organisation(request), **given))
    return _shown(request, gateway_form=form) if token is None else _shown(request, token=token)


@require_POST
def gateway_close(request: HttpRequest, uuid) -> HttpResponse:
    acts.close_gateway(request.user, access.one(request.user, "amend", "intake.Gateway", uuid=uuid))
    return _back()


@sensitive_post_parameters()
@require_POST
def number_new(request: HttpRequest) -> HttpResponse:
    """Register a number."""
    organisation = _organisation(request)
    form = NumberForm(request.POST, actor=request.user, organisation=organisation)
    made = _done(form, lambda given: acts.register_number(request.user, organisation, **given))
    return _shown(request, number_form=form) if made is None else _back("numbers")


@require_POST
def number_retire(request: HttpRequest, uuid) -> HttpResponse:
    acts.retire_number(request.user, access.one(request.user, "amend", "intake.Sender", uuid=uuid))
    return _back("numbers")


@require_POST
def message_settle(request: HttpRequest, number: int) -> HttpResponse:
    acts.settle_message(request.user, access.one(request.user, "amend", "intake.Message", pk=number))
    return _back()


@require_POST
def word_confirm(request: HttpRequest) -> HttpResponse:
    form = WordForm(request.POST)
    made = _done(form, lambda given: acts.confirm_word(request.user, _organisation(request), **given))
    return _shown(request, word_form=form) if made is None else _back("words")


@require_POST
def word_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    acts.withdraw_word(request.user, access.one(request.user, "amend", "intake.LocalWord", pk=number))
    return _back("words")


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """One printed page for those who report by message. It holds nothing that is secret."""
    if role_of(request.user) not in REPORTERS:
        raise Http404
    words = [CardWord.of(each, get_language()) for each in menu()]
    return show_page(request, "intake/card", menu=words)


def _shown(request: HttpRequest, *, token: str = "", **forms) -> HttpResponse:
    organisation, actor = _organisation(request), request.user
    given = {
        "gateway_form": forms.get("gateway_form") or GatewayForm(),
        "number_form": forms.get("number_form") or NumberForm(actor=actor, organisation=organisation),
        "word_form": forms.get("word_form") or WordForm(),
    }
    own = [ShownWord.of(row) for row in access.rows(actor, SEE, "intake.LocalWord").in_order()]
    confirmed = {each.word for each in own}
    return show(
        request, "intake/messages", access.rows(actor, SEE, "intake.Message").for_a_person().with_report(),
        face=ShownMessage, status=422 if forms else 200, organisation=organisation.name, token=token,
        gateways=[ShownGateway.of(row) for row in access.rows(actor, SEE, "intake.Gateway").in_use().by_name()],
        senders=[ShownSender.of(row) for row in access.rows(actor, SEE, "intake.Sender").in_use().by_name()],
        own_words=own, to_verify=[ShownWord.suggested(each) for each in to_be_verified() if each.word not in confirmed],
        **given,
    )  # fmt: skip


def _done(form, do):
    """What the act gives for what was typed; None where the form or the act finds fault, which the form then says."""
    if not form.is_valid():
        return None
    try:
        return do(form.cleaned_data)
    except ValidationError as error:
        for name, faults in (
            error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        ).items():
            form.add_error(
                None if name in (None, NON_FIELD_ERRORS) or name not in form.fields else name, faults
            )
        return None


def _organisation(request: HttpRequest):
    """The organisation for which this coordinator answers; absent for everybody else."""
    own = getattr(request.user, "organisation_id", None)
    return access.one(request.user, "staff", "directory.Organisation", pk=own)


def _back(part: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("messages") + (f"#{part}" if part else ""))
