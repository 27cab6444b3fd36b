"""What a reader looks at again before a report is adopted: words that may tell who talked, which site, or which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.disclosure import days_in, names_in, persons_in
from vigie.core.standards import plain
from vigie.parliament.models import VisitReport
from vigie.parliament.models.site_visit import FINEST_LEVEL
from vigie.parliament.wording import in_language
from vigie.places.models import Area

SHORTEST_PLACE = 4  # letters: shorter names are ordinary words too often


@dataclass(frozen=True)
class Caution:
    """Words of a report, in which of its parts they stand, and what they may tell."""

    part: str
    words: str
    tells: str


def cautions(actor, report: VisitReport) -> list[Caution]:
    """All of them, part by part. Nothing here is certain: the committee decides, and says why words stay."""
    visit, found = report.visit, []
    for part, text in _texts(report):
        said = (
            (_("one person"), persons_in(text)),
            (_("the day of the visit"), days_in(text, visit.starts_on, visit.ends_on)),
            (_("a place within the area"), _places_in(actor, text, visit.area)),
        )
        found += [Caution(part, words, tells) for tells, each in said for words in each]
    return found


def _texts(report: VisitReport) -> Iterator[tuple[str, str]]:
    """What others will read that somebody typed."""
    yield _("Title of the report"), report.title
    yield _("What the committee says"), report.summary
    yield _("Women and men"), report.gender_note
    yield _("Minority note"), report.minority_note
    questions = report.visit.checklist.read.questions
    for each in report.visit.findings.for_report().exclude(words="").in_order():
        yield in_language(questions[each.question]), each.words
    for each in report.visit.pictures.filter(in_report=True):
        yield _("Photographs"), each.shows


def _places_in(actor, text: str, area: Area) -> list[str]:
    """Names of communes and settlements of the area, in any spelling; not the area's own name nor its region's."""
    above = {plain(each.name) for each in (area, area.parent) if each is not None}
    said = {plain(each): each for each in names_in(text)}
    asked = [each for each in said if each not in above and len(each) >= SHORTEST_PLACE]
    if not asked:
        return []
    communes = access.rows(actor, "see", "places.Area").current().of_country(area.country)
    communes = communes.filter(
        Q(parent=area) | Q(parent__parent=area), level__gt=FINEST_LEVEL, names__plain__in=asked
    )
    settlements = access.rows(actor, "see", "places.Settlement").filter(
        country=area.country, names__plain__in=asked
    )
    if area.west is not None:
        settlements = settlements.filter(
            lon__range=(area.west, area.east), lat__range=(area.south, area.north)
        )
    named = {
        *communes.values_list("names__plain", flat=True),
        *settlements.values_list("names__plain", flat=True),
    }
    return [words for each, words in said.items() if each in named and each in asked]
