"""Findings: the rules that hold or act, and the answers they do so because of."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from acucheck.assess.engine.cells import Grading
from acucheck.assess.engine.compiled import CompiledRule
from acucheck.assess.engine.evidence import NO_WORDS
from acucheck.assess.engine.named_places import all_settled, as_places
from acucheck.assess.engine.overlap import Overlap
from acucheck.assess.engine.packed_levels import bounds, general
from acucheck.assess.engine.valuation import UNDECIDED, Valuation
from acucheck.assess.limit_levels import levels_at, rule_levels
from acucheck.model.answers import Answer, BodyPlace, Names, NoSuchWeek, NotSure, Places, Ticks
from acucheck.model.book import Limit, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, HOLDS
from acucheck.model.report import Cell, Evidence, Finding, Lazy, LimitMet, Reasons

_COUNTS = frozenset({HOLDS, ACTS})

_Memory = dict[tuple[QuestionId, frozenset[str]], Evidence]
"""By a question and words."""


def findings(grading: Grading, cells: list[Cell]) -> tuple[Finding, ...]:
    """Every rule that holds or acts, worst first; one without `when` only where a planned place meets it.

    *cells* are those of the plan.
    """
    memory: _Memory = {}
    found = []
    for row, (prepared, standing) in enumerate(grading.grades.live):
        if standing >= ACTS:
            level, outcome = bounds(grading.by_rule[row])
            if prepared.rule.when is not None or level.stands:
                reasons = Lazy(_reasons, (row, grading, cells, memory))
                found.append(Finding(prepared.rule, standing, level.stands, outcome.stands, reasons))
    found.sort(key=lambda finding: (finding.rule.urgent is None, -finding.level, -finding.standing))
    return tuple(found)


def _reasons(row: int, grading: Grading, cells: list[Cell], memory: _Memory) -> Reasons:
    prepared, _ = grading.grades.live[row]
    planned = grading.by_technique()
    limits = _met(prepared, grading)
    return Reasons(
        general={technique: general(spans[row]) for technique, spans in planned.items()},
        because=_because(prepared, grading.valuation, memory),
        limits=tuple(replace(met, levels=levels_at(met.limit, prepared.rule, cells, grading.book)) for met in limits),
        lifted_by=_lifted_by(prepared, grading.valuation),
        asks=rule_levels(prepared.rule, planned, grading.book),
    )


def _because(prepared: CompiledRule, valuation: Valuation, memory: _Memory) -> tuple[Evidence, ...]:
    """One entry for each question that the rule counts by; many rules count by the same."""
    if prepared.rule.when is None:
        return ()
    wanted: dict[QuestionId, frozenset[str]] = {}
    for test in valuation.deciding(prepared.bit, _COUNTS):
        words = test.words if isinstance(test, Word) else NO_WORDS
        wanted[test.question] = wanted[test.question] | words if test.question in wanted else words
    found: list[Evidence] = []
    for each in wanted.items():
        known = memory.get(each)
        if known is None:
            known = memory[each] = _said(*each, valuation)
        implied = _implied_by(*each, valuation) if valuation.opened else []
        if not implied or _says_why(known):
            found.append(known)
        found += implied
    return tuple(dict.fromkeys(found)) if valuation.opened else tuple(found)


def _says_why(because: Evidence) -> bool:
    return bool(because.words or because.names or because.not_sure)


def _implied_by(question: QuestionId, words: frozenset[str], valuation: Valuation) -> list[Evidence]:
    """The answers behind closed gates that imply one of *words* here, or may."""
    asked = valuation.told.resting_on(question, words)
    return [_said(each, frozenset(valuation.book.questions[each].options), valuation) for each in asked]


def _said(question: QuestionId, words: frozenset[str], valuation: Valuation) -> Evidence:
    answer = valuation.answers.get(question)
    named = valuation.told.naming(question, words)
    match answer:
        case Ticks(yes, maybe):
            ticked = words & (yes | maybe)
            options = valuation.book.questions[question].options
            chosen = [line for line in options if line in ticked] if len(ticked) > 1 else [*ticked]
            unsure = not words & yes and bool(chosen)
            return Evidence(question, tuple(chosen), named, unsure)
        case NotSure() | NoSuchWeek() | Names(complete=False):
            return Evidence(question, (), named, not named)
        case _:
            return Evidence(question, (), named)


def _met(prepared: CompiledRule, grading: Grading) -> tuple[LimitMet, ...]:
    """The limits of a rule that a planned place meets, or that stand as instructions because it could."""
    if prepared.rule.when is not None and not prepared.placed:
        return prepared.met
    return tuple(_met_here(prepared, grading))


def _met_here(prepared: CompiledRule, grading: Grading) -> Iterable[LimitMet]:
    valuation = grading.valuation
    for_everybody = prepared.rule.when is None
    by_plan = _met_by_plan(prepared, grading) if for_everybody else ()
    for position, (met, where) in enumerate(zip(prepared.met, prepared.where, strict=True)):
        if for_everybody and position not in by_plan:
            continue
        asked = [question for question in where.questions if question in valuation.gates]
        if where.words or not all(_nowhere(valuation.answers.get(question)) for question in asked):
            yield _met_where_said(met.limit, asked, valuation)


def _met_where_said(limit: Limit, asked: Iterable[QuestionId], valuation: Valuation) -> LimitMet:
    """A limit with the places that answers say it lies at, and whether these are known."""
    places: list[BodyPlace] = []
    known = True
    for question_id in asked:
        answer, question = valuation.answers.get(question_id), valuation.book.questions[question_id]
        if isinstance(answer, Places):
            places += as_places(answer, question, valuation.book)
        known = known and isinstance(answer, Places) and all_settled(answer, question)
    return LimitMet(limit, tuple(places), known)


def _met_by_plan(prepared: CompiledRule, grading: Grading) -> set[int]:
    """The limits that a planned place meets, as far as it is known."""
    found: set[int] = set()
    for spot in grading.spots:
        if spot.place is not None:
            met = grading.grades.met(spot.place).get(prepared.rule.id, {})
            found.update(number for number, ways in met.items() for way, _ in ways if way is not Overlap.UNRECOGNISED)
    return found


def _nowhere(answer: Answer | None) -> bool:
    return isinstance(answer, Places) and answer.complete and not answer.entries


def _lifted_by(prepared: CompiledRule, valuation: Valuation) -> tuple[QuestionId, ...]:
    if valuation.exception(prepared.bit) not in UNDECIDED:
        return ()
    exception = prepared.bit << valuation.index.rule_count
    return tuple(dict.fromkeys(test.question for test in valuation.deciding(exception, UNDECIDED)))
