"""A pattern made only when it is first looked for: making all of them takes longer than finding most names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cached_property


class LazyPattern:
    """A regular expression that takes no notice of case.

    Where *one_of* is given, in small letters, each of its matches has one of these in it: a text without them is not
    looked at, so that nothing is made for it.
    """

    def __init__(self, text: str, one_of: Collection[str] = ()) -> None:
        self.text = text
        self.one_of = one_of

    def search(self, text: str) -> re.Match[str] | None:
        if not self._may_match(text):
            return None
        return self._compiled_lazily.search(text)

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """A match that begins at a place in *text*."""
        if not self._may_match(text):
            return None
        return self._compiled_lazily.match(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        if not self._may_match(text):
            return None
        return self._compiled_lazily.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        if not self._may_match(text):
            return []
        return self._compiled_lazily.findall(text)

    def all_in(self, text: str) -> list[re.Match[str]]:
        """Every match in *text*, in order."""
        if not self._may_match(text):
            return []
        return [*self._compiled_lazily.finditer(text)]

    def split(self, text: str) -> list[str]:
        if not self._may_match(text):
            return [text]
        return self._compiled_lazily.split(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        if not self._may_match(text):
            return text
        return self._compiled_lazily.sub(by, text)

    def _may_match(self, text: str) -> bool:
        if not self.one_of:
            return True
        plain = text.casefold()
        return any(part in plain for part in self.one_of)

    @cached_property
    def _compiled_lazily(self) -> re.Pattern[str]:
        return re.compile(self.text, re.IGNORECASE)
