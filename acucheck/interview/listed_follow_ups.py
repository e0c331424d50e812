"""Follow-ups that are answered in the list that opens them, by a line behind the one that opens them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Ticks
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


def are_numbers(line: str) -> bool:
    """Whether nothing but numbers of a list was typed."""
    return _NUMBERS_ALONE.fullmatch(line) is not None


def parted(question_id: QuestionId, tree: Tree, by_number: Collection[Tree], book: RuleBook) -> Parted:
    """What *tree* says of the list itself and of the follow-ups in it.

    The line that opens a follow-up says something of it only where it was chosen *by_number*, beside the other one:
    not by its name, nor where it was marked and counts in any case. That a line which clears is not so is asked.
    """
    lines = [*_lines(question_id, book)]
    if not lines or not isinstance(tree, list):
        return Parted(tree, {})
    chosen = [str(option) for option in tree]
    answered: dict[QuestionId, Tree] = {}
    for code, follow_up, listed in lines:
        answer = _answer(code, follow_up, listed, chosen)
        passed_over = code not in chosen and listed.opens in by_number and listed.answer not in follow_up.clears
        if answer is None and passed_over:
            answer = listed.other
        if answer is not None:
            answered[follow_up.id] = answer
        chosen = _of_the_list(code, listed.opens, chosen)
    return Parted([*chosen], answered)


def told_in_list(answer: Ticks, question: Question, said: Mapping[QuestionId, Tree], book: RuleBook) -> Ticks:
    """The answer to a list with the line of a follow-up in place of the one that opens it, where that was chosen."""
    for code, follow_up, listed in _lines(question.id, book):
        if said.get(follow_up.id) == listed.answer and listed.opens in answer.yes:
            answer = replace(answer, yes=answer.yes - {listed.opens} | {code})
    return answer


def _answer(code: str, follow_up: Question, listed: InList, chosen: Sequence[str]) -> Tree | None:
    """What its own line says of a follow-up; nothing where it clears and the line that opens it was chosen as well."""
    clears_and_not = listed.answer in follow_up.clears and listed.opens in chosen
    if code in chosen and not clears_and_not:
        return listed.answer
    if fixed_words.MAYBE + code in chosen:
        return fixed_words.NOT_SURE
    return None


def _of_the_list(code: str, opens: str, chosen: Sequence[str]) -> list[str]:
    """What was chosen of the list itself: in place of the line of a follow-up the one that opens it."""
    maybe = fixed_words.MAYBE + code
    maybe_opens = fixed_words.MAYBE + opens
    stands_for = {code: opens}
    if code not in chosen and opens in chosen:
        stands_for[maybe] = opens
    elif code not in chosen:
        stands_for[maybe] = maybe_opens
    if stands_for.keys().isdisjoint(chosen):
        return [*chosen]
    kept = [each for each in chosen if each not in {opens, maybe_opens}]
    return [stands_for.get(each, each) for each in kept]


def _lines(question_id: QuestionId, book: RuleBook) -> Iterator[tuple[str, Question, InList]]:
    """The lines that stand in a list for its follow-ups, each with what it is called at the keyboard."""
    for question in book.questions.values():
        listed = question.in_list
        if listed is not None and listed.question == question_id:
            yield f"{question.id}.{listed.answer}", question, listed
