"""What can be brought in, in words: the sources of events and of places."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    """A kind of file. Sources of places belong to the whole node and come by the command only."""

    code: str
    name: Promise
    what: Promise
    of_places: bool = False


_ALL = (
    Source("ucdp", _("UCDP GED"), _("Uppsala's georeferenced events, CSV of any edition")),
    Source("insecurity-insight", _("Insecurity Insight"),
           _("health care, education, explosive weapons: CSV or XLSX with HXL tags")),
    Source("gdelt", _("GDELT 1.0"), _("machine-coded events from the news, as published or as CSV")),
    Source("hxl", _("Table with HXL tags"), _("any CSV or XLSX with a row of HXL tags below its header")),
    Source("mapping", _("Own spreadsheet"), _("any CSV or XLSX, with a mapping file that names its columns")),
    Source("geonames", _("GeoNames"), _("gazetteer of a country: towns and villages"), of_places=True),
    Source("boundaries", _("Boundaries"),
           _("areas with P-codes as GeoJSON, or as a table of codes, in one generation"), of_places=True),
)  # fmt: skip

SOURCES = {source.code: source for source in _ALL}
OF_EVENTS = tuple(code for code, source in SOURCES.items() if not source.of_places)
OF_PLACES = tuple(code for code, source in SOURCES.items() if source.of_places)
