"""Findings: the rules that hold or act, and the answers they do so because of."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.assess.engine import Evaluation, GradedRule
from acucheck.assess.limit_levels import levels_at, rule_levels
from acucheck.assess.named_places import all_settled, as_places
from acucheck.assess.unsure_lists import UnsureLists
from acucheck.logic import tested_words
from acucheck.model.answers import Answer, BodyPlace, Names, NoSuchWeek, NotSure, Places, Ticks, is_old
from acucheck.model.book import AnswerPlace, Limit, Rule
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, HOLDS
from acucheck.model.report import Evidence, Finding, Lazy, LimitMet, Reasons

_COUNTS = frozenset({HOLDS, ACTS})

_Memory = dict[tuple[QuestionId, frozenset[str]], Evidence]
"""By a question and words."""


def findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Every rule that holds or acts, worst first; one without `when` only where a planned place meets it."""
    return _findings(evaluation, evaluation.rules)


def findings_apart(evaluation: Evaluation, unsure: UnsureLists) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings, and apart from them those that are nothing but a list that is not sure as a whole."""
    if not unsure.questions:
        return findings(evaluation), ()
    alone, others = list[GradedRule](), list[GradedRule]()
    for graded in evaluation.rules:
        kind = alone if unsure.alone_move(graded) else others
        kind.append(graded)
    return _findings(evaluation, others), _findings(evaluation, alone)


def _findings(evaluation: Evaluation, rules: Iterable[GradedRule]) -> tuple[Finding, ...]:
    memory: _Memory = {}
    found = []
    for graded in rules:
        rule, level = graded.rule, graded.level.stands
        if graded.standing >= ACTS and (rule.when is not None or level):
            reasons = Lazy(_reasons_of, (graded, evaluation, memory))
            found.append(Finding(rule, graded.standing, level, graded.outcome.stands, reasons))
    found.sort(key=_by_urgency)
    return tuple(found)


def _by_urgency(finding: Finding) -> tuple[bool, int, int]:
    """What calls for help first, then the strictest; of those alike, what holds before what only acts."""
    calls_for_help = finding.rule.urgent is not None
    return not calls_for_help, -finding.level, -finding.standing


def _reasons_of(graded: GradedRule, evaluation: Evaluation, memory: _Memory) -> Reasons:
    general = evaluation.general(graded)
    lifted_by = dict.fromkeys(test.question for test in evaluation.lifting(graded))
    return Reasons(
        general=general,
        because=_evidence_for(graded, evaluation, memory),
        limits=tuple(_limits_met(graded, evaluation)),
        lifted_by=tuple(lifted_by),
        asks=rule_levels(graded.rule, general, evaluation.book),
    )


def _evidence_for(graded: GradedRule, evaluation: Evaluation, memory: _Memory) -> tuple[Evidence, ...]:
    """One entry for each question that the rule counts by; many rules count by the same."""
    wanted: dict[QuestionId, frozenset[str]] = {}
    for test in evaluation.tests_behind(graded, _COUNTS):
        wanted[test.question] = wanted.get(test.question, frozenset()) | tested_words(test)
    found: list[Evidence] = []
    for each in wanted.items():
        known = memory.get(each)
        if known is None:
            known = memory[each] = _spoken_evidence(*each, evaluation)
        implied = _implied_by(*each, evaluation) if evaluation.opened else []
        if not implied or _says_why(known):
            found.append(known)
        found += implied
    return tuple(dict.fromkeys(found))


def _says_why(because: Evidence) -> bool:
    """Whether there is anything that was said in it."""
    return because.not_sure or bool(because.words) or bool(because.names)


def _implied_by(question: QuestionId, words: frozenset[str], evaluation: Evaluation) -> list[Evidence]:
    """The answers behind closed gates that imply one of *words* here, or may."""
    found: list[Evidence] = []
    for asked in evaluation.said.resting_on(question, words):
        options = frozenset(evaluation.book.questions[asked].options)
        found.append(_spoken_evidence(asked, options, evaluation))
    return found


def _spoken_evidence(question: QuestionId, words: frozenset[str], evaluation: Evaluation) -> Evidence:
    answer = evaluation.answers.get(question)
    named = evaluation.said.naming(question, words)
    match answer:
        case Ticks(yes, maybe):
            ticked = words & (yes | maybe)
            options = evaluation.book.questions[question].options
            chosen = tuple(line for line in options if line in ticked)
            unsure = not words & yes and bool(chosen)
            return Evidence(question, chosen, named, unsure)
        case NotSure() | NoSuchWeek() | Names(complete=False):
            return Evidence(question, (), named, not named)
        case _:
            return Evidence(question, (), named, is_old(answer) and not named)


def _limits_met(graded: GradedRule, evaluation: Evaluation) -> Iterable[LimitMet]:
    """The limits of a rule that a planned place meets, or that stand as instructions because it could."""
    for_everybody = graded.rule.when is None
    by_plan = evaluation.limits_met(graded) if for_everybody else ()
    for position, limit in enumerate(graded.rule.limits):
        if for_everybody and position not in by_plan:
            continue
        placed_by = [item.question for item in limit.where if isinstance(item, AnswerPlace)]
        asked = [question for question in placed_by if question in evaluation.gates]
        names_places = len(placed_by) < len(limit.where)
        answers = map(evaluation.answers.get, asked)
        if names_places or not all(map(_nowhere, answers)):
            yield _met_where_said(limit, graded.rule, asked, evaluation)


def _met_where_said(limit: Limit, rule: Rule, asked: Iterable[QuestionId], evaluation: Evaluation) -> LimitMet:
    """A limit with the places that answers say it lies at, and whether these are known."""
    places: list[BodyPlace] = []
    known = True
    for question_id in asked:
        answer = evaluation.answers.get(question_id)
        if not isinstance(answer, Places):
            known = False
            continue
        question = evaluation.book.questions[question_id]
        places += as_places(answer, question, evaluation.book)
        known = known and all_settled(answer, question)
    said = places if known else None
    levels = levels_at(limit, rule, evaluation.cells, evaluation.book, said)
    return LimitMet(limit, tuple(places), known, levels)


def _nowhere(answer: Answer | None) -> bool:
    """Whether it was answered that there is no such place."""
    if not isinstance(answer, Places):
        return False
    return answer.complete and not answer.entries
