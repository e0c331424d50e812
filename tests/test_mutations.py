"""Whether the clinical cases notice a wrong rule: rules made milder on purpose, each of which some case has to catch.

`.venv/bin/python tests/test_mutations.py` makes the strictest verdict of every rule one level milder, one rule at a
time, and names the rules at which no case would notice it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from clinical_cases import cases as clinical_cases
from clinical_cases import compare, run
from msgspec.structs import replace

from acucheck import logic
from acucheck.assess import assess
from acucheck.authoring import examples
from acucheck.located import Node
from acucheck.model.answers import Answers
from acucheck.model.book import (
    AllOf,
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
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile, default_rules, load

Change = Callable[[Rule], Rule]


@dataclass(frozen=True, slots=True)
class Case:
    """A clinical case: the questions it answers, and itself."""

    said: frozenset[str]
    node: Node


class Cases:
    """All clinical cases, each read when it is first needed."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.vocabulary = Vocabulary(book)
        self.cases = list(_cases())
        self.read: dict[Case, tuple[Answers, dict[str, Node]]] = {}

    def notice(self, wrong: RuleBook, rule: Rule) -> bool:
        """Whether a case that mentions what *rule* reads comes out as expected, but not by the *wrong* rule book."""
        return any(self._red(case, wrong) and not self._red(case, self.book) for case in self._touched(rule))

    def _touched(self, rule: Rule) -> Iterator[Case]:
        """The cases that mention what the rule reads; a rule for everybody reads the plan."""
        reads = {item.question for limit in rule.limits for item in limit.where if isinstance(item, AnswerPlace)}
        for condition in (rule.when, rule.unless):
            if condition is not None:
                reads |= {test.question for test in logic.tests(condition, self.book.facts)}
        reads |= {QuestionId("conditions")} if rule.when is not None else {QuestionId("plan")}
        return (case for case in self.cases if case.said & reads)

    def _red(self, case: Case, book: RuleBook) -> bool:
        """Whether the case comes out otherwise than expected by *book*, as the test of the cases itself judges it."""
        if case not in self.read:
            report, expect = run(case.node, self.book, self.vocabulary)
            self.read[case] = (
                {entry.question: entry.answer for entry in report.ledger if entry.answer is not None},
                expect,
            )
        answers, expect = self.read[case]
        try:
            compare(assess(book, answers), expect, self.vocabulary)
        except AssertionError:
            return True
        return False


def _cases() -> Iterator[Case]:
    for each in clinical_cases():
        node = each.values[0]
        assert isinstance(node, Node)
        answers = node.fields(["case", "ground", "answers", "expect"], ["base"])["answers"]
        yield Case(frozenset(key.text() for key, _ in answers.pairs()), node)


# One rule changed


def lowered(*keys: str) -> Change:
    """Its verdicts for these techniques or groups one level milder."""
    return lambda rule: replace(rule, verdicts={**rule.verdicts, **_milder({key: rule.verdicts[key] for key in keys})})


def lowered_at(place: str) -> Change:
    """All its verdicts at this place one level milder."""

    def change(limit: Limit) -> Limit:
        return replace(limit, verdicts=_milder(limit.verdicts)) if place in limit.where else limit

    return lambda rule: replace(rule, limits=tuple(map(change, rule.limits)))


def _milder(verdicts: Mapping[str, Level]) -> dict[str, Level]:
    return {key: Level(max(level - 1, 0)) for key, level in verdicts.items()}


def without_place(place: str) -> Change:
    """One place gone from its limits."""

    def change(limit: Limit) -> Limit:
        return replace(limit, where=tuple(item for item in limit.where if item != place))

    return lambda rule: replace(rule, limits=tuple(limit for limit in map(change, rule.limits) if limit.where))


def without_limits(rule: Rule) -> Rule:
    return replace(rule, limits=())


def without_verdict(key: str) -> Change:
    return lambda rule: replace(rule, verdicts={name: level for name, level in rule.verdicts.items() if name != key})


def not_urgent(rule: Rule) -> Rule:
    return replace(rule, urgent=None)


def without_word(word: str) -> Change:
    """One answer fewer that it holds by."""
    return _when(lambda test: replace(test, words=test.words - {word}) if isinstance(test, Word) else test)


def up_to(age: float) -> Change:
    """Its number has to lie below another border."""
    return _when(lambda test: replace(test, high=age) if isinstance(test, Between) else test)


def _when(change: Callable[[Word | Between], Condition]) -> Change:
    def within(condition: Condition) -> Condition:
        match condition:
            case Word() | Between():
                return change(condition)
            case FactHolds():
                return condition
            case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
                return replace(condition, parts=tuple(map(within, parts)))

    return lambda rule: replace(rule, when=within(rule.when) if rule.when is not None else None)


def half_an_exception(rule: Rule) -> Rule:
    """One of the things that its exception wants together is enough."""
    assert isinstance(rule.unless, AnyOf)
    halves = (AnyOf(part.parts) if isinstance(part, AllOf) else part for part in rule.unless.parts)
    return replace(rule, unless=AnyOf(tuple(halves)))


def lifted_by_a_no(rule: Rule) -> Rule:
    """The wrong answer lifts it as well."""
    assert isinstance(rule.unless, Word)
    return replace(rule, unless=replace(rule.unless, words=rule.unless.words | {"no"}))


MUTATIONS: Mapping[str, Change] = {
    "suspected-clot": not_urgent,
    "intoxicated": lowered("session"),
    "breech-moxa": half_an_exception,
    "anticoagulant-combined": without_word("nsaid"),
    "implanted-electronics": lowered("electrical", "electroacupuncture"),
    "lung-at-risk": without_word("emphysema"),
    "nodes-removed": lifted_by_a_no,
    "unexplained-sign": without_word("pain-unexplained"),
    "epilepsy": without_verdict("electroacupuncture"),
    "varicose-veins": lowered_at("leg"),
    "sore-skin": without_limits,
    "current-places": without_place("chest"),
    "oxygen-and-flame": lowered("moxibustion", "fire-needle"),
    "child": up_to(12),
    "pressure-emergency": not_urgent,
    "fit-today": lowered("session"),
    "adrenal-crisis": not_urgent,
    "lung-point": lowered_at("pneumothorax"),
    "eye-point": lowered_at("BL1"),
    "leg-massage-pregnant": without_limits,
    "limb-kept-still": without_limits,
    "leg-massage-clot": without_limits,
    "flame-cups": lowered("cupping"),
    "flame-cups-and-skin": lowered("cupping"),
    "blood-drawn-often": lowered("blood-drawing"),
    "not-single-use": lowered("blood-drawing"),
    "ear-cartilage": without_limits,
    "hot-joint-unseen": lowered("session"),
    "joint-injection-new": without_limits,
    "face-treated-new": without_limits,
    "unstable-spine": without_limits,
    "cannot-hold-still": lowered_at("pneumothorax"),
    "multiple-sclerosis": lowered("heat"),
    "psoriasis": without_verdict("cupping"),
    "swollen-skin": without_limits,
    "open-tuberculosis": lowered("session"),
    "fibrinolytic": lowered("gua-sha"),
    "lithium-and-painkiller": lowered("session"),
    "warfarin-and-inr-raiser": lowered("needling"),
    "blistering-skin": without_verdict("ear-seeds"),
    "breech-moxa-scar": without_limits,
    "birth-wound": without_limits,
    "birth-tear": without_limits,
    "eye-operated": without_limits,
    "numb-since-injection": not_urgent,
    "hives-rubbed": lowered("gua-sha"),
    "hives-pressed": without_verdict("cupping"),
    "hives-cold": lowered("cold-pack"),
    "hives-warm": lowered("heat"),
    "checkpoint-inhibitor": lowered("session"),
    "carried-infection-and-blood": lowered("bloodletting"),
    "latent-tuberculosis": lowered("session"),
    "child-consent": lowered("session"),
    "enlarged-kidneys": without_place("BL25"),
    "lung-smoke": without_word("other-lung"),
}
"""Rules of every topic -> what is wrong with each."""


@pytest.fixture(scope="module")
def cases(book: RuleBook) -> Cases:
    return Cases(book)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_wrong_rule_turns_a_case_red(name: str, cases: Cases, book: RuleBook) -> None:
    rule = book.rules[RuleId(name)]
    wrong = MUTATIONS[name](rule)
    assert wrong != rule
    assert cases.notice(replace(book, rules={**book.rules, name: wrong}), rule)


def test_every_topic_has_its_wrong_rule(book: RuleBook) -> None:
    assert {book.rules[RuleId(name)].topic for name in MUTATIONS} == set(book.topics)


@pytest.mark.usefixtures("quick")
def test_a_narrower_group_turns_a_case_red(cases: Cases, book: RuleBook) -> None:
    technique = replace(book.techniques[TechniqueId("tens")], groups=())
    wrong = replace(book, techniques={**book.techniques, "tens": technique})
    assert cases.notice(wrong, book.rules[RuleId("implanted-electronics")])


@pytest.mark.usefixtures("quick")
def test_a_narrower_fact_turns_a_case_red(cases: Cases, book: RuleBook) -> None:
    fact = book.facts["anticoagulated"]
    assert isinstance(fact, AnyOf)
    for part in fact.parts:
        wrong = replace(book, facts={**book.facts, "anticoagulated": part})
        assert cases.notice(wrong, book.rules[RuleId("anticoagulant")])


# Every rule, one after the other


def strictest_lowered(rule: Rule) -> Rule:
    """Every verdict at its strictest level one level milder."""
    strictest = rule.strictest

    def milder(verdicts: Mapping[str, Level]) -> dict[str, Level]:
        return {key: Level(level - 1) if level is strictest else level for key, level in verdicts.items()}

    limits = tuple(replace(limit, verdicts=milder(limit.verdicts)) for limit in rule.limits)
    return replace(rule, verdicts=milder(rule.verdicts), limits=limits)


def unnoticed(file: RuleFile) -> Iterator[tuple[Rule, bool]]:
    """The rules whose strictest verdict could be milder without a case noticing, and whether their examples would."""
    book, cases = file.book, Cases(file.book)
    for rule in book.rules.values():
        if rule.strictest is Level.NONE:
            continue
        wrong = replace(book, rules={**book.rules, rule.id: strictest_lowered(rule)})
        if not cases.notice(wrong, rule):
            one_rule = RuleFile(wrong, {rule.id: file.examples[rule.id]}, file.sections)
            yield rule, bool(examples.problems(one_rule, Vocabulary(wrong)))


if __name__ == "__main__":
    for missed, by_examples in unnoticed(load(str(default_rules()))):
        strictest = missed.strictest.name.lower()
        seen = "by its examples" if by_examples else "by nothing"
        sys.stdout.write(f"{missed.topic:12} {missed.id:32} {strictest:8} noticed {seen}\n")
