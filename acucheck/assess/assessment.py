"""The whole report, from how each rule stands to what happens to the session."""

from __future__ import annotations

from msgspec.structs import replace

from acucheck.assess.aftercare import aftercare, alternatives, offered_instead
from acucheck.assess.changes import Start, changes
from acucheck.assess.engine import Evaluation
from acucheck.assess.findings import findings, findings_apart
from acucheck.assess.ledger import ledger
from acucheck.assess.named_places import with_told_places
from acucheck.assess.open_points import lines_at_stake, open_points
from acucheck.assess.outcome import outcome_of, said_against, technique_lines
from acucheck.assess.places_asked import places_asked
from acucheck.assess.told_apart import told_apart
from acucheck.assess.unsure_lists import UnsureLists
from acucheck.model.answers import Answers, Earlier
from acucheck.model.book import RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.model.report import Account, Contradiction, Finding, Lazy, OpenPoint, Report


def assess(book: RuleBook, answers: Answers, earlier: Earlier | None = None) -> Report:
    """The report for one person's *answers* by the rules of *book*.

    *earlier* tells which of them are too old to hold, where they were given on an earlier day.
    """
    evaluation = _evaluation(book, answers)
    against = said_against(evaluation)
    outcome = outcome_of(evaluation, against)
    lines = technique_lines(evaluation)
    unsure = UnsureLists(evaluation)
    apart = findings_apart(evaluation, unsure)
    found, behind_lists = apart
    still_open = open_points(evaluation, against, earlier, unsure)
    return Report(
        book=book,
        outcome=outcome,
        techniques=lines,
        findings=found,
        unsure=behind_lists,
        open=still_open,
        contradictions=against,
        answers=evaluation.answers,
        set_aside=_not_to_be_asked(evaluation),
        account=Lazy(_account, (evaluation, apart, outcome.stands, still_open, earlier)),
        possible=Lazy(changes, (Start(book, evaluation.answers, outcome, lines, found),)),
        silenced=_silenced_findings(book, answers),
        earlier=earlier,
    )


def contradictions_among(book: RuleBook, answers: Answers) -> tuple[Contradiction, ...]:
    """What was said in *answers* and cannot all be so, as the report tells it, without the rest of the report."""
    return said_against(_evaluation(book, answers))


def _evaluation(book: RuleBook, answers: Answers) -> Evaluation:
    return Evaluation(book, with_told_places(book, told_apart(book, answers)))


def _silenced_findings(book: RuleBook, answers: Answers) -> tuple[Finding, ...]:
    """The rules that would hold or act and are silenced by the practice."""
    if not book.silenced:
        return ()
    return findings(Evaluation(_of_silenced(book), answers))


@once_for_each
def _of_silenced(book: RuleBook) -> RuleBook:
    """A rule book in which the silenced rules decide, and no others."""
    return replace(book, rules=book.silenced, silenced={})


def _not_to_be_asked(evaluation: Evaluation) -> tuple[QuestionId, ...]:
    """The questions that were answered, and are not to be asked by the other answers."""
    gates = evaluation.gates
    if evaluation.answers.keys() <= gates.keys():  # for most people
        return ()
    return tuple([question_id for question_id in evaluation.answers if question_id not in gates])


def _account(
    evaluation: Evaluation,
    apart: tuple[tuple[Finding, ...], tuple[Finding, ...]],
    outcome: Outcome,
    still_open: tuple[OpenPoint, ...],
    earlier: Earlier | None,
) -> Account:
    found, behind_lists = apart
    instead = offered_instead(found, evaluation.book)
    others = evaluation.unplanned_cells({entry.technique for entry in instead})
    right = {cell.technique: cell for cell in others}
    return Account(
        ledger=ledger(evaluation, earlier),
        aftercare=aftercare(evaluation, found, outcome),
        alternatives=alternatives(instead, right, outcome),
        places=places_asked(found, behind_lists, evaluation.cells, evaluation.book),
        at_stake=_at_stake(still_open, evaluation),
    )


def _at_stake(still_open: tuple[OpenPoint, ...], evaluation: Evaluation) -> dict[QuestionId, tuple[str, ...]]:
    """For each open question, single names aside, its lines that matter to the plan."""
    found: dict[QuestionId, tuple[str, ...]] = {}
    for point in still_open:
        if not point.name:
            found[point.question] = lines_at_stake(point, evaluation)
    return found
