"""What each model says of a stratum, for a statistician."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as translated

from vigie.core.estimation import BadOverlap, Reason
from vigie.core.estimation.words import ERRORS, because, because_exactly, say_error
from vigie.counting.faces.estimate import EstimatedStratum, name_of
from vigie.counting.showing import ShownEstimate
from vigie.counting.strata import LESS
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.estimated import Told, by_row


@dataclass(frozen=True)
class ModelFigures:
    """What one model says: `low` to `high` with 95 %, `best` as likely too high as too low."""

    code: str
    low: int
    best: int
    high: int

    @property
    def name(self) -> str:
        return {
            "graphs": translated("B: dependence graphs"),
            "classes": translated("L: latent classes"),
            "loglinear": translated("H: log-linear"),
            "mixture": translated("Together"),
            "strata": translated("Sum of the strata"),
        }[self.code]

    @property
    def note(self) -> str:
        return {
            "graphs": translated(
                "averaged over decomposable graphs between lists; 2^−p in each cell, 1/N on N"
            ),
            "classes": translated(
                "incidents that many see and that few see; Dirichlet process, Gibbs sampler"
            ),
            "loglinear": translated(
                "all sets of pairs of lists, and a term for what is hard for all; BIC weights"
            ),
            "strata": translated("each estimated by itself or taken together with others, then added up"),
            "mixture": translated("equal mixture of these models and of all clusterings"),
        }[self.code]


@dataclass(frozen=True)
class EstimatedModel:
    """One stratum for a statistician: what each model says, and why the verdict is as it is.

    All but the stratum's name and verdict is empty where this reader may not be told its figures.
    """

    stratum: EstimatedStratum
    rows: tuple[ModelFigures, ...]
    reasons: tuple[tuple[str, str], ...]  # in plain words, and exactly
    signs: tuple[tuple[str, str], ...]
    instead: str  # the wider stratum that speaks for a refused one
    picture: Picture | None

    @classmethod
    def of(cls, row: ShownEstimate) -> EstimatedModel:
        each, faced = row.estimate, EstimatedStratum.of(row)
        if not row.told:
            return cls(faced, (), (), (), "", None)
        figures = tuple(ModelFigures(**model) for model in each.by_model)
        return cls(
            faced, figures, tuple(map(_reason, each.reasons)), _signs(each.signs),
            name_of(each.answered_by) if each.answered_by else "", _models_drawn(faced, figures),
        )  # fmt: skip


def _reason(data: dict) -> tuple[str, str]:
    """In plain words, and exactly. A table that nothing could be reckoned from has one sentence for both."""
    code, params = data["code"], data["params"]
    if code == LESS:
        return translated(
            "The whole is the sum of its strata, and %(less)s of %(parts)s bear a lower bound or nothing: a sum with "
            "a lower bound in it is one."
        ) % params, ""
    if code in ERRORS:
        return say_error(BadOverlap(code, **params), translated), ""
    reason = Reason(code, tuple(params.items()))
    return because(reason, translated), because_exactly(reason, translated)


def _signs(signs: dict) -> tuple[tuple[str, str], ...]:
    if not signs:
        return ()
    return (
        (translated("Incidents on two lists or more"), words.number(signs["shared"])),
        (
            translated("Weight of models with heterogeneity"),
            f"{words.number(100 * signs['heterogeneity'])} %",
        ),
        (translated("Medians of the unseen, largest over smallest"), words.number(signs["apart"], 2)),
        (translated("R̂ of the latent classes"), words.number(signs["rhat"], 2)),
        (translated("Upper end over lower end"), words.number(signs["ratio"], 2)),
    )


def _models_drawn(faced: EstimatedStratum, figures: tuple[ModelFigures, ...]) -> Picture | None:
    if not figures:
        return None
    rows = [Told(each.name, faced.observed, "interval", each.low, each.best, each.high) for each in figures]
    said = "; ".join(f"{each.name} {words.number(each.low)}–{words.number(each.high)}" for each in figures)
    return by_row(rows, translated("What each model says: %(said)s.") % {"said": said})
