"""What is wrong with an answer, if anything: missing, unreadable, not among the choices, or against the form's rule."""

from __future__ import annotations

from vigie.core.xforms.definition import Words
from vigie.core.xforms.filling.pages import Page, pages
from vigie.core.xforms.filling.state import Answer, Filling
from vigie.core.xforms.filling.typed import brought

NO_WORDS = Words()


def fault_of(filling: Filling, node: Answer) -> tuple[str, Words] | None:
    """(code, the form's own words for it) of the first thing wrong.

    Codes: "missing", those of `typed.brought`, "not-a-choice", "against-rule".
    """
    question = node.part.question
    if not node.text:
        return ("missing", question.required_message) if filling.is_required(node) else None
    _value, code = brought(question, node.text)
    if code:
        return code, NO_WORDS
    if question.is_choice and not _among(filling, node):
        return "not-a-choice", NO_WORDS
    return None if filling.holds(node) else ("against-rule", question.constraint_message)


def _among(filling: Filling, node: Answer) -> bool:
    known = {each.value for each in filling.options(node)}
    chosen = [node.text] if node.part.question.control == "select1" else node.text.split()
    return all(each in known for each in chosen)


def first_page_with_faults(filling: Filling) -> Page | None:
    """The first page on which something is wrong; None where all can be sent."""
    for page in pages(filling):
        if any(fault_of(filling, node) for node in page.asked(filling)):
            return page
    return None
