"""What became of every question and every name, and which answers go against each other."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.assess.valuation import Valuation
from acucheck.model.answers import Answer, Answers, Name, Names, NoSuchWeek, NotSure, Places, Taken, Ticks
from acucheck.model.book import Question, Word
from acucheck.model.levels import ACTS
from acucheck.model.report import Contradiction, Entry, State


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


def names(answers: Answers) -> tuple[Name, ...]:
    """Every name that was typed, in order."""
    return tuple(name for answer in answers.values() if isinstance(answer, Names) for name in answer.entries)


def contradictions(valuation: Valuation) -> tuple[Contradiction, ...]:
    """Recognised names that go against a plain no. The name counts."""
    return tuple(dict.fromkeys(_contradictions(valuation)))


def _contradictions(valuation: Valuation) -> Iterable[Contradiction]:
    for asked in valuation.index.names:
        answer, question = valuation.counted(asked), valuation.book.questions[asked]
        for name in answer.entries if isinstance(answer, Names) else ():
            for direct in _direct(question, name) if name.taken is Taken.RECOGNISED else ():
                told = valuation.counted(direct.question)
                if isinstance(told, Ticks) and not direct.words & (told.yes | told.maybe):
                    for line in sorted(direct.words):
                        yield Contradiction(direct.question, line, name)


def _direct(question: Question, name: Name) -> list[Word]:
    """The direct questions that would have been yes, going by the name."""
    if question.names == "condition":
        lines = [concept.split(".", 1) for concept in sorted(name.concepts)]
        return [Word(asked, frozenset({line})) for asked, line in lines]
    return [question.settled_by[concept] for concept in sorted(name.concepts) if concept in question.settled_by]
