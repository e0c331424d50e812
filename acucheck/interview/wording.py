"""What the interview says: its prompts, and what it reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import said
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.interview.last_visit_wording import answered_before
from acucheck.interview.named_before import named_text
from acucheck.interview.prompts import (
    AS_BEFORE,
    AS_MARKED,
    CHANGE,
    NO,
    NONE,
    NOT_SURE,
    YES,
    Choice,
    Ending,
    Progress,
    Prompt,
    PromptKind,
    keyboard_hint,
)
from acucheck.interview.typed_line import COULD_BE, option_keys
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import (
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
        return Writer.PATIENT if self is Who.SELF else Writer(self.value)

    @property
    def audience(self) -> Audience:
        return Audience.PRACTITIONER if self is Who.PRACTITIONER else Audience.PATIENT


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

UNSURE = Choice(NOT_SURE, fixed_words.NOT_SURE, "not sure")
UNKNOWN = Choice(NOT_SURE, fixed_words.NOT_SURE, "not known")
_CANNOT_BE = Choice(NONE, "no", "cannot be")
NONE_OF_THEM = Choice(NONE, fixed_words.NONE, "none")


def who_prompt() -> Prompt:
    """Who is answering."""
    people = enumerate(_WHO_IS_ANSWERING.items(), start=1)
    choices = tuple(Choice(str(key), who.value, label) for key, (who, label) in people)
    return Prompt(PromptKind.WHO, "Who is answering?", "1, 2 or 3: ", choices=choices)


def question_prompt(step: Step, state: InterviewState, who: Who) -> Prompt:
    """The question of *step* with its list, and how it can be answered."""
    question = state.asked(step.question)
    audience = who.audience
    known = frozenset() if step.technique else state.known(step.question)
    kind, takes, special = _taking(step, question)
    named = state.named_before(step)
    if kind is PromptKind.PLAN and isinstance(named, list):
        known = frozenset(map(str, named))
    if named is not None:
        special = (_AS_NAMED, *(choice for choice in special if choice is UNSURE))
    elif known and kind is PromptKind.MANY:
        special = (_AS_MARKED, *special)
    if kind is PromptKind.PLAN and state.last is not None and state.last.plan() is not None:
        special = (_AS_BEFORE, *special)
    return Prompt(
        kind,
        _text(step, state, audience),
        keyboard_hint(takes, special),
        question=step.question,
        technique=step.technique,
        choices=_marked(_choices(step, question, state, audience), known),
        special=special,
        takes="" if kind in _CHOSEN else takes,
        why=tuple(_why(question, audience)),
        so_far=_short(step, state, audience) if step in state.steps else named_text(named, state.book),
        last_visit=_last_visit(step, state, audience),
        note=_note(step, state),
        progress=progress(step, state),
    )


def _last_visit(step: Step, state: InterviewState, audience: Audience) -> str:
    """What was answered at the visit before, where nothing was today."""
    if state.last is None or step.technique or step in state.steps:
        return ""
    return answered_before(step.question, state.last, audience)


def planned_as_before(plan: Plan) -> str:
    """The plan of the visit before, with its places."""
    return f"Planned: {said(plan)}"


_AS_MARKED = Choice(YES, AS_MARKED, "only the marked")
_AS_BEFORE = Choice(YES, AS_BEFORE, "as last time")
_AS_NAMED = Choice(YES, AS_MARKED, "as named")


def _note(step: Step, state: InterviewState) -> str:
    """What stands under the list."""
    if step != Step(PLAN) or not state.named.strange:
        return ""
    return f"Named before and not understood: {', '.join(state.named.strange)}."


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
            if state.named.male and question.ask_if_not_known:
                return _cannot_be_first(listed)
            return tuple(listed)
        case _:
            return ()


def _cannot_be_first(listed: list[Choice]) -> tuple[Choice, ...]:
    """The choices with the no in front: a sex was typed by which the question may be needless."""
    no = [replace(choice, label="No, cannot be") for choice in listed if choice.key == NO]
    return (*no, *(choice for choice in listed if choice.key != NO))


def _marked(choices: tuple[Choice, ...], known: frozenset[str]) -> tuple[Choice, ...]:
    return tuple(replace(choice, known=choice.code in known) for choice in choices)


def _numbered(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    places = enumerate(labels.items(), start=1)
    return tuple(Choice(str(place), code, label) for place, (code, label) in places)


def progress(step: Step, state: InterviewState) -> Progress:
    """How many questions there are by what is known now, and whether an answer may open more."""
    standing = state.standing()
    waiting = len([each for each in state.open_steps() if each.question not in standing])
    asked = [each for each in state.steps if each.question not in state.confirmed or each == step]
    place = asked.index(step) if step in asked else len(asked)
    return Progress(place + 1, len(asked) + waiting, may_grow=waiting > 1)


def _taking(step: Step, question: Question) -> tuple[PromptKind, str, tuple[Choice, ...]]:
    """The kind of prompt, what a line holds, and the keys that stand for something special."""
    if step.technique:
        return PromptKind.PLACES, "Places or points with commas", (UNKNOWN,)
    match question.kind:
        case AnswerKind.PLAN:
            return PromptKind.PLAN, "Numbers, names", (UNKNOWN,)
        case AnswerKind.MANY:
            return PromptKind.MANY, "Numbers, names (2? maybe)", (NONE_OF_THEM, UNSURE)
        case AnswerKind.ONE:
            special = (_CANNOT_BE, UNSURE) if COULD_BE in question.options else (UNSURE,)
            return PromptKind.ONE, ", ".join(option_keys(question)), special
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
    yield question.why.for_audience(audience) if question.why else "It can change what is wise in this session."
    if question.find_out:
        yield f"To find out: {question.find_out.for_audience(audience)}."


def read_back(line: str, step: Step, state: InterviewState, audience: Audience) -> Iterator[str]:
    """What an answer was taken for, after it was typed as *line*; nothing where keys alone say as much."""
    if step.question == SYSTEMS:
        yield from _systems_taken(line, state)
        return
    answer = state.answers().get(step.question)
    question = state.book.questions[step.question]
    match answer:
        case Ticks(yes, maybe) if question.kind is AnswerKind.MANY and yes | maybe:
            yield f"You said: {_ticked(answer, question, audience)}"
        case Names(entries) if entries:
            yield from (name_taken(name, state.book, audience) for name in entries)
        case Places(entries):
            yield from map(_place, entries)
        case Plan(items):
            yield from _plan_taken(line, items, step, state, audience)
        case NoSuchWeek():
            yield phrases.no_such_week(answer)
        case Quantity(_, days) if question.kind is AnswerKind.GESTATION:
            yield f"That is {weeks(days)}."
        case _ if _WORDS.search(line) and not isinstance(answer, Quantity):
            yield f"You said: {_short(step, state, audience)}"


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
    denied = [question for question in state.systems if state.is_on_one_line(question.id)]
    if denied:
        return "none in any list" if denied == state.systems else "none in the other lists"
    unsure = any(state.said.get(question.id) == fixed_words.NOT_SURE for question in state.systems)
    return fixed_words.NOT_SURE if unsure else "each list by itself"


def _shorts(questions: Iterable[Question]) -> str:
    return "; ".join(question.short.practitioner for question in questions)


def name_taken(name: Name, book: RuleBook, audience: Audience) -> str:
    kept = _KEPT if name.taken is MatchStatus.UNRECOGNISED else ""
    return phrases.taken(book, name, audience) + kept


def _plan_taken(
    line: str, items: tuple[Planned, ...], step: Step, state: InterviewState, audience: Audience
) -> Iterator[str]:
    if step.technique:
        now = [item for item in items if item.technique == step.technique]
        yield from (_place(place) for item in now for place in item.places)
    elif not _KEYS_ALONE.fullmatch(line):
        yield f"Planned: {_short(step, state, audience)}"
        if _ONLY_POSSIBLE.search(line):
            yield "What is only possible is checked as if it were planned."


def weeks(days: float) -> str:
    """Days of a pregnancy as weeks and days."""
    whole, rest = divmod(int(days), 7)
    counted = f"{whole} week{'s' * (whole != 1)}"
    return f"{counted} and {rest} day{'s' * (rest != 1)}" if rest else counted


_WORDS = re.compile(r"[^\W\d_]{2}")
_KEYS_ALONE = re.compile(r"[\d\s,]+|u", re.IGNORECASE)
_ONLY_POSSIBLE = re.compile(r"\?|maybe|perhaps|possibly|probably|sure about", re.IGNORECASE)

_KEPT = "; it is kept as it is, go back to write it again"


def _place(place: BodyPlace) -> str:
    return phrases.at(place) if place.id else f"'{place.typed}': not recognised{_KEPT}"


def _ticked(answer: Ticks, question: Question, audience: Audience) -> str:
    listed = {option: question.listed(option, audience) for option in question.options}
    labels = [label for option, label in listed.items() if option in answer.yes]
    labels += [f"maybe: {label}" for option, label in listed.items() if option in answer.maybe]
    return "; ".join(labels) or "none of these"


def review_prompt(state: InterviewState, audience: Audience) -> Prompt:
    """Every answer, to be confirmed or changed by its number."""
    lines = enumerate(state.steps, start=1)
    choices = tuple(
        Choice(str(number), step_code(step), _name(step, state, audience), _short(step, state, audience))
        for number, step in lines
    )
    special = (_ALL_RIGHT,)
    return Prompt(
        PromptKind.REVIEW, "Your answers:", REVIEW, choices=choices, special=special, note=_left_open(state, audience)
    )


def _left_open(state: InterviewState, audience: Audience) -> str:
    """Which questions were answered with not sure."""
    names = [_name(step, state, audience) for step in state.steps if state.left_open(step)]
    return f"Left open, and can still be answered: {'; '.join(names)}." if names else ""


REVIEW = "y all right, or a number to change it: "
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
    return (
        f"You said: {_name(step, state, audience)}: {_short(step, state, audience)}. This calls for help. Is it right?"
    )


def _name(step: Step, state: InterviewState, audience: Audience) -> str:
    if step.technique:
        return f"{state.book.techniques[step.technique].label.for_audience(audience)}, where"
    if step.question == SYSTEMS:
        return "On one line"
    return state.book.questions[step.question].short.for_audience(audience)


def _short(step: Step, state: InterviewState, audience: Audience) -> str:
    """One answer on a line."""
    if step.technique:
        places = state.where[step.technique]
        return ", ".join(map(_typed, places)) if isinstance(places, list) else str(places)
    if step.question == SYSTEMS:
        return systems_answered(state)
    if step.question == PLAN:
        labels = (state.book.techniques[name].label.for_audience(audience) for name in state.techniques)
        return ", ".join(labels) or "not known"
    answer, question = state.answers()[step.question], state.book.questions[step.question]
    return _ticked(answer, question, audience) if isinstance(answer, Ticks) else said(answer)


def _typed(place: Tree) -> str:
    """A place as it was typed, with what is meant by it."""
    return f"{place[fixed_words.NAME]} ({place[fixed_words.TYPED]})" if isinstance(place, Mapping) else str(place)


def changed(before: Outcome, after: Outcome) -> str:
    """The outcome before and after an answer was changed."""
    if before is after:
        return f"The outcome is still: {phrases.OUTCOMES[after]}."
    return f"Before: {phrases.OUTCOMES[before]}. Now: {phrases.OUTCOMES[after]}."
