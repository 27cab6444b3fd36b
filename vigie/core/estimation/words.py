"""Estimates in words: English here, whose French stands in vigie/locale."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from vigie.core.estimation.overlap import BadOverlap
from vigie.core.estimation.verdict import Reason, Verdict

if TYPE_CHECKING:
    from vigie.core.estimation.estimates import Estimate

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is said."""
    return text


ORGANISATIONS = {
    3: _("Three organisations"),
    4: _("Four organisations"),
    5: _("Five organisations"),
    6: _("Six organisations"),
    7: _("Seven organisations"),
    8: _("Eight organisations"),
}

# What a member of parliament reads first.
SENTENCES = {
    "interval": _(
        "%(organisations)s recorded %(observed)s incidents between them. Judging by what each of them saw of the "
        "others' incidents, there were between %(low)s and %(high)s in all."
    ),
    "at_least": _(
        "%(organisations)s recorded %(observed)s incidents between them. There were at least %(low)s in all; "
        "how many more, these data can't tell."
    ),
    "refused": _(
        "%(organisations)s recorded %(observed)s incidents between them. What they have in common is too little "
        "to tell how many nobody recorded. It does not mean that there were no others."
    ),
}

# Why no more is said, for a member of parliament.
PLAIN = {
    "few_shared": _(
        "Only %(shared)s incidents are known to more than one organisation; at least %(least)s are needed."
    ),
    "wide": _("The answers that fit these data lie more than %(most)s times apart."),
    "three_lists": _(
        "With three organisations it can't be checked whether all incidents were as easy to see."
    ),
    "hard_to_see": _("Some incidents may have been hard to see for every organisation at once."),
    "models_differ": _("Several accepted ways of calculating give answers that differ too much."),
    "unmixed": _("One of the calculations did not settle on an answer."),
}

# The same for a statistician.
EXACT = {
    "few_shared": _("%(shared)s incidents on two lists or more, under the threshold of %(least)s."),
    "wide": _("Upper end of the 95 %% interval %(ratio)s times the lower; %(most)s at most."),
    "three_lists": _("Three lists: heterogeneity is confounded with dependence between pairs of lists."),
    "hard_to_see": _("Models with a positive heterogeneity term carry %(weight)s %% of the BIC weight."),
    "models_differ": _("Medians of the unseen count differ between models by a factor of %(apart)s."),
    "unmixed": _("R̂ of the latent-class sampler is %(rhat)s on log N."),
}

ASSUMPTIONS = {
    "reachable": _(
        "Every incident could have come to the ears of at least one of these organisations. If some could be known "
        "to none, there were more than is said here, and no calculation shows it."
    ),
    "origins": _(
        "Each list has its own origins: organisations that share a radio, a hotline or an informant count as one."
    ),
    "closed": _("The figure is for this area and period: no incident enters or leaves it."),
    "effort": _(
        "Each organisation covered the area alike throughout the period. See its reporting effort beside the figure."
    ),
    "incidents": _("Incidents are counted, not victims."),
    "matching_sampled": _("The doubt about which reports are the same incident is part of the figure."),
    "matching_certain": _(
        "Reports are taken to be matched without error; any error is not part of the figure."
    ),
}

ERRORS = {
    "one_list": _("Only one list: there is nothing to compare it with. Three to eight are needed."),
    "too_few_lists": _("%(lists)s lists: three to eight are needed to judge what all of them missed."),
    "too_many_lists": _("%(lists)s lists: at most eight. Put together those that share their origins."),
    "same_name": _("Two lists are called “%(name)s”. Each needs a name of its own."),
    "unknown_list": _("An incident names the list “%(name)s”, which is not among those compared."),
    "pattern": _("The pattern %(pattern)s does not have one 0 or 1 for each of the %(lists)s lists."),
    "shape": _("The table has %(got)s counts; there must be %(wanted)s, one for each combination of lists."),
    "not_a_number": _("The count for %(lists)s is not a number (%(value)s). Write 0 where there is none."),
    "negative": _("The count for %(lists)s is negative (%(value)s). A count is 0 or more."),
    "not_whole": _("The count for %(lists)s is not a whole number (%(value)s)."),
    "held_by_nobody": _(
        "%(count)s incidents are on no list. Leave them out: that number is what is to be estimated."
    ),
    "empty": _("The table holds no incident."),
    "silent_list": _(
        "The list “%(name)s” holds no incident here. Leave it out, or check its period and area."
    ),
    "no_overlap": _(
        "None of the %(count)s incidents is on two lists: nothing tells how much was missed. Check the matching."
    ),
}


def say(estimate: Estimate, language: str = "fr", translate: Translate | None = None) -> str:
    """The estimate as a member of parliament reads it. `translate` is gettext; without it, English.

    `language`, "fr" or "en", picks how numbers are written. Ends are rounded outwards, never below what was seen.
    """
    translate = translate or _
    low, high = _rounded(estimate)
    return translate(SENTENCES[estimate.verdict]) % {
        "organisations": translate(ORGANISATIONS[len(estimate.names)]),
        "observed": number(estimate.observed, language),
        "low": low if low is None else number(low, language),
        "high": high if high is None else number(high, language),
    }


def because(reason: Reason, translate: Translate | None = None) -> str:
    """Why no more is said, for a member of parliament."""
    return (translate or _)((PLAIN | ERRORS)[reason.code]) % dict(reason.params)


def because_exactly(reason: Reason, translate: Translate | None = None) -> str:
    """Why no more is said, for a statistician."""
    return (translate or _)((EXACT | ERRORS)[reason.code]) % dict(reason.params)


def assumption(code: str, translate: Translate | None = None) -> str:
    """One assumption, to print beside the figure."""
    return (translate or _)(ASSUMPTIONS[code])


def say_error(error: BadOverlap, translate: Translate | None = None) -> str:
    """What is wrong with a table, and what to do."""
    return (translate or _)(ERRORS[error.code]) % error.params


def number(value: int, language: str) -> str:
    """Thousands apart as the language has it."""
    return f"{value:,}".replace(",", "\u202f") if language == "fr" else f"{value:,}"


def _rounded(estimate: Estimate) -> tuple[int | None, int | None]:
    """Ends rounded outwards to a tenth of the interval, or a lower bound to three figures."""
    if estimate.verdict is Verdict.REFUSED:
        return None, None
    width = estimate.low / 10 if estimate.high is None else estimate.high - estimate.low
    step = 10 ** max(floor(log10(max(width, 1))) - 1, 0)
    low = max(floor(estimate.low / step) * step, estimate.observed)
    return low, None if estimate.high is None else ceil(estimate.high / step) * step
