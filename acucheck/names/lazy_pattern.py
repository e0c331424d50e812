"""A pattern made only when it is first looked for: making all of them takes longer than finding most names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property


class LazyPattern:
    """A regular expression that takes no notice of case."""

    def __init__(self, text: str) -> None:
        self._text = text

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled_lazily.search(text)

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """A match that begins at a place in *text*."""
        return self._compiled_lazily.match(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._compiled_lazily.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        return self._compiled_lazily.findall(text)

    def split(self, text: str) -> list[str]:
        return self._compiled_lazily.split(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._compiled_lazily.sub(by, text)

    @cached_property
    def _compiled_lazily(self) -> re.Pattern[str]:
        return re.compile(self._text, re.IGNORECASE)
