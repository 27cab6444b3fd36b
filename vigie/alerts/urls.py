"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.alerts.views import byfeed, bymail, own
from vigie.web.masthead import within

urlpatterns = [
    path("alertes", own.alerts, name="alerts"),
    path("alertes/recherches/nouvelle/<slug:code>", own.new_search, name="alert-new"),
    path("alertes/recherches/<uuid:uuid>/fin", own.drop, name="alert-drop"),
    path("alertes/courriel", bymail.subscribe, name="alert-mail"),
    path("alertes/courriel/fin", bymail.unsubscribe, name="alert-mail-end"),
    path("alertes/courriel/confirmer/<str:token>", bymail.confirm, name="alert-confirm"),
    path("alertes/courriel/desabonnement/<str:token>", bymail.leave, name="alert-leave"),
    path("alertes/fil", byfeed.make, name="alert-feed"),
    path("alertes/fil/fin", byfeed.end, name="alert-feed-end"),
    path("fil/<str:token>", byfeed.feed, name="feed"),
]

within("home", "alerts")
within("alerts", "alert-new", "alert-mail")
