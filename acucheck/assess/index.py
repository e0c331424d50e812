"""Which rules and gates a word can reach at all, worked out once for a rule book.

Conditions have no "not", so a condition can only stand where a test of it does, and of several that have to stand
together each one has to: it is found by the rarest. A test can only stand when its word was said, or when something is
left open about its question. A property test shows that leaving the other rules out changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from weakref import WeakKeyDictionary

from msgspec import Struct

from acucheck.assess.planning import Meetings
from acucheck.model.book import (
    PLAN,
    AllOf,
    AnswerKind,
    AnswerPlace,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    FactHolds,
    Limit,
    Rule,
    RuleBook,
    Word,
)
from acucheck.model.levels import Level, Side
from acucheck.model.report import Entry, State

_Anchor = tuple[str, str]
"""A question and a word, or a question with a number and nothing."""


class Reach(Struct, frozen=True):
    """What may stand once something does: rules with a `when`, and questions with a gate."""

    rules: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()


NOWHERE = Reach()


class Applied(Struct, frozen=True):
    """What a rule says about one technique: by itself, as spans by standing, and at the places of its limits."""

    spans: tuple[int, ...]
    limits: tuple[AppliedLimit, ...]


class AppliedLimit(Struct, frozen=True):
    """One limit that says anything about the technique: its level, and which of the rule's limits it is."""

    level: Level
    number: int


class Where(Struct, frozen=True):
    """The places a limit names, and those that answers say."""

    words: frozenset[str]
    answers: tuple[AnswerPlace, ...]


class Index(Struct, frozen=True):
    """The rules and gates of one rule book by the words and questions that they hang on."""

    numbers: Mapping[str, int]  # rule -> its number in the rule book
    said: Mapping[str, Mapping[str, Reach]]  # question -> word -> what hangs on it
    asked: Mapping[str, Reach]  # question -> what hangs on any answer to it
    always: frozenset[str]  # questions that are always asked, the plan aside
    in_words: frozenset[str]  # questions that are answered by ticking or with names
    names: tuple[str, ...]  # questions answered with names
    closed: tuple[Entry, ...]  # the ledger of somebody of whom nothing is to be asked
    places: Mapping[str, int]  # question -> its place in the ledger
    everybody: Mapping[str, frozenset[str] | None]  # rule without `when` -> the places it is about; None for any
    limits: Mapping[str, tuple[Where, ...]]  # rule with limits -> where they lie
    placed: frozenset[str]  # rules with a limit that lies where an answer says
    applied: dict[tuple[str, str], Applied]  # rule and technique -> what was worked out so far
    met: dict[tuple[str, int, str, Side | None], Meetings]  # the same of limits and known places

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
    rules: dict[_Anchor, list[str]] = {}
    gates: dict[_Anchor, list[str]] = {}
    for rule in book.rules.values():
        for anchor in _anchors(rule.when, book) if rule.when is not None else ():
            rules.setdefault(anchor, []).append(rule.id)
    for question in book.questions.values():
        for anchor in _anchors(question.gate, book) if question.gate is not None else ():
            gates.setdefault(anchor, []).append(question.id)
    said: dict[str, dict[str, Reach]] = {name: {} for name in book.questions}
    for anchor in {**rules, **gates}:
        question_id, word = anchor
        said[question_id][word] = Reach(tuple(rules.get(anchor, ())), tuple(gates.get(anchor, ())))
    return Index(
        numbers={rule: number for number, rule in enumerate(book.rules)},
        said=said,
        asked={question_id: _together(reaches.values()) for question_id, reaches in said.items()},
        always=frozenset(name for name, each in book.questions.items() if each.gate is None and name != PLAN),
        in_words=frozenset(name for name, each in book.questions.items() if each.options or each.names),
        names=tuple(name for name, each in book.questions.items() if each.kind is AnswerKind.NAMES),
        closed=tuple(Entry(name, State.CLOSED, None) for name in book.questions),
        places={name: place for place, name in enumerate(book.questions)},
        everybody={rule.id: _places(rule) for rule in book.rules.values() if rule.when is None},
        limits={rule.id: tuple(map(_where, rule.limits)) for rule in book.rules.values() if rule.limits},
        placed=frozenset(rule.id for rule in book.rules.values() if any(_answer_places(rule))),
        applied={},
        met={},
    )


def _together(reaches: Collection[Reach]) -> Reach:
    rules = dict.fromkeys(rule for reach in reaches for rule in reach.rules)
    gates = dict.fromkeys(gate for reach in reaches for gate in reach.gates)
    return Reach(tuple(rules), tuple(gates))


def _places(rule: Rule) -> frozenset[str] | None:
    if rule.verdicts or any(_answer_places(rule)):
        return None
    return frozenset(item for limit in rule.limits for item in limit.where if isinstance(item, str))


def _where(limit: Limit) -> Where:
    words = frozenset(item for item in limit.where if isinstance(item, str))
    return Where(words, tuple(item for item in limit.where if isinstance(item, AnswerPlace)))


def _answer_places(rule: Rule) -> Iterator[AnswerPlace]:
    return (item for limit in rule.limits for item in limit.where if isinstance(item, AnswerPlace))


def _anchors(condition: Condition, book: RuleBook) -> frozenset[_Anchor]:
    """Tests of which at least one stands whenever the condition does."""
    match condition:
        case Word(question, words):
            return frozenset((question, word) for word in words)
        case Between(question):
            return frozenset({(question, "")})
        case FactHolds(fact):
            return _anchors(book.facts[fact], book)
        case AllOf(parts):
            return min((_anchors(part, book) for part in parts), key=lambda anchors: _commonness(anchors, book))
        case AnyOf(parts) | AtLeast(_, parts):
            return frozenset().union(*(_anchors(part, book) for part in parts))


def _commonness(anchors: Collection[_Anchor], book: RuleBook) -> tuple[bool, int]:
    """What stands for nearly everybody, as a number or something planned does, is a poor sign."""
    kinds = {book.questions[question].kind for question, _ in anchors}
    return bool(kinds & {AnswerKind.PLAN, AnswerKind.NUMBER}), len(anchors)
