"""Tells Django that this room exists."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vigie.exchange"

    def ready(self) -> None:
        from vigie.exchange.beside import on_home, on_item
        from vigie.web.panels import PANELS

        PANELS["home"].append(on_home)
        PANELS["shared-item"].append(on_item)
