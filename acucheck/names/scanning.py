"""The known names inside a text that holds other words too."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from acucheck.names import context_words
from acucheck.names.entries import Known
from acucheck.names.reading_rules import Kind
from acucheck.names.spelling import key

Find = Callable[[str], Known | None]
"""What a spelling, as `key` gives it, stands for."""

SHORT = 3
"""Letters in a word that could be any word."""

LONGEST_NAME = 7
"""Words in the longest name that is looked for inside a line."""

_WORD = re.compile(r"\S+")
_STRAY = "()[]{}\"'.:-\u2013\u2014!?*_=<>~"

_Span = tuple[int, int]


class Run(Struct):
    """Words that belong together: a known name, or words nobody knows. *core* is without what merely follows it."""

    start: int
    end: int
    core: str
    known: Known | None


class Scanner(Struct, frozen=True):
    """Looks for names of one kind."""

    kind: Kind
    find: Find

    def whole(self, text: str) -> Known | None:
        """What *text* as a whole, words around it aside, is the name of."""
        kept = (
            frozenset[str](),
            self.kind.made,
            self.kind.noise,
        )  # the fewest words off first: Concor AM is not Concor
        forms = (text, *(self.stripped(text, noise) for noise in kept), _turned(text))
        return next((known for form in forms if (known := self.find(key(form))) is not None), None)

    def stripped(self, text: str, noise: frozenset[str]) -> str:
        """*text* without strengths and without the words in *noise*."""
        return " ".join(word for word in self._words(text) if not _is_noise(word, noise))

    def tells_only_how(self, text: str) -> bool:
        """Whether *text* is a dose, a form or how often, and names nothing of its own."""
        words = self._words(text)
        if not all(_is_noise(word, self.kind.noise) for word in words):
            return False
        return not words or any(_is_noise(word, self.kind.made) for word in words)

    def runs(self, text: str) -> list[Run]:
        """The known names in *text*, longest first from the left, and the words between them that are not noise."""
        plain = self._without_strengths(text)
        words = [(match.start(), match.end()) for match in _WORD.finditer(plain)]
        found: list[Run] = []
        place = 0
        while place < len(words):
            place += self._take(found, plain, words[place:])
        return found

    def _take(self, found: list[Run], text: str, words: list[_Span]) -> int:
        """Adds what begins at the first of *words*, and tells how many of them that is."""
        count, known = self._longest(text, words)
        start, end = words[0][0], words[max(count, 1) - 1][1]
        word = text[start:end]
        after_name = bool(found) and found[-1].known is not None
        if after_name and word.strip(_STRAY).lower() in self.kind.salts:
            found[-1].end = end
        elif known is not None:
            _add_name(found, Run(start, end, word, known))
        elif after_name and self.kind.strengths and word.lower() in context_words.REMARKS:
            return self._remark(text, words)
        elif not _is_noise(word, self.kind.noise):
            _add_rest(found, Run(start, end, word, None))
        return max(count, 1)

    def _remark(self, text: str, words: list[_Span]) -> int:
        """How many words of a reason to pass over: all up to the next name."""
        places = range(1, len(words))
        return next((place for place in places if self._longest(text, words[place:])[1] is not None), len(words))

    def _longest(self, text: str, words: list[_Span]) -> tuple[int, Known | None]:
        """The longest name that begins at the first word, in words, and what it stands for."""
        start = words[0][0]
        for count in range(min(len(words), LONGEST_NAME), 0, -1):
            name = text[start : words[count - 1][1]]
            known = self.find(key(name))
            if known is not None and (count > 1 or _tells(name)):
                return count, known
        name = text[start : words[0][1]]
        known = self._run_together(name) if _tells(name) else None
        return (1, known) if known is not None else (0, None)

    def _run_together(self, name: str) -> Known | None:
        """A name with a company or a form run into it, as in Apo-Warfarin."""
        before, _, after = name.partition("-")
        if after and before.lower() in context_words.COMPANIES:
            return self.find(key(after))
        before, _, after = name.rpartition("-")
        if before and after.strip(_STRAY).lower() in context_words.COMPANIES | context_words.FORMS:
            return self.find(key(before))
        return self.find(key(context_words.RUN_TOGETHER.sub("", name)))

    def _words(self, text: str) -> list[str]:
        return _WORD.findall(self._without_strengths(text))

    def _without_strengths(self, text: str) -> str:
        """*text* with spaces where a strength stood, so that every other letter keeps its place."""
        for pattern in (context_words.GLUED, context_words.STRENGTH) if self.kind.strengths else ():
            text = pattern.sub(lambda match: " " * len(match[0]), text)
        return text


def _is_noise(word: str, noise: frozenset[str]) -> bool:
    plain = word.strip(_STRAY).lower()
    return not plain or plain in noise or plain.isdecimal() or all(part in noise for part in plain.split("-"))


def _tells(name: str) -> bool:
    """Whether one word inside a line is enough: a short one only in capitals."""
    return len(key(name)) > SHORT or not name.isascii() or name.strip(_STRAY).isupper()


def _turned(text: str) -> str:
    """Tablets for high blood pressure as high blood pressure tablets."""
    match = context_words.FOR.fullmatch(text.strip())
    return f"{match['what']} {match['form']}" if match else ""


def _add_name(found: list[Run], run: Run) -> None:
    """Two names of one thing side by side, such as a brand and what is in it, are one."""
    last = found[-1] if found else None
    if last is not None and last.known is not None and run.known is not None and _same(last.known, run.known):
        last.end = run.end
    else:
        found.append(run)


def _same(one: Known, other: Known) -> bool:
    return not one.ask and not other.ask and one.readings == other.readings


def _add_rest(found: list[Run], run: Run) -> None:
    if found and found[-1].known is None:
        found[-1].end, found[-1].core = run.end, f"{found[-1].core} {run.core}"
    else:
        found.append(run)
