"""The law on the pages themselves."""

from __future__ import annotations

LAW = {}

HIDDEN = {
    "web.KeptWords",
    "web.SentForm",
}
