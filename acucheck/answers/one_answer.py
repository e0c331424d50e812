"""One answer of a file, read as the kind of answer that its question wants."""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn

from msgspec import Struct

from acucheck.answers import words
from acucheck.answers.file_head import age
from acucheck.answers.lists import listed, says
from acucheck.answers.name_entries import NamesReading
from acucheck.answers.one_line import one_line
from acucheck.answers.place_entries import PlacesReading
from acucheck.located import Node
from acucheck.located.node import Entries, did_you_mean
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Head,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    Places,
    Quantity,
    Ticks,
)
from acucheck.model.book import AnswerKind, Question
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

_WEEKS = re.compile(r"(\d{1,2})(?:\s*\+\s*([0-6]))?")
_FULL_TERM = 280
"""Days of gestation at the due date: 40 weeks."""
_FIRST_DAY, _LAST_DAY = 7, 42 * 7 + 6
"""Days of gestation that can be right: from 1 week to the end of week 42."""


class AnswerReading(Struct, frozen=True):
    """Reads the answers of one file. *pairs* are all that stands in it, *as_of* is the day of the check."""

    vocabulary: Vocabulary
    as_of: date
    pairs: Entries
    head: Head

    def setting(self) -> Setting:
        """What lines of the file are read in: its own date, else the day of the check; its writer; the age it gives."""
        given = {str(key.content): node for key, node in self.pairs}
        return Setting(self.head.day or self.as_of, self.head.writer, age(given, self.vocabulary.book))

    def answer(self, question: Question, node: Node) -> Answer:
        """The answer to a question. Raises InvalidFile."""
        if says(node, words.NOT_SURE):
            return NOT_SURE
        match question.kind:
            case AnswerKind.MANY:
                return _ticks(question, node)
            case AnswerKind.ONE:
                return _no_choice(question, node)
            case AnswerKind.NAMES:
                return self._list_of_names(node, NameKind(question.names))
            case AnswerKind.PLACES:
                places, complete = listed(node, PlacesReading(self.vocabulary).entries)
                return Places(places, complete)
            case AnswerKind.NUMBER:
                return _quantity(question, node)
            case AnswerKind.GESTATION:
                return self._gestation(node)
            case AnswerKind.PLAN:
                return PlacesReading(self.vocabulary).plan(node)

    def _list_of_names(self, node: Node, kind: NameKind) -> Names:
        """A list of names. It is not complete where words in it say only that there is something."""
        names = NamesReading(self.vocabulary, self.setting(), kind)
        entries, complete = listed(node, names.entries)
        named = tuple(entry for entry in entries if isinstance(entry, Name))
        unclear = tuple(entry for entry in entries if isinstance(entry, str))
        return Names(named, complete and not unclear, unclear)

    def _gestation(self, node: Node) -> Answer:
        typed = one_line(node)
        if typed.lower().startswith(words.DUE):
            days = _FULL_TERM - (_date(node, typed[len(words.DUE) :].strip()) - self.as_of).days
        elif match := _WEEKS.fullmatch(typed):
            days = int(match[1]) * 7 + int(match[2] or 0)
        else:
            node.fail("write weeks as 24 or 24+3, or the due date as 'due 2027-05-01'")
        if _FIRST_DAY <= days <= _LAST_DAY:
            return Quantity(typed, days)
        return NoSuchWeek(typed, days > _LAST_DAY)


def _ticks(question: Question, node: Node) -> Ticks:
    if says(node, words.NONE):
        return Ticks()
    yes: set[str] = set()
    maybe: set[str] = set()
    for item in node.items():
        if says(item, words.NONE):
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
