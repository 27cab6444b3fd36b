"""The addresses of frameworks, their declarations and roadmaps."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import declaration, framework, roadmap
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("cadre", framework.frameworks, "frameworks"),
    path("cadre/nouveau", framework.found, name="framework-new"),
    path("cadre/declarations/<uuid:uuid>/<slug:doing>", declaration.do, name="declaration-do"),
    *with_data("cadre/declarations/<uuid:uuid>", declaration.declaration, "declaration"),
    path("cadre/feuilles/<uuid:uuid>/feuille-de-route.pdf", roadmap.sheet, name="roadmap-sheet"),
    path("cadre/feuilles/<uuid:uuid>/<slug:doing>", roadmap.do, name="roadmap-do"),
    *with_data("cadre/feuilles/<uuid:uuid>", roadmap.roadmap, "roadmap"),
    path("cadre/points/<uuid:uuid>", roadmap.take_up, name="roadmap-point"),
    path("cadre/<slug:slug>/declaration-nouvelle", declaration.draft, name="declaration-new"),
    path("cadre/<slug:slug>/feuille-nouvelle", roadmap.draft, name="roadmap-new"),
    path("cadre/<slug:slug>/<slug:doing>", framework.do, name="framework-do"),
    *with_data("cadre/<slug:slug>", framework.framework, "framework"),
]

within("parliament", "frameworks")
within("frameworks", "framework", "framework-new")
within("framework", "declaration", "declaration-new", "roadmap", "roadmap-new", "roadmap-point")
