"""The throw-away node: two organisations with a monitor each, and the forms of a folder."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from vigie.access import NodeActor
from vigie.directory.acts import open_account
from vigie.directory.models import Account, Organisation
from vigie.intake import words
from vigie.intake.acts.form import add_media, draft_form, name_fillers
from vigie.intake.bench.plan import BadPlan, Entry
from vigie.intake.lists import declare_lists
from vigie.intake.models import EntityList, FieldPassword, FormFile, FormVersion, Phone
from vigie.intake.openrosa.credentials import ha1, new_token, token_hash
from vigie.intake.xlsforms.preparing import NotAForm, prepared

FILLS, FILLS_NONE = "bench", "elsewhere"


@dataclass(frozen=True)
class Doors:
    """How to come in: the token of a monitor who may fill every form, of one who may fill none, and a password."""

    token: str
    token_of_none: str
    user: str
    password: str


def furnish(entries: Sequence[Entry]) -> Doors:
    """Make the organisations, people, forms and lists of an empty node. Raises `BadPlan`."""
    ours, theirs = _organisation(FILLS), _organisation(FILLS_NONE)
    monitor, other = _monitor(ours), _monitor(theirs)
    faults = []
    for entry in entries:
        try:
            _publish(ours, entry)
        except BadPlan as fault:
            faults += fault.sentences
    if faults:
        raise BadPlan(*faults)
    password = secrets.token_urlsafe(18)
    FieldPassword.objects.create(account=monitor, ha1=ha1(monitor.username, password))
    return Doors(_phone(monitor), _phone(other), monitor.username, password)


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.create(
        slug=slug, name=slug.title(), classification="observatory", country="BF", is_member=True
    )


def _monitor(organisation: Organisation) -> Account:
    return open_account(
        NodeActor(), organisation, username=f"monitor-{organisation.slug}", role="monitor",
        password=secrets.token_urlsafe(24),
    )  # fmt: skip


def _phone(account: Account) -> str:
    token = new_token()
    Phone.objects.create(account=account, label="bench", token_hash=token_hash(token))
    return token


def _publish(owner: Organisation, entry: Entry) -> None:
    try:
        brought = prepared(entry.file.read_bytes(), entry.file.name, trusted=True)
        version = draft_form(NodeActor(), owner, brought=brought)
    except NotAForm as error:
        faults = [each.as_data() for each in error.faults]
        raise BadPlan(*(f"{entry.file.name}: {sentence}" for sentence in words.said(faults))) from error
    name_fillers(NodeActor(), version.form, organisations=[owner])
    for name in entry.entity_lists:
        EntityList.objects.get_or_create(organisation=owner, name=name)
    for path in entry.media:
        _bring(version, path)
    # Not by the act that publishes: it asks what becomes of the answers, and here nothing does.
    FormVersion.objects.filter(pk=version.pk).update(state=entry.state, published_at=timezone.now())
    declare_lists(version, brought.definition)


def _bring(version: FormVersion, path: Path) -> None:
    """A file that goes with a form; also one that the form does not name, if the folder says so."""
    FormFile.objects.get_or_create(version=version, name=path.name)
    try:
        add_media(NodeActor(), version.form, version=version, name=path.name, content=path.read_bytes())
    except NotAForm as error:
        raise BadPlan(*words.said([each.as_data() for each in error.faults])) from error
