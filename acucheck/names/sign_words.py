"""The words of a text as they are compared with those that sound like a new sign of illness."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
"""Letters of Thai, Lao, Japanese, Chinese and Korean, where no space, or not every space, parts words."""

_MARKED = "\u0900-\u0dff"
"""Letters of the scripts of India with the marks that are part of them."""

_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:[^\W\d_]|[{_MARKED}]))+|\d+(?:[.,]\d+)?")
_PLACE_OF_A_NUMBER = re.compile(rf"#+|{_WORD.pattern}")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without apostrophes; each letter where no space parts them."""
    return _WORD.findall(_plain(text))


def as_words(phrase: str) -> str:
    """A phrase of a dictionary, where `#` stands for a number, as its words with single spaces."""
    return " ".join(_PLACE_OF_A_NUMBER.findall(_plain(phrase)))


def spelt(text: str, slips: Mapping[str, str]) -> str:
    """A text with its words as they are looked for, where one is spelt otherwise."""
    return _WORD.sub(lambda match: slips.get(match[0].casefold(), match[0]), text)


def _plain(text: str) -> str:
    return text.casefold().replace("'", "").replace("\u2019", "")
