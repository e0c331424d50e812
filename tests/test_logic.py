"""Three-valued conditions: the tables, the chain of four standings, and what an undecided condition waits for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck import logic
from acucheck.logic import Test
from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, Condition, FactHolds, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Standing

FAILS, OPEN, ACTS, HOLDS = Standing
COUNTS = frozenset({HOLDS, ACTS})
UNDECIDED = frozenset({OPEN, ACTS})
TESTS: tuple[Test, ...] = (
    *(Word(QuestionId(name), frozenset({"yes"})) for name in "abcde"),
    Between(QuestionId("n"), 1, 2),
)
A, B, C = TESTS[:3]
steady = settings(deadline=None, derandomize=True, max_examples=150)

Answers = Mapping[Test, Standing]


def stands(condition: Condition, answers: Answers, facts: Mapping[str, Condition] | None = None) -> Standing:
    return logic.standing(condition, answers.__getitem__, facts or {})


def waits_for(condition: Condition, answers: Answers, wanted: frozenset[Standing]) -> list[Test]:
    return list(logic.deciding(condition, answers.__getitem__, {}, wanted))


@pytest.mark.parametrize("left", Standing)
@pytest.mark.parametrize("right", Standing)
def test_all_stands_with_its_weakest_part_and_any_with_its_strongest(left: Standing, right: Standing) -> None:
    answers = {A: left, B: right}
    assert stands(AllOf((A, B)), answers) is min(left, right)
    assert stands(AnyOf((A, B)), answers) is max(left, right)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, None, None, True),
        (True, False, False, True),
        (None, None, None, None),
        (None, False, False, None),
        (False, False, False, False),
    ],
)
def test_the_tables_are_kleenes(left: bool | None, right: bool | None, both: bool | None, either: bool | None) -> None:
    chain = {True: HOLDS, None: OPEN, False: FAILS}
    for answers in ({A: chain[left], B: chain[right]}, {A: chain[right], B: chain[left]}):
        assert stands(AllOf((A, B)), answers) is chain[both]
        assert stands(AnyOf((A, B)), answers) is chain[either]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((HOLDS, HOLDS, FAILS), HOLDS),
        ((HOLDS, OPEN, FAILS), OPEN),
        ((HOLDS, ACTS, OPEN), ACTS),
        ((OPEN, OPEN, OPEN), OPEN),
        ((ACTS, ACTS, FAILS), ACTS),
        ((HOLDS, FAILS, FAILS), FAILS),
        ((OPEN, FAILS, FAILS), FAILS),
    ],
)
def test_at_least_two_of_three_counts_what_is_true_and_what_could_be(
    parts: tuple[Standing, ...], expected: Standing
) -> None:
    assert stands(AtLeast(2, (A, B, C)), dict(zip((A, B, C), parts, strict=True))) is expected


def test_a_fact_stands_as_its_condition() -> None:
    facts: dict[str, Condition] = {"either": AnyOf((A, B)), "nested": AllOf((FactHolds("either"), C))}
    answers = {A: FAILS, B: ACTS, C: HOLDS}
    assert stands(FactHolds("nested"), answers, facts) is ACTS
    assert list(logic.tests(FactHolds("nested"), facts)) == [A, B, C]


def test_numbers_are_tests_like_any_other() -> None:
    low = Between(QuestionId("weeks"), 0, 1)
    assert stands(AllOf((low, A)), {low: HOLDS, A: OPEN}) is OPEN
    assert list(logic.tests(AtLeast(1, (low, A)), {})) == [low, A]


def test_the_rest_of_an_any_that_holds_no_longer_matters() -> None:
    condition = AnyOf((A, B, C))
    assert waits_for(condition, {A: HOLDS, B: ACTS, C: OPEN}, UNDECIDED) == []
    assert waits_for(condition, {A: HOLDS, B: ACTS, C: OPEN}, COUNTS) == [A]


def test_the_rest_of_an_all_that_fails_no_longer_matters() -> None:
    assert waits_for(AllOf((A, B)), {A: FAILS, B: OPEN}, UNDECIDED) == []
    assert waits_for(AnyOf((AllOf((A, B)), C)), {A: FAILS, B: OPEN, C: OPEN}, UNDECIDED) == [C]


def test_an_any_that_acts_still_waits_for_what_is_open() -> None:
    assert waits_for(AnyOf((A, B, C)), {A: ACTS, B: OPEN, C: FAILS}, UNDECIDED) == [A, B]


def test_an_all_owes_its_standing_to_every_part() -> None:
    assert waits_for(AllOf((A, B)), {A: HOLDS, B: ACTS}, COUNTS) == [A, B]
    assert waits_for(AllOf((A, B)), {A: HOLDS, B: ACTS}, UNDECIDED) == [B]


def test_an_at_least_waits_for_its_undecided_parts_until_it_has_enough() -> None:
    condition = AtLeast(2, (A, B, C))
    assert waits_for(condition, {A: HOLDS, B: OPEN, C: FAILS}, UNDECIDED) == [B]
    assert waits_for(condition, {A: HOLDS, B: HOLDS, C: OPEN}, UNDECIDED) == []
    assert waits_for(condition, {A: HOLDS, B: HOLDS, C: ACTS}, COUNTS) == [A, B]


def test_facts_are_looked_into_for_what_is_missing() -> None:
    facts: dict[str, Condition] = {"either": AnyOf((A, B))}
    found = logic.deciding(FactHolds("either"), {A: OPEN, B: FAILS}.__getitem__, facts, UNDECIDED)
    assert list(found) == [A]


def conditions(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def over(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        some = st.lists(parts, min_size=1, max_size=4).map(tuple)
        counted = some.flatmap(lambda found: st.integers(1, len(found)).map(lambda count: AtLeast(count, found)))
        return st.one_of(some.map(AllOf), some.map(AnyOf), counted)

    return st.recursive(leaves, over, max_leaves=8)


LEAVES: st.SearchStrategy[Condition] = st.sampled_from(TESTS)
INNER: st.SearchStrategy[Condition] = st.sampled_from([*TESTS, FactHolds("inner")])
OUTER: st.SearchStrategy[Condition] = st.sampled_from([*TESTS, FactHolds("inner"), FactHolds("outer")])
facts_of = st.fixed_dictionaries({"inner": conditions(LEAVES), "outer": conditions(INNER)})
standings = st.fixed_dictionaries({test: st.sampled_from(Standing) for test in TESTS})


def truth(condition: Condition, true: frozenset[Test], facts: Mapping[str, Condition]) -> bool:
    """The plain two-valued reading."""
    match condition:
        case Word() | Between():
            return condition in true
        case FactHolds(fact):
            return truth(facts[fact], true, facts)
        case AllOf(parts):
            return all(truth(part, true, facts) for part in parts)
        case AnyOf(parts):
            return any(truth(part, true, facts) for part in parts)
        case AtLeast(count, parts):
            return sum(truth(part, true, facts) for part in parts) >= count


def all_true(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    if None in found:
        return None
    return True


def any_true(found: list[bool | None]) -> bool | None:
    if True in found:
        return True
    if None in found:
        return None
    return False


def kleene(condition: Condition, answers: Mapping[Test, bool | None], facts: Mapping[str, Condition]) -> bool | None:
    """The three-valued reading as it is usually written."""
    match condition:
        case Word() | Between():
            return answers[condition]
        case FactHolds(fact):
            return kleene(facts[fact], answers, facts)
        case AllOf(parts):
            return all_true([kleene(part, answers, facts) for part in parts])
        case AnyOf(parts):
            return any_true([kleene(part, answers, facts) for part in parts])
        case AtLeast(count, parts):
            found = [kleene(part, answers, facts) for part in parts]
            if found.count(True) >= count:
                return True
            if found.count(True) + found.count(None) >= count:
                return None
            return False


@steady
@given(conditions(OUTER), facts_of, standings)
def test_the_chain_of_four_says_the_same_as_three_separate_kleene_readings(
    condition: Condition, facts: Mapping[str, Condition], answers: Answers
) -> None:
    """Unknown left open; not sure taken as yes and the rest as no; everything unknown taken as yes."""
    plainly = {HOLDS: True, FAILS: False}
    left_open = {test: plainly.get(each) for test, each in answers.items()}
    doubt_as_yes: dict[Test, bool | None] = {test: each >= ACTS for test, each in answers.items()}
    all_as_yes: dict[Test, bool | None] = {test: each >= OPEN for test, each in answers.items()}
    found = stands(condition, answers, facts)
    assert kleene(condition, left_open, facts) is {FAILS: False, HOLDS: True}.get(found)
    assert kleene(condition, doubt_as_yes, facts) is (found >= ACTS)
    assert kleene(condition, all_as_yes, facts) is (found >= OPEN)


@steady
@given(conditions(OUTER), facts_of, standings, standings)
def test_a_condition_only_rises_as_its_tests_rise(
    condition: Condition, facts: Mapping[str, Condition], answers: Answers, others: Answers
) -> None:
    higher = {test: max(answers[test], others[test]) for test in TESTS}
    assert stands(condition, answers, facts) <= stands(condition, higher, facts)


@steady
@given(conditions(OUTER), facts_of, standings, standings)
def test_what_is_settled_stays_settled_when_more_is_known(
    condition: Condition, facts: Mapping[str, Condition], answers: Answers, later: Answers
) -> None:
    open_tests = [test for test in TESTS if answers[test] in UNDECIDED]
    more = {**answers, **{test: later[test] for test in open_tests}}
    before = stands(condition, answers, facts)
    assert before in UNDECIDED or stands(condition, more, facts) is before


@steady
@given(conditions(OUTER), facts_of, standings)
def test_settling_all_that_a_condition_waits_for_settles_it(
    condition: Condition, facts: Mapping[str, Condition], answers: Answers
) -> None:
    missing = set(logic.deciding(condition, answers.__getitem__, facts, UNDECIDED))
    assert {answers[test] for test in missing} <= UNDECIDED
    assert bool(missing) is (stands(condition, answers, facts) in UNDECIDED)
    for settled in (HOLDS, FAILS):
        assert stands(condition, {**answers, **dict.fromkeys(missing, settled)}, facts) is settled or not missing


@steady
@given(conditions(OUTER), facts_of, standings)
def test_the_reasons_for_a_standing_carry_it_by_themselves(
    condition: Condition, facts: Mapping[str, Condition], answers: Answers
) -> None:
    reasons = set(logic.deciding(condition, answers.__getitem__, facts, COUNTS))
    found = stands(condition, answers, facts)
    assert bool(reasons) is (found >= ACTS)
    if reasons:
        alone = {**dict.fromkeys(TESTS, FAILS), **{test: answers[test] for test in reasons}}
        assert stands(condition, alone, facts) is found


@steady
@given(conditions(OUTER), facts_of, st.frozensets(st.sampled_from(TESTS)))
def test_with_everything_known_a_condition_is_plainly_true_or_false(
    condition: Condition, facts: Mapping[str, Condition], true: frozenset[Test]
) -> None:
    answers = {**dict.fromkeys(TESTS, FAILS), **dict.fromkeys(true, HOLDS)}
    assert (stands(condition, answers, facts) is HOLDS) is truth(condition, true, facts)
    assert set(logic.tests(condition, facts)) <= set(TESTS)
