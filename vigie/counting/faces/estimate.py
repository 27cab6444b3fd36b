"""What was estimated, and who holds what together, as rows of a table and of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from vigie.core.dates import When
from vigie.core.estimation.words import ORGANISATIONS, SENTENCES, assumption
from vigie.counting.captures import OTHERS
from vigie.counting.models import Estimate, EstimateRun
from vigie.counting.showing import ShownEstimate
from vigie.counting.strata import LESS
from vigie.web import codes, words
from vigie.web.pictures.estimated import Told
from vigie.web.tables import column

WITHHELD = "withheld"
# Reasons of core.estimation in a few words, without the figures that their sentences give.
SHORTLY = {
    "few_shared": _("too little in common"),
    "no_overlap": _("nothing in common"),
    "wide": _("too wide an interval"),
    "one_list": _("one organisation only"),
    "too_few_lists": _("fewer than three organisations"),
    "empty": _("nothing to compare"),
    "three_lists": _("three organisations only"),
    "hard_to_see": _("incidents hard to see for all"),
    "models_differ": _("models disagree"),
    "unmixed": _("a calculation did not settle"),
    LESS: _("some strata bear a lower bound only"),
}


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
    _level: int = 0  # of its area: 0 a country, 1 a region
    _why: tuple[str, ...] = ()  # codes of the reasons for not saying more

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
            each.area.level if each.area else 0, tuple(reason["code"] for reason in each.reasons),
        )  # fmt: skip

    @property
    def key(self) -> int:
        return self._key

    @property
    def is_region(self) -> bool:
        return self._level > 0

    @property
    def why(self) -> str:
        """Why no more is said, in a few words. They give no figure, and so are said to everybody."""
        return ", ".join(str(SHORTLY[code]) for code in self._why)

    @property
    def said_low(self) -> int | None:
        """The lower end as it is said, rounded outwards but never below what was seen."""
        return self.low and max(self.low // self._step * self._step, self.observed or 0)

    @property
    def said_high(self) -> int | None:
        return self.high and -(-self.high // self._step) * self._step

    @property
    def _step(self) -> int:
        """A tenth of the interval, or three figures of a lower bound: ends known no better are not said better."""
        wide = self.high - self.low if self.high else self.low / 10
        return 10 ** max(floor(log10(max(wide, 1))) - 1, 0)

    @property
    def estimated(self) -> str:
        """ "480–690", "at least 480", "no estimate", "withheld"; rounded as it is said."""
        return self._in_words(self.said_low, self.said_high)

    @property
    def exactly(self) -> str:
        return self._in_words(self.low, self.high)

    def _in_words(self, low: int | None, high: int | None) -> str:
        if self.verdict == "interval":
            return f"{words.number(low)}–{words.number(high)}"
        if self.verdict == "at_least":
            return translated("at least %(number)s") % {"number": words.number(low)}
        return words.absent("withheld") if self.verdict == WITHHELD else translated("no estimate")

    @property
    def percent(self) -> int | None:
        return None if self.effort is None else round(100 * self.effort)

    def drawn(self, name: str = "", *, inner: bool = False) -> Told:
        """As a row or a column of a picture, under a shorter name."""
        return Told(
            name or self.name,
            self.observed,
            self.verdict,
            self.said_low,
            self.best,
            self.said_high,
            self.effort,
            inner,
        )


def _upper(each: Estimate) -> tuple[int | None, int | None]:
    """Middle and upper end, which only an interval has: of a lower bound nobody can say how many more."""
    return (each.best, each.high) if each.verdict == "interval" else (None, None)


def list_names(lists: Sequence[dict]) -> list[str]:
    """The organisations of a run, in the order of the bits of a pattern."""
    return [
        translated("smaller organisations together") if each["slug"] == OTHERS else each["name"]
        for each in lists
    ]


def lede(whole: EstimatedStratum, lists: int) -> str:
    """The whole register as a member of parliament reads it."""
    if whole.verdict == WITHHELD:
        return translated(
            "Too few incidents that you may not read are in it: a figure would point to those who spoke."
        )
    observed = words.number(whole.observed)
    if lists not in ORGANISATIONS:
        return translated(
            "%(observed)s incidents were recorded by fewer than three organisations. With so little to compare, "
            "nobody can say how many are missing. It does not mean that there were no others."
        ) % {"observed": observed}
    low, high = (None if end is None else words.number(end) for end in (whole.said_low, whole.said_high))
    organisations = translated(ORGANISATIONS[lists])
    said = {"organisations": organisations, "observed": observed, "low": low, "high": high}
    return translated(SENTENCES[whole.verdict]) % said


def assumptions(run: EstimateRun) -> list[str]:
    """What the figures of a run suppose, as sentences."""
    return [assumption(code, translated) for code in run.parameters.get("assumptions", ())]


def name_of(each: Estimate) -> str:
    """A stratum in words: "2nd quarter of 2025", "Sahel", "Fighting", "Mali, 2025, Fighting"."""
    area = codes.country(each.country) if each.country and (each.area is None or each.area.level == 0) else ""
    parts = {
        "whole": lambda: [translated("the whole register")],
        "period": lambda: [words.when(When(each.first, each.last, "quarter"))],
        "area": lambda: [area or (each.area.name if each.area else "")],
        "type": lambda: [codes.event_type(each.event_type)],
        "cell": lambda: _crossed(each),
        "pool": lambda: [*_crossed(each), translated("taken together")],
    }[each.kind]()
    return ", ".join(parts)


def _crossed(each: Estimate) -> list[str]:
    """Country, year and type of a cell; of a pool of cells, what they have in common."""
    country = codes.country(each.country) if each.country else ""
    if not country and each.kind == "cell":
        country = translated("across borders")
    year = str(each.first.year) if each.first else ""
    kind = codes.event_type(each.event_type) if each.event_type else ""
    return [part for part in (country, year, kind) if part]
