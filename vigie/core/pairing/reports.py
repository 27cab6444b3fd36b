"""Reports as columns: what the comparison needs to know of each, in arrays of one length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vigie.core.pairing.columns import (
    Coded,
    areas,
    coded,
    counts,
    dates,
    kinds,
    place_names,
    points,
    short,
    sized,
)
from vigie.core.pairing.placenames import name_table
from vigie.core.pairing.records import BadReports, records_of


@dataclass(frozen=True, eq=False)
class Reports:
    """n reports as columns.

    `records` holds RECORD rows (n and, after them, second and later places). The other arrays have n rows and
    as many columns as the fullest report needs, -1 where there is nothing more; no columns where no report
    has any: `actors` (group, kind, family of second and later initiators), `targets` (kind, class likewise),
    `harmed` (numbers of other harms), `origins` and `cites` (codes), `words` (ascending codes of words).
    `labels` are the names behind the codes, by field.
    """

    ids: Sequence[int | str]
    records: np.ndarray
    names: np.ndarray  # rows of NAME
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actors: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 3), np.int16))
    targets: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 2), np.int16))
    harmed: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int16))
    origins: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    cites: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int16))
    words: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    rarity: np.ndarray = field(default_factory=lambda: np.full(1, -1, np.float32))  # bits, by word
    roots: Mapping[str, Sequence[int]] = field(
        default_factory=dict
    )  # code of the spelling that stands for each
    may_be: np.ndarray = field(default_factory=lambda: np.zeros((1, 1), np.bool_))
    vague_kinds: np.ndarray = field(default_factory=lambda: np.zeros(1, np.bool_))

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def further(self) -> bool:
        """Whether any report has more than its record holds."""
        parts = self.actors, self.targets, self.harmed, self.origins, self.cites, self.words
        return any(part.shape[1] for part in parts)

    @property
    def source(self) -> np.ndarray:
        """The organisation of each report, as a code: int16[n]."""
        return self.records["source"][: len(self)]

    @classmethod
    def of_columns(
        cls,
        source: np.ndarray | Coded,
        date: np.ndarray,
        *,
        ids: Sequence[int | str] | None = None,
        date_precision: np.ndarray | Coded | None = None,
        last_date: np.ndarray | None = None,
        lat: np.ndarray | None = None,
        lon: np.ndarray | None = None,
        geo_precision: np.ndarray | Coded | None = None,
        radius_km: np.ndarray | None = None,
        place: np.ndarray | Coded | None = None,
        area: np.ndarray | Coded | None = None,
        country: np.ndarray | Coded | None = None,
        event_type: Sequence[np.ndarray | Coded] = (),
        actor_group: np.ndarray | Coded | None = None,
        actor_family: np.ndarray | Coded | None = None,
        target: np.ndarray | Coded | None = None,
        killed: np.ndarray | None = None,
    ) -> Reports:
        """Make reports from plain columns, as in the stand-alone file; only the first two are needed.

        `date` is the first day of what is known (datetime64 or days since 1970-01-01) and `last_date` the last
        day of an episode. Texts are arrays of str or (codes, names). `event_type` runs from fine to broad.
        Unknown is an empty text, a code of -1, NaN or a masked number. Raises `BadReports`.
        """
        source_codes, sources = coded(source, "source")
        n = len(source_codes)
        labels = {"source": sources}
        if n and source_codes.min() < 0:
            raise BadReports(
                f"source: row {int(np.argmin(source_codes)) + 1} names no source. Every report needs one."
            )
        said = {"source": short(source_codes, "source")}
        said |= dates(n, date, last_date, date_precision)
        said |= points(n, lat, lon, radius_km, geo_precision)
        said |= areas(n, labels, said, area, country)
        said |= place_names(n, labels, place)
        said |= kinds(n, labels, event_type)
        for name, given in (("group", actor_group), ("family", actor_family), ("target", target)):
            if given is not None:
                codes, labels[name] = coded(given, name)
                said[name] = short(sized(codes, n, name), name)
        if killed is not None:
            said["killed"] = counts(sized(killed, n, "killed"), "killed")[:, None]
        records = records_of(n, said)
        families = max(1, len(labels.get("family", ())))
        return cls(
            range(n) if ids is None else ids, records, name_table(labels["place"]), labels,
            may_be=np.zeros((families, families), np.bool_),
        )  # fmt: skip
