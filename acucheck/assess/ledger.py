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
    entries = [_ledger_entry(question, evaluation, unsure) for question in evaluation.book.questions.values()]
    if earlier is None:
        return tuple(entries)
    return tuple([_as_given(entry, earlier) for entry in entries])


def _as_given(entry: LedgerEntry, earlier: Earlier) -> LedgerEntry:
    if entry.question not in earlier.since:
        return entry
    return LedgerEntry(entry.question, QuestionState.TOO_OLD, earlier.given[entry.question])


def _ledger_entry(question: Question, evaluation: Evaluation, unsure: UnsureLists) -> LedgerEntry:
    answer, gate = evaluation.answers.get(question.id), evaluation.gate(question.id)
    if answer is None:
        to_ask = gate >= ACTS and unsure.behind(question.id) is None
        return LedgerEntry(question.id, QuestionState.NOT_ASKED if to_ask else QuestionState.CLOSED, None)
    needless = question.ask_if_not_known and answer == _NO  # an earlier answer has ruled it out: nothing of it is lost
    return LedgerEntry(question.id, _question_state(answer) if gate or needless else QuestionState.SET_ASIDE, answer)


def _question_state(answer: Answer) -> QuestionState:
    """What became of a question that was to be asked."""
    match answer:
        case Ticks(maybe=maybe):
            return QuestionState.NOT_SURE if maybe else QuestionState.ANSWERED
        case Names(complete=complete) | Places(complete=complete):
            return QuestionState.ANSWERED if complete else QuestionState.NOT_SURE
        case NotSure() | NoSuchWeek():
            return QuestionState.NOT_SURE
        case _:
            return QuestionState.ANSWERED
