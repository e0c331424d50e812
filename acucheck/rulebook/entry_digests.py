"""Digests of single entries of a rule book: they differ exactly when what an entry says or means does.

What is not there leaves no trace in a digest, so an entry of the format that is new to acucheck alters none.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct, msgpack, to_builtins

from acucheck.model.book import AllOf, AnyOf, AtLeast, Condition, FactHolds, Rule, RuleBook

SHOWN = 8
"""The signs of a digest that are shown, and that are enough to say which one is meant."""

FEWEST = 4
"""The fewest signs that tell one digest from another."""


def rule_digest(rule: Rule, book: RuleBook) -> str:
    """The digest of a rule with the facts that it rests on, hexadecimal."""
    used: dict[str, Condition] = {}
    for condition in (rule.when, rule.unless):
        if condition is not None:
            _add_facts(condition, book.facts, used)
    facts = {fact_id: _digest_tree(fact) for fact_id, fact in used.items()}
    tree = _digest_tree(rule)
    tree.pop("place")
    return _digest({"rule": tree, "facts": facts})


def entry_digest(entry: Struct) -> str:
    """The digest of a question, a fact or a class of medicine, hexadecimal."""
    return _digest(_digest_tree(entry))


def _add_facts(condition: Condition, facts: Mapping[str, Condition], used: dict[str, Condition]) -> None:
    match condition:
        case FactHolds(fact):
            used[fact] = facts[fact]
            _add_facts(facts[fact], facts, used)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                _add_facts(part, facts, used)
        case _:
            pass


def _digest_tree(entry: Struct) -> dict[str, object]:
    return to_builtins(entry, order="deterministic")  # type: ignore[no-any-return]  # a struct becomes a mapping


def _digest(tree: object) -> str:
    written = msgpack.encode(_with_something_in_it(tree), order="deterministic")
    return sha256(written).hexdigest()


def _with_something_in_it(tree: object) -> object:
    """*tree* without entries that are empty, false or missing; a number stays."""
    if isinstance(tree, dict):
        found = {}
        for name, value in tree.items():
            kept = _with_something_in_it(value)
            if not _is_nothing(kept):
                found[name] = kept
        return found
    if isinstance(tree, list | tuple):
        return [_with_something_in_it(item) for item in tree]
    return tree


def _is_nothing(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})
