"""Mappings that the organisation keeps: listed, saved with an example of the file, forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.intake import acts
from vigie.intake.faces.desk import ListedMapping
from vigie.intake.forms.desk import MappingForm
from vigie.intake.readers.exports import table_of
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.views.desk.readers import done, for_coordinators
from vigie.intake.views.imports import set_apart
from vigie.intake.words import said
from vigie.web.show import show_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def mappings(request: HttpRequest) -> HttpResponse:
    """What is kept, and a form to keep another one."""
    form = MappingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _saved(request, form):
        return HttpResponseRedirect(reverse("mappings"))
    kept = access.rows(request.user, "see", "intake.SavedMapping").by_name()
    return show_page(
        request, "intake/desk/mappings", form=form, kept=[ListedMapping.of(each) for each in kept],
        organisation=request.user.organisation.name, status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@for_coordinators
def mapping_forget(request: HttpRequest, uuid) -> HttpResponse:
    found = access.one(request.user, "amend", "intake.SavedMapping", uuid=uuid)
    acts.forget_mapping(request.user, found)
    return HttpResponseRedirect(reverse("mappings"))


def _saved(request: HttpRequest, form: MappingForm) -> bool:
    def keep(name, text, example):
        with set_apart(example, "example") as path:
            columns = table_of(path).columns
        acts.save_mapping(request.user, request.user.organisation, name=name, text=text, columns=columns)

    try:
        return done(form, keep)
    except UnreadableFile as stop:
        for sentence in said(vars(each) for each in stop.faults):
            form.add_error(None, sentence)
        return False
