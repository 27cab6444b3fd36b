"""Tells Django that this room exists, and other rooms' pages what waits here."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "vigie.sharing"

    def ready(self) -> None:
        from vigie.sharing.owed import owed, requests_waiting
        from vigie.sharing.waiting import awaited, unopened
        from vigie.web.awaited import AWAITED
        from vigie.web.masthead import WAITING

        WAITING["shared-items"] = unopened
        WAITING["requests"] = requests_waiting
        AWAITED.extend((awaited, owed))
