"""What the interview says of the visit before: where it comes from, and what still stands of it."""

from __future__ import annotations

from acucheck.document.wording.answer_text import in_words, said
from acucheck.interview.last_visit import LastVisit
from acucheck.interview.prompts import NO, YES, Choice, Prompt, PromptKind, keyboard_hint
from acucheck.model.answers import Answer, Head, Names, Ticks, Writer
from acucheck.model.book import AnswerKind, Question
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience

_BY = {
    Writer.PATIENT: ", given by the person to be treated",
    Writer.HELPER: ", given by somebody helping",
    Writer.PRACTITIONER: ", given by the practitioner",
}

TAKES = "Write y when all of it still stands, the numbers of what has changed, or n to be asked all of it again."
URGENT = "With these answers help is needed at once. Is that right?"

_SPECIAL = (Choice(YES, "yes", "all of it still stands"), Choice(NO, "no", "ask all of it again"))


def introduced(head: Head) -> str:
    """Where the answers come from."""
    day = ""
    by = ""
    if head.day is not None:
        day = f" of {head.day}"
    if head.writer is not None:
        by = _BY[head.writer]
    whose = head.name or head.id
    if whose:
        return f"{whose}: answers{day}{by}."
    return f"Answers{day}{by}."


def standing_prompt(names: list[QuestionId], last: LastVisit, audience: Audience) -> Prompt:
    """The answers to *names*, to be confirmed together or changed by number."""
    choices: list[Choice] = []
    for number, name in enumerate(names, start=1):
        question = last.book.questions[name]
        label = question.short.for_audience(audience)
        choices.append(Choice(str(number), name, label, _read_out(question, last, audience)))
    day = ""
    if last.head.day is not None:
        day = f" of {last.day}"
    text = f"These answers{day} count again if nothing has changed. Is all of this still so?"
    hint = keyboard_hint("Numbers of what has changed", _SPECIAL)
    return Prompt(PromptKind.STANDING, text, hint, choices=tuple(choices), special=_SPECIAL)


def _read_out(question: Question, last: LastVisit, audience: Audience) -> str:
    """The answer; and where it has to be confirmed each time, all that was denied in it."""
    answer = last.by_now[question.id]
    text = _worded(answer, question, audience)
    if not last.in_full(question.id) or question.kind is not AnswerKind.MANY or not isinstance(answer, Ticks):
        return text
    said_yes = answer.yes | answer.maybe
    denied = [label.for_audience(audience) for line, label in question.options.items() if line not in said_yes]
    none = f"none of: {'; '.join(denied)}"
    return f"{text}; {none}" if said_yes else none


def _worded(answer: Answer, question: Question, audience: Audience) -> str:
    """An answer in the words of its question."""
    return in_words(question, answer, audience) or said(answer)


def answered_before(name: QuestionId, last: LastVisit, audience: Audience) -> str:
    """What was answered to a question at the visit before; nothing where that was not asked, or was denied.

    A no is to be said anew, and not by habit.
    """
    question = last.book.questions[name]
    answer = last.given.get(name)
    if answer is None or answer in _DENIED:
        return ""
    text = _worded(answer, question, audience)
    by_now = _worded(last.by_now[name], question, audience)
    if by_now == text:
        return text
    return f"{text}; by now {by_now}"


_DENIED = (Ticks(), Ticks(frozenset({"no"})), Names())
