"""The letters of text messages, and how much of them one message holds."""

from __future__ import annotations

import unicodedata

# 3GPP TS 23.038, section 6.2.1: the default alphabet of 7 bits, and the table reached by an escape, of
# which every letter takes the place of two.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")

# Septets, or letters of two bytes, that one message holds: alone, and as a part of several.
ALONE, JOINED = 160, 153
ALONE_WIDE, JOINED_WIDE = 70, 67

# What French typography writes and the default alphabet has not.
_PLAINER = {
    "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "œ": "oe", "Œ": "OE", "ç": "c", "×": "x", "→": ">",
}  # fmt: skip


def gsm(text: str) -> str:
    """The text in the default alphabet: é, è, à and ù stay, ê becomes e, « becomes ". What has no letter
    there, such as Arabic or Tifinagh, becomes "?".
    """
    return "".join(map(_plainer, unicodedata.normalize("NFC", text)))


def _plainer(letter: str) -> str:
    if letter in BASIC or letter in ESCAPED:
        return letter
    if letter in _PLAINER:
        return _PLAINER[letter]
    bare = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return bare if bare and all(each in BASIC for each in bare) else "?"


def is_gsm(text: str) -> bool:
    return all(letter in BASIC or letter in ESCAPED for letter in text)


def length(text: str) -> int:
    """Septets of a text in the default alphabet; UTF-16 units of any other."""
    if is_gsm(text):
        return len(text) + sum(letter in ESCAPED for letter in text)
    return len(text.encode("utf-16-be")) // 2


def parts(text: str) -> int:
    """How many messages the text takes. 0 for the empty one."""
    alone, joined = (ALONE, JOINED) if is_gsm(text) else (ALONE_WIDE, JOINED_WIDE)
    size = length(text)
    if size <= alone:
        return int(bool(text))
    return -(-size // joined)
