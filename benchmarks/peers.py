"""The peers that the matching is measured against, on the same reports: Splink in its best mode, and MELTT's rule.

Splink is a development dependency and runs for real. MELTT is an R package; what is here is its published rule
(windows, taxonomies, one-to-one, one data set after another) in our own words, to set beside its recorded
figures, not its code.
"""

from __future__ import annotations

import logging

import numpy as np

from benchmarks.worlds import KM_PER_DEGREE, World

CELL_KM, NEAR_KM = 80.0, 40.0
NEAR = f"sqrt(pow(l.x - r.x, 2) + pow(l.y - r.y, 2)) < {NEAR_KM} and abs(l.day - r.day) <= 3"


def splink(world: World, weight: float = 0.0, one_to_one: bool = True) -> np.ndarray:
    """The cluster of each report by Splink, trained by EM without labels.

    `one_to_one` is its best mode here: link only, a single best link to each other organisation. `weight` is the
    match weight (bits) from which a link counts.
    """
    import duckdb
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    link = duckdb.connect()
    # Left to itself, DuckDB 2.0 orders the joins of Splink's one-to-one clustering as a product of all reports
    # with all: 45 s for 5,000 of them instead of 0.2 s. Splink is to be measured, not that.
    link.execute(
        "SET threads = 2; SET disabled_optimizers = 'join_order'; SET max_temp_directory_size = '4GB'"
    )
    _prepare(link, world)
    api = DuckDBAPI(connection=link)
    sources = sorted(set(world.columns["source"]))
    tables = [_of_source(link, api, each, number) for number, each in enumerate(sources)]
    linker = Linker(tables, _settings(), log_level=logging.ERROR)
    _train(linker)
    predicted = linker.inference.predict(threshold_match_weight=-5)
    if one_to_one:
        clusters = linker.clustering.cluster_using_single_best_links(
            predicted, duplicate_free_datasets=[table.dataset_display_name for table in tables],
            threshold_match_weight=weight,
        )  # fmt: skip
    else:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_weight=weight
        )
    rows = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").fetchnumpy()
    labels = np.empty(len(world), dtype=np.int64)
    labels[rows["unique_id"].astype(int)] = np.unique(rows["cluster_id"].astype(str), return_inverse=True)[1]
    return labels


def _prepare(link, world: World) -> None:
    columns = world.columns
    lat, lon = columns["lat"], columns["lon"]
    reports = {  # noqa: F841 — read by the query below through its name
        **columns,
        "date": columns["date"].astype("datetime64[us]"),
        "unique_id": np.arange(len(world)),
        "x": lon * KM_PER_DEGREE * np.cos(np.radians(lat)),
        "y": lat * KM_PER_DEGREE,
        "day": (columns["date"] - np.datetime64("2022-01-01")).astype(int),
    }
    half = CELL_KM / 2
    link.execute(
        f"""CREATE TABLE prepared AS SELECT *,
        floor(x / {CELL_KM})::INT AS cx, floor((x + {half}) / {CELL_KM})::INT AS sx,
        floor(y / {CELL_KM})::INT AS cy, floor((y + {half}) / {CELL_KM})::INT AS sy,
        floor(day / 8)::INT AS ct, floor((day + 4) / 8)::INT AS st,
        strftime(date, '%Y-%m') AS month, date_precision = 'month' AS by_month, geo_precision = 'area' AS by_area
        FROM reports"""
    )


def _of_source(link, api, source: str, number: int):
    """One organisation's reports as Splink's own table, under a name that sorts."""
    name = f"source_{number}"
    link.execute(f"CREATE TABLE {name} AS SELECT * FROM prepared WHERE source = '{source}'")
    return api.register(name, dataset_display_name=f"{name}_reports")


def _rules() -> list[str]:
    grids = [(x, y, t) for x in ("cx", "sx") for y in ("cy", "sy") for t in ("ct", "st")]
    rules = [f"l.{x} = r.{x} and l.{y} = r.{y} and l.{t} = r.{t} and {NEAR}" for x, y, t in grids]
    area = "l.area = r.area and abs(l.day - r.day) <= 3 and (l.by_area or r.by_area)"
    rules += [f"{area} and l.{t} = r.{t}" for t in ("ct", "st")]
    rules.append(
        "l.area = r.area and l.month = r.month and (l.by_month or r.by_month) "
        f"and sqrt(pow(l.x - r.x, 2) + pow(l.y - r.y, 2)) < {NEAR_KM}"
    )
    return rules


def _comparison(name: str, *levels: tuple[str, str], null: str | None = None) -> dict:
    """A comparison in Splink's own terms: levels from best to worst as (label, SQL)."""
    made = []
    if null:
        made.append({"sql_condition": null, "label_for_charts": "unknown", "is_null_level": True})
    made += [{"sql_condition": sql, "label_for_charts": label} for label, sql in levels]
    made.append({"sql_condition": "ELSE", "label_for_charts": "other"})
    return {"output_column_name": name, "comparison_levels": made}


def _settings() -> dict:
    km = "sqrt(pow(x_l - x_r, 2) + pow(y_l - y_r, 2))"
    ratio = "greatest(killed_l, killed_r)"
    return {
        "link_type": "link_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 1e-5,
        "retain_matching_columns": False,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in _rules()],
        "comparisons": [
            _comparison(
                "distance",
                ("area", "(by_area_l or by_area_r) and area_l = area_r"),
                ("elsewhere", "by_area_l or by_area_r"),
                *((f"{end} km", f"{km} < {end}") for end in (3, 7, 13, 20)),
            ),
            _comparison(
                "time",
                ("same month", "(by_month_l or by_month_r) and month_l = month_r"),
                ("other month", "by_month_l or by_month_r"),
                *((f"{days} days", f"abs(day_l - day_r) = {days}") for days in (0, 1, 2)),
            ),
            _comparison(
                "name",
                ("same", "place_l = place_r"),
                ("alike", "jaro_winkler_similarity(place_l, place_r) >= 0.92"),
                ("rather", "jaro_winkler_similarity(place_l, place_r) >= 0.85"),
            ),
            _comparison(
                "type", *((level, f"event_type_{level}_l = event_type_{level}_r") for level in "123")
            ),
            _comparison(
                "actor",
                ("group", "actor_group_l = actor_group_r and actor_group_l <> ''"),
                (
                    "family only",
                    "actor_family_l = actor_family_r and (actor_group_l = '' or actor_group_r = '')",
                ),
                ("family", "actor_family_l = actor_family_r"),
                null="actor_family_l = '' or actor_family_r = ''",
            ),
            _comparison("aim", ("same", "target_l = target_r")),
            _comparison(
                "toll",
                ("none", "killed_l = 0 and killed_r = 0"),
                ("equal", "killed_l = killed_r"),
                (
                    "close",
                    f"least(killed_l, killed_r) > 0 and {ratio} <= 1.5 * least(killed_l, killed_r) + 1",
                ),
                ("apart", f"least(killed_l, killed_r) > 0 and {ratio} <= 3 * least(killed_l, killed_r) + 1"),
                null="killed_l is null or killed_r is null",
            ),
        ],
    }


def _train(linker) -> None:
    strict = (
        "l.place = r.place and abs(l.day - r.day) <= 1 and l.event_type_1 = r.event_type_1 "
        "and l.actor_family = r.actor_family"
    )
    linker.training.estimate_probability_two_random_records_match([strict], recall=0.15)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (
        "l.place = r.place and l.ct = r.ct",
        f"l.cx = r.cx and l.cy = r.cy and l.ct = r.ct and l.event_type_1 = r.event_type_1 and {NEAR}",
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)


def meltt_rule(world: World, km: float = 30.0, days: int = 3) -> np.ndarray:
    """The cluster of each report by MELTT's rule: windows, agreement at some level of both taxonomies, best score
    first, one to one, organisation after organisation. An unknown actor agrees at the broadest level, its best case.

    The rule needs coordinates and days; it takes the centroid and the first of the month as they stand.
    """
    columns = world.columns
    x = columns["lon"] * KM_PER_DEGREE * np.cos(np.radians(columns["lat"]))
    y = columns["lat"] * KM_PER_DEGREE
    day = (columns["date"] - np.datetime64("2022-01-01")).astype(int)
    types = [columns[f"event_type_{level}"] for level in (1, 2, 3)]
    actors = [columns["actor_group"], columns["actor_family"]]
    labels = np.arange(len(world))
    standing = np.array([], dtype=int)
    for source in sorted(set(columns["source"])):
        arriving = np.flatnonzero(columns["source"] == source)
        one, other = _in_window(x, y, day, standing, arriving, km, days)
        score = _levels(types, one, other, 2) + _levels(actors, one, other, 2, unknown="")
        fits = score < 100
        joined = _one_to_one(one[fits], other[fits], score[fits])
        for old, new in joined:
            labels[new] = labels[old]
        met = {new for _, new in joined}
        standing = np.concatenate([standing, [each for each in arriving if each not in met]]).astype(int)
    return labels


def _in_window(x, y, day, standing, arriving, km, days) -> tuple[np.ndarray, np.ndarray]:
    from scipy.spatial import cKDTree

    if not len(standing):
        return standing, standing
    # Cubes of the two windows as one metric; the corners are cut off below.
    scaled = np.c_[x / km, y / km, day / (days + 0.5)]
    pairs = cKDTree(scaled[arriving]).query_ball_tree(cKDTree(scaled[standing]), 1.0, p=np.inf)
    other = np.repeat(arriving, [len(each) for each in pairs])
    one = standing[np.fromiter((each for found in pairs for each in found), dtype=int)]
    near = np.hypot(x[one] - x[other], y[one] - y[other]) <= km
    return one[near], other[near]


def _levels(taxonomy, one, other, broadest: int, unknown: str | None = None) -> np.ndarray:
    """The finest level (0, 1, 2) at which both agree; 100 where they agree at none."""
    found = np.full(len(one), 100)
    for level in reversed(range(len(taxonomy))):
        found = np.where(taxonomy[level][one] == taxonomy[level][other], level, found)
    if unknown is not None:
        for side in (one, other):
            found = np.where(taxonomy[-1][side] == unknown, broadest, found)
    return found


def _one_to_one(one, other, score) -> list[tuple[int, int]]:
    taken, joined = set(), []
    for at in np.argsort(score, kind="stable"):
        pair = int(one[at]), int(other[at])
        if taken.isdisjoint(pair):
            taken.update(pair)
            joined.append(pair)
    return joined
