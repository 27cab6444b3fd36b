"""What is wrong with a file, as a code with its blanks, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is said."""
    return text


# Faults of a whole file: nothing is read, nothing is written.
OF_FILES = {
    "file_absent": _("There is no file %(path)s. Check its name and folder."),
    "file_folder": _("%(path)s is a folder. Name the file in it."),
    "file_unreadable": _("%(path)s cannot be read: %(why)s"),
    "file_empty": _("%(path)s is empty. It needs a first row with the names of its columns."),
    "not_utf8": _(
        "%(path)s is not written in UTF-8 (line %(line)s). Open it in a spreadsheet and save it as “CSV UTF-8”."
    ),
    "not_parquet": _("%(path)s begins like a Parquet file but is damaged or cut off. Write it anew."),
    "broken_line": _(
        "%(path)s, line %(line)s: the number of cells differs from that of the first row (%(expected)s), or a "
        "quotation mark is not closed. Mend that line; nothing was read."
    ),
    "bad_csv": _("%(path)s cannot be read as CSV: %(why)s"),
    "columns_missing": _(
        "%(path)s has no column %(missing)s. report_id, source and date are needed; the columns there are: %(there)s."
    ),
    "columns_repeated": _("%(path)s has the column %(name)s twice. Keep one of them."),
    "columns_misspelt": _(
        "%(path)s has a column %(name)s that is not known. If %(near)s is meant, write it so; otherwise rename it."
    ),
    "column_absent": _("%(path)s has no column %(name)s, which %(asked)s asks for. The columns there are: %(there)s."),
    "out_suffix": _("%(path)s: the name of a result ends in .csv or .parquet."),
    "out_folder": _("The folder %(path)s does not exist. Make it first, or name another."),
    "out_unwritable": _("%(path)s cannot be written: %(why)s"),
    "out_same": _("%(path)s is named twice; each file that is read or written needs a name of its own."),
    "taxonomy_columns": _(
        "The taxonomy %(path)s needs the columns data.source, base.categories and at least one level, fine to "
        "broad; it has %(there)s."
    ),
    "taxonomy_blank": _("The taxonomy %(path)s, row %(row)s: the cell %(column)s is empty. Every level needs a word."),
    "taxonomy_twice": _(
        "The taxonomy %(path)s, row %(row)s: %(category)s of %(source)s stands there twice with other levels."
    ),
    "taxonomy_source": _("The taxonomy %(path)s does not know the source %(source)s of the reports."),
    "taxonomy_unmapped": _(
        "The taxonomy %(path)s lacks %(n)s categories that the reports use: %(categories)s. Add them, or mend the "
        "reports."
    ),
    "taxonomies_many": _(
        "%(n)s taxonomies are given, and %(free)s fields of the comparison are free for them. Leave some out, or "
        "columns of event_type, actor or target."
    ),
    "weight_sum": _("The weights of the taxonomies must add up to their number, %(n)s; they add up to %(sum)s."),
    "weight_negative": _("The weight of %(name)s is %(value)s; it must not be below 0."),
    "level_absent": _("The taxonomy of %(name)s has levels 1 to %(n)s; %(value)s was asked for."),
    "option_range": _("%(name)s is %(value)s; it must be from %(least)s to %(most)s."),
    "option_value": _("%(name)s: %(value)s is not known. Choose among %(choice)s."),
    "reports_unusable": _("%(path)s cannot be matched: %(why)s"),
    "weights_unreadable": _("The weights in %(path)s cannot be used: %(why)s"),
    "decisions_id": _("%(path)s, row %(row)s: there is no report %(value)s among those read."),
    "decisions_answer": _("%(path)s, row %(row)s: the answer is %(value)s; write same or different."),
    "decisions_self": _("%(path)s, row %(row)s: the report %(value)s is paired with itself."),
    "answers_value": _("%(path)s, row %(row)s: the answer is %(value)s; write same, different, unsure, or nothing."),
    "answers_none": _("%(path)s holds no answer yet. Fill in the column answer: same, different or unsure."),
    "answers_foreign": _("%(path)s, row %(row)s: no pair %(value)s is in the key %(key)s. Use the key of this sample."),
}  # fmt: skip

# Faults of one row: it is refused, listed beside the result, and the rest is read.
OF_ROWS = {
    "id_missing": _("Row %(row)s has no report_id. Give it one."),
    "id_repeated": _("Row %(row)s repeats the report_id %(value)s of row %(first)s. Give it another."),
    "source_missing": _("Row %(row)s does not say its source. Write who reports."),
    "date_missing": _("Row %(row)s has no date. Write the first day of what is known, and date_precision."),
    "date_unreadable": _("Row %(row)s: the date %(value)s cannot be read. Write it as 2026-03-12."),
    "date_future": _("Row %(row)s: the date %(value)s lies in the future. Check the year."),
    "date_early": _("Row %(row)s: the date %(value)s lies before 1800. Check the year."),
    "date_precision_unknown": _("Row %(row)s: date_precision is %(value)s. Write day, week, month or year."),
    "date_end_unreadable": _("Row %(row)s: the date_end %(value)s cannot be read. Write it as 2026-03-12."),
    "date_end_order": _("Row %(row)s: the date_end %(value)s lies before the date."),
    "date_end_future": _("Row %(row)s: the date_end %(value)s lies in the future. Check the year."),
    "lat_unreadable": _("Row %(row)s: lat is %(value)s. Write degrees, like 14.25, or leave it empty."),
    "lon_unreadable": _("Row %(row)s: lon is %(value)s. Write degrees, like -1.50, or leave it empty."),
    "lat_range": _("Row %(row)s: lat is %(value)s; it lies between -90 and 90. Are lat and lon swapped?"),
    "lon_range": _("Row %(row)s: lon is %(value)s; it lies between -180 and 180."),
    "half_point": _("Row %(row)s has only one of lat and lon (%(value)s). Give both or neither."),
    "geo_precision_unknown": _("Row %(row)s: geo_precision is %(value)s. Write exact, near, area or country."),
    "killed_unreadable": _("Row %(row)s: killed is %(value)s. Write a whole number, 0 or more, or leave it empty."),
}  # fmt: skip

# What is said of a file that was read and matched all the same.
REMARKS = {
    "refused": _(
        "%(n)s of %(of)s rows were refused; %(path)s lists them with the reason. The first: %(first)s"
    ),
    "unknown_columns": _("Not used, because not known: %(names)s."),
    "nowhere": _("No report says where: only dates, and what else is said, were compared."),
    "pointless": _("%(n)s reports have no coordinates; they are compared by area and by name."),
    "too_few": _("There are fewer than two reports: nothing to compare."),
    "crowded": _(
        "%(n)s reports lie at one place on one day (%(place)s, %(date)s). Not every pair among so many was compared: "
        "what was joined there is less sure."
    ),
    "taxonomy_crossed": _(
        "The taxonomy %(path)s: %(narrow)s of level %(level)s lies under several words of the next level: %(broad)s. "
        "Levels are compared one by one, as MELTT does."
    ),
    "unused": _(
        "%(n)s pairs in crowded places were compared but not used for grouping: each report keeps its %(most)s "
        "likeliest."
    ),
    "unmatched_windows": _(
        "%(n)s pairs that look alike lie outside the windows or rules given and were not joined."
    ),
}

SENTENCES = OF_FILES | OF_ROWS | REMARKS


@dataclass(frozen=True)
class Fault:
    """One thing to be said: a code of `SENTENCES` and its blanks."""

    code: str
    blanks: tuple[tuple[str, str | int | float], ...] = ()


class BadFile(ValueError):
    """What was given cannot be used. `fault` says what is wrong, where, and what to do."""

    def __init__(self, code: str, **blanks: str | int | float) -> None:
        self.fault = Fault(code, tuple(blanks.items()))
        super().__init__(say(self.fault))


def remark(code: str, **blanks: str | int | float) -> Fault:
    return Fault(code, tuple(blanks.items()))


def say(fault: Fault, translate: Translate | None = None) -> str:
    """A fault as a sentence. `translate` is gettext; without it the sentence is English."""
    return (translate or _)(SENTENCES[fault.code]) % dict(fault.blanks)


def listed(names, most: int = 8) -> str:
    """Names in a row, the first `most` of them and how many more there are."""
    names = [str(name) for name in names]
    shown = ", ".join(names[:most])
    return f"{shown} (+{len(names) - most})" if len(names) > most else shown
