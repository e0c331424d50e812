"""The visit before: which of its answers still stand, and what is left of one that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import PersonAnswers
from acucheck.answers.file_writing import as_tree
from acucheck.answers.keeping import NextVisit, asked_because_of, next_visit
from acucheck.answers.old_answers import read_later
from acucheck.assess.engine import Conditions
from acucheck.document.wording.answer_text import said
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answer, Answers, Earlier, Head, Plan, Ticks
from acucheck.model.book import PLAN, AnswerKind, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Standing

_STANDS = frozenset({NextVisit.HOLDS, NextVisit.CONFIRM})


class LastVisit(Struct, frozen=True):
    """What was answered then. On *as_of* nothing of it counts for certain before it is confirmed."""

    head: Head
    as_of: date
    book: RuleBook
    given: Answers  # as they were given
    by_now: Answers  # with the weeks of a pregnancy as they are on *as_of*
    todo: Mapping[QuestionId, NextVisit]

    @property
    def day(self) -> date:
        """The day on which it was answered; where nobody knows it, that of the interview."""
        return self.head.day or self.as_of

    def stands(self, name: QuestionId) -> bool:
        """Whether the answer to a question need only be confirmed."""
        return name != PLAN and self.todo.get(name) in _STANDS

    def in_full(self, name: QuestionId) -> bool:
        """Whether the answer is read out with all that was denied in it."""
        return self.todo.get(name) is NextVisit.CONFIRM

    def tree(self, name: QuestionId) -> Tree:
        """The answer to a question as an answers file holds it."""
        return as_tree({name: self.by_now[name]}, self.book)[name]

    def ticked(self, name: QuestionId) -> bool:
        """Whether a line or an option was ticked then."""
        answer = self.given.get(name)
        return isinstance(answer, Ticks) and bool(answer.yes | answer.maybe)

    def plan(self) -> Plan | None:
        """The plan, where all of its techniques are known."""
        plan = self.given.get(PLAN)
        if not isinstance(plan, Plan) or not plan.items:
            return None
        if not all(item.technique for item in plan.items):
            return None
        return plan

    def with_those_of(self, today: Answers) -> tuple[Answers, Earlier]:
        """The answers of *today*, with what is left of those of which nobody has spoken yet; and which are which.

        A follow-up is not among them where what opened it is answered otherwise today, so that it need not be asked.
        """
        changed = tuple(self._changed(today))
        forgotten = self._forgotten(today, changed)
        asked = {name: answer for name, answer in self.given.items() if name not in forgotten}
        counted, earlier = read_later(asked, self.day, self.as_of, self.book, today)
        both = {**counted, **today}
        return {name: both[name] for name in self.book.questions if name in both}, replace(earlier, changed=changed)

    def _forgotten(self, today: Answers, changed: Collection[QuestionId]) -> set[QuestionId]:
        """The follow-ups that are closed by one of the *changed* answers, and those of them."""
        conditions = Conditions(self.book, today)
        found: set[QuestionId] = set()
        for name in self.given:
            rests_on_a_change = not asked_because_of(self.book)[name].isdisjoint({*changed, *found})
            if name not in today and rests_on_a_change and conditions.gate(name) is Standing.FAILS:
                found.add(name)
        return found

    def _changed(self, today: Answers) -> Iterator[QuestionId]:
        """What is answered otherwise today; weeks of a pregnancy only go on."""
        for name, answer in self.given.items():
            now = today.get(name)
            weeks = self.book.questions[name].kind is AnswerKind.GESTATION
            if now is not None and not weeks and _without_screen(now) != _without_screen(answer):
                yield name


def _without_screen(answer: Answer) -> str:
    """The answer on one line, whether or not it was given on the screen of body systems."""
    if isinstance(answer, Ticks):
        answer = replace(answer, on_one_line=False)
    return said(answer)


def last_visit(person: PersonAnswers, as_of: date, book: RuleBook) -> LastVisit:
    """What *person* answered, for an interview on *as_of*."""
    day = person.head.day
    given = person.given
    by_now, _ = read_later(given, day or as_of, as_of, book, given)
    todo = next_visit(given, day, as_of, book)
    return LastVisit(person.head, as_of, book, given, by_now, todo)
