"""Rules: one risk each, and what a rule must not leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.logic import Test, standing, tests
from acucheck.model.book import (
    SESSION,
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    Limit,
    Position,
    Rule,
    Source,
    Word,
)
from acucheck.model.ids import QuestionId, RuleId, SourceId
from acucheck.model.levels import Basis, Level, ReadDepth, Standing, Urgency
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.precaution_entries import precautions
from acucheck.rulebook.rule_places import places
from acucheck.rulebook.small_parts import chosen, cited, ids, level, line, one, sentence_to_say, wording

NEEDED = ("topic", "title", "risk", "basis", "sources")
"""The entries of every rule."""


def rule(key: Node, node: Node, scope: Scope) -> tuple[Rule, tuple[Node, ...]]:
    """The rule and, still as nodes, its examples. Raises InvalidFile with all that is wrong with it."""
    fields, problems = node.known_fields(NEEDED, [*ENTRIES, "examples"])
    examples = fields.pop("examples", None)
    entries, more = decoded_entries(fields, scope)
    broken = {attribute(name): True for name in fields if not isinstance(_NOTHING.get(attribute(name)), tuple | dict)}
    missing = [*misplaced(key, fields)] or [*missing_beside(key, {**_NOTHING, **broken, **entries})]
    problems += [*more, *missing]
    if problems or len(entries) < len(fields):
        raise InvalidFile(problems)
    found = Rule(id=RuleId(key.text()), place=key.place, **{**_NOTHING, **entries})
    return found, tuple(examples.parts()) if examples is not None else ()


def decoded_entries(fields: Mapping[str, Node], scope: Scope) -> tuple[dict[str, Any], list[Problem]]:
    """The entries of a rule as they are called in `Rule`, those that could be decoded, and what is wrong with others.

    One that only refers to what is broken itself is left out without a problem.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, node in fields.items():
        try:
            found[attribute(name)] = ENTRIES[name](node, scope)
        except InvalidFile as error:
            problems += error.problems
    return found, problems


def attribute(name: str) -> str:
    """What the entry of that *name* is called in `Rule`."""
    return name.replace("-", "_")


def misplaced(key: Node, fields: Mapping[str, Node]) -> Iterator[Problem]:
    """What is wrong with a rule that would concern everybody everywhere or decides nothing, or with a misplaced say."""
    if "when" not in fields and "limits" not in fields:
        yield key.problem("a rule needs 'when' or 'limits'; this one would concern everybody everywhere")
    elif "when" not in fields and fields.keys() & {"verdicts", "urgent"}:
        yield key.problem("a rule without 'when' has 'limits' alone: 'verdicts' and 'urgent' would concern everybody")
    elif "verdicts" not in fields and "limits" not in fields:
        yield key.problem("a rule needs 'verdicts' or 'limits'; this one decides nothing")
    if "when" in fields and "say" in fields:
        yield fields["say"].problem(
            "'say' is for a rule without 'when'; elsewhere it stands at the options that 'when' reads"
        )


def levels(decoded: Rule) -> list[Level]:
    """Every level a rule can give, at its own verdicts and at its limits."""
    return [*_levels_of(decoded.verdicts, decoded.limits)]


def _levels_of(verdicts: Mapping[str, Level], limits: Iterable[Limit]) -> Iterator[Level]:
    yield from verdicts.values()
    for limit in limits:
        yield from limit.verdicts.values()


def missing_beside(key: Node, entries: Mapping[str, Any]) -> Iterator[Problem]:
    """What the *entries* of a rule, called as in `Rule`, need beside them and do not have."""
    given = [*_levels_of(entries["verdicts"], entries["limits"])]
    asked = any(isinstance(item, AnswerPlace) for limit in entries["limits"] for item in limit.where)
    if asked and entries["when"] is None:
        yield key.problem(
            "a limit that lies where an answer says needs 'when'; without it the rule is open for everybody"
        )
    if Level.REFER in given and entries["ask_whom"] is None:
        yield key.problem("a rule with 'refer' needs 'ask-whom': whom to ask before the session")
    least = min(given, default=Level.AVOID)
    stricter = [position.source for position in entries["positions"] if position.level > least]
    if stricter and not entries["chosen_because"]:
        yield key.problem(f"{stricter[0]!r} is stricter than the verdicts; say why under 'chosen-because'")


def unearned_basis(found: Rule, sources: Mapping[SourceId, Source]) -> str:
    """What is wrong where a rule rests on a guideline, and none that was read asks for as much as it does."""
    if found.basis is not Basis.GUIDELINE:
        return ""
    least = min(levels(found))
    asking = [position.source for position in found.positions if position.level >= least]
    cited = [sources.get(source_id) for source_id in asking if source_id in found.sources]
    if any(source is None or (source.guideline and source.read is ReadDepth.PART) for source in cited):
        return ""
    return (
        "'basis: guideline' needs a cited source with 'guideline: yes' and 'read: part', and its position here "
        "may be no milder than the verdicts"
    )


def _verdict_levels(node: Node, scope: Scope) -> dict[str, Level]:
    words = {SESSION: SESSION} | {word: word for word in scope.technique_words}
    return {key.one_of(words): level(value) for key, value in node.pairs()}


def _limit_entry(node: Node, scope: Scope) -> Limit:
    fields = node.fields(["where", "verdicts"])
    where = fields["where"]
    items = [where] if where.is_mapping() else where.items()
    found = [place_id for item in items for place_id in _limit_places(item, scope)]
    return Limit(tuple(found), _verdict_levels(fields["verdicts"], scope))


def _limit_places(node: Node, scope: Scope) -> tuple[str | AnswerPlace, ...]:
    """A point, a range of them, a region, a hazard, or the place that an answer names."""
    if not node.is_mapping():
        return places(node, scope)
    answer = node.fields(["answer"])["answer"]
    question_id = QuestionId(answer.text())
    if question_id in scope.questions and scope.questions[question_id] is None:
        raise InvalidFile([])
    asked = [each for each, entry in scope.questions.items() if entry and entry.kind is AnswerKind.PLACES]
    return (AnswerPlace(one(answer, asked)),)


def _unless(node: Node, scope: Scope) -> Condition:
    """An exception: clearing answers, with or without numbers beside them."""
    found = condition(node, scope)
    facts = {fact_id: fact for fact_id, fact in scope.facts.items() if fact is not None}
    for test in tests(found, facts):
        asked = scope.questions[test.question]
        if isinstance(test, Word) and (asked is None or not test.words <= asked.clears):
            named = _place_of_answer(test)
            node.fail(f"an exception rests on clearing answers; {named} is not under 'clears' of its question")
    if standing(found, _by_numbers, facts) is Standing.HOLDS:
        node.fail("an exception cannot rest on numbers alone; add a question with 'clears'")
    return found


def _by_numbers(test: Test) -> Standing:
    """Every number where it is wanted, and no clearing answer."""
    return Standing.HOLDS if isinstance(test, Between) else Standing.FAILS


def _place_of_answer(test: Word) -> str:
    return f"{test.question}: {', '.join(sorted(test.words))}"


def _positions_of(node: Node, scope: Scope) -> Iterator[Position]:
    for key, value in node.pairs():
        fields = value.fields(["level"], ["says", "for"])
        yield Position(
            source=one(key, scope.sources),
            level=level(fields["level"]),
            says=line(fields["says"]) if "says" in fields else "",
            techniques=scope.techniques_in(fields.get("for")),
        )


ENTRIES: Mapping[str, Callable[[Node, Scope], object]] = {
    "topic": lambda node, scope: one(node, scope.topics),
    "title": lambda node, _: wording(node),
    "risk": lambda node, _: wording(node),
    "when": condition,
    "unless": _unless,
    "verdicts": _verdict_levels,
    "limits": lambda node, scope: tuple(_limit_entry(item, scope) for item in node.parts()),
    "until": lambda node, _: wording(node),
    "urgent": lambda node, _: chosen(node, Urgency),
    "if-not-known": lambda node, _: level(node),
    "ask-whom": lambda node, _: wording(node),
    "precautions": precautions,
    "aftercare": lambda node, scope: ids(node, scope.aftercare),
    "alternatives": lambda node, scope: ids(node, scope.alternatives),
    "positions": lambda node, scope: tuple(_positions_of(node, scope)),
    "chosen-because": lambda node, _: line(node),
    "basis": lambda node, _: chosen(node, Basis),
    "sources": lambda node, scope: cited(node, scope.sources),
    "say": lambda node, _: sentence_to_say(node, "place"),
}
"""Each entry of a rule but its examples, with how it is decoded."""

_NOTHING: Mapping[str, Any] = {
    "when": None,
    "unless": None,
    "verdicts": {},
    "limits": (),
    "until": None,
    "urgent": None,
    "if_not_known": None,
    "ask_whom": None,
    "precautions": {},
    "aftercare": (),
    "alternatives": (),
    "positions": (),
    "chosen_because": "",
    "say": "",
}
"""What an entry comes to that is not there."""
