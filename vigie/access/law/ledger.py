"""The law on the installation and its log."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS
from vigie.access.rules.audiences import anyone, either, node, roles
from vigie.access.rules.monitoring import history
from vigie.access.rules.sharing import history_of_circles

LAW = {
    "ledger.Node": {
        "see": anyone,
        "match": either(node, roles(*ANALYSTS)),
        "sample": either(node, roles(*ANALYSTS)),
        "build": node,
        "estimate": node,
        "convene": node,
        "file_entities": node,
        "rekey": node,
    },
    "ledger.Entry": {"see": either(node, history, history_of_circles)},
}
