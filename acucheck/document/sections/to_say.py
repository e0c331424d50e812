"""For the patient: sentences ready to be said, and what to keep taking."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.still_open import matters, topics
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, mine
from acucheck.model.answers import MatchStatus, NameKind
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Finding, Missing, OpenPoint, QuestionState, Report

_TO_FIND_OUT = {
    Missing.NOT_RECOGNISED: "The check is not sure what this is: {}. Please help me find out if it matters.",
    Missing.NOT_SURE: "I am not sure about this: {}. Please help me find out.",
    Missing.NOT_ASKED: "I have not answered this yet: {}. Please ask me.",
    Missing.TOO_OLD: "I answered this on an earlier day: {}. Please ask me again.",
    Missing.CONTRADICTED: "My answers do not agree on this: {}. Please ask me.",
}


def sayings(page: Page) -> Iterator[Heading | Lines]:
    """What to say to whom."""
    lines = tuple((whom, f'"{said}"') for whom, said in say(page))
    if lines:
        yield Heading("WHAT TO SAY")
        yield Lines(lines)


def say(page: Page) -> Iterator[tuple[str, str]]:
    """Whom to tell, and the sentences."""
    match page.report.outcome.stands:
        case Outcome.HELP:
            yield from _for_help(page)
        case Outcome.NOT_TODAY:
            yield "At the desk", f"I cannot be treated today: {_stopping(page)}. Please give me a new day."
        case _:
            desk = " ".join(_at_the_desk(page))
            if desk:
                yield "At the desk", desk
            yield from _to_ask(page)


def _for_help(page: Page) -> Iterator[tuple[str, str]]:
    """The sentence for the call, in the words that were ticked."""
    for finding in page.report.findings:
        if finding.rule.urgent and finding.standing is Standing.HOLDS:
            now = finding.rule.urgent is Urgency.NOW
            whom, need = ("On the phone", "I need help now") if now else ("To the doctor", "I need to be seen today")
            yield whom, f"{need}: {_ticked(finding, page)}."


def _ticked(finding: Finding, page: Page) -> str:
    questions = page.book.questions
    labels = [questions[each.question].options[word] for each in finding.because for word in each.words]
    said = phrases.joined(phrases.lower_first(mine(page.words(label))) for label in labels)
    return said or page.title(finding.rule)


def _stopping(page: Page) -> str:
    stopping = [each for each in page.report.findings if each.outcome is Outcome.NOT_TODAY]
    return phrases.joined(page.title(each.rule) for each in stopping)


def _at_the_desk(page: Page) -> Iterator[str]:
    """What to tell before the treatment: what was found, what to leave out, and what is not known."""
    found = [each for each in page.report.findings if each.level >= Level.CAUTION and each.rule.when]
    about = " ".join(about_me(found, page))
    if about:
        yield f"Please note this before you treat me. {about}"
    out = phrases.joined((page.technique(name) for name in _left_out(page.report)), "or")
    if out:
        yield f"Please use no {out}."
    most = max(_at_places(page.report), default=Level.NONE)
    if most >= Level.CAUTION:
        need = "are to be left out or need care" if most is Level.AVOID else "need care"
        yield f"Some places on my body {need}: they are on my page."
    yield from _not_known(page)


def _at_places(report: Report) -> Iterator[Level]:
    """What the limits that count ask of the techniques planned."""
    for finding in report.findings:
        if finding.level < Level.CAUTION:
            continue
        for met in finding.limits:
            for asked in met.levels:
                if asked.technique in finding.general:
                    yield asked.level


def _left_out(report: Report) -> Iterator[TechniqueId]:
    for line in report.techniques:
        if line.planned and line.cell.technique and line.cell.level.stands is Level.AVOID:
            yield line.cell.technique


def _not_known(page: Page) -> Iterator[str]:
    """Names to be looked at, what the person is not sure about, and what nobody has asked yet."""
    serious = [point for point in page.report.open if matters(point)]
    for missing, sentence in _TO_FIND_OUT.items():
        points = [point for point in serious if _to_find_out(point) is missing]
        about = "; ".join(topics(points, page))
        if about:
            yield sentence.format(about)


def _to_find_out(point: OpenPoint) -> Missing:
    """Why a point is open, as the person would say it: whoever is not sure about a name has it looked at."""
    unsure = point.name and point.missing not in {Missing.CONTRADICTED, Missing.TOO_OLD}
    return Missing.NOT_RECOGNISED if unsure else point.missing


def _to_ask(page: Page) -> Iterator[tuple[str, str]]:
    """The question for each person who has to be asked first."""
    whom: dict[str, list[Finding]] = {}
    for finding in page.report.findings:
        if finding.outcome is Outcome.ASK:
            asked = page.words(finding.rule.ask_whom) if finding.rule.ask_whom else "your doctor"
            whom.setdefault(asked, []).append(finding)
    wish = f"I would like to have {phrases.joined(_planned(page))}."
    for asked, why in whom.items():
        because = phrases.joined(page.title(each.rule) + _unsure(each) for each in why)
        told = f"I was told to ask {mine(asked)} first, because of this: {because}."
        reason = " ".join([told, *about_me(why, page)])
        yield "To the doctor", f"{wish} {reason} Is it all right for me? What should my acupuncturist know?"


def _unsure(finding: Finding) -> str:
    return " (not sure)" if finding.standing is Standing.ACTS else ""


def _planned(page: Page) -> Iterator[str]:
    for line in page.report.techniques:
        if (line.planned or line.assumed) and line.cell.technique:
            yield page.technique(line.cell.technique)


def keep_taking(page: Page) -> Iterator[Heading | Lines]:
    """That medicines go on, with those that were named and are known."""
    named = phrases.joined(_medicines(page))
    if named and page.report.outcome.stands is not Outcome.HELP:
        said = f"Keep taking your medicines as prescribed. You named {named}. This page is no reason to change one."
        yield Heading("KEEP TAKING")
        yield Lines((("", said),))


def _medicines(page: Page) -> Iterator[str]:
    aside = {entry.question for entry in page.report.ledger if entry.state is QuestionState.SET_ASIDE}
    for asked, name in page.report.named:
        if name.kind is NameKind.MEDICINE and name.taken is MatchStatus.RECOGNISED and asked not in aside:
            yield phrases.called(page.book, name, page.audience)
