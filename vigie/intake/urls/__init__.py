"""The addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from vigie.intake.urls import desk as desk_urls
from vigie.intake.urls import forms as form_urls
from vigie.intake.views import imports as views
from vigie.intake.views import lists, messages, sealed, sms
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("imports", views.imports, "imports"),
    path("imports/nouveau", views.import_new, name="import-new"),
    *with_data("imports/<uuid:uuid>", views.import_run, "import-run"),
    *desk_urls.urlpatterns,
    *form_urls.urlpatterns,
    *with_data("terrain/sms", messages.messages, "messages"),
    path("terrain/sms/passerelles", messages.gateway_new, name="gateway-new"),
    path("terrain/sms/passerelles/<uuid:uuid>/fermer", messages.gateway_close, name="gateway-close"),
    path("terrain/sms/numeros", messages.number_new, name="number-new"),
    path("terrain/sms/numeros/<uuid:uuid>/retirer", messages.number_retire, name="number-retire"),
    path("terrain/sms/messages/<int:number>/lu", messages.message_settle, name="message-settle"),
    path("terrain/sms/mots", messages.word_confirm, name="word-confirm"),
    path("terrain/sms/mots/<int:number>/retirer", messages.word_withdraw, name="word-withdraw"),
    path("terrain/sms/carte", messages.card, name="sms-card"),
    *with_data("terrain/chiffres", sealed.sealed, "sealed"),
    path("terrain/chiffres/retour", sealed.sealed_return, name="sealed-return"),
    path("terrain/chiffres/<uuid:uuid>", sealed.sealed_bundle, name="sealed-bundle"),
    *with_data("terrain/listes", lists.lists, "lists"),
    path("terrain/listes/<int:number>/approbation", lists.list_approval, name="list-approval"),
    path("terrain/listes/entrees/<int:number>/juste", lists.entity_settle, name="entity-settle"),
    path("sms/kannel", sms.kannel, name="sms-kannel"),
    path("sms/http", sms.http, name="sms-http"),
    path("odk/", include("vigie.intake.urls.openrosa")),
    path("remplir", include("vigie.intake.urls.webform")),
]

within("imports", "import-new", "import-run", "field")
within("field", "messages", "sms-card", "sealed", "lists")
