"""Writing visits and survey answers down: new, a new version, or what we have already.

Plain functions for acts and for what comes in by the door: who calls them has asked the law, opened the
transaction and writes the line in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from vigie.core.dates import When
from vigie.core.statement import Spot
from vigie.directory.audiences import audience
from vigie.directory.models import Account, Audience, Organisation
from vigie.fieldwork.models import Question, SurveyAnswer, Visit
from vigie.places.extents import Placed, extents_for
from vigie.places.models import Area

FINEST_SURVEYED = 2  # provinces, cercles and departments: in a commune a month can be a handful of people
NAME_LENGTH = 200
SURVEYS = "survey:"  # begins the series under which the words of a survey's questions are kept
_SAME = ("kind", "date_first", "date_last", "date_precision", "place_name", "findings", "text")


@dataclass(frozen=True)
class Told:
    """A visit or the answers of one person as they came in. `key` is that of the record."""

    key: str
    when: When
    spots: tuple[Spot, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    survey: str = ""
    text: str = ""
    tlp: str = ""
    language: str = "fr"


@dataclass(frozen=True)
class Asked:
    """A question as its form words it."""

    code: str
    words: dict[str, str]
    options: dict[str, dict[str, str]]


def describe(series: str, questions: Sequence[Asked]) -> None:
    """Keep the words of a series' questions, as its newest form has them."""
    rows = [
        Question(series=series, code=each.code, position=number, words=each.words, options=each.options)
        for number, each in enumerate(questions)
    ]
    Question.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["series", "code"],
        update_fields=["position", "words", "options"],
    )  # fmt: skip


class Writing:
    """One organisation's series, into which visits or answers are written. Its row is held locked."""

    def __init__(self, organisation: Organisation, series: str, filed_by: Account | None = None) -> None:
        self.organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        self.series, self.filed_by = series, filed_by
        self.audiences: dict[str, Audience] = {}

    def visits(self, told: Sequence[Told]) -> list[str]:
        """Write visits; what became of each: "created", "updated" or "unchanged"."""
        keys = [each.key for each in told]
        current = Visit.objects.filter(organisation=self.organisation, series=self.series, is_current=True)
        known = {visit.key: visit for visit in current.filter(key__in=keys)}
        outcomes, new = [], []
        for each, placed in zip(told, _placed(told), strict=True):
            visit, before = self._visit(each, placed), known.get(each.key)
            if before and all(getattr(before, name) == getattr(visit, name) for name in _SAME):
                outcomes.append("unchanged")
                continue
            visit.version = before.version + 1 if before else 1
            outcomes.append("updated" if before else "created")
            new.append(visit)
        replaced = [known[visit.key].pk for visit in new if visit.key in known]
        Visit.objects.filter(pk__in=replaced).update(is_current=False)
        Visit.objects.bulk_create(new)
        return outcomes

    def answers(self, told: Sequence[Told]) -> list[str]:
        """Write survey answers; what became of each record."""
        rows = [
            row
            for each, placed in zip(told, _placed(told), strict=True)
            for row in self._answers(each, placed)
        ]
        asked = Question.objects.filter(series__in={survey_series(each.survey) for each in told}).values_list(
            "code", flat=True
        )
        questions = {*asked, *(code for each in told for code in each.answers)}  # an edit may take one back
        seals = {
            seal_of(self.series, each.key, code): number
            for number, each in enumerate(told)
            for code in questions
        }
        held = SurveyAnswer.objects.filter(seal__in=seals)
        known = {row.seal: (row.answer, row.area_id, row.month) for row in held}
        fresh = {row.seal: (row.answer, row.area_id, row.month) for row in rows}
        held.exclude(seal__in=[seal for seal in fresh if known.get(seal) == fresh[seal]]).delete()
        SurveyAnswer.objects.bulk_create(row for row in rows if known.get(row.seal) != fresh[row.seal])
        before, after = ([{} for _each in told] for _side in range(2))
        for side, found in ((before, known), (after, fresh)):
            for seal, said in found.items():
                side[seals[seal]][seal] = said
        return [
            "created" if not b else "unchanged" if a == b else "updated"
            for b, a in zip(before, after, strict=True)
        ]

    def _visit(self, told: Told, placed: Placed) -> Visit:
        spot = told.spots[0] if told.spots else Spot()
        return Visit(
            organisation=self.organisation, series=self.series, key=told.key, filed_by=self.filed_by,
            audience=self._audience(told.tlp), kind=told.kind, date_first=told.when.first,
            date_last=told.when.last, date_precision=told.when.precision, place_name=spot.name[:NAME_LENGTH],
            countries=" ".join(sorted(placed.countries)), area=placed.area, extent=placed.extent,
            findings=told.answers, text=told.text, language=told.language,
        )  # fmt: skip

    def _answers(self, told: Told, placed: Placed) -> Iterable[SurveyAnswer]:
        area = _coarse(placed.area)
        for code, answer in told.answers.items():
            yield SurveyAnswer(
                organisation=self.organisation, audience=self._audience(told.tlp), survey=told.survey,
                question=code, answer=answer, area=area, month=told.when.first.replace(day=1),
                seal=seal_of(self.series, told.key, code),
            )  # fmt: skip

    def _audience(self, tlp: str) -> Audience:
        tlp = tlp or self.organisation.default_tlp
        if tlp not in self.audiences:
            partners = self.organisation.partners.all()
            self.audiences[tlp] = audience(tlp, [self.organisation], partners, self._readers(tlp))
        return self.audiences[tlp]

    def _readers(self, tlp: str) -> list[Account]:
        if tlp != "TLP:RED":
            return []
        answering = Account.objects.filter(organisation=self.organisation, role="coordinator", is_active=True)
        return [*answering, *([self.filed_by] if self.filed_by else [])]


def survey_series(survey: str) -> str:
    """The series under which the words of a survey's questions are kept: several forms may ask them."""
    return f"{SURVEYS}{survey}"


def seal_of(series: str, key: str, question: str) -> str:
    """What tells one record's answer to one question again, and tells nobody else anything."""
    return salted_hmac("vigie.fieldwork.seal", f"{series}\n{key}\n{question}", algorithm="sha256").hexdigest()


def _placed(told: Sequence[Told]) -> list[Placed]:
    return extents_for([(each.spots, each.when.first) for each in told])


def _coarse(area: Area | None) -> Area | None:
    while area is not None and area.level > FINEST_SURVEYED:
        area = area.parent
    return area
