"""Whose answers they are, who gave them and on which day: what an answers file says of itself beside its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import one_line, word_id
from acucheck.answers.quantities import YEARS, read_quantity
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import NOBODY, Head, Writer
from acucheck.model.book import AnswerKind, Question, RuleBook

T = TypeVar("T")

HEAD = (fixed_words.ID, fixed_words.NAME, fixed_words.DATE, fixed_words.ANSWERED_BY)
"""What stands in an answers file and is no answer."""

LONGEST = 200
"""Characters in an id or a name."""

_WRITERS = {writer.value: writer for writer in Writer}


def read_head(pairs: Entries, as_of: date, otherwise: Head = NOBODY) -> tuple[Head, list[Problem]]:
    """What the entries say of themselves, read on *as_of*, and what is wrong with it. *otherwise* fills the gaps."""
    given: dict[str, Node] = {}
    for key, node in pairs:
        if key.content in HEAD:
            given[str(key.content)] = node
    problems: list[Problem] = []

    def read(word: str, decode: Callable[[Node], T], absent: T) -> T:
        if word not in given:
            return absent
        try:
            return decode(given[word])
        except InvalidFile as error:
            problems.extend(error.problems)
            return absent

    head = Head(
        read(fixed_words.ID, _short_text, otherwise.id),
        read(fixed_words.NAME, _short_text, otherwise.name),
        read(fixed_words.DATE, lambda node: _day(node, as_of), otherwise.day),
        read(fixed_words.ANSWERED_BY, _writer, otherwise.writer),
        as_of,
    )
    return head, problems


def _short_text(node: Node) -> str:
    text = one_line(node)
    if len(text) > LONGEST:
        node.fail(f"this has more than {LONGEST} characters")
    return text


def _writer(node: Node) -> Writer | None:
    writer = _WRITERS.get(word_id(node.text()))
    if writer is None:
        return node.one_of(_WRITERS)
    return writer


def _day(node: Node, as_of: date) -> date | None:
    from acucheck.answers.days import written_day  # most files have no date

    day = written_day(node.text())
    if day is None:
        node.fail("write the day on which this was answered as 2026-11-29: year, month, day")
    if day > as_of:
        node.fail("this day is still to come; correct it, or give the day of the check with --as-of")
    return day


def age(answers: Mapping[str, Node], book: RuleBook) -> float | None:
    """The age in years, where the question about it is answered with a number."""
    for question in book.questions.values():
        if question.id in answers and _asks_for_age(question):
            try:
                return read_quantity(question, answers[question.id]).value
            except InvalidFile:
                return None  # what is wrong with it is told where the question is read
    return None


def _asks_for_age(question: Question) -> bool:
    return question.kind is AnswerKind.NUMBER and question.unit == YEARS
