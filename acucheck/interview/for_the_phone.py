"""What whoever answers a call for help will ask: what happened, the age and the medicines, each on one line."""

from __future__ import annotations

from msgspec.structs import replace

from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.document.shown_findings import gravest
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.prompts import Prompt, keyboard_hint
from acucheck.interview.question_prompts import question_prompt
from acucheck.interview.wording import Who
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind
from acucheck.model.levels import Audience, Urgency
from acucheck.model.report import Report

_WHAT_HAPPENED = {
    Audience.PATIENT: "What happened, since when, and which illnesses do you have?",
    Audience.PRACTITIONER: "What happened, since when, and which illnesses are known?",
}
"""How the question for conditions is put here."""

_LINES = {
    Urgency.NOW: "If you can, let somebody ring while you answer. {lines} for whoever answers; u leaves one out.",
    Urgency.TODAY: "{lines} for the doctor; u leaves one out.",
}
_WORDS = "In your own words"


def steps_for_the_phone(state: InterviewState) -> list[Step]:
    """What is still to be said: in words what happened, then the age, then the medicines."""
    questions = [each for each in state.book.questions.values() if each.gate is None]
    what_happened = [each for each in questions if each.names is NameKind.CONDITION]
    age = [each for each in questions if each.kind is AnswerKind.NUMBER]
    medicines = [each for each in questions if each.names is NameKind.MEDICINE]
    steps = [Step(each.id) for each in (*what_happened, *age, *medicines)]
    return [step for step in steps if not _is_said(step, state)]


def _is_said(step: Step, state: InterviewState) -> bool:
    return step in state.steps or state.named_before(step) is not None


def said_before_the_phone(report: Report, who: Who, lines: int) -> str:
    """Whom to call, and how many *lines* are still asked for."""
    call = next(headline(Page(report, who.audience))).text
    counted = "One more line" if lines == 1 else f"{lines} more lines"
    return f"{call}. {_LINES[gravest(report)].format(lines=counted)}"


def prompt_in_haste(step: Step, state: InterviewState, who: Who) -> Prompt:
    """The prompt of *step* with nothing around it."""
    prompt = replace(question_prompt(step, state, who), progress=None, note="")
    if state.book.questions[step.question].names is not NameKind.CONDITION:
        return prompt
    hint = keyboard_hint(_WORDS, prompt.special)
    return replace(prompt, text=_WHAT_HAPPENED[who.audience], takes=_WORDS, hint=hint)
