"""The law on places."""

from __future__ import annotations

from vigie.access.rules.audiences import anyone, node

LAW = {
    "places.Generation": {"see": anyone, "import_into": node},
    "places.Area": {"see": anyone},
    "places.Gazetteer": {"see": anyone},
    "places.Settlement": {"see": anyone},
}

HIDDEN = {
    "places.AreaName",
    "places.Extent",
    "places.ExtentArea",
    "places.SettlementName",
    "places.Succession",
}
