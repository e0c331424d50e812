"""Phrases with numbers, held in little memory.

Annotations are not put off: decoding would evaluate the text of each at every start.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

_ALIKE = 2
"""Letters that phrases in one text begin with."""

_NONE: frozenset[int] = frozenset()


class NumberedPhrases(Struct, frozen=True):
    """Phrases without tabs and ends of lines, each with the numbers that it has; with none it is only known.

    All that begin alike stand in one text: tens of thousands of strings and sets would be most of what a process holds,
    and to make them would take longer than to look a line up in them.
    """

    texts: dict[str, str]  # the first letters -> on a line each, a phrase and behind a tab its numbers

    def __contains__(self, phrase: str) -> bool:
        return f"\n{phrase}\t" in self.texts.get(phrase[:_ALIKE], "")

    def __iter__(self) -> Iterator[str]:
        for text in self.texts.values():
            for line in text.splitlines()[1:]:
                yield line.partition("\t")[0]

    def of(self, phrase: str) -> frozenset[int]:
        """The numbers of a phrase as it is; none where it is not known."""
        text = self.texts.get(phrase[:_ALIKE])
        if text is None:
            return _NONE
        sought = f"\n{phrase}\t"
        start = text.find(sought)
        if start < 0:
            return _NONE
        start += len(sought)
        return frozenset(map(int, text[start : text.index("\n", start)].split()))

    def of_any_form(self, phrase: str) -> Iterator[frozenset[int]]:
        """The numbers of a phrase as it is, and those of each that it is with `*` for an ending of its last word."""
        forms = [phrase, *(f"{phrase[:end]}*" for end in range(phrase.rfind(" ") + 2, len(phrase) + 1))]
        return filter(None, map(self.of, forms))


class Lists:
    """Lists of phrases, numbered in the order in which they come; those of the same phrases are one."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}

    def number(self, phrases: Iterable[str]) -> int:
        """The number of the list of some phrases."""
        return self._numbers.setdefault(frozenset(phrases), len(self._numbers))

    def phrases(self) -> dict[str, list[int]]:
        """All phrases, each with the numbers of its lists."""
        found: dict[str, list[int]] = {}
        for phrases, number in self._numbers.items():
            for phrase in sorted(phrases):
                found.setdefault(phrase, []).append(number)
        return found


def numbered(phrases: Mapping[str, Iterable[int]]) -> NumberedPhrases:
    """*phrases* with their numbers."""
    texts: dict[str, str] = {}
    for phrase, numbers in phrases.items():
        start = texts.get(phrase[:_ALIKE], "\n")
        texts[phrase[:_ALIKE]] = f"{start}{phrase}\t{' '.join(map(str, numbers))}\n"
    return NumberedPhrases(texts)


def known(phrases: Iterable[str]) -> NumberedPhrases:
    """*phrases* without numbers."""
    return numbered(dict.fromkeys(sorted({*phrases}), ()))
