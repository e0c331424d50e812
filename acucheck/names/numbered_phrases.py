"""Phrases with numbers, held in little memory.

Annotations are not put off: decoding would evaluate the text of each at every start.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

_NONE: frozenset[int] = frozenset()


class NumberedPhrases(Struct, frozen=True):
    """Phrases without tabs and ends of lines, each with the numbers that it has; with none it is only known.

    All that begin alike stand in one text: tens of thousands of strings and sets would be most of what a process holds,
    and to make them would take longer than to look a line up in them. The texts are encoded, as one letter that is not
    Latin would double the size of a string.
    """

    texts: dict[bytes, bytes]  # how lines begin -> the lines, each a phrase and behind a tab its numbers

    def __contains__(self, phrase: str) -> bool:
        sought = _sought(phrase)
        return sought in self.texts.get(_alike(sought), b"")

    def __iter__(self) -> Iterator[str]:
        for text in self.texts.values():
            for line in text.decode().splitlines()[1:]:
                yield line.partition("\t")[0]

    def of(self, phrase: str) -> frozenset[int]:
        """The numbers of a phrase as it is; none where it is not known."""
        sought = _sought(phrase)
        text = self.texts.get(_alike(sought), b"")
        start = text.find(sought)
        if start < 0:
            return _NONE
        start += len(sought)
        return frozenset(map(int, text[start : text.index(b"\n", start)].split()))

    def of_any_form(self, phrase: str) -> Iterator[frozenset[int]]:
        """The numbers of a phrase as it is, and those of each that it is with `*` for an ending of its last word."""
        forms = [phrase, *(f"{phrase[:end]}*" for end in range(phrase.rfind(" ") + 2, len(phrase) + 1))]
        return filter(None, map(self.of, forms))


def _sought(phrase: str) -> bytes:
    """How the line of a phrase begins. Half a character, which a command line can hold, stands in none."""
    return f"\n{phrase}\t".encode("utf-8", "surrogatepass")


def _alike(sought: bytes) -> bytes:
    """What the lines of one text begin with, behind the end of the line before."""
    return sought[1:3]


class Lists:
    """Lists of phrases, numbered in the order in which they come; those of the same phrases are one."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}

    def number(self, phrases: Iterable[str]) -> int:
        """The number of the list of some phrases."""
        return self._numbers.setdefault(frozenset(phrases), len(self._numbers))

    def all_phrases(self) -> frozenset[str]:
        """All phrases, whatever their lists."""
        return frozenset[str]().union(*self._numbers)

    def phrases(self) -> dict[str, list[int]]:
        """All phrases, each with the numbers of its lists."""
        found: dict[str, list[int]] = {}
        for phrases, number in self._numbers.items():
            for phrase in sorted(phrases):
                found.setdefault(phrase, []).append(number)
        return found


def numbered(phrases: Mapping[str, Iterable[int]]) -> NumberedPhrases:
    """*phrases* with their numbers."""
    lines: dict[bytes, list[bytes]] = {}
    for phrase, numbers in phrases.items():
        sought = _sought(phrase)
        line = sought + " ".join(map(str, numbers)).encode()
        lines.setdefault(_alike(sought), []).append(line)
    return NumberedPhrases({alike: b"".join(each) + b"\n" for alike, each in lines.items()})


def known(phrases: Iterable[str]) -> NumberedPhrases:
    """*phrases* without numbers."""
    return numbered(dict.fromkeys(sorted({*phrases}), ()))
