"""Findings by topic: because of what, the risk, what to do, and where guidance differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.engine.compiled import verdict
from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.grounds import basis, differs
from acucheck.document.sections.limits import AND, names, outdone, said_of, where
from acucheck.document.shown_findings import explained, noted, planned
from acucheck.document.source_numbers import numbers
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import SESSION, AnswerKind, Rule, RuleBook
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


def findings(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """A block for each finding: those that change the plan, topic by topic and the worst first, then the others.

    When there is no session, only the findings that decide it are explained and the others named. What is about a
    place only stands with the planned points, for the practitioner.
    """
    shown = [finding for finding in report.findings if explained(finding, report)]
    whole = [each for each in shown if not _brief(each) and not _at_points(each, audience)]
    order = list(dict.fromkeys(finding.rule.topic for finding in whole))
    whole.sort(key=lambda finding: (noted(finding), order.index(finding.rule.topic)))
    texts = list(zip(whole, blocks(whole, report, audience), strict=True))
    for heading, later in ((_FOUND, False), (_NOTED, True)):
        found = [block for finding, block in texts if noted(finding) is later]
        if found:
            yield Heading(heading[audience])
            yield from found
    yield from _without_limit([each for each in shown if _brief(each) and _free(each)], report, audience)
    yield from _if_the_plan_changes([each for each in shown if _brief(each) and not _free(each)], report, audience)
    others = [each.rule.title.for_audience(audience) for each in report.findings if each not in shown and each.level]
    if others:
        yield Heading("FOR A LATER VISIT")
        named = phrases.joined(phrases.lower_first(each) for each in others)
        yield Lines((("", phrases.sentence(f"{_LATER[audience]}: {named}")),))


_FOUND = {Audience.PRACTITIONER: "WHAT WAS FOUND", Audience.PATIENT: "WHY, AND WHAT TO DO"}
_NOTED = {
    Audience.PRACTITIONER: "NOTED; THE PLAN STAYS",
    Audience.PATIENT: "GOOD TO KNOW; THE PLAN STAYS",
}
_LATER = {Audience.PRACTITIONER: "also found", Audience.PATIENT: "tell your practitioner then about"}


def blocks(several: Sequence[Finding], report: Report, audience: Audience) -> Iterator[Lines]:
    """A block for each of *several* findings; a precaution that more than one of them asks for is said once."""
    said: set[str] = set()
    for finding in several:
        text = finding_text(finding, report, audience)
        fresh = tuple(each for each in text.do if each not in said)
        said |= set(fresh)
        yield _block(finding, replace(text, do=fresh), report, audience)


def _brief(finding: Finding) -> bool:
    """Whether nothing planned is affected."""
    return finding.level is Level.NONE and finding.rule.urgent is None


def _at_points(finding: Finding, audience: Audience) -> bool:
    return finding.rule.when is None and audience is Audience.PRACTITIONER


def _free(finding: Finding) -> bool:
    """Whether the rule never limits anything."""
    return phrases.strictest(finding.rule) is Level.NONE


def _without_limit(several: Sequence[Finding], report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    if several:
        yield Heading("NO LIMIT BECAUSE OF")
        yield Lines(tuple(("", _in_brief(each, report, audience)) for each in several))


def _if_the_plan_changes(several: Sequence[Finding], report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """What would matter for another plan: for the practitioner with its risk, for the patient by name."""
    if several:
        yield Heading(_CHANGED[audience])
        if audience is Audience.PRACTITIONER:
            yield Lines(tuple(("", _in_brief(each, report, audience)) for each in several))
        else:
            titles = "; ".join(phrases.lower_first(each.rule.title.for_audience(audience)) for each in several)
            said = f"Check again before you add a treatment or a place. Then these count too: {titles}."
            yield Lines((("", said),))


_CHANGED = {Audience.PRACTITIONER: "ONLY IF THE PLAN CHANGES", Audience.PATIENT: "ONLY IF YOUR PLAN CHANGES"}


def _in_brief(finding: Finding, report: Report, audience: Audience) -> str:
    text = finding_text(finding, report, audience)
    return " ".join([f"{text.title}.", text.risk, *_restrictions(text), *_cited(finding, report, audience)])


def _would_lift(finding: Finding, book: RuleBook, audience: Audience) -> Iterator[str]:
    """The clearing questions not known; a number beside them has no yes to give."""
    questions = [book.questions[name] for name in finding.lifted_by]
    yield from (question.ask.for_audience(audience) for question in questions if question.clears)


def finding_text(finding: Finding, report: Report, audience: Audience) -> FindingText:
    """The words for one finding."""
    rule = finding.rule
    calm = report.outcome.stands < Outcome.NOT_TODAY
    techniques = planned(report)
    return FindingText(
        title=rule.title.for_audience(audience),
        plan=_plan(finding, report, audience),
        because="; ".join(_because(each, report.book, audience) for each in finding.because) or _met(finding, report),
        risk=rule.risk.for_audience(audience),
        do=tuple(dict.fromkeys(_do(rule, report, audience))) if calm or explained(finding, report) else (),
        where=tuple(said for _, said in where(finding, techniques, report, audience)) if calm else (),
        not_planned=_not_planned(rule, report, audience) if calm else "",
        until=rule.until.for_audience(audience) if rule.until else "",
        ask=rule.ask_whom.for_audience(audience) if rule.ask_whom and finding.outcome is Outcome.ASK else "",
        differs=differs(rule, techniques, report, audience),
        lifted_by=tuple(_would_lift(finding, report.book, audience)),
        basis=basis(rule, report.book),
    )


def _restrictions(text: FindingText) -> Iterator[str]:
    """That there is no restriction at all, where that is so."""
    if text.plan == NO_RESTRICTION:
        yield text.plan


def _block(finding: Finding, text: FindingText, report: Report, audience: Audience) -> Lines:
    """The finding's block. What it says of places, and for the practitioner what has to come first, stands above."""
    above = audience is Audience.PRACTITIONER and report.outcome.stands < Outcome.NOT_TODAY
    lines = [
        ("Plan", "" if noted(finding) and any(finding.general.values()) else text.plan),
        ("Do first", "" if above or not text.until else f"Wait until {text.until}."),
        ("Because", f"{text.because}." if text.because else ""),
        ("Risk", text.risk),
        *(("Do", each) for each in text.do),
        ("Also", text.not_planned),
        ("Ask first", "" if above else phrases.sentence(text.ask)),
        ("Sources differ", "" if noted(finding) else text.differs),
        *(("Would lift it", f"A yes to: {each}") for each in text.lifted_by),
    ]
    lines += [("Basis", phrases.sentence(f"{text.basis} {each}")) for each in _cited(finding, report, audience)]
    return Lines(tuple(line for line in lines if line[1]), text.title, finding.level)


def _cited(finding: Finding, report: Report, audience: Audience) -> Iterator[str]:
    """For the practitioner, the numbers of the sources."""
    if audience is Audience.PRACTITIONER:
        cited = numbers(report)
        yield "".join(f"[{cited[name]}]" for name in finding.rule.sources)


NO_RESTRICTION = "No restriction."

_URGENT = {Urgency.NOW: "Get help now.", Urgency.TODAY: "See a doctor today."}


def _plan(finding: Finding, report: Report, audience: Audience) -> str:
    """What the finding asks of the plan: always by name, so that nothing can be taken for a medicine or device."""
    rule = finding.rule
    doubt = "not sure, so " if finding.standing is Standing.ACTS else ""
    if rule.urgent and not doubt:
        return _URGENT[rule.urgent]
    if finding.outcome is Outcome.NOT_TODAY:
        return "Not today."
    if finding.level is Level.NONE:
        return NO_RESTRICTION if phrases.strictest(rule) is Level.NONE else "Nothing planned is affected."
    parts = []
    for level in sorted({level for level in finding.general.values() if level}, reverse=True):
        named = [name for name, each in finding.general.items() if each is level]
        parts.append(_VERDICTS[audience][level].format(phrases.joined(names(named, report.book, audience), AND[level])))
    if not parts and outdone(finding, report, audience):
        return "Something stricter stands at the same places."
    if not parts:
        parts.append(_PLACES[_strictest_place(finding, report)])
    return phrases.sentence(doubt + "; ".join(parts))


def _strictest_place(finding: Finding, report: Report) -> Level:
    """The strictest that is said of any place; of a rule for everybody, of the planned ones."""
    if finding.rule.when is None:
        said = (said_of(met, finding, name, report) for met in finding.limits for name in finding.general)
        return max((level for level, items in said if items), default=finding.level)
    limits = [met.limit.verdicts for met in finding.limits]
    said_at = [verdict(each, name, report.book)[0] for each in limits for name in finding.general]
    return max([finding.level, *said_at])  # the level alone: at a place under a technique that is graded as another


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


def _met(finding: Finding, report: Report) -> str:
    """For a rule that concerns everybody, the planned places that meet it."""
    cells = [cell for line in report.techniques for cell in line.places if finding.rule.id in cell.rules]
    named = phrases.joined(phrases.at(cell.place) for cell in cells if cell.place)
    return f"planned: {named}" if named else ""


def _because(because: Evidence, book: RuleBook, audience: Audience) -> str:
    """What was said, in the words of the question."""
    question = book.questions[because.question]
    if because.not_sure and not because.words and not because.names:
        return f"Not sure: {phrases.lower_first(question.ask.for_audience(audience)).rstrip('?')}"
    said = [question.options[word].for_audience(audience) for word in because.words]
    if question.kind is AnswerKind.ONE:
        said = [f"{question.ask.for_audience(audience)} {each}" for each in said]
    said += [phrases.taken(book, name, audience) for name in because.names]
    text = ", ".join(said)
    if because.not_sure:
        return f"maybe {phrases.lower_first(text)}"
    return text or f"the answer to: {question.ask.for_audience(audience)}"


def _do(rule: Rule, report: Report, audience: Audience) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole."""
    cells = [line.cell for line in report.techniques if line.planned or line.assumed]
    keys = [SESSION]
    if report.outcome.stands < Outcome.NOT_TODAY:
        for cell in cells:
            technique = report.book.techniques.get(cell.technique)
            if technique is not None and cell.level.stands < Level.AVOID:
                keys += [technique.id, *technique.groups]
    for key in keys:
        for wording in rule.precautions.get(key, ()):
            text = wording.for_audience(audience)
            if text and (rule.when is not None or about_the_plan(text, report)):
                yield text


def about_the_plan(text: str, report: Report) -> bool:
    """Whether advice on places bears on the plan: what begins with points does only where one of them is planned.

    A planned region may hold any of them.
    """
    points = _POINTS.match(text)
    places = [cell.place for line in report.techniques for cell in line.places if cell.place]
    return points is None or any(_among(place, points[0]) for place in places)


_POINTS = re.compile(r"[A-Z]{2}[0-9]+(?:(?:,| and| to) [A-Z]{2}[0-9]+)*(?=:)")


def _among(place: BodyPlace, points: str) -> bool:
    """Whether a place is one of the points, which are listed or given from one to another, or holds one."""
    first, to, last = points.partition(" to ")
    numbers = range(int(first[2:]), int(last[2:]) + 1) if to else ()
    named = {f"{first[:2]}{number}" for number in numbers} or set(re.findall(r"[A-Z]{2}[0-9]+", points))
    return place.id in named or not named.isdisjoint(place.holds or ())


def _not_planned(rule: Rule, report: Report, audience: Audience) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if audience is Audience.PATIENT:
        return ""
    techniques = planned(report)
    out = [
        name
        for name in report.book.techniques
        if name not in techniques and verdict(rule.verdicts, name, report.book) == (Level.AVOID, False)
    ]
    named = phrases.joined(names(out, report.book, audience), "or")
    return phrases.sentence(f"if the plan changes: no {named}") if out else ""
