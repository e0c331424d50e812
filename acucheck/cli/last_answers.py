"""The answers file that a next visit starts from; one without a date is asked for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from acucheck.answers import PersonAnswers, load
from acucheck.answers.days import written_day
from acucheck.errors import Misuse
from acucheck.model.answers import Head
from acucheck.names.vocabulary import Vocabulary

WHEN = "On which day was it answered, such as 2026-10-31? u unknown: "


def last_answers(
    path: str, vocabulary: Vocabulary, as_of: date, ask: Callable[[str], str], say: Callable[[str], None]
) -> PersonAnswers:
    """The answers in the file at *path*, for an interview on *as_of*.

    Raises Misuse for standard input, which is the keyboard, and what `load` raises.
    """
    if path == "-":
        raise Misuse("'--answers' needs the name of a file: standard input is the keyboard here.")
    found = load(path, vocabulary, as_of)
    if found.head.day is not None:
        return found
    say("This file does not say on which day it was answered.")
    while (line := ask(WHEN).strip().lower()) != "u":
        day = written_day(line)
        if day is not None and day <= as_of:
            return load(path, vocabulary, as_of, Head(day=day))
        say("Write a day that is over as year, month, day, such as 2026-10-31; or u.")
    return found
