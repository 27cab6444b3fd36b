"""`vigie import`: bring a file in from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie import access
from vigie.access import NodeActor
from vigie.intake import words
from vigie.intake.acts import Edition, bring, bring_boundaries, bring_filled, bring_settlements
from vigie.intake.acts.mappings import mapping_in
from vigie.intake.files.account import write_account
from vigie.intake.files.runs import Tell
from vigie.intake.models import ImportRun, SavedMapping
from vigie.intake.readers import FORM, FORM_DESCRIPTION, READERS

REFUSALS_SHOWN = 5


def _sources() -> str:
    width = max(map(len, READERS))
    told = {**{name: reader.description for name, reader in READERS.items()}, FORM: FORM_DESCRIPTION}
    lines = (f"  {name:<{width}}  {_(description)}" for name, description in told.items())
    return "\b\n" + "\n".join((_("Sources:"), *lines))


@click.command(
    "import",
    help=_(
        "Bring FILE in. SOURCE says what it is, from the list below.\n\n"
        "Every row gets an outcome; a row that can't be read says why and the others go on. Bringing the "
        "same file again changes nothing. The full account is written to a file, named at the end."
    ),
    epilog=_sources(),
)
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--organisation", help=_("Short name of the organisation whose reports these are."))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help=_("YAML file: which column is what (“mapping”), or the codes of areas without any (“boundaries”)."),
)
@click.option("--saved", default="", help=_("Name of a mapping that the organisation keeps (“mapping”)."))
@click.option("--form", "form_id", default="", help=_("Identifier of the form that was filled (“form”)."))
@click.option("--account", default="", help=_("Who brings filled forms: a user name (“form”)."))
@click.option("--series", default="", help=_("Name of the list, where an organisation keeps several alike."))
@click.option("--country", default="", help=_("Boundaries: two letters, BF, ML or NE."))
@click.option("--name", default="", help=_("Boundaries: name of the generation, such as “COD-AB 2020”."))
@click.option(
    "--valid-from",
    "valid_from",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Boundaries: first day on which this map held."),
)
@click.option(
    "--source-text", "source_text", default="", help=_("Boundaries: who published them, and where.")
)
@click.option("--licence", default="", help=_("Boundaries: under which licence."))
def import_(
    source,
    file,
    organisation,
    mapping,
    saved,
    form_id,
    account,
    series,
    country,
    name,
    valid_from,
    source_text,
    licence,
) -> None:
    _check_source(source)
    _check_file(file)
    if mapping is not None:
        _check_file(mapping)
    if source == FORM:
        run = _bring_filled(file, form_id, account)
    elif READERS[source].gives == "places":
        edition = _edition(source, country, name, valid_from, source_text, licence)
        run = _bring_places(file, edition, mapping)
    else:
        run = _bring_events(source, file, _organisation(organisation), mapping, saved, series)
    _tell(run)


def _check_source(source: str) -> None:
    if source not in (*READERS, FORM):
        known = ", ".join((*READERS, FORM))
        raise click.UsageError(
            _("There is no source “%(source)s”. Known: %(known)s.") % {"source": source, "known": known}
        )


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise click.UsageError(_("There is no file “%(path)s”.") % {"path": path})


def _organisation(slug: str | None):
    from vigie.directory.models import Organisation

    found = Organisation.objects.filter(slug=slug).first() if slug else None
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)) or _(
            "none yet"
        )
        problem = (
            _("There is no organisation “%(slug)s”. Known: %(known)s.")
            if slug
            else _("Say whose reports these are: --organisation ORG. Known: %(known)s.")
        )
        raise click.UsageError(problem % {"slug": slug, "known": known})
    return found


def _bring_filled(file: Path, form_id: str, username: str) -> ImportRun:
    from vigie.directory.models import Account

    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise click.UsageError(_("Say who brings the filled forms: --account USERNAME."))
    form = access.rows(account, "fill", "intake.Form").filter(form_id=form_id).first()
    if form is None:
        known = access.rows(account, "fill", "intake.Form").values_list("form_id", flat=True)
        raise click.UsageError(
            _("Say which form was filled: --form ID. Those that %(account)s may fill: %(known)s.")
            % {"account": username, "known": ", ".join(known) or _("none yet")}
        )
    with _bar(file) as tell:
        return bring_filled(account, form, path=file, progress=tell)


def _saved(organisation, name: str) -> dict:
    """What a mapping says that the organisation keeps under this name."""
    kept = SavedMapping.objects.filter(organisation=organisation)
    found = kept.filter(name=name).first()
    if found is None:
        known = ", ".join(kept.order_by("name").values_list("name", flat=True)) or _("none yet")
        raise click.UsageError(
            _("There is no saved mapping “%(name)s”. Known: %(known)s.") % {"name": name, "known": known}
        )
    return mapping_in(found.text)


def _bring_events(
    source: str, file: Path, organisation, mapping: Path | None, saved: str, series: str
) -> ImportRun:
    if source == "mapping" and saved:
        mapping, series = _saved(organisation, saved), series or saved
    if source == "mapping" and mapping is None:
        raise click.UsageError(_("The source “mapping” needs --mapping FILE: which column is what."))
    with _bar(file) as tell:
        return bring(
            NodeActor(), organisation, path=file, source=source, mapping=mapping, series=series, progress=tell
        )


def _edition(source, country, name, valid_from, source_text, licence) -> Edition | None:
    if source != "boundaries":
        return None
    given = {"--country": country, "--name": name, "--valid-from": valid_from, "--source-text": source_text}
    if missing := [option for option, value in given.items() if not value]:
        raise click.UsageError(
            _("Boundaries belong to a generation. Say also: %(options)s.") % {"options": ", ".join(missing)}
        )
    return Edition(country.upper(), name, valid_from.date(), source_text, licence)


def _bring_places(file: Path, edition: Edition | None, mapping: Path | None) -> ImportRun:
    try:
        with _bar(file) as tell:
            if edition is None:
                return bring_settlements(NodeActor(), path=file, progress=tell)
            return bring_boundaries(NodeActor(), path=file, edition=edition, mapping=mapping, progress=tell)
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from error


@contextmanager
def _bar(file: Path) -> Iterator[Tell]:
    """A bar of the rows read, of about how many there are."""
    with click.progressbar(length=1000, label=_("Reading %(file)s") % {"file": file.name}, width=30) as bar:

        def tell(done: int, of_all: int) -> None:
            bar.update(max(0, done * 1000 // max(of_all, 1) - bar.pos))

        yield tell
        bar.update(1000 - bar.pos)


def _tell(run: ImportRun) -> None:
    """Say what came of it. A file not read to its end makes the command fail; refused rows don't."""
    click.echo(words.outcome(run))
    if run.rows_read:
        click.echo("  " + ", ".join(said for _code, said in words.counts(run)))
    for sentence in words.said(run.faults):
        click.echo("  " + sentence)
    _tell_refusals(run)
    click.echo(_("Row by row: %(path)s") % {"path": write_account(run)})
    if run.faults:
        raise click.exceptions.Exit(1)


def _tell_refusals(run: ImportRun) -> None:
    refused = run.rows.filter(outcome="refused").in_file_order()
    for row in refused[:REFUSALS_SHOWN]:
        for sentence in words.said(row.faults, row.number):
            click.echo("  " + sentence)
    if run.refused > REFUSALS_SHOWN:
        click.echo("  …")
