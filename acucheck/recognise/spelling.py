"""What two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata

from acucheck.model.levels import Side

_STRENGTH = r"\d+([.,]\d+)?\s*(mg|mcg|micrograms?|μg|ug|g|ml|iu|units?|%)(\s*/\s*\d*\s*(mg|ml|h|hr|hour))?"
_OFTEN = (
    r"((once|twice|[234] times) )?(daily|weekly|(a|per|every|each) (day|week|night|morning|evening))"
    r"|at night|in the morning|once|twice|od|bd|tds|qds|nocte|mane"
)
_TAIL = re.compile(
    rf"[\s,(]+({_STRENGTH}|{_OFTEN}|tablets?|tabs?|capsules?|pills?)\)?\s*$|{_STRENGTH}\s*$", re.IGNORECASE
)
"""What may stand behind a medicine's name without changing what it is. Creams, drops and inhalers are not among it."""

_SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "both": None, "both sides": None, "bilateral": None}
_SIDE_FIRST = re.compile(rf"^({'|'.join(sorted(_SIDES, key=len, reverse=True))})\s+(.+)$", re.IGNORECASE)
_SIDE_LAST = re.compile(rf"^(.+?)[\s,]*\(?\b({'|'.join(sorted(_SIDES, key=len, reverse=True))})\)?$", re.IGNORECASE)


def key(text: str) -> str:
    """*text* without case, accents on Latin letters, width, spaces and punctuation.

    Marks are taken off Latin letters only: in other scripts they change the word.
    """
    letters = []
    for each in unicodedata.normalize("NFKC", text).casefold():
        plain = unicodedata.normalize("NFD", each)[0]
        letter = plain if plain.isascii() else each
        if letter.isalnum() or unicodedata.category(letter).startswith("M"):
            letters.append(letter)
    return "".join(letters)


def bare(text: str) -> str:
    """A medicine's name without its strength, tablets and how often: "warfarin 5 mg daily" is warfarin."""
    shorter = _TAIL.sub("", unicodedata.normalize("NFKC", text)).strip()
    return bare(shorter) if shorter and shorter != text else text


def split_side(text: str) -> tuple[str, Side | None]:
    """The place without its side, and the side: None for both or for none said."""
    text = " ".join(text.split())
    if match := _SIDE_FIRST.match(text):
        return match[2], _SIDES[match[1].lower()]
    if match := _SIDE_LAST.match(text):
        return match[1], _SIDES[match[2].lower()]
    return text, None
