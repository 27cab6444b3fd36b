"""Frameworks of consultation: who presides, who belongs, and what is changed of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.parliament import acts
from vigie.parliament.carrying import carried
from vigie.parliament.convening import shown
from vigie.parliament.faces.framework import ListedFramework, ShownFramework
from vigie.parliament.forms.framework import (
    EndForm,
    FoundForm,
    JoinForm,
    LeaveForm,
    MandateForm,
    PostForm,
    RuleForm,
)
from vigie.parliament.picturing import at_a_glance
from vigie.parliament.views.asking import Doing, by_name, carried_out, offered
from vigie.parliament.views.filling import done
from vigie.web.show import show, show_page

LABEL = "parliament.Framework"


def _unfounded(actor):
    """Bodies on which this actor may set up a framework, and on which none stands yet."""
    taken = access.rows(actor, "see", LABEL).values("body")
    return access.rows(actor, "found", "directory.Organisation").exclude(pk__in=taken).order_by("name")


def _committees(actor, row):
    kinds = ("committee", "parliament", "regional")
    return (
        access.rows(actor, "see", "directory.Organisation")
        .filter(classification__in=kinds)
        .order_by("country", "name")
    )


def _members(actor, row):
    found = (
        access.rows(actor, "see", "parliament.FrameworkMember").filter(framework=row).select_related("body")
    )
    return found.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


def _bodies(actor, row):
    bodies = access.rows(actor, "see", "directory.Organisation")
    members = access.rows(actor, "see", "parliament.FrameworkMember").filter(framework=row)
    return bodies.filter(pk__in=members.values("body")).order_by("country", "name")


def _posts(actor, row):
    return access.rows(actor, "see", "parliament.BureauPost").filter(framework=row)


def _mandates(actor, row):
    found = access.rows(actor, "see", "parliament.Mandate").filter(post__framework=row, until=None)
    return found.select_related("post", "body")


DOINGS = by_name(
    Doing(
        "mandat", "run", MandateForm, acts.mandate, _("Record a mandate"),
        _("Who holds a post of the bureau, from which day."), _("Record this mandate"),
        lists={"post": _posts, "body": _bodies},
    ),
    Doing(
        "fin", "run", EndForm, acts.end_mandate, _("End a mandate"), _("The post is vacant from the next day."),
        _("Record this end"), lists={"held": _mandates},
    ),
    Doing(
        "regle", "run", RuleForm, acts.set_rule, _("Rule of rotation"),
        _("In what order the countries preside, and for how long."), _("Keep this rule"),
        first=lambda row: {
            "order": " ".join(row.order), "term_months": row.term_months, "rule_source": row.rule_source
        },
    ),
    Doing("poste", "run", PostForm, acts.add_post, _("Add a post"), _("A place in the bureau."), _("Add this post")),
    Doing(
        "membre", "run", JoinForm, acts.join, _("Add a member"), _("A body that joins, or succeeds another."),
        _("Add this member"), lists={"body": _committees},
    ),
    Doing(
        "depart", "run", LeaveForm, acts.leave, _("End a membership"), _("The past stays on record."),
        _("Record this end"), lists={"member": _members},
    ),
)  # fmt: skip


def frameworks(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The frameworks; the one itself where there is one."""
    today = timezone.localdate()
    current = Q(members__since__lte=today) & (Q(members__until=None) | Q(members__until__gte=today))
    found = access.rows(request.user, "see", LABEL).select_related("body").order_by("body__name", "pk")
    rows = list(found.annotate(members_today=Count("members", filter=current)))
    if len(rows) == 1 and not ending:
        return _shown(request, rows[0])
    may_found = access.rows(request.user, "found", "directory.Organisation").exists()
    return show(request, "parliament/frameworks", rows, face=ListedFramework, may_found=may_found)


def framework(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """One framework."""
    return _shown(request, access.one(request.user, "see", LABEL, body__slug=slug))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Set up a framework on a regional body of the directory."""
    actor = request.user
    if access.role_of(actor) != "clerk":
        raise Http404
    form = FoundForm(request.POST if request.method == "POST" else None)
    form.fields["body"].queryset = _unfounded(actor)
    form.fields["members"].queryset = _committees(actor, None)
    form.fields["circle"].queryset = access.rows(actor, "see", "sharing.Circle").filter(closed_at=None)

    def found_on(body, **said):
        return acts.found_framework(actor, body, **said)

    made = done(form, found_on) if form.is_bound else None
    if made:
        return HttpResponseRedirect(reverse("framework", kwargs={"slug": made.body.slug}))
    return show_page(
        request, "parliament/framework_new", form=form, any=form.fields["body"].queryset.exists(),
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@login_required
def do(request: HttpRequest, slug: str, doing: str) -> HttpResponse:
    """Change who belongs, who presides, or the rule."""
    back = reverse("framework", kwargs={"slug": slug})
    return carried_out(request, LABEL, DOINGS, doing, shown=_shown, back=back, body__slug=slug)


def _shown(request: HttpRequest, row, tried: dict | None = None, status: int = 200) -> HttpResponse:
    actor = request.user
    roadmaps = access.rows(actor, "see", "parliament.Roadmap").filter(framework=row).exclude(adopted_on=None)
    latest = roadmaps.for_reading().newest_first().first()
    lines = carried(actor, latest) if latest else []
    return show(
        request, "parliament/framework", shown(actor, row, timezone.localdate()), face=ShownFramework, status=status,
        forms=offered(actor, row, DOINGS, tried or {}), open_form=bool(tried), glance=at_a_glance(lines),
        glance_of=latest.title if latest else "", glance_uuid=latest.uuid if latest else "",
        may_run=access.may(actor, "run", row),
    )  # fmt: skip
