"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.directory.views import account, bodies, lists, signing
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    path("annuaire.popolo.json", lists.as_popolo, name="popolo"),
    *with_data("annuaire", lists.organisations, "directory"),
    *with_data("annuaire/personnes", lists.people, "people"),
    *with_data("annuaire/postes", lists.posts, "posts"),
    *with_data("annuaire/unites", lists.units, "units"),
    *with_data("annuaire/organisations/<slug:slug>", bodies.organisation, "organisation"),
    *with_data("annuaire/personnes/<slug:slug>", bodies.person, "person"),
    *with_data("annuaire/unites/<slug:slug>", bodies.unit, "unit"),
    path("connexion", signing.sign_in, name="sign-in"),
    path("deconnexion", signing.sign_out, name="sign-out"),
    path("compte", account.account, name="account"),
    path("compte/preferences", account.preferences, name="keep-preferences"),
    path("compte/mot-de-passe", account.password, name="change-password"),
]

within("directory", "organisation", "people", "person", "posts", "units", "unit")
