"""The desk's first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vigie import access
from vigie.intake.desk import rows as desk
from vigie.intake.faces.desk import ShownPhone
from vigie.intake.views.desk.readers import for_analysts
from vigie.web.show import show_page


@require_safe
@for_analysts
def overview(request: HttpRequest) -> HttpResponse:
    """What waits, which telephones there are, who reports from where; to analysts, what of it they may see."""
    actor = request.user
    submissions = access.rows(actor, "see", "intake.Submission")
    phones = access.rows(actor, "see", "intake.Phone")
    asides = access.rows(actor, "see", "intake.SetAside")
    coordinates = access.role_of(actor) == "coordinator"
    return show_page(
        request, "intake/desk/overview", organisation=actor.organisation.name, coordinates=coordinates,
        awaited=desk.awaited_counts(submissions, asides), forms=desk.backlog(submissions),
        phones=[ShownPhone.of(each) for each in phones.for_listing()],
        reporters=desk.reporters(submissions, phones) if coordinates else [],
    )  # fmt: skip
