"""What has to be true whatever is answered, over random rule books and over the one that comes with acucheck.

The exemptions, each as small as it can be. When more is learned, what was found may drop only by rules that an
exception newly lifts, and the worst may rise only where answers newly contradict each other. When something is added,
the same first exemption holds: an addition can open the gate of an exception answered already. And where it opens a
gate that was closed against an answer of weight, that contradiction is settled, and with it all that it could have
meant; where it leaves the gate in doubt, that answer is in doubt from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar
from unittest import mock

import pytest
from conftest import SETTING
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck import logic
from acucheck.assess import assess
from acucheck.assess.engine import Evaluation
from acucheck.assess.engine.clauses import indexed
from acucheck.assess.engine.compiled import CompiledRules
from acucheck.assess.engine.evidence import UNKNOWN
from acucheck.assess.engine.reference import plain_reading
from acucheck.assess.engine.reference_weights import above_note
from acucheck.assess.named_places import all_settled
from acucheck.authoring.examples import healthy_adult
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Answers,
    BodyPlace,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
    Use,
)
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
    Question,
    Rule,
    RuleBook,
    Word,
)
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import UNDECIDED, Level, Outcome, Standing, Urgency
from acucheck.model.report import Bounds, Cell, Contradiction, Missing, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import default_rules, load

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
SHIPPED = load(str(default_rules())).book
SHIPPED_WORLD = world(
    SHIPPED,
    ("warfarin", "Eliquis", "clopidogrel", "prednisolone"),
    ("skin.varicose-veins", "organs.diabetes", "pregnant.yes", "heart-lungs.clot"),
)


# Random rule books. What is random comes from a seed, so that examples are small and spread evenly


def any_of(chance: Random, items: Iterable[T], odds: float = 0.5) -> frozenset[T]:
    return frozenset(item for item in items if chance.random() < odds)


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
    if depth == 2 and chance.random() < 0.05:  # more than is worked out beforehand
        return AnyOf(tuple(AllOf(tuple(random_test(chance, asked) for _ in range(3))) for _ in range(3)))
    if depth == 0 or chance.random() < 0.5:
        fact = facts and chance.random() < 0.2
        return FactHolds(chance.choice(facts)) if fact else random_test(chance, asked)
    parts = tuple(random_condition(chance, asked, facts, depth - 1) for _ in range(chance.randint(2, 3)))
    either: list[Condition] = [AllOf(parts), AnyOf(parts), AnyOf(parts), AtLeast(2, parts)]
    return chance.choice(either)


def random_verdicts(chance: Random) -> dict[str, Level]:
    words = ["session", "needling", "electrical", "manual-needling", "acupressure"]
    return {word: chance.choice(list(Level)) for word in chance.sample(words, chance.randint(0, 3))}


def random_limit(chance: Random, *, named: bool = False) -> Limit:
    where: list[str | AnswerPlace] = ["LI4", "hand", "arm", "lower-leg", "pneumothorax", "liver"]
    answers = 0 if named else 0.4
    items = [
        AnswerPlace(QuestionId("where")) if chance.random() < answers else chance.choice(where)
        for _ in range(chance.randint(1, 2))
    ]
    return Limit(tuple(items), random_verdicts(chance))


ASKED = ("first", "state", "years", "medicines", "second", "agreed", "weeks")
AGREED = Word(QuestionId("agreed"), frozenset({"yes"}))
EXCEPTIONS = (None, None, AGREED, AllOf((AGREED, Between(QuestionId("weeks"), 259, 999))))


def random_rule(chance: Random, name: str) -> Rule:
    found = replace(
        SMALL_WORLD.book.rules[RuleId("one")],
        id=name,
        when=random_condition(chance, ASKED, ["fact"]),
        unless=chance.choice(EXCEPTIONS),
        verdicts=random_verdicts(chance),
        limits=tuple(random_limit(chance) for _ in range(chance.randint(0, 2))),
        urgent=chance.choice([None] * 7 + [Urgency.NOW]),
        if_not_known=chance.choice([None] * 5 + list(Level)),
    )
    if not found.limits or chance.random() < 0.8:
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
        if chance.random() < 0.6:
            gate, unknown = random_condition(chance, asked, depth=1), chance.random() < 0.3
            asked_id = QuestionId(name)
            questions[asked_id] = replace(questions[asked_id], gate=gate, ask_if_not_known=unknown)
    for name, asked in OFFERS.items():
        if chance.random() < 0.4:
            option = list(questions[QuestionId(name)].options)[1]
            offered_if = {option: random_condition(chance, asked, depth=1)}
            questions[QuestionId(name)] = replace(questions[QuestionId(name)], offered_if=offered_if)
    if chance.random() < 0.7:
        settled_by = dict.fromkeys(book.concepts["medicine"]["anticoagulant"].covers, chance.choice(DIRECT))
        questions[QuestionId("medicines")] = replace(questions[QuestionId("medicines")], settled_by=settled_by)
    facts = {"fact": random_condition(chance, ("first", "medicines", "second"))}
    rules = {name: random_rule(chance, name) for name in ("one", "two", "three")[: chance.randint(1, 3)]}
    return replace(book, questions=questions, facts=facts, rules=rules)


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
    if chance.random() < 0.2:
        return NOT_SURE
    match question.kind:
        case AnswerKind.MANY:
            yes = any_of(chance, question.options, 0.3)
            return Ticks(yes, any_of(chance, question.options, 0.2) - yes)
        case AnswerKind.ONE:
            return Ticks(frozenset({chance.choice(list(question.options))}))
        case AnswerKind.NAMES:
            names = chance.sample(names_of(question, words), chance.randint(0, 2))
            return Names(tuple(names), complete=chance.random() < 0.8)
        case AnswerKind.NUMBER:
            return Quantity("some", chance.randint(int(question.low), int(question.high)))
        case AnswerKind.GESTATION:
            beyond = chance.random() < 0.2
            return NoSuchWeek("50", beyond=True) if beyond else Quantity("some", chance.randint(7, 300))
        case AnswerKind.PLACES:
            return Places(random_places(chance, words), complete=chance.random() < 0.8)
        case AnswerKind.PLAN:
            techniques = chance.sample([*words.techniques, ""], chance.randint(1, 2))
            return Plan(
                tuple(
                    Planned(name or "humming", TechniqueId(name), random_places(chance, words)) for name in techniques
                )
            )


def random_answers(chance: Random, words: World) -> dict[QuestionId, Answer]:
    """Random answers; some questions are not asked."""
    asked = chance.uniform(0.3, 1)
    questions = words.book.questions.values()
    return {each.id: random_answer(chance, each, words) for each in questions if chance.random() < asked}


# Learning more


def settled_name(chance: Random, name: Name, words: World) -> Name:
    """The same medicine, once it is known what it is."""
    medicine = words.book.concepts["medicine"]
    leaves = [each.id for each in medicine.values() if each.covers == {each.id}]
    if name.taken is MatchStatus.SET_ASIDE:
        return name
    if name.taken in UNKNOWN:
        return replace(
            name, taken=MatchStatus.RECOGNISED, concepts=frozenset(chance.sample(leaves, chance.randrange(3)))
        )
    within = [leaf for leaf in leaves if any(leaf in medicine[concept].covers for concept in name.concepts)]
    if not within:
        return name
    if name.taken is not MatchStatus.RECOGNISED and chance.random() < 0.5:
        return replace(name, taken=MatchStatus.SET_ASIDE, use=Use.PAST)
    if name.taken is MatchStatus.RECOGNISED and name.concepts <= set(leaves):
        return name
    return replace(name, taken=MatchStatus.RECOGNISED, concepts=any_of(chance, within) | {chance.choice(within)})


def settled_condition(chance: Random, name: Name) -> Name:
    if name.taken in UNKNOWN:
        return replace(name, taken=MatchStatus.RECOGNISED, concepts=any_of(chance, sorted(name.concepts)))
    if name.taken not in {MatchStatus.MAYBE, MatchStatus.AMBIGUOUS}:
        return name
    if chance.random() < 0.5:
        return replace(name, taken=MatchStatus.SET_ASIDE, use=Use.PAST)
    return replace(name, taken=MatchStatus.RECOGNISED, concepts=frozenset({chance.choice(sorted(name.concepts))}))


def settled_names(chance: Random, names: Iterable[Name], words: World) -> Iterator[Name]:
    for name in names:
        medicine = name.kind is NameKind.MEDICINE
        yield settled_name(chance, name, words) if medicine else settled_condition(chance, name)


def settled_places(chance: Random, places: Iterable[BodyPlace], words: World) -> tuple[BodyPlace, ...]:
    return tuple(each if each.id else replace(chance.choice(words.places), typed=each.typed) for each in places)


def settled_plan(chance: Random, plan: Plan, words: World) -> Plan:
    """Techniques and places that nobody knew, once known; no two lines turn out to be the same technique."""
    planned = {item.technique for item in plan.items}
    other = chance.choice([name for name in words.techniques if name not in planned] or [""])
    return Plan(
        tuple(
            replace(item, technique=item.technique or other, places=settled_places(chance, item.places, words))
            for item in plan.items
        )
    )


def settled(chance: Random, question: Question, answer: Answer, words: World) -> Answer:
    """A definite answer that agrees with all that was definite before."""
    match answer:
        case Plan():
            return settled_plan(chance, answer, words)
        case Ticks(yes, maybe):
            return Ticks(yes | any_of(chance, sorted(maybe)))
        case Quantity():
            return answer
        case Names(entries, complete):
            typed = {each.typed for each in entries}
            pool = [each for each in names_of(question, words) if each.typed not in typed]
            rest = () if complete else chance.sample(pool, chance.randrange(3))
            return Names(tuple(settled_names(chance, (*entries, *rest), words)))
        case Places(places, complete):
            rest_of = [] if complete else [place for place in words.places if place not in places]
            found = Places((*settled_places(chance, places, words), *chance.sample(rest_of, min(1, len(rest_of)))))
            limbs = () if all_settled(found, question) else (place for place in words.places if place.id == "arm")
            return Places((*found.entries, *limbs))
        case NotSure() | NoSuchWeek():
            return settled(chance, question, anything(chance, question), words)


def anything(chance: Random, question: Question) -> Answer:
    """An answer from which each definite one can follow."""
    match question.kind:
        case AnswerKind.MANY:
            return Ticks(maybe=frozenset(question.options))
        case AnswerKind.ONE:
            return Ticks(frozenset({chance.choice(list(question.options))}))
        case AnswerKind.NAMES:
            return Names(complete=False)
        case AnswerKind.NUMBER:
            return Quantity("some", chance.randint(int(question.low), int(question.high)))
        case AnswerKind.GESTATION:
            return Quantity("some", chance.randint(7, 300))
        case AnswerKind.PLACES:
            return Places(complete=False)
        case AnswerKind.PLAN:
            return Plan()


def learn(
    chance: Random, book: RuleBook, before: Answers, words: World, chosen: Collection[str]
) -> dict[QuestionId, Answer]:
    """More definite answers to the chosen questions. A plan not told stays so: it leaves nothing open."""
    found: dict[QuestionId, Answer] = {}
    for name, question in book.questions.items():
        if name in before or (name in chosen and name != PLAN):
            answer = before.get(name, NOT_SURE)
            found[name] = settled(chance, offering(question, book, found), answer, words) if name in chosen else answer
    return found


def offering(question: Question, book: RuleBook, told: Answers) -> Question:
    """The question with the options that are offered by what was told before."""
    evaluation = Evaluation(book, told)
    options = {name: label for name, label in question.options.items() if evaluation.offered(question.id, name)}
    return replace(question, options=options)


def learn_something(chance: Random, book: RuleBook, before: Answers, words: World) -> dict[QuestionId, Answer]:
    chosen = chance.sample(list(book.questions), chance.randint(1, 3))
    return learn(chance, book, before, words, chosen)


def learn_all(chance: Random, book: RuleBook, before: Answers, words: World) -> dict[QuestionId, Answer]:
    return learn(chance, book, before, words, book.questions.keys())


# What is compared


def graded(report: Report) -> dict[tuple[str, str], Cell]:
    """The cells of the plan, by what was typed; without the technique that was only assumed."""
    found = {}
    for line in report.techniques:
        if line.planned:
            for cell in (line.cell, *line.places):
                found[cell.typed, cell.place.typed if cell.place else ""] = cell
    return found


def not_lifted(book: RuleBook, before: Answers, after: Answers) -> RuleBook:
    """The rule book without the rules that an exception lifts after, and did not before."""
    was, now = Evaluation(book, before), Evaluation(book, after)

    def newly_lifted(rule: Rule) -> bool:
        return is_lifted(rule, now) and not is_lifted(rule, was)

    return replace(book, rules={name: rule for name, rule in book.rules.items() if not newly_lifted(rule)})


def is_lifted(rule: Rule, evaluation: Evaluation) -> bool:
    facts = evaluation.book.facts
    return rule.unless is not None and logic.standing(rule.unless, evaluation.test, facts) is Standing.HOLDS


def newly_contradicted(before: Report, after: Report) -> bool:
    """Whether answers newly contradict each other, or one counts that need not have been asked for this plan."""
    was, now = Evaluation(before.book, before.answers), Evaluation(after.book, after.answers)
    if now.opened - was.opened or named_beyond(was, now):
        return True
    old = set(map(against, before.contradictions))
    return any(against(each) not in old for each in after.contradictions)


def named_beyond(was: Evaluation, now: Evaluation) -> bool:
    """Whether a name, once it is known, says more than the answer to its question: yes, where that was could be."""
    return any(
        was.counted(name) is not None and was.said.together(name).of(frozenset({word})) is Standing.FAILS
        for name, parts in now.said.ticked.items()
        for part in parts
        for word in part.said.holds
    )


def against(each: Contradiction) -> tuple[object, ...]:
    return each.kind, each.asked, each.question, each.lines, each.name and each.name.typed


def pairs(
    before: Report, after: Report
) -> Iterator[tuple[Bounds[Outcome] | Bounds[Level], Bounds[Outcome] | Bounds[Level]]]:
    """The bounds of the outcome and of each planned cell, before and after."""
    later = graded(after)
    yield before.outcome, after.outcome
    for key, cell in graded(before).items():
        yield cell.level, later[key].level
        yield cell.outcome, later[key].outcome


def ordered(bounds: Bounds[Outcome] | Bounds[Level]) -> bool:
    return bounds.found <= bounds.stands <= bounds.worst


# The properties

many = settings(deadline=None, derandomize=True, max_examples=300)
few = settings(deadline=None, derandomize=True, max_examples=25)
randoms = st.integers(0, 2**64).map(Random)


def check_bounds(book: RuleBook, told: Answers) -> None:
    kept = deepcopy(dict(told))
    report = assess(book, told)
    assert told == kept
    assert assess(book, told) == report
    assert ordered(report.outcome)
    for line in report.techniques:
        assert all(ordered(cell.level) and ordered(cell.outcome) for cell in (line.cell, *line.places))


@many
@given(randoms)
def test_found_stands_and_worst_are_in_order_and_the_answers_untouched(chance: Random) -> None:
    check_bounds(random_book(chance), random_answers(chance, SMALL_WORLD))


@few
@given(randoms)
def test_found_stands_and_worst_are_in_order_in_the_shipped_book(chance: Random) -> None:
    check_bounds(SHIPPED, random_answers(chance, SHIPPED_WORLD))


def check_open_points(book: RuleBook, told: Answers) -> None:
    report = assess(book, told)
    could_be = [point.could_be for point in report.open]
    assert all(each <= report.outcome.worst for each in could_be)
    if report.outcome.worst > report.outcome.stands:
        assert max(could_be) is report.outcome.worst
    if not report.open:
        assert report.outcome.found is report.outcome.stands is report.outcome.worst
    keys = [(point.question, point.name) for point in report.open]
    assert len(keys) == len(set(keys))
    unknown = {(each.question, each.name) for each in report.open if each.missing is Missing.NOT_RECOGNISED}
    assert unknown == set(nobody_knows(book, told))


def nobody_knows(book: RuleBook, told: Answers) -> Iterator[tuple[str, str]]:
    """What was typed and not recognised, but for what is set aside."""
    for question, answer in told.items():
        match answer:
            case Names(entries):
                gate = Evaluation(book, told).gate(question)
                strange = [each for each in entries if each.taken in UNKNOWN]
                yield from ((question, each.typed) for each in strange if gate or each.kind is NameKind.CONDITION)
            case Places() if Evaluation(book, told).gate(question) is Standing.FAILS:
                pass
            case Places(entries):
                yield from ((question, each.typed) for each in entries if not each.id)
            case Plan(items):
                yield from ((question, item.typed) for item in items if not item.technique)
                yield from ((question, each.typed) for item in items for each in item.places if not each.id)
            case _:
                pass


@many
@given(randoms)
def test_what_is_open_accounts_for_the_worst_and_names_all_that_nobody_knows(chance: Random) -> None:
    check_open_points(random_book(chance), random_answers(chance, SMALL_WORLD))


@few
@given(randoms)
def test_what_is_open_accounts_for_the_worst_in_the_shipped_book(chance: Random) -> None:
    check_open_points(SHIPPED, random_answers(chance, SHIPPED_WORLD))


def check_learning(chance: Random, book: RuleBook, words: World) -> None:
    before = random_answers(chance, words)
    after = learn_something(chance, book, before, words)
    was, now = assess(book, before), assess(book, after)
    sure = assess(not_lifted(book, before, after), before)
    assert all(old.found <= new.found for old, new in pairs(sure, now))
    assert newly_contradicted(was, now) or all(old.worst >= new.worst for old, new in pairs(was, now))


@many
@given(randoms)
def test_learning_more_never_lowers_what_was_found_nor_raises_the_worst(chance: Random) -> None:
    check_learning(chance, random_book(chance), SMALL_WORLD)


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_learning_more_keeps_its_bounds_in_the_shipped_book(chance: Random) -> None:
    check_learning(chance, SHIPPED, SHIPPED_WORLD)


def check_completion(chance: Random, book: RuleBook, words: World) -> None:
    before = random_answers(chance, words)
    after = learn_all(chance, book, before, words)
    was, now = assess(book, before), assess(book, after)
    assert {point.missing for point in now.open} <= {Missing.CONTRADICTED}
    if not now.contradictions:
        assert now.outcome.found is now.outcome.stands is now.outcome.worst
    sure = assess(not_lifted(book, before, after), before)
    assert all(old.found <= new.stands for old, new in pairs(sure, now))
    assert newly_contradicted(was, now) or all(new.stands <= old.worst for old, new in pairs(was, now))


@many
@given(randoms)
def test_no_completion_of_what_is_open_leaves_the_bounds(chance: Random) -> None:
    check_completion(chance, random_book(chance), SMALL_WORLD)


@few
@given(randoms)
def test_no_completion_leaves_the_bounds_in_the_shipped_book(chance: Random) -> None:
    check_completion(chance, SHIPPED, SHIPPED_WORLD)


@many
@given(randoms)
def test_with_one_answer_missing_nothing_else_is_open(chance: Random) -> None:
    book = random_book(chance)
    told = learn_all(chance, book, random_answers(chance, SMALL_WORLD), SMALL_WORLD)
    gone = chance.choice(sorted(told.keys() - {PLAN}))
    report = assess(book, {name: answer for name, answer in told.items() if name != gone})
    open_points = [point for point in report.open if point.missing is not Missing.CONTRADICTED]
    assert {(point.question, point.name) for point in open_points} <= {(gone, "")}


def larger(book: RuleBook, before: Answers, words: World) -> Iterator[dict[QuestionId, Answer]]:
    """The answers with one more tick, name or place, or one more technique in a plan that knows one."""
    for name, answer in before.items():
        question = book.questions[name]
        match answer:
            case Ticks(yes, maybe) if question.kind is AnswerKind.MANY:
                for line in question.options.keys() - yes:
                    yield {**before, name: Ticks(yes | {line}, maybe - {line})}
            case Names(entries, complete):
                typed = {each.typed for each in entries}
                for each in names_of(question, words):
                    if each.typed not in typed:
                        yield {**before, name: Names((*entries, each), complete)}
            case Plan(items):
                for plan in larger_plans(items, words):
                    yield {**before, name: Plan(plan)}
            case _:
                pass


def behind_gates(chance: Random, book: RuleBook, before: Answers, words: World) -> Iterator[dict[QuestionId, Answer]]:
    """The answers with one more, to a question whose gate is closed."""
    evaluation = Evaluation(book, before)
    for question in book.questions.values():
        if question.id not in before and not evaluation.gate(question.id):
            yield {**before, question.id: random_answer(chance, question, words)}


def larger_plans(items: tuple[Planned, ...], words: World) -> Iterator[tuple[Planned, ...]]:
    places = (*words.places, BodyPlace("where it buzzes"))
    planned = {item.technique for item in items}
    for name in (*words.techniques, ""):
        if name not in planned and planned != {""}:
            yield (*items, Planned(name or "humming", TechniqueId(name), places[:2]))
            yield (*items, Planned(name or "humming", TechniqueId(name), ()))
    for index, item in enumerate(items):
        for place in places if item.places else ():
            if place.typed not in {known.typed for known in item.places}:
                yield (*items[:index], replace(item, places=(*item.places, place)), *items[index + 1 :])


def check_adding(chance: Random, book: RuleBook, words: World) -> None:
    before = random_answers(chance, words)
    additions = [*larger(book, before, words), *behind_gates(chance, book, before, words)]
    for after in chance.sample(additions, min(3, len(additions))):
        sure = assess(not_lifted(book, before, after), before)
        was, now = Evaluation(book, before), Evaluation(book, after)
        gates = [now.gate(name) for name in was.opened]
        for old, new in pairs(sure, assess(book, after)):
            assert old.found <= (new.found if set(gates) <= {Standing.HOLDS} else new.worst)
            assert old.stands <= new.stands or not was.opened <= now.opened


@many
@given(randoms)
def test_adding_to_what_is_said_or_planned_never_lowers_the_outcome(chance: Random) -> None:
    check_adding(chance, random_book(chance), SMALL_WORLD)


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_adding_never_lowers_the_outcome_in_the_shipped_book(chance: Random) -> None:
    check_adding(chance, SHIPPED, SHIPPED_WORLD)


# The healthy adult


HARMLESS = ("ST36", "LI10", "LI11", "left LI11", "TE5", "ST40", "thigh")


@few
@given(
    st.dictionaries(
        st.sampled_from(sorted(SHIPPED.techniques)),
        st.lists(st.sampled_from(HARMLESS), unique=True, max_size=3),
        max_size=3,
    )
)
def test_a_healthy_adult_is_left_in_peace(plan: dict[str, list[str]]) -> None:
    vocabulary = Vocabulary(SHIPPED)
    items = [
        Planned(name, TechniqueId(name), tuple(vocabulary.places(place)[0] for place in places))
        for name, places in plan.items()
    ]
    told = {
        **healthy_adult(SHIPPED),
        QuestionId("technique-checks"): Ticks(),
        **({PLAN: Plan(tuple(items))} if items else {}),
    }
    report = assess(SHIPPED, told)
    assert report.outcome == Bounds(Outcome.NONE, Outcome.NONE, Outcome.NONE)
    assert (report.open, report.findings, report.contradictions) == ((), (), ())


def read_by(rule: Rule, book: RuleBook) -> set[str]:
    """Every question that a rule reads, gates included."""
    waiting = [
        test.question
        for condition in (rule.when, rule.unless)
        if condition is not None
        for test in logic.tests(condition, book.facts)
    ]
    waiting += [item.question for limit in rule.limits for item in limit.where if isinstance(item, AnswerPlace)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        gate = book.questions[name].gate
        if name not in found and gate is not None:
            waiting += [test.question for test in logic.tests(gate, book.facts)]
        found.add(name)
    return found


HEALTHY = healthy_adult(SHIPPED)
READ = set().union(*(read_by(rule, SHIPPED) for rule in SHIPPED.rules.values() if above_note(rule)))


@pytest.mark.parametrize("gone", sorted(READ & HEALTHY.keys()))
def test_an_answer_the_healthy_adult_does_not_give_is_named_as_open_and_could_matter(gone: str) -> None:
    report = assess(SHIPPED, {name: answer for name, answer in HEALTHY.items() if name != gone})
    assert gone in {point.question for point in report.open}
    assert report.outcome.worst >= Outcome.CARE


def test_every_gate_of_the_shipped_book_is_read_by_a_rule_above_note_or_only_adds() -> None:
    assert HEALTHY.keys() - READ == {
        name for name, asked in SHIPPED.questions.items() if asked.names is NameKind.CONDITION
    }


# What is worked out beforehand


def check_plain_reading(book: RuleBook, told: Answers) -> None:
    """Gates, rules, and what leaves a rule undecided, are what they are when every condition is read as written."""
    plain, evaluation, report = plain_reading(book, told), Evaluation(book, told), assess(book, told)
    for question in book.questions.values():
        assert evaluation.gate(question.id) is plain.gate(question)
    for rule in book.rules.values():
        assert evaluation.rule(rule.id) is plain.rule(rule)
        if rule.when is not None and plain.rule(rule) in UNDECIDED:
            named = {(point.question, point.name) for point in report.open if rule.id in point.rules}
            placed = any(isinstance(item, AnswerPlace) for limit in rule.limits for item in limit.where)
            missing = plain.missing(rule.when)
            assert (named >= missing) if placed else (named == missing)


def check_everybody(book: RuleBook, told: Answers) -> None:
    """A rule without `when` is not looked at where no planned place meets it, which changes nothing."""
    first = indexed(book).first_rule
    every = sum(1 << first + place for place, rule in enumerate(book.rules.values()) if rule.when is None)
    with mock.patch.object(CompiledRules, "for_everybody", return_value=every):
        looked_at = assess(book, told)
    assert assess(book, told) == looked_at


@many
@given(randoms)
def test_what_is_worked_out_beforehand_equals_the_plain_reading(chance: Random) -> None:
    book, told = random_book(chance), random_answers(chance, SMALL_WORLD)
    check_plain_reading(book, told)
    check_everybody(book, told)


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_what_is_worked_out_beforehand_equals_the_plain_reading_in_the_shipped_book(chance: Random) -> None:
    told = random_answers(chance, SHIPPED_WORLD)
    check_plain_reading(SHIPPED, told)
    check_everybody(SHIPPED, told)
