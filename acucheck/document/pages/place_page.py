"""A point or region with what lies there and what the rules say of it: the same sentences that a report has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.pages.rule_page import condition_in_words, levels_in_words
from acucheck.document.sections.about import source_text
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Limit, Rule, RuleBook, Source
from acucheck.model.levels import Audience

RuleThere = tuple[Rule, tuple[Limit, ...]]
"""A rule, with those of its limits that a place meets."""

_Pairs = Iterator[tuple[str, str]]


def place_page(place: BodyPlace, rules: Iterable[RuleThere], sources: tuple[Source, ...], book: RuleBook) -> Document:
    """What is known of *place*, and the rules that are about it; *sources* are those of the dictionary."""
    blocks: list[Block] = [Lines(tuple(_what_lies_there(place, book)))]
    said: list[tuple[str, str]] = []
    for rule, limits in rules:
        said += _what_a_rule_says(rule, limits, book)
    if said:
        blocks += [Heading("WHAT THE RULES SAY"), Lines(tuple(said))]
    cited = [("", source_text(source)) for source in sources]
    if cited:
        blocks += [Heading("SOURCES"), Lines(tuple(cited))]
    return Document(phrases.at(place), tuple(blocks))


def _what_lies_there(place: BodyPlace, book: RuleBook) -> _Pairs:
    for kind, label in (("region", "Lies in"), ("hazard", "At risk")):
        for name, side in (place.lies_in or {}).items():
            concept = book.concepts[kind].get(name)
            if concept is not None and name != place.id:
                called = concept.label.practitioner
                if side is not None:
                    called += f" ({side.value} side)"
                yield label, called


def _what_a_rule_says(rule: Rule, limits: tuple[Limit, ...], book: RuleBook) -> _Pairs:
    levels = "; ".join(levels_in_words(limit.verdicts) for limit in limits)
    asked = f"{rule.title.practitioner} ({rule.id}): {levels}."
    if rule.when is None:
        yield "Always", asked
    else:
        yield "If", f"{condition_in_words(rule.when, book)}: {asked}"
    yield "", rule.risk.practitioner
    if rule.unless is not None:
        yield "", f"Lifted when: {condition_in_words(rule.unless, book)}."
    for key, wordings in rule.precautions.items():
        for wording in wordings:
            if wording.for_audience(Audience.PRACTITIONER):
                yield "", f"{key}: {wording.practitioner}"
