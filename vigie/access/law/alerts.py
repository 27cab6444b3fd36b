"""The law on what a person follows."""

from __future__ import annotations

from vigie.access.rules.alerts import of_an_own_subscription
from vigie.access.rules.audiences import either, node
from vigie.access.rules.intake import own

LAW = {
    # What a person follows is theirs alone; the installation needs the mailbox to write to it.
    "alerts.SavedSearch": {"see": own, "amend": own},
    "alerts.Subscription": {"see": either(node, own), "amend": own, "send": node},
    "alerts.Sent": {"see": of_an_own_subscription},
    "alerts.Feed": {"see": own, "amend": own},
}
