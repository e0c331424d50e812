"""What the plan comes to: the outcome of the session, and a line for each technique."""

from __future__ import annotations

from msgspec.structs import replace

from acucheck.assess.engine import Evaluation
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Bounds, Contradiction, TechniqueLine


def outcome(book: RuleBook, answers: Answers) -> Bounds[Outcome]:
    """What happens to the session, and nothing else of the report."""
    evaluation = Evaluation(book, answers)
    return outcome_of(evaluation, said_against(evaluation))


def said_against(evaluation: Evaluation) -> tuple[Contradiction, ...]:
    """What was said and cannot all be so. Where nothing was named or opened there is nothing to look for."""
    if not evaluation.said.named and not evaluation.opened:
        return ()
    from acucheck.assess.contradictions import contradictions

    return contradictions(evaluation)


def outcome_of(evaluation: Evaluation, against: tuple[Contradiction, ...]) -> Bounds[Outcome]:
    """The worst over the plan; until a serious contradiction is settled, to ask first is the least of the worst."""
    outcome = evaluation.outcome
    serious = any(each.serious for each in against)
    if serious and outcome.worst < Outcome.ASK:
        return replace(outcome, worst=Outcome.ASK)
    return outcome


def technique_lines(evaluation: Evaluation) -> tuple[TechniqueLine, ...]:
    """A line for each planned technique, its places apart; when none is known, also each to ask about or leave out."""
    spots = evaluation.spots
    cells = evaluation.cells
    lines: list[TechniqueLine] = []
    start = 0
    for end in range(1, len(spots) + 1):
        if end == len(spots) or spots[end].place is None:
            spot = spots[start]
            places = tuple(cells[start + 1 : end])
            lines.append(TechniqueLine(cells[start], places, spot.assumed, not spot.assumed, not spot.placed))
            start = end
    if spots[0].assumed:
        others = evaluation.unplanned_cells(evaluation.book.techniques)
        serious = [cell for cell in others if cell.level.stands >= Level.REFER]
        lines += [TechniqueLine(cell, (), assumed=False, planned=False) for cell in serious]
    return tuple(lines)
