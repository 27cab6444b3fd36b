"""From answers to what is shown of them."""

from __future__ import annotations

from zlib import crc32

from vigie.core.xforms.definition import Question
from vigie.core.xforms.filling import Answer, Filling, Page, pages
from vigie.core.xforms.filling.checking import fault_of
from vigie.core.xforms.filling.state import Choice
from vigie.intake.faces.webform import Asked, ListedTurn, Offered, Receipt, ShownEnd, ShownStep, Told
from vigie.intake.models import Draft, Submission
from vigie.intake.webform.opening import code_of
from vigie.intake.webform.posted import MOST_SHOWN, alike, field_name, is_told, is_told_question
from vigie.intake.webform.sentences import why_wrong

# More choices than this are a menu, not a row of buttons.
MOST_BUTTONS = 12
WITHIN_METRES = ("10", "100", "1000", "10000")  # how exactly a point may be known
_KINDS = {
    "int": "whole", "integer": "whole", "decimal": "decimal", "date": "date", "time": "time",
    "dateTime": "moment", "geopoint": "point",
}  # fmt: skip
_CONTROLS = {"select": "many", "rank": "rank", "range": "range", "upload": "file", "trigger": "acknowledge"}


def shown_step(draft: Draft, filling: Filling, page: Page, faults: bool = False) -> ShownStep:
    """One page. With `faults`, what is wrong stands beside each question."""
    every = pages(filling)
    number = next(i for i, each in enumerate(every, 1) if each.key == page.key)
    asked = tuple(asked_of(filling, node, faults) for node in page.asked(filling))
    return ShownStep(
        str(draft.uuid), page.key, draft.version.title, headings_of(filling, page), code_of(draft.language),
        number, len(every), draft.saved_at, asked, page.step.repeat is not None,
        tuple(_turn(filling, page, every, node) for node in page.turns(filling)),
        any(each.kind == "file" for each in asked),
    )  # fmt: skip


def distance(metres: str) -> str:
    """ "100 m", "10 km"."""
    return f"{int(metres) // 1000} km" if int(metres) >= 1000 else f"{metres} m"


def headings_of(filling: Filling, page: Page) -> tuple[str, ...]:
    default = filling.plan.definition.default_language
    found = (filling.said(each.said(filling.language, default), page.holder) for each in page.step.headings)
    return tuple(each for each in found if each)


def asked_of(filling: Filling, node: Answer, faults: bool = False) -> Asked:
    question, name = node.part.question, field_name(node)
    default = filling.plan.definition.default_language
    kind, choices = kind_of(filling, node), ()
    if kind in ("one", "menu", "many", "rank"):
        choices = tuple(_offered(filling, node, each) for each in filling.options(node))
    wrong = fault_of(filling, node) if faults and kind not in ("note", "told") else None
    if kind == "search" and wrong:
        choices = tuple(_offered(filling, node, each) for each in alike(filling, node))
    return Asked(
        name, kind, filling.said(question.label.said(filling.language, default), node),
        filling.said(question.hint.said(filling.language, default), node), _value(filling, node, kind),
        _sentence(filling, node, wrong), filling.is_required(node), choices,
        about_of(question, kind, node.text), token(filling, node),
    )  # fmt: skip


def kind_of(filling: Filling, node: Answer) -> str:
    """How a question is asked."""
    number = len(filling.options(node)) if node.part.question.control == "select1" else 0
    return way_of(node.part.question, number, "told" if node.text else "note")


def way_of(question: Question, number: int, told: str) -> str:
    """How a question with so many choices is asked; `told` is how one that is only read is shown."""
    looks = question.appearance.split()
    if is_told_question(question):
        return told
    if question.control == "select1":
        if number > MOST_SHOWN:
            return "search"
        return "menu" if "minimal" in looks or number > MOST_BUTTONS else "one"
    if question.control in _CONTROLS:
        return _CONTROLS[question.control]
    if question.type == "date" and ("month-year" in looks or "year" in looks):
        return "month" if "month-year" in looks else "year"
    return _KINDS.get(question.type, "long" if "multiline" in looks else "text")


def token(filling: Filling, node: Answer) -> str:
    """What a page sends back to say that it asked this, and with which choices."""
    if node.part.rules.nodeset is None:
        return field_name(node)
    values = " ".join(each.value for each in filling.options(node))
    return f"{field_name(node)}.{crc32(values.encode()):x}"


def _offered(filling: Filling, node: Answer, choice: Choice) -> Offered:
    label = filling.said(choice.label, node) or choice.value
    words = node.text.split()
    if node.part.question.control == "rank":
        place = str(words.index(choice.value) + 1) if choice.value in words else ""
        return Offered(choice.value, label, False, place)
    chosen = choice.value in words if node.part.question.control == "select" else choice.value == node.text
    return Offered(choice.value, label, chosen)


def _value(filling: Filling, node: Answer, kind: str) -> str:
    """The value as its field wants it."""
    if kind == "search":
        return _label_of(filling, node) or node.text
    if kind == "time":
        return node.text[:5]
    if kind == "moment":
        return node.text[:16]
    if kind == "month":
        return node.text[:7]
    if kind == "year":
        return node.text[:4]
    if kind == "point":
        return " ".join(node.text.split()[:2]) if len(node.text.split()) == 4 else node.text
    return node.text


def about_of(question: Question, kind: str, text: str) -> dict[str, str]:
    """What a field of this kind must know beside its value."""
    if kind == "range":
        start, end, step = question.range
        least, most = sorted((start, end), key=float)
        return {"least": least, "most": most, "step": step}
    if kind == "file":
        return {"accept": question.mediatype}
    if kind == "point":
        parts = text.split()
        return {"within": parts[3].partition(".")[0] if len(parts) == 4 else ""}
    return {}


def _sentence(filling: Filling, node: Answer, wrong) -> str:
    if wrong is None:
        return ""
    code, words = wrong
    default = filling.plan.definition.default_language
    return filling.said(words.said(filling.language, default), node) or why_wrong(code)


def _label_of(filling: Filling, node: Answer) -> str:
    found = next((each for each in filling.options(node) if each.value == node.text), None)
    return filling.said(found.label, node) if found else ""


def told_of(filling: Filling, node: Answer) -> str:
    """An answer in words."""
    if node.part.question.is_choice:
        words = node.text.split() if node.part.question.control != "select1" else [node.text]
        known = {each.value: filling.said(each.label, node) for each in filling.options(node)}
        return ", ".join(known.get(each, each) for each in words if each)
    return _value(filling, node, kind_of(filling, node))


def _turn(filling: Filling, page: Page, every: list[Page], turn: Answer) -> ListedTurn:
    """A turn, told by its first two answers; its key is that of its first page."""
    own = [each for each in every if each.holder is turn]
    answers = [told_of(filling, node) for each in own for node in each.asked(filling) if node.text]
    return ListedTurn(turn.place, own[0].key if own else page.key, ", ".join(answers[:2]))


def shown_end(draft: Draft, filling: Filling) -> ShownEnd:
    every = pages(filling)
    default = filling.plan.definition.default_language
    told = tuple(
        Told(
            filling.said(node.part.question.label.said(filling.language, default), node), told_of(filling, node),
            page.key, _sentence(filling, node, fault_of(filling, node)),
        )
        for page in every
        for node in page.asked(filling)
        if not is_told(node)
    )  # fmt: skip
    return ShownEnd(
        str(draft.uuid), draft.version.title, code_of(draft.language), draft.saved_at,
        tuple(each for each in told if each.value or each.fault), every[-1].key if every else "",
    )  # fmt: skip


def receipt_number(submission: Submission) -> str:
    """What one can read out over a telephone: it leads back to the record, and says nothing of it."""
    digits = submission.uuid.hex[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def receipt_of(draft: Draft) -> Receipt:
    found = draft.submission
    return Receipt(receipt_number(found), draft.version.title, str(found.form.uuid), found.received_at)
