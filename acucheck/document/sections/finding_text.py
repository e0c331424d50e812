"""The words for one finding: what it asks of the plan, because of what, and what to do."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from acucheck.document.page import Page, placed_cells
from acucheck.document.sections.grounds import basis, differs
from acucheck.document.sections.limits import where
from acucheck.document.sections.precautions import to_do
from acucheck.document.wording import answer_text, phrases
from acucheck.document.wording.answer_text import span
from acucheck.logic import tests
from acucheck.model.answers import Quantity
from acucheck.model.book import AnswerKind, Between, Question
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Evidence, Finding, LevelAt, Report


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
_YES = "yes"
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
        because=_evidence_in_words(finding, page) or _places_met(finding, page.report),
        risk=page.words(rule.risk),
        do=tuple(dict.fromkeys(to_do(finding, page))),
        where=tuple(said for _, said in at_places),
        not_planned=_not_planned(finding, page),
        until=page.words(rule.until) if rule.until else "",
        ask=page.words(asked) if asked else "",
        lifted_by=tuple(_would_lift(finding, page)),
        differs=differs(finding, page),
        basis=basis(rule, page.book),
    )


def _would_lift(finding: Finding, page: Page) -> Iterator[str]:
    """The answers that would lift it, to questions not known; a number beside them has no answer to give."""
    for question_id in finding.lifted_by:
        question = page.book.questions[question_id]
        asked = page.words(question.ask)
        options: list[str] = []
        for answer, label in question.options.items():
            if answer in question.clears:
                options.append(page.words(label))
        if question.kind is AnswerKind.MANY:
            yield f"All of these: {'; '.join(options)}"
        elif _YES in question.clears:
            yield f"A yes to: {asked}"
        elif options:
            yield f"This answer: {phrases.joined(options, 'or')}, to: {asked}"


def _plan(finding: Finding, page: Page) -> str:
    """What the finding asks of the plan: always by name, so that nothing can be taken for a medicine or device."""
    acts = finding.standing is Standing.ACTS
    if finding.rule.urgent and not acts:
        return _URGENT[finding.rule.urgent]
    if finding.outcome is Outcome.NOT_TODAY:
        return "Not today."
    if finding.level is Level.NONE:
        return NO_RESTRICTION if finding.asks.of_anything is Level.NONE else "Nothing planned is affected."
    said = " ".join(_asked_of_plan(finding, page))
    return f"Not sure, so this counts. {said}" if acts else said


def _asked_of_plan(finding: Finding, page: Page) -> Iterator[str]:
    """What is asked of each technique wherever it is done, the strictest first; or else, of places."""
    if not any(finding.general.values()):
        level = _strictest_place(finding)
        stricter = _is_outdone(finding, page) or _is_stricter_there(finding, level, page.report)
        yield STRICTER if stricter else _PLACES[level]
        return
    own = {level: list(_at_level(level, finding, page)) for level in sorted(_VERDICTS, reverse=True)}
    if not any(own.values()):
        yield STRICTER
    for level, techniques in own.items():
        if techniques:
            yield _VERDICTS[level].format(page.techniques_first(techniques))


def _at_level(level: Level, finding: Finding, page: Page) -> Iterator[TechniqueId]:
    """The techniques of which a finding asks this, while no other asks for more; none that are left out everywhere."""
    for technique, asked in finding.general.items():
        left = level is Level.AVOID or technique in page.done
        if asked is level and technique and left and page.anywhere[technique] is level:
            yield technique


def plan_line(finding: Finding, page: Page) -> str:
    """What a finding asks of the plan, as far as that is not what the page says of all of it."""
    acts = finding.standing is Standing.ACTS
    if (finding.rule.urgent and not acts) or finding.outcome is Outcome.NOT_TODAY:
        return _plan(finding, page)
    said = " ".join(_of_some(finding, page))
    return f"Not sure, so this counts. {said}".strip() if acts else said


def _of_some(finding: Finding, page: Page) -> Iterator[str]:
    """What is left out or asked about; and what is done with care, where that is not all that is done."""
    for level in (Level.AVOID, Level.REFER, Level.CAUTION):
        techniques = list(_at_level(level, finding, page))
        is_all_with_care = level is Level.CAUTION and set(techniques) == set(page.done)
        if techniques and not is_all_with_care:
            named = page.techniques_first(techniques)
            yield _VERDICTS[level].format(named)


def _strictest_place(finding: Finding) -> Level:
    """The strictest that is said of any place; of a rule for everybody, of the planned ones."""
    asked = [each for each in _asked_at_places(finding) if each.technique in finding.general]
    if finding.rule.when is None:
        return max((each.level for each in asked if each.where), default=finding.level)
    levels = [each.level for each in asked]
    return max([finding.level, *levels])  # the level alone: at a place under a technique that is graded as another


def _asked_at_places(finding: Finding) -> Iterator[LevelAt]:
    """What the limits of a finding ask of each technique."""
    for met in finding.limits:
        yield from met.levels


def _is_outdone(finding: Finding, page: Page) -> bool:
    """Whether all that a finding says about places is said more strictly by others."""
    if any(finding.rule.id in asked.rules for asked in page.report.places):
        return False
    asked_of_plan = [asked for asked in _asked_at_places(finding) if asked.technique in page.planned]
    return any(asked.where for asked in asked_of_plan)


def _is_stricter_there(finding: Finding, level: Level, report: Report) -> bool:
    """Whether more stands at the planned places that a finding is about; of a note, at any of them."""
    there: list[Level] = []
    for cell, place in placed_cells(report):
        if finding.meets(place):
            there.append(cell.level.stands)
    if not there:
        return False
    if level <= Level.NOTE:
        return max(there) > Level.NOTE
    return min(there) > level


def _places_met(finding: Finding, report: Report) -> str:
    """For a rule that concerns everybody, that planned places meet it."""
    named = met_places(finding, report)
    return f"Planned: {named}" if named else ""


def met_places(finding: Finding, report: Report) -> str:
    """The planned places at which a finding says the strictest."""
    named: list[str] = []
    for cell, place in placed_cells(report):
        if finding.rule.id in cell.rules:
            named.append(phrases.at(place))
    return phrases.joined(named)


def _evidence_in_words(finding: Finding, page: Page) -> str:
    """What was said, each thing once, by the name that was typed where there is one; then what is not certain."""
    from acucheck.document.wording.told_facts import OF_A_KIND, Told, ToldNames  # a page without a risk tells nothing

    names = ToldNames.WHOLE if finding.rule.urgent is not None else None
    told = Told(page, [finding], OF_A_KIND, names=names)
    said = told.causes()
    for fact in told.doubts():
        said.append(f"maybe '{fact.noun}'")
    for name in told.doubted_names():
        said.append(phrases.in_short(page.book, name, page.audience))
    for because in finding.because:
        if not because.words and not because.names:
            said.append(_other(because, finding, page))
    return "; ".join(dict.fromkeys(said))


def _other(because: Evidence, finding: Finding, page: Page) -> str:
    """A number or places, or a question that was not sure as a whole."""
    question = page.book.questions[because.question]
    short = page.words(question.short)
    if because.not_sure:
        asked = question.ask if question.kind is AnswerKind.ONE else question.short
        return f"Not sure: {page.words(asked)}"
    return f"{short}: {_answer_in_words(question, finding, page)}"


def _answer_in_words(question: Question, finding: Finding, page: Page) -> str:
    """A number, weeks or places as they were given; of a number also the span that the rule is about."""
    answer = page.report.answers.get(question.id)
    number = answer.value if isinstance(answer, Quantity) else math.nan
    spans = [test for test in _spans_tested(question, finding, page) if test.low <= number < test.high]
    said = answer_text.in_words(question, answer, page.audience)
    return " ".join([said, *(f"({span(test, question)})" for test in spans)])


def _spans_tested(question: Question, finding: Finding, page: Page) -> Iterator[Between]:
    """What a rule tests of the number that answers a question."""
    when = finding.rule.when
    asked = tests(when, page.book.facts) if when is not None else ()
    for test in asked:
        if isinstance(test, Between) and test.question == question.id:
            yield test


def _not_planned(finding: Finding, page: Page) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if page.is_for_patient or not page.has_session:
        return ""
    if not finding.asks.left_out:
        return ""
    return f"If the plan changes: no {page.techniques(finding.asks.left_out, 'or')}."
