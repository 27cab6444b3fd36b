"""Correspondents, the packages that went and came, what was in them, and what was refused."""

from vigie.exchange.models.carried import Carried, OnwardQuestion
from vigie.exchange.models.fault import Fault
from vigie.exchange.models.package import ON_ITS_WAY, Incoming, Outgoing
from vigie.exchange.models.peer import STATES, Peer

__all__ = ["ON_ITS_WAY", "STATES", "Carried", "Fault", "Incoming", "OnwardQuestion", "Outgoing", "Peer"]
