"""Limits as instructions: what to leave out or do with care, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from acucheck.assess.engine.compiled import verdict
from acucheck.document.shown_findings import planned
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Cell, Finding, LimitMet, Report

AND = {Level.NOTE: "and", Level.CAUTION: "and", Level.REFER: "and", Level.AVOID: "or"}
"""The word between the last two techniques, by what is said of them."""


def where(
    finding: Finding, techniques: frozenset[TechniqueId], report: Report, audience: Audience
) -> Iterator[tuple[Level, str]]:
    """Each limit of a finding that concerns the techniques, as an instruction: what to leave out, and where."""
    for met in finding.limits:
        together: dict[tuple[Level, tuple[str, ...]], list[TechniqueId]] = {}
        for technique in techniques_in_order(techniques, report.book):
            level, items = said_of(met, finding, technique, report)
            if items:
                places = tuple(_item(item, met, report.book, audience) for item in items)
                together.setdefault((level, places), []).append(technique)
        for (level, places), several in sorted(together.items(), key=lambda each: -each[0][0]):
            named = phrases.joined(names(several, report.book, audience), AND[level])
            yield level, phrases.sentence(_INSTRUCTIONS[level].format(named, phrases.joined(places, "or")))


_INSTRUCTIONS = {
    Level.CAUTION: "{} with care at {}",
    Level.REFER: "ask first about {} at {}",
    Level.AVOID: "no {} at {}",
}


def techniques_in_order(techniques: frozenset[TechniqueId], book: RuleBook) -> list[TechniqueId]:
    """Those that are known, in the order of the rule book."""
    return [name for name in book.techniques if name in techniques]


def said_of(
    met: LimitMet, finding: Finding, technique: TechniqueId, report: Report
) -> tuple[Level, list[str | AnswerPlace]]:
    """The level that a limit has for a technique, and all that it names there, as far as it bears on the plan.

    A rule that concerns everybody is about the planned places alone, and not about those left out anyway.
    """
    level, _ = verdict(met.limit.verdicts, technique, report.book)
    if level < Level.CAUTION:
        return level, []
    if finding.rule.when is not None:
        return level, list(met.limit.where)
    there = [place for cell in _cells(technique, level, report) if cell.place for place in _readings(cell.place)]
    return level, [item for item in met.limit.where if any(item in place for place in there)]


def _cells(technique: str, level: Level, report: Report) -> Iterator[Cell]:
    """The planned places of a technique that nothing stricter leaves out; all planned ones, where it is not planned."""
    own = [line for line in report.techniques if line.cell.technique == technique]
    for line in own or report.techniques:
        yield from (cell for cell in line.places if not own or cell.level.stands < Level.AVOID or level is Level.AVOID)


def _readings(place: BodyPlace) -> Iterator[frozenset[str]]:
    """What lies at a place or is a part of it, for each place that it may be."""
    for each in (place, *place.readings):
        yield frozenset(each.lies_in or ()) | frozenset(each.holds or ())


class _Said(Struct):
    """The strictest that is said of one technique at one place, and what it is because of."""

    level: Level = Level.NONE
    because: dict[str, None] = {}


def instructions(report: Report, audience: Audience) -> Iterator[tuple[Level, str]]:
    """What all the findings say about places, the strictest first, each with what it is because of.

    Of one technique at one place only the strictest is said. The sentences stand under their level.
    """
    techniques: dict[tuple[Level, str, str], list[TechniqueId]] = {}
    for (technique, place), said in _strictest(report, audience).items():
        techniques.setdefault((said.level, place, phrases.joined(said.because)), []).append(technique)
    lines: dict[tuple[Level, tuple[TechniqueId, ...]], dict[str, list[str]]] = {}
    for (level, place, because), several in techniques.items():
        lines.setdefault((level, tuple(several)), {}).setdefault(because, []).append(place)
    for (level, together), places in sorted(lines.items(), key=lambda line: -line[0][0]):
        named = phrases.joined(names(together, report.book, audience), AND[level])
        parts = (phrases.joined(there, "or") + (f" ({why})" if why else "") for why, there in places.items())
        yield level, phrases.sentence(f"{'no ' * (level is Level.AVOID)}{named} at {'; at '.join(parts)}")


def _strictest(report: Report, audience: Audience) -> dict[tuple[TechniqueId, str], _Said]:
    """What is said of each technique at each place. What concerns everybody needs no reason."""
    found: dict[tuple[TechniqueId, str], _Said] = {}
    for finding in report.findings:
        title = phrases.lower_first(finding.rule.title.for_audience(audience)) if finding.rule.when is not None else ""
        for level, technique, place in _each(finding, report, audience):
            said = found.setdefault((technique, place), _Said())
            if level > said.level:
                said.level, said.because = level, {}
            if level is said.level:
                said.because[title] = None
    return found


def outdone(finding: Finding, report: Report, audience: Audience) -> bool:
    """Whether all that a finding says about places is said more strictly by others."""
    strictest = _strictest(report, audience)
    own = list(_each(finding, report, audience))
    return bool(own) and all(level < strictest[technique, place].level for level, technique, place in own)


def _each(finding: Finding, report: Report, audience: Audience) -> Iterator[tuple[Level, TechniqueId, str]]:
    """Every level that a finding gives to a technique at a place."""
    for met in finding.limits:
        for technique in techniques_in_order(planned(report), report.book):
            level, items = said_of(met, finding, technique, report)
            yield from ((level, technique, _item(item, met, report.book, audience)) for item in items)


def _item(item: str | AnswerPlace, met: LimitMet, book: RuleBook, audience: Audience) -> str:
    if isinstance(item, AnswerPlace):
        named = phrases.joined((phrases.at(place) for place in met.places), "or")
        return named if named and met.known else (named + ", and " if named else "") + "the place still to be found out"
    for kind in ("region", "hazard"):
        if item in book.concepts[kind]:
            return book.concepts[kind][item].label.for_audience(audience)
    return item


def names(techniques: Iterable[TechniqueId], book: RuleBook, audience: Audience) -> list[str]:
    """The techniques as they are called inside a sentence."""
    return [
        phrases.lower_first(phrases.technique(book, name, audience, "what is not recognised")) for name in techniques
    ]
