"""The dictionaries: as they were decoded when acucheck was built, else read as strictly as the rule book.

Each function raises InvalidFile when its dictionary is broken.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Raw, Struct, msgpack

from acucheck.names import entries
from acucheck.names.entries import DictionaryEntry, Lexicon, NameIndex, NewSigns, Points, Region
from acucheck.precompiled import unsealed

LEXICON = ("words", "context", "conditions", "medicines")
"""The dictionaries that the words around names are taken from."""


class Packed(Struct, frozen=True):
    """An index as it is kept: most of what is known has several spellings."""

    by_letter: dict[str, Raw]  # first letter -> spelling -> place in *known*
    known: list[Raw]


class _Unpacking(Mapping[str, DictionaryEntry]):
    """An index that decodes the spellings with one first letter, and what one stands for, when it is looked up.

    A line needs a few of thousands.
    """

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._numbers: dict[str, dict[str, int]] = {}
        self._known: dict[int, DictionaryEntry] = {}

    def __getitem__(self, spelling: str) -> DictionaryEntry:
        number = self._numbers_of(spelling[:1])[spelling]
        if number not in self._known:
            packed = self._packed.known[number]
            self._known[number] = msgpack.decode(packed, type=DictionaryEntry)
        return self._known[number]

    def __iter__(self) -> Iterator[str]:
        for letter in self._packed.by_letter:
            yield from self._numbers_of(letter)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _numbers_of(self, letter: str) -> dict[str, int]:
        """The spellings that begin with a letter, with the number of what each stands for."""
        if letter not in self._numbers:
            packed = self._packed.by_letter[letter]
            self._numbers[letter] = msgpack.decode(packed, type=dict[str, int])
        return self._numbers[letter]


def medicines() -> NameIndex:
    """Every medicine that some class is about, by spelling."""
    return _index("medicines")


def harmless() -> NameIndex:
    """Every medicine that is known and that no class is about, by spelling."""
    return _index("harmless")


def conditions() -> NameIndex:
    """Every condition by spelling; its concepts are the lines it ticks, as `question.line`."""
    return _index("conditions")


def techniques() -> NameIndex:
    """Every name of a technique; its concept is the technique."""
    return _index("techniques")


def lexicon() -> Lexicon:
    """The words around names."""
    found = unsealed("lexicon", [source(name) for name in LEXICON], Lexicon)
    if found is not None:
        return found
    from acucheck.names import lexicon as strict

    return strict.lexicon()


def new_signs() -> NewSigns:
    """Words that sound like a new sign of illness."""
    found = unsealed("new-signs", [source("new-signs")], NewSigns)
    if found is not None:
        return found
    from acucheck.names import lexicon as strict

    return strict.new_signs()


def points() -> Points:
    """Every point by code, and how people write them."""
    found = unsealed("points", [source("points")], Points)
    if found is not None:
        return found
    from acucheck.names import anatomy

    return anatomy.points()


def regions() -> Mapping[str, Region]:
    """Every region by id."""
    found = unsealed("regions", [source("regions")], dict[str, Region])
    if found is not None:
        return found
    from acucheck.names import anatomy

    return anatomy.regions()


def source(name: str) -> Path:
    """The YAML of a dictionary."""
    return entries.FOLDER / f"{name}.yaml"


def packed(index: NameIndex) -> Packed:
    """*index* as it is kept."""
    numbers: dict[DictionaryEntry, int] = {}
    by_letter: dict[str, dict[str, int]] = {}
    for spelling, known in index.items():
        number = numbers.setdefault(known, len(numbers))
        by_letter.setdefault(spelling[:1], {})[spelling] = number
    return Packed(
        by_letter={letter: Raw(msgpack.encode(spellings)) for letter, spellings in by_letter.items()},
        known=[Raw(msgpack.encode(known)) for known in numbers],
    )


def _index(name: str) -> NameIndex:
    found = unsealed(name, [source(name)], Packed)
    if found is not None:
        return _Unpacking(found)
    from acucheck.names import dictionary

    return dictionary.INDEXES[name]()
