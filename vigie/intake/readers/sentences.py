"""Faults and remarks as sentences: what is wrong, in which row and field, and what to do.

The sentences are English msgids; `translate` turns one into the reader's language, so that this module
needs no Django. Their French stands in the locale folder of this room.
"""

from __future__ import annotations

from collections.abc import Callable

from vigie.intake.readers.outcome import Fault

# A value from a file and a list of what is known are quoted to here, so that a sentence stays one.
LONGEST_QUOTE = 60
LONGEST_LIST = 300


def _(text: str) -> str:
    """Mark a text for translation; `sentence` translates it."""
    return text


def sentence(fault: Fault, row: int | None = None, translate: Callable[[str], str] = str) -> str:
    """One fault as a sentence. `row` as a spreadsheet numbers it; `translate` as gettext does it.

    A code without a sentence is said as it is: a missing text must not hide a fault.
    """
    said = _Named(
        {
            "value": _quoted(fault.value),
            "field": _quoted(fault.field),
            **{name: _quoted(str(value), LONGEST_LIST) for name, value in fault.params.items()},
        }
    )
    # The place in the file is "in_row", for some sentences speak of a "row" themselves.
    text = translate(SENTENCES[fault.code]) % said if fault.code in SENTENCES else fault.code
    place = _PLACES[row is not None, bool(fault.field)]
    return translate(place) % {"in_row": row, "field": said["field"], "sentence": text}


class _Named(dict):
    """What a sentence names. Outcomes are kept for years, and a sentence may come to name more."""

    def __missing__(self, name: str) -> str:
        return "?"


def _quoted(value: str, longest: int = LONGEST_QUOTE) -> str:
    text = " ".join(value.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


_PLACES = {
    (True, True): _("Row %(in_row)s, “%(field)s”: %(sentence)s"),
    (True, False): _("Row %(in_row)s: %(sentence)s"),
    (False, True): _("“%(field)s”: %(sentence)s"),
    (False, False): _("%(sentence)s"),
}

_FILES = {
    "file-not-opened": _("%(value)s can't be opened. Check that it is there and may be read."),
    "file-empty": _("The file holds no row. Check that you chose the right file, and export it again."),
    "file-too-large": _("The content takes %(size)s MB, more than the %(limit)s MB allowed. Split the file."),
    "file-unfolds": _(
        "The compressed content is %(times)s times larger than the file, which no table is "
        "(%(limit)s times at "
        "most). The file may be meant to do harm: don't open it, and ask whoever sent it."
    ),
    "file-cut-short": _("The file breaks off or is damaged. Fetch or send it again."),
    "not-text": _("This file holds no text. Send CSV, TSV or XLSX."),
    "not-a-table": _("This is %(value)s, not a table. Send CSV, TSV or XLSX."),
    "line-runaway": _("Line %(row)s never ends. The file is no CSV or is damaged: export it again."),
    "quote-unclosed": _(
        "A quotation mark opened near row %(row)s is never closed. Close it or export the file "
        "again. The rows "
        "above it were read."
    ),
    "too-many-columns": _("Row %(row)s has more than %(limit)s columns. Keep the columns that are needed."),
    "too-many-rows": _("The sheet has more than %(limit)s rows. Split it, or send CSV."),
    "zip-broken": _("The ZIP or XLSX file is damaged. Save it again, or fetch it again."),
    "zip-locked": _("The ZIP file has a password. Unpack it and send what is in it."),
    "zip-many-parts": _(
        "The file consists of %(parts)s parts, more than the %(limit)s a workbook can need. Save the "
        "table alone, "
        "as CSV."
    ),
    "zip-no-table": _(
        "The ZIP must hold exactly one CSV, TSV or TXT table (found: %(names)s). Unpack it first."
    ),
    "zip-not-workbook": _(
        "This ZIP is no Excel workbook (it holds %(names)s). Unpack it and send the table."
    ),
    "workbook-old": _("This is an old .xls workbook. Save it as XLSX or CSV and send that."),
    "workbook-locked": _("The workbook has a password. Remove the password and save it again."),
    "workbook-broken": _("The workbook can't be read. Open it in a spreadsheet program and save it as CSV."),
    "workbook-entities": _(
        "The workbook holds definitions that no spreadsheet program writes. It may be meant to do "
        "harm: don't "
        "open it, and ask whoever sent it."
    ),
    "header-damaged": _("Letters are lost in the header. Export the file again as UTF-8."),
    "columns-missing": _(
        "%(source)s needs the columns %(columns)s, which are missing. Check source and file."
    ),
    "source-not-recognised": _(
        "The columns are of no list that %(source)s publishes. Check source and file."
    ),
    "hxl-no-tags": _("There is no row of HXL tags. Add one below the header, or use a mapping file."),
    "hxl-tag-missing": _(
        "A column tagged %(tag)s is needed; the file has %(tags)s. Add the tag, or use a mapping."
    ),
    "export-index-twice": _(
        "the number %(value)s stands in several rows of the sheet “%(sheet)s” (%(rows)s), so that nobody can tell "
        "whose the rows of the other sheets are. Export the file again."
    ),
    "export-columns-unread": _(
        "These columns answer no question of the form and were not read: %(names)s (%(sheet)s)."
    ),
    "export-sheet-unread": _("The sheet “%(sheet)s” holds no repeat of the form and was not read."),
    "export-not-recognised": _(
        "This is no export of a form that your organisation may fill. Choose the form, or use a mapping."
    ),
    "encoding-assumed": _("The file is not UTF-8; it was read as %(value)s. Check names with accents."),
    "sheets-not-read": _(
        "Only the sheet “%(sheet)s” was read, not %(names)s. Send the others as files of their own."
    ),
}

_CELLS = {
    "row-short": _(
        "the row has %(cells)s cells for %(columns)s columns; the missing ones were read as empty."
    ),
    "row-long": _(
        "the row has %(cells)s cells for %(columns)s columns, so that values stand under the wrong header "
        "(“%(value)s” under none). Put texts that contain the delimiter between quotation marks."
    ),
    "row-repeated": _("the same row stands in row %(first)s already; it was passed over."),
    "key-repeated": _(
        "the identifier %(value)s stands in row %(first)s already, with other content. Give each "
        "event its own "
        "identifier, or delete the row that is wrong."
    ),
    "key-made": _(
        "there is no identifier; one was made of the row's content. If the row is corrected later, "
        "it will count "
        "as a new report: give it an identifier."
    ),
    "key-too-long": _("the identifier is longer than %(limit)s characters. Shorten it."),
    "export-stray": _(
        "in the sheet “%(sheet)s” this row belongs to a record that is not in the file. Export all sheets together."
    ),
    "export-without-id": _(
        "the record has no identifier, so that it could be counted twice. Export it with all its columns."
    ),
    "export-without-file": _("the file “%(value)s” is not in the export; only its name was seen."),
    "export-choice-unknown": _("“%(value)s” is no answer of this question. Known: %(known)s."),
    "export-not-yes-or-no": _("“%(value)s” is neither 1 nor 0. Export the file again."),
    "export-known": _("this record came by %(channel)s already; what came first was kept."),
    "cell-missing": _("the cell is empty. Fill it in."),
    "cell-too-long": _(
        "the text has %(length)s characters, more than the %(limit)s of a cell. Often a quotation "
        "mark is not "
        "closed: check it, or shorten the text."
    ),
    "control-characters": _("invisible control characters were removed from “%(value)s”."),
    "letters-lost": _("letters are lost in “%(value)s”. Export the file again as UTF-8."),
    "letters-mended": _("“%(value)s” was wrongly decoded by whoever made the file; read as “%(read)s”."),
    "formula-without-value": _(
        "the cell holds the formula %(value)s without its result. Open the file in a spreadsheet "
        "program, save "
        "it, and send it again."
    ),
    "formula-value-read": _("the cell holds the formula %(value)s; its result “%(read)s” was read."),
    "formula-error": _("the formula in the cell gives the error %(value)s. Correct it or write the value."),
    "code-unknown": _("“%(value)s” is not a known code (%(known)s). Correct it."),
    "word-unlisted": _(
        "“%(value)s” is neither in the mapping nor a code of Vigie. Correct the word, or add it to "
        "codes.%(kind)s in the mapping file."
    ),
    "actor-unlisted": _("no list knows “%(value)s”; the name was kept and its kind is unknown."),
    "country-unknown": _(
        "“%(value)s” is no country that we know. Use its name or a code such as BF, ML, NE."
    ),
    "event-not-incident": _("code %(value)s (talks, aid, sanctions…) is no incident; the row was not taken."),
}

_NUMBERS = {
    "number-unreadable": _("“%(value)s” is no number. Write it with digits, such as 14.25 or 14,25."),
    "count-unreadable": _(
        "“%(value)s” is no number of people. Write digits; put a range in its low and high columns."
    ),
    "count-not-whole": _("%(value)s is not a whole number. People are counted whole: correct it."),
    "count-negative": _("%(value)s is negative. Write 0 for none, and nothing where it is not known."),
    "count-huge": _(
        "%(value)s is more than %(limit)s. An identifier or a total may have slipped here: correct it."
    ),
    "toll-disordered": _(
        "the figures %(value)s are not in the order low, best, high; the range was taken from "
        "%(low)s to %(high)s."
    ),
}

_DATES = {
    "date-missing": _("the date is missing. Write at least the year."),
    "date-unreadable": _("“%(value)s” can't be read as a date. Write it as 2026-03-12 or 12/03/2026."),
    "date-impossible": _("%(value)s is no day of the calendar. Check day and month, and their order."),
    "date-not-iso": _("%(value)s is not written as 2026-03-12, as the mapping promises. Correct either."),
    "date-in-future": _("%(value)s lies in the future. Check the year."),
    "date-too-early": _("%(value)s lies before %(year)s. Check the year."),
    "date-month-first": _(
        "dates were read with the month first: %(value)s is %(read)s. Check that this is meant."
    ),
    "end-before-start": _("the end, %(value)s, lies before the start, %(start)s. Check which is wrong."),
}

_POINTS = {
    "coordinate-alone": _("the coordinate stands alone. Fill in “%(other)s” too, or leave both empty."),
    "coordinates-missing": _("the coordinates are missing. Fill in latitude and longitude."),
    "off-earth": _(
        "%(value)s is not on Earth. Latitude goes from -90 to 90, longitude from -180 to 180, in degrees."
    ),
    "off-earth-swapped": _("%(value)s is not on Earth. Latitude and longitude are probably swapped."),
    "coordinates-swapped": _(
        "the point (%(lat)s, %(lon)s) does not lie in %(country)s, but would with latitude and "
        "longitude swapped. "
        "Swap them."
    ),
    "coordinates-elsewhere": _(
        "the point (%(lat)s, %(lon)s) does not lie in %(country)s. Correct point or country."
    ),
    "null-island": _(
        "the point lies where equator and Greenwich meridian cross, in the sea: empty cells read as "
        "zero. Leave "
        "both coordinates empty."
    ),
}

_AREAS = {
    "areas-without-codes": _(
        "The areas have no P-codes, so that nobody can tell which is which. Get the edition with "
        "P-codes, or give "
        "a code and a name for each area."
    ),
    "area-without-code": _("the area has no P-code. Give it one, or delete it."),
    "area-without-parent": _("area %(value)s does not say which area it lies in."),
    "area-without-shape": _("the area has no shape. Get the edition with boundaries."),
    "shape-unreadable": _("the shape can't be read. Export it again from the mapping program."),
    "shape-not-area": _("the shape is no area (%(value)s). Only polygons can bound one."),
    "shape-off-earth": _(
        "the shape does not lie on Earth in degrees (%(value)s). Export it again in WGS84 (EPSG:4326)."
    ),
    "shape-swapped": _(
        "the shape does not lie in %(country)s, but would with latitude and longitude swapped. "
        "GeoJSON writes "
        "longitude first: export it again."
    ),
    "shape-elsewhere": _("the shape does not lie in %(country)s. Check country and file."),
    "shape-mended": _("the outline crossed itself and was mended (%(value)s)."),
    "json-broken": _("Line %(row)s breaks the JSON. Fetch or export the file again."),
    "json-not-utf8": _("The GeoJSON is not UTF-8. Export it again as UTF-8."),
    "not-geojson": _("This is no GeoJSON of areas (FeatureCollection). Export the layer as GeoJSON."),
    "topojson": _("This is TopoJSON. Export the layer as GeoJSON."),
    "wrong-reference-system": _("The areas are in the system %(value)s. Export them in WGS84 (EPSG:4326)."),
}

_MAPPINGS = {
    "mapping-needed": _("This source needs a mapping file. Name one, or add HXL tags to the table."),
    "mapping-broken": _(
        "Line %(row)s of the mapping file is no valid YAML. Check indentation and quotation marks."
    ),
    "mapping-key-unknown": _("the mapping has no such entry. Known here: %(known)s."),
    "mapping-key-missing": _("the mapping lacks this entry. Add it."),
    "mapping-wrong-shape": _(
        "something else is expected here (%(shape)s). Compare with the example in the docs."
    ),
    "mapping-word-unquoted": _("“%(value)s” is not read as a word. Put it between quotation marks."),
    "mapping-code-unknown": _("“%(value)s” is no code of Vigie. Known here: %(known)s."),
    "mapping-column-missing": _("the table has no such column. It has: %(columns)s."),
}

SENTENCES = {**_FILES, **_CELLS, **_NUMBERS, **_DATES, **_POINTS, **_AREAS, **_MAPPINGS}
