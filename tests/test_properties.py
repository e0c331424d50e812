"""What has to be true whatever is answered, over random rule books and over the one that comes with acucheck.

The exemptions, each as small as it can be. When more is learned, what was found may drop only by rules that an
exception newly lifts, and the worst may rise only where answers newly contradict each other. When something is added,
the same first exemption holds: an addition can open the gate of an exception answered already. And where it opens a
gate that was closed against an answer of weight, that contradiction is settled, and with it all that it could have
meant; where it leaves the gate in doubt, that answer is in doubt from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from random_people import (
    SHIPPED,
    SHIPPED_WORLD,
    SMALL_WORLD,
    World,
    any_of,
    happens,
    names_of,
    random_answer,
    random_answers,
    random_book,
    randoms,
)
from small_books import told as answers_told
from small_books import written

from acucheck import logic
from acucheck.answers.old_answers import read_later
from acucheck.assess import assess
from acucheck.assess.engine import Evaluation
from acucheck.assess.engine.clauses import indexed
from acucheck.assess.engine.compiled import CompiledRules
from acucheck.assess.engine.evidence import UNKNOWN
from acucheck.assess.engine.reference import plain_reading
from acucheck.assess.engine.reference_weights import above_note
from acucheck.assess.named_places import all_settled
from acucheck.assess.told_apart import told_apart
from acucheck.assess.unsure_lists import UnsureLists
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
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    FactHolds,
    Question,
    Rule,
    RuleBook,
)
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import UNDECIDED, Level, Outcome, Standing
from acucheck.model.report import Bounds, Cell, Contradiction, Missing, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load

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
    if name.taken is not MatchStatus.RECOGNISED and happens(chance, 0.5):
        return replace(name, taken=MatchStatus.SET_ASIDE, use=Use.PAST)
    if name.taken is MatchStatus.RECOGNISED and name.concepts <= set(leaves):
        return name
    return replace(name, taken=MatchStatus.RECOGNISED, concepts=any_of(chance, within) | {chance.choice(within)})


def settled_condition(chance: Random, name: Name) -> Name:
    if name.taken in UNKNOWN:
        return replace(name, taken=MatchStatus.RECOGNISED, concepts=any_of(chance, sorted(name.concepts)))
    if name.taken not in {MatchStatus.MAYBE, MatchStatus.AMBIGUOUS}:
        return name
    if happens(chance, 0.5):
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
    if not question.offered_if:
        return question
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
        was.counted(name) is not None and was.said.together(name).standing_of(frozenset({word})) is Standing.FAILS
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

many = settings(deadline=None, derandomize=True, max_examples=500)
few = settings(deadline=None, derandomize=True, max_examples=25)


def check_bounds(book: RuleBook, told: Answers) -> None:
    kept = deepcopy(dict(told))
    report = assess(book, told)
    assert told == kept
    assert assess(book, told) == report
    assert ordered(report.outcome)
    for line in report.techniques:
        assert all(ordered(cell.level) and ordered(cell.outcome) for cell in (line.cell, *line.places))


@pytest.mark.usefixtures("quick")
@many
@given(randoms)
def test_found_stands_and_worst_are_in_order_and_the_answers_untouched(chance: Random) -> None:
    check_bounds(random_book(chance), random_answers(chance, SMALL_WORLD))


@pytest.mark.usefixtures("quick")
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


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_what_is_open_accounts_for_the_worst_in_the_shipped_book(chance: Random) -> None:
    check_open_points(SHIPPED, random_answers(chance, SHIPPED_WORLD))


def reopened(book: RuleBook, before: Answers, after: Answers) -> bool:
    """Whether something that stood by a contradiction alone is only open after, as its gate is not denied any more."""
    implied = Evaluation(book, after).implied
    return any(each not in implied for each in Evaluation(book, before).implied)


def check_learning(chance: Random, book: RuleBook, words: World) -> None:
    before = random_answers(chance, words)
    after = learn_something(chance, book, before, words)
    was, now = assess(book, before), assess(book, after)
    sure = assess(not_lifted(book, before, after), before)
    assert reopened(book, before, after) or all(old.found <= new.found for old, new in pairs(sure, now))
    assert newly_contradicted(was, now) or all(old.worst >= new.worst for old, new in pairs(was, now))


@pytest.mark.usefixtures("quick")
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


@pytest.mark.usefixtures("quick")
@many
@given(randoms)
def test_no_completion_of_what_is_open_leaves_the_bounds(chance: Random) -> None:
    check_completion(chance, random_book(chance), SMALL_WORLD)


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_no_completion_leaves_the_bounds_in_the_shipped_book(chance: Random) -> None:
    check_completion(chance, SHIPPED, SHIPPED_WORLD)


@pytest.mark.usefixtures("quick")
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


@pytest.mark.usefixtures("quick")
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


HARMLESS = ("LI14", "TE6", "left TE6", "TE5", "ST40")
"""Points beside nothing that any technique can harm; a region always holds a place that is."""


@pytest.mark.usefixtures("quick")
@few
@given(
    st.dictionaries(
        st.sampled_from(sorted(SHIPPED.techniques.keys() - {"laser"})),  # goggles are told to everybody
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
        **dict.fromkeys(asked_by_plan(SHIPPED), Ticks()),
        **({PLAN: Plan(tuple(items))} if items else {}),
    }
    report = assess(SHIPPED, told)
    assert report.outcome == Bounds(Outcome.NONE, Outcome.NONE, Outcome.NONE)
    assert (report.open, report.findings, report.contradictions) == ((), (), ())


def asked_by_plan(book: RuleBook) -> list[QuestionId]:
    """The lists that are asked because of what is planned and of nothing else."""
    found: list[QuestionId] = []
    for question in book.questions.values():
        if question.gate is not None and question.kind is AnswerKind.MANY:
            read = {test.question for test in logic.tests(question.gate, book.facts)}
            if read == {PLAN}:
                found.append(question.id)
    assert found
    return found


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
    report = assess(book, told)
    told = told_apart(book, told)
    plain, evaluation = plain_reading(book, told), Evaluation(book, told)
    unsure = UnsureLists(evaluation)
    for question in book.questions.values():
        assert evaluation.gate(question.id) is plain.gate(question)
    for rule in book.rules.values():
        assert evaluation.rule(rule.id) is plain.rule(rule)
        if rule.when is not None and plain.rule(rule) in UNDECIDED:
            named = {(point.question, point.name) for point in report.open if rule.id in point.rules}
            placed = any(isinstance(item, AnswerPlace) for limit in rule.limits for item in limit.where)
            missing = {_told_in_one(*each, unsure) for each in plain.missing(rule.when)}
            assert (named >= missing) if placed else (named == missing)


def _told_in_one(question_id: QuestionId, typed: str, unsure: UnsureLists) -> tuple[QuestionId, str]:
    """The open point that stands for something missing: of a follow-up the list that is not sure as a whole."""
    asked_by = unsure.behind(question_id)
    return (question_id, typed) if asked_by is None else (asked_by, "")


def aged(chance: Random, told: Answers, book: RuleBook) -> Answers:
    """What answers count as on a later day, some of them confirmed."""
    confirmed = [question_id for question_id in told if happens(chance, 0.5)]
    by_age = happens(chance, 0.5)
    days = timedelta(days=chance.choice([1, 21, 213, 1096]))
    counted, _ = read_later(told, DAY, DAY + days, book, None if by_age else confirmed)
    return counted


def check_everybody(book: RuleBook, told: Answers) -> None:
    """A rule without `when` is not looked at where no planned place meets it, which changes nothing."""
    first = indexed(book).first_rule
    every = sum(1 << first + place for place, rule in enumerate(book.rules.values()) if rule.when is None)
    with mock.patch.object(CompiledRules, "for_everybody", return_value=every):
        looked_at = assess(book, told)
    assert assess(book, told) == looked_at


@pytest.mark.parametrize(
    ("gate", "rule", "answers"),
    [
        (FactHolds("anticoagulated"), "{late: sore}", "bleeding: none\nmedicines: none"),
        (Between(QuestionId("age"), 65, 120), "{age: {from: 70}}", "age: 34"),
    ],
    ids=["a fact", "a number"],
)
def test_an_answer_behind_a_closed_gate_of_a_fact_or_a_number_is_read_plainly_as_well(
    gate: Condition, rule: str, answers: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "rules.yaml", f"late: when: {rule}, verdicts: {{needling: avoid}}")
    late = "  late: {ask: Late?, answer: {many: {sore: Sore, weak: Weak}}, if: {age: {from: 65}}, keeps: today}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("facts:\n", f"{late}facts:\n", 1), encoding="utf-8")
    book = load(str(path)).book
    asked = replace(book.questions[QuestionId("late")], gate=gate)
    book = replace(book, questions={**book.questions, asked.id: asked})
    told = answers_told(f"{answers}\nlate: [sore]", Vocabulary(book))
    assert {each.asked for each in assess(book, told).contradictions} == {"late"}
    check_plain_reading(book, told)


@many
@given(randoms)
def test_what_is_worked_out_beforehand_equals_the_plain_reading(chance: Random) -> None:
    book, told = random_book(chance), random_answers(chance, SMALL_WORLD)
    check_plain_reading(book, told)
    check_everybody(book, told)
    check_plain_reading(book, aged(chance, told, book))


@pytest.mark.usefixtures("quick")
@few
@given(randoms)
def test_what_is_worked_out_beforehand_equals_the_plain_reading_in_the_shipped_book(chance: Random) -> None:
    told = random_answers(chance, SHIPPED_WORLD)
    check_plain_reading(SHIPPED, told)
    check_everybody(SHIPPED, told)
    check_plain_reading(SHIPPED, aged(chance, told, SHIPPED))
