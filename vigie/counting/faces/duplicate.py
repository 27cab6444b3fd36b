"""Reports that were joined, one line each; and what each run of the matching rested on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vigie.counting.models import MatchRun
from vigie.monitoring.models import Link
from vigie.web.tables import column


@dataclass(frozen=True)
class JoinedReport:
    """One report of an incident that rests on several."""

    incident: str = column("Incident", "#event+id")
    report: str = column("Report", "#meta+id")
    organisation: str = column("Organisation", "#org")
    series: str = column("Series", "#meta+series")
    key: str = column("Its own key", "#meta+key")
    probability: float = column("Probability", "#indicator+probability")
    by: str = column("Joined by", "#meta+by")

    @classmethod
    def of(cls, row: Link) -> JoinedReport:
        return cls(
            row.incident.ref, str(row.report.uuid), row.report.organisation.name, row.report.dataset, row.report.key,
            round(row.probability, 4), _("a person") if row.by_id else _("the matching"),
        )  # fmt: skip

    @property
    def percent(self) -> int:
        return round(100 * self.probability)


@dataclass(frozen=True)
class ToldRun:
    """One run: when, and by which parameters. Never over how much: that would count what others hold."""

    started: datetime = column("When", "#date+started")
    kind: str = column("Kind", "#meta+kind")
    weights: str = column("Weights", "#meta+weights")
    origin: str = column("How they were found", "#meta+origin")
    windows: str = column("Windows", "#meta+windows")
    decisions: str = column("Decisions", "#meta+decisions")
    _parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, row: MatchRun) -> ToldRun:
        told = row.parameters
        kind = _("everything anew") if row.is_full else _("messages of yours that came in")
        return cls(
            row.started_at, kind, str(told.get("weights", "")), ORIGINS.get(told.get("origin"), str)(),
            _written(told.get("windows")), _written(told.get("decisions")),
            tuple(_parameters(told)),
        )  # fmt: skip

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        return self._parameters


ORIGINS = {
    "learnt": lambda: _("learnt from the pairs themselves"),
    "taught": lambda: _("learnt, with what people decided"),
    "standing": lambda: _("set by hand"),
}


def _written(part) -> str:
    return json.dumps(part or {}, ensure_ascii=False, sort_keys=True)


def _parameters(told: dict):
    for name in ("windows", "decisions"):
        for key, value in sorted((told.get(name) or {}).items()):
            yield f"{name}.{key}", json.dumps(value)
