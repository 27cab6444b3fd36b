"""Past one machine: the same matching by slabs of region and time, on workers that share nothing.

    plan = plan_slabs(reports, windows, most=200_000)
    found = match_slabs(reports, plan, engine)      # engine: Here(), or dask_engine(client)
    found.labels, found.weights

Three rounds. Each worker counts the patterns of its slab; their sum is all that learning needs. Each compares
with the weights learnt from it. Each groups what lies wholly inside its slab; what crosses a border is grouped
in one place. The clusters are those of one machine, which a test shows with separate processes.
"""

from vigie.core.slabs.engines import Engine, Here, dask_engine
from vigie.core.slabs.matching import Found, match_slabs
from vigie.core.slabs.plan import Plan, Slab, plan_slabs

__all__ = ["Engine", "Found", "Here", "Plan", "Slab", "dask_engine", "match_slabs", "plan_slabs"]
