"""The words for one finding: what it asks of the plan, because of what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from acucheck.document.page import Page
from acucheck.document.sections.grounds import basis, differs
from acucheck.document.sections.limits import AND, names, outdone, where
from acucheck.document.shown_findings import explained
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import SESSION, AnswerKind
from acucheck.model.levels import Audience, Level, Outcome, Standing, Urgency
from acucheck.model.report import Evidence, Finding, Report


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
_PLACES = {
    Level.NONE: "as planned",
    Level.NOTE: "as planned",
    Level.CAUTION: "some places need care",
    Level.REFER: "some places are asked about first",
    Level.AVOID: "some places are left out",
}
_VERDICTS = {
    Audience.PRACTITIONER: {
        Level.NOTE: "{}: as planned",
        Level.CAUTION: "{}: with care",
        Level.REFER: "{}: ask first",
        Level.AVOID: "no {}",
    },
    Audience.PATIENT: {
        Level.NOTE: "{}: as planned",
        Level.CAUTION: "{}: tell first, then go ahead",
        Level.REFER: "{}: ask first",
        Level.AVOID: "no {}",
    },
}


def finding_text(finding: Finding, page: Page) -> FindingText:
    """The words for one finding."""
    rule = finding.rule
    asked = rule.ask_whom if finding.outcome is Outcome.ASK else None
    at_places = where(finding, page.planned, page) if page.has_session else ()
    return FindingText(
        title=page.words(rule.title),
        plan=_plan(finding, page),
        because="; ".join(_because(each, page) for each in finding.because) or _met(finding, page.report),
        risk=page.words(rule.risk),
        do=tuple(dict.fromkeys(_do(finding, page))),
        where=tuple(said for _, said in at_places),
        not_planned=_not_planned(finding, page),
        until=page.words(rule.until) if rule.until else "",
        ask=page.words(asked) if asked else "",
        differs=differs(finding, page),
        lifted_by=tuple(_would_lift(finding, page)),
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
    parts = list(_by_level(finding, page))
    if not parts and outdone(finding, page):
        return "Something stricter stands at the same places."
    if not parts:
        parts.append(_PLACES[_strictest_place(finding)])
    doubt = "not sure, so " if acts else ""
    return phrases.sentence(doubt + "; ".join(parts))


def _by_level(finding: Finding, page: Page) -> Iterator[str]:
    """What is asked of each technique wherever it is done, the strictest first."""
    for level in sorted(set(finding.general.values()), reverse=True):
        if level:
            techniques = [name for name, each in finding.general.items() if each is level]
            named = phrases.joined(names(techniques, page), AND[level])
            yield _VERDICTS[page.audience][level].format(named)


def _strictest_place(finding: Finding) -> Level:
    """The strictest that is said of any place; of a rule for everybody, of the planned ones."""
    planned = finding.general.keys()
    asked = [each for met in finding.limits for each in met.levels if each.technique in planned]
    if finding.rule.when is None:
        return max((each.level for each in asked if each.where), default=finding.level)
    levels = [each.level for each in asked]
    return max([finding.level, *levels])  # the level alone: at a place under a technique that is graded as another


def _met(finding: Finding, report: Report) -> str:
    """For a rule that concerns everybody, the planned places that meet it."""
    cells = [cell for line in report.techniques for cell in line.places if finding.rule.id in cell.rules]
    named = phrases.joined(phrases.at(cell.place) for cell in cells if cell.place)
    return f"planned: {named}" if named else ""


def _because(because: Evidence, page: Page) -> str:
    """What was said, in the words of the question."""
    question = page.book.questions[because.question]
    asked = page.words(question.ask)
    if because.not_sure and not because.words and not because.names:
        return f"Not sure: {phrases.lower_first(asked).rstrip('?')}"
    said = [page.words(question.options[word]) for word in because.words]
    if question.kind is AnswerKind.ONE:
        said = [f"{asked} {each}" for each in said]
    said += [phrases.taken(page.book, name, page.audience) for name in because.names]
    text = ", ".join(said)
    if because.not_sure:
        return f"maybe {phrases.lower_first(text)}"
    return text or f"the answer to: {asked}"


def _do(finding: Finding, page: Page) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole."""
    if not page.has_session and not explained(finding, page.report):
        return
    rule = finding.rule
    for key in (SESSION, *_done(page)):
        for wording in rule.precautions.get(key, ()):
            text = page.words(wording)
            if text and (rule.when is not None or about_the_plan(text, page.report)):
                yield text


def _done(page: Page) -> Iterator[str]:
    """Each technique that is planned and not left out, with its groups; none without a session."""
    if not page.has_session:
        return
    for line in page.report.techniques:
        technique = page.book.techniques.get(line.cell.technique)
        considered = line.planned or line.assumed
        if considered and technique is not None and line.cell.level.stands < Level.AVOID:
            yield technique.id
            yield from technique.groups


def about_the_plan(text: str, report: Report) -> bool:
    """Whether advice on places bears on the plan: what begins with points does only where one of them is planned.

    A planned region may hold any of them.
    """
    points = _POINTS.match(text)
    if points is None:
        return True
    places = [cell.place for line in report.techniques for cell in line.places if cell.place]
    return any(_among(place, points[0]) for place in places)


_POINTS = re.compile(r"[A-Z]{2}[0-9]+(?:(?:,| and| to) [A-Z]{2}[0-9]+)*(?=:)")


def _among(place: BodyPlace, points: str) -> bool:
    """Whether a place is one of the points, which are listed or given from one to another, or holds one."""
    named = _named_points(points)
    return place.id in named or not named.isdisjoint(place.holds or ())


def _named_points(points: str) -> set[str]:
    first, to, last = points.partition(" to ")
    if not to:
        return set(re.findall(r"[A-Z]{2}[0-9]+", points))
    channel, start, end = first[:2], int(first[2:]), int(last[2:])
    return {f"{channel}{number}" for number in range(start, end + 1)}


def _not_planned(finding: Finding, page: Page) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if page.is_for_patient or not page.has_session:
        return ""
    named = phrases.joined(names(finding.asks.left_out, page), "or")
    return phrases.sentence(f"if the plan changes: no {named}") if named else ""
