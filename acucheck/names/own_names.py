"""The names that a practice's own file adds. They are looked for only in what the core does not know.

A line is read with them a second time. That reading counts only where every name that the core knows is in it, taken
for the same: so no name of the core can be pointed elsewhere, whatever a file says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.errors import InvalidRules, Problem
from acucheck.model.answers import Candidate, MatchMethod, MatchStatus, Name, NameKind
from acucheck.model.practice import OwnName
from acucheck.names import dictionary_index
from acucheck.names.entries import DictionaryEntry, NameIndex
from acucheck.names.fuzzy import FuzzyIndex, is_slip
from acucheck.names.labelled import condition_labels
from acucheck.names.recogniser import Beside, Recogniser, is_known
from acucheck.names.setting import Setting
from acucheck.names.spelling import key

if TYPE_CHECKING:
    from acucheck.names.vocabulary import Vocabulary


_ANY_DAY = Setting(date.min)
"""A name by itself is the same whoever writes it, and when."""


class OwnNames:
    """The names of one practice beside those of the core, which *vocabulary* knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._core = vocabulary
        own = vocabulary.book.own
        self._named = () if own is None else own.names
        self._questions = () if own is None else own.questions

    def names(self, typed: str, setting: Setting, kind: NameKind, found: tuple[Name, ...]) -> tuple[Name, ...]:
        """The names in a line in which the core *found* some. Raises InvalidRules when a name of the file is wrong."""
        whole = key(typed)
        if not any(spelling in whole for spelling in self._own_spellings):
            return tuple(map(self._meant_for, found))
        again = self._recogniser_of(kind).names(typed, setting)
        lost = _counted_known(found) - _counted_known(again)
        return found if lost else again

    def _meant_for(self, name: Name) -> Name:
        """A name that nobody knows as one that it may be meant for."""
        typed = key(name.typed)
        may_be_own = any(is_slip(typed, spelling) for spelling in self._own_spellings)
        if name.taken is not MatchStatus.UNRECOGNISED or not may_be_own:
            return name
        near = self._fuzzy_indexes[name.kind].candidates(typed)
        if not near:
            return name
        meant = DictionaryEntry(near, MatchMethod.FUZZY)
        return replace(
            name,
            taken=MatchStatus.SUGGESTED,
            name=meant.only_name,
            concepts=meant.concepts,
            via=meant.via,
            candidates=meant.readings,
        )

    @cached_property
    def _own_spellings(self) -> list[str]:
        """The names of the file and of its questions' lines, as `key` gives them."""
        named = [key(name.typed) for name in self._named]
        return [*named, *self._labels()]

    @cached_property
    def _fuzzy_indexes(self) -> Mapping[NameKind, FuzzyIndex]:
        medicines = self._added(NameKind.MEDICINE)
        conditions = self._added(NameKind.CONDITION)
        return {
            NameKind.MEDICINE: FuzzyIndex([medicines]),
            NameKind.CONDITION: FuzzyIndex([conditions, self._labels()]),
        }

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the names of the file, each at its place."""
        for name in self._named:
            reason = self._known_already(name)
            if not reason and not self._meanings(name):
                reason = _means_nothing(name)
            if reason:
                yield Problem(name.place, reason)

    def _known_already(self, name: OwnName) -> str:
        """What is wrong where the core knows what is named, or something in it."""
        known = [each for each in self._in_core(name.typed, name.kind) if is_known(each)]
        if not known:
            return ""
        what = known[0].name or ", ".join(sorted(known[0].concepts)) or known[0].typed
        return f"the core knows {known[0].typed!r}, as {what}; a name that it knows cannot be pointed elsewhere"

    def _in_core(self, typed: str, kind: NameKind) -> tuple[Name, ...]:
        return self._core.recogniser_of(kind).names(typed, _ANY_DAY)

    def _meanings(self, name: OwnName) -> tuple[Candidate, ...]:
        """What a name stands for; nothing where the core does not know what it is said to mean."""
        if name.is_class:
            return (Candidate("", frozenset({name.means})),)
        match self._in_core(name.means, name.kind):
            case [meant] if meant.taken is MatchStatus.RECOGNISED and meant.kind is name.kind:
                return (Candidate(meant.name, meant.concepts),)
            case _:
                return ()

    def _recogniser_of(self, kind: NameKind) -> Recogniser:
        if kind is NameKind.MEDICINE:
            return self._own_medicines
        return self._own_conditions

    @cached_property
    def _own_medicines(self) -> Recogniser:
        wrong = [*self.problems()]
        if wrong:
            raise InvalidRules("\n".join(map(str, wrong)))
        beside = Beside(
            policy=lambda: self._core.policy,
            words=lambda: self._core.words_around,
            other=lambda: self._own_conditions,
        )
        return Recogniser(NameKind.MEDICINE, dictionary_index.medicines, self._medicine_index, beside)

    @cached_property
    def _own_conditions(self) -> Recogniser:
        beside = Beside(
            policy=lambda: self._core.policy,
            words=lambda: self._core.words_around,
            other=lambda: self._own_medicines,
            direct=self._core.direct_lines,
        )
        return Recogniser(NameKind.CONDITION, self._core.condition_index, self._condition_index, beside)

    def _medicine_index(self) -> NameIndex:
        return {**self._added(NameKind.MEDICINE), **dictionary_index.harmless()}

    def _condition_index(self) -> NameIndex:
        return {**self._labels(), **self._added(NameKind.CONDITION)}

    def _added(self, kind: NameKind) -> dict[str, DictionaryEntry]:
        """The names of the file of one kind, with what they stand for."""
        found: dict[str, DictionaryEntry] = {}
        for name in self._named:
            if name.kind is kind:
                found[key(name.typed)] = DictionaryEntry(self._meanings(name), MatchMethod.BRAND)
        return found

    def _labels(self) -> dict[str, DictionaryEntry]:
        """The options of the practice's own questions by their names."""
        found: dict[str, DictionaryEntry] = {}
        for line, names in condition_labels(self._core.book).items():
            if line.split(".")[0] in self._questions:
                entry = DictionaryEntry((Candidate("", frozenset({line})),), MatchMethod.EXACT)
                found |= dict.fromkeys(map(key, names), entry)
        return found


def _means_nothing(name: OwnName) -> str:
    if name.kind is NameKind.MEDICINE:
        return (
            f"the core does not know {name.means!r} as one medicine; write a name that 'acucheck lookup' knows, or "
            "a class as {class: anticoagulant}"
        )
    return (
        f"the core does not know {name.means!r} as one condition; write a name that 'acucheck lookup' knows, or a "
        "line of a question as 'question.line'"
    )


def _counted_known(names: Iterable[Name]) -> Counter[tuple[object, ...]]:
    """The names that are known, by what they were taken for."""
    known = filter(is_known, names)
    return Counter((name.kind, name.taken, name.concepts, name.use) for name in known)
