"""What became of every question."""

from __future__ import annotations

from acucheck.assess.engine import Evaluation
from acucheck.assess.unsure_lists import UnsureLists
from acucheck.model.answers import Answer, Earlier, Names, NoSuchWeek, NotSure, Places, Ticks
from acucheck.model.book import Question
from acucheck.model.levels import ACTS
from acucheck.model.report import LedgerEntry, QuestionState

_NO = Ticks(frozenset({"no"}))


def ledger(evaluation: Evaluation, earlier: Earlier | None) -> tuple[LedgerEntry, ...]:
    """One entry for every question of the rule book, in its order; an answer that is too old as it was given."""
    unsure = UnsureLists(evaluation)
    entries: list[LedgerEntry] = []
    for question in evaluation.book.questions.values():
        if earlier is not None and question.id in earlier.since:
            entry = LedgerEntry(question.id, QuestionState.TOO_OLD, earlier.given[question.id])
        else:
            entry = _ledger_entry(question, evaluation, unsure)
        entries.append(entry)
    return tuple(entries)


def _ledger_entry(question: Question, evaluation: Evaluation, unsure: UnsureLists) -> LedgerEntry:
    answer = evaluation.answers.get(question.id)
    gate = evaluation.gate(question.id)
    if answer is None:
        if gate >= ACTS and unsure.behind(question.id) is None:
            return LedgerEntry(question.id, QuestionState.NOT_ASKED, None)
        return LedgerEntry(question.id, QuestionState.CLOSED, None)
    needless = question.ask_if_not_known and answer == _NO  # an earlier answer has ruled it out: nothing of it is lost
    if gate or needless:
        return LedgerEntry(question.id, _question_state(answer), answer)
    return LedgerEntry(question.id, QuestionState.SET_ASIDE, answer)


def _question_state(answer: Answer) -> QuestionState:
    """What became of a question that was to be asked."""
    match answer:
        case NotSure() | NoSuchWeek() | Names(complete=False) | Places(complete=False):
            return QuestionState.NOT_SURE
        case Ticks(maybe=maybe) if maybe:
            return QuestionState.NOT_SURE
        case _:
            return QuestionState.ANSWERED
