"""Tells Django that this room exists."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "vigie.followup"

    def ready(self) -> None:
        from vigie.followup.waiting import awaited, count_late, count_to_answer, on_home
        from vigie.web.awaited import AWAITED
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["to-answer"] = count_to_answer
        WAITING["recommendations"] = count_late
        AWAITED.append(awaited)
        PANELS["home"].append(on_home)
