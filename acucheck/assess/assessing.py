"""The whole evaluation, from how each rule stands to what happens to the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from acucheck.assess.care import aftercare, alternatives
from acucheck.assess.findings import findings
from acucheck.assess.grading import grade, live_rules
from acucheck.assess.ledger import contradictions, ledger, names
from acucheck.assess.open_points import open_points
from acucheck.assess.planning import Spot, spots, unplanned
from acucheck.assess.valuation import Valuation
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Bounds, Cell, Report, TechniqueLine


def assess(book: RuleBook, answers: Answers) -> Report:
    """The report for one person's *answers* by the rules of *book*."""
    valuation = Valuation(book, answers)
    planned = spots(book, answers)
    live = live_rules(valuation, planned)
    grading = grade(valuation, live, planned)
    cells = {spot: grading.cell(spot) for spot in grading.spots}
    outcome = grading.outcome(cells.values())
    others = grade(valuation, live, unplanned(book, grading.spots))
    other_cells = {spot.technique: others.cell(spot) for spot in others.spots}
    found = findings(grading)
    return Report(
        book=book,
        outcome=outcome,
        techniques=tuple(_lines(cells, other_cells)),
        findings=found,
        open=open_points(grading),
        ledger=ledger(valuation),
        names=names(answers),
        contradictions=contradictions(valuation),
        aftercare=aftercare(book, found, cells.values(), outcome.stands),
        alternatives=alternatives(book, found, other_cells, outcome.stands),
    )


def outcome(book: RuleBook, answers: Answers) -> Bounds[Outcome]:
    """What happens to the session, and nothing else of the report."""
    valuation = Valuation(book, answers)
    planned = spots(book, answers)
    grading = grade(valuation, live_rules(valuation, planned), planned)
    return grading.outcome(map(grading.cell, grading.spots))


def _lines(cells: Mapping[Spot, Cell], others: Mapping[str, Cell]) -> Iterable[TechniqueLine]:
    """A line for each planned technique, its places apart; when none is known, also each to ask about or leave out."""
    for own in [spot for spot in cells if spot.place is None]:
        places = tuple(cells[spot] for spot in cells if spot.place is not None and spot.beside(own))
        yield TechniqueLine(cells[own], places, own.assumed, planned=not own.assumed)
    if any(spot.assumed for spot in cells):
        for other in others.values():
            if other.level.stands >= Level.REFER:
                yield TechniqueLine(other, (), assumed=False, planned=False)
