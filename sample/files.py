"""Write everything into one folder: reports, their truth, areas, gazetteer, directory."""

from __future__ import annotations

import csv
import json
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from sample import hearing, world
from sample.draws import Draws
from sample.faults import Faults
from sample.maps import write_areas, write_gazetteer
from sample.organisations import MAPPINGS, ORGANISATIONS, Organisation
from sample.people import directory
from sample.region import Region, region
from sample.rows import row
from sample.tables import Sink, open_sink
from sample.telling import Telling

INCIDENTS = 3000  # at scale 1
TRUTH = ("report", "organisation", "incident", "copied_from", "origin", "noise")
FAULTS = ("organisation", "file", "row", "key", "column", "written", "kind")
TRUE_INCIDENTS = (
    "incident", "first_day", "last_day", "country", "place", "lat", "lon", "adm1_pcode", "adm2_pcode",
    "adm3_pcode", "other_places", "countries", "event_type", "initiator_kind", "initiator_name",
    "target_kind", "target_name", *world.TOLL_KEYS, "follows", "organisations", "reports",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One organisation's file and the mapping that reads it."""

    organisation: str  # slug
    name: str
    file: Path
    mapping: Path
    reports: int


@dataclass(frozen=True)
class Summary:
    """What was written where. Areas come in the order in which they are to be imported."""

    folder: Path
    incidents: int
    reports: int
    known_to_two: int  # incidents that at least two organisations report
    known_to_none: int
    faults: int
    sources: tuple[Source, ...]
    areas: tuple[Path, ...]
    gazetteer: Path
    directory: Path
    truth: Path
    incidents_true: Path
    faults_file: Path


def build(folder: Path | str, seed: int = 1, scale: float = 1.0) -> Summary:
    """Write the sample into `folder`, which is made where it is missing.

    `scale` 1 means some 3,000 incidents and 5,500 reports in three years. A larger scale puts more into the
    same places and years: density grows with it. Raises `ValueError` where nothing would be left.
    """
    count = round(INCIDENTS * scale)
    if count < 1:
        raise ValueError(f"scale {scale} leaves no incident")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stage = region()
    areas = write_areas(folder / "areas", stage)
    write_gazetteer(folder / "gazetteer.tsv", stage)
    people = json.dumps(directory(stage), ensure_ascii=False, indent=1)
    (folder / "directory.json").write_text(people + "\n", encoding="utf-8")
    with ExitStack() as open_files:
        ledger = _Ledger(folder, seed, open_files)
        for incident, tellings in hearing.tellings(world.incidents(stage, count, seed), stage, seed):
            ledger.enter(incident, tellings, stage)
    return _summary(folder, ledger, count, areas)


class _Ledger:
    """The open files, and what has been counted while writing them."""

    def __init__(self, folder: Path, seed: int, open_files: ExitStack) -> None:
        self.counts: Counter[str] = Counter()
        self._draws = Draws(seed, 4)
        self._sinks: dict[str, Sink] = {}
        self._faults = {organisation.slug: Faults(organisation) for organisation in ORGANISATIONS}
        for organisation in ORGANISATIONS:
            sink = open_files.enter_context(closing(open_sink(folder, organisation)))
            self._sinks[organisation.slug] = sink
        self._truth = _table(folder / "truth.csv", TRUTH, open_files)
        self._incidents = _table(folder / "incidents_true.csv", TRUE_INCIDENTS, open_files)
        self._faults_table = _table(folder / "faults.csv", FAULTS, open_files)

    def enter(self, incident: world.Incident, tellings: list[Telling], stage: Region) -> None:
        for telling in tellings:
            self._report(telling)
        tellers = {telling.organisation.slug for telling in tellings}
        self.counts["known_to_two"] += len(tellers) >= 2
        self.counts["known_to_none"] += not tellers
        self._incidents.writerow(_true_row(incident, stage, tellers, len(tellings)))

    def _report(self, telling: Telling) -> None:
        organisation = telling.organisation
        cells = row(telling, self._draws)
        noise = list(telling.noise)
        sink = self._sinks[organisation.slug]
        if spoilt := self._faults[organisation.slug].spoil(cells):
            kind, column = spoilt
            noise.append("faulty")
            self.counts["faults"] += 1
            self._faults_table.writerow(
                (
                    organisation.slug,
                    organisation.file,
                    sink.rows + 1,
                    telling.key,
                    column,
                    cells[column],
                    kind,
                )
            )
        sink.write(cells)
        self.counts[organisation.slug] += 1
        self._truth.writerow(
            (
                telling.key, organisation.slug, telling.incident.id, telling.copied_from,
                telling.origin_kind, "|".join(noise),
            )
        )  # fmt: skip


def _table(path: Path, header: tuple[str, ...], open_files: ExitStack):
    file = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    return writer


def _true_row(incident: world.Incident, stage: Region, tellers: set[str], reports: int) -> tuple:
    last = incident.day.fromordinal(incident.day.toordinal() + incident.days - 1)
    codes = (area.code for area in stage.chain(incident.place, incident.day))
    target = incident.target or world.Party("")
    countries = dict.fromkeys(place.country for place in (incident.place, *incident.more))
    return (
        incident.id, incident.day.isoformat(), last.isoformat(), incident.place.country, incident.place.name,
        incident.lat, incident.lon, *codes, "|".join(place.name for place in incident.more),
        "|".join(countries), incident.type, incident.initiator.kind, incident.initiator.name, target.kind,
        target.name, *incident.tolls.values(), incident.follows, "|".join(sorted(tellers)), reports,
    )  # fmt: skip


def _summary(folder: Path, ledger: _Ledger, count: int, areas: tuple[Path, ...]) -> Summary:
    def source(organisation: Organisation) -> Source:
        mapping = MAPPINGS / f"{organisation.letter}.yaml"
        written = ledger.counts[organisation.slug]
        return Source(organisation.slug, organisation.name, folder / organisation.file, mapping, written)

    sources = tuple(source(organisation) for organisation in ORGANISATIONS)
    return Summary(
        folder=folder, incidents=count, reports=sum(source.reports for source in sources),
        known_to_two=ledger.counts["known_to_two"], known_to_none=ledger.counts["known_to_none"],
        faults=ledger.counts["faults"], sources=sources, areas=areas, gazetteer=folder / "gazetteer.tsv",
        directory=folder / "directory.json", truth=folder / "truth.csv",
        incidents_true=folder / "incidents_true.csv", faults_file=folder / "faults.csv",
    )  # fmt: skip
