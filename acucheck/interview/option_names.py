"""What the lines of a list are called: by the rule book, and by the dictionaries of conditions and techniques."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from acucheck.assess.told_apart import graver_line
from acucheck.interview.typed_choices import Readings
from acucheck.model.book import Question, Wording
from acucheck.names.recogniser import Recogniser
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary

_FILLERS = re.compile(
    r"^(?:(?:i|he|she|they)(?:'ve| have| has)(?: got)?|i'm|i am|yes|has|have|with|a|an|the|my|some)\s+",
    re.IGNORECASE,
)
"""What says nothing before the name of a line."""


def lines_named(name: str, question: Question, vocabulary: Vocabulary) -> Readings:
    """The lines of *question* that a whole *name* can stand for, one set for each thing it can mean.

    A name of the milder of two lines can mean the graver one as well, unless it says that it does not.
    """
    for text in _without_fillers(name):
        own = _labelled(text, question.options)
        if own:
            return own
        known = _by_id(text, question.options) or _known(
            text, vocabulary.condition_recogniser, f"{question.id}.", question.options
        )
        if known:
            doubled = _graver_lines(text, known, question)
            readings = dict.fromkeys([*known, *doubled])
            return sorted(readings, key=lambda lines: _first_place(lines, question))
    return ()


def _graver_lines(name: str, known: Readings, question: Question) -> Readings:
    """The graver lines that *name* may speak of beside those that it is *known* for."""
    graver: set[str] = set()
    for line in frozenset[str]().union(*known):
        graver.add(graver_line(name, line, question))
    return [frozenset({line}) for line in question.options if line in graver]


def _first_place(lines: frozenset[str], question: Question) -> int:
    """Where the first of some lines stands in the list."""
    return min(map([*question.options].index, lines))


def techniques_named(name: str, vocabulary: Vocabulary) -> Readings:
    """The techniques that a whole *name* can stand for."""
    for text in _without_fillers(name):
        known = _known(text, vocabulary.technique_recogniser, "", vocabulary.book.techniques)
        if known:
            return known
    return ()


def _without_fillers(name: str) -> Iterable[str]:
    """*name*, and what is left of it without each word before it that says nothing."""
    yield name
    while (shorter := _FILLERS.sub("", name)) != name:
        name = shorter
        yield name


def _labelled(name: str, options: Mapping[str, Wording]) -> Readings:
    spelling = key(name)
    found: list[frozenset[str]] = []
    for option, label in options.items():
        if spelling and spelling in {key(label.practitioner), key(label.patient)}:
            found.append(frozenset({option}))
    return found


def _by_id(name: str, options: Iterable[str]) -> Readings:
    """The line that a name is the id of, which is short for what the line is called."""
    return [frozenset({option}) for option in options if key(option) == key(name)]


def _known(name: str, recogniser: Recogniser, prefix: str, options: Iterable[str]) -> Readings:
    """What a name is known for as far as it is among *options*; all of one meaning has to be."""
    found = recogniser.find(key(name))
    if found is None:
        return ()
    wanted = {prefix + option: option for option in options}
    readings: dict[frozenset[str], None] = {}
    for reading in found.readings:
        if reading.concepts and reading.concepts <= wanted.keys():
            lines = frozenset(wanted[concept] for concept in reading.concepts)
            readings[lines] = None
    return [*readings]
