"""Audiences as rows: made once for each distinct set, and joined when reports become one incident."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from vigie.core import reach
from vigie.core.reach import NotAMark, Reach
from vigie.directory.models import Account, Audience, Organisation

__all__ = ["NotAMark", "Reaches", "audience", "joined", "mutually_readable"]


def audience(
    tlp: str,
    owners: Iterable[Organisation],
    partners: Iterable[Organisation] = (),
    readers: Iterable[Account] = (),
) -> Audience:
    """The one audience with this mark and these sets, made if it is new. Empty sets mean nobody.

    Sets that the mark does not speak of are left out (partners outside AMBER, readers outside RED), so
    that equal audiences are one row. Safe when several processes ask at once. Raises `NotAMark`.
    """
    return _interned(
        Reach(tlp, *(frozenset(each.pk for each in named) for named in (owners, partners, readers)))
    )


def joined(audiences: Iterable[Audience]) -> Audience | None:
    """The audience of an incident whose reports have these: those who may read every one of them.

    None when an owner may not read another's report: then the reports stay apart.
    """
    found = Reaches.of({each.pk for each in audiences})
    together = found.joined(found.by_key)
    return _interned(together) if together else None


def mutually_readable(one: Audience, other: Audience) -> bool:
    """Whether reports with these audiences may be joined: each side's owners may read the other's."""
    found = Reaches.of({one.pk, other.pk})
    return found.joined([one.pk, other.pk]) is not None


@dataclass(frozen=True)
class Reaches:
    """Audiences in memory, for asking about many pairs: a few queries, however many pairs there are."""

    by_key: dict[int, Reach]
    members: frozenset[int]
    organisation_of: dict[int, int]

    @classmethod
    def of(cls, keys: Iterable[int] | None = None) -> Reaches:
        """The audiences with these keys, or all of them."""
        wanted = Audience.objects.all() if keys is None else Audience.objects.filter(pk__in=list(keys))
        found = {
            each.pk: Reach(
                each.tlp,
                frozenset(organisation.pk for organisation in each.owners.all()),
                frozenset(organisation.pk for organisation in each.partners.all()),
                frozenset(account.pk for account in each.readers.all()),
            )
            for each in wanted.prefetch_related("owners", "partners", "readers")
        }
        named = {person for each in found.values() for person in each.readers}
        return cls(
            found,
            frozenset(Organisation.objects.filter(is_member=True).values_list("pk", flat=True)),
            dict(Account.objects.filter(pk__in=named).values_list("pk", "organisation_id")),
        )

    def joined(self, keys: Iterable[int]) -> Reach | None:
        return reach.joined(
            [self.by_key[key] for key in keys], self.members, self.organisation_of.__getitem__
        )

    def companions(self) -> dict[int, frozenset[int]]:
        """Each audience's key → the keys of those it may be joined with, itself among them."""
        return {
            one: frozenset(other for other in self.by_key if self.joined([one, other]) is not None)
            for one in self.by_key
        }


@transaction.atomic
def _interned(wanted: Reach) -> Audience:
    """The row of an audience. Its sets are written in the transaction that makes it, never after."""
    wanted = reach.canonical(wanted)
    row, made = Audience.objects.get_or_create(key=_key(wanted), defaults={"tlp": wanted.tlp})
    if made:
        row.owners.set(wanted.owners)
        row.partners.set(wanted.partners)
        row.readers.set(wanted.readers)
    return row


def _key(wanted: Reach) -> str:
    sets = (wanted.owners, wanted.partners, wanted.readers)
    text = "|".join([wanted.tlp, *(",".join(map(str, sorted(each))) for each in sets)])
    return hashlib.sha256(text.encode()).hexdigest()
