"""Words that would tell where a site is, how many serve there, who talked or on which day: found before they are read.

Positions and strengths are refused; what may be a person, a place or a day is shown to whoever adopts the text.
"""

from __future__ import annotations

import re
from datetime import date

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


_NAME = r"[A-ZÀ-ÖØ-Ý][\w’'-]*"
_TITLES = _any_of(
    r"m\. mm\. mmes? mlles? monsieur madame mademoiselle dr\.? docteure? professeure? g[ée]n[ée]rale? "
    r"colonel(?:le)? lieutenante?(?:-colonel(?:le)?)? commandante? capitaine adjudante?(?:-chef(?:fe)?)? "
    r"sergente?(?:-chef(?:fe)?)? caporale?(?:-chef(?:fe)?)? brigadi[eè]re?(?:-chef(?:fe)?)? commissaire "
    r"inspecteur inspectrice gendarme soldate? d[ée]tenue? prisonni[eè]re? imam "
    r"mr\.? mrs\.? ms\.? captain major sergeant corporal private lieutenant colonel detainee prisoner inspector"
)
_TITLED = re.compile(rf"\b(?i:{_TITLES}|mar[ée]chal des logis(?:-chef)?)\s+{_NAME}(?:\s+{_NAME})*")
_CALLED = re.compile(
    rf"(?i:\b(?:pr[ée]nomm|surnomm|nomm)[ée]e?s?|s['’]appel(?:le|lent|ait)|\b(?:named|called))\s+{_NAME}"
    rf"(?:\s+{_NAME})*"
)
_TELEPHONE = re.compile(r"\+\d{3}[\s.]?\d(?:[\s.]?\d){7,}\b|(?<![\d.,])\d{2}(?:[\s.]\d{2}){3}(?![\d.,])")
_SERVICE_NUMBER = re.compile(r"\b(?:matricule|mle|service number)\b\W{0,6}[\w/-]*\d[\w/-]*", re.IGNORECASE)
_PERSONS = (_TITLED, _CALLED, _TELEPHONE, _SERVICE_NUMBER)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january",
            "février fevrier february",
            "mars march",
            "avril april",
            "mai may",
            "juin june",
            "juillet july",
            "août aout august",
            "septembre september",
            "octobre october",
            "novembre november",
            "décembre decembre december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(_MONTHS)
_DAY_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+({_MONTH})\b(?:\s+(\d{{4}}))?", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def persons_in(text: str) -> list[str]:
    """What in `text` reads as one person: a title before a name, "nommé …", a telephone or service number.

    Names without a title are not found: no list of names tells them from places. A reader still looks.
    """
    return _found(text, _PERSONS)


def days_in(text: str, first: date, last: date) -> list[str]:
    """The days in `text` that lie between `first` and `last`; without a year, that of `first` is meant."""
    return [said for said, day in _days(text, first.year) if first <= day <= last]


def _days(text: str, year: int) -> list[tuple[str, date]]:
    said = [
        (each, each[1], _MONTHS[each[2].lower()], each[3] or year) for each in _DAY_WRITTEN.finditer(text)
    ]
    said += [
        (each, each[2], _MONTHS[each[1].lower()], each[3] or year) for each in _MONTH_FIRST.finditer(text)
    ]
    said += [(each, each[1], each[2], each[3]) for each in _DAY_IN_FIGURES.finditer(text)]
    said += [(each, each[3], each[2], each[1]) for each in _ISO_DAY.finditer(text)]
    found = []
    for match, day, month, of_year in said:
        try:
            found.append((" ".join(match.group().split()), date(int(of_year), int(month), int(day))))
        except ValueError:  # the 31st of a short month is no day
            continue
    return found


_CAPITAL = re.compile(rf"{_NAME}(?:[\s-]+{_NAME}){{0,2}}")


def names_in(text: str) -> list[str]:
    """Runs of up to three words with a capital, whole and in their parts: what could be the name of a place."""
    found: dict[str, None] = {}
    for match in _CAPITAL.finditer(text):
        words = match.group().split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                found[" ".join(words[start : start + length])] = None
    return list(found)


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
