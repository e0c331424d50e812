"""What became of every question."""

from __future__ import annotations

from acucheck.assess.engine.valuation import Valuation
from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Ticks
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS
from acucheck.model.report import LedgerEntry, QuestionState

_NO = Ticks(frozenset({"no"}))


def ledger(valuation: Valuation) -> tuple[LedgerEntry, ...]:
    """One entry for every question of the rule book, in its order."""
    answers, gates, order = valuation.answers, valuation.gates, valuation.groundwork.order
    entries = [*valuation.groundwork.closed]
    for question_id, answer in answers.items():
        counts = question_id in gates or _is_needless_no(question_id, answer, valuation)
        state = _state(answer) if counts else QuestionState.SET_ASIDE
        entries[order[question_id]] = LedgerEntry(question_id, state, answer)
    for question_id, gate in gates.items():
        if question_id not in answers and gate >= ACTS:
            entries[order[question_id]] = LedgerEntry(question_id, QuestionState.NOT_ASKED, None)
    return tuple(entries)


def _is_needless_no(question_id: QuestionId, answer: Answer, valuation: Valuation) -> bool:
    """Whether the answer says no where an earlier one has ruled that out already: nothing of it is lost."""
    return question_id in valuation.index.asked_if_not_known and answer == _NO


def _state(answer: Answer) -> QuestionState:
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
