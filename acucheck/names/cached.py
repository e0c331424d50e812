"""A vocabulary for many people, or for one who is asked much: names come again, and each is recognised once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from acucheck.model.answers import BodyPlace, Name, NameKind
from acucheck.model.book import RuleBook
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

if TYPE_CHECKING:  # loaded with the first line that may tell of a danger
    from acucheck.names.parted_signs import SignsTold

KEPT = 4096
"""Lines of each kind. The one not needed for longest is forgotten first, so memory stays flat."""

LONGEST = 100
"""Characters of a line that is kept."""

LONGEST_OF_ONE = 10_000
"""The same where all lines are of one interview: each is read again with every answer, and they are few."""


class CachedVocabulary(Vocabulary):
    """A vocabulary that keeps what it found last, and finds it again without looking."""

    def __init__(self, book: RuleBook, longest: int = LONGEST) -> None:
        """With lines of up to *longest* characters kept."""
        super().__init__(book)
        self._longest = longest
        self._kept_whole_lines = lru_cache(KEPT)(super().whole_line)
        self._kept_names_in_line = lru_cache(KEPT)(super().names_in_line)
        self._kept_techniques = lru_cache(KEPT)(super().techniques)
        self._kept_places = lru_cache(KEPT)(super().places)
        self._kept_between = lru_cache(KEPT)(super().goes_between)
        self._kept_technique_place = lru_cache(KEPT)(super().technique_place)
        self._kept_signs_told = lru_cache(KEPT)(super().signs_told)

    def whole_line(self, typed: str, kind: NameKind) -> tuple[Name, ...]:
        if len(typed) > self._longest:
            return super().whole_line(typed, kind)
        return self._kept_whole_lines(typed, kind)

    def names_in_line(self, typed: str, setting: Setting, kind: NameKind) -> tuple[Name, ...]:
        if len(typed) > self._longest:
            return super().names_in_line(typed, setting, kind)
        return self._kept_names_in_line(typed, setting, kind)

    def techniques(self, typed: str) -> tuple[Name, ...]:
        if len(typed) > self._longest:
            return super().techniques(typed)
        return self._kept_techniques(typed)

    def places(
        self, typed: str, before: str = "", within: str = "", *, told: bool = False, details: str = ""
    ) -> tuple[BodyPlace, ...]:
        if len(typed) + len(before) > self._longest:
            return super().places(typed, before, within, told=told, details=details)
        return self._kept_places(typed, before, within, told=told, details=details)

    def goes_between(self, typed: str) -> bool:
        if len(typed) > self._longest:
            return super().goes_between(typed)
        return self._kept_between(typed)

    def technique_place(self, typed: str) -> str:
        if len(typed) > self._longest:
            return super().technique_place(typed)
        return self._kept_technique_place(typed)

    def signs_told(self, typed: str) -> SignsTold:
        if len(typed) > self._longest:
            return super().signs_told(typed)
        return self._kept_signs_told(typed)
