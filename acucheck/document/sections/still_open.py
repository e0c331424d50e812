"""What is not settled: what is missing, how bad it could be, and how to find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from acucheck.document.blocks import Heading, Lines
from acucheck.document.doubts import help_in_doubt
from acucheck.document.follow_ups import by_root, leaves_open
from acucheck.document.page import Page
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.not_recognised import in_one_line, is_slight, named
from acucheck.document.sections.unknown_lists import READ_WHOLE, until_known
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace, Names, NoSuchWeek, Places, Plan
from acucheck.model.book import CHANNELS, PLAN, AnswerKind, Question, Wording
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Finding, Missing, OpenPoint, QuestionState, Report

_STATE = {Missing.NOT_SURE: "Not sure", Missing.CONTRADICTED: "Contradicted by another answer"}
_LISTS = frozenset({AnswerKind.MANY, AnswerKind.NAMES})
"""The questions that have a name of their own; every other is named by being asked."""

_CHANGES_NOTHING = {True: "It was not checked.", False: "It changes nothing in the plan."}
"""What comes of what could be a note at most: of words that were not recognised, and of all else."""

_WHERE = Wording("Where?", "Where?")
MOST_LISTS_NAMED = 2
"""Up to how many lists that were left out are told line by line. More of them are answered in the interview."""

_UNANSWERED = {Audience.PRACTITIONER: "Not asked", Audience.PATIENT: "Not answered yet"}


def open_points(page: Page) -> Iterator[Heading | Lines]:
    """For the patient, what is not settled; and what counts as long as nobody could answer a list."""
    lines = [("Open", each) for each in open_lines(page)]
    if lines:
        yield Heading("STILL OPEN")
        yield Lines(tuple(lines))
    yield from until_known(page)


def open_lines(page: Page) -> Iterator[str]:
    """A sentence or two for each point that could matter; the rest, worth a note at most, together in one."""
    report = page.report
    if report.outcome.stands is Outcome.HELP:
        yield from _while_help_comes(page)
        return
    roots = {point: waiting for point, waiting in by_root(report).items() if not is_slight(point, report)}
    serious = [point for point, waiting in roots.items() if any(map(matters, (point, *waiting)))]
    serious += [point for point in roots if point not in serious and _no_week(point, report)]
    yield from _each_kind_together(serious, page)
    slight = [page.book.questions[point.question] for point in roots if point not in serious]
    if slight:
        asked = " ".join(page.words(question.ask) for question in slight)
        yield f"Also not answered, a note at most: {asked}"
    if page.is_for_patient:
        yield from in_one_line(page)
    else:
        yield from _unsure_all_the_same(page)


def _unsure_all_the_same(page: Page) -> Iterator[str]:
    """For the practitioner, what somebody was not sure about although what else was said decides it already."""
    open_now = {point.question for point in page.report.open}
    unsure: list[str] = []
    for entry in page.report.ledger:
        if entry.state is QuestionState.NOT_SURE and entry.question not in open_now:
            unsure.append(page.words(page.book.questions[entry.question].short))
    if unsure:
        yield f"Not sure, though other answers decide it here: {phrases.quoted(unsure)}. Ask all the same."


def _while_help_comes(page: Page) -> Iterator[str]:
    """What could itself call for help is read out at once; what is not sure is told on the phone.

    What was typed stands in the words for the call already, but for places; of the plan nothing matters now.
    """
    urgent = _questions_of_urgency(page.report)
    at_once: list[OpenPoint] = []
    planned: list[OpenPoint] = []
    to_tell: list[OpenPoint] = []
    unasked: list[OpenPoint] = []
    for point in page.report.open:
        if point.question in urgent:
            at_once.append(point)
        elif point.question == PLAN:
            planned.append(point)
        elif not point.name and point.missing is Missing.NOT_ASKED:
            unasked.append(point)
        elif not point.name or _is_place(point, page.report):
            to_tell.append(point)
    if at_once:
        yield f"Not sure, and it cannot wait: {topics(at_once, page)}. Read the list aloud now."
    if to_tell:
        yield f"Not sure; tell it on the phone too: {topics(to_tell, page)}."
    if planned:
        yield f"Not looked at, as there is no session now: {topics(planned, page)}."
    if unasked:
        yield f"{_UNANSWERED[page.audience]}: {topics(unasked, page)}."


def _is_place(point: OpenPoint, report: Report) -> bool:
    return isinstance(report.answers.get(point.question), Places)


def _questions_of_urgency(report: Report) -> set[QuestionId]:
    """The questions that are not sure, and could call for help."""
    found: set[QuestionId] = set()
    for finding in help_in_doubt(report):
        found.update(because.question for because in finding.because if because.not_sure)
    return found


def _each_kind_together(points: list[OpenPoint], page: Page) -> Iterator[str]:
    """Those that lack an answer, or are names nobody knows, each kind together; every other by itself."""
    together: dict[tuple[Missing, str], list[OpenPoint]] = {}
    for point in points:
        text = _could_come_of(point, page) if _is_plain(point, page) else open_text(point, page)
        alike = together.setdefault((point.missing, text), [])
        alike.append(point)
    for several in together.values():
        if len(several) == 1:
            yield open_text(several[0], page)
        else:
            yield _several_in_one(several, page)


def _is_plain(point: OpenPoint, page: Page) -> bool:
    """Whether all that is to be said of a point is what is missing, what may come of it and how to find out."""
    if point.name:
        answer = page.report.answers.get(point.question)
        return point.missing is Missing.NOT_RECOGNISED and isinstance(answer, Names | Places)
    return point.missing is Missing.NOT_ASKED and point.question != PLAN


def _several_in_one(points: list[OpenPoint], page: Page) -> str:
    """Several questions that nobody was asked, or names that nobody knows, of which the same may come."""
    if points[0].name:
        parts = [_what_name(point, page) for point in points]
    else:
        parts = [_question_with_lines(point, page) for point in points]
        parts.append(f"{_UNANSWERED[page.audience]}.")
    parts.append(_could_come_of(points[0], page))
    ways = [page.book.questions[point.question].find_out for point in points]
    named = dict.fromkeys(page.words(way) for way in ways if way is not None)
    if named:
        parts.append(f"To find out: {'. '.join(named)}.")
    return " ".join(parts)


def matters(point: OpenPoint) -> bool:
    """Whether an open point could be more than a note, or is a name that somebody has to look at."""
    return point.could_be > Outcome.NOTE or bool(point.name)


def weighs(point: OpenPoint, report: Report) -> bool:
    """Whether an open point matters, and is no word that could change little."""
    return matters(point) and not is_slight(point, report)


def topics(points: Iterable[OpenPoint], page: Page) -> str:
    """What some points are about, in quotes."""
    return phrases.quoted(topic(point, page) for point in points)


def topic(point: OpenPoint, page: Page) -> str:
    """What a point is about: the name, the lines that are not sure, a list by what it is called, or the question."""
    question = page.book.questions[point.question]
    if point.name:
        return named(point, page)
    if point.question == PLAN and point.lines:
        return _question_where(point, page)
    if has_unsure_lines(point):
        lines = "; ".join(page.words(question.options[line]) for line in point.lines)
        return f"{page.words(question.short)}: {lines}"
    called = question.short if question.kind in _LISTS else question.ask
    return page.words(called)


def _question_where(point: OpenPoint, page: Page) -> str:
    """The question where the techniques of a point are done."""
    techniques = [page.book.techniques[TechniqueId(line)] for line in point.lines]
    labels = [page.words(technique.label) for technique in techniques]
    asked = page.book.questions[PLAN].ask_where or _WHERE
    return f"{phrases.joined(labels)}: {page.words(asked)}"


def has_unsure_lines(point: OpenPoint) -> bool:
    """Whether single lines of a list are what is not sure."""
    if point.question == PLAN or point.missing is not Missing.NOT_SURE:
        return False
    return bool(point.lines)


def in_doubt(page: Page) -> Iterator[str]:
    """For the practitioner, what is missing and how bad that could be, a line for each kind."""
    kinds: dict[str, list[OpenPoint]] = {}
    for point in by_root(page.report):
        if weighs(point, page.report):
            kinds.setdefault(_could_come_of(point, page), []).append(point)
    for meaning, points in kinds.items():
        yield f"{topics(points, page)}. {meaning}"


def _could_come_of(point: OpenPoint, page: Page) -> str:
    """What may come of an open point, under the name that the outcome has everywhere on the page."""
    waiting = _waiting_for(point, page.report)
    if waiting and point.could_be <= max(finding.outcome for finding in waiting):
        titles = phrases.joined(page.titles(waiting))
        return f"Until there is a yes, this stands: {titles}."
    if point.could_be <= Outcome.NOTE:
        return _CHANGES_NOTHING[point.missing is Missing.NOT_RECOGNISED]
    could_be = phrases.named(point.could_be, page.audience)
    return f"It {phrases.COULD_BECOME}: {could_be}."


def _waiting_for(point: OpenPoint, report: Report) -> list[Finding]:
    """The findings that bear on the plan, and that an answer to an open point could lift."""
    found: list[Finding] = []
    for finding in report.findings:
        if finding.level and point.question in finding.lifted_by:
            found.append(finding)
    return found


def open_text(point: OpenPoint, page: Page) -> str:
    """One open point in a few sentences."""
    find_out = page.book.questions[point.question].find_out
    impossible = _no_week(point, page.report)
    what = phrases.no_such_week(impossible) if impossible else _what_is_open(point, page)
    parts = [what, _could_come_of(point, page)]
    if find_out is not None:
        parts.append(f"To find out: {page.words(find_out)}.")
    elif point.question == PLAN:
        how = "Ask what is meant, by its usual name or point code." if point.name else "Ask where it will be done."
        parts.append(f"To find out: {how}")
    return " ".join(parts)


def _no_week(point: OpenPoint, report: Report) -> NoSuchWeek | None:
    """The answer that gave weeks that cannot be right, if that is what leaves the point open."""
    answer = report.answers.get(point.question)
    return answer if isinstance(answer, NoSuchWeek) else None


def _what_is_open(point: OpenPoint, page: Page) -> str:
    question = page.book.questions[point.question]
    if point.name and question.limbs and point.missing is Missing.NOT_SURE:
        return f"{page.words(question.ask)} '{point.name}' does not say which."
    against = [conflict_text(each, page) for each in page.report.contradictions if leaves_open(each, point)]
    if point.missing is Missing.CONTRADICTED and against:
        return " ".join(dict.fromkeys(against))
    if point.missing is Missing.TOO_OLD and page.report.earlier is not None:
        return _too_old(point, page.report.earlier.day, page)
    if point.name:
        return _what_name(point, page)
    if point.question == PLAN and point.lines:
        return f"{_question_where(point, page)} Not sure."
    state = _STATE.get(point.missing, _UNANSWERED[page.audience])
    return f"{_question_with_lines(point, page)} {state}."


def _question_with_lines(point: OpenPoint, page: Page) -> str:
    """A question, with the lines that are not sure, or that matter."""
    question = page.book.questions[point.question]
    parts = [page.words(question.ask)]
    for line in point.lines or _that_matter(point, page):
        parts.append(f"{question.listed(line, page.audience)}?")
    return " ".join(parts)


def _is_list_by_itself(question: Question) -> bool:
    """Whether a question is a list that is asked of everybody, whose words do not say what is in it."""
    return question.gate is None and question.kind is AnswerKind.MANY


def _left_out_lists(page: Page) -> int:
    """How many such lists nobody was asked."""
    left_out = [point for point in page.report.open if point.missing is Missing.NOT_ASKED]
    return sum(_is_list_by_itself(page.book.questions[point.question]) for point in left_out)


def _what_name(point: OpenPoint, page: Page) -> str:
    unsure = "recognised" if point.missing is Missing.NOT_RECOGNISED else "certain"
    perhaps = _perhaps(point, page)
    if not perhaps:
        return f"{named(point, page)} is not {unsure}."
    return f"{named(point, page)} is not {unsure}; perhaps {perhaps}."


def _too_old(point: OpenPoint, day: date, page: Page) -> str:
    """That what was answered or typed on an earlier *day* no longer holds."""
    if point.name:
        return f"'{point.name}' was named on {day}, which is too long ago."
    asked = page.words(page.book.questions[point.question].ask)
    return f"{asked} Answered on {day}, which is too long ago."


def _that_matter(point: OpenPoint, page: Page) -> list[str]:
    """The lines of a list; of a long one those that a rule for what is planned would hold by."""
    question = page.book.questions[point.question]
    if question.kind is not AnswerKind.MANY:
        return []
    if _is_list_by_itself(question) and _left_out_lists(page) > MOST_LISTS_NAMED:
        return []
    offered = [line for line in question.options if line not in point.not_offered]
    if len(offered) <= READ_WHOLE:
        return offered
    at_stake = page.report.at_stake[point.question]
    return [line for line in offered if line in at_stake]


def _perhaps(point: OpenPoint, page: Page) -> str:
    """What the name of an open point may stand for, as far as anything is near it."""
    said = next(entry.answer for entry in page.report.ledger if entry.question == point.question)
    if isinstance(said, Names):
        meant = [name for name in said.entries if name.typed == point.name]
        return phrases.perhaps(page.book, meant[0], page.audience) if meant else ""
    if isinstance(said, Places):
        return _readings_of(said.entries, point.name)
    return _perhaps_planned(said, point.name, page) if isinstance(said, Plan) else ""


def _perhaps_planned(plan: Plan, typed: str, page: Page) -> str:
    """The techniques, or else the places, that something typed in the plan may be."""
    techniques: list[str] = []
    places: list[BodyPlace] = []
    for item in plan.items:
        places += item.places
        readings = item.readings if item.typed == typed else ()
        for reading in readings:
            techniques.append(phrases.technique(page.book, reading, page.audience))
    return phrases.joined(techniques, "or") or _readings_of(places, typed)


def _readings_of(places: Iterable[BodyPlace], typed: str) -> str:
    """The places that a typed one may be, or how far the channel goes whose letters it has."""
    for place in places:
        if place.typed == typed and place.readings:
            readings = [phrases.at(replace(each, side=None)) for each in place.readings]
            return phrases.joined(readings, "or")
        if place.typed == typed and place.beyond:
            return f"a point from {place.beyond}1 to {place.beyond}{CHANNELS[place.beyond]}"
    return ""
