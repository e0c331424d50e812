"""Follow-ups that are answered in the list that opens them, by a line behind the one that opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import InList, Question, RuleBook, Wording
from acucheck.model.ids import QuestionId

_NUMBERS_ALONE = re.compile(r"[\d\s,;?#.-]+")


class Parted(NamedTuple):
    """An answer to a list, and what it says of the follow-ups that stand in it."""

    tree: Tree
    answered: Mapping[QuestionId, Tree]


def with_follow_ups(question: Question, book: RuleBook) -> Question:
    """The list with the lines of its follow-ups, each behind the line that opens it."""
    lines = {line.opens: (code, line) for code, _, line in _lines(question.id, book)}
    if not lines:
        return question
    options: dict[str, Wording] = {}
    for option, label in question.options.items():
        options[option] = label
        if option in lines:
            code, line = lines[option]
            options[code] = line.label
    return replace(question, options=options)


def parted(question_id: QuestionId, tree: Tree, line: str, book: RuleBook) -> Parted:
    """What *tree*, chosen by *line*, says of the list itself and of the follow-ups in it.

    The line that opens a follow-up says something of it only where it was chosen by its number, beside the other one.
    """
    lines = [*_lines(question_id, book)]
    if not lines or not isinstance(tree, list):
        return Parted(tree, {})
    chosen = [str(option) for option in tree]
    answered: dict[QuestionId, Tree] = {}
    for code, follow_up, listed in lines:
        maybe, opens, maybe_opens = fixed_words.MAYBE + code, listed.opens, fixed_words.MAYBE + listed.opens
        is_clearing_and_not = listed.answer in follow_up.clears and opens in chosen
        if code in chosen and not is_clearing_and_not:
            answered[follow_up.id] = listed.answer
        elif maybe in chosen:
            answered[follow_up.id] = fixed_words.NOT_SURE
        elif code not in chosen and opens in chosen and _NUMBERS_ALONE.fullmatch(line):
            answered[follow_up.id] = listed.other
        if code in chosen:
            chosen = [opens if each == code else each for each in chosen if each not in {opens, maybe_opens}]
        elif maybe in chosen:
            in_doubt = opens if opens in chosen else maybe_opens
            chosen = [in_doubt if each == maybe else each for each in chosen if each not in {opens, maybe_opens}]
    return Parted([*chosen], answered)


def _lines(question_id: QuestionId, book: RuleBook) -> Iterator[tuple[str, Question, InList]]:
    """The lines that stand in a list for its follow-ups, each with what it is called at the keyboard."""
    for question in book.questions.values():
        listed = question.in_list
        if listed is not None and listed.question == question_id:
            yield f"{question.id}.{listed.answer}", question, listed
