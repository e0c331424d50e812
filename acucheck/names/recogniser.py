"""What each name in a typed line is taken for: a table of what was found, and of what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from acucheck.errors import InvalidFile, InvalidRules
from acucheck.model.answers import Candidate, Name, NameKind, Taken, Via
from acucheck.names import reading
from acucheck.names.entries import Index, Known
from acucheck.names.fuzzy import FuzzyIndex
from acucheck.names.segment import Piece
from acucheck.names.spelling import key

T = TypeVar("T")


class Recogniser:
    """The names of one kind. A later index is read only for what the first does not know."""

    def __init__(self, kind: NameKind, first: Callable[[], Index], rest: Callable[[], Index] = dict) -> None:
        self._kind = kind
        self._load_first = first
        self._load_rest = rest

    def names(self, typed: str) -> tuple[Name, ...]:
        """Every name in *typed*, in order. Raises InvalidRules when a dictionary is broken."""
        return tuple(self._name(piece) for piece in self._pieces(typed))

    def all_known(self, typed: str) -> tuple[Name, ...]:
        """The same when every name is known; nothing when a near miss would have to be looked for."""
        found = self._pieces(typed)
        return tuple(map(self._name, found)) if all(piece.known for piece in found) else ()

    def _pieces(self, typed: str) -> list[Piece]:
        if (whole := self._first.get(key(typed))) is not None:
            return [Piece(typed.strip(), typed.strip(), whole)]
        from acucheck.names.segments import pieces  # making its patterns takes longer than finding a name

        found = pieces(typed, self._kind, self._first.get)
        sure = all(piece.known and piece.bare for piece in found)  # else a longer name may be known elsewhere
        return found if sure else pieces(typed, self._kind, self._any)

    @cached_property
    def _first(self) -> Index:
        return loaded(self._load_first)

    @cached_property
    def _rest(self) -> Index:
        return loaded(self._load_rest)

    @cached_property
    def _near(self) -> FuzzyIndex:
        return FuzzyIndex([self._first, self._rest])

    def _any(self, spelling: str) -> Known | None:
        return self._first.get(spelling) or self._rest.get(spelling)

    def _name(self, piece: Piece) -> Name:
        if piece.known is not None:
            return replace(_known(piece, piece.known), kind=self._kind)
        near = self._near.candidates(key(piece.core))
        if not near:
            return Name(piece.text, Taken.UNRECOGNISED, kind=self._kind)
        return Name(piece.text, Taken.SUGGESTED, _only(near), _all(near), Via.FUZZY, near, kind=self._kind)


def loaded(load: Callable[[], T]) -> T:
    """What *load* reads. Raises InvalidRules when it is broken."""
    try:
        return load()
    except InvalidFile as error:
        raise InvalidRules(str(error)) from None


def medicine_naming() -> Recogniser:
    """Medicines by the dictionaries alone."""
    return Recogniser(NameKind.MEDICINE, reading.medicines, reading.harmless)


def _known(piece: Piece, known: Known) -> Name:
    """A name that is known: recognised, unless it has to be asked about or does not count now.

    What is known and of no matter here is not asked about, however it is used.
    """
    concepts, called = _all(known.readings), _only(known.readings)
    asked = known.readings if known.ask else ()
    if piece.use is not None and not piece.doubt:
        return Name(piece.text, Taken.SET_ASIDE, called, concepts, known.via, asked, use=piece.use)
    taken = Taken.RECOGNISED
    if known.ask:
        taken = Taken.SUGGESTED if called and known.via is not Via.PHRASE else Taken.AMBIGUOUS
    elif piece.doubt and concepts:
        taken = Taken.MAYBE
    return Name(piece.text, taken, called, concepts, known.via, asked)


def _all(readings: tuple[Candidate, ...]) -> frozenset[str]:
    return frozenset().union(*(reading.concepts for reading in readings))


def _only(readings: tuple[Candidate, ...]) -> str:
    """The name of the one reading; nothing when there are several."""
    return readings[0].name if len(readings) == 1 else ""
