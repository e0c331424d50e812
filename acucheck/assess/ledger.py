"""What became of every question and every name, and which answers go against each other."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.assess.valuation import Valuation
from acucheck.model.answers import Answer, Answers, Name, Names, NoSuchWeek, NotSure, Places, Taken, Ticks
from acucheck.model.book import PLAN, Question, Word
from acucheck.model.levels import Standing
from acucheck.model.report import Contradiction, Entry, State


def ledger(valuation: Valuation) -> tuple[Entry, ...]:
    """One entry for every question of the rule book, in its order."""
    index, questions = valuation.index, valuation.book.questions
    entries = list(index.closed)
    answers = valuation.answers
    for name, answer in answers.items():
        closed = valuation.gate(questions[name]) is Standing.FAILS
        state = State.SET_ASIDE if closed else State.NOT_SURE if _unsure(answer) else State.ANSWERED
        entries[index.places[name]] = Entry(name, state, answer)
    for name in (index.always | valuation.gates | {PLAN}).difference(answers):
        if valuation.gate(questions[name]) >= Standing.ACTS:
            entries[index.places[name]] = Entry(name, State.NOT_ASKED, None)
    return tuple(entries)


def names(answers: Answers) -> tuple[Name, ...]:
    """Every name that was typed, in order."""
    return tuple(name for answer in answers.values() if isinstance(answer, Names) for name in answer.entries)


def contradictions(valuation: Valuation) -> tuple[Contradiction, ...]:
    """Recognised names that go against a plain no. The name counts."""
    return tuple(dict.fromkeys(_contradictions(valuation)))


def _contradictions(valuation: Valuation) -> Iterable[Contradiction]:
    for question in map(valuation.book.questions.__getitem__, valuation.index.names):
        answer = valuation.counted(question)
        for name in answer.entries if isinstance(answer, Names) else ():
            if name.taken is Taken.RECOGNISED:
                for direct in _direct(question, name):
                    asked = valuation.counted(valuation.book.questions[direct.question])
                    if isinstance(asked, Ticks) and not direct.words & (asked.yes | asked.maybe):
                        for line in sorted(direct.words):
                            yield Contradiction(direct.question, line, name)


def _direct(question: Question, name: Name) -> list[Word]:
    """The direct questions that would have been yes, going by the name."""
    if question.names == "condition":
        lines = [concept.split(".", 1) for concept in sorted(name.concepts)]
        return [Word(asked, frozenset({line})) for asked, line in lines]
    return [question.settled_by[concept] for concept in sorted(name.concepts) if concept in question.settled_by]


def _unsure(answer: Answer) -> bool:
    match answer:
        case Ticks(_, maybe):
            return bool(maybe)
        case NotSure() | NoSuchWeek():
            return True
        case Names(_, complete) | Places(_, complete):
            return not complete
        case _:
            return False
