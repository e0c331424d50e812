"""A name that ticks the milder of two lines may speak of the graver one as well: which it is, is asked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.assess.told_apart import graver_line
from acucheck.interview.confirming import Confirming
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.prompts import NONE, Asking, Choice, Notice, understood
from acucheck.interview.settling import tick
from acucheck.interview.wording import UNSURE
from acucheck.model.answers import Answer, Answers, MatchStatus, Name, NameKind, Ticks, names_given
from acucheck.model.book import Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience

_MILDER, _GRAVER = "milder", "graver"
_NEITHER = Choice(NONE, fixed_words.NONE, "neither")


class Doubled(NamedTuple):
    """A name with the two lines of a list that it may speak of."""

    typed: str
    question: QuestionId
    milder: str
    graver: str


class GraverLines(Struct):
    """Asks once about each such name, after the answer to one *step*. *tell* takes a notice."""

    state: InterviewState
    audience: Audience
    step: Step
    tell: Callable[[Notice], None]
    asked: set[Doubled]

    def settle(self) -> Asking[None]:
        """Asks until it is told, or not known, of each name which of the two lines is so. Raises Back."""
        while (found := self._next()) is not None:
            self.asked.add(found)
            code = yield from self._which(found)
            if code == fixed_words.NONE:
                continue  # that the name goes against the list is asked next
            tick(self.state, found.question, found.milder, sure=True)  # the name says as much in any case
            if code != _MILDER:
                self._tick_graver(found, sure=code == _GRAVER)

    def _tick_graver(self, found: Doubled, *, sure: bool) -> None:
        """Ticks the graver line, and says so."""
        tick(self.state, found.question, found.graver, sure=sure)
        said = self._label(found, found.graver)
        if not sure:
            said = f"maybe: {said}"
        self.tell(understood(f"You said: {said}"))

    def _which(self, found: Doubled) -> Asking[str]:
        state = self.state
        choices = (
            Choice("1", _MILDER, self._label(found, found.milder)),
            Choice("2", _GRAVER, self._label(found, found.graver)),
        )
        confirming = Confirming(state.vocabulary, state.setting, self.audience, self.step, self.tell)
        return (yield from confirming.choice(f"'{found.typed}': which is so?", choices, _NEITHER, UNSURE))

    def _label(self, found: Doubled, line: str) -> str:
        question = self.state.book.questions[found.question]
        return question.options[line].for_audience(self.audience)

    def _next(self) -> Doubled | None:
        answers = self.state.answers()
        for found in doubled_names(answers, self.state.book):
            if self._is_to_be_asked(found, answers.get(found.question)):
                return found
        return None

    def _is_to_be_asked(self, found: Doubled, list_answer: Answer | None) -> bool:
        """Whether the list was answered with neither line. One that is still asked shows both beside each other."""
        if found in self.asked or not isinstance(list_answer, Ticks):
            return False
        ticked = list_answer.yes | list_answer.maybe
        return ticked.isdisjoint({found.milder, found.graver})


def doubled_names(answers: Answers, book: RuleBook) -> Iterator[Doubled]:
    """The names that tick the milder of two lines and do not say that they mean that one."""
    for _, name in names_given(answers):
        if _is_certain(name):
            yield from _doubled(name, book)


def _doubled(name: Name, book: RuleBook) -> Iterator[Doubled]:
    for question in book.questions.values():
        for line in question.milder:
            graver = graver_line(name.typed, line, question)
            is_named = f"{question.id}.{line}" in name.concepts and not _is_called(name.typed, question, line)
            if graver and is_named:
                yield Doubled(name.typed, question.id, line, graver)


def _is_certain(name: Name) -> bool:
    """Whether a condition was named for certain, and not by the line that is meant."""
    return name.kind is NameKind.CONDITION and name.taken is MatchStatus.RECOGNISED and not name.meant


def _is_called(typed: str, question: Question, line: str) -> bool:
    """Whether what was typed is what the line is called."""
    label = question.options[line]
    return typed in {label.practitioner, label.patient}
