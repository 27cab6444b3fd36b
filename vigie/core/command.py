"""Who is said to have commanded a unit on a date, with how certain that is and why.

The answer names nobody as guilty of anything: it is about command, from dated sources, and no more. Every
page that shows it says so: "Qui commandait à cette date n'accuse personne."
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vigie.core.dates import When
from vigie.core.partial_dates import span, within

# From the surest to the least sure.
CERTAINTIES = ("documented", "presumed", "possible", "unknown")


@dataclass(frozen=True)
class Claim:
    """What sources say of one holder. `holder` is opaque; the dates are partial ISO dates or empty.

    `first_cited` and `last_cited` bound what sources show; `is_start` and `is_end` tell whether those are
    the true beginning and end. `certainty` is how sure those who wrote it down are: no answer is surer.
    """

    holder: str
    first_cited: str = ""
    last_cited: str = ""
    is_start: bool = False
    is_end: bool = False
    certainty: str = "possible"
    sources: int = 1


@dataclass(frozen=True)
class Reason:
    """Why an answer is as it is: a code for the sentence, and the dates that the sentence names."""

    code: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Answer:
    """One holder, how certain, why, and the positions of the claims it rests on.

    `contested`: another holder is as well attested for the same time, so that neither is documented.
    """

    holder: str
    certainty: str
    reason: Reason
    claims: tuple[int, ...] = ()
    sources: int = 0
    contested: bool = False


@dataclass(frozen=True)
class Commanding:
    """Every holder that may have commanded, the surest first, and those set aside, each with a reason."""

    answers: tuple[Answer, ...]
    set_aside: tuple[Answer, ...] = ()


def surest(certainties: Iterable[str]) -> str:
    return min(certainties, key=CERTAINTIES.index, default="unknown")


def least_sure(certainties: Iterable[str]) -> str:
    return max(certainties, key=CERTAINTIES.index, default="unknown")


def commanding(claims: Sequence[Claim], on: When) -> Commanding:
    """Who commanded during `on`. Every claim ends up in exactly one answer or one that is set aside.

    Nothing is chosen silently: two holders claimed for one time are both given, and a holder is set aside
    only for a reason that is told (it had ended, it had not begun, or a better attested holder stands
    between its citation and the date). With no claim that may hold, the one answer is "unknown".
    """
    judged = [_judged(number, claim, claims, on) for number, claim in enumerate(claims)]
    holders = dict.fromkeys(claim.holder for claim in claims)
    found = [_of_holder(holder, judged, claims, on) for holder in holders]
    answers = _contested([each for each in found if each.certainty != "excluded"])
    aside = tuple(replace(each, certainty="unknown") for each in found if each.certainty == "excluded")
    answers.sort(key=lambda each: CERTAINTIES.index(each.certainty))
    return Commanding(tuple(answers) or (Answer("", "unknown", Reason("nothing_known")),), aside)


def _bounds(claim: Claim) -> tuple[str, str]:
    """First and last citation; a holder cited once is cited at both."""
    return claim.first_cited or claim.last_cited, claim.last_cited or claim.first_cited


def _judged(number: int, claim: Claim, claims: Sequence[Claim], on: When) -> Answer:
    """One claim by itself, and against better attested holders."""
    first, last = _bounds(claim)
    certainty, code = _by_dates(claim, first, last, on)
    if certainty == "possible" and code in ("cited_before", "cited_after"):
        between = _better_between(claim, claims, on, code)
        if between:
            certainty, code = "excluded", between
    if certainty != "excluded":
        certainty = least_sure((certainty, claim.certainty))
    return Answer(claim.holder, certainty, Reason(code, first, last), (number,), claim.sources)


def _by_dates(claim: Claim, first: str, last: str, on: When) -> tuple[str, str]:
    """How certain the dates of one claim allow us to be, and the code of the reason."""
    if not first:
        return "possible", "undated"
    opens, closes = span(first), span(last)
    held = within(on, first, last)
    if held == "certainly":
        return "documented", _how_attested(claim, opens, closes, on)
    if held == "possibly":
        return "possible", "dates_too_rough"
    if closes.last < on.first:
        return ("excluded", "ended_before") if claim.is_end else ("possible", "cited_before")
    return ("excluded", "began_after") if claim.is_start else ("possible", "cited_after")


def _how_attested(claim: Claim, opens: When, closes: When, on: When) -> str:
    if on in (opens, closes) and on.is_one_day:
        return "cited_that_day"
    return "in_term" if claim.is_start and claim.is_end else "cited_before_and_after"


def _better_between(claim: Claim, claims: Sequence[Claim], on: When, code: str) -> str:
    """The reason to set aside a claim cited only before (or after), because another holder came between.

    A weak claim removes nobody: only a holder documented or presumed does.
    """
    first, last = (span(each) for each in _bounds(claim))
    for other in claims:
        if other.holder == claim.holder or other.certainty not in ("documented", "presumed"):
            continue
        opens, closes = (span(each) for each in _bounds(other))
        if opens is None:
            continue
        if code == "cited_before" and last.last < opens.first and opens.last <= on.first:
            return "succeeded"
        if code == "cited_after" and closes.last < first.first and closes.first >= on.last:
            return "preceded"
    return ""


def _of_holder(holder: str, judged: list[Answer], claims: Sequence[Claim], on: When) -> Answer:
    """The claims about one holder as one answer: the surest of them, with all that count."""
    own = [each for each in judged if each.holder == holder]
    kept = [each for each in own if each.certainty != "excluded"]
    if not kept:
        return replace(own[0], claims=_numbers(own), sources=sum(each.sources for each in own))
    best = min(kept, key=lambda each: CERTAINTIES.index(each.certainty))
    best = replace(best, claims=_numbers(own), sources=sum(each.sources for each in kept))
    return _bracketed(best, kept, judged, claims, on)


def _numbers(answers: list[Answer]) -> tuple[int, ...]:
    return tuple(number for each in answers for number in each.claims)


def _bracketed(best: Answer, kept: list[Answer], judged: list[Answer], claims, on: When) -> Answer:
    """Presume a holder cited both before and after, in separate claims, when nobody else may have held."""
    before = [each for each in kept if each.reason.code == "cited_before"]
    after = [each for each in kept if each.reason.code == "cited_after"]
    others = [each for each in judged if each.holder != best.holder and each.certainty != "excluded"]
    if best.certainty != "possible" or not (before and after) or others:
        return best
    # Of several citations of one time the surest speaks: their order must not decide.
    weight = {each.claims[0]: -CERTAINTIES.index(claims[each.claims[0]].certainty) for each in kept}
    sides = [
        max(before, key=lambda each: (_last(each), weight[each.claims[0]])),
        max(after, key=lambda each: (-_first(each).toordinal(), weight[each.claims[0]])),
    ]
    certainty = least_sure(["presumed", *(claims[number].certainty for number in _numbers(sides))])
    reason = Reason("same_holder_both_sides", sides[0].reason.last, sides[1].reason.first)
    return replace(best, certainty=certainty, reason=reason)


def _last(answer: Answer):
    return span(answer.reason.last).last


def _first(answer: Answer):
    return span(answer.reason.first).first


def _contested(answers: list[Answer]) -> list[Answer]:
    """Where several holders are well attested none is documented: sources that disagree prove less."""
    attested = [each for each in answers if each.certainty in ("documented", "presumed")]
    if len(attested) < 2:
        return answers
    return [
        replace(each, contested=True, certainty="presumed") if each in attested else each for each in answers
    ]


@dataclass(frozen=True)
class Standing:
    """Sources say that `unit` stands under `superior` between two partial dates (empty: open)."""

    unit: str
    superior: str
    start: str = ""
    end: str = ""
    certainty: str = "possible"


@dataclass(frozen=True)
class Superior:
    """A unit above the one asked about. `steps` counts the links; `through` is the unit just below it."""

    unit: str
    certainty: str
    steps: int
    through: str


def superiors(unit: str, links: Sequence[Standing], countries: Mapping[str, str], on: When) -> list[Superior]:
    """The units above `unit` during `on`, nearest first, each as sure as the weakest link that leads to it.

    A superior of another country is never inferred: foreign commanders shown as superiors accuse people
    who had no command there. `countries` gives each unit's country; "" is a force of several countries,
    which may stand above, but only another such force is looked for above it. Circles end by themselves.
    """
    found: dict[str, Superior] = {}
    edge = {unit: "documented"}
    steps = 0
    while edge:
        steps += 1
        above: dict[str, Superior] = {}
        for below, certainty in edge.items():
            for link in links:
                if link.unit == below and _may_stand(link.superior, unit, below, countries):
                    _keep_surest(above, _step(link, certainty, steps, on))
        edge = {}
        for name, each in above.items():
            known = found.get(name)
            if name != unit and (known is None or _surer(each, known)):
                found[name] = each if known is None else replace(each, steps=known.steps)
                edge[name] = each.certainty
    return sorted(found.values(), key=lambda each: (each.steps, CERTAINTIES.index(each.certainty), each.unit))


def _may_stand(superior: str, unit: str, below: str, countries: Mapping[str, str]) -> bool:
    country = countries.get(superior, "")
    if country == "":
        return True
    return country == countries.get(unit, "") == countries.get(below, "")


def _step(link: Standing, certainty: str, steps: int, on: When) -> Superior | None:
    held = within(on, link.start, link.end)
    if held == "no":
        return None
    by_dates = "documented" if held == "certainly" else "possible"
    return Superior(link.superior, least_sure((certainty, link.certainty, by_dates)), steps, link.unit)


def _keep_surest(above: dict[str, Superior], step: Superior | None) -> None:
    if step and (step.unit not in above or _surer(step, above[step.unit])):
        above[step.unit] = step


def _surer(one: Superior, other: Superior) -> bool:
    return CERTAINTIES.index(one.certainty) < CERTAINTIES.index(other.certainty)
