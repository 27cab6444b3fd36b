"""The directory in Popolo's terms (popoloproject.com, 2014), as one visitor may see it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie import access
from vigie.directory.models import Membership, Organisation, Person, Post
from vigie.ledger.models import Node


def export(actor) -> dict:
    """Organisations, persons, posts and memberships. Classes that the law closes are empty lists.

    Identifiers are the short names. Dates are partial ISO dates, as Popolo has them. Posts that command
    units are left out: Popolo's posts belong to organisations, and units are no class of it.
    """

    def seen(label: str):
        return access.rows(actor, "see", f"directory.{label}")

    memberships = seen("Membership").select_related("person", "organisation", "post")
    posts = seen("Post").filter(unit=None).select_related("organisation")
    data = {
        "organizations": [
            _organization(each) for each in seen("Organisation").select_related("parent").by_kind()
        ],
        "persons": [_person(each) for each in seen("Person").order_by("slug")],
        "posts": [_post(each) for each in posts.order_by("slug")],
        "memberships": [_membership(each) for each in memberships.order_by("pk")],
    }
    return {"notice": _("Fictional data"), **data} if Node.here().fictional else data


def _organization(row: Organisation) -> dict:
    return _said(
        id=row.slug,
        name=row.name,
        other_names=_names(row),
        classification=row.classification,
        parent_id=row.parent.slug if row.parent else "",
        founding_date=row.founding_date,
        dissolution_date=row.dissolution_date,
        area={"identifier": row.country, "classification": "country"} if row.country else None,
        sources=_sources(row),
    )


def _person(row: Person) -> dict:
    return _said(id=row.slug, name=row.name, other_names=_names(row), sources=_sources(row))


def _post(row: Post) -> dict:
    return _said(
        id=row.slug,
        label=row.label,
        role=row.role,
        organization_id=row.organisation.slug,
        sources=_sources(row),
    )


def _membership(row: Membership) -> dict:
    return _said(
        id=f"membership-{row.pk}",
        person_id=row.person.slug,
        organization_id=row.organisation.slug,
        post_id=row.post.slug if row.post else "",
        role=row.role,
        start_date=row.start_date,
        end_date=row.end_date,
        sources=_sources(row),
    )


def _names(row) -> list[dict]:
    return [{"name": name} for name in row.other_names]


def _sources(row) -> list[dict]:
    return [_said(url=each.get("url"), note=each["text"], date=each.get("date")) for each in row.sources]


def _said(**fields) -> dict:
    """Without what is not known: in Popolo absent means unknown."""
    return {name: value for name, value in fields.items() if value}
