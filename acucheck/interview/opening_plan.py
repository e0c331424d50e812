"""What a part of an opening line says of the plan: techniques, places, and what else stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from acucheck.interview.option_names import techniques_named
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import TechniqueId
from acucheck.names.place_words import says_both
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary


class Treatment(Struct):
    """Part of a plan: one of the *techniques*, none where only places are named; and the places as they were typed."""

    typed: str
    techniques: frozenset[TechniqueId]
    places: list[str]
    goes_on: bool = True  # whether places behind the next comma are more of its places


class Planned(Struct):
    """What is planned, and the runs of words that say something else."""

    treatments: list[Treatment] = []
    others: list[str] = []


class _Piece(Struct):
    """Words that belong together: a technique, a place, or words that join them; else some other word."""

    typed: str
    count: int
    techniques: frozenset[TechniqueId] = frozenset()
    places: list[str] = []
    is_point: bool = False  # whether it is a point, which is named for needling alone, and no region
    joins: bool = False
    denies: bool = False

    @property
    def is_other(self) -> bool:
        return not (self.techniques or self.places or self.joins)


_JOINING = frozenset(
    {
        *("at", "on", "to", "in", "over", "of", "around"),
        *("for", "with", "using", "and", "&", "+", "plus", "the", "his", "her", "their", "both", "each", "only"),
        *("bilat", "bilaterally", "plan", "plans", "planned", "treatment", "treat", "points", "point", "today"),
        *("maybe", "perhaps", "possibly", "wants", "asks", "asking", "would", "like", "likes"),
    }
)
"""Words between techniques and places that say nothing else."""

_ON_BOTH_SIDES = frozenset({"bilat", "bilaterally"})
"""Words that belong to the place before them."""

_DENYING = frozenset({"no", "not", "nil", "never", "without", "avoid", "avoiding", "except", "don't", "dont", "nor"})
_LONGEST = 5
"""Words in the longest name of a technique or a place that is looked for among others."""

_AROUND = "?:.,()"
_AROUND_JOINING = re.compile(r"\s*([+&])\s*")
_SEVERAL = 2


class PlanReader:
    """Reads what is planned by the names of one *vocabulary*."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def whole(self, text: str) -> list[Treatment]:
        """What *text* says of the plan; nothing unless all of it does."""
        pieces = self._pieces(text)
        if any(piece.is_other for piece in pieces):
            return []
        return self._treatments(pieces)

    def among(self, text: str) -> Planned:
        """Points among other words, with the techniques beside them; nothing without a point, or with a no."""
        pieces = self._pieces(text)
        names_points = any(piece.is_point for piece in pieces)
        denies = any(piece.denies for piece in pieces)
        if denies or not names_points:
            return Planned()
        pieces = [*_of_the_plan(pieces)]
        return Planned(self._treatments(pieces), [*_others(pieces)])

    def is_denied(self, text: str) -> bool:
        """Whether *text* only says what is not to be done."""
        names = False
        denies = False
        for piece in self._pieces(text):
            if piece.is_other and not piece.denies:
                return False
            names = names or bool(piece.techniques) or piece.is_point
            denies = denies or piece.denies
        return names and denies

    def places(self, text: str, before: str = "") -> list[str]:
        """The places in *text* as they were typed; nothing unless all are known. A number goes on *before*."""
        found = self.vocabulary.places(text, before) if text else ()
        if not all(place.id for place in found):
            return []
        return [_with_both_sides(place) for place in found]

    def is_region(self, planned: Sequence[Treatment]) -> bool:
        """Whether only regions are named: where something is done, or where something is the matter."""
        places: list[str] = []
        for treatment in planned:
            if treatment.techniques:
                return False
            places += treatment.places
        return not any(map(self._is_point, places))

    def _pieces(self, text: str) -> list[_Piece]:
        words = [word for word in _AROUND_JOINING.sub(r" \1 ", text).split() if _says_something(word)]
        found: list[_Piece] = []
        before: _Piece | None = None
        at = 0
        while at < len(words):
            before = self._piece(words[at : at + _LONGEST], before)
            found.append(before)
            at += before.count
        return found

    def _piece(self, words: Sequence[str], before: _Piece | None) -> _Piece:
        """What the *words* begin with. A name of both a place and a technique is a place *before* which one stands."""
        word = words[0].strip(_AROUND).lower()
        for count in range(len(words), 0, -1):
            typed = " ".join(words[:count]).strip(_AROUND)
            if word in _JOINING and not (word == "both" and self._one_place(typed)):
                return _Piece(words[0], 1, joins=True)
            techniques = frozenset() if words[count - 1].lower() in _JOINING else self._techniques(typed)
            if techniques and not (before is not None and before.techniques):
                return _Piece(typed, count, techniques)
            places = self._one_place(typed)
            if places:
                is_point = any(map(self._is_point, places))
                return _Piece(typed, count, places=places, is_point=is_point)
            if techniques:
                return _Piece(typed, count, techniques)
        return _Piece(words[0], 1, denies=word in _DENYING)

    def _techniques(self, name: str) -> frozenset[TechniqueId]:
        """The techniques that a whole *name* may be."""
        readings = techniques_named(name, self.vocabulary)
        return frozenset(TechniqueId(each) for reading in readings for each in reading)

    def _one_place(self, name: str) -> list[str]:
        """A place with its side, or a range of points; nothing where several stand side by side, or one that aches."""
        words = name.split()
        if not words or {"+", "&", "and"} & {*words}:
            return []
        if words[-1].lower() in _JOINING - _ON_BOTH_SIDES:
            return []
        if not self.vocabulary.known_readings(name):
            return []
        if self.vocabulary.condition_recogniser.find(key(name)) is not None:
            return []
        points = [*filter(self._is_point, words)]
        if len(points) >= _SEVERAL and "to" not in words:
            return []
        return self.places(name)

    def _is_point(self, name: str) -> bool:
        """Whether a place is a point, whose id is written in capitals."""
        if not self.vocabulary.known_readings(name):
            return False
        found = self.vocabulary.places(name)
        return any(place.id[:1].isupper() for place in found)

    def _treatments(self, pieces: Sequence[_Piece]) -> list[Treatment]:
        """Each technique with the places behind it. Places in front of the first one stand by themselves."""
        found: list[Treatment] = []
        for number, piece in enumerate(pieces):
            if piece.techniques:
                self._add_technique(found, pieces, number)
            elif piece.places:
                found = found or [Treatment(piece.typed, frozenset(), [])]
                found[-1].places += piece.places
        return found

    def _add_technique(self, found: list[Treatment], pieces: Sequence[_Piece], number: int) -> None:
        """Adds a technique; behind one place and with none of its own it is done there, behind several there too."""
        piece = pieces[number]
        if _has_places(_beside(pieces[number + 1 :])):
            found.append(Treatment(piece.typed, piece.techniques, []))
            return
        own = self.vocabulary.technique_place(piece.typed)
        places = [own] if own else []
        if found and number and _has_places(pieces[number - 1]) and not found[-1].techniques and not own:
            places = [*found[-1].places]
            if len(places) < _SEVERAL:
                found.pop()
        found.append(Treatment(piece.typed, piece.techniques, places, goes_on=not pieces[:number]))


def _with_both_sides(place: BodyPlace) -> str:
    """A place as it was typed; one of several for which both sides were named together says so itself."""
    if place.both and not says_both(place.typed):
        return f"{place.typed} both sides"
    return place.typed


def _says_something(word: str) -> bool:
    """Whether a word is more than signs between others."""
    return word in _JOINING or any(map(str.isalnum, word))


def _has_places(piece: _Piece | None) -> bool:
    return piece is not None and bool(piece.places)


def _of_the_plan(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces, those as other words that are of no plan: a region or a technique with neither a point beside it."""
    for number, piece in enumerate(pieces):
        before = _beside(pieces[:number][::-1])
        after = _beside(pieces[number + 1 :])
        follows = before is not None and not before.is_other
        leads = bool(piece.techniques) and _has_places(after)
        if piece.joins or piece.is_point or follows or leads:
            yield piece
        else:
            yield _Piece(piece.typed, piece.count)


def _beside(pieces: Sequence[_Piece]) -> _Piece | None:
    for piece in pieces:
        if not piece.joins:
            return piece
    return None


def _others(pieces: Sequence[_Piece]) -> Iterator[str]:
    """The runs of words that say nothing of the plan."""
    run: list[str] = []
    for piece in pieces:
        if piece.is_other or (run and piece.joins):
            run.append(piece.typed)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)
