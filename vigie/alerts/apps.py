"""Tells Django that this room exists, and other rooms what it does when an account is closed."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "vigie.alerts"

    def ready(self) -> None:
        from vigie.alerts.acts import forget
        from vigie.alerts.kinds import (
            KINDS,
            REMINDERS,
            offer,
            papers,
            recommendations,
            register,
            shared,
            sittings,
        )
        from vigie.directory.acts.accounts import WHEN_CLOSED
        from vigie.web.following import FOLLOWED, Followed

        followed = (
            register.REGISTER, recommendations.RECOMMENDATIONS, recommendations.OVERDUE, papers.QUESTIONS,
            papers.REPORTS, sittings.SITTINGS, shared.ITEMS, shared.REQUESTS,
        )  # fmt: skip
        for kind in followed:
            offer(kind)
        REMINDERS.extend(
            (sittings.coming, recommendations.coming, papers.coming_questions, shared.coming_requests)
        )
        FOLLOWED.update({kind.page: Followed(kind.code, kind.open_to) for kind in KINDS.values()})
        WHEN_CLOSED.append(forget)
