"""The style sheet: whole, and light enough for a slow line."""

from __future__ import annotations

from pathlib import Path

SHEET = Path(__file__).resolve().parents[2] / "vigie" / "static" / "vigie" / "vigie.css"


def test_every_block_is_closed():
    text = SHEET.read_text(encoding="utf-8")
    depth = 0
    for place, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        # A rule within a rule within a rule: a block above was left open.
        assert 0 <= depth <= 3, text[max(0, place - 60) : place]
    assert depth == 0
    assert "<<<<" not in text


def test_it_weighs_at_most_14_kb():
    assert SHEET.stat().st_size <= 14 * 1024
