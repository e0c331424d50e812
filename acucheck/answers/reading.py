"""An answers file to answers. What is typed is never repeated in a message: it is somebody's health."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import words
from acucheck.answers.file_head import HEAD, read_setting
from acucheck.answers.name_entries import NamesReading
from acucheck.answers.one_line import SEVERAL, one_line
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered, Problem
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.node import Entries, did_you_mean
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Answers,
    BodyPlace,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Planned,
    Quantity,
    Taken,
    Ticks,
)
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, once_for_each
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

T = TypeVar("T")

_WEEKS = re.compile(r"(\d{1,2})(?:\s*\+\s*([0-6]))?")
_RESERVED = frozenset({words.NONE, words.NOT_SURE, words.NOT_NAMED})
FULL_TERM = 280
"""Days of gestation at the due date: 40 weeks."""
FIRST_DAY, LAST_DAY = 7, 42 * 7 + 6
"""Days of gestation that can be right: from 1 week to the end of week 42."""


def load(path: str, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers in the file at *path*, or on standard input for `-`. Text there that begins with `{` is JSON.

    Raises InvalidAnswers with every problem, and NothingAnswered when no question but the plan has an answer.
    """
    origin = Origin("standard input" if path == "-" else path, private=True)
    try:
        text = read_text(path, origin)
        as_json = path.lower().endswith(".json") or (path == "-" and text.lstrip().startswith("{"))
        root = read_node(text, origin, as_json=as_json)
        found = decode(root, vocabulary, as_of) if root is not None else {}
    except InvalidFile as error:
        problems = sorted(set(error.problems), key=lambda problem: (problem.place, problem.message))
        raise InvalidAnswers("\n".join(str(problem) for problem in problems)) from None
    if not found.keys() - {PLAN}:
        raise NothingAnswered(
            f"{origin.name}: no question is answered here, so there is nothing to check. "
            "'acucheck template' prints the questions."
        )
    return found


def decode(root: Node, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers under *root*, in the order of the rule book's questions. Raises InvalidFile."""
    reading = _Reading(vocabulary, as_of, root.pairs())
    questions = vocabulary.book.questions
    single = _single_words(vocabulary.book)
    found: dict[str, Answer] = {}
    problems = reading.problems_of_head()
    for key, node in reading.pairs:
        name, word = str(key.content), node.content
        if name in HEAD:
            continue
        question = questions.get(name)
        if question is None:
            problems.append(key.problem(f"no question has this name{did_you_mean(name, [*questions, *HEAD])}"))
            continue
        said = single[name].get(word) if isinstance(word, str) else None
        try:
            found[name] = reading.answer(question, node) if said is None else said
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return {name: found[name] for name in questions if name in found}


@once_for_each
def _single_words(book: RuleBook) -> Mapping[str, Mapping[str, Answer]]:
    """For each question, what an answer in one of its own words says: most of all that is ever answered."""
    return {name: _words_of(question) for name, question in book.questions.items()}


def _words_of(question: Question) -> Mapping[str, Answer]:
    chosen: dict[str, Answer] = {option: Ticks(frozenset({option})) for option in question.options}
    none: dict[str, Answer] = {words.NONE: Ticks()} if question.kind is AnswerKind.MANY else {}
    return {**chosen, **none, words.NOT_SURE: NOT_SURE}


class _Reading(Struct, frozen=True):
    """What every kind of answer needs to be read."""

    vocabulary: Vocabulary
    as_of: date
    pairs: Entries

    def problems_of_head(self) -> list[Problem]:
        """What is wrong with what the file says of itself."""
        if not any(key.content in HEAD for key, _ in self.pairs):
            return []
        try:
            self._setting()
        except InvalidFile as error:
            return [*error.problems]
        return []

    def _setting(self) -> Setting:
        given = {str(key.content): node for key, node in self.pairs}
        return read_setting(given, self.vocabulary.book, self.as_of)

    def answer(self, question: Question, node: Node) -> Answer:
        if _says(node, words.NOT_SURE):
            return NOT_SURE
        match question.kind:
            case AnswerKind.MANY:
                return _ticks(question, node)
            case AnswerKind.ONE:
                return _no_choice(question, node)
            case AnswerKind.NAMES:
                return self._list_of_names(node, NameKind(question.names))
            case AnswerKind.PLACES:
                places, complete = _listed(node, self._places)
                return Places(places, complete)
            case AnswerKind.NUMBER:
                return _quantity(question, node)
            case AnswerKind.GESTATION:
                return self._gestation(node)
            case AnswerKind.PLAN:
                return self._plan(node)

    def _list_of_names(self, node: Node, kind: NameKind) -> Names:
        """A list of names. It is not complete where words in it say only that there is something."""
        names = NamesReading(self.vocabulary, self._setting(), kind)
        entries, complete = _listed(node, names.entries)
        named = tuple(entry for entry in entries if isinstance(entry, Name))
        unclear = tuple(entry for entry in entries if isinstance(entry, str))
        return Names(named, complete and not unclear, unclear)

    def _places(self, node: Node, before: str = "", within: str = "") -> tuple[BodyPlace, ...]:
        """The places in one entry; a number alone goes on along the channel of the one *before* it in the list."""
        if not _has(node, words.TYPED):
            line = one_line(node)
            goes_on = before if line[:1].isdecimal() else ""
            return tuple(map(_tidy_place, self.vocabulary.places(line, goes_on, within)))
        fields = node.fields([words.NAME, words.TYPED])
        meant, typed = one_line(fields[words.NAME]), one_line(fields[words.TYPED])
        if meant.lower() == words.NOT_LISTED:
            return (BodyPlace(typed, meant=meant),)
        found = self.vocabulary.places(meant)
        if len(found) != 1 or not found[0].id:
            fields[words.NAME].fail("this is not one point or region; write the one that is meant")
        return (replace(found[0], typed=typed, meant=meant),)

    def _gestation(self, node: Node) -> Answer:
        typed = one_line(node)
        if typed.lower().startswith(words.DUE):
            days = FULL_TERM - (_date(node, typed[len(words.DUE) :].strip()) - self.as_of).days
        elif match := _WEEKS.fullmatch(typed):
            days = int(match[1]) * 7 + int(match[2] or 0)
        else:
            node.fail("write weeks as 24 or 24+3, or the due date as 'due 2027-05-01'")
        if FIRST_DAY <= days <= LAST_DAY:
            return Quantity(typed, days)
        return NoSuchWeek(typed, days > LAST_DAY)

    def _plan(self, node: Node) -> Plan:
        if _says(node, words.NONE):
            node.fail("write the technique that is planned, or leave the plan out when it is not known")
        planned: dict[str, Planned] = {}
        for key, places in node.pairs():
            typed = one_line(key)
            if typed in planned:
                key.fail("this technique stands here twice; put its places into one list")
            planned[typed] = self._planned(typed, self._planned_places(typed, places))
        return Plan(tuple(planned.values()))

    def _planned(self, typed: str, places: tuple[BodyPlace, ...]) -> Planned:
        technique = self.vocabulary.technique(typed)
        if technique:
            return Planned(typed, technique, places)
        names = self.vocabulary.techniques(typed)
        perhaps = frozenset().union(*(name.concepts for name in names))
        ambiguous = [name.taken for name in names] == [Taken.AMBIGUOUS]
        return Planned(typed, technique, places, tuple(sorted(perhaps)), ambiguous)

    def _planned_places(self, typed: str, node: Node) -> tuple[BodyPlace, ...]:
        """The places of a technique; where none is named, the one that its name says."""
        there = self.vocabulary.technique_place(typed)
        if _says(node, words.NOT_NAMED) or _says(node, words.NOT_SURE):
            return self.vocabulary.places(there) if there else ()
        items = _lines(node.items())
        for item in items:
            if any(_says(item, word) for word in (words.NOT_NAMED, words.NOT_SURE, words.NONE)):
                item.fail(f"write '{words.NOT_NAMED}' alone when the places are not known")
        found: list[BodyPlace] = []
        before = ""
        for item in items:
            found += self._places(item, before, there)
            before = found[-1].typed
        return tuple(found)


def _ticks(question: Question, node: Node) -> Ticks:
    if _says(node, words.NONE):
        return Ticks()
    yes: set[str] = set()
    maybe: set[str] = set()
    for item in node.items():
        if _says(item, words.NONE):
            item.fail("'none' stands alone")
        unsure = item.text().startswith(words.MAYBE)
        word = item.text()[len(words.MAYBE) :].strip() if unsure else item.text()
        if word not in question.options:
            hint = did_you_mean(word, list(question.options))
            item.fail(
                f"this is not a line of {question.id!r}{hint}; write {', '.join(question.options)}, "
                f"'maybe' before one, '{words.NONE}' or '{words.NOT_SURE}'"
            )
        (maybe if unsure else yes).add(word)
    return Ticks(frozenset(yes), frozenset(maybe - yes))


def _no_choice(question: Question, node: Node) -> NoReturn:
    hint = did_you_mean(node.text(), list(question.options))
    node.fail(f"expected {', '.join(question.options)} or '{words.NOT_SURE}'{hint}")


def _tidy_place(place: BodyPlace) -> BodyPlace:
    return BodyPlace(place.typed, meant=words.NOT_LISTED) if place.typed.lower() in _RESERVED else place


def _has(node: Node, word: str) -> bool:
    return node.is_mapping() and word in {str(key.content) for key, _ in node.pairs()}


def _listed(node: Node, decode: Callable[[Node], tuple[T, ...]]) -> tuple[tuple[T, ...], bool]:
    """The entries of a list of names or places, and whether it is complete."""
    if _says(node, words.NONE):
        return (), True
    items = [node] if node.is_mapping() else _lines(node.items())
    for item in items:
        if _says(item, words.NONE):
            item.fail("'none' stands alone")
    known = [item for item in items if not _says(item, words.NOT_SURE)]
    return tuple(entry for item in known for entry in decode(item)), len(known) == len(items)


def _quantity(question: Question, node: Node) -> Quantity:
    number = node.number()
    if not question.low <= number <= question.high:
        node.fail(f"expected {question.unit} from {question.low:g} to {question.high:g}")
    return Quantity(one_line(node), number)


def _date(node: Node, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        node.fail("write the due date as 'due 2027-05-01': year, month, day")


def _lines(items: list[Node]) -> list[Node]:
    """The items, and for a text of several lines each line: a "no" on one of them says nothing of the next."""
    found: list[Node] = []
    for item in items:
        text = item.text().strip() if item.is_text() else ""
        lines = text.splitlines()
        if len(lines) < SEVERAL:
            found.append(item)
        else:
            found += [Node(line, item.origin, item.line, item.column) for line in lines if line.strip()]
    return found


def _says(node: Node, word: str) -> bool:
    text = node.content
    if not isinstance(text, str) or text == word:
        return text == word
    begins = not text or text[0].isspace() or text[0].lower() == word[0]
    return begins and " ".join(node.text().split()).lower() == word
