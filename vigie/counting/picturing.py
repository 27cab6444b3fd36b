"""The pictures of how the engine has been doing, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.counting.faces import Performance
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.reliability import reliability, shares


@dataclass(frozen=True)
class Pictures:
    reliability: Picture | None
    precision: Picture | None
    recall: Picture | None


def pictures_of(found: Performance) -> Pictures:
    months = list(reversed(found.months))
    return Pictures(
        _reliability(found),
        _over_time(months, "precision", _("Precision")),
        _over_time(months, "recall", _("Recall")),
    )


def _reliability(found: Performance) -> Picture | None:
    if not found.classes:
        return None
    told = "; ".join(
        _("%(stated)s stated, %(found)s found")
        % {"stated": _in_100(each.stated), "found": _in_100(each.found)}
        for each in found.classes
    )
    sentence = _("Of 100 pairs to which the machine gave about the same chance: %(told)s.") % {"told": told}
    labels = _("stated, in 100"), _("found, in 100")
    return reliability(found.classes, labels, sentence)


@dataclass(frozen=True)
class _Share:
    low: float
    best: float
    high: float


def _over_time(months: list, name: str, label: str) -> Picture | None:
    rows = [(each.month, _share(each, name)) for each in months]
    known = [(each.name, share) for each, (_month, share) in zip(months, rows, strict=True) if share]
    if not known:
        return None
    told = "; ".join(f"{month} {_in_100(share.best)}" for month, share in known)
    return shares(rows, _("%(label)s by month, in 100: %(told)s.") % {"label": label, "told": told})


def _share(month, name: str) -> _Share | None:
    ends = (getattr(month, each) for each in (f"{name}_low", name, f"{name}_high"))
    low, best, high = ends
    return None if best is None else _Share(low, best, high)


def _in_100(share: float) -> int:
    return round(100 * share)
