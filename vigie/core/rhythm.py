"""When something that comes every day or every week was last due."""

from __future__ import annotations

from datetime import datetime, timedelta


def last_due(rhythm: str, weekday: int, hour: int, now: datetime) -> datetime:
    """The newest moment at or before `now` at which a "daily" or "weekly" thing is due.

    `hour` (0–23) and `weekday` (0 is Monday; daily things have none) are on the clock of `now`, whose zone stays.
    """
    due = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if rhythm == "weekly":
        due -= timedelta((due.weekday() - weekday) % 7)
    if due > now:
        due -= timedelta(7 if rhythm == "weekly" else 1)
    return due
