"""The prompt of a question: its text and list, what can be typed, and what was named or answered before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from acucheck.interview.answered_already import can_be_kept
from acucheck.interview.graver_lines import doubled_names
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.last_visit_wording import answered_before
from acucheck.interview.named_before import named_text
from acucheck.interview.prompts import (
    AS_BEFORE,
    AS_IT_WAS,
    AS_NAMED,
    NO,
    NONE,
    YES,
    Choice,
    Progress,
    Prompt,
    PromptKind,
    keyboard_hint,
)
from acucheck.interview.standing import standing_answers
from acucheck.interview.typed_line import COULD_BE, option_keys
from acucheck.interview.wording import NONE_OF_THE_OTHERS, NONE_OF_THEM, UNKNOWN, UNSURE, Who, answer_in_short
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import PLAN, AnswerKind, Question
from acucheck.model.levels import Audience

_CANNOT_BE = Choice(NONE, "no", "no (cannot be)")
_AS_BEFORE = Choice(YES, AS_BEFORE, "as last time")
_AS_NAMED = Choice(YES, AS_NAMED, "as named")
_AS_IT_WAS = Choice(YES, AS_IT_WAS, "as it was")

_NOT_TOLD = "Ordinary acupuncture is the first line. Unknown is an answer too, if nobody told you."
_WHOM_TO_CALL = {
    Audience.PRACTITIONER: "Yes: stop and ring {}, or mark it.",
    Audience.PATIENT: (
        "Most people have none of these. If you have one, stop here and ring {}; or mark it, and you see whom to call."
    ),
}
"""What stands under the danger signs, with the emergency number."""


def question_prompt(step: Step, state: InterviewState, who: Who) -> Prompt:
    """The question of *step* with its list, and how it can be answered."""
    question = state.asked(step.question)
    audience = who.audience
    known = frozenset() if step.technique else state.known(step.question)
    kind, takes, special = _taking(step, question)
    if kind is PromptKind.MANY:
        takes = _numbers_and_names(step, question, state, audience)
    named = state.named_before(step)
    if kind is PromptKind.PLAN and isinstance(named, list):
        known = frozenset(map(str, named))
    special = _beside_the_list(step, state, special, known)
    choices = _marked(_choices(step, question, state, audience), known)
    return Prompt(
        kind,
        _text(step, state, audience) + _about_whom(step, question, who),
        _hint(takes, special, adds=_adds(named, state)),
        question=step.question,
        technique=step.technique,
        choices=choices,
        special=special,
        takes=_words_taken(kind, takes),
        why=tuple(_why(question, audience)),
        so_far=_so_far(step, state, audience),
        last_visit=_last_visit(step, state, audience),
        note=_note(step, state, audience) or _worse_than_marked(step, state, choices),
        progress=progress(step, state),
    )


def _numbers_and_names(step: Step, question: Question, state: InterviewState, audience: Audience) -> str:
    """What a line holds that answers a list: a practitioner is told of the ? only where it is needed most."""
    if audience is Audience.PATIENT:
        return "Numbers (2? if unsure), names"
    is_close = state.is_before_plan(step) or question.gate is not None
    return "Numbers, names (2? maybe)" if is_close else "Numbers, names"


_OF_A_PERSON = re.compile(r"\b(?:you|your|yourself|i|me|my)\b", re.IGNORECASE)


def _about_whom(step: Step, question: Question, who: Who) -> str:
    """Whom a question means by 'you', for somebody who helps the person to be treated."""
    if who is not Who.HELPER or step.technique:
        return ""
    labels = [label.patient for label in question.options.values()]
    if not any(map(_OF_A_PERSON.search, [question.ask.patient, *labels])):
        return ""
    return " ('You' is the person to be treated.)"


def _beside_the_list(
    step: Step, state: InterviewState, special: tuple[Choice, ...], known: frozenset[str]
) -> tuple[Choice, ...]:
    """What can be chosen beside the list: *special* as it is taken of everybody, and what y stands for here."""
    if known and NONE_OF_THEM in special:
        special = (NONE_OF_THE_OTHERS, *(choice for choice in special if choice != NONE_OF_THEM))
    if can_be_kept(step, state):
        return (_AS_IT_WAS, *special)
    if state.named_before(step) is not None:
        return (_AS_NAMED, *(choice for choice in special if choice == UNSURE))
    if step == Step(PLAN) and state.last is not None and state.last.plan() is not None:
        return (_AS_BEFORE, *special)
    return special


def _adds(named: Tree | None, state: InterviewState) -> bool:
    """Whether what is typed comes on top of what was named; a technique that was only assumed gives way."""
    return isinstance(named, list) and named != [state.named.assumed]


def _hint(takes: str, special: tuple[Choice, ...], *, adds: bool) -> str:
    """What can be typed, where y keeps something also whether a line in words *adds* to it or is in place of it."""
    if special[0] in {_AS_IT_WAS, _AS_NAMED, _AS_BEFORE}:
        takes += " to add" if adds else " anew"
    return keyboard_hint(takes, special)


def _last_visit(step: Step, state: InterviewState, audience: Audience) -> str:
    """What was answered at the visit before, where nothing was today."""
    if state.last is None or step.technique or step in state.steps:
        return ""
    return answered_before(step.question, state.last, audience)


def _note(step: Step, state: InterviewState, audience: Audience) -> str:
    """What stands under the list."""
    if state.is_before_plan(step):
        return _WHOM_TO_CALL[audience].format(state.book.practice.emergency)
    if step != Step(PLAN):
        return ""
    if state.named.strange:
        return f"Named before and not understood: {', '.join(state.named.strange)}."
    if audience is Audience.PATIENT:
        return _NOT_TOLD
    return ""


def _so_far(step: Step, state: InterviewState, audience: Audience) -> str:
    """What was answered the last time; else what the opening line named."""
    if step in state.steps:
        return answer_in_short(step, state, audience)
    return named_text(state.named_before(step), state.book)


def _words_taken(kind: PromptKind, takes: str) -> str:
    """What a line in words is to hold; nothing where there are only choices."""
    if kind in _CHOSEN:
        return ""
    return takes


def _worse_than_marked(step: Step, state: InterviewState, choices: Sequence[Choice]) -> str:
    """What stands under a list in which a name has marked the milder of two lines that it can mean."""
    labels = {choice.code: choice.label for choice in choices}
    marked = {choice.code for choice in choices if choice.known}
    told: list[str] = []
    for found in doubled_names(state.answers(), state.book):
        is_here = found.question == step.question and not step.technique
        if is_here and found.milder in marked and found.graver in labels.keys() - marked:
            taken_as = f"'{found.typed}' is taken as '{labels[found.milder]}'."
            told.append(f"{taken_as} If it is rather '{labels[found.graver]}', choose that too.")
    return " ".join(dict.fromkeys(told))


_CHOSEN = frozenset({PromptKind.PLAN, PromptKind.MANY, PromptKind.ONE})
"""Kinds that are answered by choices alone."""


def _text(step: Step, state: InterviewState, audience: Audience) -> str:
    question = state.book.questions[step.question]
    if not step.technique:
        return question.ask.for_audience(audience)
    label = state.book.techniques[step.technique].label.for_audience(audience)
    asked = question.ask_where.for_audience(audience) if question.ask_where else "Where?"
    return f"{label}: {asked}"


def _choices(step: Step, question: Question, state: InterviewState, audience: Audience) -> tuple[Choice, ...]:
    if step.technique:
        return ()
    match question.kind:
        case AnswerKind.PLAN:
            techniques = state.book.techniques.items()
            return _numbered({name: technique.label.for_audience(audience) for name, technique in techniques})
        case AnswerKind.MANY:
            return _numbered({option: question.listed(option, audience) for option in question.options})
        case AnswerKind.ONE:
            keys = option_keys(question).items()
            listed = [Choice(key, option, question.listed(option, audience)) for key, option in keys]
            if state.named.sex == "male" and question.ask_if_not_known:
                return _cannot_be_first(listed)
            return tuple(listed)
        case _:
            return ()


def _cannot_be_first(listed: list[Choice]) -> tuple[Choice, ...]:
    """The choices with the no in front: a sex was typed by which the question may be needless."""
    first: list[Choice] = []
    others: list[Choice] = []
    for choice in listed:
        if choice.key == NO:
            first.append(replace(choice, label="No, cannot be"))
        else:
            others.append(choice)
    return (*first, *others)


def _marked(choices: tuple[Choice, ...], known: frozenset[str]) -> tuple[Choice, ...]:
    marked: list[Choice] = []
    for choice in choices:
        marked.append(replace(choice, known=choice.code in known))
    return tuple(marked)


def _numbered(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for code, label in labels.items():
        choices.append(Choice(str(len(choices) + 1), code, label))
    return tuple(choices)


def progress(step: Step, state: InterviewState) -> Progress:
    """How many questions there are by what is known now, and whether an answer may open more."""
    standing = standing_answers(state)
    waiting = [each for each in state.open_steps() if each.question not in standing]
    asked = [each for each in state.steps if each.question not in state.confirmed or each == step]
    total = len(asked) + len(waiting)
    number = len(asked) + 1
    if step in asked:
        number = asked.index(step) + 1
    return Progress(number, total, may_grow=len(waiting) > 1)


def _taking(step: Step, question: Question) -> tuple[PromptKind, str, tuple[Choice, ...]]:
    """The kind of prompt, what a line holds, and the keys that stand for something special."""
    if step.technique:
        return PromptKind.PLACES, "Places, points", (UNKNOWN,)
    match question.kind:
        case AnswerKind.PLAN:
            return PromptKind.PLAN, "Numbers, names", (UNKNOWN,)
        case AnswerKind.MANY:
            return PromptKind.MANY, "Numbers, names", (NONE_OF_THEM, UNSURE)
        case AnswerKind.ONE:
            takes = ", ".join(option_keys(question))
            if COULD_BE in question.options:
                return PromptKind.ONE, takes, (_CANNOT_BE, UNSURE)
            return PromptKind.ONE, takes, (UNSURE,)
        case AnswerKind.NAMES:
            return PromptKind.NAMES, "Names with commas", (NONE_OF_THEM, UNSURE)
        case AnswerKind.PLACES:
            return PromptKind.PLACES, "Where, with commas", (UNSURE,)
        case AnswerKind.GESTATION:
            return PromptKind.GESTATION, "Weeks (24 or 24+3), or due YEAR-MONTH-DAY", (UNSURE,)
        case AnswerKind.NUMBER:
            return PromptKind.NUMBER, f"Number ({question.unit})", (UNSURE,)


def _why(question: Question, audience: Audience) -> Iterator[str]:
    """Why it is asked, and how to find out."""
    if question.why:
        yield question.why.for_audience(audience)
    else:
        yield "It can change what is wise in this session."
    if question.find_out:
        yield f"To find out: {question.find_out.for_audience(audience)}."
