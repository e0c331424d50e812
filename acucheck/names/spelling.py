"""What two spellings of one name have in common."""

from __future__ import annotations

import unicodedata

SPELT = "LMN"
"""The classes of characters that are part of a spelling: letters, marks and numbers."""


class _Letters(dict[int, str | None]):
    """What each character becomes in a key; worked out once for each."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain = unicodedata.normalize("NFD", letter)[0]
        spelt = plain if plain.isascii() else letter
        kept = unicodedata.category(letter)[0] in SPELT
        self[code] = spelt if kept else None
        return self[code]


_LETTERS = _Letters()
_LETTERS_AND_COMMAS = _Letters({ord(","): ","})


def key(text: str) -> str:
    """*text* without case, accents on Latin letters, width, spaces and punctuation.

    Marks are taken off Latin letters only: in other scripts they change the word.
    """
    return _plain(text).translate(_LETTERS)


def keys(line: str) -> list[str]:
    """The key of each name in a line with commas between them: ten times as fast as one by one."""
    return _plain(line).translate(_LETTERS_AND_COMMAS).split(",")


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
