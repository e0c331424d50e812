"""How far the examples of rules go: how each rule stands in them, and which verdicts none of them reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.answers import BodyPlace
from acucheck.model.book import SESSION, AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.ids import RuleId
from acucheck.model.levels import Level, Standing
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile

_AT = re.compile(r"(.+?) at\b *(.*)")
STANDINGS = [standing.name.lower() for standing in reversed(Standing)]


class RuleCoverage(Struct, frozen=True):
    """The examples of one rule: how many expect each standing, and the verdicts that no cell of them reaches."""

    rule_id: RuleId
    standings: Mapping[str, int]
    unreached: tuple[str, ...]


def coverage(file: RuleFile) -> tuple[RuleCoverage, ...]:
    """The coverage of each rule that the file itself holds, in its order."""
    vocabulary = Vocabulary(file.book)
    rules = [rule for rule in _own_rules(file) if rule.id in file.examples]
    return tuple(_of_rule(rule, file.examples[rule.id], vocabulary) for rule in rules)


def without_examples(file: RuleFile) -> Iterator[Problem]:
    """A problem for each rule of the file with a condition whose examples do not show that it holds, and fails."""
    for rule in _own_rules(file):
        expected = {_expected(example) for example in file.examples.get(rule.id, ())}
        missing = [word for word in ("holds", "fails") if word not in expected]
        if rule.when is not None and missing:
            yield Problem(rule.place, f"no example of {rule.id!r} expects {' and none '.join(missing)}; add one")


def _own_rules(file: RuleFile) -> list[Rule]:
    """The rules that stand in the file: all, or those that a practice adds."""
    own = file.book.own
    return [rule for rule in file.book.rules.values() if own is None or rule.id in own.added]


def _of_rule(rule: Rule, examples: tuple[Node, ...], vocabulary: Vocabulary) -> RuleCoverage:
    expected = [_expected(example) for example in examples]
    cells = [cell for example in examples for cell in _example_cells(example, vocabulary)]
    return RuleCoverage(
        rule.id,
        {standing: expected.count(standing) for standing in STANDINGS},
        tuple(_unreached(rule, cells, vocabulary.book)),
    )


def _expected(example: Node) -> str:
    """The standing that an example expects; nothing where that cannot be told."""
    found = [value.content for key, value in example.pairs() if key.content == "expect"] if example.is_mapping() else []
    return found[0] if found and isinstance(found[0], str) else ""


def _example_cells(example: Node, vocabulary: Vocabulary) -> Iterator[tuple[str, BodyPlace | None]]:
    """The technique and the place of each cell of an example, as far as they are known."""
    try:
        fields = example.fields(["given", "expect"], ["cells"])
        pairs = fields["cells"].pairs() if "cells" in fields else []
    except InvalidFile:
        return
    for key, _ in pairs:
        match = _AT.fullmatch(str(key.content))
        place = vocabulary.places(match[2])[0] if match else None
        yield vocabulary.technique(match[1] if match else str(key.content)), place


def _unreached(rule: Rule, cells: list[tuple[str, BodyPlace | None]], book: RuleBook) -> Iterator[str]:
    decided = {word for technique, _ in cells for word in _deciding_words(rule.verdicts, technique, book)}
    for word, level in rule.verdicts.items():
        if word not in decided:
            yield f"{word} {level.name.lower()}"
    for limit in rule.limits:
        there = [technique for technique, place in cells if place is not None and _lies_in(place, limit)]
        reached = {word for technique in there for word in _deciding_words(limit.verdicts, technique, book)}
        where = ", ".join(
            f"where {item.question} says" if isinstance(item, AnswerPlace) else item for item in limit.where
        )
        for word, level in limit.verdicts.items():
            if word not in reached:
                yield f"{word} {level.name.lower()} at {where}"


def _deciding_words(verdicts: Mapping[str, Level], technique: str, book: RuleBook) -> list[str]:
    """The words in *verdicts* by which a technique has its level."""
    if technique in verdicts:
        return [technique]
    groups = [group for entry in book.techniques.values() if entry.id == technique for group in entry.groups]
    given = [group for group in groups if group in verdicts]
    return given or [SESSION]


def _lies_in(place: BodyPlace, limit: Limit) -> bool:
    """Whether a place meets a limit by its name; where an answer says, any place may."""
    around = {place.id, *(place.lies_in or ()), *(place.holds or ())}
    return any(isinstance(item, AnswerPlace) or item in around for item in limit.where)
