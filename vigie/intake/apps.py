"""Tells Django that this room exists."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "vigie.intake"

    def ready(self) -> None:
        from vigie.intake.desk.beside import quiet_day, waiting_at_the_desk
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["field"] = waiting_at_the_desk
        PANELS["home"].append(quiet_day)
