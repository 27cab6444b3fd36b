"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.directory.views import account, bodies, constituting, lists, signing
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
    path("annuaire/organisations/<slug:slug>/statut", constituting.standing_new, name="standing-new"),
    path("annuaire/organisations/<slug:slug>/statut/<int:number>", constituting.standing, name="standing"),
    path("annuaire/organisations/<slug:slug>/fin", constituting.body_end, name="body-end"),
    path("annuaire/organisations/<slug:slug>/suite/<int:number>", constituting.succession, name="succession"),
    path("connexion", signing.sign_in, name="sign-in"),
    path("deconnexion", signing.sign_out, name="sign-out"),
    path("compte", account.account, name="account"),
    path("compte/preferences", account.preferences, name="keep-preferences"),
    path("compte/mot-de-passe", account.password, name="change-password"),
]

within("directory", "organisation", "people", "person", "posts", "units", "unit")
within("organisation", "standing-new", "standing", "body-end", "succession")
