"""One reason's weight as a bar from a middle line: right for the same, left for different."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

HALF = 54


def bit_bar(bits: float, most: float) -> SafeString:
    """`most` is the greatest weight of the list, which fills its half. The number stands beside, in words."""
    long = min(round(abs(bits) * HALF / max(most, 1)), HALF)
    start, colour = (56, "ink") if bits >= 0 else (56 - long, "warn")
    return mark_safe(  # noqa: S308 - numbers only
        '<svg viewBox="0 0 112 20" aria-hidden="true"><path d="M56 0v20" stroke="var(--edge)"/>'
        f'<path d="M{start} 5h{long}v10h-{long}z" fill="var(--{colour})"/></svg>'
    )
