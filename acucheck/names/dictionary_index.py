"""The dictionaries: as they were decoded when acucheck was built, else read as strictly as the rule book.

Each function raises InvalidFile when its dictionary is broken.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, msgpack

from acucheck.names import entries
from acucheck.names.entries import DictionaryEntry, Lexicon, NameIndex, NewSigns, Points, Region
from acucheck.names.numbered_phrases import NumberedPhrases, numbered
from acucheck.precompiled import unsealed

LEXICON = ("words", "context", "conditions", "medicines")
"""The dictionaries that the words around names are taken from."""


class Packed(Struct, frozen=True):
    """An index as it is kept: most of what is known has several spellings."""

    spellings: NumberedPhrases  # each with its place in *known*
    known: list[bytes]  # each still encoded


class _Unpacking(Mapping[str, DictionaryEntry]):
    """An index that decodes what a spelling stands for when it is looked up: a line needs a few of thousands."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._known: dict[int, DictionaryEntry] = {}

    def __getitem__(self, spelling: str) -> DictionaryEntry:
        numbers = self._packed.spellings.of(spelling)
        if not numbers:
            raise KeyError(spelling)
        (number,) = numbers
        if number not in self._known:
            packed = self._packed.known[number]
            self._known[number] = msgpack.decode(packed, type=DictionaryEntry)
        return self._known[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed.spellings)

    def __len__(self) -> int:
        return sum(1 for _ in self)


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
    spellings = {spelling: [numbers.setdefault(known, len(numbers))] for spelling, known in index.items()}
    return Packed(numbered(spellings), list(map(msgpack.encode, numbers)))


def _index(name: str) -> NameIndex:
    found = unsealed(name, [source(name)], Packed)
    if found is not None:
        return _Unpacking(found)
    from acucheck.names import dictionary

    return dictionary.INDEXES[name]()
