"""For the patient: sentences ready to be said, and what to keep taking."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.still_open import matters, topics
from acucheck.document.wording import phrases
from acucheck.document.wording.spoken import about_me
from acucheck.model.answers import MatchStatus, NameKind
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Cell, Finding, Missing, OpenPoint, QuestionState, Report

_CALLS = {
    Urgency.NOW: ("On the phone", "I need help now."),
    Urgency.TODAY: ("To the doctor", "I need to be seen today."),
}
_DESK = "At the desk"
_PLACES_TO_SAY = {_DESK, *(where for where, _ in _CALLS.values())}
_BECAUSE = "It is because of this: {}."
_AT = "{} at {}"
_AT_PLACES = {
    Level.AVOID: "Please leave out {}.",
    Level.REFER: "Please wait with {} until it is agreed.",
    Level.CAUTION: "Please take care with {}.",
}
_TO_FIND_OUT = {
    Missing.NOT_SURE: "I am not sure about this: {}. Please help me find out.",
    Missing.NOT_ASKED: "I have not answered this yet: {}. Please ask me.",
    Missing.TOO_OLD: "I answered this on an earlier day: {}. Please ask me again.",
    Missing.CONTRADICTED: "My answers do not agree on this: {}. Please ask me.",
}


def sayings(page: Page) -> Iterator[Heading | Lines]:
    """What to say to whom."""
    lines = tuple(spoken(page))
    if lines:
        yield Heading("WHAT TO SAY")
        yield Lines(lines)


def spoken(page: Page) -> Iterator[tuple[str, str]]:
    """The sentences in quotes, with the label that each stands behind."""
    for whom, said in say(page):
        yield _labelled(whom, said)


def _labelled(whom: str, said: str) -> tuple[str, str]:
    """The sentences behind where they are said; those for somebody who has to be asked name that person."""
    if whom in _PLACES_TO_SAY:
        return whom, f'"{said}"'
    return "Ask first", f'{whom}: "{said}"'


def say(page: Page) -> Iterator[tuple[str, str]]:
    """Whom to tell, and the sentences."""
    match page.report.outcome.stands:
        case Outcome.HELP:
            yield from _for_help(page)
        case Outcome.NOT_TODAY:
            yield _DESK, " ".join(_not_today(page))
        case _:
            desk = " ".join(_at_the_desk(page))
            if desk:
                yield _DESK, desk
            yield from _to_ask(page)


def _for_help(page: Page) -> Iterator[tuple[str, str]]:
    """The sentence for the call, by what was ticked."""
    for finding in page.report.findings:
        if finding.rule.urgent and finding.standing is Standing.HOLDS:
            whom, need = _CALLS[finding.rule.urgent]
            why = about_me([finding], page) or [_BECAUSE.format(page.title(finding.rule))]
            yield whom, " ".join([need, *why])


def _not_today(page: Page) -> Iterator[str]:
    stopping = [each for each in page.report.findings if each.outcome is Outcome.NOT_TODAY]
    yield "I cannot be treated today."
    titles = phrases.joined(page.title(each.rule) for each in stopping)
    yield from about_me(stopping, page) or [_BECAUSE.format(titles)]
    yield "Please give me a new day."


def _at_the_desk(page: Page) -> Iterator[str]:
    """What to tell before the treatment: what was found, what to leave out, and what is not known."""
    found = [each for each in page.report.findings if each.level >= Level.CAUTION and each.rule.when]
    about = about_me(found, page)
    if about:
        yield "Please note this first."
        yield from about
    if out := list(_left_out(page.report)):
        yield f"Please use no {page.techniques(out, 'or')}."
    yield from _about_places(page)
    yield from _not_known(page)


def _about_places(page: Page) -> Iterator[str]:
    """What to say of the planned places, the strictest first; and that the page has more where none is named."""
    yield from _asked_there(page)
    yield from _rules_there(page)
    told = any(map(_needs_care, _at_places(page)))
    if not (told or page.is_low_risk) and any(asked.planned for asked in page.report.places):
        yield "My page has places to leave out or take care with."


def _at_places(page: Page) -> Iterator[Cell]:
    """The planned places of each technique that is known and not left out as a whole."""
    for line in page.report.techniques:
        if line.cell.technique and line.cell.level.stands is not Level.AVOID:
            yield from line.places


def _needs_care(cell: Cell) -> bool:
    return cell.level.stands >= Level.CAUTION and cell.place is not None


def _asked_there(page: Page) -> Iterator[str]:
    """For each level the techniques with their places, but for those of which a rule for everybody says more."""
    asked: dict[Level, dict[TechniqueId, list[str]]] = {level: {} for level in _AT_PLACES}
    for cell in filter(_needs_care, _at_places(page)):
        level = cell.level.stands
        if level > page.anywhere.get(cell.technique, Level.NONE) and (
            level > Level.CAUTION or not _said_by_rules(cell, page)
        ):
            asked[level].setdefault(cell.technique, []).append(_called(cell))
    for level, techniques in asked.items():
        if techniques:
            named = (_AT.format(page.technique(each), phrases.joined(there)) for each, there in techniques.items())
            yield _AT_PLACES[level].format(phrases.joined(named))


def _rules_there(page: Page) -> Iterator[str]:
    """What the rules for everybody have a patient say of their planned places."""
    places: dict[str, dict[str, None]] = {}
    for cell in filter(_needs_care, _at_places(page)):
        for sentence in _said_by_rules(cell, page):
            places.setdefault(sentence, {})[_called(cell)] = None
    for sentence, there in places.items():
        yield sentence.format(place=phrases.joined(there))


def _said_by_rules(cell: Cell, page: Page) -> list[str]:
    sentences = [page.book.rules[rule].say for rule in cell.rules]
    return [sentence for sentence in sentences if sentence]


def _called(cell: Cell) -> str:
    return phrases.at(cell.place) if cell.place is not None else ""


def _left_out(report: Report) -> Iterator[TechniqueId]:
    for line in report.techniques:
        if line.planned and line.cell.technique and line.cell.level.stands is Level.AVOID:
            yield line.cell.technique


def _not_known(page: Page) -> Iterator[str]:
    """Names to be looked at, what the person is not sure about, and what nobody has asked yet."""
    serious = [point for point in page.report.open if matters(point)]
    if any(_is_name(point) for point in serious):
        yield "The check did not know some words that I wrote. Please look at them with me: they are on my page."
    for missing, sentence in _TO_FIND_OUT.items():
        points = [point for point in serious if point.missing is missing and not _is_name(point)]
        about = "; ".join(topics(points, page))
        if about:
            yield sentence.format(about)


def _is_name(point: OpenPoint) -> bool:
    """Whether a typed name has to be looked at."""
    return bool(point.name) and point.missing not in {Missing.CONTRADICTED, Missing.TOO_OLD}


def _to_ask(page: Page) -> Iterator[tuple[str, str]]:
    """The question for each person who has to be asked first."""
    whom: dict[str, list[Finding]] = {}
    for finding in page.report.findings:
        if finding.outcome is Outcome.ASK:
            asked = page.words(finding.rule.ask_whom) if finding.rule.ask_whom else "your doctor"
            whom.setdefault(asked, []).append(finding)
    for asked, why in whom.items():
        yield asked, " ".join(_question(why, page))


def _question(why: list[Finding], page: Page) -> Iterator[str]:
    planned = [line.cell.technique for line in page.report.techniques if line.planned or line.assumed]
    yield f"I would like to have {page.techniques(filter(None, planned))}."
    titles = phrases.joined(page.title(each.rule) + _unsure(each) for each in why)
    yield f"I was told to ask first, because of this: {titles}."
    yield from about_me(why, page)
    yield "Is it all right for me? What should my acupuncturist know?"


def _unsure(finding: Finding) -> str:
    return " (not sure)" if finding.standing is Standing.ACTS else ""


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
