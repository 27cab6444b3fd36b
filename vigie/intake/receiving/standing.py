"""Who may send what, remembered from one request to the next, and asked again where a record is stored.

Phones send the same few forms all day. What is remembered saves questions and decides nothing: the transaction
that stores a record asks all of it again, for many records at once (`void`). So a phone that was revoked a
moment ago is refused, and a form that was closed a moment ago is closed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from vigie import access
from vigie.access.actors import organisation_of, role_of
from vigie.directory.models import Account
from vigie.intake.models import FormVersion, Phone

if TYPE_CHECKING:
    from vigie.intake.receiving.arrival import Arrival

What = TypeVar("What")

MOST_REMEMBERED = 2000
IN_USE = {"revoked_at": None, "seized_at": None}  # of a phone: what it must be to be let in


@dataclass(frozen=True)
class Filler:
    """All of an actor that the law of filling asks about. A law that asked for more would fail here, not err."""

    role: str
    organisation_id: int | None

    @classmethod
    def of(cls, actor) -> Filler:
        return cls(role_of(actor), organisation_of(actor))


class Remembered:
    """The last answers to a question, by what was asked."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, key: Hashable, find: Callable[[], What]) -> What:
        """The answer for `key`, found by `find` where it is not remembered. What `find` raises is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        found = find()
        with self._lock:
            self._held[key] = found
            if len(self._held) > MOST_REMEMBERED:
                self._held.popitem(last=False)
        return found

    def forget(self) -> None:
        with self._lock:
            self._held.clear()


senders, forms = Remembered(), Remembered()


def forget() -> None:
    """Ask everything anew: something of what is remembered is not so any more."""
    senders.forget()
    forms.forget()


def void(arrivals: Sequence[Arrival]) -> set[int]:
    """The places of those arrivals whose sender or form is no more what was remembered. A few queries for all."""
    accounts = _accounts(arrivals)
    phones = _phones(arrivals)
    fillable = _fillable(arrivals)
    states = dict(
        FormVersion.objects.filter(pk__in={each.form_version.pk for each in arrivals}).values_list(
            "pk", "state"
        )
    )
    return {
        at
        for at, each in enumerate(arrivals)
        if Filler.of(each.sender.actor) != accounts.get(each.sender.actor.pk)
        or not (each.sender.phone is None or each.sender.phone.pk in phones)
        or not (_vouched_for(each) or (Filler.of(each.sender.actor), each.form.pk) in fillable)
        or states.get(each.form_version.pk) != each.form_version.state
    }


def _vouched_for(arrival: Arrival) -> bool:
    """Whether a gateway answers for the sender: the form of messages is its organisation's own, and nobody may fill
    it otherwise, so that no phone is offered it.
    """
    own = organisation_of(arrival.sender.actor)
    return arrival.sender.channel == "sms" and arrival.form.organisation_id == own


def _accounts(arrivals: Sequence[Arrival]) -> dict[int, Filler]:
    active = Account.objects.filter(pk__in={each.sender.actor.pk for each in arrivals}, is_active=True)
    return {pk: Filler(role, own) for pk, role, own in active.values_list("pk", "role", "organisation_id")}


def _phones(arrivals: Sequence[Arrival]) -> set[int]:
    asked = {each.sender.phone.pk for each in arrivals if each.sender.phone}
    return set(Phone.objects.filter(pk__in=asked, **IN_USE).values_list("pk", flat=True)) if asked else set()


def _fillable(arrivals: Sequence[Arrival]) -> set[tuple[Filler, int]]:
    asked: dict[Filler, set[int]] = defaultdict(set)
    for each in arrivals:
        asked[Filler.of(each.sender.actor)].add(each.form.pk)
    return {
        (filler, pk)
        for filler, wanted in asked.items()
        for pk in access.rows(filler, "fill", "intake.Form")
        .filter(pk__in=wanted)
        .values_list("pk", flat=True)
    }
