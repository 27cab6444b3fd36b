"""What waits to be told to a correspondent, gathered into the contents of one package."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model
from django.utils import timezone

from vigie.core.packages import Content
from vigie.exchange import describing
from vigie.exchange.marking import has_expired, may_travel
from vigie.exchange.models import Carried, OnwardQuestion, Peer
from vigie.sharing.models import Consent, Item, Receipt

# Of one package; what does not fit goes with the next. Below the limit of `core.packages`, for the frame around it.
ROOM_BYTES = 20_000_000
MOST = 200


@dataclass
class Draft:
    """Contents on their way into a package, and the rows to write once it has a number.

    `made` are new rows of what is carried; `changed` are rows with the names of the fields that changed.
    """

    contents: list[Content] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    made: list[Carried | OnwardQuestion] = field(default_factory=list)
    changed: list[tuple[Model, list[str]]] = field(default_factory=list)
    weight: int = 0

    def add(self, content: Content, *changed: tuple[Model, list[str]]) -> None:
        self.contents.append(content)
        self.changed += changed

    def has_room(self, weight: int = 0) -> bool:
        return len(self.contents) < MOST and self.weight + weight <= ROOM_BYTES


def gather(peer: Peer) -> Draft:
    """Everything that is due, the withdrawals first, as far as there is room. Writes nothing."""
    draft = Draft()
    travels = may_travel(peer)
    _withdrawals(draft, peer, travels)
    _receipts(draft, peer)
    _answers(draft, peer)
    _questions(draft, peer)
    _items(draft, peer, travels)
    return draft


def too_heavy(peer: Peer) -> list[Item]:
    """Items that no package can hold."""
    return [item for item in may_travel(peer) if describing.weight(item) > ROOM_BYTES]


def _withdrawals(draft: Draft, peer: Peer, travels: list[Item]) -> None:
    """What went and may no longer be read there: withdrawn, taken out of the circle, marked RED, or on hold."""
    still = {item.pk for item in travels}
    went = (
        Carried.objects.standing()
        .filter(peer=peer, direction="out")
        .select_related("item__terms__originator")
    )
    for row in went.order_by("pk"):
        if row.item_id in still or has_expired(row.item) or not draft.has_room():
            continue
        row.state, row.withdrawn_on = "withdrawn", timezone.localdate()
        row.withdrawn_by = row.item.terms.originator.name if row.item else peer.own.name
        about = {"because": "", "by": row.withdrawn_by, "on": row.withdrawn_on.isoformat()}
        fields = ["state", "withdrawn_on", "withdrawn_by"]
        draft.add(Content("withdrawal", str(row.origin), about), (row, fields))


def _items(draft: Draft, peer: Peer, travels: list[Item]) -> None:
    for item in travels:
        weight = describing.weight(item)
        went = Carried.objects.filter(peer=peer, direction="out", origin=item.uuid)
        last = went.filter(series=peer.series).order_by("-version").first()
        kind, version = ("correction", last.version + 1) if last else ("item", 1)
        content = describing.described(item, kind, version)
        sums = describing.sums(content)
        if (last and last.state == "standing" and last.sums == sums) or weight > ROOM_BYTES:
            continue
        if not draft.has_room(weight):
            return
        draft.weight += weight
        draft.files |= describing.contents_of(item)
        for row in went.standing():
            row.state = "replaced"
            draft.changed.append((row, ["state"]))
        draft.add(content)
        draft.made.append(
            Carried(
                peer=peer, direction="out", series=peer.series, origin=item.uuid, version=version, item=item, sums=sums
            )
        )  # fmt: skip


def _receipts(draft: Draft, peer: Peer) -> None:
    """What became of what came: opened by somebody, erased, or not taken. Each is told once."""
    today = timezone.localdate().isoformat()
    came = Carried.objects.filter(peer=peer, direction="in").select_related("item").order_by("pk")
    opened = set(
        Receipt.objects.filter(body=peer.own, terms__in=came.values("item__terms")).values_list(
            "terms", flat=True
        )
    )
    for row in came:
        happened = {
            "read": row.item is not None and row.item.terms_id in opened,
            "erased": row.erased_on is not None,
            "refused": row.state == "refused",
        }
        for what in [name for name, has in happened.items() if has and name not in row.told]:
            if not draft.has_room():
                return
            row.told = [*row.told, what]
            about = {"what": what, "version": row.version, "on": today}
            draft.add(Content("receipt", str(row.origin), about), (row, ["told"]))


def _answers(draft: Draft, peer: Peer) -> None:
    """What we decided on their questions."""
    asked = (
        OnwardQuestion.objects.filter(peer=peer, direction="in", told=False)
        .exclude(answer="")
        .select_related("item")
    )
    for each in asked.order_by("pk"):
        if each.item is None or not draft.has_room():
            continue
        each.told = True
        about = {
            "id": str(each.asked_as), "answer": each.answer, "because": each.because,
            "on": each.answered_on.isoformat(),
        }  # fmt: skip
        draft.add(Content("consent", str(each.item.uuid), about), (each, ["told"]))


def _questions(draft: Draft, peer: Peer) -> None:
    """What people here asked the originator over there: may it go further?"""
    came = Carried.objects.standing().filter(peer=peer, direction="in").exclude(item=None)
    origins = dict(came.values_list("item", "origin"))
    asked = OnwardQuestion.objects.filter(peer=peer, direction="out").values("asked_as")
    waiting = Consent.objects.waiting().filter(asker=peer.own, item__in=origins).exclude(uuid__in=asked)
    for each in waiting.for_reading().order_by("pk"):
        names = sorted({body.name for body in each.circle.bodies.all()} | {
            person.organisation.name for person in each.circle.persons.all()
        })  # fmt: skip
        if not names or not draft.has_room():
            continue
        about = {"id": str(each.uuid), "bodies": names[:50], "purpose": each.purpose}
        row = OnwardQuestion(
            peer=peer, direction="out", asked_as=each.uuid, item=each.item, consent=each, bodies=names[:50],
            purpose=each.purpose,
        )  # fmt: skip
        draft.add(Content("question", str(origins[each.item_id]), about))
        draft.made.append(row)
