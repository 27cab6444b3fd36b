"""How the engine has been doing: shares with their intervals, month by month, and all the tables behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.agreement import LEAST_UNITS
from vigie.core.validation import LEAST
from vigie.counting.models import STRATA, Sample
from vigie.web import words
from vigie.web.tables import column

WIDE = 0.4


@dataclass(frozen=True)
class Rate:
    """A share or a measure between 0 and 1, its 95 % interval, and on how many answers it rests."""

    low: float
    best: float
    high: float
    answers: int

    @classmethod
    def of(cls, data: dict | None) -> Rate | None:
        return cls(**data) if data else None

    @property
    def in_100(self) -> dict[str, int]:
        return {name: round(100 * getattr(self, name)) for name in ("low", "best", "high")}

    @property
    def is_wide(self) -> bool:
        """Whether the interval leaves so much open that a single number in it would mislead."""
        return self.high - self.low > WIDE

    @property
    def told(self) -> str:
        """Of a hundred: "97 (between 93 and 99)"; of a wide interval its ends alone."""
        if self.is_wide:
            return _("between %(low)s and %(high)s") % self.in_100
        return _("%(best)s (between %(low)s and %(high)s)") % self.in_100

    @property
    def figure(self) -> str:
        """Of a hundred, as one large figure."""
        return "{low}–{high}".format(**self.in_100) if self.is_wide else str(self.in_100["best"])


def alpha_of(figures: dict) -> Rate | None:
    """Agreement between readers, once enough pairs were read by two."""
    found = figures.get("agreement")
    if not found or not found["enough"]:
        return None
    return Rate(found["low"], found["alpha"], found["high"], found["units"])


@dataclass(frozen=True)
class HowSure:
    """What stands beside a count. None where too few pairs were read to say."""

    precision: Rate | None
    recall: Rate | None
    read: int
    least: int = LEAST

    @classmethod
    def of(cls, sample: Sample | None) -> HowSure:
        figures = sample.pooled if sample else {}
        return cls(Rate.of(figures.get("precision")), Rate.of(figures.get("recall")), read_of(figures))

    @property
    def sentence(self) -> str:
        """For a file, and for reading out."""
        if self.precision is None:
            return _("Not known yet: %(read)s pairs of reports have been read blind, too few to say.") % {
                "read": words.number(self.read)
            }
        told = [_("Of 100 joinings by the machine, %(told)s are right.") % {"told": self.precision.told}]
        if self.recall:
            found = {"told": self.recall.told}
            told.append(_("Of 100 pairs that belong together, it finds %(told)s.") % found)
        told.append(_("From %(read)s pairs of reports read blind.") % {"read": words.number(self.read)})
        return " ".join(told)


def read_of(figures: dict) -> int:
    """Pairs of the samples that were read to a verdict."""
    return sum(each["same"] + each["different"] for each in figures.get("strata", ()))


@dataclass(frozen=True)
class MonthRead:
    """One month's sample."""

    month: date = column(gettext_lazy("Month"), "#date+start")
    drawn: int = column(gettext_lazy("Pairs drawn"), "#meta+drawn+num")
    read: int = column(gettext_lazy("Pairs read"), "#meta+read+num")
    precision: float | None = column(gettext_lazy("Precision"), "#indicator+precision")
    precision_low: float | None = column(gettext_lazy("Precision, at least"), "#indicator+precision+min")
    precision_high: float | None = column(gettext_lazy("Precision, at most"), "#indicator+precision+max")
    recall: float | None = column(gettext_lazy("Recall"), "#indicator+recall")
    recall_low: float | None = column(gettext_lazy("Recall, at least"), "#indicator+recall+min")
    recall_high: float | None = column(gettext_lazy("Recall, at most"), "#indicator+recall+max")
    alpha: float | None = column(gettext_lazy("Agreement (alpha)"), "#indicator+alpha")
    alpha_low: float | None = column(gettext_lazy("Agreement, at least"), "#indicator+alpha+min")
    alpha_high: float | None = column(gettext_lazy("Agreement, at most"), "#indicator+alpha+max")
    read_twice: int = column(gettext_lazy("Pairs read by two"), "#meta+twice+num")

    @classmethod
    def of(cls, sample: Sample) -> MonthRead:
        figures = sample.figures
        shares = (Rate.of(figures.get("precision")), Rate.of(figures.get("recall")), alpha_of(figures))
        ends = [end for share in shares for end in _ends(share)]
        drawn = sum(each["drawn"] for each in sample.strata)
        twice = (figures.get("agreement") or {}).get("units", 0)
        return cls(sample.month, drawn, read_of(figures), *ends, twice)

    @property
    def name(self) -> str:
        return words.month(self.month)

    @property
    def precision_told(self) -> str:
        return _in_100(self.precision, self.precision_low, self.precision_high)

    @property
    def recall_told(self) -> str:
        return _in_100(self.recall, self.recall_low, self.recall_high)

    @property
    def alpha_told(self) -> str:
        ends = (self.alpha, self.alpha_low, self.alpha_high)
        return _told(*(None if end is None else words.number(end, 2) for end in ends))


def _in_100(*ends: float | None) -> str:
    return _told(*(None if end is None else words.number(round(100 * end)) for end in ends))


def _told(best: str | None, low: str | None, high: str | None) -> str:
    return _("too few") if best is None else f"{best} ({low}–{high})"


def _ends(share: Rate | None) -> tuple:
    return (
        (None,) * 3
        if share is None
        else tuple(round(each, 4) for each in (share.best, share.low, share.high))
    )


@dataclass(frozen=True)
class StratumRead:
    """One kind of pairs: what the machine did with them, how many there are, and what readers found."""

    code: str = column(gettext_lazy("Kind (code)"), "#meta+stratum+code")
    name: str = column(gettext_lazy("Kind of pairs"), "#meta+stratum+name")
    joined: bool = column(gettext_lazy("Joined by the machine"), "#status+joined")
    size: int = column(gettext_lazy("Pairs there are"), "#meta+size+num")
    size_error: int = column(gettext_lazy("Standard error of that"), "#meta+size+error")
    drawn: int = column(gettext_lazy("Pairs drawn"), "#meta+drawn+num")
    same: int = column(gettext_lazy("Read as the same"), "#meta+same+num")
    different: int = column(gettext_lazy("Read as two"), "#meta+different+num")
    unsure: int = column(gettext_lazy("Nobody could say"), "#meta+unsure+num")
    disputed: int = column(gettext_lazy("Readers differ"), "#meta+disputed+num")
    open: int = column(gettext_lazy("Not read yet"), "#meta+open+num")

    @classmethod
    def of(cls, data: dict) -> StratumRead:
        counts = (data[each] for each in ("drawn", "same", "different", "unsure", "disputed", "open"))
        return cls(
            data["name"], str(dict(STRATA)[data["name"]]), data["together"], round(data["size"]),
            round(data["error"]), *counts,
        )  # fmt: skip

    @property
    def pending(self) -> int:
        """Drawn, and without a verdict: nobody could say, readers differ, or nobody has read it."""
        return self.unsure + self.disputed + self.open


@dataclass(frozen=True)
class StratumDrawn:
    """One kind of pairs when its sample has just been drawn."""

    name: str
    size: str
    drawn: str

    @classmethod
    def of(cls, data: dict) -> StratumDrawn:
        size, drawn = words.number(round(data["size"])), words.number(data["drawn"])
        return cls(str(dict(STRATA)[data["name"]]), size, drawn)


@dataclass(frozen=True)
class ClassRead:
    """Pairs to which the machine gave about the same probability."""

    stated: float = column(gettext_lazy("Probability stated"), "#indicator+stated")
    found: float = column(gettext_lazy("Share read as the same"), "#indicator+found")
    low: float = column(gettext_lazy("At least"), "#indicator+found+min")
    high: float = column(gettext_lazy("At most"), "#indicator+found+max")
    answers: int = column(gettext_lazy("Pairs read"), "#meta+read+num")
    share: float = column(gettext_lazy("Share of all pairs"), "#indicator+share")

    @classmethod
    def of(cls, data: dict) -> ClassRead:
        return cls(**{name: round(value, 4) for name, value in data.items()})

    @property
    def in_100(self) -> dict[str, int]:
        return {name: round(100 * getattr(self, name)) for name in ("stated", "found", "low", "high")}


@dataclass(frozen=True)
class Performance:
    """Everything that is known of how the engine has been doing over the last twelve months."""

    precision: Rate | None
    recall: Rate | None
    recall_held: Rate | None
    alpha: Rate | None
    read: int
    read_twice: int
    disputed: int
    calibration_error: float | None
    confusion: dict | None
    strata: tuple[StratumRead, ...] = ()
    classes: tuple[ClassRead, ...] = ()
    months: tuple[MonthRead, ...] = field(default=())
    least: int = LEAST
    least_twice: int = LEAST_UNITS

    @classmethod
    def of(cls, samples: list[Sample]) -> Performance:
        """`samples` from the newest."""
        figures = samples[0].pooled if samples else {}
        return cls(
            *(Rate.of(figures.get(name)) for name in ("precision", "recall", "recall_held")),
            alpha_of(figures), read_of(figures), (figures.get("agreement") or {}).get("units", 0),
            figures.get("disputed", 0), figures.get("calibration_error"), figures.get("confusion"),
            tuple(StratumRead.of(each) for each in figures.get("strata", ())),
            tuple(ClassRead.of(each) for each in figures.get("bins", ())),
            tuple(MonthRead.of(each) for each in samples),
        )  # fmt: skip

    @property
    def calibration_in_100(self) -> str:
        return words.number(100 * (self.calibration_error or 0), 1)


@dataclass(frozen=True)
class Checked:
    """What readers found among the pairs to which the machine gave about one probability."""

    stated: int  # in 100
    found: int
    low: int
    high: int
    answers: int

    @classmethod
    def of(cls, data: dict) -> Checked:
        return cls(*(round(100 * data[name]) for name in ("stated", "found", "low", "high")), data["answers"])
