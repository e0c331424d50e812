"""What the interview says: its prompts, and what it reads back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import said
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.interview.listed_follow_ups import told_in_list, with_follow_ups
from acucheck.interview.opening_line import asks_for_age
from acucheck.interview.prompts import (
    CHANGE,
    NONE,
    NOT_SURE,
    YES,
    Choice,
    Ending,
    Prompt,
    PromptKind,
)
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import (
    Answer,
    BodyPlace,
    MatchStatus,
    Name,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
    Writer,
)
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook
from acucheck.model.levels import Audience, Outcome


class Who(Enum):
    """Who is answering."""

    SELF = "self"
    HELPER = "helper"
    PRACTITIONER = "practitioner"

    @property
    def writer(self) -> Writer:
        """Who writes the answers down."""
        if self is Who.SELF:
            return Writer.PATIENT
        return Writer(self.value)

    @property
    def audience(self) -> Audience:
        if self is Who.PRACTITIONER:
            return Audience.PRACTITIONER
        return Audience.PATIENT


_WHO_IS_ANSWERING = {
    Who.SELF: "The person who will be treated",
    Who.HELPER: "Somebody helping that person",
    Who.PRACTITIONER: "The practitioner",
}
WHO_WORDS = {
    "me": Who.SELF,
    "myself": Who.SELF,
    "i am": Who.SELF,
    "patient": Who.SELF,
    "the patient": Who.SELF,
    "helping": Who.HELPER,
    "carer": Who.HELPER,
    "caregiver": Who.HELPER,
    "practitioner": Who.PRACTITIONER,
    "therapist": Who.PRACTITIONER,
    "acupuncturist": Who.PRACTITIONER,
}
"""Words for who is answering, beside those of the list."""

ALL_RIGHT = frozenset(
    {"ok", "okay", "all right", "alright", "fine", "all good", "done", "all correct", "yes all right"}
)
"""Words that confirm the review."""

HELPING = "Answer for the person who will be treated: 'you' and 'I' are that person."
FIRST = "This is the first question."
RESULT = "The questions are over."
OVER = "The questions are over. c changes an answer."

UNSURE = Choice(NOT_SURE, fixed_words.NOT_SURE, "unsure")
UNKNOWN = Choice(NOT_SURE, fixed_words.NOT_SURE, "unknown")
NONE_OF_THEM = Choice(NONE, fixed_words.NONE, "none")
NONE_OF_THE_OTHERS = Choice(NONE, fixed_words.NONE, "none of the others")
"""What 0 says where something is marked: the marked counts all the same."""


def who_prompt() -> Prompt:
    """Who is answering."""
    choices: list[Choice] = []
    for who, label in _WHO_IS_ANSWERING.items():
        choices.append(Choice(str(len(choices) + 1), who.value, label))
    return Prompt(PromptKind.WHO, "Who is answering?", "1, 2 or 3: ", choices=tuple(choices))


def planned_as_before(plan: Plan) -> str:
    """The plan of the visit before, with its places."""
    return f"Planned: {said(plan)}"


def read_back(line: str, step: Step, state: InterviewState, audience: Audience) -> Iterator[str]:
    """What an answer was taken for, after it was typed as *line*; nothing where keys alone say as much."""
    if step.question == SYSTEMS:
        yield from _systems_taken(line, state)
        return
    answer = state.answers().get(step.question)
    question = state.book.questions[step.question]
    match answer:
        case Ticks() if question.kind is AnswerKind.MANY:
            told = told_in_list(answer, question, state.said, state.book)
            yield f"You said: {_ticked(told, with_follow_ups(question, state.book), audience)}"
        case Names(entries) if entries:
            yield from (name_taken(name, state.book, audience) for name in entries)
        case Places(entries):
            yield from map(_place, entries)
        case Plan(items):
            yield from _plan_taken(line, items, step, state, audience)
        case NoSuchWeek():
            yield phrases.no_such_week(answer)
        case Quantity(_, days):
            yield from [f"That is {weeks(days)}."] if question.kind is AnswerKind.GESTATION else []
        case _ if _WORDS.search(line) or _is_one_of_two_noes(line, answer):
            yield f"You said: {answer_in_short(step, state, audience)}"
        case _:
            return


def _is_one_of_two_noes(line: str, answer: Answer | None) -> bool:
    """Whether a 0 chose an option: beside a no that has a key of its own."""
    return isinstance(answer, Ticks) and line.strip() == NONE


def _systems_taken(line: str, state: InterviewState) -> Iterator[str]:
    """What was chosen on the screen of body systems; not which lists numbers open, which are shown next."""
    opened = [question for question in state.systems if question.id not in state.said]
    if opened and _WORDS.search(line):
        yield f"Opened: {_shorts(opened)}."
    for question in state.systems:
        answer = state.answers().get(question.id)
        if isinstance(answer, Ticks) and answer.on_one_line and answer.yes | answer.maybe:
            yield f"You said: {_ticked(answer, question, Audience.PRACTITIONER)}"


def systems_answered(state: InterviewState) -> str:
    """What one no was said to on the screen of body systems; each list it was not said to has a line of its own."""
    names = [question.id for question in state.systems]
    denied = [name for name in names if state.said.get(name) == fixed_words.NONE_ON_ONE_LINE]
    if denied == names:
        return "none in any list"
    if denied:
        return "none in the other lists"
    unsure = any(state.said.get(name) == fixed_words.NOT_SURE for name in names)
    return fixed_words.NOT_SURE if unsure else "each list by itself"


def _shorts(questions: Iterable[Question]) -> str:
    return "; ".join(question.short.practitioner for question in questions)


def name_taken(name: Name, book: RuleBook, audience: Audience) -> str:
    text = phrases.taken(book, name, audience)
    if name.taken is MatchStatus.UNRECOGNISED:
        text += _KEPT
    return text


def what_it_may_be(typed: str, answer: Names, book: RuleBook, audience: Audience) -> str:
    """What a name that was typed before stands for, or may stand for, behind it; nothing where that is not known."""
    may_be: list[str] = []
    stands_for: list[str] = []
    for name in answer.entries:
        if name.typed == typed and name.candidates:
            may_be += [phrases.candidate(book, each, audience) for each in name.candidates]
        elif name.typed == typed:
            stands_for.append(phrases.labels(book, name.concepts, audience))
    if may_be:
        return f", which may be {phrases.joined(may_be, 'or')}"
    told = phrases.joined(stands_for)
    if not told:
        return ""
    return f" ({told})"


def _plan_taken(
    line: str, items: tuple[Planned, ...], step: Step, state: InterviewState, audience: Audience
) -> Iterator[str]:
    if step.technique:
        now = [item for item in items if item.technique == step.technique]
        places = [place for item in now for place in item.places]
        yield from map(_place, places)
        if not places and audience is Audience.PATIENT:
            yield "That is left open. The practitioner will say."
    elif not _KEYS_ALONE.fullmatch(line):
        yield f"Planned: {answer_in_short(step, state, audience)}"
        if _ONLY_POSSIBLE.search(line):
            yield "What is only possible is checked as if it were planned."


def weeks(days: float) -> str:
    """Days of a pregnancy as weeks and days."""
    whole, rest = divmod(int(days), 7)
    counted = _counted(whole, "week")
    if not rest:
        return counted
    return f"{counted} and {_counted(rest, 'day')}"


def _counted(number: int, unit: str) -> str:
    if number == 1:
        return f"1 {unit}"
    return f"{number} {unit}s"


_WORDS = re.compile(r"[^\W\d_]{2}")
_KEYS_ALONE = re.compile(r"[\d\s,]+|u", re.IGNORECASE)
_ONLY_POSSIBLE = re.compile(r"\?|maybe|perhaps|possibly|probably|sure about", re.IGNORECASE)

_KEPT = "; it is kept as it is, go back to write it again"


def _place(place: BodyPlace) -> str:
    if not place.id:
        return f"'{place.typed}': not recognised{_KEPT}"
    return phrases.at(place)


def _ticked(answer: Ticks, question: Question, audience: Audience) -> str:
    sure: list[str] = []
    unsure: list[str] = []
    for option in question.options:
        label = question.listed(option, audience)
        if option in answer.yes:
            sure.append(label)
        elif option in answer.maybe:
            unsure.append(f"maybe: {label}")
    return "; ".join(sure + unsure) or "none"


def answers_in_short(state: InterviewState, audience: Audience) -> dict[Step, str]:
    """Every answer on a line, in the order of the questions."""
    return {step: answer_in_short(step, state, audience) for step in state.steps}


def review_prompt(state: InterviewState, audience: Audience, changed: Collection[Step]) -> Prompt:
    """Every answer, to be confirmed or changed by its number; those *changed* here are marked."""
    rows: dict[str, Choice] = {}
    age = asks_for_age(state.book)
    for step, short in answers_in_short(state, audience).items():
        if not is_told_in_its_list(step, state):
            _add_row(rows, step_code(step), _name(step, state, audience), short, changed=step in changed)
        if age is not None and step == Step(age.id) and state.named.sex:
            _add_row(rows, SEX, "Sex, as in the opening line", state.named.sex, changed=False)
    note = _left_open(rows, state)
    choices = tuple(rows.values())
    return Prompt(PromptKind.REVIEW, "Your answers:", REVIEW, choices=choices, special=(_ALL_RIGHT,), note=note)


def _add_row(rows: dict[str, Choice], code: str, label: str, answer: str, *, changed: bool) -> None:
    rows[code] = Choice(str(len(rows) + 1), code, label, answer, known=changed)


SEX = "sex"
"""What the row of the review is called that has the sex of the opening line."""

SEXES = (Choice("1", "male", "male"), Choice("2", "female", "female"))


def is_told_in_its_list(step: Step, state: InterviewState) -> bool:
    """Whether a follow-up was answered by a line of the list that opens it, so that the list tells it."""
    if step.question == SYSTEMS or step.question not in state.confirmed:
        return False
    question = state.book.questions[step.question]
    return question.in_list is not None and state.said.get(question.id) != fixed_words.NOT_SURE


def _left_open(rows: Mapping[str, Choice], state: InterviewState) -> str:
    """Which questions were answered with not sure."""
    names: list[str] = []
    for step in state.steps:
        if state.left_open(step):
            names.append(rows[step_code(step)].label)
    if not names:
        return ""
    return f"Left open, and can be answered here: {'; '.join(names)}."


REVIEW = "y all right, a number to change it: "
_ALL_RIGHT = Choice(YES, "yes", "all is right")


def step_code(step: Step) -> str:
    """What a line of the review is called: its question, and the technique whose places it holds."""
    return f"{step.question}.{step.technique}" if step.technique else step.question


def ended_prompt(ending: Ending) -> Prompt:
    """Nothing is asked any more."""
    return Prompt(PromptKind.ENDED, RESULT, "", choices=(_CHANGE,), ending=ending)


_CHANGE = Choice(CHANGE, "change", "change an answer")


def urgent(step: Step, state: InterviewState, audience: Audience) -> str:
    """The question whether an answer that calls for help at once is right."""
    said_there = f"{_name(step, state, audience)}: {answer_in_short(step, state, audience)}"
    return f"You said: {said_there}. This calls for help. Is it right?"


def _name(step: Step, state: InterviewState, audience: Audience) -> str:
    if step.technique:
        return f"{state.book.techniques[step.technique].label.for_audience(audience)}, where"
    if step.question == SYSTEMS:
        return "On one line"
    return state.book.questions[step.question].short.for_audience(audience)


def answer_in_short(step: Step, state: InterviewState, audience: Audience) -> str:
    """One answer on a line."""
    if step.technique:
        places = state.where[step.technique]
        if not isinstance(places, list):
            return str(places)
        return ", ".join(map(_typed, places))
    if step.question == SYSTEMS:
        return systems_answered(state)
    if step.question == PLAN:
        labels = (state.book.techniques[name].label.for_audience(audience) for name in state.techniques)
        return ", ".join(labels) or "not known"
    answer = state.answers()[step.question]
    question = state.book.questions[step.question]
    if not isinstance(answer, Ticks):
        return said(answer)
    told = told_in_list(answer, question, state.said, state.book)
    return _ticked(told, with_follow_ups(question, state.book), audience)


def _typed(place: Tree) -> str:
    """A place as it was typed, with what is meant by it."""
    return f"{place[fixed_words.NAME]} ({place[fixed_words.TYPED]})" if isinstance(place, Mapping) else str(place)


def changed(before: Outcome, after: Outcome) -> str:
    """The outcome before and after an answer was changed."""
    if before is after:
        return f"The outcome is still: {phrases.OUTCOMES[after]}."
    return f"Before: {phrases.OUTCOMES[before]}. Now: {phrases.OUTCOMES[after]}."
