"""Words that would tell where a site is to the metre, or how many serve there: found before they are kept."""

from __future__ import annotations

import re

_PAIR = re.compile(
    r"[-+−]?\b\d{1,3}[.,]\d{3,}\s*°?\s*[NSns]?\s*[,;/|\s]\s*[-+−]?\d{1,3}[.,]\d{3,}\s*°?\s*[EWOewo]?"
)
_DEGREES = re.compile(
    r"\b\d{1,3}\s*(?:°|º|deg\b|degr[ée]s?\b)\s*\d{1,2}(?:[.,]\d+)?\s*(?:['’′]|min)?[^\n]{0,14}"
)
_DECIMAL_DEGREES = re.compile(r"\b\d{1,3}[.,]\d{2,}\s*(?:°|º)\s*[NSEWO]?")
_LABELLED = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|gps)\b\W{0,4}[-+−]?\d{1,3}(?:[.,]\d+)?", re.IGNORECASE
)
_GRID = re.compile(
    r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b|\b[23]\d[NPQRS]\s?\d{6}\s?\d{7}\b"
)
_PLUS_CODE = re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b")
_MAP_LINK = re.compile(
    r"\bgeo:|(?:maps?\.|/maps?\b|goo\.gl/|openstreetmap|osm\.org|what3words)\S*", re.IGNORECASE
)
_COORDINATES = (_PAIR, _DEGREES, _DECIMAL_DEGREES, _LABELLED, _GRID, _PLUS_CODE, _MAP_LINK)


def _any_of(words: str) -> str:
    """One of the words of a list, each with its own endings."""
    return f"(?:{'|'.join(words.split())})"


_WRITTEN = _any_of(
    r"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    r"cinquante soixante septante quatre-vingts? quatre-vingt-\w+ nonante cent mille "
    r"two three four five seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    r"hundred thousand"
)
_DOZENS = _any_of(
    "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine millier dozen score"
)
_PERSONNEL = _any_of(
    "soldats? soldates? militaires? hommes? agents? gendarmes? polici[eè]re?s? [ée]l[ée]ments? effectifs? "
    "personnels? sous-officiers? officiers? grad[ée]s? recrues? douaniers? gardes? combattants? volontaires? vdp "
    "r[ée]servistes? troupiers? soldiers? troops? men personnel officers? guards? policemen policewomen recruits? "
    "fighters? servicemen servicewomen conscripts?"
)
_BLANK = r"[\s\u00a0\u202f]"
_FIGURES = r"\d+(?:[\s\u00a0\u202f.]\d{3})*"
_IN_WORDS = rf"{_WRITTEN}(?:[-\s](?:et[-\s])?(?:{_WRITTEN}|une?|one))*"
_ABOUT = rf"(?:une?|a|an|some|quelque|environ)?\s*{_DOZENS}s?"
_BETWEEN = _any_of("de d['’] des of femmes? jeunes women young armed arm[ée]s autres other")
_COUNTED = re.compile(
    rf"\b(?:{_FIGURES}|{_IN_WORDS}|{_ABOUT})(?:{_BLANK}+{_BETWEEN}){{0,2}}{_BLANK}*\b{_PERSONNEL}\b",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\b(?:effectifs?|force totale|strength|headcount|garnison|garrison)\b[^.\n\d]{0,30}\d[\d\s\u00a0\u202f]*",
    re.IGNORECASE,
)


def coordinates_in(text: str) -> list[str]:
    """What in `text` reads as a position on the map: degrees, a grid reference, a plus code, a link to a map."""
    return _found(text, _COORDINATES)


def strengths_in(text: str) -> list[str]:
    """What in `text` reads as a number of personnel: "214 soldats", "une vingtaine de gendarmes", "effectif : 90".

    It catches the ways in which people write it, not every way that one could: the sentence that refuses it
    teaches the rule, and a reader still looks before a report is adopted.
    """
    return _found(text, (_COUNTED, _STRENGTH))


def _found(text: str, patterns) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            said = " ".join(match.group().split())
            if not any(said in other for other in found):
                found.append(said)
    return found
