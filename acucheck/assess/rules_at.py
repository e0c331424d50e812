"""The rules that are about a place, whoever is treated there."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.assess.overlap import Overlap, meets_word
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Limit, Rule, RuleBook


def rules_at(place: BodyPlace, book: RuleBook) -> Iterator[tuple[Rule, tuple[Limit, ...]]]:
    """Every rule with the limits of it that the whole of a known *place* meets, those for everybody first."""
    for rule in sorted(book.rules.values(), key=lambda rule: rule.when is not None):
        met = tuple(limit for limit in rule.limits if _limit_meets(place, limit))
        if met:
            yield rule, met


def _limit_meets(place: BodyPlace, limit: Limit) -> bool:
    for item in limit.where:
        if isinstance(item, str):
            overlap, _ = meets_word(item, place)
            if overlap is Overlap.YES:
                return True
    return False
