"""Points by a code of letters and a number, in any common notation: single, several at once, from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from acucheck.names.entries import Points
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.spelling import key

_LONGEST_PREFIX = 8
"""Letters in the longest that is written for a channel: sanjiao."""

_LETTERS = r"(?P<letters>3\s*e|[^\W\d_]{1,20}(?:[ .\-]{1,2}[^\W\d_]{1,20})?)"
_CODE = rf"{_LETTERS}[ .\-_:]{{0,3}}(?P<number>\d{{1,2}})"
_TO = r"\s*(?:-|\u2013|\u2014|~|\.\.+|to|bis|through|thru|until)\s*"
_ONE = LazyPattern(_CODE)
_SPAN = LazyPattern(
    rf"(?:from\s+)?{_CODE}{_TO}(?:(?P<again>3\s*e|[^\W\d_]+(?:[ .\-][^\W\d_]+)?)[ .\-]*)?(?P<last>\d{{1,2}})"
)
_CODE_AND_NAME = LazyPattern(rf"{_CODE}[\s,:(\[\-]+(?P<name>\D+?)[)\]]?")
_NAME_AND_CODE = LazyPattern(rf"(?P<name>\D+?)[\s,:(\[\-]+{_CODE}[)\]]?")

_IN_A_ROW = LazyPattern(
    r"\s*(?P<letters>3e|(?:ex[ .\-]?)?[^\W\d_]{1,20})?(?P<gap>[ .\-]{0,2})(?P<number>\d{1,2})(?!\d)(?P<behind>\s*)"
)
_WITHIN = LazyPattern(r"(?<![^\W_])(?:3e|(?:ex[ .\-]?)?[^\W\d_]{1,10})[ .\-]?\d{1,2}(?![^\W_])")

_AS_FIGURES = str.maketrans("oli", "011")
_AS_LETTERS = {"1": "il", "0": "o", "5": "s", "l": "li", "i": "il"}

Names = Mapping[str, Sequence[str]]
"""What is written, as `key` gives it -> points or regions."""


class PointCodes:
    """How the codes of points are written. *names* are all names that are known, *ask* those of several places."""

    def __init__(self, points: Points, names: Names, ask: Names) -> None:
        self._points = points
        self._names = names
        self._ask = ask

    def one(self, text: str) -> list[str]:
        """The points that a code may be. One letter and a figure 1 may be a slip for a channel that ends in I."""
        match = _ONE.fullmatch(text)
        if match is None:
            return []
        asked_about = self._ask.get(key(text))
        if asked_about is not None:
            return [*asked_about]
        letters, number = match["letters"], match["number"]
        ids = self._codes_at(letters, int(number))
        doubtful = len(letters) == 1 and number[0] == "1" and len(number) > 1
        if ids and doubtful:
            ids += self._codes_at(f"{letters}i", int(number[1]))
        return list(dict.fromkeys(ids))

    def with_name(self, text: str, named: Callable[[str], Sequence[str]]) -> list[str]:
        """The points of a code and a name together: one point when they agree, else both."""
        for pattern in (_CODE_AND_NAME, _NAME_AND_CODE):
            match = pattern.fullmatch(text)
            if match is None:
                continue
            coded = self._codes_at(match["letters"], int(match["number"]))
            by_name = named(match["name"])
            if coded and by_name:
                agreed = [id_ for id_ in coded if id_ in by_name]
                return agreed or [*coded, *by_name]
        return []

    def span(self, text: str) -> list[str]:
        """The code of every point from the first to the last, when both ends are written on one channel."""
        match = _SPAN.fullmatch(text)
        if match is None:
            return []
        letters = match["letters"]
        if not self._one_channel(letters, match["again"]):
            return []
        first, last = sorted((int(match["number"]), int(match["last"])))
        if first == last or not self._is_written(f"{letters}{first}"):
            return []
        return [f"{letters}{number}" for number in range(first, last + 1)]

    def in_a_row(self, text: str) -> list[str]:
        """The codes in a text that is nothing but several of them; a number alone goes on along the channel."""
        found: list[str] = []
        letters, at, parted = "", 0, False
        while at < len(text):
            match = _IN_A_ROW.match(text, at)
            if match is None:
                return []
            goes_on = letters and parted and not match["gap"].strip()
            if not match["letters"] and not goes_on:
                return []
            letters = match["letters"] or letters
            parted = bool(match["behind"])
            found.append(f"{letters}{match['number']}")
            at = match.end()
        if len(found) == 1:
            return []
        return found

    def inside(self, text: str) -> list[str]:
        """The codes of one point for certain that stand among other words."""
        return [code for code in _WITHIN.findall(text) if len(self.one(code)) == 1]

    def letters(self, text: str) -> str:
        """What is written for the channel in the last code of a text."""
        codes = _WITHIN.findall(text)
        if not codes:
            return ""
        match = _ONE.fullmatch(codes[-1])
        return match["letters"] if match else ""

    def slips(self, text: str) -> Iterator[str]:
        """Points by codes with a letter for a figure or a figure for a letter: ST4O, Ll-4, 1I4."""
        plain = key(text)
        for figures in (1, 2):
            letters = plain[:-figures]
            number = plain[-figures:].translate(_AS_FIGURES)
            if not 0 < len(letters) <= _LONGEST_PREFIX:
                continue
            if number.isdecimal() and number.isascii():
                for each in _letters_that_may_be_meant(letters):
                    yield from self._codes_at(each, int(number))

    def beyond(self, text: str) -> str:
        """The channel of a code whose number it does not have, where that is one channel."""
        match = _ONE.fullmatch(text)
        if match is None:
            return ""
        channels = self._channels(match["letters"])
        if len(channels) != 1:
            return ""
        return channels[0]

    def _one_channel(self, letters: str, again: str | None) -> bool:
        """Whether a channel that is perhaps written *again* is the same."""
        if not again or key(again) == key(letters):
            return True
        channels = self._channels(letters)
        return len(channels) == 1 and channels == self._channels(again)

    def _is_written(self, code: str) -> bool:
        """Whether anything is called so."""
        return bool(self._names.get(key(code)) or self.one(code))

    def _codes_at(self, letters: str, number: int) -> list[str]:
        """The points of a number on the channels of *letters*, else what is called so."""
        known: list[str] = []
        for channel in self._channels(letters):
            code = f"{channel}{number}"
            if code in self._points.points:
                known.append(code)
        if known:
            return known
        return [*self._names.get(key(f"{letters}{number}"), ())]

    def _channels(self, letters: str) -> tuple[str, ...]:
        """The channels that *letters* stand for. In German an umlaut tells one from another."""
        return self._points.prefixes.get(key(letters.lower().replace("\u00fc", "ue")), ())


def _letters_that_may_be_meant(letters: str) -> Iterator[str]:
    """Every way in which figures and letters that look alike may be taken for each other."""
    alternatives = [_AS_LETTERS.get(letter, letter) for letter in letters]
    for chosen in product(*alternatives):
        yield "".join(chosen)
