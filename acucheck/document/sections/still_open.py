"""What is not settled: what is missing, how bad it could be, and how to find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.grounds import strictest
from acucheck.document.shown_findings import planned
from acucheck.document.wording import phrases
from acucheck.logic import tests
from acucheck.model.answers import BodyPlace, Names, NoSuchWeek, Places, Plan
from acucheck.model.book import CHANNELS, PLAN, AnswerKind, RuleBook, Word
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Contradiction, Missing, OpenPoint, Report


def open_points(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """For the patient, what is not settled."""
    lines = tuple(("Open", each) for each in open_lines(report, audience))
    if lines:
        yield Heading("STILL OPEN")
        yield Lines(lines)


def open_lines(report: Report, audience: Audience) -> Iterator[str]:
    """A sentence or two for each point that could matter; the rest, worth a note at most, together in one."""
    if report.outcome.stands is Outcome.HELP:
        waiting = "; ".join(topics(report.open, report.book, audience))
        if waiting:
            yield f"Not asked or not sure, and it can wait: {waiting}."
        return
    serious = [point for point in report.open if matters(point) or _no_week(point, report)]
    yield from (open_text(point, report, audience) for point in serious)
    slight = [point for point in report.open if point not in serious]
    if slight:
        yield f"Also not answered, a note at most: {_asked(slight, report.book, audience)}"


def _asked(points: Iterable[OpenPoint], book: RuleBook, audience: Audience) -> str:
    """The questions of some points, and the names in them, one after the other."""
    return " ".join(
        f"'{point.name}'?" if point.name else book.questions[point.question].ask.for_audience(audience)
        for point in points
    )


def matters(point: OpenPoint) -> bool:
    """Whether an open point could be more than a note, or is a name that somebody has to look at."""
    return point.could_be > Outcome.NOTE or bool(point.name)


def topics(points: Iterable[OpenPoint], book: RuleBook, audience: Audience) -> dict[str, None]:
    """What some points are about, each in a few words."""
    shorts = ((point.name, book.questions[point.question].short.for_audience(audience)) for point in points)
    return dict.fromkeys(f"'{name}'" if name else phrases.lower_first(short) for name, short in shorts)


def in_doubt(report: Report, audience: Audience) -> Iterator[str]:
    """For the practitioner, what is missing and how bad that could be, a line for each kind."""
    kinds: dict[str, list[OpenPoint]] = {}
    for point in filter(matters, report.open):
        kinds.setdefault(_meaning(point, report, audience), []).append(point)
    for meaning, points in kinds.items():
        named = "; ".join(topics(points, report.book, audience))
        yield f"{phrases.sentence(named)} {meaning}"


def _meaning(point: OpenPoint, report: Report, audience: Audience) -> str:
    """What may come of an open point, under the name that the outcome has everywhere on the page."""
    waiting = [finding for finding in report.findings if point.question in finding.lifted_by and finding.level]
    if waiting and point.could_be <= max(finding.outcome for finding in waiting):
        titles = phrases.joined(phrases.lower_first(each.rule.title.for_audience(audience)) for each in waiting)
        return f"Until there is a yes, this stands: {titles}."
    if point.missing is Missing.NOT_RECOGNISED and point.could_be <= Outcome.NOTE:
        return "It could be anything, and it was not checked."
    return f"At worst: {phrases.named(point.could_be, audience)}."


def open_text(point: OpenPoint, report: Report, audience: Audience) -> str:
    """One open point in a few sentences."""
    book = report.book
    find_out = book.questions[point.question].find_out
    impossible = _no_week(point, report)
    what = phrases.no_such_week(impossible) if impossible else _what(point, report, audience)
    parts = [what, _meaning(point, report, audience)]
    if find_out is not None:
        parts.append(phrases.sentence(f"To find out: {phrases.lower_first(find_out.for_audience(audience))}"))
    elif point.question == PLAN:
        parts.append("To find out: ask what is meant, by its usual name or point code.")
    return " ".join(parts)


def _no_week(point: OpenPoint, report: Report) -> NoSuchWeek | None:
    """The answer that gave weeks that cannot be right, if that is what leaves the point open."""
    answers = (entry.answer for entry in report.ledger if entry.question == point.question)
    return next((answer for answer in answers if isinstance(answer, NoSuchWeek)), None)


def _what(point: OpenPoint, report: Report, audience: Audience) -> str:
    question = report.book.questions[point.question]
    if point.name and question.limbs and point.missing is Missing.NOT_SURE:
        return f"{question.ask.for_audience(audience)} '{point.name}' does not say which."
    against = [conflict_text(each, report, audience) for each in report.contradictions if _about(each, point)]
    if point.missing is Missing.CONTRADICTED and against:
        return " ".join(dict.fromkeys(against))
    if point.name:
        unsure = "recognised" if point.missing is Missing.NOT_RECOGNISED else "certain"
        perhaps = _perhaps(point, report, audience)
        return f"'{point.name}' is not {unsure}{perhaps and '; perhaps '}{perhaps}."
    lines = point.lines or _that_matter(point, report)
    asked = [
        question.ask.for_audience(audience),
        *(f"{question.options[line].for_audience(audience)}?" for line in lines),
    ]
    return f"{' '.join(asked)} {_STATE.get(point.missing) or _UNANSWERED[audience]}."


def _about(each: Contradiction, point: OpenPoint) -> bool:
    """Whether a contradiction leaves this point open."""
    return (each.asked, each.name.typed if each.name is not None else "") == (point.question, point.name)


_STATE = {Missing.NOT_SURE: "Not sure", Missing.CONTRADICTED: "Contradicted by another answer"}
_UNANSWERED = {Audience.PRACTITIONER: "Not asked", Audience.PATIENT: "Not answered yet"}


_READ_WHOLE = 7
"""The longest list of lines that is printed whole."""


def _that_matter(point: OpenPoint, report: Report) -> list[str]:
    """The lines of a follow-up; of a long one those that a rule for what is planned would hold by."""
    question = report.book.questions[point.question]
    if question.gate is None or question.kind is not AnswerKind.MANY:
        return []
    offered = [line for line in question.options if line not in point.not_offered]
    if len(offered) <= _READ_WHOLE:
        return offered
    rules = (report.book.rules[name] for name in point.rules)
    conditions = [rule.when for rule in rules if strictest(rule, planned(report), report.book)]
    wanted = [test for when in conditions if when is not None for test in tests(when, report.book.facts)]
    words = {word for test in wanted if isinstance(test, Word) and test.question == question.id for word in test.words}
    return [line for line in offered if line in words]


def _perhaps(point: OpenPoint, report: Report, audience: Audience) -> str:
    """What the name of an open point may stand for, as far as anything is near it."""
    said = next(entry.answer for entry in report.ledger if entry.question == point.question)
    names = said.entries if isinstance(said, Names) else ()
    items = said.items if isinstance(said, Plan) else ()
    places = said.entries if isinstance(said, Places) else [place for item in items for place in item.places]
    meant = next((phrases.perhaps(report.book, name, audience) for name in names if name.typed == point.name), "")
    techniques = [technique for item in items if item.typed == point.name for technique in item.readings]
    labels = (phrases.technique(report.book, technique, audience) for technique in techniques)
    return meant or phrases.joined(labels, "or") or _which(places, point.name)


def _which(places: Iterable[BodyPlace], typed: str) -> str:
    """The places that a typed one may be, or how far the channel goes whose letters it has."""
    for place in places:
        if place.typed == typed and place.readings:
            return phrases.joined((phrases.at(replace(each, side=None)) for each in place.readings), "or")
        if place.typed == typed and place.beyond:
            return f"a point from {place.beyond}1 to {place.beyond}{CHANNELS[place.beyond]}"
    return ""
