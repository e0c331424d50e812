"""What the rules make of a plan: every technique and place graded, and what that means for the session."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from acucheck.assess.contradictions import contradictions
from acucheck.assess.engine.cells import Grading, grade
from acucheck.assess.engine.rule_levels import Grades
from acucheck.assess.engine.valuation import Valuation
from acucheck.assess.plan import spots, unplanned
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Bounds, Cell, Contradiction, TechniqueLine


def graded(book: RuleBook, answers: Answers) -> Grading:
    """What each rule of *book* makes of the plan in *answers*."""
    planned, valuation = spots(book, answers), Valuation(book, answers)
    live = valuation.live(valuation.groundwork.for_everybody(planned))
    return grade(Grades(valuation, live), planned)


def outcome(book: RuleBook, answers: Answers) -> Bounds[Outcome]:
    """What happens to the session, and nothing else of the report."""
    grading = graded(book, answers)
    return outcome_of(grading, contradictions(grading))


def outcome_of(grading: Grading, against: tuple[Contradiction, ...]) -> Bounds[Outcome]:
    """The worst over the plan; until a serious contradiction is settled, to ask first is the least of the worst."""
    outcome = grading.outcome()
    if not against or outcome.worst >= Outcome.ASK or not any(each.serious for each in against):
        return outcome
    return replace(outcome, worst=Outcome.ASK)


def technique_lines(grading: Grading, cells: list[Cell]) -> tuple[TechniqueLine, ...]:
    """A line for each planned technique, its places apart; when none is known, also each to ask about or leave out."""
    spots, lines, start = grading.spots, list[TechniqueLine](), 0
    for end in range(1, len(spots) + 1):
        if end == len(spots) or spots[end].place is None:
            assumed = spots[start].assumed
            lines.append(TechniqueLine(cells[start], tuple(cells[start + 1 : end]), assumed, not assumed))
            start = end
    if spots[0].assumed:
        others = [cell for cell in other_cells(grading, grading.book.techniques) if cell.level.stands >= Level.REFER]
        lines += [TechniqueLine(cell, (), assumed=False, planned=False) for cell in others]
    return tuple(lines)


def other_cells(grading: Grading, techniques: Collection[TechniqueId]) -> list[Cell]:
    """The cells of those of *techniques* that are not planned."""
    return grade(grading.grades, unplanned(techniques, grading.spots)).cells()
