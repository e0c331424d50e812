"""An index of names together with a rule book's own words for what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.model.book import AnswerKind, Question, RuleBook, Word
from acucheck.names.entries import DictionaryEntry, NameIndex
from acucheck.names.spelling import key

_NO = "no"
_YES_NO = {"yes", _NO}


def is_nameable(question: Question) -> bool:
    """Whether a condition can tick an option of *question*: the line of a list, or a choice beyond yes and no."""
    choice = question.kind is AnswerKind.ONE and question.options.keys() != _YES_NO
    return choice or question.kind is AnswerKind.MANY


class Labelled(Mapping[str, DictionaryEntry]):
    """An index as far as it is about what has *labels*, and with those, which hold its id, for names.

    What is named by a label stands for all that is *opened* by, too.
    """

    def __init__(
        self,
        index: NameIndex,
        labels: Mapping[str, tuple[str, ...]],
        opened: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self._index = index
        self._concepts = labels.keys()
        self._added: dict[str, DictionaryEntry] = {}
        for concept, names in labels.items():
            named = Candidate("", frozenset({concept}) | opened.get(concept, frozenset()))
            for spelling in set(map(key, names)):
                self._add_label(spelling, concept, named)

    def _add_label(self, spelling: str, concept: str, named: Candidate) -> None:
        """Adds what is *named* by a label to what a spelling stands for, unless that is among it."""
        known = self.get(spelling)
        earlier = () if known is None else known.readings
        if any(concept in reading.concepts for reading in earlier):
            return
        readings = (*earlier, named)
        self._added[spelling] = DictionaryEntry(readings, MatchMethod.EXACT, ask=len(readings) > 1)

    def __getitem__(self, spelling: str) -> DictionaryEntry:
        known = self._added.get(spelling) or self._index[spelling]
        if not all(reading.concepts <= self._concepts for reading in known.readings):
            raise KeyError(spelling)
        return known

    def __iter__(self) -> Iterator[str]:
        for spelling in self.spellings():
            if spelling in self:
                yield spelling

    def spellings(self) -> Iterator[str]:
        """Every spelling, also of what has no label: to tell these apart takes a look at each."""
        yield from dict.fromkeys((*self._index, *self._added))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def spellings(index: NameIndex) -> Iterable[str]:
    """The spellings of an index, and perhaps more that are not in it: without a look at what each stands for."""
    if isinstance(index, Labelled):
        return index.spellings()
    return index


def condition_labels(book: RuleBook) -> dict[str, tuple[str, ...]]:
    """Each line that a condition can tick, as `question.line`, with its names; what clears has none by itself."""
    found: dict[str, tuple[str, ...]] = {}
    for question in filter(is_nameable, book.questions.values()):
        in_words = question.kind is AnswerKind.MANY  # the choices of one are too short to name anything
        for option, label in question.options.items():
            line = f"{question.id}.{option}"
            if option == _NO or option in question.clears:
                found[line] = ()
            elif in_words:
                found[line] = (line, option, label.practitioner, label.patient)
            else:
                found[line] = (line,)
    return found


def opened_lines(book: RuleBook) -> dict[str, frozenset[str]]:
    """Each line of a follow-up, as `question.line`, with the lines without which it would not be asked.

    A line of an earlier time opens nothing, and where several would do none is known to be so.
    """
    found: dict[str, frozenset[str]] = {}
    for question in filter(is_nameable, book.questions.values()):
        openers = _openers(question, book)
        if not openers:
            continue
        for option in question.options.keys() - question.history:
            found[f"{question.id}.{option}"] = openers
    return found


def _openers(question: Question, book: RuleBook) -> frozenset[str]:
    """The lines that open a question, the one that opens the question of these included."""
    gate = question.gate
    if not isinstance(gate, Word) or len(gate.words) != 1:
        return frozenset()
    before = book.questions[gate.question]
    if not is_nameable(before):
        return frozenset()
    (word,) = gate.words
    return _openers(before, book) | {f"{before.id}.{word}"}


def technique_labels(book: RuleBook) -> dict[str, tuple[str, ...]]:
    """Each technique with its names."""
    found: dict[str, tuple[str, ...]] = {}
    for technique in book.techniques.values():
        found[technique.id] = (technique.id, technique.label.practitioner, technique.label.patient)
    return found
