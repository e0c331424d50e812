"""What sounds like a new sign of illness, in a line of which something is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from acucheck.model.answers import Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names.entries import NewSigns
from acucheck.names.number_words import numbers

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")

_LONGEST = 6
"""Words in the longest phrase that is looked for."""

_BETWEEN = 1
"""Words that may stand between what cannot be done and the word for that it cannot."""


def with_new_sign(typed: str, names: Sequence[Name], known: NewSigns) -> tuple[Name, ...]:
    """The *names* of a line; where it sounds like a new sign, its unknown words together as one that may be that."""
    ticking = {name.typed for name in names if name.concepts and not _is_guessed(name)}
    rest = [name for name in names if name.typed not in ticking]
    told = typed.strip()
    if ticking:
        told = ", ".join(dict.fromkeys(name.typed for name in rest))
    if not _sounds_new(typed, told, known):
        return tuple(names)
    kept = [name for name in names if name not in rest or name.taken is not MatchStatus.UNRECOGNISED]
    meant = Candidate("", frozenset({known.line}))
    new = Name(told, MatchStatus.SUGGESTED, "", meant.concepts, None, (meant,), kind=NameKind.CONDITION, cue=Cue.NEW)
    return (*kept, new)


def _is_guessed(name: Name) -> bool:
    """Whether nothing but the letters of a name are near to one that is known."""
    return name.taken is MatchStatus.SUGGESTED and name.via is MatchMethod.FUZZY


def _sounds_new(typed: str, told: str, known: NewSigns) -> bool:
    """Whether a grave word stands in what is *told*, or a sign, and with it in the line a word of onset."""
    own = _phrases(told)
    if not known.grave.isdisjoint(own):
        return True
    around = _phrases(typed)
    if not known.usual.isdisjoint(around) or known.onset.isdisjoint(around):
        return False
    return not known.signs.isdisjoint(own) or _cannot_do(_words(told), known)


def _phrases(text: str) -> set[str]:
    """Every stretch of a few words in a text."""
    words = _words(text)
    return {" ".join(words[first:end]) for first, end in _stretches(len(words))}


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    for first in range(length):
        for end in range(first + 1, min(first + _LONGEST, length) + 1):
            yield first, end


def _words(text: str) -> list[str]:
    """The words of a text in small letters without apostrophes; a number as `#`, a year as `####`."""
    plain = text.casefold().replace("'", "").replace("\u2019", "")
    return [_as_looked_for(word) for word in _WORD.findall(plain)]


def _as_looked_for(word: str) -> str:
    if _YEAR.fullmatch(word):
        return "####"
    return "#" if word[0].isdecimal() or word in numbers() else word


def _cannot_do(words: Sequence[str], known: NewSigns) -> bool:
    """Whether somebody cannot do what people can."""
    for first, end in _stretches(len(words)):
        if " ".join(words[first:end]) in known.cannot:
            done = words[end : end + 1 + _BETWEEN]
            if not known.doing.isdisjoint(done):
                return True
    return False
