"""The same conditions in acucheck, zen-engine and rule-engine: are the same rules found, and how many people a second?

Needs `pip install '.[bench]'`. Everybody answers all that an interview would ask, so that there is nothing unknown,
which the other two have no notion of: they say which conditions are true. acucheck is measured with the conditions and
what they make of every cell of the plan, and with the whole report.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from people import people

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.assess.engine import Evaluation
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import Answers, MatchStatus, Names, Plan, Quantity, Ticks
from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, Condition, FactHolds, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Standing
from acucheck.names.cached import CachedVocabulary
from acucheck.rulebook import default_rules, load

PEOPLE = 500
ROUNDS = 5
Finds = Callable[[int], set[str]]
"""The ids of the rules that hold for one person, by number."""


class Rate(NamedTuple):
    """People a second by one engine: the median of its rounds, and the slowest and the fastest of them."""

    name: str
    median: float
    slowest: float
    fastest: float


def measure() -> tuple[list[Rate], int]:
    """The rate of each engine in rounds taken in turn, and how many rules were compared."""
    book = load(str(default_rules())).book
    vocabulary = CachedVocabulary(book)
    given = [
        answers_files.decode(node_of(person, Origin("person")), vocabulary, date(2026, 1, 1))
        for person in people(book, PEOPLE)
    ]
    engines = engines_for(book, given)
    check_equal(engines)
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, finds in engines.items():
            start = perf_counter()
            for number in range(PEOPLE):
                finds(number)
            times[name].append(perf_counter() - start)
    return [_rate(name, each) for name, each in times.items()], len(conditions(book))


def _rate(name: str, times: list[float]) -> Rate:
    return Rate(name, PEOPLE / median(times), PEOPLE / max(times), PEOPLE / min(times))


def engines_for(book: RuleBook, given: list[Answers]) -> dict[str, Finds]:
    contexts = [context(answers, book) for answers in given]
    expressions = conditions(book)
    return {
        "acucheck, all that is decided": lambda number: acucheck_finds(book, given[number]),
        "acucheck, conditions and levels": lambda number: acucheck_holds(book, given[number]),
        "zen-engine, conditions alone": zen(expressions, contexts),
        "rule-engine, conditions alone": rule_engine(expressions, contexts),
    }


def check_equal(engines: Mapping[str, Finds]) -> None:
    """Raises SystemExit unless all of them find the same rules for everybody."""
    first, *others = engines.values()
    for number in range(PEOPLE):
        for other in others:
            if other(number) != first(number):
                raise SystemExit(f"person {number}: {sorted(other(number) ^ first(number))} differ")


def acucheck_finds(book: RuleBook, answers: Answers) -> set[str]:
    report = assess(book, answers)
    holds = [finding.rule for finding in report.findings if finding.standing is Standing.HOLDS]
    return {_name(rule.id) for rule in holds if rule.when is not None}


def acucheck_holds(book: RuleBook, answers: Answers) -> set[str]:
    """By the engine alone, which says with it what each rule makes of the plan."""
    holds = [each.rule for each in Evaluation(book, answers).rules if each.standing is Standing.HOLDS]
    return {_name(rule.id) for rule in holds if rule.when is not None}


def zen(expressions: Mapping[str, str], contexts: list[dict[str, object]]) -> Finds:
    """One decision with an expression for each rule."""
    rows = [{"id": name, "key": name, "value": text} for name, text in expressions.items()]
    at = {"x": 0, "y": 0}
    nodes: list[dict[str, object]] = [
        {"id": "in", "name": "in", "type": "inputNode", "position": at},
        {"id": "rules", "name": "rules", "type": "expressionNode", "position": at, "content": {"expressions": rows}},
        {"id": "out", "name": "out", "type": "outputNode", "position": at},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    engine: Any = importlib.import_module("zen").ZenEngine()
    decision = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda number: {name for name, true in decision.evaluate(contexts[number])["result"].items() if true}


def rule_engine(expressions: Mapping[str, str], contexts: list[dict[str, object]]) -> Finds:
    """One compiled rule for each rule."""
    library: Any = importlib.import_module("rule_engine")
    rules = {name: library.Rule(text) for name, text in expressions.items()}
    return lambda number: {name for name, rule in rules.items() if rule.matches(contexts[number])}


def context(answers: Answers, book: RuleBook) -> dict[str, object]:
    """The answers as plain lists and numbers, under names that both languages take."""
    return {_name(question): _plain(answers.get(question)) for question in book.questions}


def _plain(answer: object) -> object:
    match answer:
        case Ticks(yes, _):
            return sorted(yes)
        case Quantity(_, value):
            return value
        case Names(entries):
            counted = [name for name in entries if name.taken is MatchStatus.RECOGNISED]
            return sorted({concept for name in counted for concept in name.concepts})
        case Plan(items):
            return [item.technique for item in items]
        case _:
            return []


def conditions(book: RuleBook) -> dict[str, str]:
    """The condition of every rule as an expression that zen-engine and rule-engine read alike."""
    found = {}
    for rule in book.rules.values():
        if rule.when is not None:
            text = _text(rule.when, book)
            found[_name(rule.id)] = f"{text} and not {_text(rule.unless, book)}" if rule.unless else text
    return found


def _text(condition: Condition, book: RuleBook) -> str:
    match condition:
        case Word(question, words):
            return _gated(question, " or ".join(f"'{word}' in {_name(question)}" for word in sorted(words)), book)
        case Between(question, low, high):
            parts = [f"{_name(question)} >= {low:g}"] * (low > float("-inf"))
            parts += [f"{_name(question)} < {high:g}"] * (high < float("inf"))
            return _gated(question, " and ".join(parts), book)
        case FactHolds(fact):
            return _text(book.facts[fact], book)
        case AllOf(parts_):
            return "(" + " and ".join(_text(part, book) for part in parts_) + ")"
        case AnyOf(parts_):
            return "(" + " or ".join(_text(part, book) for part in parts_) + ")"
        case AtLeast(count, parts_):
            return "(" + " + ".join(f"({_text(part, book)} ? 1 : 0)" for part in parts_) + f" >= {count})"


def _gated(question: QuestionId, text: str, book: RuleBook) -> str:
    """A test on a gated question means gate and test."""
    gate = book.questions[question].gate
    return f"({text})" if gate is None else f"({_text(gate, book)} and ({text}))"


def _name(id_: str) -> str:
    return id_.replace("-", "_")


if __name__ == "__main__":
    rates, count = measure()
    print(f"{count} conditions, {PEOPLE} people, the same rules found by all")
    for name, rate, slowest, fastest in rates:
        spread = f"{slowest:,.0f} to {fastest:,.0f}"
        print(f"{name:32} {rate:8,.0f} a second ({spread})   {rate / rates[0].median:5.2f} times")
