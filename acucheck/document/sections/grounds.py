"""What a finding rests on, and where the sources about it differ."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.shown_findings import differing
from acucheck.document.wording import phrases
from acucheck.document.wording.phrases import with_stop
from acucheck.model.book import Position, Rule, RuleBook
from acucheck.model.ids import SourceId
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Finding


def differs(finding: Finding, page: Page) -> str:
    """Where sources disagree about what is planned.

    The practitioner reads who is stricter and says what, who is not, by number, and why this level. The patient is told
    what the strictest say, if anybody is stricter than this page.
    """
    positions = differing(finding)
    if not positions:
        return ""
    if page.is_for_patient:
        return _strictest_source(positions[0], finding)
    return " ".join(_by_strictness(positions, finding, page))


def _strictest_source(strict: Position, finding: Finding) -> str:
    """Nothing, unless it is stricter than the page, which asks for care at least."""
    on_page = finding.asks.most
    if on_page < Level.CAUTION or strict.level <= on_page:
        return ""
    return f"Not all sources agree. The strictest say: {phrases.LEVELS[Audience.PATIENT][strict.level]}."


def _by_strictness(positions: list[Position], finding: Finding, page: Page) -> Iterator[str]:
    """Who is stricter than this page and says what, who is as strict and who is milder; and why this level."""
    own = finding.asks.anywhere or finding.asks.most
    stricter: list[str] = []
    as_strict: list[str] = []
    milder: list[str] = []
    for position in positions:
        if position.level > own:
            stricter.append(_position_in_full(position, page))
        elif position.level == own:
            as_strict.append(_number_in_brackets(position, page))
        else:
            milder.append(_number_in_brackets(position, page))
    said = {
        "Stricter": "; ".join(stricter),
        "As strict as here": "".join(as_strict),
        "Milder": "".join(milder),
        "This level because": finding.rule.chosen_because,
    }
    for who, what in said.items():
        if what:
            yield with_stop(f"{who}: {what}")


def _number_in_brackets(position: Position, page: Page) -> str:
    number = page.source_numbers[position.source]
    return f"[{number}]"


def _position_in_full(position: Position, page: Page) -> str:
    """A source by its short name and number, with the level that it asks for and what it says."""
    short = _short(page.book, position.source)
    number = _number_in_brackets(position, page)
    level = phrases.LEVELS[Audience.PRACTITIONER][position.level]
    says = f" ({position.says})" if position.says else ""
    return f"{short} {number}, {level}{says}"


def _short(book: RuleBook, source: SourceId) -> str:
    """Who made a source, or what it is called, with its year."""
    entry = book.sources[source]
    made_by = entry.by or entry.title
    return f"{made_by} {entry.year}".strip()


def basis(rule: Rule, book: RuleBook) -> str:
    """The kind of ground, and the weakest reading among its sources: a rule is no better known than that."""
    strongest_first = list(phrases.READ)
    depths = [book.sources[source].read for source in rule.sources]
    weakest = max(depths, key=strongest_first.index)
    return f"{phrases.BASIS[rule.basis]}; at the weakest: {phrases.READ[weakest]}"
