"""The whole report, from how each rule stands to what happens to the session."""

from __future__ import annotations

from acucheck.assess.aftercare import aftercare, alternatives, offered
from acucheck.assess.changes import Start, changes
from acucheck.assess.contradictions import contradictions
from acucheck.assess.engine.cells import Grading
from acucheck.assess.engine.valuation import Valuation
from acucheck.assess.evaluation import graded, other_cells, outcome_of, technique_lines
from acucheck.assess.findings import findings
from acucheck.assess.ledger import ledger
from acucheck.assess.open_points import lines_at_stake, open_points
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.model.report import Account, Cell, Finding, Lazy, OpenPoint, Report


def assess(book: RuleBook, answers: Answers) -> Report:
    """The report for one person's *answers* by the rules of *book*."""
    grading = graded(book, answers)
    cells = grading.cells()
    against = contradictions(grading)
    outcome = outcome_of(grading, against)
    lines = technique_lines(grading, cells)
    found = findings(grading, cells)
    still_open = open_points(grading, against)
    return Report(
        book=book,
        outcome=outcome,
        techniques=lines,
        findings=found,
        open=still_open,
        contradictions=against,
        answers=grading.valuation.answers,
        set_aside=_set_aside(grading.valuation),
        account=Lazy(_account, (grading, found, cells, outcome.stands, still_open)),
        possible=Lazy(changes, (Start(book, grading.valuation.answers, outcome, lines, found),)),
    )


def _set_aside(valuation: Valuation) -> tuple[QuestionId, ...]:
    """The questions that were answered, and are not to be asked by the other answers."""
    if valuation.all_asked:
        return ()
    return tuple([question_id for question_id in valuation.answers if question_id not in valuation.gates])


def _account(
    grading: Grading,
    found: tuple[Finding, ...],
    cells: list[Cell],
    outcome: Outcome,
    still_open: tuple[OpenPoint, ...],
) -> Account:
    valuation, instead = grading.valuation, offered(found, grading.book)
    others = other_cells(grading, {entry.technique for entry in instead})
    right = {cell.technique: cell for cell in others}
    return Account(
        ledger=ledger(valuation),
        aftercare=aftercare(grading, found, cells, outcome),
        alternatives=alternatives(instead, right, outcome),
        at_stake={point.question: lines_at_stake(point, grading) for point in still_open if not point.name},
    )
