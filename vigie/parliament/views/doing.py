"""What is done with one sitting: each thing has its form, its act, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.sitting import ShownSitting
from vigie.parliament.forms.framework import RecommendForm
from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.people import ContributionForm, HeadcountForm, WitnessForm
from vigie.parliament.forms.sitting import (
    AdoptedForm,
    AgendaForm,
    CancelForm,
    DocumentForm,
    HourForm,
    MattersForm,
    MinutesForm,
    TimesForm,
)
from vigie.parliament.models import Sitting
from vigie.parliament.views.asking import bodies_to_ask
from vigie.parliament.views.filling import done
from vigie.web.show import show_page

BODIES = ("committee", "regional")


@dataclass(frozen=True)
class Doing:
    """One thing to do: in which states of the sitting, under which verb, with which words, form and act."""

    verb: str
    states: tuple[str, ...]
    title: str
    button: str
    act: Callable
    form: Callable = lambda request, sitting, **given: Form(**given)
    in_camera: bool = True
    kinds: tuple[str, ...] = ()  # of sittings; () is all
    until: Callable = lambda sitting: True  # from when on there is nothing left to do

    def fits(self, sitting: Sitting) -> bool:
        kind = (self.in_camera or not sitting.is_in_camera) and (not self.kinds or sitting.kind in self.kinds)
        return kind and sitting.state in self.states and self.until(sitting)


def _minutes_are(*states: str) -> Callable:
    """Until the minutes of a sitting are past these states; "" is none yet."""
    return lambda sitting: (sitting.minutes.state if hasattr(sitting, "minutes") else "") in states


def _unpublished(sitting: Sitting) -> bool:
    return sitting.agenda_published_at is None


def _minutes_unpublished(sitting: Sitting) -> bool:
    return (
        hasattr(sitting, "minutes")
        and sitting.minutes.state == "adopted"
        and not sitting.minutes.published_at
    )


def _times(request, sitting: Sitting, **given) -> Form:
    bodies = access.rows(request.user, "see", "directory.Organisation").filter(classification__in=BODIES)
    return TimesForm(body=sitting.body, bodies=bodies, initial=TimesForm.of(sitting), **given)


def _agenda(request, sitting: Sitting, **given) -> Form:
    return AgendaForm(initial={"agenda": "\n".join(each.title for each in sitting.agenda.all())}, **given)


def _minutes(request, sitting: Sitting, **given) -> Form:
    written = access.rows(request.user, "see", "parliament.Minutes").filter(sitting=sitting).first()
    return MinutesForm(initial={"text": written.text if written else ""}, **given)


def _circles(request, sitting: Sitting):
    found = access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None).order_by("name")
    return found.none() if sitting.is_in_camera else found


def _contribution(request, sitting: Sitting, **given) -> Form:
    return ContributionForm(sessions=sitting.agenda.all(), **given)


def _plain(form: type[Form]) -> Callable:
    return lambda request, sitting, **given: form(**given)


def _hour(request, sitting: Sitting, **given) -> Form:
    return HourForm(sitting=sitting, **given)


def _with_circles(form: type[Form]) -> Callable:
    return lambda request, sitting, **given: form(circles=_circles(request, sitting), **given)


def _document(request, sitting: Sitting, **given) -> Form:
    return DocumentForm(circles=_circles(request, sitting), matters=sitting.agenda.all(), **given)


def _matters(request, sitting: Sitting, **given) -> Form:
    return MattersForm(sitting=sitting, **given)


def _recommendation(request, sitting: Sitting, **given) -> Form:
    form = RecommendForm(**given)
    form.fields["addressee"].queryset = bodies_to_ask(request.user, sitting)
    return form


ANY, ENDED = ("planned", "open", "held"), ("open", "held")
DOINGS = {
    "deplacer": Doing("amend", ("planned",), _("Move the sitting"), _("Keep these changes"), acts.reschedule, _times),
    "ordre-du-jour": Doing(
        "amend", ANY, _("Set the agenda"), _("Keep this agenda"), acts.set_agenda, _agenda,
        until=_minutes_are("", "draft"),
    ),
    "publier": Doing(
        "amend", ANY, _("Publish the agenda"), _("Publish the agenda"), acts.publish_agenda, in_camera=False,
        until=_unpublished,
    ),
    "partager": Doing(
        "amend", ANY, _("Share the sitting"), _("Share the sitting"), acts.share_sitting, _with_circles(MarkedForm),
        in_camera=False,
    ),
    "document": Doing(
        "amend", ANY, _("Add a document"), _("Add this document"), acts.add_document, _document
    ),
    "points": Doing(
        "amend", ANY, _("Write notes on the agenda"), _("Keep these notes"), acts.note_matters, _matters,
        until=_minutes_are("", "draft"),
    ),
    "ouvrir": Doing("preside", ("planned",), _("Open the sitting"), _("Open the sitting"), acts.open_sitting, _hour),
    "clore": Doing("preside", ("open",), _("Close the sitting"), _("Close the sitting"), acts.close_sitting, _hour),
    "entendre": Doing("amend", ENDED, _("Enter a witness"), _("Enter this witness"), acts.hear, _plain(WitnessForm)),
    "participants": Doing(
        "amend", ENDED, _("Count participants"), _("Add this line"), acts.count_people, _plain(HeadcountForm)
    ),
    "contribution": Doing(
        "amend", ENDED, _("Enter a contribution"), _("Enter this contribution"), acts.contribute, _contribution,
        kinds=("forum", "framework"),
    ),
    "compte-rendu": Doing(
        "amend", ENDED, _("Write the minutes"), _("Keep this draft"), acts.draft_minutes, _minutes,
        until=_minutes_are("", "draft"),
    ),
    "adopter": Doing(
        "preside", ("held",), _("Adopt the minutes"), _("Adopt the minutes"), acts.adopt_minutes, _plain(AdoptedForm),
        until=_minutes_are("draft"),
    ),
    "publier-compte-rendu": Doing(
        "preside", ("held",), _("Publish the minutes"), _("Publish the minutes"), acts.publish_minutes, in_camera=False,
        until=_minutes_unpublished,
    ),
    "recommander": Doing(
        "amend", ENDED, _("Recommend"), _("Draft this recommendation"), acts.recommend_from_sitting, _recommendation,
    ),
    "annuler": Doing(
        "amend", ("planned",), _("Cancel the sitting"), _("Cancel the sitting"), acts.cancel, _plain(CancelForm)
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sitting_do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Ask for what one act needs, and do it. What cannot be done now says why; what was typed stays."""
    asked = DOINGS.get(doing)
    if asked is None:
        raise Http404
    sitting = access.one(request.user, asked.verb, "parliament.Sitting", uuid=uuid)
    given = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = asked.form(request, sitting, **given)
    act = asked.act
    if form.is_bound and done(form, lambda **said: act(request.user, sitting, **said)) is not None:
        return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": sitting.uuid}))
    return show_page(
        request, "parliament/sitting_do", it=ShownSitting.of(sitting), form=form, doing=doing, title=asked.title,
        button=asked.button, status=422 if form.errors else 200,
    )  # fmt: skip


def offered(actor, sitting: Sitting) -> list[tuple[str, str]]:
    """(name in the address, words) of what this actor may do with the sitting as it stands."""
    verbs = {verb for verb in ("amend", "preside") if access.may(actor, verb, sitting)}
    return [(name, each.title) for name, each in DOINGS.items() if each.verb in verbs and each.fits(sitting)]


# Word in the address → the kind of line that was entered by mistake.
LINES = {
    "temoin": "parliament.Witness", "participants": "parliament.Headcount", "contribution": "parliament.Contribution",
}  # fmt: skip


@require_POST
@login_required
def sitting_strike(request: HttpRequest, uuid, what: str, line) -> HttpResponse:
    """Take out one line of who was heard, who came or what was brought."""
    if what not in LINES:
        raise Http404
    sitting = access.one(request.user, "amend", "parliament.Sitting", uuid=uuid)
    found = access.one(request.user, "see", LINES[what], uuid=line, sitting=sitting)
    acts.strike(request.user, sitting, line=found)
    return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": uuid}))
