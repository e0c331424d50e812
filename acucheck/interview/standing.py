"""The answers of the last visit that need only be confirmed, its plan, and what taking them for those of today does."""

from __future__ import annotations

from acucheck.answers.file_writing import written_places
from acucheck.assess.engine import Conditions
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.last_visit import LastVisit
from acucheck.model.answers import Plan
from acucheck.model.book import PLAN
from acucheck.model.ids import QuestionId


def standing_answers(state: InterviewState) -> list[QuestionId]:
    """The questions whose answers of the last visit need only be confirmed; none once that was asked."""
    last = state.last
    if last is None or state.read_out:
        return []
    today = state.today()
    answers = dict(today)
    for name in state.book.questions:
        waits = name not in today and last.stands(name)
        if waits and state.is_open(name, Conditions(state.book, state.told(answers))):
            answers[name] = last.by_now[name]
    return [name for name in answers if name not in today]


def confirm(state: InterviewState, last: LastVisit, names: list[QuestionId]) -> None:
    """Takes the answers of the *last* visit to the questions *names* for those of today."""
    for name in names:
        state.said[name] = last.tree(name)
    state.confirmed.update(names)
    state.opened |= {*names}
    state.take_step(*map(Step, names))


def take_plan(state: InterviewState, plan: Plan) -> None:
    """Takes a *plan* whose techniques are all known for that of today, with its places."""
    items = {item.technique: item for item in reversed(plan.items)}  # the first of each technique
    planned = dict.fromkeys(item.technique for item in plan.items)
    state.take(Step(PLAN), [*planned])
    for technique in planned:
        state.take(Step(PLAN, technique), written_places(items[technique]))
