"""The question to the rows: who commanded this unit on this date, and under whom did it stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from vigie import access
from vigie.core.command import Claim, Standing, commanding, superiors
from vigie.core.dates import When
from vigie.directory import wording
from vigie.directory.models import Command, Unit

# Stands wherever an answer about command is shown.
NO_ACCUSATION = gettext_noop("Who commanded on a date accuses nobody.")


@dataclass(frozen=True)
class Holder:
    """One possible holder of a command on a date. Names nobody as guilty of anything.

    `certainty` is documented, presumed, possible or unknown; `contested`: another is as well attested.
    An empty `name` means that no source tells. `why` is a sentence; `sources` counts them.
    """

    name: str
    person: str  # slug, empty where only the post is known
    certainty: str
    contested: bool
    why: str
    sources: int


@dataclass(frozen=True)
class Answered:
    """Who may have commanded, and who was set aside with the reason. Shown only with `NO_ACCUSATION`."""

    holders: tuple[Holder, ...]
    set_aside: tuple[Holder, ...]


@dataclass(frozen=True)
class Above:
    """A unit above another on a date."""

    slug: str
    name: str
    certainty: str
    steps: int


def who_commanded(actor, unit: Unit, on: When) -> Answered:
    """Ask the commands that `actor` may see. Any other visitor is told that nothing is known."""
    commands = list(_seen_commands(actor, unit))
    claims = [_claim(command) for command in commands]
    found = commanding(claims, on)

    def told(answer) -> Holder:
        first = commands[answer.claims[0]] if answer.claims else None
        return Holder(
            _name(first),
            first.person.slug if first and first.person else "",
            answer.certainty,
            answer.contested,
            wording.why(answer.reason),
            answer.sources,
        )

    return Answered(tuple(map(told, found.answers)), tuple(map(told, found.set_aside)))


def _seen_commands(actor, unit: Unit):
    seen = access.rows(actor, "see", "directory.Command").filter(unit=unit)
    return seen.select_related("person", "post").order_by("first_cited", "pk")


def _claim(command: Command) -> Claim:
    holder = f"person:{command.person_id}" if command.person_id else f"post:{command.post_id}"
    return Claim(
        holder,
        command.first_cited,
        command.last_cited,
        command.is_start,
        command.is_end,
        command.certainty,
        len(command.sources),
    )


def _name(command: Command | None) -> str:
    if command is None:
        return ""
    return command.person.name if command.person else command.post.label


def units_above(actor, unit: Unit, on: When) -> list[Above]:
    """The units above on a date, nearest first. Never one of another country."""
    links = list(access.rows(actor, "see", "directory.UnitLink").select_related("unit", "superior"))
    units = {str(each.pk): each for link in links for each in (link.unit, link.superior)}
    units[str(unit.pk)] = unit
    standing = [
        Standing(str(link.unit_id), str(link.superior_id), link.start_date, link.end_date, link.certainty)
        for link in links
    ]
    countries = {key: each.country for key, each in units.items()}
    found = superiors(str(unit.pk), standing, countries, on)
    return [Above(units[each.unit].slug, units[each.unit].name, each.certainty, each.steps) for each in found]
