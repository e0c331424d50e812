"""How far the examples of rules go: how each rule stands in them, and which verdicts none of them reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from acucheck.authoring.examples import ExampleCell, example_cell
from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.model.answers import BodyPlace
from acucheck.model.book import SESSION, AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.ids import RuleId, TechniqueId
from acucheck.model.levels import Level, Standing
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile

STANDINGS = [standing.name.lower() for standing in reversed(Standing)]


class RuleCoverage(Struct, frozen=True):
    """The examples of one rule: how many expect each standing, and the verdicts that no cell of them reaches."""

    rule_id: RuleId
    standings: Mapping[str, int]
    unreached: tuple[str, ...]


def coverage(file: RuleFile) -> tuple[RuleCoverage, ...]:
    """The coverage of each rule that the file itself holds, in its order."""
    vocabulary = Vocabulary(file.book)
    return tuple(_of_rule(rule, file.examples[rule.id], vocabulary) for rule in _own_rules(file))


def without_examples(file: RuleFile) -> Iterator[Problem]:
    """A problem for each rule of the file with a condition whose examples do not show that it holds, and fails."""
    for rule in _own_rules(file):
        if rule.when is None:
            continue
        expected = {_expected(example) for example in file.examples[rule.id]}
        missing = [word for word in ("holds", "fails") if word not in expected]
        if missing:
            yield Problem(rule.place, f"no example of {rule.id!r} expects {' and none '.join(missing)}; add one")


def _own_rules(file: RuleFile) -> list[Rule]:
    """The rules that stand in the file: all, or those that a practice adds."""
    book = file.book
    if book.own is None:
        return [*book.rules.values()]
    return [book.rules[rule_id] for rule_id in book.rules if rule_id in book.own.added]


def _of_rule(rule: Rule, examples: tuple[Node, ...], vocabulary: Vocabulary) -> RuleCoverage:
    expected: list[str] = []
    cells: list[ExampleCell] = []
    for example in examples:
        expected.append(_expected(example))
        cells += _example_cells(example, vocabulary)
    standings = {standing: expected.count(standing) for standing in STANDINGS}
    return RuleCoverage(rule.id, standings, tuple(_unreached(rule, cells, vocabulary.book)))


def _expected(example: Node) -> str:
    """The standing that an example expects; nothing where that cannot be told."""
    expected = example.known_entry("expect")
    if expected is None or not isinstance(expected.content, str):
        return ""
    return expected.content


def _example_cells(example: Node, vocabulary: Vocabulary) -> Iterator[ExampleCell]:
    """The technique and the place of each cell of an example, as far as they are known."""
    cells = example.known_entry("cells")
    if cells is None:
        return
    for key, _ in cells.known_pairs():
        yield example_cell(str(key.content), vocabulary)


def _unreached(rule: Rule, cells: list[ExampleCell], book: RuleBook) -> Iterator[str]:
    """The verdicts of a rule that no cell of its examples reaches, in words."""
    planned = [technique for technique, _ in cells]
    for word, level in _not_decided(rule.verdicts, planned, book):
        yield f"{word} {level.name.lower()}"
    for limit in rule.limits:
        there = [technique for technique, place in cells if place and _lies_in(place, limit)]
        where = ", ".join(map(_limit_place, limit.where))
        for word, level in _not_decided(limit.verdicts, there, book):
            yield f"{word} {level.name.lower()} at {where}"


def _not_decided(
    verdicts: Mapping[str, Level], techniques: Iterable[str], book: RuleBook
) -> Iterator[tuple[str, Level]]:
    """The verdicts by which none of the techniques has its level."""
    decided: set[str] = set()
    for technique in techniques:
        decided.update(_deciding_words(verdicts, technique, book))
    for word, level in verdicts.items():
        if word not in decided:
            yield word, level


def _limit_place(item: str | AnswerPlace) -> str:
    if isinstance(item, AnswerPlace):
        return f"where {item.question} says"
    return item


def _deciding_words(verdicts: Mapping[str, Level], technique: str, book: RuleBook) -> list[str]:
    """The words in *verdicts* by which a technique has its level."""
    if technique in verdicts:
        return [technique]
    known = book.techniques.get(TechniqueId(technique))
    if known is None:
        return [SESSION]
    given = [group for group in known.groups if group in verdicts]
    return given or [SESSION]


def _lies_in(place: BodyPlace, limit: Limit) -> bool:
    """Whether a place meets a limit by its name; where an answer says, any place may."""
    around = {place.id, *(place.lies_in or ()), *(place.holds or ())}
    return any(isinstance(item, AnswerPlace) or item in around for item in limit.where)
