"""The addresses of questions and reports."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import question, report
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("parlement/questions", question.questions, "asked-questions"),
    path("parlement/questions/nouvelle", question.draft, name="question-new"),
    path("parlement/questions/<uuid:uuid>/<slug:doing>", question.do, name="question-do"),
    *with_data("parlement/questions/<uuid:uuid>", question.question, "asked-question"),
    *with_data("parlement/a-repondre", question.to_answer, "questions-to-answer"),
    *with_data("parlement/rapports", report.reports, "committee-reports"),
    path("parlement/rapports/nouveau", report.draft, name="report-new"),
    path("parlement/rapports/<uuid:uuid>/corriger", report.rewrite, name="report-amend"),
    path("parlement/rapports/<uuid:uuid>/<slug:doing>", report.do, name="report-do"),
    *with_data("parlement/rapports/<uuid:uuid>", report.report, "committee-report"),
]

within("parliament", "asked-questions", "committee-reports")
within("asked-questions", "asked-question", "question-new", "questions-to-answer")
within("committee-reports", "committee-report", "report-new", "report-amend")
