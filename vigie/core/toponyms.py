"""Names of places, made comparable: how they sound, and without the words that say what kind they are."""

from __future__ import annotations

import re

from vigie.core.standards import plain

# One sign for one sound, longest first: people write what they hear ("Djbo", "Menaca", "Tillabéry").
_SOUNDS = (("tch", "c"), ("dj", "j"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("ou", "w"), ("qu", "k"),
           ("gu", "g"), ("q", "k"), ("c", "k"), ("z", "s"), ("v", "b"))  # fmt: skip
_UNHEARD = re.compile(r"[aeiouyhw ]")
_DOUBLED = re.compile(r"(.)\1+")

# What kind of area it is, not which: "Oudalan province", "Cercle de Ménaka", "Tillaberi Region".
_KINDS = ("region", "province", "department", "departement", "cercle", "district", "commune", "prefecture",
          "arrondissement", "county")  # fmt: skip
_BEFORE = re.compile(rf"^(?:{'|'.join(_KINDS)}) (?:d |de |du |des |of |the |la |le |l )*")
_AFTER = re.compile(rf" (?:{'|'.join(_KINDS)})$")


def as_heard(name: str) -> str:
    """A plain name with one sign for one sound: "caya" → "kaya"."""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return _DOUBLED.sub(r"\1", name)


def skeleton(name: str) -> str:
    """The consonants of a plain name as they sound: "tillabery" and "tilaberi" both give "tlbr"."""
    return _DOUBLED.sub(r"\1", _UNHEARD.sub("", as_heard(name)))


def bare(name: str) -> str:
    """The plain name of an area without its kind: "Cercle de Ménaka" → "menaka"."""
    text = plain(name)
    return _AFTER.sub("", _BEFORE.sub("", text)) or text
