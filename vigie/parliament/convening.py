"""A framework as this reader sees it, with its turns reckoned by the rule."""

from __future__ import annotations

from datetime import date

from vigie import access
from vigie.core.rotation import Turn, coming, holding, vacancies
from vigie.parliament.acts.signing import awaited
from vigie.parliament.faces.framework import (
    Held,
    ListedDeclaration,
    ListedRoadmap,
    MemberLine,
    NextTurn,
    PostLine,
    ShownFramework,
)
from vigie.parliament.models import Framework
from vigie.web import codes


def shown(actor, row: Framework, today: date) -> ShownFramework:
    """Who presides, who comes next, who belongs; its declarations and roadmaps as far as the actor sees them."""
    members = list(
        access.rows(actor, "see", "parliament.FrameworkMember").filter(framework=row).select_related("body")
    )
    now = [each for each in members if each.since <= today and (each.until is None or each.until >= today)]
    posts = _posts(actor, row, today)
    presiding = next((each for each in posts if each.presides), None)
    return ShownFramework(
        row.body.slug, row.body.name, row.body.founding_date,
        presiding.held if presiding else None, presiding.vacant_since if presiding else None,
        _coming(actor, row, now, today), row.rule_source, row.term_months, tuple(posts),
        tuple(MemberLine.of(each) for each in now),
        tuple(MemberLine.of(each) for each in members if each not in now),
        _declarations(actor, row), _roadmaps(actor, row),
    )  # fmt: skip


def _mandates(actor):
    return access.rows(actor, "see", "parliament.Mandate").select_related("body")


def _posts(actor, row: Framework, today: date) -> list[PostLine]:
    named = access.rows(actor, "name", "parliament.Mandate").exists()
    found = []
    for post in access.rows(actor, "see", "parliament.BureauPost").filter(framework=row):
        held = list(_mandates(actor).filter(post=post))
        turns = [Turn(each.body.country, each.since, each.until) for each in held]
        at = holding(turns, today)
        gap = vacancies(turns, today)
        found.append(
            PostLine(
                post.title, post.presides, Held.told(held[turns.index(at)], named) if at else None,
                gap[-1][0] if gap and gap[-1][1] is None else None,
                _before([Held.told(each, named) for each in held if each.since <= today], gap),
            )
        )  # fmt: skip
    return found


def _before(held: list[Held], gaps) -> tuple[Held, ...]:
    """Who held a post and when nobody did, latest first; the gap that goes on is told elsewhere."""
    empty = [Held.by_nobody(since, until) for since, until in gaps if until]
    return tuple(sorted([*held, *empty], key=lambda each: each.since, reverse=True))


def _coming(actor, row: Framework, members, today: date) -> tuple[NextTurn, ...]:
    held = _mandates(actor).filter(post__framework=row, post__presides=True)
    turns = [Turn(each.body.country, each.since, each.until) for each in held]
    by_country = {each.body.country: each.body.name for each in members}
    return tuple(
        NextTurn(codes.country(turn.holder), by_country.get(turn.holder, ""), turn.since, turn.until)
        for turn in coming(row.order, row.term_months or 0, turns, today)
    )


def _declarations(actor, row: Framework) -> tuple[ListedDeclaration, ...]:
    seen = access.rows(actor, "see", "parliament.Declaration").filter(framework=row)
    signs = access.rows(actor, "see", "parliament.SignOff")
    return tuple(
        ListedDeclaration.told(
            each, list(signs.filter(declaration=each).values_list("position", flat=True)), len(awaited(each))
        )
        for each in seen.newest_first()
    )


def _roadmaps(actor, row: Framework) -> tuple[ListedRoadmap, ...]:
    seen = access.rows(actor, "see", "parliament.Roadmap").filter(framework=row)
    return tuple(
        ListedRoadmap(str(each.uuid), each.title, each.since, each.until, each.opened_on, each.adopted_on)
        for each in seen.newest_first()
    )
