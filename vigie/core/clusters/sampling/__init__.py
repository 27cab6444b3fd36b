"""How sure the grouping is: clusterings drawn from their posterior, intervals of counts, what an answer is worth."""

from vigie.core.clusters.sampling.consensus import consensus
from vigie.core.clusters.sampling.drawing import sample_clusterings
from vigie.core.clusters.sampling.tally import Draws, interval
from vigie.core.clusters.sampling.worth import Worth, worth

__all__ = ["Draws", "Worth", "consensus", "interval", "sample_clusterings", "worth"]
