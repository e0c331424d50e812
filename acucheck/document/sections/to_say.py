"""For the patient: sentences ready to be said, and what to keep taking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, islice

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.also_seen import also_told
from acucheck.document.sections.ask_first import MANY_WORDS, to_ask, worst_first
from acucheck.document.sections.limits import place_name
from acucheck.document.sections.not_recognised import is_slight, named
from acucheck.document.sections.planned_parts import parts_at
from acucheck.document.sections.still_open import matters, topic
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, agreed, to_be_asked_about
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Cell, Finding, Missing, Report

_DESK = "At the desk"
_PLACES_TO_SAY = {_DESK, "On the phone", "To the doctor"}
_NOTE_FIRST = "Please note this first."
_BECAUSE = "It is because of this: {}."
_AT_PLACES = {
    Level.AVOID: "Please leave out {}.",
    Level.REFER: "Please wait with {} until it is agreed.",
    Level.CAUTION: "Please take care with {}.",
}
_NOT_TODAY = ("I cannot be treated today.", "Please give me a new day.")
_NOT_TODAY_FOR_ANOTHER = ("There can be no treatment today.", "Please give us a new day.")
_UNKNOWN = "The check did not know these words: {}. Please ask."
_OPEN = "Still open: {}."
_MOST_OPEN = 2
"""Open questions that are named at the desk, the worst first."""
_MORE = "There is more on my page. Please read it."


def what_to_say(page: Page) -> Iterator[Heading | Lines]:
    """What to say to whom."""
    lines = (*quoted_lines(page), *also_told(page))
    if lines:
        yield Heading("WHAT TO SAY")
        yield Lines(lines)


def quoted_lines(page: Page) -> Iterator[tuple[str, str]]:
    """The sentences in quotes, with the label that each stands behind."""
    for whom, said in said_to_each(page):
        yield _labelled(whom, said)


def _labelled(whom: str, said: str) -> tuple[str, str]:
    """The sentences behind where they are said; those for somebody who has to be asked name that person."""
    if whom in _PLACES_TO_SAY:
        return whom, f'"{said}"'
    return "Ask first", f'{whom}: "{said}"'


def said_to_each(page: Page) -> Iterator[tuple[str, str]]:
    """Whom to tell, and the sentences."""
    match page.report.outcome.stands:
        case Outcome.HELP:
            from acucheck.document.sections.on_the_phone import script

            yield script(page)
        case Outcome.NOT_TODAY:
            yield _DESK, " ".join(_not_today(page))
        case _:
            desk = " ".join(_at_the_desk(page))
            if desk:
                yield _DESK, desk
            yield from to_ask(page)


def _not_today(page: Page) -> Iterator[str]:
    stopping = [each for each in page.report.findings if each.outcome is Outcome.NOT_TODAY]
    first, last = _NOT_TODAY_FOR_ANOTHER if page.speaks_for_another else _NOT_TODAY
    titles = [page.title(each.rule) for each in stopping]
    yield first
    yield from about_me(stopping, page) or [_BECAUSE.format(phrases.joined(titles))]
    yield last


def _at_the_desk(page: Page) -> Iterator[str]:
    """What to tell before the treatment, as far as it can be said at a desk: what matters most is not left away."""
    about = list(_about(page))
    asked = list(_asked_for(page))
    sentences = [*about, *asked, *_elsewhere(page)]
    needed = {*asked, *islice(about, 1)}
    by_weight = sorted(sentences, key=lambda sentence: sentence not in needed)
    words = accumulate(len(each.split()) for each in by_weight)
    heard = by_weight[: max(1, sum(so_far <= MANY_WORDS for so_far in words))]
    yield from filter(heard.__contains__, sentences)
    labels = _open_labels(page)
    if labels:
        yield _OPEN.format(phrases.joined(labels[:_MOST_OPEN]))
    if len(heard) < len(sentences) or len(labels) > _MOST_OPEN:
        yield _MORE


def _about(page: Page) -> Iterator[str]:
    """What was found, what is certain first, and what was agreed on."""
    found = worst_first(page)
    elsewhere = _barring_a_place(page) if page.speaks_for_another else []
    about = [*about_me(found, page, elsewhere), *to_be_asked_about(found, page)]
    if about:
        yield f"{_NOTE_FIRST} {about[0]}"
        yield from about[1:]
        for sentence in agreed(page):
            if sentence not in about:
                yield sentence


def _elsewhere(page: Page) -> Iterator[str]:
    """Where something is left out, wherever the plan is. Somebody who speaks for another has named it already."""
    if page.speaks_for_another:
        return
    told = about_me(worst_first(page), page)
    elsewhere = about_me((), page, _barring_a_place(page))
    yield from [sentence for sentence in elsewhere if sentence not in told]


def _asked_for(page: Page) -> Iterator[str]:
    """What to leave out, what needs care, and which words nobody knows."""
    out = list(_left_out(page.report))
    if out:
        yield f"Please use no {page.techniques(out, 'or')}."
    yield from _about_places(page)
    not_recognised = [point for point in page.report.open if point.missing is Missing.NOT_RECOGNISED]
    unknown = [named(point, page, '"') for point in not_recognised if not is_slight(point, page.report)]
    if unknown:
        yield _UNKNOWN.format(phrases.joined(unknown))


def _barring_a_place(page: Page) -> list[Finding]:
    found = worst_first(page)
    return [each for each in page.report.findings if each not in found and _bars_a_place(each)]


def _bars_a_place(finding: Finding) -> bool:
    """Whether something is left out at a place that was answered, wherever the plan is."""
    if finding.rule.when is None:
        return False
    return any(met.places and Level.AVOID in met.limit.verdicts.values() for met in finding.limits)


def _about_places(page: Page) -> Iterator[str]:
    """What to say of the planned places, the strictest first; and that the page has more where none is named."""
    yield from _asked_there(page)
    yield from _rules_there(page)
    told = any(map(_needs_care, _at_places(page)))
    if not (told or page.is_low_risk) and any(asked.planned for asked in page.report.places):
        yield "My page names places that need care."


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
        by_itself = level > Level.CAUTION or not _said_by_rules(cell, page)
        if by_itself and level > page.anywhere.get(cell.technique, Level.NONE):
            asked[level].setdefault(cell.technique, []).append(_called(cell))
    for level in (Level.AVOID, Level.REFER):
        for technique, _, parts in parts_at(level, page):
            asked[level].setdefault(technique, []).extend(place_name(part, page) for part in parts)
    for level, techniques in asked.items():
        named: list[str] = []
        for technique, there in techniques.items():
            named.append(phrases.somewhere(page.technique(technique), phrases.joined(there)))
        if named:
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


def _open_labels(page: Page) -> list[str]:
    """The open questions that matter, in quotes, as the page calls them, the worst first."""
    called: dict[str, None] = {}
    for point in page.report.open:
        if matters(point) and not point.name:
            called[topic(point, page)] = None
    return [f'"{each}"' for each in called]
