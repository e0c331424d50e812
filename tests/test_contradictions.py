"""What was said and cannot all be so: it counts, is named everywhere, and where it is serious nothing goes ahead."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from schemas import strict
from shipped_book import BOOK, PACEMAKER, PREGNANT, WARFARIN, check, condition, medicine, told

from acucheck.assess import assess
from acucheck.cli import exit_codes
from acucheck.document.closing_points import entry
from acucheck.model.answers import NOBODY, Head, MatchStatus, Name, Names, Ticks, Use
from acucheck.model.book import Between, Condition, FactHolds
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Audience, Outcome, Standing
from acucheck.model.report import Conflict, Missing, QuestionState, Report
from acucheck.render.as_json import report_tree
from acucheck.render.as_markdown import as_markdown
from acucheck.render.as_record import record_tree
from acucheck.render.as_text import as_text


def code(report: Report, fail_on: Outcome = Outcome.CARE) -> int:
    return exit_codes.of_outcome(report.outcome.stands, report.outcome.worst, fail_on)


def as_json(report: Report) -> str:
    return json.dumps(report_tree(report, Audience.PATIENT, NOBODY))


def as_line(report: Report) -> Any:  # noqa: ANN401 - JSON is anything
    return json.loads(json.dumps(record_tree(Head("p"), report)))


def said_against(report: Report) -> list[tuple[Conflict, str, str, tuple[str, ...]]]:
    return [(each.kind, each.asked, each.question, each.lines) for each in report.contradictions]


# Names by their kind


@pytest.mark.parametrize("asked", ["medicines", "conditions"])
def test_a_name_counts_for_what_it_is_whichever_question_it_was_given_to(asked: str) -> None:
    given = Names((PACEMAKER, WARFARIN))
    report = check("", **{asked: given})
    rules = {finding.rule.id: finding for finding in report.findings}
    assert rules[RuleId("implanted-electronics")].standing is rules[RuleId("anticoagulant")].standing is Standing.HOLDS
    page = as_text(report, Audience.PATIENT)
    under = "Medicines" if asked == "medicines" else "Anything else"
    assert "typed under" in page
    assert under.lower() in page.lower()
    assert "I have a pacemaker." in as_json(report)


def test_a_medicine_among_the_conditions_goes_against_that_there_are_none() -> None:
    report = check("", conditions=Names((WARFARIN,)))
    assert (Conflict.NAMED, "conditions", "medicines", ()) in said_against(report)
    assert (Conflict.NAMED, "conditions", "bleeding", ("blood-thinner",)) in said_against(report)
    said = " ".join(as_text(report, Audience.PRACTITIONER).split())
    assert (
        f"warfarin was named, but '{BOOK.questions[QuestionId('medicines')].ask.practitioner}' was answered: none."
        in said
    )


@pytest.mark.parametrize("asked", ["medicines", "conditions"])
def test_a_medicine_nobody_knows_is_open_under_whichever_question_it_stands(asked: str) -> None:
    report = check("", **{asked: Names((medicine("tonic", taken=MatchStatus.UNRECOGNISED),))})
    point = next(point for point in report.open if point.name == "tonic")
    assert (point.question, point.missing) == (asked, Missing.NOT_RECOGNISED)
    assert point.rules != ()
    assert point.could_be is report.outcome.worst


# Conditions that nobody knows


@pytest.mark.parametrize("asked", ["medicines", "conditions"])
def test_a_condition_nobody_knows_asks_for_care_where_every_list_was_answered(asked: str) -> None:
    report = check("", **{asked: Names((condition("the vapours", taken=MatchStatus.UNRECOGNISED),))})
    (point,) = report.open
    assert (point.question, point.name, point.could_be) == (asked, "the vapours", Outcome.CARE)
    assert (report.outcome.stands, report.outcome.worst, code(report)) == (Outcome.NONE, Outcome.CARE, 10)
    assert all(cell.level.worst.name == "CAUTION" for line in report.techniques for cell in (line.cell, *line.places))
    page = " ".join(as_text(report, Audience.PATIENT).split())
    assert "Not known here, and at worst a reason for care: 'the vapours'. Show these words." in page


@pytest.mark.parametrize("devices", [None, "not sure"])
def test_a_condition_nobody_knows_could_be_what_a_list_that_is_open_could_be(devices: str | None) -> None:
    answers = told(f"devices: {devices}" if devices else "")
    answers[QuestionId("conditions")] = Names((condition("the vapours", taken=MatchStatus.UNRECOGNISED),))
    if devices is None:
        del answers[QuestionId("devices")]
    report = assess(BOOK, answers)
    could_be = {(point.question, point.name): point.could_be for point in report.open}
    assert could_be[QuestionId("conditions"), "the vapours"] is could_be[QuestionId("devices"), ""] > Outcome.CARE
    assert code(report) == 20 or report.outcome.stands >= Outcome.ASK


def test_words_for_not_knowing_are_not_sure_and_shown() -> None:
    for asked in ("medicines", "conditions"):
        report = check("", **{asked: Names((), complete=False, not_named=("see list",))})
        assert (asked, "", Missing.NOT_SURE) in {(each.question, each.name, each.missing) for each in report.open}
        assert report.outcome.worst >= Outcome.CARE
        assert record_tree(NOBODY, report)["not_named"] == [{"question": asked, "typed": "see list"}]
        for audience in Audience:
            assert "'see list': taken as not sure." in as_text(report, audience)
    assert {each.question for each in check("conditions: not sure").open} == {"conditions"}


# What goes against what

AGAINST_A_NO = [
    (Names((PREGNANT,)), "pregnant", ("yes",)),
    (Names((condition("embryo transfer last week", "pregnant.could-be"),)), "pregnant", ("could-be",)),
    (Names((condition("low placenta", "pregnancy-situation.low-placenta"),)), "pregnant", ("yes",)),
    (Names((PACEMAKER,)), "devices", ("icd", "other-device", "pacemaker")[2:]),
    (Names((condition("crushing chest pain", "danger.chest-pain"),)), "danger", ("chest-pain",)),
]


@pytest.mark.parametrize(("names", "question", "lines"), AGAINST_A_NO)
def test_a_name_against_a_plain_no_counts_and_nothing_goes_ahead(
    names: Names, question: str, lines: tuple[str, ...]
) -> None:
    report = check("", conditions=names)
    assert {(each.question, each.lines, each.serious) for each in report.contradictions} == {(question, lines, True)}
    assert code(report) in {20, 12, 13, 14}
    typed = names.entries[0].typed
    for audience in Audience:
        for page in (as_text(report, audience), as_markdown(report, audience)):
            words = " ".join(page.replace("\\", "").split())
            assert "NOT SETTLED" in words or report.outcome.stands >= Outcome.ASK
            assert typed in words
            assert "please check" in words


BEHIND = [
    ("pregnant: no\npregnancy-weeks: 20", "pregnancy-weeks", "pregnant", ("yes",)),
    ("pregnant: no\npregnancy-weeks: 8", "pregnancy-weeks", "pregnant", ("yes",)),
    ("pregnant: no\npregnancy-weeks: 50", "pregnancy-weeks", "pregnant", ("yes",)),
    ("pregnant: no\nfertility: [after-transfer]", "fertility", "pregnant", ("could-be",)),
    ("pregnant: no\npregnancy-situation: [maybe cerclage]", "pregnancy-situation", "pregnant", ("yes",)),
    ("cancer-immune: none\nspine-warning: yes", "spine-warning", "cancer-immune", ("cancer-in-bone",)),
    ("heart-lungs: none\nclot-when: now", "clot-when", "heart-lungs", ("clot",)),
    ("devices: none\ndevice-where: [chest]", "device-where", "devices", ("icd", "other-device", "pacemaker")),
    ("heart-lungs: none\nclot-where: [left thigh]", "clot-where", "heart-lungs", ("clot",)),
    ("medicines: [paracetamol]\nbleeding: none\ninr-in-range: no", "inr-in-range", "medicines", ("anticoagulant-vka",)),
]


@pytest.mark.parametrize(("text", "asked", "question", "lines"), BEHIND)
def test_an_answer_of_weight_behind_a_gate_answered_no_counts(
    text: str, asked: str, question: str, lines: tuple[str, ...]
) -> None:
    report = check(text)
    assert said_against(report) == [(Conflict.FOLLOW_UP, asked, question, lines)]
    assert next(entry.state for entry in report.ledger if entry.question == asked) is not QuestionState.SET_ASIDE
    assert code(report) in {20, 12, 13, 14} or not report.contradictions[0].serious
    record = as_line(report)
    assert [each["against"] for each in record["contradictions"]] == [{"question": question, "lines": list(lines)}]
    assert strict("record-1.json").is_valid(record)
    assert strict("report-1.json").is_valid(json.loads(as_json(report)))


def test_one_way_to_open_a_gate_is_taken_for_certain_and_one_of_several_as_not_sure() -> None:
    certain = {each.rule.id: each.standing for each in check("pregnant: no\npregnancy-weeks: 20").findings}
    assert Standing.HOLDS in certain.values()
    several = assess(BOOK, told("devices: none\ndevice-where: [chest]", "plan: {electroacupuncture: [CV17]}"))
    electronics = next(each for each in several.findings if each.rule.id == "implanted-electronics")
    assert electronics.standing is Standing.ACTS
    assert [each.question for each in electronics.because] == ["device-where"]


@pytest.mark.parametrize(
    "text",
    [
        "pregnant: no\nmaternity-team-agreed: yes",
        "heart-lungs: none\nclot-when: past",
        "age: 40\nfontanelle-closed: no",
    ],
)
def test_what_no_rule_above_a_note_reads_is_set_aside_and_shown(text: str) -> None:
    report = check(text)
    assert (report.contradictions, report.outcome.worst) == ((), Outcome.NONE)
    (name,) = report.set_aside
    assert [each["question"] for each in as_line(report)["set_aside"]] == [name]
    for audience in Audience:
        assert " Not needed " in " ".join(as_text(report, audience).split())


def test_what_only_the_plan_closes_counts_and_contradicts_nothing() -> None:
    report = check("technique-checks: [pregnant-near]")
    assert report.contradictions == ()
    assert report.set_aside == ()
    assert report.findings != ()


def test_a_plain_no_says_nothing_of_a_line_that_another_plan_would_bring() -> None:
    """An overactive thyroid is a line where light is planned, and no line of a list of needles and moxa."""
    goitre = "conditions: [Graves disease]\ntechnique-checks: none"
    for plan, agree in (("moxibustion: [ST36]", True), ("laser: [LI4]", False)):
        answers = told(goitre, f"plan: {{{plan}}}")
        assert (not assess(BOOK, answers).contradictions) is agree


def test_another_name_typed_than_the_one_that_is_meant_counts_too() -> None:
    meant = medicine("paracetamol")
    both = Names((replace(meant, typed="warfarin", meant="paracetamol"), replace(WARFARIN, contradicts=True)))
    report = check("bleeding: [blood-thinner]\nthinner-now: none", medicines=both)
    assert said_against(report) == [(Conflict.TYPED, "medicines", "medicines", ())]
    assert "anticoagulant" in {finding.rule.id for finding in report.findings}
    assert "'warfarin' was typed, but another name was given" in " ".join(
        as_text(report, Audience.PRACTITIONER).split()
    )


def test_not_taken_against_what_was_ticked_contradicts_and_the_tick_counts() -> None:
    not_so = replace(condition("pacemaker", "devices.pacemaker", taken=MatchStatus.SET_ASIDE), use=Use.NOT_TAKEN)
    text = "devices: [pacemaker]\ndevice-where: [chest]"
    report = check(text, conditions=Names((not_so,)))
    assert said_against(report) == [(Conflict.NOT_TAKEN, "conditions", "devices", ("pacemaker",))]
    assert "implanted-electronics" in {finding.rule.id for finding in report.findings}
    assert code(report) == 20
    said = " ".join(as_text(report, Audience.PRACTITIONER).split())
    assert "'pacemaker' was said not to be so, but 'A pacemaker' was ticked." in said
    past = replace(not_so, use=Use.PAST)
    assert check(text, conditions=Names((past,))).contradictions == ()
    assert check("", conditions=Names((not_so,))).contradictions == ()


def test_a_thinner_that_is_not_taken_goes_against_the_tick_unless_another_is_named() -> None:
    not_so = replace(WARFARIN, taken=MatchStatus.SET_ASIDE, use=Use.NOT_TAKEN)
    ticked = "bleeding: [blood-thinner]\nthinner-now: none"
    assert [each.kind for each in check(ticked, medicines=Names((not_so,))).contradictions] == [Conflict.NOT_TAKEN]
    other = medicine("apixaban", "anticoagulant-doac")
    assert check(ticked, medicines=Names((not_so, other))).contradictions == ()


@pytest.mark.parametrize(
    ("text", "name", "contradicts"),
    [
        ("pregnant: could-be", PREGNANT, False),
        ("pregnant: after-birth", PREGNANT, True),
        ("pregnant: yes", condition("late period", "pregnant.could-be"), False),
        ("pregnant: yes", PREGNANT, False),
    ],
)
def test_of_choices_another_one_denies_but_the_one_for_not_sure(text: str, name: Name, contradicts: bool) -> None:
    assert bool(check(text, conditions=Names((name,))).contradictions) is contradicts


def test_a_contradiction_that_asks_for_care_at_most_is_said_and_nothing_more() -> None:
    report = check("", conditions=Names((condition("asthma", "heart-lungs.asthma"),)))
    (against,) = report.contradictions
    assert not against.serious
    assert Missing.CONTRADICTED not in {point.missing for point in report.open}
    for audience in Audience:
        assert "asthma was named, but" in " ".join(as_text(report, audience).split())


# What follows from it


def test_every_threshold_sees_a_serious_contradiction() -> None:
    report = check("pregnant: no\npregnancy-weeks: 8")
    assert [code(report, fail_on) for fail_on in (Outcome.NOTE, Outcome.CARE, Outcome.CHANGE, Outcome.ASK)] == [20] * 4
    assert {change.outcome.worst for change in report.changes} <= {each for each in Outcome if each >= Outcome.ASK}
    serious = [point for point in report.open if point.missing is Missing.CONTRADICTED]
    assert [(point.question, point.name) for point in serious] == [("pregnancy-weeks", "")]
    assert min(point.could_be for point in serious) >= Outcome.ASK


def test_an_answer_is_settled_by_ticking_the_line() -> None:
    assert check("devices: [pacemaker]\ndevice-where: [chest]", conditions=Names((PACEMAKER,))).contradictions == ()


def test_ticks_are_kept_beside_what_a_name_says() -> None:
    report = check("devices: [implant]\nimplant-where: [left knee]\nimplant-kind: none", conditions=Names((PACEMAKER,)))
    assert report.answers[QuestionId("devices")] == Ticks(frozenset({"implant"}))
    assert said_against(report) == [(Conflict.NAMED, "conditions", "devices", ("pacemaker",))]


# Gates of other kinds than the shipped book has


@pytest.mark.parametrize(
    ("gate", "against"),
    [
        (FactHolds("anticoagulated"), [("bleeding", ("blood-thinner",))]),
        (Between(QuestionId("age"), 0, 16), [("age", ())]),
    ],
)
def test_a_gate_may_be_a_fact_or_a_number(gate: Condition, against: list[tuple[str, tuple[str, ...]]]) -> None:
    question = replace(BOOK.questions[QuestionId("spine-warning")], gate=gate)
    book = replace(BOOK, questions={**BOOK.questions, question.id: question})
    report = assess(book, told("medicines: not sure\nspine-warning: yes\ncancer-immune: [cancer-in-bone]"))
    said = [(each.question, each.lines) for each in report.contradictions if each.asked == "spine-warning"]
    assert said == (against if isinstance(gate, Between) else [])
    report = assess(book, told("spine-warning: yes\ncancer-immune: [cancer-in-bone]\nbone-cancer-where: [left leg]"))
    said = [(each.question, each.lines) for each in report.contradictions if each.asked == "spine-warning"]
    assert said[-1:] == against
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert {question for question, _ in against} <= entry(point, report).keys()
    assert report.outcome.worst >= Outcome.ASK


@pytest.mark.parametrize("age", ["6", "11", "57", "81"])
def test_outside_the_ages_of_pregnancy_nobody_is_asked_about_one(age: str) -> None:
    answers = told(f"age: {age}")
    del answers[QuestionId("pregnant")]
    report = assess(BOOK, answers)
    assert not [point for point in report.open if point.question == "pregnant"]
    denied = assess(BOOK, {**answers, QuestionId("pregnant"): Ticks(frozenset({"no"}))})
    assert denied.outcome == report.outcome
    states = {each.question: each.state for each in denied.ledger}
    assert (states[QuestionId("pregnant")], denied.contradictions) == (QuestionState.ANSWERED, ())


@pytest.mark.parametrize("age", ["age: 12", "age: 55", "age: not sure", None])
def test_within_those_ages_or_at_an_unknown_one_the_question_stays_open(age: str | None) -> None:
    answers = told(age or "")
    del answers[QuestionId("pregnant")]
    if age is None:
        del answers[QuestionId("age")]
    report = assess(BOOK, answers)
    assert [point.question for point in report.open if point.question == "pregnant"] == ["pregnant"]
    sure = assess(BOOK, {**answers, QuestionId("pregnant"): Ticks(frozenset({"yes"}))})
    assert (sure.outcome.found >= Outcome.CHANGE, sure.contradictions) == (True, ())


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("pregnant: yes", Outcome.CHANGE),
        ("pregnant: could-be", Outcome.CHANGE),
        ("pregnant: not sure", Outcome.CARE),
        ("conditions: [pregnant]", Outcome.CHANGE),
        ("pregnancy-weeks: 20", Outcome.CHANGE),
    ],
)
def test_a_pregnancy_that_is_told_of_outside_those_ages_counts_and_contradicts(text: str, level: Outcome) -> None:
    answers = told(f"age: 60\n{text}")
    if "pregnant:" not in text:
        del answers[QuestionId("pregnant")]
    report = assess(BOOK, answers)
    assert report.outcome.stands >= level
    assert [(each.kind, each.question, each.serious) for each in report.contradictions] == [
        (Conflict.FOLLOW_UP, "age", True)
    ]
    assert code(report) == 20
    if text == "pregnant: not sure":
        assert "'Pregnant: not sure' was said, but 'Age in years?' was answered: 60." in as_markdown(
            report, Audience.PRACTITIONER
        )


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("medicines: [prednisolone]\nsteroids-for-weeks: no", []),
        ("medicines: [prednisolone]\nsteroids-for-weeks: yes", ["cancer-immune"]),
        ("medicines: [prednisolone]", ["cancer-immune"]),
        ("medicines: [tranexamic acid]\nclotting-medicine-for: periods", []),
        ("medicines: [tranexamic acid]\nclotting-medicine-for: disorder", ["bleeding"]),
        ("medicines: [prednisolone, methotrexate]\nsteroids-for-weeks: no", ["cancer-immune"]),
    ],
)
def test_a_medicine_that_its_own_question_explains_goes_against_nothing(text: str, against: list[str]) -> None:
    assert [each.question for each in check(text).contradictions if each.name is not None][:1] == against


@pytest.mark.parametrize(
    "said", ["after-birth: [breastfeeding]", "conditions: [breastfeeding]", "conditions: [7 months postpartum]"]
)
def test_whoever_nurses_and_says_that_she_is_not_pregnant_says_nothing_against_it(said: str) -> None:
    report = assess(BOOK, told(f"pregnant: no\n{said}"))
    assert report.contradictions == ()
    assert ("breastfeeding" in said) is any(finding.rule.id == "breastfeeding" for finding in report.findings)


def test_a_plain_no_still_goes_against_a_pregnancy() -> None:
    report = assess(BOOK, told("pregnant: no\nconditions: [12 weeks pregnant, breastfeeding]"))
    assert "pregnant" in {each.question for each in report.contradictions}


def test_treatment_before_the_transfer_goes_against_no_plain_no() -> None:
    report = assess(BOOK, told("pregnant: no\nfertility: [fertility-treatment]"))
    assert report.contradictions == ()
    report = assess(BOOK, told("pregnant: no\nfertility: [after-transfer]"))
    assert [each.asked for each in report.contradictions] == ["fertility"]


@pytest.mark.parametrize("said", ["conditions: [TTC 8 months]", "fertility: [trying-to-conceive]"])
def test_trying_for_a_baby_goes_against_no_plain_no(said: str) -> None:
    report = assess(BOOK, told(f"pregnant: no\n{said}"))
    assert report.contradictions == ()
    assert any(finding.rule.id == "pregnancy-test-first" for finding in report.findings)
