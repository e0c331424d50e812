"""Findings: the rules that hold or act, with the answers they do so because of."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.assess.grades import meetings, places_known
from acucheck.assess.grading import Grading
from acucheck.assess.planning import Meeting, Spot
from acucheck.assess.spans import outcomes, stands
from acucheck.assess.valuation import UNDECIDED, Valuation
from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Ticks
from acucheck.model.book import AnswerPlace, Limit, Rule, Word
from acucheck.model.levels import Standing
from acucheck.model.report import Because, Finding, Met

_COUNTS = frozenset({Standing.HOLDS, Standing.ACTS})


def findings(grading: Grading) -> tuple[Finding, ...]:
    """Every rule that holds or acts, worst first; one without `when` only where a planned place meets it."""
    found = []
    for rule, standing in grading.rules():
        total = grading.totals[rule.id]
        if standing in _COUNTS and (rule.when is not None or stands(total)):
            found.append(
                Finding(
                    rule=rule,
                    standing=standing,
                    level=stands(total),
                    general=grading.general(rule.id),
                    outcome=outcomes(total).stands,
                    because=tuple(_because(rule, grading.valuation)),
                    limits=tuple(_met(rule, grading)),
                    lifted_by=_lifted_by(rule, grading.valuation),
                )
            )
    return tuple(sorted(found, key=lambda finding: (finding.rule.urgent is None, -finding.level, -finding.standing)))


def _because(rule: Rule, valuation: Valuation) -> Iterable[Because]:
    """One entry for each question that the rule counts by."""
    wanted: dict[str, frozenset[str]] = {}
    for test in valuation.deciding(rule.when, _COUNTS):
        words = test.words if isinstance(test, Word) else frozenset()
        wanted[test.question] = wanted[test.question] | words if test.question in wanted else words
    return [_said(question, words, valuation) for question, words in wanted.items()]


def _said(question: str, words: frozenset[str], valuation: Valuation) -> Because:
    answer = valuation.answers.get(question)
    named = valuation.naming(question, words)
    match answer:
        case Ticks(yes, maybe):
            ticked = words & (yes | maybe)
            options = valuation.book.questions[question].options
            chosen = [line for line in options if line in ticked] if len(ticked) > 1 else [*ticked]
            unsure = not words & yes and bool(chosen)
            return Because(question, tuple(chosen), named, unsure)
        case NotSure() | NoSuchWeek() | Names(complete=False):
            return Because(question, (), named, not named)
        case _:
            return Because(question, (), named)


def _met(rule: Rule, grading: Grading) -> Iterable[Met]:
    """The limits of a rule that a planned place meets, or that stand as instructions because it could."""
    for number, limit in enumerate(rule.limits):
        if rule.when is None and not any(_met_at(number, rule, spot, grading) for spot in grading.spots):
            continue
        if rule.id not in grading.valuation.index.placed:
            yield Met(limit, (), known=True)
            continue
        answers = [grading.valuation.answers.get(question) for question in _asked(limit, grading.valuation)]
        if all(isinstance(item, AnswerPlace) for item in limit.where) and all(map(_nowhere, answers)):
            continue
        places = tuple(place for answer in answers if isinstance(answer, Places) for place in answer.entries)
        yield Met(limit, places, known=all(isinstance(answer, Places) and places_known(answer) for answer in answers))


def _met_at(number: int, rule: Rule, spot: Spot, grading: Grading) -> bool:
    if spot.placed:
        return False
    return any(met is not Meeting.UNRECOGNISED for met, _ in meetings(rule, number, spot.place, grading.valuation))


def _asked(limit: Limit, valuation: Valuation) -> Iterable[str]:
    """The questions that say where the limit lies, closed ones aside."""
    asked = [item.question for item in limit.where if isinstance(item, AnswerPlace)]
    return (name for name in asked if valuation.gate(valuation.book.questions[name]) is not Standing.FAILS)


def _nowhere(answer: Answer | None) -> bool:
    return isinstance(answer, Places) and answer.complete and not answer.entries


def _lifted_by(rule: Rule, valuation: Valuation) -> tuple[str, ...]:
    if rule.unless is None:
        return ()
    return tuple(dict.fromkeys(test.question for test in valuation.deciding(rule.unless, UNDECIDED)))
