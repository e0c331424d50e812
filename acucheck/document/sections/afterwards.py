"""Aftercare in order of time, and gentler alternatives with their own limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.limits import where
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus
from acucheck.model.book import Aftercare
from acucheck.model.ids import SourceId, TechniqueId
from acucheck.model.levels import Audience, Level, Urgency
from acucheck.model.report import Cell, Finding

_AFTER = {Audience.PRACTITIONER: "TELL THE PATIENT: AFTER THE SESSION", Audience.PATIENT: "AFTER THE SESSION"}


def aftercare(page: Page) -> Iterator[Heading | Lines]:
    """What to do and watch as time goes on, then when to call at once, with the number, and when on the same day."""
    entries = [page.book.aftercare[care] for care in page.report.aftercare]
    if not entries:
        return
    lines = [*_by_time(entries, page), *_when_to_call(entries, page)]
    label, last = lines.pop()
    used = [source for entry in entries for source in entry.sources]
    cited = "".join(f" Sources of this list: {numbered}" for numbered in _cited(used, page))
    yield Heading(_AFTER[page.audience])
    yield Lines((*lines, (label, last + cited)))


def _by_time(entries: Iterable[Aftercare], page: Page) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if entry.help is None:
            yield phrases.TIMES[entry.time], page.words(entry.say)


def _when_to_call(entries: list[Aftercare], page: Page) -> Iterator[tuple[str, str]]:
    urgent = [care_text(entry, page) for entry in entries if entry.help is Urgency.NOW]
    if urgent:
        first, *others = urgent
        yield "Call at once", f"{first} Ring {page.book.practice.emergency}."
        for other in others:
            yield "Call at once", other
    for entry in entries:
        if entry.help is Urgency.TODAY:
            yield "Call same day", page.words(entry.say)


def care_text(entry: Aftercare, page: Page) -> str:
    """One piece of aftercare; when it is to get help, also the medicines to name that it is because of."""
    said = page.words(entry.say)
    if entry.help is not Urgency.NOW:
        return said
    brought = [finding for finding in page.report.findings if entry.id in finding.rule.aftercare]
    taken = phrases.joined(name for finding in brought for name in _medicines(finding, page))
    return f"{said} Say that you take {taken}." if taken else said


def _medicines(finding: Finding, page: Page) -> Iterator[str]:
    """The medicines that a finding is because of, as they were typed."""
    medicines = page.book.concepts["medicine"].keys()
    for because in finding.because:
        for name in because.names:
            if name.taken is MatchStatus.RECOGNISED and name.concepts & medicines:
                yield phrases.called(page.book, name, Audience.PATIENT)


def _cited(sources: Iterable[SourceId], page: Page) -> Iterator[str]:
    """For the practitioner, the numbers of some sources."""
    if not page.is_for_patient:
        numbers = [f"[{page.source_numbers[source]}]" for source in dict.fromkeys(sources)]
        yield "".join(numbers) + "."


def alternatives(page: Page) -> Iterator[Heading | Lines]:
    """Each alternative that is right for this person, with what the rules ask of it."""
    if not page.report.alternatives:
        return
    yield Heading("GENTLER WAYS")
    for name, cell in page.report.alternatives.items():
        alternative = page.book.alternatives[name]
        title = page.words(page.book.techniques[alternative.technique].label)
        lines = [("", page.words(alternative.say))]
        lines += [("Do", each) for each in alternative_care(cell, page)]
        lines += [("Sources", each) for each in _cited(alternative.sources, page)]
        yield Lines(tuple(lines), f"{title}: {_level(cell, page)}", cell.level.stands)


def _level(cell: Cell, page: Page) -> str:
    level = phrases.LEVELS[page.audience][cell.level.stands]
    if cell.level.worst > cell.level.stands:
        level += f"; at worst: {phrases.level_named(cell.level.worst, cell.outcome.worst, page.audience)}"
    return level


def alternative_care(cell: Cell, page: Page) -> list[str]:
    """The limits and precautions that the findings put on an alternative itself, what is left out first.

    Where a finding says how to take care, that it takes care somewhere is not said again.
    """
    out, careful = [], []
    for finding in page.report.findings:
        care = list(_precautions(finding, cell.technique, page))
        for level, sentence in where(finding, {cell.technique}, page):
            if level is Level.AVOID:
                out.append(sentence)
            elif not care:
                careful.append(sentence)
        careful += care
    return list(dict.fromkeys([*out, *careful]))


def _precautions(finding: Finding, technique: TechniqueId, page: Page) -> Iterator[str]:
    """What a finding says of how to do a technique."""
    for key in (technique, *page.book.techniques[technique].groups):
        yield from filter(None, map(page.words, finding.rule.precautions.get(key, ())))
