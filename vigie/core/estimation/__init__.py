"""How many incidents nobody reported, from the overlaps of three to eight organisations' lists.

    table = Overlap.of_clusters(names, cluster, source)   # or of_patterns, of_sets
    found = estimate([table, …])                          # one table for each sampled clustering
    found.verdict, found.low, found.median, found.high, found.reasons
    words.say(found, "fr", gettext)                       # a sentence for a member of parliament
    stratified(names, [Stratum(Place(area, period, type), counts), …])   # pooled upwards where thin

A table nothing can be estimated from raises BadOverlap; `words.say_error` says what to do about it.
"""

from __future__ import annotations

from vigie.core.later import loaded_later

_HOMES = {
    "BadOverlap": "overlap",
    "Estimate": "estimates",
    "Opinion": "estimates",
    "Overlap": "overlap",
    "Place": "strata",
    "Reason": "verdict",
    "Signs": "verdict",
    "Stratified": "strata",
    "Stratum": "strata",
    "Verdict": "verdict",
    "estimate": "estimates",
    "stratified": "strata",
}

__all__ = sorted(_HOMES)
__getattr__ = loaded_later(__name__, _HOMES)
