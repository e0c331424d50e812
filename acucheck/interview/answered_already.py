"""What was answered the last time a step was asked: what keeps it, and what a new answer takes back of it."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.interview.prompts import YES
from acucheck.interview.typed_words import spoken_key
from acucheck.model.answers import Answer, Names, Places, Plan, Ticks
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience

_SAYS_NOTHING = {fixed_words.NONE, fixed_words.NONE_ON_ONE_LINE, fixed_words.NOT_SURE, fixed_words.NOT_NAMED}
"""Answers that a yes to the question would not mean."""


def can_be_kept(step: Step, state: InterviewState) -> bool:
    """Whether a yes at *step* can only mean what was answered there before, which names something."""
    if step not in state.steps:
        return False
    if step.question == SYSTEMS:
        return not all(state.is_on_one_line(question.id) for question in state.systems)
    if not step.technique and "yes" in state.book.questions[step.question].options:
        return False
    tree = state.tree_of(step)
    return bool(tree) and not (isinstance(tree, str) and tree in _SAYS_NOTHING)


def keeps(line: str, step: Step, state: InterviewState) -> bool:
    """Whether *line* says that the answer to *step* stays as it was."""
    return spoken_key(line) == YES and can_be_kept(step, state)


def taken_back(step: Step, earlier: InterviewState, state: InterviewState, audience: Audience) -> str:
    """What was said to *step* in the *earlier* state and is not any more; nothing where all of it still stands."""
    now = [*_named(step, state, audience)]
    gone = [each for each in _named(step, earlier, audience) if each not in now]
    if not gone:
        return ""
    return f"Taken back: {'; '.join(gone)}."


def _named(step: Step, state: InterviewState, audience: Audience) -> Iterator[str]:
    """Everything that the answer to a step names, each in a few words."""
    if step.question == SYSTEMS:
        for question in state.systems:
            yield from _of_answer(question.id, state.answers().get(question.id), state, audience)
    else:
        yield from _of_answer(step.question, state.given(step), state, audience)


def _of_answer(name: QuestionId, answer: Answer | None, state: InterviewState, audience: Audience) -> Iterator[str]:
    question = state.book.questions[name]
    match answer:
        case Ticks(yes, maybe) if question.kind is AnswerKind.MANY and name in state.said:
            ticked = yes | maybe
            yield from (question.listed(option, audience) for option in question.options if option in ticked)
        case Names(entries):
            yield from (entry.typed for entry in entries)
        case Places(entries):
            yield from map(phrases.at, entries)
        case Plan(items):
            yield from (phrases.technique(state.book, item.technique, audience, item.typed) for item in items)
        case _:
            return
