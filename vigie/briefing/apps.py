"""Tells Django that this room exists, and which sections a sitting's file has."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "vigie.briefing"

    def ready(self) -> None:
        from vigie.briefing.sections import add, answers, gender, since
        from vigie.briefing.sections.agenda import agenda
        from vigie.briefing.sections.register import happened
        from vigie.briefing.waiting import on_sitting
        from vigie.web.panels import PANELS

        add(100, agenda)
        add(200, happened)
        add(250, since.came)
        add(300, answers.overdue)
        add(400, answers.open_recommendations)
        add(500, answers.questions)
        add(600, answers.requests)
        add(700, gender.women_and_men)
        PANELS["sitting"].append(on_sitting)
