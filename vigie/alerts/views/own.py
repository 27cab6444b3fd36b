"""One's own page of alerts: searches kept, mail, feed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vigie import access
from vigie.alerts import acts
from vigie.alerts.forms import ByMail, NewSearch
from vigie.alerts.kinds import KINDS, Kind
from vigie.alerts.showing import own_alerts
from vigie.web.show import show_page

# Parts of an address that say where one is in a list.
NOT_ASKED = ("after", "next")


@login_required
@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    return shown(request)


def shown(request: HttpRequest, *, status: int = 200, **more) -> HttpResponse:
    """The page of alerts, with what was typed and what became of it."""
    it = own_alerts(request.user)
    form = more.pop("by_mail", None) or ByMail(initial=_as_kept(request.user))
    kept = request.GET.get("kept", "")
    return show_page(request, "alerts/alerts", status=status, it=it, by_mail=form, kept=kept, **more)


def _as_kept(actor) -> dict:
    mail = access.rows(actor, "see", "alerts.Subscription").first()
    if mail is None:
        return {"language": actor.language}
    names = ("mailbox", "rhythm", "weekday", "hour", "language", "reminders")
    return {name: getattr(mail, name) for name in names}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_search(request: HttpRequest, code: str) -> HttpResponse:
    """Name a search that was made on a list, and keep it. The list's page brings its filter along."""
    kind, query = _kind(request, code), _query(request)
    try:
        asked = kind.in_words(request.user, QueryDict(query))
    except ValidationError as error:
        again = f"{reverse(kind.page)}?{query}"
        return show_page(
            request, "alerts/unclear", status=400, faults=error.messages, again=again, kind=kind.name
        )
    form = NewSearch(request.POST or None, initial={"name": _first_name(kind, asked), "in_mail": True})
    if request.method == "POST" and form.is_valid():
        acts.keep_search(request.user, request.user, kind=kind.code, query=query, **form.cleaned_data)
        return HttpResponseRedirect(reverse("alerts") + "?kept=search")
    status = 400 if form.errors else 200
    return show_page(
        request, "alerts/new", status=status, form=form, asked=asked, query=query, kind=kind.name
    )


@login_required
@require_POST
def drop(request: HttpRequest, uuid) -> HttpResponse:
    search = access.one(request.user, "amend", "alerts.SavedSearch", uuid=uuid)
    acts.drop_search(request.user, search)
    return HttpResponseRedirect(reverse("alerts") + "?kept=dropped")


def _kind(request: HttpRequest, code: str) -> Kind:
    kind = KINDS.get(code)
    if kind is None or not kind.open_to(request.user):
        raise Http404
    return kind


def _query(request: HttpRequest) -> str:
    """The filter as it is kept: without empty fields, its parameters in order, so that equals are one."""
    asked = QueryDict(request.POST["asked"]) if "asked" in request.POST else request.GET
    kept = QueryDict(mutable=True)
    for name in sorted(asked):
        if name not in NOT_ASKED and asked[name].strip():
            kept[name] = asked[name].strip()
    return kept.urlencode()[:1000]


def _first_name(kind: Kind, asked: str) -> str:
    return (f"{kind.name} – {asked}" if asked else str(kind.name))[:120]
