"""A point or region with what lies there and what the rules say of it: the same sentences that a report has."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.pages.rule_page import in_words, levels_in_words
from acucheck.document.sections.about import source_text
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Limit, Rule, RuleBook, Source
from acucheck.model.levels import Audience, Side

_Pairs = Iterator[tuple[str, str]]


def place_page(place: BodyPlace, sources: tuple[Source, ...], book: RuleBook) -> Document:
    """What is known of *place*; *sources* are those of the dictionary."""
    blocks: list[Block] = [Lines(tuple(_what(place, book)))]
    said = [line for rule, limits in rules_at(place, book) for line in _said(rule, limits, book)]
    if said:
        blocks += [Heading("WHAT THE RULES SAY"), Lines(tuple(said))]
    if sources:
        blocks += [Heading("SOURCES"), Lines(tuple(("", source_text(source)) for source in sources))]
    return Document(phrases.at(place), tuple(blocks))


def rules_at(place: BodyPlace, book: RuleBook) -> Iterator[tuple[Rule, tuple[Limit, ...]]]:
    """Every rule with the limits of it that *place* meets, those for everybody first."""
    for rule in sorted(book.rules.values(), key=lambda rule: rule.when is not None):
        met = tuple(limit for limit in rule.limits if _meets(place, limit))
        if met:
            yield rule, met


def _meets(place: BodyPlace, limit: Limit) -> bool:
    there = place.lies_in or {}
    named = [item for item in limit.where if isinstance(item, str) and item in there]
    return any(not _other_side(place, there[item]) for item in named)


def _other_side(place: BodyPlace, side: Side | None) -> bool:
    return None not in {side, place.side} and side is not place.side


def _what(place: BodyPlace, book: RuleBook) -> _Pairs:
    for kind, label in (("region", "Lies in"), ("hazard", "At risk")):
        for name, side in (place.lies_in or {}).items():
            concept = book.concepts[kind].get(name)
            if concept is not None and name != place.id:
                yield label, concept.label.practitioner + (f" ({side.value} side)" if side is not None else "")


def _said(rule: Rule, limits: tuple[Limit, ...], book: RuleBook) -> _Pairs:
    whom = "Always" if rule.when is None else "If"
    when = "" if rule.when is None else f"{in_words(rule.when, book)}: "
    levels = "; ".join(levels_in_words(limit.verdicts) for limit in limits)
    yield whom, f"{when}{rule.title.practitioner} ({rule.id}): {levels}."
    yield "", rule.risk.practitioner
    if rule.unless is not None:
        yield "", f"Lifted when: {in_words(rule.unless, book)}."
    for key, wordings in rule.precautions.items():
        for wording in wordings:
            if wording.for_audience(Audience.PRACTITIONER):
                yield "", f"{key}: {wording.practitioner}"
