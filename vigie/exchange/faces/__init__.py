"""What those who answer for a body's correspondence are shown."""

from vigie.exchange.faces.carried import AskedOnward, CameBy, ListedCarried
from vigie.exchange.faces.fault import ListedFault
from vigie.exchange.faces.package import Became, ListedIncoming, ListedOutgoing
from vigie.exchange.faces.peer import ListedPeer, OwnKeys, ShownPeer

__all__ = [
    "AskedOnward", "Became", "CameBy", "ListedCarried", "ListedFault", "ListedIncoming", "ListedOutgoing", "ListedPeer",
    "OwnKeys", "ShownPeer",
]  # fmt: skip
