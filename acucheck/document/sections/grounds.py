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
    if not strict.level > finding.asks.most >= Level.CAUTION:
        return ""
    return f"Not all sources agree. The strictest say: {phrases.LEVELS[Audience.PATIENT][strict.level]}."


def _by_strictness(positions: list[Position], finding: Finding, page: Page) -> Iterator[str]:
    own = finding.asks.anywhere or finding.asks.most
    stricter = [_in_full(each, page) for each in positions if each.level > own]
    as_strict = [_number(each, page) for each in positions if each.level == own]
    milder = [_number(each, page) for each in positions if each.level < own]
    said = {
        "Stricter": "; ".join(stricter),
        "As strict as here": "".join(as_strict),
        "Milder": "".join(milder),
        "This level because": finding.rule.chosen_because,
    }
    for who, what in said.items():
        if what:
            yield with_stop(f"{who}: {what}")


def _number(position: Position, page: Page) -> str:
    return f"[{page.source_numbers[position.source]}]"


def _in_full(position: Position, page: Page) -> str:
    says = f" ({position.says})" if position.says else ""
    short = f"{_short(page.book, position.source)} {_number(position, page)}"
    return f"{short}, {phrases.LEVELS[Audience.PRACTITIONER][position.level]}{says}"


def _short(book: RuleBook, source: SourceId) -> str:
    entry = book.sources[source]
    return f"{entry.by or entry.title} {entry.year}".strip()


def basis(rule: Rule, book: RuleBook) -> str:
    """The kind of ground, and the weakest reading among its sources: a rule is no better known than that."""
    order = list(phrases.READ)
    weakest = max((book.sources[name].read for name in rule.sources), key=order.index)
    return f"{phrases.BASIS[rule.basis]}; at the weakest: {phrases.READ[weakest]}"
