"""What the interview says: plain lines that serve a terminal, a screen reader and 40 columns alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import said
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.typed_line import option_keys
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answer, BodyPlace, MatchStatus, Names, NoSuchWeek, Places, Plan, Ticks, Writer
from acucheck.model.book import PLAN, AnswerKind, Question, Wording
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


START = (
    "Type your answer and press Enter. ? explains a question, b goes back, Ctrl-C stops.",
    "Enter alone never answers. Nothing is saved unless you ask for it.",
)
WHO = (
    "Who is answering?",
    "  1  The person who will be treated",
    "  2  Somebody helping that person",
    "  3  The practitioner",
)
HELPING = "Answer for the person who will be treated: 'you' means that person."
REVIEW = "y if all is right, or a number to change that line: "
AFTER = "m full page, a save answers, r save report, q quit: "
FILE = "File name, ending in .yaml (b goes back): "
REPORT_FILE = "File name, ending in .txt, .md, .html or .json (b goes back): "


def question_lines(step: Step, state: InterviewState, who: Who) -> Iterator[str]:
    """The question and its printed list."""
    question = state.book.questions[step.question]
    audience = who.audience
    place = state.steps.index(step) if step in state.steps else len(state.steps)
    start = f"[{place + 1} {_total(state)}] "
    if step.technique:
        label = state.book.techniques[step.technique].label.for_audience(audience)
        asked = question.ask_where.for_audience(audience) if question.ask_where else "Where?"
        yield f"{start}{label}: {phrases.lower_first(asked)}"
    else:
        yield start + question.ask.for_audience(audience)
        yield from _options(step, state, audience)
    if step in state.steps:
        yield f"So far: {_short(step, state, audience)}"


def _options(step: Step, state: InterviewState, audience: Audience) -> Iterator[str]:
    question = state.asked(step.question)
    if question.id == PLAN:
        yield from _numbered([technique.label for technique in state.book.techniques.values()], audience)
    elif question.kind is AnswerKind.MANY:
        yield from _numbered(list(question.options.values()), audience)
    elif question.kind is AnswerKind.ONE and set(question.options) != {"yes", "no"}:
        for key, option in option_keys(question).items():
            yield f"   {key}  {question.options[option].for_audience(audience)}"


def _numbered(labels: list[Wording], audience: Audience) -> Iterator[str]:
    for place, label in enumerate(labels, start=1):
        yield f"  {place:2}  {label.for_audience(audience)}"


def _total(state: InterviewState) -> str:
    """How many questions there are by what is known now, and whether an answer may open more."""
    waiting = len(list(state.open_steps()))
    return f"of about {len(state.steps) + waiting}" if waiting > 1 else f"of {len(state.steps) + waiting}"


def hint(step: Step, state: InterviewState) -> str:
    """What can be typed, in front of the cursor."""
    question = state.asked(step.question)
    if step.technique:
        return "Points or regions with commas, u not known: "
    match question.kind:
        case AnswerKind.PLAN:
            return "Numbers, u not known: "
        case AnswerKind.MANY:
            return "Numbers (2? not sure about 2), 0 none, u not sure: "
        case AnswerKind.ONE:
            return f"{', '.join(option_keys(question))}, u not sure: "
        case AnswerKind.NAMES:
            return "Names with commas, 0 none, u not sure: "
        case AnswerKind.PLACES:
            return "Where, with commas, u not sure: "
        case AnswerKind.GESTATION:
            return "Weeks (24 or 24+3), or due YEAR-MONTH-DAY, u not sure: "
        case AnswerKind.NUMBER:
            return f"Number ({question.unit}), u not sure: "


def why(question: Question, audience: Audience) -> Iterator[str]:
    """Why it is asked, and how to find out."""
    yield question.why.for_audience(audience) if question.why else "It can change what is wise in this session."
    if question.find_out:
        yield phrases.sentence(f"To find out: {phrases.lower_first(question.find_out.for_audience(audience))}")


def read_back(answer: Answer, step: Step, state: InterviewState, audience: Audience) -> Iterator[str]:
    """What ticks and typed names were taken for; nothing for a plain none."""
    question = state.book.questions[step.question]
    match answer:
        case Ticks(yes, maybe) if question.kind is AnswerKind.MANY and yes | maybe:
            yield f"You said: {_ticked(answer, question, audience)}"
        case Names(entries):
            for name in entries:
                yield phrases.taken(state.book, name, audience) + (
                    _KEPT if name.taken is MatchStatus.UNRECOGNISED else ""
                )
        case Places(entries):
            yield from map(_place, entries)
        case Plan(items):
            now = [item for item in items if item.technique == step.technique]
            yield from (_place(place) for item in now for place in item.places)
        case NoSuchWeek():
            yield phrases.no_such_week(answer)
        case _:
            return


_KEPT = "; it is kept as it is, b to write it again"


def _place(place: BodyPlace) -> str:
    return phrases.at(place) if place.id else f"'{place.typed}': not recognised{_KEPT}"


def _ticked(answer: Ticks, question: Question, audience: Audience) -> str:
    labels = [label.for_audience(audience) for option, label in question.options.items() if option in answer.yes]
    labels += [
        f"maybe: {label.for_audience(audience)}" for option, label in question.options.items() if option in answer.maybe
    ]
    return "; ".join(labels) or "none of these"


def review_lines(state: InterviewState, audience: Audience) -> Iterator[str]:
    """Every answer on a numbered line."""
    yield "Your answers:"
    for place, step in enumerate(state.steps, start=1):
        yield f"  {place:2}  {_name(step, state, audience)}: {_short(step, state, audience)}"


def _name(step: Step, state: InterviewState, audience: Audience) -> str:
    if step.technique:
        return f"{state.book.techniques[step.technique].label.for_audience(audience)}, where"
    return state.book.questions[step.question].short.for_audience(audience)


def _short(step: Step, state: InterviewState, audience: Audience) -> str:
    """One answer on a line."""
    if step.technique:
        places = state.where[step.technique]
        return ", ".join(map(_typed, places)) if isinstance(places, list) else str(places)
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
