"""`vigie match --file`: the engine alone, on a file, without a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vigie.command.progress import progress
from vigie.core.pairing.words import say_diagnosis
from vigie.research import (
    BadFile,
    Matching,
    Merging,
    Options,
    Outputs,
    Rules,
    match_file,
    read_answers,
    read_taxonomy,
    say,
)
from vigie.research.faults import remark
from vigie.research.sampling import Checked

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


def _option(name: str, help: str, **how):
    return click.option(name, help=help, **how)


def file_options(command: Callable) -> Callable:
    """The options of `vigie match` that speak of files."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable]:
    many = {"multiple": True, "metavar": _("COLUMN=VALUE")}
    return [
        _option(
            "--file", _("Match the reports of this CSV or Parquet file instead of the register's."), type=FILE
        ),
        _option(
            "--out", _("Where to write report_id, incident_id and probability (.csv or .parquet)."), type=FILE
        ),
        _option(
            "--pairs", _("Also write every pair compared, with its probability and the reasons."), type=FILE
        ),
        _option("--duplicates", _("Also write which reports tell what another tells already."), type=FILE),
        _option(
            "--overlaps", _("Also write how many incidents each combination of sources tells."), type=FILE
        ),
        _option("--ranked", _("Also write each report's best match and two runners-up."), type=FILE),
        _option("--merged", _("Also write one row for each incident, merged from its reports."), type=FILE),
        _option("--episodes", _("Also write the events that lie within an episode, to be read."), type=FILE),
        _option("--pictures", _("Also draw time, map and overlaps into this folder (SVG)."), type=FILE),
        _option(
            "--taxonomy", _("Read a column through a taxonomy file as MELTT has them: COLUMN=FILE."), **many
        ),
        _option(
            "--weight", _("How much a taxonomy counts: COLUMN=NUMBER; they add up to their number."), **many
        ),
        _option(
            "--level", _("Compare a taxonomy at this level only: COLUMN=NUMBER, 1 is the finest."), **many
        ),
        _option("--strict", _("Join only what agrees at some level of every taxonomy."), is_flag=True),
        _option("--forgive", _("With --strict: so many taxonomies may disagree."), type=int, default=0),
        _option("--km", _("Join only what lies so near (km)."), type=float),
        _option("--days", _("Join only what lies so near in time (days)."), type=int),
        _option("--join-episodes", _("Let events and episodes be joined, instead of flagged."), is_flag=True),
        _option("--keep", _("Which value --merged keeps: FIELD=RULE (see docs/research.md)."), **many),
        _option(
            "--prefer", _("A source whose values come first in --merged; may be repeated."), multiple=True
        ),
        _option(
            "--decisions",
            _("Pairs that people decided: CSV with report_id_1, report_id_2, answer."),
            type=FILE,
        ),
        _option("--weights", _("Use the weights that stand beside an earlier result (.json)."), type=FILE),
        _option("--draws", _("Sampled groupings behind the interval of the count."), type=int, default=100),
        _option("--latest", _("The last day that a date may name; tomorrow unless said."), type=DAY),
        _option(
            "--sample", _("Also draw pairs for people to read and answer, into this CSV file."), type=FILE
        ),
        _option(
            "--sample-size", _("How many joined pairs to draw, and as many controls."), type=int, default=50
        ),
        _option(
            "--check", _("Read a sample that was filled in, and say how right the matching was."), type=FILE
        ),
    ]


def match_a_file(given: dict) -> None:
    """Do what the options ask of files; say at the end what came out."""
    try:
        if given["check"]:
            _say_checked(read_answers(given["check"], given["check"].with_suffix(".key.json")))
            return
        if not given["out"]:
            raise click.UsageError(_("Say with --out where the result goes."))
        outputs, options = _outputs(given), _asked(given)
        with progress(_("Matching %(file)s") % {"file": given["file"].name}) as tell:
            found = match_file(given["file"], outputs, options, tell=tell, translate=_)
        _say_found(found, outputs)
        found.sheet.close()
    except BadFile as bad:
        raise click.ClickException(say(bad.fault, _)) from None


def _outputs(given: dict) -> Outputs:
    names = (
        "pairs",
        "duplicates",
        "overlaps",
        "ranked",
        "merged",
        "episodes",
        "pictures",
        "sample",
        "sample_size",
    )
    merging = Merging(_pairs(given, "keep"), tuple(given["prefer"]))
    return Outputs(given["out"], **{name: given[name] for name in names}, merging=merging)


def _asked(given: dict) -> Options:
    files, weights, levels = (_pairs(given, name) for name in ("taxonomy", "weight", "level"))
    for name in {*weights, *levels} - files.keys():
        raise click.UsageError(_("There is no --taxonomy for the column %(name)s.") % {"name": name})
    taxonomies = tuple(
        read_taxonomy(
            column, Path(file), weight=_number(weights.get(column, "1"), float, "--weight"),
            level=_number(levels[column], int, "--level") if column in levels else None,
        )
        for column, file in files.items()
    )  # fmt: skip
    rules = Rules(
        given["km"],
        given["days"],
        given["strict"] or bool(given["forgive"]),
        given["forgive"],
        given["join_episodes"],
    )
    latest: date | None = given["latest"] and given["latest"].date()
    return Options(taxonomies, rules, given["decisions"], given["weights"], given["draws"], latest=latest)


def _pairs(given: dict, name: str) -> dict[str, str]:
    """What was said as COLUMN=VALUE, by column."""
    said = {}
    for each in given[name]:
        column, equals, value = each.partition("=")
        if not (equals and column and value):
            raise click.UsageError(
                _("--%(name)s: write %(value)s as COLUMN=VALUE.") % {"name": name, "value": each}
            )
        said[column] = value
    return said


def _number(text: str, kind: type, name: str):
    try:
        return kind(text.replace(",", "."))
    except ValueError:
        raise click.UsageError(
            _("%(name)s: %(value)s is not a number.") % {"name": name, "value": text}
        ) from None


def _say_found(found: Matching, outputs: Outputs) -> None:
    count, reports = found.count, len(found.sheet)
    click.echo(
        ngettext("%(n)s report", "%(n)s reports", reports) % {"n": reports}
        + ": "
        + ngettext(
            "%(n)s incident (between %(low)s and %(high)s)",
            "%(n)s incidents (between %(low)s and %(high)s)",
            count.incidents,
        )
        % {"n": count.incidents, "low": count.low, "high": count.high}
    )
    if refused := found.sheet.refused:
        first = say(refused[0].fault, _)
        blanks = {
            "n": len(refused),
            "of": found.sheet.rows_read,
            "path": str(outputs.refused),
            "first": first,
        }
        click.echo("◐ " + say(remark("refused", **blanks), _))
    for each in found.remarks:
        click.echo("◐ " + say(each, _))
    for doubt in found.matched.diagnostics:
        click.echo(("○ " if doubt.grave else "◐ ") + say_diagnosis(doubt, _))
    click.echo(
        _("Written: %(path)s, and %(about)s with all parameters and weights.")
        % {"path": outputs.incidents, "about": outputs.about}
    )


# Kinds of pairs in a sample.
STRATA = {
    "joined": gettext_noop("Joined"),
    "compared": gettext_noop("Compared, not joined"),
    "near": gettext_noop("Near one another, not even kept"),
}


def _say_checked(checked: Checked) -> None:
    """The confusion matrix in words and numbers, for a terminal."""
    found, answered = checked.validation, sum(each.read for each in checked.strata)
    click.echo(
        _("%(n)s pairs answered, %(unsure)s unsure, %(left)s still empty.")
        % {"n": answered, "unsure": checked.unsure, "left": checked.unanswered}
    )
    for each in checked.strata:
        click.echo(
            f"  {_(STRATA[each.name])}: "
            + _("%(same)s same, %(different)s different, of %(size)s")
            % {"same": each.same, "different": each.different, "size": round(each.size)}
        )
    if matrix := found.confusion:
        click.echo(_("Estimated for all pairs near one another:"))
        head = (_("same"), _("different"))
        click.echo(f"  {'':<14}{head[0]:>12}{head[1]:>14}")
        click.echo(f"  {_('joined'):<14}{matrix.joined_same:>12.0f}{matrix.joined_different:>14.0f}")
        click.echo(f"  {_('not joined'):<14}{matrix.apart_same:>12.0f}{matrix.apart_different:>14.0f}")
    _say_share(_("Of what was joined, %(best)s %% is right (between %(low)s and %(high)s)."), found.precision)
    _say_share(_("Of what is the same, %(best)s %% was joined (between %(low)s and %(high)s)."), found.recall)
    if found.precision is None or found.recall is None:
        click.echo(_("Too few answers for every figure: fill in more rows."))
    if checked.error is not None:
        click.echo(
            _("Stated probabilities are off by %(error)s on average.") % {"error": f"{checked.error:.3f}"}
        )


def _say_share(sentence: str, share) -> None:
    if share:
        shown = {name: f"{100 * getattr(share, name):.0f}" for name in ("best", "low", "high")}
        click.echo(sentence % shown)
