"""The whole evaluation, from how each rule stands to what happens to the session."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from acucheck.assess.care import aftercare, alternatives, offered
from acucheck.assess.findings import findings
from acucheck.assess.grading import Grading, grade, live_rules
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
    cells = grading.cells()
    outcome = grading.outcome(cells)
    found = findings(grading)
    others = _others(grading, offered(book, found))
    return Report(
        book=book,
        outcome=outcome,
        techniques=tuple(_lines(grading.spots, cells, others)),
        findings=found,
        open=open_points(grading),
        ledger=ledger(valuation),
        names=names(answers),
        contradictions=contradictions(valuation),
        aftercare=aftercare(book, found, cells, outcome.stands),
        alternatives=alternatives(book, found, others, outcome.stands),
    )


def _others(grading: Grading, offered: Collection[str]) -> dict[str, Cell]:
    """The cells of the techniques not planned that a report speaks of."""
    spots = unplanned(grading.book, grading.spots, offered)
    return {cell.technique: cell for cell in grade(grading.valuation, grading.live, spots).cells()} if spots else {}


def outcome(book: RuleBook, answers: Answers) -> Bounds[Outcome]:
    """What happens to the session, and nothing else of the report."""
    valuation = Valuation(book, answers)
    planned = spots(book, answers)
    grading = grade(valuation, live_rules(valuation, planned), planned)
    return grading.outcome(grading.cells())


def _lines(spots: tuple[Spot, ...], cells: list[Cell], others: Mapping[str, Cell]) -> Iterable[TechniqueLine]:
    """A line for each planned technique, its places apart; when none is known, also each to ask about or leave out."""
    both = list(zip(spots, cells, strict=True))
    for own, cell in both:
        if own.place is None:
            places = tuple(each for spot, each in both if spot.place is not None and spot.beside(own))
            yield TechniqueLine(cell, places, own.assumed, planned=not own.assumed)
    if any(spot.assumed for spot in spots):
        for other in others.values():
            if other.level.stands >= Level.REFER:
                yield TechniqueLine(other, (), assumed=False, planned=False)
