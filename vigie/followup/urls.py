"""The addresses of this room."""

from __future__ import annotations

from vigie.followup.views import lists, thread
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("recommandations", lists.recommendations, "recommendations"),
    *with_data("recommandations/<slug:ref>", thread.recommendation, "recommendation"),
]
