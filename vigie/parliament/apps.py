"""Tells Django that this room exists, and other rooms what it adds to them."""

from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    name = "vigie.parliament"

    def ready(self) -> None:
        from vigie.followup.evidence import SOURCES
        from vigie.parliament import panels, sources, visiting
        from vigie.parliament.coming import to_write_up, upcoming_panel, women_panel
        from vigie.parliament.recommending import LABEL, finding_behind
        from vigie.web.awaited import AWAITED
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        SOURCES["parliament.Report"] = sources.report
        SOURCES["parliament.Question"] = sources.question
        SOURCES["parliament.Declaration"] = sources.declaration
        SOURCES["parliament.RoadmapItem"] = sources.point
        SOURCES["parliament.Sitting"] = sources.sitting
        SOURCES[LABEL] = finding_behind
        AWAITED.extend([to_write_up, panels.papers, visiting.visits])
        PANELS["home"] += [upcoming_panel, women_panel]
        PANELS["parliament"].append(visiting.doors)
        WAITING["asked-questions"] = panels.to_answer
