"""Tells Django that this room exists, and which sections a sitting's file has."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "vigie.briefing"

    def ready(self) -> None:
        from vigie.briefing.sections import add, answers
        from vigie.briefing.sections.agenda import agenda
        from vigie.briefing.sections.register import happened

        add(100, agenda)
        add(200, happened)
        add(300, answers.overdue)
        add(400, answers.open_recommendations)
        add(500, answers.questions)
        add(600, answers.requests)
