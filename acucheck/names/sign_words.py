"""The words of a text as they are compared with those that sound like a new sign of illness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

_FIRST_UNSPACED = "\u0e00"
_UNSPACED = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+"
"""Letters of Thai, Lao, Japanese, Chinese and Korean, where no space, or not every space, parts words. They have no
case, and to prepare an expression that takes no notice of it would take long.
"""

_MARKED = "\u0900-\u0eff"
"""Letters of the scripts of India and Thailand with the marks that are part of them."""

_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKED}])+|\d+(?:[.,]\d+)?")
_OF_A_PHRASE = re.compile(rf"#+|(?:{_WORD.pattern})\*?")

_LAST_MARK = 0x6FF
"""The last of the marks that people leave out: those above Latin, Greek, Cyrillic, Hebrew and Arabic letters."""

_FIRST_JOINED, _LAST_JOINED = "\u05d0", "\u06ff"
"""Hebrew and Arabic letters, where `and`, `the`, `in` and the like are written in one with the word behind them."""

_JOINED = re.compile("[\u05d5\u05e9\u05d4\u05d1\u05dc\u05de\u05db\u0648\u0641\u0628\u0644\u0643\u0639]|\u0627\u0644")
"""Such a word."""

_MOST_JOINED = 3

_SHORTEST = 2
"""Letters of a word that something may be joined to."""


class _Letters(dict[int, str]):
    """What each letter is compared as; worked out once for each."""

    def __missing__(self, code: int) -> str:
        left = (
            letter
            for letter in unicodedata.normalize("NFD", chr(code))
            if unicodedata.category(letter) != "Mn" or ord(letter) > _LAST_MARK
        )
        self[code] = unicodedata.normalize("NFC", "".join(left))
        return self[code]


_LETTERS = _Letters(
    str.maketrans(
        dict.fromkeys("'\u2019\u02bc\u05f3\u05f4\u0640\u200c\u200d", "")
        | {"\u0131": "i", "\u00f8": "o", "\u00e6": "ae", "\u0153": "oe", "\u0142": "l", "\u0111": "d"}
        | {"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643"}
    )
)
"""Letters that stand for one another on different keyboards."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without apostrophes and accents; each letter where no space parts them."""
    return _WORD.findall(_parted(_plain(text)))


def as_words(phrase: str) -> str:
    """A phrase of a dictionary as its words with single spaces; `#` is a number, `*` behind the last any ending."""
    return " ".join(_OF_A_PHRASE.findall(_parted(_plain(phrase))))


def spelt(text: str, slips: Mapping[str, str]) -> str:
    """A text with its words as they are looked for, where one is spelt otherwise; a space parts each from the next."""
    return _WORD.sub(lambda match: slips.get(match[0], match[0]), _parted(_plain(text)))


def _parted(text: str) -> str:
    """A text in which a space stands on both sides of each letter of a script that parts no words."""
    if text.isascii() or max(text) < _FIRST_UNSPACED:
        return text
    return re.sub(_UNSPACED, lambda run: f" {' '.join(run[0])} ", text)


def unjoined(word: str) -> Iterator[str]:
    """A Hebrew or Arabic word as it is without the small words in front of it; nothing of any other."""
    left = word
    for _ in range(_MOST_JOINED if _FIRST_JOINED <= word[0] <= _LAST_JOINED else 0):
        joined = _JOINED.match(left)
        if joined is None:
            return
        left = left[joined.end() :]
        if len(left) < _SHORTEST:
            return
        yield left


def _plain(text: str) -> str:
    folded = text.casefold()
    return folded.replace("'", "") if folded.isascii() else folded.translate(_LETTERS)
