"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"

    def ready(self) -> None:
        from vigie.counting.beside import how_sure, why_joined
        from vigie.counting.doubt import doubt_beside
        from vigie.counting.overlaps import panel
        from vigie.counting.waiting import blind_waiting, pairs_waiting
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS
        from vigie.web.sureness import BESIDE_COUNTS

        WAITING["review"] = pairs_waiting
        WAITING["blind"] = blind_waiting
        BESIDE_COUNTS.extend((doubt_beside, how_sure))
        PANELS["home"].append(panel.on_home)
        PANELS["incident"].append(why_joined)
        PANELS["incident"].append(panel.on_incident)
        PANELS["report"].append(panel.best_matches)
        PANELS["report"].append(panel.asking)
