"""Tells Django that this room exists, and other rooms what it adds to them."""

from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    name = "vigie.parliament"

    def ready(self) -> None:
        from vigie.followup.evidence import SOURCES
        from vigie.parliament import panels, sources, visiting
        from vigie.parliament.coming import upcoming_panel, women_panel
        from vigie.parliament.recommending import LABEL, finding_behind
        from vigie.web.panels import PANELS

        SOURCES["parliament.Report"] = sources.report
        SOURCES["parliament.Question"] = sources.question
        SOURCES["parliament.Declaration"] = sources.declaration
        SOURCES["parliament.RoadmapItem"] = sources.point
        SOURCES["parliament.Sitting"] = sources.sitting
        SOURCES[LABEL] = finding_behind
        PANELS["home"] += [upcoming_panel, panels.papers, women_panel, visiting.visits_panel]
        PANELS["parliament"].append(visiting.doors)
