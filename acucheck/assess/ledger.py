"""What became of every question."""

from __future__ import annotations

from acucheck.assess.engine.valuation import Valuation
from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Ticks
from acucheck.model.levels import ACTS
from acucheck.model.report import Entry, State


def ledger(valuation: Valuation) -> tuple[Entry, ...]:
    """One entry for every question of the rule book, in its order."""
    answers, gates, order = valuation.answers, valuation.gates, valuation.groundwork.order
    entries = [*valuation.groundwork.closed]
    for name, answer in answers.items():
        entries[order[name]] = Entry(name, _state(answer) if name in gates else State.SET_ASIDE, answer)
    for name, gate in gates.items():
        if name not in answers and gate >= ACTS:
            entries[order[name]] = Entry(name, State.NOT_ASKED, None)
    return tuple(entries)


def _state(answer: Answer) -> State:
    """What became of a question that was to be asked."""
    match answer:
        case Ticks(maybe=maybe):
            return State.NOT_SURE if maybe else State.ANSWERED
        case Names(complete=complete) | Places(complete=complete):
            return State.ANSWERED if complete else State.NOT_SURE
        case NotSure() | NoSuchWeek():
            return State.NOT_SURE
        case _:
            return State.ANSWERED
