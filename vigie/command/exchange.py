"""`vigie exchange`: keys, correspondents, and packages over the line or by stick."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.core.packages import BadPackage
from vigie.core.packages.limits import MOST_BYTES


@click.group(help=_("Exchange what is shared with bodies that work on another installation."))
def exchange() -> None:
    pass


@exchange.command(
    "keys",
    help=_(
        "Make the keys with which BODY corresponds: the one with which this installation signs, and the one that opens "
        "what is sealed to the body. Keys that exist are kept. They lie in the folder “keys” beside the database."
    ),
)
@click.argument("body")
def keys_(body: str) -> None:
    from vigie.exchange import keys
    from vigie.exchange.cards import card_of

    own = _body(body)
    keys.make(own.slug)
    click.echo(_("%(body)s can correspond. Its groups, to be read out by telephone:") % {"body": own.name})
    click.echo(f"  {card_of(own).groups}")
    click.echo(
        _("Keep a copy of the folder “keys” in a safe place: what is sealed to it opens with nothing else.")
    )


@exchange.command(
    "card", help=_("Write the card of BODY, for its correspondents: public keys, names, address.")
)
@click.argument("body")
@click.option(
    "--address", default="", help=_("Where this installation is reached: https://… Empty: by stick alone.")
)
@click.option(
    "--out", type=click.Path(path_type=Path), help=_("File to write; without it, the card is printed.")
)
def card(body: str, address: str, out: Path | None) -> None:
    from vigie.exchange import keys
    from vigie.exchange.cards import written_card
    from vigie.exchange.sentences import sentence

    try:
        raw = written_card(_body(body), address)
    except keys.NoKeys as error:
        raise click.ClickException(str(error)) from error
    except BadPackage as error:
        raise click.ClickException(sentence(error.code, error.params)) from error
    if out is None:
        click.echo(raw.decode(), nl=False)
    else:
        out.write_bytes(raw)
        click.echo(_("Written: %(path)s") % {"path": out})


@exchange.command("add", help=_("Enter the card of a correspondent for BODY, as the clerk or chair ACCOUNT."))
@click.argument("body")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--by", metavar="ACCOUNT", required=True, help=_("Username of the clerk or chair."))
def add(body: str, path: Path, by: str) -> None:
    from vigie.core.packages import read_card
    from vigie.exchange import acts

    def entering():
        return acts.propose_peer(_account(by), _body(body), card=read_card(_read(path)))

    peer = _doing(entering)
    click.echo(
        _(
            "%(name)s is entered. Now telephone: read out your groups, and have theirs read out to you. Then type:"
        )
        % {"name": peer.organisation.name}
    )
    click.echo(f"  vigie exchange confirm {body} {peer.organisation.slug} --by {by}")


@exchange.command(
    "confirm", help=_("Say that the keys of PEER were compared by telephone, by typing their groups.")
)
@click.argument("body")
@click.argument("peer")
@click.option("--by", metavar="ACCOUNT", required=True, help=_("Username of the clerk or chair."))
@click.option(
    "--groups", prompt=_("The eight groups, as they were read out"), help=_("Eight times five digits.")
)
def confirm(body: str, peer: str, by: str, groups: str) -> None:
    from vigie.exchange import acts

    found = _peer(body, peer)
    _doing(lambda: acts.confirm_peer(_account(by), found, groups=groups))
    click.echo(_("%(name)s is confirmed.") % {"name": found.organisation.name})


@exchange.command("stop", help=_("Stop the exchange with PEER at once: nothing more is sent or taken."))
@click.argument("body")
@click.argument("peer")
@click.option("--because", required=True, help=_("Why; kept in the ledger."))
def stop(body: str, peer: str, because: str) -> None:
    from vigie.exchange import acts

    found = _peer(body, peer)
    _doing(lambda: acts.stop_peer(NodeActor(), found, because=because))
    click.echo(_("The exchange with %(name)s is stopped.") % {"name": found.organisation.name})


@exchange.command("send", help=_("Write what is due to every correspondent, and send it over the line."))
def send_() -> None:
    from vigie.exchange.sending import send, write_due

    for peer in _confirmed():
        _doing(lambda peer=peer: write_due(NodeActor(), peer))
        if not peer.address:
            click.echo(
                _("%(name)s: by stick; use `vigie exchange write`.") % {"name": peer.organisation.name}
            )
            continue
        sent = _doing(lambda peer=peer: send(NodeActor(), peer))
        click.echo(
            _("%(name)s: packages handed over: %(n)s.") % {"name": peer.organisation.name, "n": sent.taken}
        )
        if sent.failure:
            click.echo(f"  {sent.failure}")


@exchange.command("fetch", help=_("Fetch over the line what correspondents hold ready for the bodies here."))
def fetch_() -> None:
    from vigie.exchange.fetching import fetch

    for peer in _confirmed():
        if not peer.address:
            continue
        fetched = fetch(NodeActor(), peer)
        for outcome in fetched.outcomes:
            _tell(peer.organisation.name, outcome)
        if fetched.failure:
            click.echo(f"{peer.organisation.name}: {fetched.failure}")
        elif not fetched.outcomes:
            click.echo(_("%(name)s: nothing new.") % {"name": peer.organisation.name})


@exchange.command(
    "write", help=_("Write every package that was not acknowledged to FOLDER, on a stick for instance.")
)
@click.argument("folder", type=click.Path(path_type=Path))
def write(folder: Path) -> None:
    from vigie.exchange.sending import write_due, write_to

    if not folder.is_dir():
        raise click.ClickException(_("There is no folder “%(path)s”.") % {"path": folder})
    for peer in _confirmed():
        _doing(lambda peer=peer: write_due(NodeActor(), peer))
        written = _doing(lambda peer=peer: write_to(NodeActor(), peer, folder))
        click.echo(_("%(name)s: packages written: %(n)s.") % {"name": peer.organisation.name, "n": written})


@exchange.command(
    "read", help=_("Take every package (.age) in FOLDER. What was taken before does nothing twice.")
)
@click.argument("folder", type=click.Path(path_type=Path))
def read(folder: Path) -> None:
    from vigie.exchange.taking import take

    found = sorted(folder.glob("*.age")) if folder.is_dir() else []
    if not found:
        raise click.ClickException(_("There is no package (.age) in “%(path)s”.") % {"path": folder})
    for path in found:
        _tell(path.name, take(_read(path), "stick"))


@exchange.command(
    "rekey",
    help=_(
        "Change the keys of this installation and of every body that corresponds. Correspondents are told by a package "
        "that the old key signs; send it with `vigie exchange send` or `write`."
    ),
)
def rekey() -> None:
    from vigie.exchange import acts
    from vigie.ledger.models import Node

    told = _doing(lambda: acts.change_keys(NodeActor(), Node.here()))
    click.echo(_("The keys are changed. Packages that announce it: %(n)s.") % {"n": len(told)})


@exchange.command(
    "anew",
    help=_(
        "Begin every exchange anew, after an older copy of the data was put back here: new keys that nobody is told "
        "of. Hand your new card to each correspondent; when they have compared it, everything that holds is sent again."
    ),
)
def anew() -> None:
    from vigie.exchange import acts
    from vigie.ledger.models import Node

    for peer in _doing(lambda: acts.begin_anew(NodeActor(), Node.here())):
        click.echo(
            _("%(name)s: write to them when they have entered and compared the new card of %(body)s.")
            % {"name": peer.organisation.name, "body": peer.own.slug}
        )


def _tell(name: str, outcome) -> None:
    said = {
        "taken": _("%(name)s: taken."),
        "waits": _(
            "%(name)s: whole, and waits for earlier ones (missing: %(missing)s). They are asked for again."
        ),
        "repeated": _("%(name)s: was taken before; nothing is done twice."),
        "refused": _("%(name)s: refused."),
    }[outcome.state]
    click.echo(said % {"name": name, "missing": ", ".join(map(str, outcome.missing))})
    for each in outcome.sentences:
        click.echo(f"  {each}")


def _read(path: Path) -> bytes:
    """At most one byte more than a package may have: enough to refuse it."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(_("There is no file “%(path)s”.") % {"path": path}) from error


def _doing(doing):
    """Do it; a refusal becomes its sentence."""
    from vigie.exchange import keys
    from vigie.exchange.sentences import sentence
    from vigie.exchange.unfit import Unfit
    from vigie.ledger.act import Refused

    try:
        return doing()
    except BadPackage as error:
        raise click.ClickException(sentence(error.code, error.params)) from error
    except (Unfit, keys.NoKeys) as error:
        raise click.ClickException(str(error)) from error
    except Refused as error:
        raise click.ClickException(
            _("This account does not answer for the correspondence of this body.")
        ) from error


def _confirmed() -> list:
    from vigie.exchange.models import Peer

    found = list(Peer.objects.confirmed().for_reading().by_name())
    if not found:
        raise click.ClickException(_("No correspondent is confirmed yet. Enter a card: vigie exchange add"))
    return found


def _peer(body: str, peer: str):
    from vigie.exchange.models import Peer

    found = Peer.objects.for_reading().filter(own__slug=body, organisation__slug=peer).first()
    if found is None:
        raise click.ClickException(
            _("“%(peer)s” is no correspondent of “%(body)s”.") % {"peer": peer, "body": body}
        )
    return found


def _body(slug: str):
    from vigie.directory.models import Organisation

    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or _("none yet")
        raise click.ClickException(
            _("There is no organisation “%(slug)s”. Known: %(known)s.") % {"slug": slug, "known": known}
        )
    return found


def _account(username: str):
    from vigie.directory.models import Account

    found = Account.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise click.ClickException(_("There is no account “%(name)s”.") % {"name": username})
    return found
