"""The engine alone, for a researcher with a file: no database, no node, nothing sent anywhere.

    from vigie.research import match_file

    found = match_file("reports.csv", "incidents.parquet")
    print(found.count)  # Count(incidents=412, low=398, high=431)

Columns, options and results are described in docs/research.md.
"""

from __future__ import annotations

from pathlib import Path

from vigie.research.faults import BadFile, say
from vigie.research.matching import Count, Matching, Options, Tell, match_sheet
from vigie.research.merging import Merging
from vigie.research.reasons import reasons
from vigie.research.results import Outputs, draw_all, overlaps_of, write_results
from vigie.research.rules import Rules
from vigie.research.sampling import read_answers
from vigie.research.sheet import Sheet
from vigie.research.taxonomies import Taxonomy, read_taxonomy

__all__ = [
    "BadFile",
    "Count",
    "Matching",
    "Merging",
    "Options",
    "Outputs",
    "Rules",
    "Sheet",
    "Taxonomy",
    "draw_all",
    "match_file",
    "match_sheet",
    "overlaps_of",
    "read_answers",
    "read_taxonomy",
    "reasons",
    "say",
    "write_results",
]


def match_file(
    file: str | Path,
    out: str | Path | Outputs,
    options: Options | None = None,
    *,
    tell: Tell | None = None,
    translate=None,
) -> Matching:
    """Match the reports of a CSV or Parquet file and write which incident each belongs to.

    `out` names the result (`report_id, incident_id, probability`), or all results wanted (`Outputs`). `tell`
    is told (done, of all); `translate` (gettext) puts reasons into another language. Nothing is written
    unless everything could be. Raises `BadFile`, whose text says what is wrong, where, and what to do.
    """
    options, file = options or Options(), Path(file)
    outputs = out if isinstance(out, Outputs) else Outputs(Path(out))
    read = [
        file,
        *(each.path for each in options.taxonomies),
        *filter(None, (options.decisions, options.weights)),
    ]
    outputs.check(read)
    tell = tell or (lambda _done, _of: None)
    sheet = Sheet(file, extra=options.extra, latest=options.latest, beside=outputs.incidents.parent)
    tell(25, 100)
    try:
        found = match_sheet(sheet, options, lambda done, of: tell(25 + 60 * done // of, 100))
        write_results(found, outputs, translate)
    except BaseException:
        sheet.close()
        raise
    tell(100, 100)
    return found
