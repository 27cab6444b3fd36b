"""The schedule of outstanding responses: as a page, as data and as paper; and what is done from it."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vigie import access
from vigie.followup import acts, wording
from vigie.followup.another_deadline import AnotherDeadline
from vigie.followup.faces.schedule import ScheduledResponse, ShownDeadline, Tally, by_country, grounds
from vigie.followup.schedule import Line, schedule, strictest
from vigie.followup.views.inheriting import left_by_others
from vigie.web import paper
from vigie.web.pictures.lateness import lateness
from vigie.web.show import as_data, show, show_page
from vigie.web.words import day

SOURCE = Path(__file__).resolve().parents[1] / "templates" / "followup" / "schedule.typ"


def outstanding(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Who owes which answer, for how long: by ministry and by country."""
    found = _asked(request)
    lines = [ScheduledResponse.of(line) for line in found]
    countries = by_country(lines)
    ministries = sorted(
        (each for country in countries for each in country.ministries),
        key=lambda each: (-each.longest, each.name),
    )
    tally = Tally.of(lines)
    return show(
        request, "followup/schedule", found, face=ScheduledResponse, tally=tally, today=timezone.localdate(),
        countries=countries, grounds=grounds(lines), picture=lateness(ministries, _pictured(ministries), _("days")),
        asked=request.GET, choices=_countries(request), left_by_others=left_by_others(request.user),
    )  # fmt: skip


@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same, to be laid on a table: the mark is the strictest of what stands in it."""
    found = _asked(request)
    lines = [ScheduledResponse.of(line) for line in found]
    tally, today = Tally.of(lines), timezone.localdate()
    sheet = paper.sheet(
        title=_("Schedule of outstanding responses"), subtitle=_("As of %(day)s") % {"day": day(today)},
        mark=strictest(found), recipient=_recipient(request.user),
    )  # fmt: skip
    countries = [_country_on_paper(each) for each in by_country(lines)]
    return paper.pdf(
        SOURCE, sheet, stem=f"echeancier-{today.isoformat()}", lead=f"{tally.heading}. {tally.sentence}".strip(),
        countries=countries, grounds=[as_data(each) for each in grounds(lines)], words=_words_on_paper(),
    )  # fmt: skip


def _asked(request: HttpRequest) -> list[Line]:
    return schedule(
        request.user, timezone.localdate(), country=request.GET.get("country", ""),
        ministry=request.GET.get("ministry", ""),
    )  # fmt: skip


def _countries(request: HttpRequest) -> list[tuple[str, str]]:
    seen = access.rows(request.user, "see", "followup.Recommendation").live()
    codes = sorted(set(seen.exclude(country="").values_list("country", flat=True)))
    return [(code, wording.country(code)) for code in codes]


def _pictured(ministries) -> str:
    late = [each for each in ministries if each.overdue]
    told = "; ".join(f"{each.name}: {each.sentence}" for each in late)
    return _("Days overdue by ministry. %(told)s") % {"told": told}


def _recipient(actor) -> str:
    return paper.recipient_of(actor) if actor.is_authenticated else _("the public")


def _country_on_paper(country) -> dict:
    data = as_data(country)
    for shown, ministry in zip(data["ministries"], country.ministries, strict=True):
        shown["sentence"] = ministry.sentence
        for line, faced in zip(shown["lines"], ministry.lines, strict=True):
            line["late"] = faced.late
    return data


def _words_on_paper() -> dict[str, str]:
    return {
        "recommendation": _("Recommendation"),
        "due": _("Due on"),
        "state": _("State"),
        "answered": _("Answered on"),
        "none": _(
            "No response is awaited. This is what the register says today, within what the recipient may see."
        ),
        "picture": _("Days overdue by ministry"),
        "how": _("As long as the longest overdue response; each cut is another."),
        "grounds": _("What the days rest on"),
        "reading": _(
            "Days are counted from the deadline to today, without those on which the body that asked did not sit. "
            "Public holidays are not deducted."
        ),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def deadline(request: HttpRequest, ref: str) -> HttpResponse:
    """Set another deadline for one recommendation, and say why."""
    row = access.one(request.user, "time", "followup.Recommendation", ref=ref)
    form = AnotherDeadline(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_deadline(request.user, row, **form.cleaned_data)
            return HttpResponseRedirect(reverse("recommendation", kwargs={"ref": row.ref}))
        except ValidationError as error:
            form.add_error(None, error)
    status = 400 if form.errors else 200
    held = [ShownDeadline.of(each) for each in row.deadlines.order_by("-pk")]
    return show_page(
        request, "followup/deadline", ref=row.ref, title=row.title, words=form, held=held, status=status
    )
