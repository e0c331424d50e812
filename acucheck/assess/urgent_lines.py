"""The lines that call for help by themselves, whatever else was said."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.model.book import AnyOf, Condition, RuleBook, Word, once_for_each


@once_for_each
def urgent_lines(book: RuleBook) -> frozenset[str]:
    """The lines that call for help by themselves, each as `question.line`."""
    found: set[str] = set()
    for rule in book.rules.values():
        if rule.urgent is not None and rule.when is not None:
            found.update(_enough_alone(rule.when))
    return frozenset(found)


def _enough_alone(when: Condition) -> Iterator[str]:
    parts = when.parts if isinstance(when, AnyOf) else (when,)
    for part in parts:
        if isinstance(part, Word):
            for word in part.words:
                yield f"{part.question}.{word}"
