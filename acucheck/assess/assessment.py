"""The whole evaluation, from how each rule stands to what happens to the session."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from acucheck.assess.aftercare import aftercare, alternatives, offered
from acucheck.assess.contradictions import contradictions
from acucheck.assess.engine.cells import Grading, grade
from acucheck.assess.engine.rule_levels import Grades
from acucheck.assess.engine.valuation import Valuation
from acucheck.assess.findings import findings
from acucheck.assess.ledger import ledger
from acucheck.assess.open_points import open_points
from acucheck.assess.plan import spots, unplanned
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Account, Bounds, Cell, Contradiction, Finding, Lazy, Report, TechniqueLine


def assess(book: RuleBook, answers: Answers) -> Report:
    """The report for one person's *answers* by the rules of *book*."""
    grading = _grading(book, answers)
    cells = grading.cells()
    against = contradictions(grading)
    outcome = _outcome(grading, against)
    found = findings(grading)
    return Report(
        book=book,
        outcome=outcome,
        techniques=_lines(grading, cells),
        findings=found,
        open=open_points(grading, against),
        contradictions=against,
        answers=grading.valuation.answers,
        set_aside=_set_aside(grading.valuation),
        account=Lazy(_account, (grading, found, cells, outcome.stands)),
    )


def _set_aside(valuation: Valuation) -> tuple[QuestionId, ...]:
    """The questions that were answered, and are not to be asked by the other answers."""
    return (
        ()
        if valuation.all_asked
        else tuple([question_id for question_id in valuation.answers if question_id not in valuation.gates])
    )


def _account(grading: Grading, found: tuple[Finding, ...], cells: list[Cell], outcome: Outcome) -> Account:
    valuation, instead = grading.valuation, offered(found, grading.book)
    right = {cell.technique: cell for cell in _others(grading, {entry.technique for entry in instead})}
    return Account(
        ledger=ledger(valuation),
        aftercare=aftercare(grading, found, cells, outcome),
        alternatives=alternatives(instead, right, outcome),
    )


def _grading(book: RuleBook, answers: Answers) -> Grading:
    planned, valuation = spots(book, answers), Valuation(book, answers)
    live = valuation.live(valuation.groundwork.for_everybody(planned))
    return grade(Grades(valuation, live), planned)


def _others(grading: Grading, techniques: Collection[TechniqueId]) -> list[Cell]:
    """The cells of those of *techniques* that are not planned."""
    return grade(grading.grades, unplanned(techniques, grading.spots)).cells()


def outcome(book: RuleBook, answers: Answers) -> Bounds[Outcome]:
    """What happens to the session, and nothing else of the report."""
    grading = _grading(book, answers)
    return _outcome(grading, contradictions(grading))


def _outcome(grading: Grading, against: tuple[Contradiction, ...]) -> Bounds[Outcome]:
    """The worst over the plan; until a serious contradiction is settled, to ask first is the least of the worst."""
    outcome = grading.outcome()
    if not against or outcome.worst >= Outcome.ASK or not any(each.serious for each in against):
        return outcome
    return replace(outcome, worst=Outcome.ASK)


def _lines(grading: Grading, cells: list[Cell]) -> tuple[TechniqueLine, ...]:
    """A line for each planned technique, its places apart; when none is known, also each to ask about or leave out."""
    spots, lines, start = grading.spots, list[TechniqueLine](), 0
    for end in range(1, len(spots) + 1):
        if end == len(spots) or spots[end].place is None:
            assumed = spots[start].assumed
            lines.append(TechniqueLine(cells[start], tuple(cells[start + 1 : end]), assumed, not assumed))
            start = end
    if spots[0].assumed:
        others = [cell for cell in _others(grading, grading.book.techniques) if cell.level.stands >= Level.REFER]
        lines += [TechniqueLine(cell, (), assumed=False, planned=False) for cell in others]
    return tuple(lines)
