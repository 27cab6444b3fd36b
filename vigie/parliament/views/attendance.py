"""Who was there: recorded seat by seat, and read sitting by sitting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.parliament import acts
from vigie.parliament.acts.attendance import seats_of
from vigie.parliament.faces.sitting import ShownSitting
from vigie.parliament.forms.attendance import AttendanceForm
from vigie.parliament.presence import Presence, presences
from vigie.parliament.views.doing import BODIES
from vigie.parliament.views.filling import done
from vigie.web.show import show, show_page

MOST_SITTINGS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sitting_attendance(request: HttpRequest, uuid) -> HttpResponse:
    """Write down who was there, for each seat that was held on that day."""
    sitting = access.one(request.user, "amend", "parliament.Sitting", uuid=uuid)
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, seats=list(seats_of(sitting)), initial=AttendanceForm.of(sitting))
    if form.is_bound and done(form, lambda **said: acts.record_attendance(request.user, sitting, **said)):
        return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": sitting.uuid}))
    several = len({seat.body_id for seat in form.seats}) > 1
    lines = [
        (seat.body.name if several else "", seat.holder, str(seat.get_post_display()), *fields)
        for seat, *fields in sorted(form.lines(), key=lambda line: line[0].body.name)
    ]
    return show_page(
        request, "parliament/attendance", it=ShownSitting.of(sitting), form=form, lines=lines,
        status=422 if form.errors else 200,
    )  # fmt: skip


def committee_attendance(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """Attendance at a committee's sittings, the newest first. Sums: no list of persons."""
    body = access.one(request.user, "see", "directory.Organisation", slug=slug, classification__in=BODIES)
    seen = (
        access.rows(request.user, "see", "parliament.Sitting")
        .of_body(body)
        .filter(state__in=("open", "held"))
    )
    found = presences(request.user, seen.for_listing().newest_first()[:MOST_SITTINGS], body)
    return show(request, "parliament/presences", found, face=Presence, body=body.name, slug=slug)
