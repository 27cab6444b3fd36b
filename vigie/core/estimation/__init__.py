"""How many incidents nobody reported, from the overlaps of three to eight organisations' lists.

    table = Overlap.of_clusters(names, cluster, source)   # or of_patterns, of_sets
    found = estimate([table, …])                          # one table for each sampled clustering
    found.verdict, found.low, found.median, found.high, found.reasons
    words.say(found, "fr", gettext)                       # a sentence for a member of parliament
    stratified(names, [Stratum(Place(area, period, type), counts), …])   # pooled upwards where thin

A table nothing can be estimated from raises BadOverlap; `words.say_error` says what to do about it.
"""

from vigie.core.estimation.estimates import Estimate, Opinion, estimate
from vigie.core.estimation.overlap import BadOverlap, Overlap
from vigie.core.estimation.strata import Place, Stratified, Stratum, stratified
from vigie.core.estimation.verdict import Reason, Signs, Verdict

__all__ = [
    "BadOverlap",
    "Estimate",
    "Opinion",
    "Overlap",
    "Place",
    "Reason",
    "Signs",
    "Stratified",
    "Stratum",
    "Verdict",
    "estimate",
    "stratified",
]
