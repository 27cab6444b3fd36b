"""Invented village names, built from sounds that fit the part of the region they lie in."""

from __future__ import annotations

from sample.draws import Draws

# First, middle and last sounds. Chosen so that no result is a populated place known to GeoNames in the
# three countries (checked by tests/sample/test_region.py where that gazetteer is at hand).
SOUNDS = {
    "moore": (
        "Zamb Pisg Tangb Rall Goul Bass Yalg Nakomb Sibg Lougr Kirs Wemb Zoung Tibg",
        "a i ou é o ao in",
        "stenga ssoré ghin tigui raogo siga bdo lsé rima",
    ),
    "fulfulde": (
        "Djar Tchel Bél Wour Sambal Diank Fet Soum Yolel Nass Guél Haroud Lamb Sillad",
        "a é i ou o an ol",
        "béwel ndou ridji laré béto tako ladji bodé dama",
    ),
    "gulmance": (
        "Yob Tamb Nadj Diab Kould Piéb Lant Samp Bott Mour Folb Djad",
        "ia ou i a o in",
        "ngou bondi rgou mpari doaga liaga tiéri pouga",
    ),
    "songhay": (
        "Garb Koss Tond Zarm Firg Bard Han Sork Dess Kourt Lat Maïg Wand Ging",
        "ey ou a i o é an",
        "koira tégui bério goungou zéno kaïna douré ngala",
    ),
    "dogon": (
        "Yend Pél Ogoss Tind Ann Guim Kemb Sogd End Bar Dour Walm",
        "a ou i é o om in ara",
        "ganou sogou ndouma koumbo pélou dié guina lolo",
    ),
    "tamasheq": (
        "Tin In Taghar Akab Egh Assak Tezz Inch Amal Tam Ouz Ifr",
        "a e ou i agha ela",
        "rouzen ghamat lallen zemiten draren kassen baraden gharen",
    ),
}
SECTIONS = ("Nord", "Sud", "Est", "Peul", "Marché", "Haut")


def village_name(people: str, draws: Draws) -> str:
    """One name, sometimes with a quarter as villages have: "Zambatenga Sud"."""
    first, middle, last = (draws.pick(sounds.split()) for sounds in SOUNDS[people])
    joint = "-" if first in ("Tin", "In") else ""
    name = first + joint + (middle + last).capitalize() if joint else first + middle + last
    return f"{name} {draws.pick(SECTIONS)}" if draws.chance(0.06) else name


# Ways in which the same name is written by others, tried in the order drawn.
SPELLINGS = (
    ("ou", "u"), ("é", "e"), ("dj", "j"), ("Dj", "J"), ("gu", "g"), ("ss", "s"), ("ey", "é"), ("-", " "),
    ("tch", "ch"), ("Tch", "Ch"), ("gh", "g"), ("oua", "wa"), ("Oua", "Wa"), ("aï", "ai"), ("i", "y"),
    ("nd", "nnd"), ("o", "ô"), ("a", "aa"),
)  # fmt: skip


def other_spelling(name: str, draws: Draws) -> str:
    """The name as another writer would spell it, or as it is where no rule bites."""
    start = draws.whole(0, len(SPELLINGS) - 1)
    for ours, theirs in SPELLINGS[start:] + SPELLINGS[:start]:
        if ours in name[1:]:
            return name[0] + name[1:].replace(ours, theirs, 1)
    return name
