"""Why two reports may be one incident, in words and bits; a taxonomy's findings under the name of its column."""

from __future__ import annotations

from vigie.core.pairing import SENTENCES, Evidence, explain
from vigie.research.faults import Translate
from vigie.research.matching import Matching


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is said."""
    return text


SAME = _("%(column)s: the same, %(word)s")
SAME_ABOVE = _("%(column)s: the same at level %(level)s, %(word)s")
DIFFERENT = _("%(column)s: different, %(one)s and %(other)s")
APART = _("Too far apart to be compared")


def reasons(matching: Matching, one: int, other: int, translate: Translate | None = None) -> str:
    """Every finding on two reports (row numbers) with its bits, the prior first, as one line."""
    translate = translate or _
    judged = explain(matching.reports, int(one), int(other), matching.matched.weights)
    if judged is None:
        return translate(APART)
    told = ((_sentence(matching, each, one, other, translate), each.bits) for each in judged.evidence)
    return "; ".join(f"{words} ({bits:+.1f})" for words, bits in told)


def _sentence(matching: Matching, each: Evidence, one: int, other: int, translate: Translate) -> str:
    field = each.reason.partition("_")[0]
    if field in matching.carried:
        return _of_taxonomy(matching, matching.carried[field].column, one, other, translate)
    # Types and actors are the file's own words here, not codes of our lists.
    return translate(SENTENCES[each.reason]) % dict(each.params)


def _of_taxonomy(matching: Matching, column: str, one: int, other: int, translate: Translate) -> str:
    """At which level two reports agree, or what they say instead."""
    levels = matching.levels[column]
    for level, (codes, words) in enumerate(levels, 1):
        if codes[one] == codes[other]:
            blanks = {"column": column, "word": words[codes[one]], "level": level}
            return translate(SAME if level == 1 else SAME_ABOVE) % blanks
    codes, words = levels[0]
    return translate(DIFFERENT) % {"column": column, "one": words[codes[one]], "other": words[codes[other]]}
