"""Tells Django that this room exists."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vigie.exchange"

    def ready(self) -> None:
        from vigie.exchange.beside import among_links, awaited, on_item
        from vigie.web.awaited import AWAITED
        from vigie.web.panels import PANELS

        AWAITED.append(awaited)
        PANELS["shared-items"].append(among_links)
        PANELS["shared-item"].append(on_item)
