"""The law on other installations."""

from __future__ import annotations

from vigie.access.rules.audiences import either, node
from vigie.access.rules.exchange import came_with_a_seen_item, of_own_peers, own_faults, own_peers

LAW = {
    "exchange.Peer": {
        "see": either(node, own_peers),
        "confirm": own_peers,  # a person who compared the keys by telephone; never the installation by itself
        "stop": either(node, own_peers),
        "send": either(node, own_peers),
        "receive": either(node, own_peers),
    },
    "exchange.Outgoing": {"see": either(node, of_own_peers)},
    "exchange.Incoming": {"see": either(node, of_own_peers)},
    "exchange.Carried": {"see": either(node, of_own_peers, came_with_a_seen_item)},
    "exchange.OnwardQuestion": {"see": either(node, of_own_peers), "answer": of_own_peers},
    "exchange.Fault": {"see": either(node, own_faults), "look": own_faults},
}
