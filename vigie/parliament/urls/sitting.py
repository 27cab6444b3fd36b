"""The addresses of committees and their sittings."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import attendance, calendar, committee, document, doing, sitting, women
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    path("parlement", committee.parliament, name="parliament"),
    *with_data("parlement/seances", sitting.sittings, "sittings"),
    *with_data("parlement/seances/<uuid:uuid>", sitting.sitting, "sitting"),
    path("parlement/seances/<uuid:uuid>/presences", attendance.sitting_attendance, name="sitting-attendance"),
    path("parlement/seances/<uuid:uuid>/<slug:doing>", doing.sitting_do, name="sitting-do"),
    path(
        "parlement/seances/<uuid:uuid>/retirer/<slug:what>/<uuid:line>",
        doing.sitting_strike,
        name="sitting-strike",
    ),
    path("parlement/documents", document.documents, name="sitting-documents"),
    path("parlement/documents/<uuid:uuid>", document.document, name="sitting-document"),
    path(
        "parlement/documents/<uuid:uuid>/retirer",
        document.document_withdraw,
        name="sitting-document-withdraw",
    ),
    *with_data("parlement/commissions/<slug:slug>", committee.committee, "committee"),
    path("parlement/commissions/<slug:slug>/seances/nouvelle", sitting.sitting_new, name="sitting-new"),
    path("parlement/commissions/<slug:slug>/membres/nouveau", committee.seat_new, name="seat-new"),
    path("parlement/commissions/<slug:slug>/quorum", committee.committee_quorum, name="committee-quorum"),
    *with_data(
        "parlement/commissions/<slug:slug>/presences", attendance.committee_attendance, "committee-attendance"
    ),
    path(
        "parlement/commissions/<slug:slug>/agenda.ics", calendar.committee_calendar, name="committee-calendar"
    ),
    path("parlement/membres/<uuid:uuid>", committee.seat, name="seat"),
    path("parlement/agenda", calendar.calendar_keys, name="calendar-keys"),
    path("parlement/agenda/<uuid:uuid>/reprendre", calendar.calendar_key_revoke, name="calendar-key-revoke"),
    path("agenda/<str:secret>.ics", calendar.keyed_calendar, name="keyed-calendar"),
    path("agenda/<str:secret>/<slug:slug>.ics", calendar.keyed_calendar, name="keyed-committee-calendar"),
    *with_data("parlement/femmes", women.women, "women"),
]

within(
    "parliament", "sittings", "sitting-documents", "committee", "committee-attendance", "seat", "seat-new",
    "committee-quorum", "committee-calendar",
    "women", "calendar-keys",
)  # fmt: skip
within("sittings", "sitting", "sitting-new", "sitting-do", "sitting-attendance", "sitting-document")
