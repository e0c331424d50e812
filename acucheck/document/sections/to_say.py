"""For the patient: sentences ready to be said, and what to keep taking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from acucheck.document.blocks import Heading, Lines
from acucheck.document.doubts import goes_to_whoever_is_called
from acucheck.document.follow_ups import points_missing
from acucheck.document.page import Page
from acucheck.document.sections.also_seen import without_finding
from acucheck.document.sections.ask_first import MANY_WORDS, to_ask, to_be_seen, worst_first
from acucheck.document.sections.in_doubt import doubted
from acucheck.document.sections.limits import place_name
from acucheck.document.sections.not_recognised import is_slight, named
from acucheck.document.sections.planned_parts import parts_at, parts_of
from acucheck.document.sections.preconditions import awaited
from acucheck.document.sections.still_open import matters, topic
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, agreed, my_medicines, to_be_asked_about
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
_TODAY = "today"
_MOST_OPEN = 2
"""Open questions that are named at the desk, the worst first."""
_MORE = "There is more on my page. Please read it."


def what_to_say(page: Page) -> Iterator[Heading | Lines]:
    """What to say to whom."""
    lines = (*quoted_lines(page), *also_told(page), *shown_besides(page))
    if lines:
        yield Heading("WHAT TO SAY")
        yield Lines(lines)


def also_told(page: Page) -> Iterator[tuple[str, str]]:
    """For a patient, what was told and changes nothing in the plan, so that nobody takes it for lost."""
    if page.has_session and not page.is_low_risk:
        yield from without_finding(page, worst_first(page))


def shown_besides(page: Page) -> Iterator[tuple[str, str]]:
    """What was ticked and is more than can be said on the phone."""
    if goes_to_whoever_is_called(page.report):
        from acucheck.document.sections.on_the_phone import not_spoken

        besides = not_spoken(page)
        if besides:
            yield "Show too", " ".join(map(phrases.with_stop, besides))


def quoted_lines(page: Page) -> Iterator[tuple[str, str]]:
    """The sentences in quotes, with the label that each stands behind."""
    for whom, said in said_to_each(page):
        yield _behind_label(whom, said)


def _behind_label(whom: str, said: str) -> tuple[str, str]:
    """The sentences behind where they are said; those for somebody who has to be asked name that person."""
    if whom in _PLACES_TO_SAY:
        return whom, f'"{said}"'
    return "Ask first", f'{whom}: "{said}"'


def said_to_each(page: Page) -> Iterator[tuple[str, str]]:
    """Whom to tell, and the sentences."""
    in_doubt = doubted(page)
    if in_doubt:
        from acucheck.document.sections.on_the_phone import script_in_doubt

        yield script_in_doubt(in_doubt, page)
    match page.report.outcome.stands:
        case Outcome.ASK | Outcome.HELP if in_doubt:
            return  # nobody is asked about anything else before that is clear
        case Outcome.HELP:
            from acucheck.document.sections.on_the_phone import script

            yield script(page)
        case Outcome.NOT_TODAY:
            yield _DESK, " ".join(_not_today(page))
            yield from to_be_seen(page)
        case _:
            desk = " ".join(_at_the_desk(page))
            if desk:
                yield _DESK, desk
            yield from to_ask(page)


def _not_today(page: Page) -> Iterator[str]:
    stopping = [finding for finding in page.report.findings if finding.outcome is Outcome.NOT_TODAY]
    first, last = _NOT_TODAY_FOR_ANOTHER if page.speaks_for_another else _NOT_TODAY
    titles = phrases.joined(page.titles(stopping))
    yield first
    yield from about_me(stopping, page) or [_BECAUSE.format(titles)]
    yield last


def _at_the_desk(page: Page) -> Iterator[str]:
    """What to tell before the treatment, as far as it can be said at a desk: what matters most is not left away."""
    about = list(_what_was_found(page))
    asked = list(_asked_for(page))
    unknown = list(_unknown_words(page))
    sentences = [*about, *asked, *unknown, *_elsewhere(page)]
    medicines = my_medicines(worst_first(page), page)
    first_heard = [{*islice(about, 1), *medicines}, {*asked}, _of_today(page), {*unknown}]
    by_weight = sorted(sentences, key=lambda sentence: [sentence not in group for group in first_heard])
    heard = phrases.within_words(by_weight, MANY_WORDS)
    yield from filter(heard.__contains__, sentences)
    labels = _open_labels(page)
    if labels:
        named_first = phrases.joined(labels[:_MOST_OPEN])
        yield _OPEN.format(named_first)
    if len(heard) < len(sentences) or len(labels) > _MOST_OPEN:
        yield _MORE


def _what_was_found(page: Page) -> Iterator[str]:
    """What was found, what is certain first, and what was agreed on."""
    found = worst_first(page)
    elsewhere = _barring_a_place(page) if page.speaks_for_another else []
    notes = _notes_of_today(page) if found else []
    about = about_me([*found, *notes], page, elsewhere)
    about += to_be_asked_about(found, page)
    if about:
        yield f"{_NOTE_FIRST} {about[0]}"
        yield from about[1:]
        for sentence in agreed(page):
            if sentence not in about:
                yield sentence


def _of_today(page: Page) -> set[str]:
    """The sentences about what has to happen before the session, and about today."""
    first = [finding for finding, _ in awaited(page)]
    return set(about_me([*first, *_notes_of_today(page)], page))


def _notes_of_today(page: Page) -> list[Finding]:
    """What was said of today and is only noted, such as that somebody will drive."""
    told = worst_first(page)
    found: list[Finding] = []
    for finding in page.report.findings:
        if finding.rule.topic == _TODAY and finding.level and finding not in told:
            found.append(finding)
    return found


def _elsewhere(page: Page) -> Iterator[str]:
    """Where something is left out, wherever the plan is. Somebody who speaks for another has named it already."""
    if page.speaks_for_another:
        return
    told = about_me(worst_first(page), page)
    elsewhere = about_me((), page, _barring_a_place(page))
    yield from [sentence for sentence in elsewhere if sentence not in told]


def _asked_for(page: Page) -> Iterator[str]:
    """What to leave out, and what needs care."""
    out = list(_techniques_left_out(page.report))
    if out:
        yield f"Please use no {page.techniques(out, 'or')}."
    yield from _about_places(page)


def _unknown_words(page: Page) -> Iterator[str]:
    """The words that nobody knows, to be asked about."""
    unknown: list[str] = []
    for point in points_missing(Missing.NOT_RECOGNISED, page.report):
        if point.could_be > Outcome.CARE or not is_slight(point, page.report):
            unknown.append(named(point, page, '"'))
    if unknown:
        yield _UNKNOWN.format(phrases.joined(unknown))


def _barring_a_place(page: Page) -> list[Finding]:
    """What leaves something out at a place that was answered, and is not told already."""
    told = worst_first(page)
    found: list[Finding] = []
    for finding in page.report.findings:
        if finding not in told and _bars_a_place(finding):
            found.append(finding)
    return found


def _bars_a_place(finding: Finding) -> bool:
    """Whether something is left out at a place that was answered, wherever the plan is."""
    if finding.rule.when is None:
        return False
    at_answered = [met for met in finding.limits if met.places]
    return any(Level.AVOID in met.limit.verdicts.values() for met in at_answered)


def _about_places(page: Page) -> Iterator[str]:
    """What to say of the planned places, the strictest first; and that the page has more where none is named."""
    yield from _asked_there(page)
    yield from _rules_there(page)
    if page.is_low_risk or _cells_that_need_care(page):
        return
    in_part = phrases.joined(dict.fromkeys(phrases.at(place) for _, place, _ in parts_at(Level.CAUTION, page)))
    if in_part:
        yield f"Please take care at parts of {in_part}: my page names them."
    elif not _tells_parts(page) and any(asked.planned for asked in page.report.places):
        yield "My page names places that need care."


def _tells_parts(page: Page) -> bool:
    """Whether parts of planned places are named that are left out or asked about."""
    return any(any(parts_at(level, page)) for level in (Level.AVOID, Level.REFER))


def _cells_that_need_care(page: Page) -> list[Cell]:
    """The planned places that need care at least."""
    found: list[Cell] = []
    for cell in _cells_at_places(page):
        if cell.place is not None and cell.level.stands >= Level.CAUTION:
            found.append(cell)
    return found


def _cells_at_places(page: Page) -> Iterator[Cell]:
    """The planned places of each technique that is known and not left out as a whole."""
    for line in page.report.techniques:
        if line.cell.technique and line.cell.level.stands is not Level.AVOID:
            yield from line.places


def _asked_there(page: Page) -> Iterator[str]:
    """For each level the techniques with their places, but for those of which a rule for everybody says more."""
    asked: dict[Level, dict[TechniqueId, list[str]]] = {level: {} for level in _AT_PLACES}
    for cell in _cells_that_need_care(page):
        if _is_asked_there(cell, page):
            techniques = asked[cell.level.stands]
            techniques.setdefault(cell.technique, []).append(_place_called(cell))
    for level in (Level.AVOID, Level.REFER):
        for technique, _, parts in parts_at(level, page):
            named_parts = [place_name(part, page) for part in parts]
            asked[level].setdefault(technique, []).extend(named_parts)
    for level, techniques in asked.items():
        said: list[str] = []
        for technique, there in techniques.items():
            places = phrases.joined(there)
            said.append(phrases.somewhere(page.technique(technique), places))
        if said:
            yield _AT_PLACES[level].format(phrases.joined(said))


def _is_asked_there(cell: Cell, page: Page) -> bool:
    """Whether more stands at a place than anywhere, and no rule for everybody has a sentence for it."""
    level = cell.level.stands
    if level <= page.anywhere.get(cell.technique, Level.NONE):
        return False
    return level > Level.CAUTION or not _said_by_rules(cell, page)


def _rules_there(page: Page) -> Iterator[str]:
    """What the rules for everybody have a patient say of their planned places; not where more is left out there."""
    places: dict[str, list[str]] = {}
    for cell in _cells_that_need_care(page):
        if _is_left_out_there(cell, page):
            continue
        for sentence in _said_by_rules(cell, page):
            places.setdefault(sentence, []).append(_place_called(cell))
    for sentence, there in places.items():
        yield sentence.format(place=phrases.joined(there))


def _is_left_out_there(cell: Cell, page: Page) -> bool:
    """Whether a technique is left out at a planned place, or at a part of it: how to do it there would undo that."""
    if cell.level.stands is Level.AVOID:
        return True
    return any(asked.level is Level.AVOID for asked in parts_of(cell, page))


def _said_by_rules(cell: Cell, page: Page) -> list[str]:
    """The sentences that the rules at a place have for it."""
    rules = [page.book.rules[rule_id] for rule_id in cell.rules]
    return [rule.say for rule in rules if rule.say]


def _place_called(cell: Cell) -> str:
    return phrases.at(cell.place) if cell.place is not None else ""


def _techniques_left_out(report: Report) -> Iterator[TechniqueId]:
    """The planned techniques that are left out wherever they are done."""
    for line in report.techniques:
        cell = line.cell
        if line.planned and cell.technique and cell.level.stands is Level.AVOID:
            yield cell.technique


def _open_labels(page: Page) -> list[str]:
    """The open questions that matter, in quotes, as the page calls them, the worst first."""
    called: dict[str, None] = {}
    for point in page.report.open:
        if matters(point) and not point.name:
            called[topic(point, page)] = None
    return [f'"{each}"' for each in called]
