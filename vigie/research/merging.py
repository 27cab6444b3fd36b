"""One row for each incident: what its reports say, merged by a rule for each field."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.research.faults import BadFile, listed
from vigie.research.opening import literal, quoted

DATE_RANK = "CASE date_precision WHEN 'week' THEN 1 WHEN 'month' THEN 2 WHEN 'year' THEN 3 ELSE 0 END"
POINT_RANK = "CASE geo_precision WHEN 'exact' THEN 0 WHEN 'area' THEN 2 WHEN 'country' THEN 3 ELSE 1 END"
TYPES = ("event_type_1", "event_type_2", "event_type_3")
TYPE_RANK = "(event_type_1 IS NULL)::INT + (event_type_2 IS NULL)::INT"
ACTOR_RANK = "(actor_group IS NULL)::INT"

# Columns that go together: of two reports, never the latitude of one and the longitude of the other.
TOGETHER = {
    "date": (("date", "date_precision", "date_end"), DATE_RANK, "date"),
    "point": (("lat", "lon", "geo_precision"), POINT_RANK, "lat"),
    "place": (("place",), POINT_RANK, "place"),
    "area": (("area",), "0", "area"),
    "event_type": (TYPES, TYPE_RANK, f"coalesce({', '.join(TYPES)})"),
    "actor": (("actor_group", "actor_family"), ACTOR_RANK, "coalesce(actor_group, actor_family)"),
    "target": (("target",), "0", "target"),
    "killed": (("killed",), "0", "killed"),
}  # fmt: skip
ONE_REPORT = ("precise", "first", "most")
NUMBERS = {"mean": "avg", "median": "median", "least": "min", "greatest": "max"}
RULES = {
    "date": (*ONE_REPORT, "mean", "least", "greatest"),
    "point": (*ONE_REPORT, "mean"),
    "killed": (*ONE_REPORT, *NUMBERS),
    **dict.fromkeys(("place", "area", "target"), (*ONE_REPORT, "all")),
    **dict.fromkeys(("event_type", "actor"), ONE_REPORT),
}
FOR_OTHERS = ("first", "most", "all", *NUMBERS)
STANDING = {"killed": "median", "event_type": "most", "actor": "most", "target": "most"}


@dataclass(frozen=True)
class Merging:
    """How reports of an incident become one row.

    `rules` says for a field (date, point, place, area, event_type, actor, target, killed, or an extra column)
    one of: `precise` (from the report that knows it most precisely), `first` (from the first source in `prefer`
    that knows it), `most` (what most say), `mean`, `median`, `least`, `greatest`, `all` (each value once).
    """

    rules: dict[str, str] = field(default_factory=dict)
    prefer: tuple[str, ...] = ()

    def check(self, extra: tuple[str, ...]) -> None:
        """Raise `BadFile` for a field or rule that there is none of."""
        for name, rule in self.rules.items():
            if name not in TOGETHER and name not in extra:
                raise BadFile(
                    "option_value", name="--keep", value=name, choice=listed([*TOGETHER, *extra], 30)
                )
            known = RULES[name] if name in TOGETHER else FOR_OTHERS
            if rule not in known:
                raise BadFile("option_value", name=f"--keep {name}", value=rule, choice=listed(known, 20))

    def rule(self, name: str) -> str:
        return self.rules.get(name) or STANDING.get(name, "precise" if name in TOGETHER else "most")


def merged_sql(merging: Merging, extra: tuple[str, ...] = ()) -> str:
    """SQL over `reports` and `found`: one row for each incident, by the day of its first report."""
    merging.check(extra)
    parts = []
    for name in TOGETHER:
        parts += _together(name, merging.rule(name))
    parts += [_other(name, merging.rule(name)) for name in extra]
    prefer = " ".join(f"WHEN {literal(source)} THEN {at}" for at, source in enumerate(merging.prefer))
    turn = f"CASE source {prefer} ELSE {len(merging.prefer)} END" if prefer else "0"
    return f"""
        WITH told AS (SELECT reports.*, n, incident, leader, {turn} AS turn FROM reports POSITIONAL JOIN found)
        SELECT any_value(report_id) FILTER (n = leader) AS incident_id,
               count(*) AS reports, count(DISTINCT source) AS sources,
               string_agg(DISTINCT source, ' & ' ORDER BY source) AS told_by,
               {", ".join(parts)},
               min(killed) AS killed_least, max(killed) AS killed_greatest
        FROM told GROUP BY incident ORDER BY incident
    """


def _together(name: str, rule: str) -> list[str]:
    columns, rank, known = TOGETHER[name]
    if rule == "all":
        return [_all(name)]
    if name == "killed" and rule in NUMBERS:
        return [f"{NUMBERS[rule]}(killed) AS killed"]
    if name == "date" and rule in ("mean", "least", "greatest"):
        how = {"mean": "round(avg(epoch_days))", "least": "min(epoch_days)", "greatest": "max(epoch_days)"}[
            rule
        ]
        day = how.replace("epoch_days", "date_diff('day', DATE '1970-01-01', date)")
        coarsest = f"arg_max(coalesce(date_precision, 'day'), {DATE_RANK})"
        return [
            f"DATE '1970-01-01' + CAST({day} AS INTEGER) AS date",
            f"{coarsest} AS date_precision",
            "max(date_end) AS date_end",
        ]
    if name == "point" and rule == "mean":
        # The mean of 179 and -179 degrees is 180, not 0.
        return [
            "avg(lat) AS lat",
            "degrees(atan2(avg(sin(radians(lon))), avg(cos(radians(lon))))) AS lon",
            f"arg_max(coalesce(geo_precision, 'near'), {POINT_RANK}) FILTER (lat IS NOT NULL) AS geo_precision",
        ]
    return _of_one_report(columns, rank, known, rule)


def _of_one_report(columns, rank: str, known: str, rule: str) -> list[str]:
    """All columns from one report: the preferred source's, the most precise, or one that says what most say."""
    first = f"(({rank}) * 1000 + turn)" if rule != "first" else f"(turn * 10 + {rank})"
    key = f"(CAST({first} AS BIGINT) * 1000000000 + n)"
    packed = ", ".join(f"{column} := {column}" for column in columns)
    chosen = f"arg_min(struct_pack({packed}), {key}) FILTER ({known} IS NOT NULL)"
    if rule == "most":
        chosen = f"mode(struct_pack({packed}) ORDER BY {key}) FILTER ({known} IS NOT NULL)"
    return [f"({chosen}).{column} AS {column}" for column in columns]


def _other(name: str, rule: str) -> str:
    column = quoted(name)
    if rule == "all":
        return _all(name)
    if rule in NUMBERS:
        return f"{NUMBERS[rule]}(TRY_CAST(replace({column}, ',', '.') AS DOUBLE)) AS {column}"
    if rule == "most":
        return f"mode({column} ORDER BY n) AS {column}"
    return f"arg_min({column}, turn * 1000000000 + n) FILTER ({column} IS NOT NULL) AS {column}"


def _all(name: str) -> str:
    column = quoted(name)
    return f"string_agg(DISTINCT {column}, '; ' ORDER BY {column}) AS {column}"
