"""Which rules an answer can reach at all, worked out once for a rule book.

Conditions have no "not", so a rule can only stand when every test of one of its ways to stand does, and a test can only
stand when something was said, or left open, about its question. A property test shows that leaving the others out
changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from weakref import WeakKeyDictionary

from msgspec import Struct

from acucheck.model.book import AllOf, AnswerPlace, AnyOf, AtLeast, Between, Condition, FactHolds, Rule, RuleBook, Word

Needs = frozenset[int]
"""Ways for a condition to stand, each as the bits of the questions that all have to be reached."""


class Index(Struct, frozen=True):
    """The rules and gates of one rule book by the questions they rest on."""

    bits: Mapping[str, int]  # question -> its bit
    gates: Mapping[str, Needs]  # question with a gate -> what opens it
    rules: Mapping[int, tuple[str, ...]]  # bits -> the rules that can stand once all of them are reached
    everybody: Mapping[str, frozenset[str] | None]  # rule without `when` -> the places it is about; None for any

    def reached(self, bits: int) -> Iterable[str]:
        """The rules with a `when` that can stand when the questions of *bits* are reached."""
        return (rule for needed, rules in self.rules.items() if needed & bits == needed for rule in rules)

    def at(self, words: Collection[str]) -> Iterable[str]:
        """The rules for everybody that are about a place with one of *words*."""
        return (rule for rule, items in self.everybody.items() if items is None or not items.isdisjoint(words))


_KNOWN: WeakKeyDictionary[RuleBook, Index] = WeakKeyDictionary()


def index_of(book: RuleBook) -> Index:
    """The index of *book*."""
    found = _KNOWN.get(book)
    if found is None:
        found = _KNOWN[book] = _made(book)
    return found


def _made(book: RuleBook) -> Index:
    bits = {question: 1 << place for place, question in enumerate(book.questions)}
    rules: dict[int, list[str]] = {}
    for rule in book.rules.values():
        for needed in _needs(rule.when, bits, book) if rule.when is not None else ():
            rules.setdefault(needed, []).append(rule.id)
    return Index(
        bits=bits,
        gates={each.id: _needs(each.gate, bits, book) for each in book.questions.values() if each.gate is not None},
        rules={needed: tuple(names) for needed, names in rules.items()},
        everybody={rule.id: _places(rule) for rule in book.rules.values() if rule.when is None},
    )


def _places(rule: Rule) -> frozenset[str] | None:
    items = [item for limit in rule.limits for item in limit.where]
    if rule.verdicts or any(isinstance(item, AnswerPlace) for item in items):
        return None
    return frozenset(item for item in items if isinstance(item, str))


def _needs(condition: Condition, bits: Mapping[str, int], book: RuleBook) -> Needs:
    match condition:
        case Word(question) | Between(question):
            return frozenset({bits[question]})
        case FactHolds(fact):
            return _needs(book.facts[fact], bits, book)
        case AnyOf(parts):
            return _least(frozenset().union(*(_needs(part, bits, book) for part in parts)))
        case AllOf(parts):
            return _together([_needs(part, bits, book) for part in parts])
        case AtLeast(count, parts):
            needs = [_needs(part, bits, book) for part in parts]
            return _least(frozenset().union(*map(_together, combinations(needs, count))))


def _together(several: Iterable[Needs]) -> Needs:
    """Every way that takes one of each."""
    found: Needs = frozenset({0})
    for needs in several:
        found = _least(frozenset(one | other for one in found for other in needs))
    return found


def _least(needs: Needs) -> Needs:
    """Without the ways that need all that another needs, and more."""
    return frozenset(each for each in needs if not any(other != each and other & each == other for other in needs))
