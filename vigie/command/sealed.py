"""`vigie form-key`, `vigie open` and `vigie file-opened`: what the recipient of encrypted records does."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from vigie.core.xforms.bundle import Bundle, NotABundle, OpenedRecord
from vigie.core.xforms.keys import LEAST_PASSPHRASE, NoKey, new_pair, read_private
from vigie.core.xforms.sealed import CannotOpen

RETURNED = "for-the-register.json"
FORMAT = "vigie-opened-1"


@click.command(
    "form-key",
    help=_(
        "Make the key pair of an encrypted form: NAME.private.pem, under a passphrase, and NAME.public.txt for the "
        "form. Do this on the recipient's own computer: the private key must never lie on the server."
    ),
)
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help=_("Folder for the two files."))
@click.password_option("--passphrase", help=_("At least 12 characters; asked for when not given."))
def form_key(name: str, out: Path, passphrase: str) -> None:
    private, public = out / f"{name}.private.pem", out / f"{name}.public.txt"
    _check_place(out, private, public, passphrase)
    pair = new_pair(passphrase)
    _write(private, pair.private)
    public.write_text(pair.public + "\n", encoding="ascii")
    click.echo(
        _("The private key, for you alone: %(path)s. Without it and its passphrase nothing can ever be read.")
        % {"path": private}
    )
    click.echo(
        _(
            "The public key, for the form: %(path)s. Put it into the column “public_key” of the sheet “settings”."
        )
        % {"path": public}
    )
    click.echo(
        _("Fingerprint, to be read out by telephone: %(fingerprint)s") % {"fingerprint": pair.fingerprint}
    )


def _check_place(out: Path, private: Path, public: Path, passphrase: str) -> None:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise click.ClickException(
            _("The passphrase needs at least %(least)s characters.") % {"least": LEAST_PASSPHRASE}
        )
    if not out.is_dir():
        raise click.ClickException(_("There is no folder “%(folder)s”.") % {"folder": out})
    if out.resolve().is_relative_to(Path(settings.VAR).resolve()):
        raise click.ClickException(_("This is the folder of the node. The private key must not lie there."))
    for path in (private, public):
        if path.exists():
            raise click.ClickException(
                _("“%(path)s” exists already. Keys are never overwritten: choose another name.")
                % {"path": path}
            )


@click.command(
    "open",
    help=_(
        "Open encrypted records with the private key. WHAT is a bundle that the node gave out (a ZIP file or a folder) "
        "or, on the node itself, the identifier of a form. What identifies people stays in the folder that is "
        "written; only what the register takes stands in for-the-register.json."
    ),
)
@click.argument("what")
@click.option(
    "--key", "key_file", type=click.Path(path_type=Path), required=True, help=_("The private key (PEM).")
)
@click.option("--out", type=click.Path(path_type=Path), help=_("Folder to write; it must not exist yet."))
@click.option(
    "--passphrase", prompt=True, hide_input=True, help=_("Of the private key; asked for when not given.")
)
@click.option(
    "--file",
    "by",
    metavar="ACCOUNT",
    help=_("On the node: file what the register takes, as this coordinator."),
)
def open_(what: str, key_file: Path, out: Path | None, passphrase: str, by: str | None) -> None:
    out = out or Path(f"opened-{Path(what).stem}")
    if out.exists():
        raise click.ClickException(
            _("“%(path)s” exists already. Name another folder with --out.") % {"path": out}
        )
    key = _key(key_file, passphrase)
    with tempfile.TemporaryDirectory(prefix="vigie-", dir=_private(out.parent)) as folder:
        bundle = _bundle(what, Path(folder))
        opened = [(instance, came) for instance, came in bundle.opened(key)]
        form_id = bundle.form_id
    records = [came for _instance, came in opened if isinstance(came, OpenedRecord)]
    if records:
        _write_out(out, form_id, records)
    _tell(out, form_id, opened, records)
    if records and by:
        _file(out / RETURNED, by)
    if len(records) < len(opened):
        raise click.exceptions.Exit(1)


def _private(folder: Path) -> Path:
    if not folder.is_dir():
        raise click.ClickException(_("There is no folder “%(folder)s”.") % {"folder": folder})
    return folder


def _key(path: Path, passphrase: str):
    try:
        return read_private(path.read_bytes(), passphrase)
    except OSError as error:
        raise click.ClickException(_("There is no file “%(path)s”.") % {"path": path}) from error
    except NoKey as error:
        sentences = {
            "not_a_key": _("“%(path)s” is no private RSA key in PEM."),
            "wrong_passphrase": _("The passphrase is not that of “%(path)s”. Nothing was written."),
        }
        raise click.ClickException(sentences[error.code] % {"path": path}) from error


def _bundle(what: str, folder: Path) -> Bundle:
    try:
        return Bundle(Path(what) if Path(what).exists() else _from_node(what, folder))
    except NotABundle as error:
        sentences = {
            "no_bundle": _("“%(what)s” holds no bundle.json. Get the bundle again from the node."),
            "unreadable": _("“%(what)s” is damaged. Get the bundle again from the node."),
            "other_format": _("“%(what)s” is no bundle that this version of Vigie reads."),
        }
        raise click.ClickException(sentences[error.code] % {"what": what}) from error


def _from_node(form_id: str, folder: Path) -> Path:
    """The bundle of a form of this very node, written for the moment of opening."""
    from django.db import DatabaseError

    from vigie.access import NodeActor
    from vigie.intake.acts import hand_over
    from vigie.intake.models import Form

    try:
        form = Form.objects.filter(form_id=form_id).first()
    except DatabaseError:
        form = None
    if form is None:
        raise click.ClickException(
            _("There is neither a bundle nor, on this node, a form “%(what)s”.") % {"what": form_id}
        )
    path = folder / "bundle.zip"
    hand_over(NodeActor(), form, path=path)
    return path


def _write_out(out: Path, form_id: str, records: list[OpenedRecord]) -> None:
    """Write the folder whole or not at all: it gets its name when everything stands in it."""
    with tempfile.TemporaryDirectory(prefix=".vigie-", dir=out.parent) as unfinished:
        made = Path(unfinished) / out.name
        made.mkdir(mode=0o700)
        for number, record in enumerate(records, 1):
            _write_record(made / f"identity-{number:04}", record)
        returned = [
            {
                "submission": each.submission, "instance": each.instance, "manifest_sha256": each.manifest_sha256,
                "taken": each.taken.decode(),
            }
            for each in records
            if each.taken
        ]  # fmt: skip
        said = {"format": FORMAT, "form_id": form_id, "records": returned}
        _write(made / RETURNED, json.dumps(said, ensure_ascii=False, indent=1).encode())
        made.rename(out)


def _write_record(folder: Path, record: OpenedRecord) -> None:
    folder.mkdir(mode=0o700)
    (folder / "media").mkdir(mode=0o700)
    kept = {
        "instance": record.instance,
        "answers": [{"question": path, "answer": said} for path, said in record.kept],
    }
    _write(folder / "identity.json", json.dumps(kept, ensure_ascii=False, indent=1).encode())
    _write(folder / "record.xml", record.whole)
    for name, data in record.media.items():
        _write(folder / "media" / name, data)


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(data)


def _tell(out: Path, form_id: str, opened: list, records: list[OpenedRecord]) -> None:
    for instance, came in opened:
        if isinstance(came, CannotOpen):
            click.echo(_("%(record)s: %(why)s") % {"record": instance, "why": sentence(came)}, err=True)
    if not opened:
        click.echo(_("No encrypted record of “%(form)s” waits to be opened.") % {"form": form_id})
    elif not records:
        click.echo(_("None of %(all)s records opened. Nothing was written.") % {"all": len(opened)}, err=True)
    else:
        said = {"done": len(records), "all": len(opened), "path": out}
        click.echo(_("%(done)s of %(all)s records opened: %(path)s") % said)
        if not all(each.taken for each in records):
            click.echo(_("The form says nothing of what the register takes: all of it stays here."))


def sentence(why: CannotOpen) -> str:
    """Why one record does not open, and what to do."""
    sentences = {
        "missing_file": _(
            "its file “%(name)s” has not come yet. Ask the monitor to send the rest, then open again."
        ),
        "wrong_key": _("this is not the private key of its form. Use the key that was made for it."),
        "altered_file": _("“%(name)s” is not what was received: bytes were changed. Get the bundle again."),
        "altered_submission": _(
            "its files do not belong together: something in it was changed before it came here."
        ),
        "no_signature": _("it lacks what shows that its files belong together."),
        "bad_mapping": _(
            "its form no longer fits what it says of the register. Ask who answers for the form."
        ),
    }
    return sentences[why.code] % {"name": why.name}


@click.command(
    "file-opened",
    help=_(
        "On the node: file what a recipient gives back (for-the-register.json), as the coordinator ACCOUNT."
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--by", metavar="ACCOUNT", required=True, help=_("Username of the coordinator who opened the records.")
)
def file_opened_(path: Path, by: str) -> None:
    _file(path / RETURNED if path.is_dir() else path, by)


def _file(path: Path, by: str) -> None:
    from vigie.directory.models import Account
    from vigie.intake.receiving.opened import BadReturn, outcome_words, take
    from vigie.ledger.act import Refused

    account = Account.objects.filter(username=by, is_active=True).first()
    if account is None:
        raise click.ClickException(_("There is no account “%(name)s”.") % {"name": by})
    try:
        outcomes = take(account, path.read_bytes())
    except OSError as error:
        raise click.ClickException(_("There is no file “%(path)s”.") % {"path": path}) from error
    except BadReturn as error:
        raise click.ClickException(str(error)) from error
    except Refused as error:
        raise click.ClickException(
            _("“%(name)s” does not coordinate the organisation that answers for this form.") % {"name": by}
        ) from error
    for said in outcome_words(outcomes):
        click.echo(said)
