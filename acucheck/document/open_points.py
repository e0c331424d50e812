"""What is not settled: what is missing, how bad it could be, and how to find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.model.answers import NoSuchWeek
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.levels import Outcome, Reader
from acucheck.model.report import Missing, OpenPoint, Report


def open_points(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """A line for each point that could matter; the rest, worth a note at most, together in one."""
    if not report.open:
        return
    yield Heading("NOT SETTLED")
    serious = [point for point in report.open if point.could_be > Outcome.NOTE or point.name or _no_week(point, report)]
    if report.outcome.stands is Outcome.HELP:
        waiting = dict.fromkeys(f"'{point.name}'" if point.name else point.question for point in report.open)
        yield Lines((("", f"Not asked or not sure, and it can wait: {phrases.joined(waiting)}."),))
        return
    lines = [("Open", open_text(point, report, reader)) for point in serious]
    slight = [point for point in report.open if point not in serious]
    if slight:
        lines.append(("Open", f"Also not answered, a note at most: {_asked(slight, report.book, reader)}"))
    yield Lines(tuple(lines))


def _asked(points: Iterable[OpenPoint], book: RuleBook, reader: Reader) -> str:
    """The questions of some points, and the names in them, one after the other."""
    return " ".join(
        f"'{point.name}'?" if point.name else book.questions[point.question].ask.for_reader(reader) for point in points
    )


def open_text(point: OpenPoint, report: Report, reader: Reader) -> str:
    """One open point in a few sentences."""
    book = report.book
    find_out = book.questions[point.question].find_out
    impossible = _no_week(point, report)
    what = phrases.no_such_week(impossible) if impossible else _what(point, book, reader)
    parts = [what, phrases.sentence(phrases.COULD_BE[point.could_be])]
    if find_out is not None:
        parts.append(phrases.sentence(f"To find out: {phrases.lower_first(find_out.for_reader(reader))}"))
    elif point.question == PLAN:
        parts.append("To find out: ask what is meant, by its usual name or point code.")
    return " ".join(parts)


def _no_week(point: OpenPoint, report: Report) -> NoSuchWeek | None:
    """The answer that gave weeks that cannot be right, if that is what leaves the point open."""
    answers = (entry.answer for entry in report.ledger if entry.question == point.question)
    return next((answer for answer in answers if isinstance(answer, NoSuchWeek)), None)


def _what(point: OpenPoint, book: RuleBook, reader: Reader) -> str:
    question = book.questions[point.question]
    if point.name:
        return f"'{point.name}' is not {'recognised' if point.missing is Missing.NOT_RECOGNISED else 'certain'}."
    lines = phrases.joined((question.options[line].for_reader(reader) for line in point.lines), "or")
    asked = question.ask.for_reader(reader) + (f" ({lines})" if lines else "")
    return f"{asked} {'Not sure' if point.missing is Missing.NOT_SURE else 'Not asked'}."
