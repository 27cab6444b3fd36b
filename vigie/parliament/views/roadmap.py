"""Roadmaps: each point in each country, claimed beside verified, on screen and on paper."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.parliament import acts
from vigie.parliament.acts.signing import awaited
from vigie.parliament.carrying import carried
from vigie.parliament.faces.roadmap import CarriedPoint, ShownRoadmap
from vigie.parliament.faces.signing import SignLine, signs_of
from vigie.parliament.forms.framework import (
    CarryForm,
    NothingForm,
    OnForm,
    OpenForm,
    PointForm,
    RoadmapForm,
    SignRoadmapForm,
)
from vigie.parliament.picturing import at_a_glance
from vigie.parliament.views.asking import (
    Doing,
    bodies_to_ask,
    by_name,
    carried_out,
    offered,
    to_recommendation,
    unless_signed,
)
from vigie.parliament.views.filling import done
from vigie.web import paper, words
from vigie.web.show import show, show_page

LABEL = "parliament.Roadmap"
LEGEND = _(
    "A circle for each point. Dashed: not taken up, or not open to you. Hollow: said. Half: verified in part. "
    "Full: verified. A bar: not shared by that country."
)
SHEET = Path(__file__).resolve().parents[1] / "templates" / "parliament" / "roadmap.typ"


def _members(actor, row):
    members = access.rows(actor, "see", "parliament.FrameworkMember").filter(framework=row.framework)
    bodies = access.rows(actor, "see", "directory.Organisation").filter(pk__in=members.values("body"))
    return bodies.order_by("country", "name")


def _points(actor, row):
    return access.rows(actor, "see", "parliament.RoadmapItem").filter(roadmap=row)


DOINGS = by_name(
    Doing(
        "signer", "sign", SignRoadmapForm, acts.sign, _("Sign, or not"),
        _("For your own committee, once. What you write stands beside the roadmap."), _("Record it"),
        lambda row: row.opened_on and not row.adopted_on, lists={"points": _points},
    ),
    Doing(
        "point", "amend", PointForm, acts.add_point, _("Add a point"),
        _("Until it is opened for signature."), _("Add this point"), lambda row: not row.opened_on,
        lists={"lead": _members},
    ),
    Doing(
        "ouvrir", "amend", OpenForm, acts.open_for_signature, _("Open it for signature"),
        _("Its points don't change any more, and the chair of every member is asked."), _("Open it for signature"),
        lambda row: not row.opened_on,
    ),
    Doing(
        "adopter", "adopt", OnForm, acts.adopt_roadmap, _("Adopt it"),
        _("Once every member has spoken. Each country then takes its points up."), _("Record its adoption"),
        lambda row: row.opened_on and not row.adopted_on,
    ),
    Doing(
        "publier", "publish", NothingForm, acts.publish_roadmap, _("Publish it"),
        _("It becomes TLP:CLEAR. The recommendations that carry it keep their own marks."),
        _("Publish this roadmap"), lambda row: row.adopted_on and not row.terms.published_at,
    ),
)  # fmt: skip
CARRYING = Doing(
    "confier", "carry", CarryForm, acts.carry, _("Take it up"),
    _("Your committee recommends this point to a body of your country. Your chair then issues it."),
    _("Draft this recommendation"), lists={"addressee": bodies_to_ask}, leads=to_recommendation,
)  # fmt: skip


def roadmap(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One roadmap; as a table, a line for each point and country."""
    found = access.one(request.user, "see", LABEL, uuid=uuid)
    if ending in ("csv", "xlsx"):
        return show(request, "parliament/roadmap", carried(request.user, found), face=CarriedPoint)
    return _shown(request, found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a roadmap."""
    framework = access.one(request.user, "run", "parliament.Framework", body__slug=slug)
    circles = access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None)
    first = {"circles": [framework.circle.uuid] if framework.circle else [], "tlp": "TLP:AMBER"}
    form = RoadmapForm(request.POST if request.method == "POST" else None, circles=circles, initial=first)
    declared = access.rows(request.user, "see", "parliament.Declaration").filter(framework=framework)
    form.fields["declaration"].queryset = declared.newest_first()

    def write(**_said):
        return acts.draft_roadmap(request.user, framework, **form.words(), **form.terms())

    made = done(form, write) if request.method == "POST" else None
    if made:
        return HttpResponseRedirect(reverse("roadmap", kwargs={"uuid": made.uuid}))
    return show_page(
        request, "parliament/roadmap_new", form=form, framework=framework.body.name, slug=slug,
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@login_required
def do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Add a point, adopt it, or publish it."""
    back = reverse("roadmap", kwargs={"uuid": uuid})
    return carried_out(request, LABEL, DOINGS, doing, shown=_shown, back=back, uuid=uuid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, uuid) -> HttpResponse:
    """Put one point to a body of one's country."""
    found = access.one(request.user, "carry", "parliament.RoadmapItem", uuid=uuid)
    form = CARRYING.made(request.user, found, request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST":
        made = done(form, lambda **said: acts.carry(request.user, found, **said))
    if made:
        return HttpResponseRedirect(to_recommendation(made))
    return show_page(
        request, "parliament/point", form=form, title=found.title, text=found.text, done_when=found.done_when,
        uuid=found.roadmap.uuid, roadmap=found.roadmap.title, status=422 if form.errors else 200,
    )  # fmt: skip


@login_required
@require_safe
def sheet(request: HttpRequest, uuid) -> HttpResponse:
    """The state of the roadmap by country on paper, for the next forum."""
    found = access.one(request.user, "see", LABEL, uuid=uuid)
    lines = carried(request.user, found)
    said = {
        "title": found.title, "mark": found.terms.tlp, "recipient": paper.recipient_of(request.user),
        "subtitle": gettext("%(framework)s. State by country.") % {"framework": found.framework.body.name},
    }  # fmt: skip
    claimed, verified = pgettext("status", "Claimed"), pgettext("status", "Verified")
    columns = [gettext("Country"), gettext("Body that carries it"), claimed, verified]
    return paper.pdf(
        SHEET, paper.sheet(**said), stem="feuille-de-route", columns=columns, points=_printed(found, lines),
        how=gettext("Claimed is what the body says; verified is what somebody else found."),
        glance=_drawn(lines), by_country=gettext("By country"), legend=str(LEGEND), signed=gettext("Signatures"),
        signs=[_signed(each) for each in signs_of(awaited(found), _signoffs(request.user, found))],
    )  # fmt: skip


def _drawn(lines: list[CarriedPoint]) -> list[dict]:
    """A line for each country: its name, and the shape of each of its points in order."""
    found: dict[str, list[str]] = {}
    for each in lines:
        found.setdefault(each.country_name, []).append(each.shape or "said")
    return [{"name": name, "shapes": shapes} for name, shapes in found.items()]


def _signed(line: SignLine) -> list[str]:
    """Whose word, which, and on what points or why not, as the sheet wants it."""
    day = words.day(line.on) if line.on else "–"
    points = [f"{gettext('Not shared:')} {', '.join(line.points)}."] if line.points else []
    return [line.body, line.position_name or gettext("Awaited"), day, " ".join((*points, line.text)) or "–"]


def _signoffs(actor, row):
    return access.rows(actor, "see", "parliament.SignOff").filter(roadmap=row).prefetch_related("points")


def _printed(row, lines: list[CarriedPoint]) -> list[dict]:
    """Each point with its lines, as the sheet wants them."""
    found: dict[int, dict] = {}
    for each in lines:
        due = gettext("%(lead)s leads, until %(day)s") % {"lead": each.lead, "day": words.day(each.due_on)}
        point = found.setdefault(
            each.point, {"title": f"{each.point}. {each.title}", "due": due, "lines": []}
        )
        point["lines"].append(
            [each.country_name, each.addressee or each.taken, each.claimed or "–", each.verified or "–"]
        )
    return list(found.values())


def _shown(request: HttpRequest, row, tried: dict | None = None, status: int = 200) -> HttpResponse:
    actor = request.user
    lines = carried(actor, row)
    items = _points(actor, row).select_related("lead")
    signoffs = _signoffs(actor, row)
    shown = ShownRoadmap.told(row, items, lines, signs_of(awaited(row), signoffs))
    forms = unless_signed(actor, offered(actor, row, DOINGS, tried or {}), signoffs)
    return show(
        request, "parliament/roadmap", shown, face=ShownRoadmap, status=status, forms=forms,
        glance=at_a_glance(lines) if row.adopted_on else None,
        may_carry=bool(row.adopted_on) and access.may(actor, "carry", row),
    )  # fmt: skip
