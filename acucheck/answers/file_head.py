"""Who answered and on which day: what an answers file says of itself beside its answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from acucheck.answers import words
from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.model.answers import Writer
from acucheck.model.book import AnswerKind, RuleBook
from acucheck.names.setting import Setting

_YEARS = "years"


HEAD = (words.DATE, words.ANSWERED_BY)
"""What stands in an answers file and is no answer."""


def read_setting(given: Mapping[str, Node], book: RuleBook, as_of: date) -> Setting:
    """The setting that lines of a file are read in: its own date, else *as_of*; its writer; the age it gives.

    Raises InvalidFile for a date that is none or is to come, and for an unknown writer.
    """
    day = _day(given[words.DATE], as_of) if words.DATE in given else as_of
    writers = {writer.value: writer for writer in Writer}
    writer = given[words.ANSWERED_BY].one_of(writers) if words.ANSWERED_BY in given else None
    return Setting(day, writer, _age(given, book))


def _day(node: Node, as_of: date) -> date:
    try:
        day = date.fromisoformat(node.text())
    except ValueError:
        node.fail("write the day on which this was answered as 2026-11-29: year, month, day")
    if day > as_of:
        node.fail("this day is still to come; correct it, or give the day of the check with --as-of")
    return day


def _age(answers: Mapping[str, Node], book: RuleBook) -> float | None:
    """The age in years, where the question about it is answered with a number."""
    for question in book.questions.values():
        if question.kind is AnswerKind.NUMBER and question.unit == _YEARS and question.id in answers:
            try:
                age = answers[question.id].number()
            except InvalidFile:
                return None  # what is wrong with it is told where the question is read
            return age if question.low <= age <= question.high else None
    return None
