"""Limits as instructions: what to leave out or do with care, and where."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.assess.grades import verdict
from acucheck.document import phrases
from acucheck.document.shown import planned
from acucheck.model.book import AnswerPlace, RuleBook
from acucheck.model.levels import Level, Reader
from acucheck.model.report import Finding, Met, Report

AND = {Level.NOTE: "and", Level.CAUTION: "and", Level.REFER: "and", Level.AVOID: "or"}
"""The word between the last two techniques, by what is said of them."""


def where(finding: Finding, techniques: frozenset[str], book: RuleBook, reader: Reader) -> Iterator[tuple[Level, str]]:
    """Each limit of a finding that concerns the techniques, as an instruction: what to leave out, and where."""
    for met in finding.limits:
        place = phrases.joined((_item(item, met, book, reader) for item in met.limit.where), "or")
        by_level: dict[Level, list[str]] = {}
        for name in book.techniques:
            level, _ = verdict(met.limit.verdicts, name, book)
            if name in techniques and level >= Level.CAUTION:
                by_level.setdefault(level, []).append(name)
        for level in sorted(by_level, reverse=True):
            named = phrases.joined(names(by_level[level], book, reader), AND[level])
            yield level, phrases.sentence(_INSTRUCTIONS[level].format(named, place))


_INSTRUCTIONS = {
    Level.CAUTION: "{} with care at {}",
    Level.REFER: "ask first about {} at {}",
    Level.AVOID: "no {} at {}",
}


def instructions(report: Report, reader: Reader) -> Iterator[tuple[Level, str]]:
    """What all the findings say about places, the strictest first, each with what it is because of."""
    said: dict[tuple[Level, str], list[str]] = {}
    for finding in report.findings:
        for each in where(finding, planned(report), report.book, reader):
            titles = said.setdefault(each, [])
            if finding.rule.when is not None:
                titles.append(phrases.lower_first(finding.rule.title.for_reader(reader)))
    for (level, sentence), titles in sorted(said.items(), key=lambda each: -each[0][0]):
        yield level, f"{sentence.rstrip('.')} ({phrases.joined(titles)})." if titles else sentence


def _item(item: str | AnswerPlace, met: Met, book: RuleBook, reader: Reader) -> str:
    if isinstance(item, AnswerPlace):
        named = phrases.joined((phrases.at(place) for place in met.places), "or")
        return named if named and met.known else (named + ", and " if named else "") + "the place still to be found out"
    for kind in ("region", "hazard"):
        if item in book.concepts[kind]:
            return book.concepts[kind][item].label.for_reader(reader)
    return item


def names(techniques: list[str], book: RuleBook, reader: Reader) -> list[str]:
    """The techniques as they are called inside a sentence."""
    return [phrases.lower_first(phrases.technique(book, name, reader, "what is not recognised")) for name in techniques]
