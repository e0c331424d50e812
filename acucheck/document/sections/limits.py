"""Limits as instructions: what to leave out or do with care, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.book import AnswerPlace
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level
from acucheck.model.report import Finding, LevelAt, LimitMet

AND = {Level.NOTE: "and", Level.CAUTION: "and", Level.REFER: "and", Level.AVOID: "or"}
"""The word between the last two techniques, by what is said of them."""

_INSTRUCTIONS = {
    Level.CAUTION: "{} with care at {}",
    Level.REFER: "ask first about {} at {}",
    Level.AVOID: "no {} at {}",
}


def where(finding: Finding, techniques: Collection[TechniqueId], page: Page) -> Iterator[tuple[Level, str]]:
    """Each limit of a finding that concerns the techniques, as an instruction: what to leave out, and where."""
    for met in finding.limits:
        together: dict[tuple[Level, tuple[str, ...]], list[TechniqueId]] = {}
        for asked in levels_at(met, techniques, page):
            if asked.where:
                places = tuple(_item(item, met, page) for item in asked.where)
                together.setdefault((asked.level, places), []).append(asked.technique)
        strictest_first = sorted(together.items(), key=lambda each: -each[0][0])
        for (level, places), several in strictest_first:
            named = phrases.joined(names(several, page), AND[level])
            instruction = _INSTRUCTIONS[level].format(named, phrases.joined(places, "or"))
            yield level, phrases.sentence(instruction)


def levels_at(met: LimitMet, techniques: Collection[TechniqueId], page: Page) -> Iterator[LevelAt]:
    """What a limit asks of those of the techniques that are known, in the order of the rule book."""
    asked = {each.technique: each for each in met.levels}
    for technique in page.book.techniques:
        if technique in techniques:
            yield asked[technique]


class _Said(Struct):
    """The strictest that is said of one technique at one place, and what it is because of."""

    level: Level = Level.NONE
    because: dict[str, None] = {}


def instructions(page: Page) -> Iterator[tuple[Level, str]]:
    """What all the findings say about places, the strictest first, each with what it is because of.

    Of one technique at one place only the strictest is said. The sentences stand under their level.
    """
    for (level, techniques), places in _by_techniques(page):
        named = phrases.joined(names(techniques, page), AND[level])
        parts = []
        for because, there in places.items():
            why = f" ({because})" if because else ""
            parts.append(phrases.joined(there, "or") + why)
        leave_out = "no " if level is Level.AVOID else ""
        yield level, phrases.sentence(f"{leave_out}{named} at {'; at '.join(parts)}")


_Together = tuple[Level, tuple[TechniqueId, ...]]
_Places = dict[str, list[str]]


def _by_techniques(page: Page) -> list[tuple[_Together, _Places]]:
    """Level and techniques that go together, the strictest first, with their places by what these are because of."""
    techniques: dict[tuple[Level, str, str], list[TechniqueId]] = {}
    for (technique, place), said in _strictest(page).items():
        techniques.setdefault((said.level, place, phrases.joined(said.because)), []).append(technique)
    lines: dict[_Together, _Places] = {}
    for (level, place, because), several in techniques.items():
        lines.setdefault((level, tuple(several)), {}).setdefault(because, []).append(place)
    return sorted(lines.items(), key=lambda line: -line[0][0])


def _strictest(page: Page) -> dict[tuple[TechniqueId, str], _Said]:
    """What is said of each technique at each place. What concerns everybody needs no reason."""
    found: dict[tuple[TechniqueId, str], _Said] = {}
    for finding in page.report.findings:
        title = "" if finding.rule.when is None else page.title(finding.rule)
        for level, technique, place in _each(finding, page):
            said = found.setdefault((technique, place), _Said())
            if level > said.level:
                said.level, said.because = level, {}
            if level is said.level:
                said.because[title] = None
    return found


def outdone(finding: Finding, page: Page) -> bool:
    """Whether all that a finding says about places is said more strictly by others."""
    strictest = _strictest(page)
    own = list(_each(finding, page))
    return bool(own) and all(level < strictest[technique, place].level for level, technique, place in own)


def _each(finding: Finding, page: Page) -> Iterator[tuple[Level, TechniqueId, str]]:
    """Every level that a finding gives to a technique at a place."""
    for met in finding.limits:
        for asked in levels_at(met, page.planned, page):
            for item in asked.where:
                yield asked.level, asked.technique, _item(item, met, page)


def _item(item: str | AnswerPlace, met: LimitMet, page: Page) -> str:
    """What a limit names; where an answer says, the places it gives."""
    if isinstance(item, AnswerPlace):
        named = phrases.joined(map(phrases.at, met.places), "or")
        if not named:
            return "the place still to be found out"
        return named if met.known else f"{named}, and the place still to be found out"
    for kind in ("region", "hazard"):
        concept = page.book.concepts[kind].get(item)
        if concept is not None:
            return page.words(concept.label)
    return item


def names(techniques: Iterable[TechniqueId], page: Page) -> list[str]:
    """The techniques as they are called inside a sentence."""
    return [page.technique(technique, "what is not recognised") for technique in techniques]
