"""Vigie: many watchers, one register, and no source betrayed."""

__version__ = "0.1.0"
