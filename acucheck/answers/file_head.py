"""What an answers file says of itself beside its answers: whose they are, who gave them and on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from acucheck.answers import words
from acucheck.answers.one_line import one_line
from acucheck.answers.plain_text import word_id
from acucheck.answers.quantities import quantity
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.answers import Writer
from acucheck.model.book import AnswerKind, RuleBook
from acucheck.names.setting import Setting

_YEARS = "years"

HEAD = (words.ID, words.NAME, words.DATE, words.ANSWERED_BY)
"""What stands in an answers file and is no answer."""

LONGEST = 200
"""Characters in an id or a name."""


def read_setting(given: Mapping[str, Node], book: RuleBook, as_of: date) -> Setting:
    """The setting that lines of a file are read in: its own date, else *as_of*; its writer; the age it gives.

    Raises InvalidFile for a date that is none or is to come, and for an unknown writer.
    """
    day = _day(given[words.DATE], as_of) if words.DATE in given else as_of
    writer = _writer(given[words.ANSWERED_BY]) if words.ANSWERED_BY in given else None
    return Setting(day, writer, _age(given, book))


def problems_of_head(given: Mapping[str, Node], book: RuleBook, as_of: date) -> list[Problem]:
    """What is wrong with what a file says of itself."""
    problems = []
    for name in (words.ID, words.NAME):
        if name in given:
            problems += _problems_of_label(given[name])
    if words.DATE not in given and words.ANSWERED_BY not in given:
        return problems
    try:
        read_setting(given, book, as_of)
    except InvalidFile as error:
        problems += error.problems
    return problems


def label(node: Node) -> str:
    """An id or a name: one line. Raises InvalidFile."""
    text = one_line(node)
    if len(text) > LONGEST:
        node.fail(f"this has more than {LONGEST} characters")
    return text


def _problems_of_label(node: Node) -> list[Problem]:
    try:
        label(node)
    except InvalidFile as error:
        return error.problems
    return []


def _writer(node: Node) -> Writer:
    writers = {writer.value: writer for writer in Writer}
    writer = writers.get(word_id(node.text()))
    return node.one_of(writers) if writer is None else writer


def _day(node: Node, as_of: date) -> date:
    from acucheck.answers.days import written_day  # most files have no date

    day = written_day(node.text())
    if day is None:
        node.fail("write the day on which this was answered as 2026-11-29: year, month, day")
    if day > as_of:
        node.fail("this day is still to come; correct it, or give the day of the check with --as-of")
    return day


def _age(answers: Mapping[str, Node], book: RuleBook) -> float | None:
    """The age in years, where the question about it is answered with a number."""
    for question in book.questions.values():
        if question.kind is AnswerKind.NUMBER and question.unit == _YEARS and question.id in answers:
            try:
                return quantity(question, answers[question.id]).value
            except InvalidFile:
                return None  # what is wrong with it is told where the question is read
    return None
