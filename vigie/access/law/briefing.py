"""The law on copies of a file before a sitting."""

from __future__ import annotations

from vigie.access.rules.audiences import either, node
from vigie.access.rules.briefing import copies

LAW = {
    "briefing.Copy": {"see": either(node, copies)},
}
