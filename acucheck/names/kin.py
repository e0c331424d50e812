"""Words for somebody else than the person a line is about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from acucheck.names.entries import Lexicon
from acucheck.names.line import LineWord, plain_text, windows

_LONGEST = 3
"""Words in the longest phrase for somebody else that is looked for, such as "mother in law"."""


class Kin(Struct, frozen=True):
    """Somebody else: in how many words, whether a blood relative, and whether as the owner of what follows."""

    length: int
    blood: bool
    owner: bool


def kin_at(words: Sequence[LineWord], position: int, lexicon: Lexicon) -> Kin | None:
    """The somebody else who is named from a position on, in the most words."""
    for window in windows(words, position, _LONGEST):
        phrase = plain_text(window)
        if phrase in lexicon.kin:
            return Kin(len(window), lexicon.kin[phrase], owner=False)
        owner = phrase.removesuffix("'s").removesuffix("'")
        if owner in lexicon.kin:
            return Kin(len(window), lexicon.kin[owner], owner=True)
    return None
