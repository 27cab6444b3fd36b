"""A site visit as its committee sees it, and its checklist as everybody may."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vigie.core.checklists import SITE_TYPES, Checklist
from vigie.core.checklists import checklist as newest
from vigie.core.dates import When
from vigie.fieldwork.models import Visit
from vigie.parliament.models import Delegates, Finding, Met, SiteVisit
from vigie.parliament.wording import in_language, tag
from vigie.web import codes, words
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedSiteVisit:
    """One line of the list of one's own visits. No text that somebody typed: it goes into files."""

    uuid: str = column(gettext_noop("Site visit"), "#meta+id")
    number: int = column(gettext_noop("Number"), "#meta+num")
    site_type: str = column(gettext_noop("Type of site"), "#loc+type")
    area: str = column(gettext_noop("Area"), "#adm+name")
    area_code: str = column(gettext_noop("Area code"), "#adm+code")
    country: str = column(gettext_noop("Country"), "#country")
    starts_on: str = column(gettext_noop("First day"), "#date+start")
    ends_on: str = column(gettext_noop("Last day"), "#date+end")
    state: str = column(gettext_noop("State"), "#status")
    announced: str = column(gettext_noop("Announced"), "#meta+announced")
    delegation: int = column(gettext_noop("Delegation"), "#reached+num")
    women: int = column(gettext_noop("Women in the delegation"), "#reached+f")
    findings: int = column(gettext_noop("Findings"), "#indicator+num")
    report: str = column(gettext_noop("Report of the visit"), "#status+report")
    when: str = ""
    state_code: str = ""

    @classmethod
    def of(cls, row: SiteVisit) -> ListedSiteVisit:
        went = list(row.delegation.all())
        report = getattr(row, "report", None)
        return cls(
            str(row.uuid), row.number, in_language(row.checklist.read), row.area.name, row.area.pcode,
            codes.country(row.area.country), row.starts_on.isoformat(), row.ends_on.isoformat(),
            str(row.get_state_display()), str(row.get_announced_display()), sum(each.number for each in went),
            sum(each.number for each in went if each.sex == "female"), len(row.findings.all()),
            str(report.get_state_display()) if report else "", when_of(row), row.state,
        )  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """One question of the checklist with the answer that the visit has, in words."""

    uuid: str
    question: str
    code: str
    answer: str
    words: str
    worries: bool
    in_report: bool
    from_form: bool
    recommendation: str  # its reference, where the reader may see one that came from this finding


@dataclass(frozen=True)
class AnsweredBlock:
    """One block of the checklist, with its answers in the order of its questions."""

    code: str
    name: str
    asked: int
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class ShownSiteVisit:
    """One visit, for the committee that makes it."""

    uuid: str
    number: int
    site_type: str
    site_type_code: str
    checklist_version: str
    area: str
    country: str
    when: str
    state: str
    state_code: str
    announced: str
    authorisation: str
    purpose: str
    photos: str
    photos_code: str
    risk_note: str
    delegation: tuple[str, ...]
    delegation_total: int
    women: int
    met: tuple[str, ...]
    heard: str
    blocks: tuple[AnsweredBlock, ...]
    answered: int
    asked: int
    report: str
    report_state: str

    @classmethod
    def of(cls, shown: ShownSiteVisit) -> ShownSiteVisit:
        return shown

    @classmethod
    def read(cls, row: SiteVisit, raised: dict[str, str]) -> ShownSiteVisit:
        """`raised`: key of a finding → reference of the recommendation that came from it."""
        checklist, went = row.checklist.read, list(row.delegation.select_related("seat"))
        blocks = blocks_of(checklist, row.findings.all(), raised)
        report = getattr(row, "report", None)
        return cls(
            str(row.uuid), row.number, in_language(checklist), row.site_type, row.checklist.version,
            row.area.name, codes.country(row.area.country), when_of(row), str(row.get_state_display()), row.state,
            str(row.get_announced_display()), row.authorisation, row.purpose, str(row.get_photos_display()), row.photos,
            row.risk_note, tuple(_went(each) for each in went), sum(each.number for each in went),
            sum(each.number for each in went if each.sex == "female"),
            tuple(_met(each) for each in row.met.all()), heard(row), blocks, sum(len(each.answers) for each in blocks),
            len(checklist.questions), str(report.uuid) if report else "", report.state if report else "",
        )  # fmt: skip


def blocks_of(
    checklist: Checklist, findings, raised: dict[str, str] | None = None
) -> tuple[AnsweredBlock, ...]:
    """Findings under the blocks of the checklist that they answer."""
    by_code = {each.question: each for each in findings}
    return tuple(
        AnsweredBlock(
            block.code, in_language(block), len(block.questions),
            tuple(
                answered(checklist, by_code[question.code], raised)
                for question in block.questions
                if question.code in by_code
            ),
        )
        for block in checklist.blocks
    )  # fmt: skip


def answered(checklist: Checklist, row: Finding, raised: dict[str, str] | None = None) -> Answered:
    """One finding in words."""
    question = checklist.questions[row.question]
    kind = checklist.answers[question.answers]
    said = kind.words.get(row.answer, {})
    return Answered(
        str(row.uuid), in_language(question), row.question, said.get(tag(), row.answer), row.words,
        row.answer in kind.worry, row.in_report, row.record_id is not None, (raised or {}).get(str(row.uuid), ''),
    )  # fmt: skip


def when_of(row: SiteVisit) -> str:
    return words.when(When(row.starts_on, row.ends_on, "day"))


def _went(row: Delegates) -> str:
    sex = str(row.get_sex_display())
    if row.seat_id:
        return f"{row.seat.holder} ({row.seat.get_post_display()})"
    told = {"number": words.number(row.number), "role": row.get_role_display(), "sex": sex}
    return _("%(role)s: %(number)s (%(sex)s)") % told


def heard(row: SiteVisit) -> str:
    """Women among those who were heard, as a share to the nearest twentieth; "" where nobody was counted.

    Never a number: how many were heard would tell how many are there.
    """
    counted = [each for each in row.met.all() if each.women is not None]
    women, all_ = sum(each.women for each in counted), sum(each.women + each.men for each in counted)
    if not all_:
        return ""
    return _("about %(share)s %% women") % {"share": words.number(5 * round(20 * women / all_))}


def _met(row: Met) -> str:
    role = str(row.get_role_display())
    told = _("%(role)s, alone") % {"role": role} if row.alone else role
    if row.women is None:
        return told
    counts = {"role": told, "women": words.number(row.women), "men": words.number(row.men)}
    return _("%(role)s (women: %(women)s, men: %(men)s)") % counts


@dataclass(frozen=True)
class ListedRecord:
    """A record of the visit form that may belong to a visit. Its note is read where the record is kept."""

    uuid: str
    when: str
    answers: int
    site_type: str
    names_this: bool
    is_tied: bool

    @classmethod
    def read(cls, row: Visit, *, is_tied: bool, number: int) -> ListedRecord:
        told = words.when(When(row.date_first, row.date_last, row.date_precision))
        named = row.findings.get("visit_number") == str(number)
        said = row.findings.get("visited", "")
        site_type = in_language(newest(said)) if said in SITE_TYPES else ""
        return cls(str(row.uuid), told, len(row.findings), site_type, named, is_tied)


@dataclass(frozen=True)
class ListedChecklist:
    """One type of site, and how much its checklist asks."""

    code: str = column(gettext_noop("Code"), "#meta+code")
    site_type: str = column(gettext_noop("Type of site"), "#loc+type")
    version: str = column(gettext_noop("Version"), "#meta+version")
    questions: int = column(gettext_noop("Questions"), "#indicator+num")
    delay_days: int = column(gettext_noop("Days of delay"), "#meta+delay")
    told: str = ""

    @classmethod
    def of(cls, said: Checklist) -> ListedChecklist:
        count = len(said.questions)
        told = ngettext("%(n)s question", "%(n)s questions", count) % {"n": count}
        return cls(said.site_type, in_language(said), said.version, count, said.delay_days, told)


@dataclass(frozen=True)
class ListedQuestion:
    """One question of a checklist, in both languages."""

    block: str = column(gettext_noop("Block"), "#meta+block")
    code: str = column(gettext_noop("Code"), "#meta+code")
    fr: str = column(gettext_noop("In French"), "#indicator+name+i_fr")
    en: str = column(gettext_noop("In English"), "#indicator+name+i_en")
    answers: str = column(gettext_noop("Kind of answer"), "#meta+type")
    source: str = column(gettext_noop("Source"), "#meta+source")
    words: str = ""

    @classmethod
    def of(cls, said) -> ListedQuestion:
        block, question = said
        kind = {"seen": _("yes, partly, no"), "share": _("a share"), "since": _("how long ago")}[
            question.answers
        ]
        return cls(
            in_language(block),
            question.code,
            question.fr,
            question.en,
            kind,
            block.source[tag()],
            in_language(question),
        )
