"""Episodes beside events: a siege of weeks is not the ambush within it, though place and date agree.

A span is how long something lasted where its ends are known to the day; else it is how little is known of one
day (`core.dates.When`). Only the first kind makes an episode.
"""

from __future__ import annotations

import numpy as np

from vigie.core.pairing.reports import Reports

# What lasted so many days is an episode. An attack that went on over a night or a weekend is an event.
EPISODE_DAYS = 7
# Two episodes are compared as events are, by where they begin and where they end: so many days may lie between.
ENDS_APART = 7


def episodes(reports: Reports) -> np.ndarray:
    """Which reports tell of an episode: bool[n]."""
    mine = reports.records[: len(reports)]
    return (mine["loose"] == 0) & (mine["last"].astype(np.int64) - mine["first"] >= EPISODE_DAYS - 1)


def held_apart(reports: Reports, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Which pairs (row numbers) only a person may call one incident: an event and an episode that it may lie in,
    and two episodes that begin or end too far apart. bool[pairs]
    """
    lasting = episodes(reports)
    mine = reports.records[: len(reports)]
    first, last = mine["first"].astype(np.int64), mine["last"].astype(np.int64)
    ends = np.maximum(np.abs(first[one] - first[other]), np.abs(last[one] - last[other]))
    both = lasting[one] & lasting[other]
    return (lasting[one] ^ lasting[other]) | (both & (ends > ENDS_APART))
