"""Open points put together: those of one reason, those that a contradiction opens, and those that wait for others.

Who is asked whether there is a device need not be asked yet where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.logic import Test, tests
from acucheck.model.answers import Names, Quantity, Ticks
from acucheck.model.book import Between
from acucheck.model.ids import QuestionId
from acucheck.model.report import Contradiction, Missing, OpenPoint, Report


def by_root(report: Report) -> dict[OpenPoint, tuple[OpenPoint, ...]]:
    """Each open point that can be settled now -> those that are only asked if that comes out as a yes."""
    missing = {point.question: point for point in report.open if not point.name}
    roots: dict[OpenPoint, list[OpenPoint]] = {}
    for point in report.open:
        root = _root_of(point, missing, report)
        waiting = roots.setdefault(root, [])
        if root is not point:
            waiting.append(point)
    return {root: tuple(waiting) for root, waiting in roots.items()}


def points_missing(missing: Missing, report: Report) -> list[OpenPoint]:
    """What is open for one reason."""
    return [point for point in report.open if point.missing is missing]


def leaves_open(each: Contradiction, point: OpenPoint) -> bool:
    """Whether a contradiction leaves this point open."""
    typed = each.name.typed if each.name is not None else ""
    return (each.asked, typed) == (point.question, point.name)


def _root_of(point: OpenPoint, missing: Mapping[QuestionId, OpenPoint], report: Report) -> OpenPoint:
    """The open point that the gate of a question waits for, and so on; itself where the gate waits for none."""
    gate = report.book.questions[point.question].gate
    if gate is None or point.name or point.missing is not Missing.NOT_ASKED:
        return point
    asked = list(tests(gate, report.book.facts))
    if any(_may_be_met(test, report) for test in asked):
        return point
    for test in asked:
        if test.question in missing:
            return _root_of(missing[test.question], missing, report)
    return point


def _may_be_met(test: Test, report: Report) -> bool:
    """Whether something that was said may open a gate. The plan alone opens none."""
    answer = report.answers.get(test.question)
    if isinstance(test, Between):
        return isinstance(answer, Quantity) and test.low <= answer.value < test.high
    said: set[str] = set()
    for name in report.names:
        said.update(_lines_ticked(name.concepts, test.question))
    if isinstance(answer, Ticks):
        said |= answer.yes | answer.maybe
    elif isinstance(answer, Names):
        for name in answer.entries:
            said |= name.concepts
    return not said.isdisjoint(test.words)


def _lines_ticked(concepts: frozenset[str], question: QuestionId) -> Iterator[str]:
    """The lines of a question that a name ticks."""
    for concept in concepts:
        asked, _, line = concept.partition(".")
        if asked == question:
            yield line
