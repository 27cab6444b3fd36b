"""What was estimated, and who holds what together, as rows of a table and of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from vigie.core.dates import When
from vigie.counting.captures import OTHERS
from vigie.counting.models import Estimate
from vigie.counting.showing import Combined, ShownEstimate
from vigie.web import codes, words
from vigie.web.pictures.estimated import Told
from vigie.web.tables import column

WITHHELD = "withheld"


@dataclass(frozen=True)
class EstimatedStratum:
    """One stratum. Figures that this reader may not be told are absent, and the verdict says so."""

    kind: str = column(_("Stratum"), "#meta+stratum")
    name: str = column(_("Name"), "#meta+stratum+name")
    first: date | None = column(_("First day"), "#date+start")
    last: date | None = column(_("Last day"), "#date+end")
    country: str = column(_("Country"), "#country+code")
    pcode: str = column(_("P-code of the area"), "#adm+code")
    event_type: str = column(_("Type (code)"), "#event+type+code")
    observed: int | None = column(_("Observed"), "#indicator+observed+num")
    verdict: str = column(_("Verdict"), "#indicator+verdict")
    low: int | None = column(_("Estimated, at least"), "#indicator+estimated+min")
    best: int | None = column(_("Estimated, middle"), "#indicator+estimated+median")
    high: int | None = column(_("Estimated, at most"), "#indicator+estimated+max")
    effort: float | None = column(_("Effort of reporting"), "#indicator+effort+share")
    _key: int = 0

    @classmethod
    def of(cls, row: ShownEstimate) -> EstimatedStratum:
        each = row.estimate
        given = (
            (each.observed, each.verdict, each.low, *_upper(each))
            if row.told
            else (None, WITHHELD, None, None, None)
        )
        return cls(
            each.kind, name_of(each), each.first, each.last, each.country, each.area.pcode if each.area else "",
            each.event_type, *given, None if each.effort is None else round(each.effort, 3), each.pk,
        )  # fmt: skip

    @property
    def key(self) -> int:
        return self._key

    @property
    def estimated(self) -> str:
        """ "480–690", "at least 480", "no estimate", "withheld"."""
        if self.verdict == "interval":
            return f"{words.number(self.low)}–{words.number(self.high)}"
        if self.verdict == "at_least":
            return translated("at least %(number)s") % {"number": words.number(self.low)}
        return words.absent("withheld") if self.verdict == WITHHELD else translated("no estimate")

    @property
    def percent(self) -> int | None:
        return None if self.effort is None else round(100 * self.effort)

    def drawn(self, name: str = "", *, inner: bool = False) -> Told:
        """As a row or a column of a picture, under a shorter name."""
        return Told(
            name or self.name, self.observed, self.verdict, self.low, self.best, self.high, self.effort, inner
        )


def _upper(each: Estimate) -> tuple[int | None, int | None]:
    """Middle and upper end, which only an interval has: of a lower bound nobody can say how many more."""
    return (each.best, each.high) if each.verdict == "interval" else (None, None)


@dataclass(frozen=True)
class CombinedLists:
    """Incidents that stand on the lists of exactly these organisations."""

    organisations: tuple[str, ...] = column(_("Organisations"), "#org+list")
    number: int = column(_("Number of organisations"), "#org+num")
    incidents: int = column(_("Incidents"), "#meta+incidents+num")

    @classmethod
    def of(cls, row: tuple[Sequence[str], Combined]) -> CombinedLists:
        names, combined = row
        return cls(tuple(names[each] for each in combined.members), len(combined.members), combined.count)

    @property
    def said(self) -> str:
        return ", ".join(self.organisations) or translated("other combinations together")


def list_names(lists: Sequence[dict]) -> list[str]:
    """The organisations of a run, in the order of the bits of a pattern."""
    return [translated("smaller organisations together") if each["slug"] == OTHERS else each["name"] for each in lists]


def name_of(each: Estimate) -> str:
    """A stratum in words: "2nd quarter of 2025", "Sahel", "Fighting", "Mali, 2025, Fighting"."""
    area = codes.country(each.country) if each.country and (each.area is None or each.area.level == 0) else ""
    parts = {
        "whole": lambda: [translated("the whole register")],
        "period": lambda: [words.when(When(each.first, each.last, "quarter"))],
        "area": lambda: [area or (each.area.name if each.area else "")],
        "type": lambda: [codes.event_type(each.event_type)],
        "cell": lambda: [area, str(each.first.year), codes.event_type(each.event_type)],
    }[each.kind]()
    return ", ".join(parts)


@dataclass(frozen=True)
class ModelFigures:
    """What one model says: `low` to `high` with 95 %, `best` as likely too high as too low."""

    name: str
    note: str
    low: int
    best: int
    high: int


@dataclass(frozen=True)
class EstimatedModel:
    """One stratum for a statistician: what each model says, and why the verdict is as it is.

    `rows` and `reasons` are empty where this reader may not be told the figures of the stratum.
    """

    stratum: EstimatedStratum
    rows: tuple[ModelFigures, ...]
    reasons: tuple[str, ...]
    instead: str  # the wider stratum that speaks for a refused one
    picture: Picture | None

    @classmethod
    def of(cls, row: ShownEstimate) -> EstimatedModel:
        each, faced = row.estimate, EstimatedStratum.of(row)
        figures = tuple(model_figures(model) for model in each.by_model) if row.told else ()
        reasons = tuple(say_reason(reason["code"], reason["params"]) for reason in each.reasons) if row.told else ()
        instead = name_of(each.answered_by) if each.answered_by else ""
        return cls(faced, figures, reasons, instead, _models_drawn(faced, figures))


def _models_drawn(faced: EstimatedStratum, figures: tuple[ModelFigures, ...]) -> Picture | None:
    if not figures:
        return None
    rows = [Told(each.name, faced.observed, "interval", each.low, each.best, each.high) for each in figures]
    said = "; ".join(f"{each.name} {words.number(each.low)}–{words.number(each.high)}" for each in figures)
    return by_row(rows, translated("What each model says: %(said)s.") % {"said": said})
