"""What the two installations of these tests are told to do, each in its own process."""

from __future__ import annotations

import base64
import threading
from datetime import datetime, timedelta
from pathlib import Path

from click.testing import CliRunner
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from vigie import access
from vigie.access import NodeActor
from vigie.command.group import vigie
from vigie.directory.models import Account, Organisation
from vigie.exchange import acts, storing
from vigie.exchange.models import Carried, Fault, Incoming, OnwardQuestion, Outgoing, Peer
from vigie.exchange.taking import take as taking
from vigie.ledger.models import Entry, Node
from vigie.sharing import acts as sharing
from vigie.sharing import receipts
from vigie.sharing.models import Circle, Consent, File, Item
from vigie.sharing.said import Given, Said
from vigie.sharing.storing import path_of

# slug → name, country; the first of each installation is its own.
BODIES = {"commission-a": ("Commission A", "BF"), "commission-b": ("Commission B", "ML")}
SERVED = {}


def command(*arguments: str) -> dict:
    done = CliRunner().invoke(vigie, arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return {"status": done.exit_code, "text": done.output}


def begin(slug: str) -> None:
    """A body with a clerk, a chair and a member, and another body beside it."""
    name, country = BODIES[slug]
    Node.objects.create(name=f"Node of {name}", fictional=True)
    body = Organisation.objects.create(slug=slug, name=name, classification="committee", country=country)
    beside = Organisation.objects.create(
        slug=f"{slug}-institut", name=f"Institut of {name}", classification="study_centre"
    )
    for role in ("clerk", "chair", "member"):
        Account.objects.create(username=role, role=role, organisation=body)
    Account.objects.create(username="researcher", role="researcher", organisation=beside)


def serve() -> str:
    """Answer on the loopback from now on; gives the address."""
    from vigie.command.door import server

    made = server("127.0.0.1", 0, 2)
    SERVED["server"] = made
    threading.Thread(target=made.run, daemon=True).start()
    return f"http://127.0.0.1:{made.effective_port}"


def own(slug: str = "") -> Organisation:
    return Account.objects.get(username="clerk").organisation


def peer() -> Peer:
    return Peer.objects.for_reading().get()


def groups() -> str:
    return peer().groups


def share(title: str, tlp: str = "TLP:AMBER", text: str = "Ce qui a été vu.", file: str = "", embargo: int = 0,
          expires: int = 30, named: bool = False) -> str:  # fmt: skip
    """An item of the own body for the circle of both bodies; days from now. Gives its identifier."""
    circle, made = Circle.objects.get_or_create(name="Both", defaults={"kind": "committees", "keeper": own()})
    if made:
        circle.bodies.set([own(), peer().organisation])
    persons, made = Circle.objects.get_or_create(name="Named", defaults={"kind": "persons", "keeper": own()})
    if made:
        persons.persons.set([Account.objects.get(username="clerk")])
    now = timezone.now()
    item = sharing.share(
        Account.objects.get(username="clerk"), own(),
        said=Said(
            title=title, kind="note", theme="situation", tlp=tlp, national="not_classified", legal_basis="Article 4",
            text=text, purpose="Séance de mai", circles=(persons if named else circle,),
            embargo_until=now + timedelta(embargo) if embargo else None, expires_at=now + timedelta(expires),
            files=(Given("lettre.txt", [file.encode()]),) if file else (),
        ),
    )  # fmt: skip
    return str(item.uuid)


def amend(uuid: str, text: str) -> None:
    Item.objects.filter(uuid=uuid).update(text=text)


def forget_version(uuid: str) -> None:
    """The last version went after the copy was made that was put back."""
    went = Carried.objects.filter(direction="out", origin=uuid).order_by("version")
    went.last().delete()
    went.update(state="standing")


def correspondent() -> list[str]:
    return [peer().state, peer().address]


def withdraw(uuid: str) -> None:
    sharing.withdraw(Account.objects.get(username="clerk"), Item.objects.get(uuid=uuid), because="Erreur")


def hold(country: str) -> None:
    sharing.hold(Account.objects.get(username="clerk"), own(), country=country, reach="given", reason="Crise")


def lift() -> None:
    from vigie.sharing.models import Hold

    sharing.lift(Account.objects.get(username="clerk"), Hold.objects.in_force().get())


def read(username: str) -> list:
    """What somebody reads of what other bodies gave: title, text, mark, originator, files."""
    account = Account.objects.get(username=username)
    found = access.rows(account, "see", "sharing.Item").exclude(terms__originator=own()).order_by("pk")
    return [
        [item.title, item.text, item.terms.tlp, item.terms.originator.name,
         [path_of(file.sha256).read_text() for file in item.files.all()]]
        for item in found
    ]  # fmt: skip


def open_item(title: str) -> None:
    """The member opens it: the originator is to learn that the body has read it."""
    item = Item.objects.get(title=title)
    receipts.opened(Account.objects.get(username="member"), item.terms)


def later(days: int) -> None:
    """Let days pass for what came: embargoes and expiries are moved back by so many."""
    from vigie.sharing.models import Terms

    for terms in Terms.objects.all():
        for name in ("embargo_until", "expires_at"):
            at: datetime | None = getattr(terms, name)
            if at:
                setattr(terms, name, at - timedelta(days))
        terms.save()


def carried(direction: str) -> list:
    """Every version that travelled, oldest first."""
    rows = Carried.objects.filter(direction=direction).order_by("pk")
    return [
        {"version": each.version, "state": each.state, "by": each.withdrawn_by, "title": each.item and each.item.title,
         "text": each.item and each.item.text,
         "told": [name for name in ("received", "read", "erased", "refused") if getattr(each, f"{name}_on")],
         "withdrawn_on": str(each.withdrawn_on or "")}
        for each in rows
    ]  # fmt: skip


def standing() -> dict:
    found = peer()
    return {
        "sent": found.sent_number, "taken": found.taken_number, "acknowledged": found.acknowledged,
        "waiting": list(Incoming.objects.waiting().values_list("number", flat=True)),
        "out": [[each.number, each.state, each.brings] for each in Outgoing.objects.order_by("number")],
        "kept": len(list((settings.VAR / "packages").glob("*.age"))), "owes": found.owes_receipt,
    }  # fmt: skip


def faults() -> list[str]:
    return list(Fault.objects.order_by("pk").values_list("code", flat=True))


def sealed(number: int) -> str:
    """A package that we wrote, as base64."""
    return base64.b64encode(storing.read(str(Outgoing.objects.get(number=number).uuid))).decode()


def write() -> list[str]:
    """Everything due, written; gives every package that was not acknowledged, as base64."""
    from vigie.exchange.sending import write_due

    write_due(NodeActor(), peer())
    rows = Outgoing.objects.unacknowledged().order_by("number")
    return [base64.b64encode(storing.read(str(each.uuid))).decode() for each in rows]


def take(package: str) -> list:
    outcome = taking(base64.b64decode(package), "stick")
    return [outcome.state, outcome.code, list(outcome.missing), list(outcome.sentences)]


def everything() -> str:
    """All that is written here but for the lines that tell of refusals and of repeats: to see that nothing changed."""
    tables = [each for each in apps.get_models() if each is not Fault]
    rows = {
        each._meta.label: [_plain(row) for row in each.objects.order_by("pk").values()] for each in tables
    }
    files = sorted(
        str(each.relative_to(settings.VAR)) for each in Path(settings.VAR).rglob("*") if each.is_file()
    )
    return str((rows, [each for each in files if "sqlite3" not in each]))


def _plain(row: dict) -> list:
    return sorted((name, str(value)) for name, value in row.items() if name != "repeats")


def ask_onward(title: str, body: str) -> None:
    """The clerk asks the originator whether a body beside may read it too."""
    item = Item.objects.get(title=title)
    clerk = Account.objects.get(username="clerk")
    circle = sharing.make_circle(
        clerk, own(), name="Onward", kind="committees", bodies=[own(), Organisation.objects.get(slug=body)]
    )
    sharing.ask(clerk, item, circle=circle, purpose="Étude")


def questions() -> list:
    return [
        [each.direction, each.bodies, each.purpose, each.answer]
        for each in OnwardQuestion.objects.order_by("pk")
    ]


def answer(said: str, because: str = "") -> None:
    question = OnwardQuestion.objects.get(direction="in", answer="")
    acts.answer_question(Account.objects.get(username="chair"), question, answer=said, because=because)


def consents() -> list:
    return [
        [each.answer, each.reason, each.granted and each.granted.name]
        for each in Consent.objects.order_by("pk")
    ]


def ledger(label: str) -> list[str]:
    return list(Entry.objects.filter(label=label).order_by("pk").values_list("act", flat=True))


def files_kept() -> list[str]:
    """The contents of shared files that the disk holds."""
    kept = [each.read_text() for each in sorted((settings.VAR / "shared").rglob("*")) if each.is_file()]
    assert File.objects.count() <= len(kept) or not kept
    return kept
