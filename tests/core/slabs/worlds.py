"""A small made-up world as reports, some of which say little of where and when."""

from functools import cache

import numpy as np

from benchmarks.worlds import generate
from vigie.core.pairing import Reports


@cache
def reports(number: int = 2500, seed: int = 4) -> Reports:
    columns = dict(generate(number, seed).columns)
    rng = np.random.default_rng(seed)
    n = len(columns["date"])
    vague = rng.random(n)
    for axis in ("lat", "lon"):
        columns[axis] = np.where(vague < 0.06, np.nan, columns[axis])
    columns["place"] = np.where(vague < 0.03, "", columns["place"])  # known by its area only
    columns["date_precision"] = np.where(vague > 0.995, "year", columns["date_precision"])
    types = [columns[f"event_type_{depth}"] for depth in (1, 2, 3)]
    names = "date_precision lat lon geo_precision place area actor_group actor_family target killed"
    more = {name: columns[name] for name in names.split(" ")}
    return Reports.of_columns(columns["source"], columns["date"], event_type=types, **more)
