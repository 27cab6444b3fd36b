"""Tells Django that this room exists, and other rooms what it does when an account is closed."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "vigie.alerts"

    def ready(self) -> None:
        from vigie.alerts.acts import forget
        from vigie.alerts.kinds import KINDS, offer
        from vigie.alerts.kinds.register import REGISTER
        from vigie.directory.acts.accounts import WHEN_CLOSED
        from vigie.web.following import FOLLOWED

        offer(REGISTER)
        FOLLOWED.update({kind.page: kind.code for kind in KINDS.values()})
        WHEN_CLOSED.append(forget)
