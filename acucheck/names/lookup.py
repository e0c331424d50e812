"""What one typed line is taken for, whatever kind of name it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from acucheck.model.answers import Candidate, MatchMethod, MatchStatus, Name
from acucheck.names.recogniser import Beside, Recogniser, medicine_recogniser
from acucheck.names.setting import Setting
from acucheck.names.words_around import WordsAround

if TYPE_CHECKING:
    from acucheck.names.reading import Reading
    from acucheck.names.vocabulary import Vocabulary  # needs the rule book, which a medicine does without


class LookupKind(Enum):
    """A kind of name, in the order in which a name is looked for."""

    MEDICINES = "medicines"
    CONDITIONS = "conditions"
    POINTS = "points"
    TECHNIQUES = "techniques"


class LookupStatus(Enum):
    """What became of a name."""

    RECOGNISED = "recognised"
    NOT_RELEVANT = "not-relevant"  # known, and nothing in the rule book is about it
    SUGGESTION = "suggestion"
    AMBIGUOUS = "ambiguous"
    UNRECOGNISED = "unrecognised"
    SET_ASIDE = "set-aside"


class LookupEntry(Struct, frozen=True):
    """One name of a line. *concepts* is empty unless it was recognised."""

    text: str
    status: LookupStatus
    concepts: tuple[str, ...] = ()
    name: str = ""
    via: MatchMethod | None = None
    candidates: tuple[Candidate, ...] = ()


class Found(Struct, frozen=True):
    """One typed line, the kind it was taken for, and its names in order."""

    typed: str
    kind: LookupKind
    entries: tuple[LookupEntry, ...]


_STATUS = {
    MatchStatus.MAYBE: LookupStatus.AMBIGUOUS,
    MatchStatus.AMBIGUOUS: LookupStatus.AMBIGUOUS,
    MatchStatus.SUGGESTED: LookupStatus.SUGGESTION,
    MatchStatus.UNRECOGNISED: LookupStatus.UNRECOGNISED,
    MatchStatus.SET_ASIDE: LookupStatus.SET_ASIDE,
}


class Lookup:
    """Looks names up. *vocabulary* is called only when the dictionary of medicines alone does not do."""

    def __init__(self, vocabulary: Callable[[], Vocabulary], setting: Setting, *, own_names: bool = False) -> None:
        self._load = vocabulary
        self._setting = setting
        self._own_names = own_names  # whether the rule book may have names of its own

    def find(self, typed: str, kind: LookupKind | None = None) -> Found:
        """What *typed* is, as a name of *kind* or of the kind that knows most of it.

        Raises InvalidRules when the rule book or a dictionary is broken.
        """
        kinds = [kind] if kind is not None else list(LookupKind)
        for each in kinds:  # near misses take longer to look for than all else, and are not needed for most names
            known = Found(typed, each, tuple(self._all_known(typed, each)))
            if known.entries and _unknown_counts(known) == (0, 0):
                return known
        found = [Found(typed, each, tuple(self._line_entries(typed, each))) for each in kinds]
        return min(found, key=_unknown_counts)

    def _all_known(self, typed: str, kind: LookupKind) -> Iterable[LookupEntry]:
        if kind is LookupKind.POINTS:
            return self._place_entries(self.vocabulary.known_readings(typed))
        known = self._kind_recogniser(kind).all_known(typed, self._setting)
        return map(_lookup_entry, known)

    def _line_entries(self, typed: str, kind: LookupKind) -> Iterable[LookupEntry]:
        if kind is LookupKind.POINTS:
            return self._place_entries(self.vocabulary.readings(typed))
        return map(_lookup_entry, self._typed_names(typed, kind))

    def _typed_names(self, typed: str, kind: LookupKind) -> Iterable[Name]:
        """The names of any kind but places; with those of the rule book's own where it may have some."""
        if self._own_names and kind is LookupKind.MEDICINES:
            return self.vocabulary.medicines(typed, self._setting)
        if self._own_names and kind is LookupKind.CONDITIONS:
            return self.vocabulary.conditions(typed, self._setting)
        return self._kind_recogniser(kind).names(typed, self._setting)

    def _kind_recogniser(self, kind: LookupKind) -> Recogniser:
        match kind:
            case LookupKind.MEDICINES:
                return self._medicine_recogniser
            case LookupKind.CONDITIONS:
                return self.vocabulary.condition_recogniser
            case _:
                return self.vocabulary.technique_recogniser

    def _place_entries(self, found: Iterable[Reading]) -> Iterable[LookupEntry]:
        for text, group in groupby(found, key=lambda reading: reading.text):
            yield self._place_entry(text, list(group))

    def _place_entry(self, text: str, readings: list[Reading]) -> LookupEntry:
        """What became of one part of a line, which may be several places."""
        names: dict[str, str] = {}
        for reading in readings:
            for id_ in reading.ids:
                names[id_] = self.vocabulary.place_name(id_)
        first = readings[0]
        if all(reading.certain and len(reading.ids) == 1 for reading in readings):
            called = "; ".join(names.values())
            return LookupEntry(text, LookupStatus.RECOGNISED, tuple(names), called, first.via)
        if not names:
            return LookupEntry(text, LookupStatus.UNRECOGNISED)
        status = LookupStatus.SUGGESTION
        if first.certain:
            status = LookupStatus.AMBIGUOUS
        candidates = [Candidate(name, frozenset({id_})) for id_, name in names.items()]
        return LookupEntry(text, status, via=first.via, candidates=tuple(candidates))

    @cached_property
    def _medicine_recogniser(self) -> Recogniser:
        return medicine_recogniser(Beside(lambda: self.vocabulary.policy, WordsAround))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return self._load()


def _unknown_counts(found: Found) -> tuple[int, int]:
    """How many names are not recognised, and how many are only suggested."""
    statuses = [entry.status for entry in found.entries]
    return statuses.count(LookupStatus.UNRECOGNISED), statuses.count(LookupStatus.SUGGESTION)


def _lookup_entry(name: Name) -> LookupEntry:
    if name.taken is MatchStatus.RECOGNISED:
        concepts = tuple(sorted(name.concepts))
        status = LookupStatus.NOT_RELEVANT
        if concepts:
            status = LookupStatus.RECOGNISED
        return LookupEntry(name.typed, status, concepts, name.name, name.via)
    candidates = name.candidates
    if name.taken is MatchStatus.MAYBE and not candidates:
        candidates = (Candidate(name.name, name.concepts),)
    return LookupEntry(name.typed, _STATUS[name.taken], (), name.name, name.via, candidates)
