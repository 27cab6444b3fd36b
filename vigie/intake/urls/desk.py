"""The addresses of the coordinators' desk."""

from __future__ import annotations

from django.urls import path

from vigie.intake.views.desk import asides, effort, mappings, overview, phones, records
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    path("terrain", overview.overview, name="field"),
    path("terrain/telephones/nouveau", phones.phone_new, name="phone-new"),
    path("terrain/telephones/<uuid:uuid>", phones.phone, name="phone"),
    path("terrain/telephones/<uuid:uuid>/mot-de-passe", phones.field_password, name="field-password"),
    path("terrain/telephones/<uuid:uuid>/<slug:doing>", phones.phone_do, name="phone-do"),
    *with_data("terrain/dossiers", records.records, "records"),
    path("terrain/dossiers/<uuid:uuid>", records.record, name="record"),
    path("terrain/dossiers/<uuid:uuid>/<slug:doing>", records.record_do, name="record-do"),
    *with_data("terrain/ecartes", asides.asides, "asides"),
    path("terrain/ecartes/<uuid:uuid>/octets", asides.aside_bytes, name="aside-bytes"),
    path("terrain/ecartes/<uuid:uuid>/vu", asides.aside_look, name="aside-look"),
    *with_data("terrain/effort", effort.effort, "effort"),
    path("terrain/effort/calculer", effort.effort_reckon, name="effort-reckon"),
    path("terrain/effort/coupures/<int:pk>/retirer", effort.outage_withdraw, name="outage-withdraw"),
    path("terrain/effort/<slug:doing>", effort.effort_do, name="effort-do"),
    path("terrain/correspondances", mappings.mappings, name="mappings"),
    path("terrain/correspondances/<uuid:uuid>/oublier", mappings.mapping_forget, name="mapping-forget"),
    path("terrain/ras", effort.check_in, name="check-in"),
]

within("field", "phone", "phone-new", "records", "record", "asides", "effort", "mappings")
