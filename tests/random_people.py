"""Random rule books, and random answers to them and to the one that comes with acucheck.

What is random is drawn from Hypothesis, so that a failure shrinks: to the first of a choice, to fewer, and to no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from conftest import SETTING
from hypothesis import note
from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    BodyPlace,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
    Use,
)
from acucheck.model.book import (
    AllOf,
    AnswerKind,
    AnswerPlace,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    FactHolds,
    Limit,
    Question,
    Rule,
    RuleBook,
    Word,
)
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level, Urgency
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load, rule_book

T = TypeVar("T")

SMALL = """
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
medicine-classes:
  anticoagulant: Blood thinner
  anticoagulant-vka: {label: Vitamin K antagonist, within: anticoagulant}
  anticoagulant-doac: {label: Direct anticoagulant, within: anticoagulant}
  antiplatelet: Antiplatelet
regions:
  arm: the arm
  hand: {label: the hand, within: arm}
  lower-leg: the lower leg
  chest: the chest
hazards: {pneumothorax: over the lung, liver: over the liver}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
  electroacupuncture: {label: Electroacupuncture, groups: [needling, electrical]}
  acupressure: {label: Acupressure}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  first: {ask: First?, answer: {many: {a: A, b: B}}, keeps: today}
  state: {ask: State?, answer: {one: {no: "No", yes: "Yes", could-be: Could be}}, not-sure: could-be, keeps: today}
  years: {ask: Years?, answer: {number: {from: 0, to: 9, unit: years}}, healthy: 5, keeps: course}
  medicines: {ask: Medicines?, answer: {names: medicine}, assume: [anticoagulant], keeps: course}
  second: {ask: Second?, answer: {many: {c: C, d: D}}, keeps: today}
  agreed: {ask: Agreed?, answer: yes-no, clears: yes, keeps: course}
  weeks: {ask: Weeks?, answer: gestation, if: {state: yes}, keeps: today}
  where: {ask: Where?, answer: places, keeps: lasting}
  conditions: {ask: Anything else?, answer: {names: condition}, keeps: course}
rules:
  one: {topic: t, title: T, risk: R., when: {first: a}, verdicts: {session: note}, basis: judgement, sources: [s]}
"""


@dataclass(frozen=True, eq=False)
class World:
    """What random answers are made of: everybody's words for one vocabulary."""

    book: RuleBook
    places: tuple[BodyPlace, ...]
    medicines: tuple[Name, ...]
    conditions: tuple[Name, ...]
    techniques: tuple[str, ...]


def world(book: RuleBook, typed_medicines: tuple[str, ...], lines: tuple[str, ...]) -> World:
    vocabulary = Vocabulary(book)
    places = ("LI4", "LI4 left", "hand", "left arm", "right arm", "chest", "LU1", "SP21 right", "ST36")
    medicines = [vocabulary.medicines(typed, SETTING)[0] for typed in typed_medicines]
    classes = [
        Name("anticoagulant", MatchStatus.RECOGNISED, "", frozenset({"anticoagulant"}), given_as_class=True),
        Name("either", MatchStatus.AMBIGUOUS, "", frozenset({"anticoagulant", "antiplatelet"})),
        Name("a vitamin", MatchStatus.RECOGNISED, "a vitamin"),
        Name("tonic", MatchStatus.UNRECOGNISED),
        Name("perhaps one", MatchStatus.SUGGESTED, "", frozenset({"anticoagulant"})),
        Name("tea", MatchStatus.UNRECOGNISED),
    ]
    maybe = [replace(name, typed=f"maybe {name.typed}", taken=MatchStatus.MAYBE) for name in medicines]
    aside = [
        replace(name, typed=f"old {name.typed}", taken=MatchStatus.SET_ASIDE, use=Use.STOPPED) for name in medicines
    ]
    conditions = [Name(line, MatchStatus.RECOGNISED, "", frozenset({line})) for line in lines]
    conditions += [
        Name(f"maybe {lines[0]}", MatchStatus.MAYBE, "", frozenset(lines[:1])),
        Name("one of two", MatchStatus.AMBIGUOUS, "", frozenset(lines[:2])),
        Name("perhaps a line", MatchStatus.SUGGESTED, "", frozenset(lines[1:2])),
        Name(f"no {lines[0]}", MatchStatus.SET_ASIDE, "", frozenset(lines[:1]), use=Use.NOT_TAKEN),
        Name("the vapours", MatchStatus.UNRECOGNISED),
        Name("well", MatchStatus.RECOGNISED, "well"),
    ]
    typed_too = replace(medicines[0], typed="typed for another", contradicts=True)
    return World(
        book,
        tuple(vocabulary.places(typed)[0] for typed in places),
        (*medicines, *maybe, *aside, *classes, typed_too),
        tuple(replace(name, kind=NameKind.CONDITION) for name in conditions),
        tuple(book.techniques)[:4],
    )


def small_world() -> World:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.yaml"
        path.write_text(SMALL, encoding="utf-8")
        return world(
            load(str(path)).book,
            ("warfarin", "Eliquis", "clopidogrel"),
            ("first.a", "second.c", "first.b", "state.yes"),
        )


SMALL_WORLD = small_world()
SHIPPED = rule_book()
SHIPPED_WORLD = world(
    SHIPPED,
    ("warfarin", "Eliquis", "clopidogrel", "prednisolone"),
    ("skin.varicose-veins", "organs.diabetes", "pregnant.yes", "heart-lungs.clot"),
)


# What is random

randoms = st.randoms(use_true_random=False)


def happens(chance: Random, odds: float) -> bool:
    """Whether something of these odds is so. The simplest is that it is not."""
    return chance.randrange(100) >= 100 - round(100 * odds)


# Random rule books


def any_of(chance: Random, items: Iterable[T], odds: float = 0.5) -> frozenset[T]:
    return frozenset(item for item in items if happens(chance, odds))


def random_test(chance: Random, asked: Sequence[str]) -> Condition:
    """A test on one of these questions of the small book."""
    question = SMALL_WORLD.book.questions[QuestionId(chance.choice(asked))]
    match question.kind:
        case AnswerKind.MANY | AnswerKind.ONE:
            options = list(question.options)
            return Word(question.id, any_of(chance, options) | {chance.choice(options)})
        case AnswerKind.NAMES:
            return Word(question.id, chance.choice(list(SMALL_WORLD.book.concepts["medicine"].values())).covers)
        case AnswerKind.PLAN:
            needling = frozenset({"manual-needling", "electroacupuncture"})
            return Word(question.id, chance.choice([needling, frozenset({"acupressure"})]))
        case AnswerKind.GESTATION:
            return Between(question.id, *chance.choice([(0.0, 91.0), (259.0, 999.0)]))
        case _:
            return Between(question.id, *chance.choice([(0.0, 4.0), (4.0, 10.0), (6.0, 10.0)]))


def random_condition(chance: Random, asked: Sequence[str], facts: Sequence[str] = (), depth: int = 2) -> Condition:
    if depth == 2 and happens(chance, 0.05):  # more than is worked out beforehand
        return AnyOf(tuple(AllOf(tuple(random_test(chance, asked) for _ in range(3))) for _ in range(3)))
    if depth == 0 or happens(chance, 0.5):
        fact = facts and happens(chance, 0.2)
        return FactHolds(chance.choice(facts)) if fact else random_test(chance, asked)
    parts = tuple(random_condition(chance, asked, facts, depth - 1) for _ in range(chance.randint(2, 3)))
    either: list[Condition] = [AllOf(parts), AnyOf(parts), AnyOf(parts), AtLeast(2, parts)]
    return chance.choice(either)


def random_verdicts(chance: Random) -> dict[str, Level]:
    words = ["session", "needling", "electrical", "manual-needling", "acupressure"]
    return {word: chance.choice(list(Level)) for word in chance.sample(words, chance.randint(1, 3))}


def random_limit(chance: Random, *, named: bool = False) -> Limit:
    where: list[str | AnswerPlace] = ["LI4", "hand", "arm", "lower-leg", "pneumothorax", "liver"]
    answers = 0 if named else 0.4
    items = [
        AnswerPlace(QuestionId("where")) if happens(chance, answers) else chance.choice(where)
        for _ in range(chance.randint(1, 2))
    ]
    return Limit(tuple(items), random_verdicts(chance))


ASKED = ("first", "state", "years", "medicines", "second", "agreed", "weeks")
AGREED = Word(QuestionId("agreed"), frozenset({"yes"}))
EXCEPTIONS = (None, None, AGREED, AllOf((AGREED, Between(QuestionId("weeks"), 259, 999))))


def random_rule(chance: Random, name: str) -> Rule:
    """A rule that a strict reading admits: it has verdicts or limits."""
    limits = tuple(random_limit(chance) for _ in range(chance.randint(0, 2)))
    found = replace(
        SMALL_WORLD.book.rules[RuleId("one")],
        id=name,
        when=random_condition(chance, ASKED, ["fact"]),
        unless=chance.choice(EXCEPTIONS),
        verdicts=random_verdicts(chance) if not limits or happens(chance, 0.8) else {},
        limits=limits,
        urgent=chance.choice([None] * 7 + [Urgency.NOW]),
        if_not_known=chance.choice([None] * 5 + list(Level)),
    )
    if not found.limits or happens(chance, 0.8):
        return found
    limits = tuple(random_limit(chance, named=True) for _ in found.limits)
    return replace(found, when=None, verdicts={}, limits=limits, urgent=None)  # for everybody, as the loader admits it


GATES = {
    "medicines": ("plan", "first", "state", "years"),
    "second": ("plan", "first", "state", "medicines"),
    "agreed": ("plan", "first", "medicines", "second"),
    "where": ("first", "medicines", "second"),
}
OFFERS = {"first": ("plan",), "state": ("plan", "first"), "second": ("plan", "first", "state", "medicines")}
DIRECT = (Word(QuestionId("first"), frozenset({"a"})), Word(QuestionId("second"), frozenset({"c"})))


def random_book(chance: Random) -> RuleBook:
    """A small rule book with random gates, a random fact, and one to three random rules."""
    book = SMALL_WORLD.book
    questions = dict(book.questions)
    for name, asked in GATES.items():
        if happens(chance, 0.75):
            gate, unknown = random_condition(chance, asked, depth=1), happens(chance, 0.3)
            asked_id = QuestionId(name)
            questions[asked_id] = replace(questions[asked_id], gate=gate, ask_if_not_known=unknown)
    for name, asked in OFFERS.items():
        if happens(chance, 0.4):
            option = list(questions[QuestionId(name)].options)[1]
            offered_if = {option: random_condition(chance, asked, depth=1)}
            questions[QuestionId(name)] = replace(questions[QuestionId(name)], offered_if=offered_if)
    if happens(chance, 0.8):
        settled_by = dict.fromkeys(book.concepts["medicine"]["anticoagulant"].covers, chance.choice(DIRECT))
        questions[QuestionId("medicines")] = replace(questions[QuestionId("medicines")], settled_by=settled_by)
    facts = {"fact": random_condition(chance, ("first", "medicines", "second"))}
    rules = {name: random_rule(chance, name) for name in ("one", "two", "three")[: chance.randint(1, 3)]}
    found = replace(book, questions=questions, facts=facts, rules=rules)
    note(found.rules)
    return found


# Random answers


def names_of(question: Question, words: World) -> tuple[Name, ...]:
    """Names mostly of the kind that was asked for."""
    medicine = question.names is NameKind.MEDICINE
    own, other = (words.medicines, words.conditions) if medicine else (words.conditions, words.medicines)
    return (*own, *other[::4])


def random_places(chance: Random, words: World) -> tuple[BodyPlace, ...]:
    return tuple(chance.sample([*words.places, BodyPlace("where it hums")], chance.randint(0, 2)))


def random_answer(chance: Random, question: Question, words: World) -> Answer:
    """Any answer to a question, sure or not."""
    if happens(chance, 0.2):
        return NOT_SURE
    match question.kind:
        case AnswerKind.MANY:
            yes = any_of(chance, question.options, 0.3)
            return Ticks(yes, any_of(chance, question.options, 0.2) - yes)
        case AnswerKind.ONE:
            return Ticks(frozenset({chance.choice(list(question.options))}))
        case AnswerKind.NAMES:
            names = chance.sample(names_of(question, words), chance.randint(0, 2))
            return Names(tuple(names), complete=happens(chance, 0.8))
        case AnswerKind.NUMBER:
            return Quantity("some", chance.randint(int(question.low), int(question.high)))
        case AnswerKind.GESTATION:
            beyond = happens(chance, 0.2)
            return NoSuchWeek("50", beyond=True) if beyond else Quantity("some", chance.randint(7, 300))
        case AnswerKind.PLACES:
            return Places(random_places(chance, words), complete=happens(chance, 0.8))
        case AnswerKind.PLAN:
            techniques = chance.sample([*words.techniques, ""], chance.randint(1, 2))
            return Plan(
                tuple(
                    Planned(name or "humming", TechniqueId(name), random_places(chance, words)) for name in techniques
                )
            )


def random_answers(chance: Random, words: World) -> dict[QuestionId, Answer]:
    """Random answers; some questions are not asked."""
    asked = chance.randint(30, 100) / 100
    questions = words.book.questions.values()
    found = {each.id: random_answer(chance, each, words) for each in questions if happens(chance, asked)}
    note(found)
    return found
