"""The words for one finding: what it asks of the plan, because of what, and what to do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

from acucheck.document.page import Page
from acucheck.document.sections.grounds import basis, differs
from acucheck.document.sections.limits import where
from acucheck.document.shown_findings import explained
from acucheck.document.wording import answer_text, phrases
from acucheck.document.wording.answer_text import span
from acucheck.logic import tests
from acucheck.model.answers import BodyPlace, Quantity
from acucheck.model.book import SESSION, AnswerKind, AnswerPlace, Between, Precaution, Question
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Evidence, Finding, Report, TechniqueLine


class FindingText(Struct, frozen=True):
    """All that is said about one finding; an empty part is not printed."""

    title: str
    plan: str
    because: str
    risk: str
    do: tuple[str, ...]
    where: tuple[str, ...]
    not_planned: str
    until: str
    ask: str
    differs: str
    lifted_by: tuple[str, ...]
    basis: str


NO_RESTRICTION = "No restriction."

_URGENT = {Urgency.NOW: "Get help now.", Urgency.TODAY: "See a doctor today."}
STRICTER = "Another finding here asks for more."
_PLACES = {
    Level.NONE: "As planned.",
    Level.NOTE: "As planned.",
    Level.CAUTION: "Some places need care.",
    Level.REFER: "Some places are asked about first.",
    Level.AVOID: "Some places are left out.",
}
_VERDICTS = {
    Level.NOTE: "{}: as planned.",
    Level.CAUTION: "{}: with care.",
    Level.REFER: "{}: ask first.",
    Level.AVOID: "{}: leave out.",
}


def finding_text(finding: Finding, page: Page) -> FindingText:
    """The words for one finding."""
    rule = finding.rule
    asked = rule.ask_whom if finding.outcome is Outcome.ASK else None
    at_places = where(finding, page.planned, page) if page.has_session else ()
    return FindingText(
        title=page.words(rule.title),
        plan=_plan(finding, page),
        because="; ".join(_because(each, finding, page) for each in finding.because) or _met(finding, page.report),
        risk=page.words(rule.risk),
        do=tuple(dict.fromkeys(_do(finding, page))),
        where=tuple(said for _, said in at_places),
        not_planned=_not_planned(finding, page),
        until=page.words(rule.until) if rule.until else "",
        ask=page.words(asked) if asked else "",
        lifted_by=tuple(_would_lift(finding, page)),
        differs=differs(finding, page),
        basis=basis(rule, page.book),
    )


def _would_lift(finding: Finding, page: Page) -> Iterator[str]:
    """The clearing questions not known; a number beside them has no yes to give."""
    for name in finding.lifted_by:
        question = page.book.questions[name]
        if question.clears:
            yield page.words(question.ask)


def _plan(finding: Finding, page: Page) -> str:
    """What the finding asks of the plan: always by name, so that nothing can be taken for a medicine or device."""
    acts = finding.standing is Standing.ACTS
    if finding.rule.urgent and not acts:
        return _URGENT[finding.rule.urgent]
    if finding.outcome is Outcome.NOT_TODAY:
        return "Not today."
    if finding.level is Level.NONE:
        return NO_RESTRICTION if finding.asks.of_anything is Level.NONE else "Nothing planned is affected."
    said = " ".join(_asked(finding, page))
    return f"Not sure, so this counts. {said}" if acts else said


def _asked(finding: Finding, page: Page) -> Iterator[str]:
    """What is asked of each technique wherever it is done, the strictest first; or else, of places."""
    if not any(finding.general.values()):
        level = _strictest_place(finding)
        stricter = _is_outdone(finding, page) or _is_stricter_there(finding, level, page.report)
        yield STRICTER if stricter else _PLACES[level]
        return
    own = {level: list(_at_level(level, finding, page)) for level in _VERDICTS}
    if not any(own.values()):
        yield STRICTER
    for level in sorted(own, reverse=True):
        if own[level]:
            yield _VERDICTS[level].format(page.techniques_first(own[level]))


def _at_level(level: Level, finding: Finding, page: Page) -> Iterator[TechniqueId]:
    """The techniques of which a finding asks this, while no other asks for more."""
    for technique, asked in finding.general.items():
        if asked is level and technique and page.anywhere[technique] is level:
            yield technique


def _strictest_place(finding: Finding) -> Level:
    """The strictest that is said of any place; of a rule for everybody, of the planned ones."""
    planned = finding.general.keys()
    asked = [each for met in finding.limits for each in met.levels if each.technique in planned]
    if finding.rule.when is None:
        return max((each.level for each in asked if each.where), default=finding.level)
    levels = [each.level for each in asked]
    return max([finding.level, *levels])  # the level alone: at a place under a technique that is graded as another


def _is_outdone(finding: Finding, page: Page) -> bool:
    """Whether all that a finding says about places is said more strictly by others."""
    says = any(at.where for met in finding.limits for at in met.levels if at.technique in page.planned)
    return says and not any(finding.rule.id in asked.rules for asked in page.report.places)


def _is_stricter_there(finding: Finding, level: Level, report: Report) -> bool:
    """Whether more stands at the planned places that a finding is about; of a note, at any of them."""
    cells = [cell for line in report.techniques for cell in line.places]
    there = [cell.level.stands for cell in cells if cell.place and _meets(finding, cell.place)]
    if level <= Level.NOTE:
        return any(stands > Level.NOTE for stands in there)
    return bool(there) and min(there) > level


def _meets(finding: Finding, place: BodyPlace) -> bool:
    """Whether a place is, lies in or holds what a limit of a finding names."""
    return any(_is_among(place, met.limit.where) for met in finding.limits)


def _met(finding: Finding, report: Report) -> str:
    """For a rule that concerns everybody, the planned places that meet it."""
    cells = [cell for line in report.techniques for cell in line.places if finding.rule.id in cell.rules]
    named = phrases.joined(phrases.at(cell.place) for cell in cells if cell.place)
    return f"Planned: {named}" if named else ""


def _because(because: Evidence, finding: Finding, page: Page) -> str:
    """What was said, in the words of the question."""
    question = page.book.questions[because.question]
    short = page.words(question.short)
    if because.not_sure and not because.words and not because.names:
        return f"Not sure: {short}"
    said = [page.words(question.options[word]) for word in because.words]
    if question.kind is AnswerKind.ONE:
        said = [f"{short}: {each}" for each in said]
    said += [phrases.taken(page.book, name, page.audience) for name in because.names]
    text = ", ".join(said) or f"{short}: {_answer(question, finding, page)}"
    return f"Maybe: {text}" if because.not_sure else text


def _answer(question: Question, finding: Finding, page: Page) -> str:
    """A number, weeks or places as they were given; of a number also the span that the rule is about."""
    answer = page.report.answers.get(question.id)
    given = answer_text.in_words(question, answer, page.audience)
    number = answer.value if isinstance(answer, Quantity) else math.nan
    spans = [test for test in _numbers(question, finding, page) if test.low <= number < test.high]
    return " ".join([given, *(f"({span(test, question)})" for test in spans)])


def _numbers(question: Question, finding: Finding, page: Page) -> list[Between]:
    """What a rule tests of the number that answers a question."""
    when = finding.rule.when
    asked = tests(when, page.book.facts) if when is not None else ()
    return [test for test in asked if isinstance(test, Between) and test.question == question.id]


def _do(finding: Finding, page: Page) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole."""
    if page.has_session or explained(finding, page.report):
        yield from _precautions(finding, [SESSION], page)
        yield from adapting(finding, page)


def adapting(finding: Finding, page: Page) -> Iterator[str]:
    """How what is planned is done otherwise because of a finding; nothing without a session."""
    yield from _precautions(finding, _done(finding, page), page)


def _precautions(finding: Finding, keys: Iterable[str], page: Page) -> Iterator[str]:
    for key in keys:
        for wording in finding.rule.precautions.get(key, ()):
            text = page.words(wording)
            if text and is_about_the_plan(wording, page.report):
                yield text


def _done(finding: Finding, page: Page) -> Iterator[str]:
    """Each technique that is planned and not left out, with its groups; none without a session."""
    if not page.has_session:
        return
    for line in page.report.techniques:
        technique = page.book.techniques.get(line.cell.technique)
        considered = line.planned or line.assumed
        if considered and technique is not None and _is_done(line, finding):
            yield technique.id
            yield from technique.groups


def _is_done(line: TechniqueLine, finding: Finding) -> bool:
    """Whether a technique is done at all; for a rule about places alone, at one of those."""
    if finding.rule.when is not None:
        return line.cell.level.stands < Level.AVOID
    cells = [cell for cell in line.places if cell.level.stands < Level.AVOID]
    return any(_meets(finding, cell.place) for cell in cells if cell.place)


def is_about_the_plan(precaution: Precaution, report: Report) -> bool:
    """Whether advice bears on the plan: what is about some places does only where one of them is planned, or may be."""
    if not precaution.at:
        return True
    places = [cell.place for line in report.techniques for cell in line.places if cell.place]
    return not places or any(_is_among(place, precaution.at) for place in places)


def _is_among(place: BodyPlace, places: Iterable[str | AnswerPlace]) -> bool:
    """Whether a place is one of these, lies in one or holds one."""
    there = {place.id, *(place.lies_in or ()), *(place.holds or ())}
    return not there.isdisjoint(places)


def _not_planned(finding: Finding, page: Page) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if page.is_for_patient or not page.has_session:
        return ""
    if not finding.asks.left_out:
        return ""
    return f"If the plan changes: no {page.techniques(finding.asks.left_out, 'or')}."
