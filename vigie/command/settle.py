"""`vigie settle`: hold what the reports say by the rules for each field."""

from __future__ import annotations

from pathlib import Path

import click
import yaml
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.access import NodeActor
from vigie.command.progress import progress
from vigie.ledger.models import Node


@click.command(
    help=_(
        "Settle every incident anew: which value it holds where its reports differ. With --rules, by the rules "
        "of a file like standards/settling_rules.yaml from now on. What persons chose stays."
    )
)
@click.option(
    "--rules", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("Rules to take up.")
)
def settle(rules: Path | None) -> None:
    from vigie.core.claims import WrongRules
    from vigie.core.claims.rules import SENTENCES
    from vigie.monitoring.acts import settle_by

    data = _read(rules) if rules else None
    try:
        with progress(_("Settling")) as tell:
            changed = settle_by(NodeActor(), Node.here(), data=data, tell=tell)
    except WrongRules as wrong:
        raise click.ClickException(f"{rules}: {_(SENTENCES[wrong.code]) % wrong.blanks}") from wrong
    told = ngettext(
        "%(n)s incident holds something else now", "%(n)s incidents hold something else now", changed
    )
    click.echo(told % {"n": changed})


def _read(path: Path):
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise click.ClickException(
            _("%(path)s cannot be read as YAML (near line %(line)s).") % {"path": path, "line": line}
        ) from error
