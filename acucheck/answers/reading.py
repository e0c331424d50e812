"""An answers file to answers. What is typed is never repeated in a message: it is somebody's health."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import words
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered, Problem
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.node import did_you_mean
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Answers,
    BodyPlace,
    Name,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Planned,
    Quantity,
    Taken,
    Ticks,
    Use,
    Via,
)
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, once_for_each
from acucheck.names.vocabulary import Vocabulary

T = TypeVar("T")

_WEEKS = re.compile(r"(\d{1,2})(?:\s*\+\s*([0-6]))?")
_RESERVED = frozenset({words.NONE, words.NOT_SURE, words.NOT_NAMED})
_USES = {use.value: use for use in Use}
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
    reading = _Reading(vocabulary, as_of)
    questions = vocabulary.book.questions
    single = _single_words(vocabulary.book)
    found: dict[str, Answer] = {}
    problems: list[Problem] = []
    for key, node in root.pairs():
        question = questions.get(str(key.content))
        if question is None:
            hint = did_you_mean(str(key.content), list(questions))
            problems.append(key.problem(f"no question has this name{hint}"))
            continue
        word = node.content
        said = single[question.id].get(word) if isinstance(word, str) else None
        try:
            found[question.id] = reading.answer(question, node) if said is None else said
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

    def answer(self, question: Question, node: Node) -> Answer:
        if _says(node, words.NOT_SURE):
            return NOT_SURE
        match question.kind:
            case AnswerKind.MANY:
                return _ticks(question, node)
            case AnswerKind.ONE:
                return _no_choice(question, node)
            case AnswerKind.NAMES:
                entries, complete = _listed(node, self._medicines if question.names == "medicine" else self._conditions)
                return Names(entries, complete)
            case AnswerKind.PLACES:
                places, complete = _listed(node, self._places)
                return Places(places, complete)
            case AnswerKind.NUMBER:
                return _quantity(question, node)
            case AnswerKind.GESTATION:
                return self._gestation(node)
            case AnswerKind.PLAN:
                return self._plan(node)

    def _medicines(self, node: Node) -> tuple[Name, ...]:
        if _has(node, words.CLASS):
            fields = node.fields([words.CLASS], [words.TYPED])
            wanted = fields[words.CLASS].one_of({each: each for each in self.vocabulary.book.concepts["medicine"]})
            typed = _line(fields[words.TYPED]) if words.TYPED in fields else wanted
            return (Name(typed, Taken.RECOGNISED, "", frozenset({wanted}), meant=wanted, given_as_class=True),)
        return self._names(node, self.vocabulary.medicines)

    def _conditions(self, node: Node) -> tuple[Name, ...]:
        return self._names(node, self.vocabulary.conditions)

    def _names(self, node: Node, recognise: Callable[[str], tuple[Name, ...]]) -> tuple[Name, ...]:
        """Names in one line, each `maybe` where that stands in front; or one with how it is meant or used."""
        if node.is_mapping():
            return (_explained(node, recognise),)
        typed = _line(node)
        if not typed.lower().startswith(words.MAYBE):
            return tuple(map(_tidy, recognise(typed)))
        while typed.lower().startswith(words.MAYBE):
            typed = typed[len(words.MAYBE) :]
        if typed.lower() in (words.NONE, words.NOT_SURE):
            node.fail(f"write a name after '{words.MAYBE.strip()}', or '{words.NOT_SURE}' alone")
        return tuple(_maybe(_tidy(name)) for name in recognise(typed))

    def _places(self, node: Node, before: str = "", within: str = "") -> tuple[BodyPlace, ...]:
        """The places in one entry; a number alone goes on along the channel of the one *before* it in the list."""
        if not _has(node, words.TYPED):
            line = _line(node)
            goes_on = before if line[:1].isdecimal() else ""
            return tuple(map(_tidy_place, self.vocabulary.places(line, goes_on, within)))
        fields = node.fields([words.NAME, words.TYPED])
        meant, typed = _line(fields[words.NAME]), _line(fields[words.TYPED])
        if meant.lower() == words.NOT_LISTED:
            return (BodyPlace(typed, meant=meant),)
        found = self.vocabulary.places(meant)
        if len(found) != 1 or not found[0].id:
            fields[words.NAME].fail("this is not one point or region; write the one that is meant")
        return (replace(found[0], typed=typed, meant=meant),)

    def _gestation(self, node: Node) -> Answer:
        typed = _line(node)
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
            typed = _line(key)
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
        for item in node.items():
            if any(_says(item, word) for word in (words.NOT_NAMED, words.NOT_SURE, words.NONE)):
                item.fail(f"write '{words.NOT_NAMED}' alone when the places are not known")
        found: list[BodyPlace] = []
        before = ""
        for item in node.items():
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


def _explained(node: Node, recognise: Callable[[str], tuple[Name, ...]]) -> Name:
    """`{name:, use:}` for one that does not count now; `{name:, typed:}` for what is meant by what was typed."""
    if _has(node, words.USE):
        fields = node.fields([words.NAME, words.USE])
        typed = _line(fields[words.NAME])
        return replace(_as_one(typed, recognise(typed)), taken=Taken.SET_ASIDE, use=fields[words.USE].one_of(_USES))
    if not _has(node, words.TYPED) and _has(node, words.NAME):
        node.fail(f"beside the name stands why it does not count ('{words.USE}:') or what was typed ('{words.TYPED}:')")
    fields = node.fields([words.NAME, words.TYPED])
    meant, typed = _line(fields[words.NAME]), _line(fields[words.TYPED])
    if meant.lower() == words.NOT_LISTED:
        return Name(typed, Taken.UNRECOGNISED, meant=meant)
    found = recognise(meant)
    if len(found) != 1 or not is_sure(found[0]):
        fields[words.NAME].fail(f"this is not one known name; write the one that is meant, or '{words.NOT_LISTED}'")
    return replace(found[0], typed=typed, taken=Taken.RECOGNISED, candidates=(), meant=meant)


def is_sure(name: Name) -> bool:
    """Whether saying that a name is meant settles it: one that is known, though by itself it would be asked about."""
    return name.taken is Taken.RECOGNISED or (name.taken is Taken.SUGGESTED and name.via is not Via.FUZZY)


def _as_one(typed: str, found: tuple[Name, ...]) -> Name:
    """Several names written as one entry, all of them together."""
    if len(found) == 1:
        return found[0]
    return Name(typed, Taken.UNRECOGNISED, "", frozenset().union(*(name.concepts for name in found)))


def _tidy(name: Name) -> Name:
    """*name* so that it can be written again: without a "maybe" of its own, and no word that means something else."""
    if name.typed.lower() in _RESERVED:
        return Name(name.typed, Taken.UNRECOGNISED, meant=words.NOT_LISTED)
    if name.taken is Taken.MAYBE and name.typed.lower().startswith(words.MAYBE):
        return replace(name, typed=name.typed[len(words.MAYBE) :].strip())
    return name


def _maybe(name: Name) -> Name:
    """*name* as one that may count. What nobody knows, and what does not count anyway, stays so."""
    certain = name.taken in {Taken.RECOGNISED, Taken.AMBIGUOUS}
    return replace(name, taken=Taken.MAYBE) if certain else name


def _tidy_place(place: BodyPlace) -> BodyPlace:
    return BodyPlace(place.typed, meant=words.NOT_LISTED) if place.typed.lower() in _RESERVED else place


def _has(node: Node, word: str) -> bool:
    return node.is_mapping() and word in {str(key.content) for key, _ in node.pairs()}


def _listed(node: Node, decode: Callable[[Node], tuple[T, ...]]) -> tuple[tuple[T, ...], bool]:
    """The entries of a list of names or places, and whether it is complete."""
    if _says(node, words.NONE):
        return (), True
    items = [node] if node.is_mapping() else node.items()
    for item in items:
        if _says(item, words.NONE):
            item.fail("'none' stands alone")
    known = [item for item in items if not _says(item, words.NOT_SURE)]
    return tuple(entry for item in known for entry in decode(item)), len(known) == len(items)


def _quantity(question: Question, node: Node) -> Quantity:
    number = node.number()
    if not question.low <= number <= question.high:
        node.fail(f"expected {question.unit} from {question.low:g} to {question.high:g}")
    return Quantity(_line(node), number)


def _date(node: Node, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        node.fail("write the due date as 'due 2027-05-01': year, month, day")


def _line(node: Node) -> str:
    return " ".join(node.text().split())


def _says(node: Node, word: str) -> bool:
    text = node.content
    if not isinstance(text, str) or text == word:
        return text == word
    begins = not text or text[0].isspace() or text[0].lower() == word[0]
    return begins and _line(node).lower() == word
