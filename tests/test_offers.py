"""Options with an `if` of their own: offered only where they could be so, and counted wherever they are ticked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import DAY

from acucheck import answers as answers_files
from acucheck.answers.template import template
from acucheck.assess import assess
from acucheck.assess.engine import Evaluation
from acucheck.document.page import Page
from acucheck.document.sections.still_open import open_text
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.question_prompts import question_prompt
from acucheck.interview.wording import Who
from acucheck.located import Origin, read_node
from acucheck.logic import read_by_rules
from acucheck.model.book import RuleBook, Word
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Audience, Level, Standing
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load

BOOK = """\
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
medicine-classes:
  anticoagulant: Blood thinner
  anticoagulant-vka: {label: Warfarin, within: anticoagulant}
  anticoagulant-doac: {label: Another, within: anticoagulant}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
  cupping: {label: Cupping}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  medicines: {ask: Medicines?, answer: {names: medicine}, keeps: course}
  thinner:
    ask: The blood thinner?
    answer:
      many:
        changed: Changed lately
        inr-out: {label: INR out of range, if: {medicines: anticoagulant-vka}}
        blister: {label: {practitioner: Blistered by cups, patient: Cups gave me a blister}, if: {plan: cupping}}
    if: {medicines: anticoagulant}
    keeps: today
rules:
  inr: {topic: t, title: INR, risk: A risk., when: {thinner: inr-out}, verdicts: {needling: caution}, basis: judgement,
    sources: [s]}
  lately: {topic: t, title: New, risk: A risk., when: {thinner: changed}, verdicts: {needling: caution},
    basis: judgement, sources: [s]}
  blister: {topic: t, title: Blister, risk: A risk., when: {thinner: blister}, verdicts: {cupping: caution},
    basis: judgement, sources: [s]}
"""

Told = Callable[[str], Report]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    path = tmp_path_factory.mktemp("offers") / "rules.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return load(str(path)).book


@pytest.fixture(scope="module")
def told(small: RuleBook) -> Told:
    vocabulary = Vocabulary(small)

    def report(text: str) -> Report:
        node = read_node(text, Origin("answers.yaml"))
        assert node is not None
        return assess(small, answers_files.decode(node, vocabulary, DAY))

    return report


def standing(report: Report, rule: str) -> Standing:
    return Evaluation(report.book, report.answers).rule(RuleId(rule))


# What it means


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("medicines: [warfarin]", Standing.OPEN),
        ("{medicines: [warfarin], thinner: not sure}", Standing.ACTS),
        ("{medicines: [Eliquis], thinner: not sure}", Standing.FAILS),
        ("medicines: [Eliquis]", Standing.FAILS),
        ("{medicines: [maybe warfarin], thinner: not sure}", Standing.ACTS),
        ("{medicines: [Eliquis, a tonic of grandma], thinner: not sure}", Standing.OPEN),
        ("{medicines: [warfarin], thinner: none}", Standing.FAILS),
        ("thinner: not sure", Standing.OPEN),
    ],
)
def test_what_is_not_known_of_an_option_reaches_no_further_than_its_own_gate(
    told: Told, answers: str, expected: Standing
) -> None:
    assert standing(told(answers), "inr") is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{medicines: [Eliquis], thinner: [inr-out]}", Standing.HOLDS),
        ("{medicines: [Eliquis], thinner: [maybe inr-out]}", Standing.ACTS),
    ],
)
def test_an_option_ticked_all_the_same_counts(told: Told, answers: str, expected: Standing) -> None:
    assert standing(told(answers), "inr") is expected


def test_the_other_options_stay_open_as_before(told: Told) -> None:
    assert standing(told("{medicines: [Eliquis], thinner: not sure}"), "lately") is Standing.ACTS


def test_the_plan_may_decide_what_is_offered(told: Told) -> None:
    assert standing(told("{medicines: [Eliquis], thinner: not sure, plan: {cupping: not named}}"), "blister") is (
        Standing.ACTS
    )
    assert standing(told("{medicines: [Eliquis], thinner: not sure, plan: {needles: not named}}"), "blister") is (
        Standing.FAILS
    )


def test_an_open_point_names_the_options_that_are_offered(told: Told) -> None:
    report = told("{medicines: [Eliquis], thinner: not sure}")
    (point,) = [each for each in report.open if each.question == "thinner"]
    assert "INR" not in open_text(point, Page(report, Audience.PATIENT))
    assert "Changed lately?" in open_text(point, Page(report, Audience.PATIENT))


def test_what_leaves_an_option_undecided_is_an_open_point_of_its_rule(told: Told) -> None:
    report = told("{medicines: [Eliquis, a tonic of grandma], thinner: not sure}")
    named = {each.name for each in report.open if "inr" in each.rules}
    assert named == {"a tonic of grandma"}


def test_what_an_option_rests_on_is_read_by_the_rules_that_read_it(small: RuleBook) -> None:
    assert "anticoagulant-vka" in read_by_rules(small)[QuestionId("medicines")]


# How it is asked


def shown(state: InterviewState, question: str) -> list[str]:
    choices = question_prompt(Step(QuestionId(question)), state, Who.SELF).choices
    return [f"{choice.key}  {choice.label}" for choice in choices]


def test_the_interview_lists_the_options_that_are_offered_and_counts_them_from_one(small: RuleBook) -> None:
    state = InterviewState(Vocabulary(small), DAY)
    state.take(Step(QuestionId("medicines")), ["Eliquis"])
    assert shown(state, "thinner") == ["1  Changed lately"]
    state.take(Step(QuestionId("plan")), ["cupping"])
    assert shown(state, "thinner") == ["1  Changed lately", "2  Cups gave me a blister"]


def test_an_answer_is_asked_for_again_when_an_option_it_was_not_offered_may_now_be_so(small: RuleBook) -> None:
    state = InterviewState(Vocabulary(small), DAY)
    state.take(Step(QuestionId("medicines")), ["Eliquis"])
    state.take(Step(QuestionId("thinner")), "none")
    state.take(Step(QuestionId("medicines")), ["warfarin"])
    assert "thinner" not in state.said
    assert Step(QuestionId("thinner")) in list(state.open_steps())


def test_the_template_says_which_options_hang_on_another_answer(small: RuleBook) -> None:
    lines = template(small, Audience.PATIENT).splitlines()
    assert "#   inr-out: INR out of range (only when an answer above calls for it)" in lines
    assert "#   changed: Changed lately" in lines


def test_a_condition_may_stand_in_an_option(small: RuleBook) -> None:
    assert small.questions[QuestionId("thinner")].offered_if["inr-out"] == Word(
        QuestionId("medicines"), frozenset({"anticoagulant-vka"})
    )


def test_no_level_of_a_cell_rises_by_an_option_that_is_not_offered(told: Told) -> None:
    report = told("{medicines: [Eliquis], thinner: not sure, plan: {needles: not named}}")
    assert {rule for point in report.open for rule in point.rules} == {"lately"}
    assert report.techniques[0].cell.level.worst is Level.CAUTION


def test_nobody_on_apixaban_is_asked_about_the_inr(book: RuleBook) -> None:
    offered = {}
    for medicine in ("apixaban", "warfarin", "a blood thinner"):
        state = InterviewState(Vocabulary(book), DAY)
        state.take(Step(QuestionId("medicines")), [medicine])
        offered[medicine] = any("INR" in line for line in shown(state, "thinner-now"))
    assert offered == {"apixaban": False, "warfarin": True, "a blood thinner": True}
