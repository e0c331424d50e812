"""What a finding rests on, and where the sources about it differ."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.assess.engine.compiled import verdict
from acucheck.document.shown_findings import differing
from acucheck.document.source_numbers import numbers
from acucheck.document.wording import phrases
from acucheck.model.book import Position, Rule, RuleBook
from acucheck.model.ids import SourceId, TechniqueId
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Report


def differs(rule: Rule, planned: frozenset[TechniqueId], report: Report, audience: Audience) -> str:
    """Where sources disagree about what is planned: who is stricter and says what, who is not, and why this level.

    Who is not stricter is given by number. The patient is told who is the strictest, if anybody is stricter than this
    page, and what they say.
    """
    positions, book = differing(rule, planned), report.book
    if not positions:
        return ""
    if audience is Audience.PATIENT:
        strict = positions[0]
        says = strict.says or f"'{phrases.LEVELS[audience][strict.level]}'"
        stricter = strict.level > strictest(rule, planned, book) >= Level.CAUTION
        return f"Not all agree. {_short(book, strict.source)} is stricter: {says}." if stricter else ""
    own, cited = _own(rule, planned, book), numbers(report)
    said = [
        ("Stricter", "; ".join(_in_full(each, book, cited) for each in positions if each.level > own)),
        ("As strict as here", "".join(f"[{cited[each.source]}]" for each in positions if each.level == own)),
        ("Milder", "".join(f"[{cited[each.source]}]" for each in positions if each.level < own)),
        ("This level because", phrases.lower_first(rule.chosen_because)),
    ]
    return " ".join(phrases.sentence(f"{who}: {what}") for who, what in said if what)


def _in_full(position: Position, book: RuleBook, cited: Mapping[SourceId, int]) -> str:
    says = f" ({position.says})" if position.says else ""
    short = f"{_short(book, position.source)} [{cited[position.source]}]"
    return f"{short}, {phrases.LEVELS[Audience.PRACTITIONER][position.level]}{says}"


def _own(rule: Rule, planned: frozenset[TechniqueId], book: RuleBook) -> Level:
    """What the rule makes of the techniques anywhere; at some places, where it says nothing beyond those."""
    anywhere = max((verdict(rule.verdicts, name, book)[0] for name in planned), default=Level.NONE)
    return anywhere or strictest(rule, planned, book)


def strictest(rule: Rule, planned: frozenset[TechniqueId], book: RuleBook) -> Level:
    """The strictest the rule is with any of the techniques, wherever they are done."""
    verdicts = [rule.verdicts, *(limit.verdicts for limit in rule.limits)]
    return max((verdict(each, name, book)[0] for each in verdicts for name in planned), default=Level.NONE)


def _short(book: RuleBook, source: SourceId) -> str:
    entry = book.sources[source]
    return f"{entry.by or entry.title} {entry.year}".strip()


def basis(rule: Rule, book: RuleBook) -> str:
    """The kind of ground, and the weakest reading among its sources: a rule is no better known than that."""
    order = list(phrases.READ)
    weakest = max((book.sources[name].read for name in rule.sources), key=order.index)
    return f"{phrases.BASIS[rule.basis]}; at the weakest: {phrases.READ[weakest]}"
