"""What each part of the oversight rooms draws: its rows in the world, and who may see, do and open what.

A part is a module with any of these names:

- `build(world)`: make its rows by the room's acts; keep what tests need in `world.things["name"]`.
- `SEEN`, `MAY`: tables "Model" and "Model:verb" × visitor → how many rows.
- `PAGES`: table address × "who" (a group of `GROUPS`, or "drawn") and "as" (endings, or "-").
- `DOINGS`: addresses asked by POST only. `BOTH_WAYS`: those asked by GET and POST.
- `APART`: addresses with a door of their own (another installation, a calendar's token), tested in their room.
- `examples(world)`: address → thing → what stands in the address; an "absent" thing for each.
- `OPENS`: address → table thing × visitor: x opens it, . finds nothing.
- `words(world)`: word → the visitors who may meet it; it stands in hidden things and nowhere else.
"""

from __future__ import annotations

import importlib
import pkgutil

# In the order in which the world is made.
ORDER = ("sharing", "followup", "schedule", "exchange", "sittings", "papers", "visits", "alerts", "briefing")


def parts() -> list:
    found = [each.name for each in pkgutil.iter_modules(__path__)]
    assert set(found) <= set(ORDER), "name the new part in ORDER"
    return [importlib.import_module(f"{__name__}.{name}") for name in ORDER if name in found]


def gathered(name: str) -> dict:
    """The tables of one name of all parts, as one."""
    return {key: value for part in parts() for key, value in getattr(part, name, {}).items()}
