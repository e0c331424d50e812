"""Findings: the rules that hold or act, with the answers they do so because of."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck import logic
from acucheck.assess.grades import Meeting, meets
from acucheck.assess.grading import Grading
from acucheck.assess.valuation import UNDECIDED, Valuation
from acucheck.model.answers import Names, NotSure, Places, Ticks
from acucheck.model.book import AnswerPlace, Rule, Word
from acucheck.model.levels import Standing
from acucheck.model.report import Because, Finding, Met

_COUNTS = frozenset({Standing.HOLDS, Standing.ACTS})


def findings(grading: Grading) -> tuple[Finding, ...]:
    """Every rule that holds or acts, worst first; one without `when` only where a planned place meets it."""
    found = []
    for rule, standing in grading.rules():
        total = grading.total(rule.id)
        if standing in _COUNTS and (rule.when is not None or total.stands.level):
            found.append(
                Finding(
                    rule=rule,
                    standing=standing,
                    level=total.stands.level,
                    general=grading.general(rule.id),
                    outcome=total.stands.outcome,
                    because=tuple(_because(rule, grading.valuation)),
                    limits=tuple(_met(rule, grading)),
                    lifted_by=_lifted_by(rule, grading.valuation),
                )
            )
    return tuple(sorted(found, key=lambda finding: (finding.rule.urgent is None, -finding.level, -finding.standing)))


def _because(rule: Rule, valuation: Valuation) -> Iterable[Because]:
    """One entry for each question that the rule counts by."""
    if rule.when is None:
        return
    wanted: dict[str, list[logic.Test]] = {}
    for test in logic.deciding(rule.when, valuation.test, valuation.book.facts, _COUNTS):
        wanted.setdefault(test.question, []).append(test)
    for question, tests in wanted.items():
        words = frozenset().union(*(test.words for test in tests if isinstance(test, Word)))
        yield _said(question, words, valuation)


def _said(question: str, words: frozenset[str], valuation: Valuation) -> Because:
    answer = valuation.answers.get(question)
    match answer:
        case NotSure():
            return Because(question, not_sure=True)
        case Ticks(yes, maybe):
            chosen = [line for line in valuation.book.questions[question].options if line in words & (yes | maybe)]
            unsure = not words & yes and bool(chosen)
            return Because(question, tuple(chosen), valuation.naming(question, words), unsure)
        case Names(_, complete):
            named = valuation.naming(question, words)
            return Because(question, (), named, not complete and not named)
        case _:
            return Because(question, (), valuation.naming(question, words))


def _met(rule: Rule, grading: Grading) -> Iterable[Met]:
    """The limits of a rule that a planned place meets, or that stand as instructions because it could."""
    for limit in rule.limits:
        meetings = [meets(limit, rule, spot.place, grading.valuation) for spot in grading.spots if not spot.placed]
        if max(meetings, default=Meeting.NO) is Meeting.NO and rule.when is None:
            continue
        asked = [item.question for item in limit.where if isinstance(item, AnswerPlace)]
        answers = [grading.valuation.answers.get(question) for question in asked]
        if answers and all(isinstance(answer, Places) and answer.complete and not answer.entries for answer in answers):
            continue
        places = tuple(place for answer in answers if isinstance(answer, Places) for place in answer.entries)
        yield Met(limit, places, known=all(isinstance(answer, Places) and answer.complete for answer in answers))


def _lifted_by(rule: Rule, valuation: Valuation) -> tuple[str, ...]:
    if rule.unless is None:
        return ()
    missing = logic.deciding(rule.unless, valuation.test, valuation.book.facts, UNDECIDED)
    return tuple(dict.fromkeys(test.question for test in missing))
