"""Contradictions are settled at once: what was named is ticked where it was answered no, or it is taken back."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_name, written_names, written_ticks, written_use
from acucheck.assess import assess, contradictions_among
from acucheck.document.page import Page
from acucheck.document.sections.conflicts import conflict_text
from acucheck.interview.confirming import Confirming
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.prompts import NO, YES, Asking, Choice, Notice
from acucheck.interview.wording import UNSURE
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import NameKind, Names, Ticks, Use
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.model.report import Conflict, Contradiction

_TICK, _NOT_SO = "tick", "not so"
_CHOICES = (Choice(YES, _TICK, "tick that line"), Choice(NO, _NOT_SO, "leave it at no"))

Identity = tuple[str, str, tuple[str, ...], str]
"""What makes a contradiction the one that was asked about: both questions, the lines, and what was typed."""


class Settling(Struct):
    """Asks about each contradiction once, after the answer to one *step*. *tell* takes a notice."""

    state: InterviewState
    audience: Audience
    step: Step
    tell: Callable[[Notice], None]
    asked: set[Identity]

    def settle(self) -> Asking[None]:
        """Asks until every contradiction that a tick can settle is settled or was asked about. Raises Back."""
        while (found := self._next()) is not None:
            contradiction, text = found
            self.asked.add(_identity(contradiction))
            state = self.state
            confirming = Confirming(state.vocabulary, state.setting, self.audience, self.step, self.tell)
            code = yield from confirming.choice(text, (), *_CHOICES, UNSURE)
            if code == _NOT_SO:
                self._take_back(contradiction)
            else:
                tick(self.state, contradiction.question, contradiction.lines[0], sure=code == _TICK)

    def _next(self) -> tuple[Contradiction, str] | None:
        answers = self.state.answers()
        if not any(isinstance(answer, Names) and answer.entries for answer in answers.values()):
            return None  # only a name is ever against an answer here
        book = self.state.book
        for each in contradictions_among(book, answers):
            if each.kind is Conflict.NAMED and each.lines and _identity(each) not in self.asked:
                return each, conflict_text(each, Page(assess(book, answers), self.audience))
        return None

    def _take_back(self, contradiction: Contradiction) -> None:
        """Records that a condition is not so. A medicine that is taken counts, whatever else was answered."""
        answer = self.state.answers().get(contradiction.asked)
        if contradiction.name is None or contradiction.name.kind is NameKind.MEDICINE or not isinstance(answer, Names):
            return
        kept: list[Tree] = []
        for name in answer.typed:
            if name == contradiction.name:
                kept.append(written_use(name, Use.NOT_TAKEN))
            else:
                kept.append(written_name(name))
        self.state.take(Step(contradiction.asked), written_names(kept, answer))


def tick(state: InterviewState, name: QuestionId, line: str, *, sure: bool) -> None:
    """Ticks a line of a list, or chooses an option, whatever was answered there; *sure* or as not sure."""
    step = Step(name)
    if state.book.questions[name].kind is AnswerKind.ONE and sure:
        state.take(step, line)
        return
    if state.book.questions[name].kind is AnswerKind.ONE:
        state.take(step, fixed_words.NOT_SURE)
        return
    answer = state.answers().get(name)
    ticks = answer if isinstance(answer, Ticks) else Ticks()
    if sure:
        yes = ticks.yes | {line}
        ticks = replace(ticks, yes=yes, maybe=ticks.maybe - yes)
    else:
        ticks = replace(ticks, maybe=ticks.maybe | {line})
    state.take(step, written_ticks(ticks))


def _identity(contradiction: Contradiction) -> Identity:
    typed = contradiction.name.typed if contradiction.name is not None else ""
    return contradiction.asked, contradiction.question, contradiction.lines, typed
