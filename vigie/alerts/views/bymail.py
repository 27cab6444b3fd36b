"""Digests by mail: asked for, confirmed from the mailbox, ended by one click."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.access import NodeActor
from vigie.alerts import acts, tokens
from vigie.alerts.forms import ByMail
from vigie.alerts.mailing import NoMail
from vigie.alerts.views.own import shown
from vigie.directory import throttle
from vigie.web.show import show_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Set where and when digests go. A new mailbox is asked first."""
    if request.method != "POST":
        return shown(request)
    form = ByMail(request.POST)
    if not form.is_valid():
        return shown(request, status=400, by_mail=form)
    # So that nobody's mailbox is filled with questions from here.
    if throttle.take_turn(throttle.key_of(f"mailbox of {request.user.uuid}")):
        form.add_error(
            None, _("You changed this several times in a row. Wait a few minutes, then send it again.")
        )
        return shown(request, status=429, by_mail=form)
    try:
        acts.subscribe(request.user, request.user, **form.cleaned_data)
    except NoMail:
        form.add_error(None, _("This installation sends no mail yet. Take the feed, or ask the operator."))
        return shown(request, status=400, by_mail=form)
    return HttpResponseRedirect(reverse("alerts") + "?kept=mail")


@login_required
@require_POST
def unsubscribe(request: HttpRequest) -> HttpResponse:
    mail = access.rows(request.user, "amend", "alerts.Subscription").first()
    if mail is not None:
        acts.unsubscribe(request.user, mail)
    return HttpResponseRedirect(reverse("alerts") + "?kept=no-mail")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the confirming mail. It asks for a click: programs that look at mails open links by themselves."""
    uuid, seal = tokens.confirmed(token) or (None, "")
    mail = _subscription(uuid)
    if not tokens.is_of(seal, mail.mailbox):
        raise Http404
    if request.method == "POST":
        acts.confirm(mail.account, mail)
        throttle.forget(throttle.key_of(f"mailbox of {mail.account.uuid}"))
    done = request.method == "POST"
    return show_page(request, "alerts/confirm", done=done, mailbox=mail.mailbox)


@csrf_exempt  # mail programs send it without having seen a page (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The link at the foot of every mail. Asked again after it is done, it is absent like any other."""
    mail = _subscription(tokens.left(token))
    if request.method == "POST":
        acts.unsubscribe(mail.account, mail)
    return show_page(request, "alerts/leave", done=request.method == "POST")


def _subscription(uuid: str | None):
    """The subscription that a signed link speaks of: the signature stands for its owner."""
    if uuid is None:
        raise Http404
    found = access.rows(NodeActor(), "see", "alerts.Subscription").filter(account__is_active=True)
    mail = found.select_related("account__organisation").filter(uuid=uuid).first()
    if mail is None:
        raise Http404
    return mail
