"""What answers mean: the twelve points of the meaning, each on a small rule book of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_books import bounds, cell, finding, still_open, told, written

from acucheck.assess import assess
from acucheck.assess.engine import Evaluation
from acucheck.model.answers import MatchStatus, Quantity
from acucheck.model.book import Word
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Level, Outcome, Standing
from acucheck.model.report import Bounds, Missing, OpenPoint, QuestionState, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load

NONE, NOTE, CAUTION, REFER, AVOID = Level

Check = Callable[[str, str], Report]


@pytest.fixture(scope="session")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """The report on answers by a book whose rules are given one on a line, as `name: fields`."""
    folder = tmp_path_factory.mktemp("books")
    known: dict[str, Vocabulary] = {}

    def report(rules: str, answers: str) -> Report:
        if rules not in known:
            known[rules] = Vocabulary(load(str(written(folder / f"{len(known)}.yaml", rules))).book)
        return assess(known[rules].book, told(answers, known[rules]))

    return report


def found(report: Report) -> list[str]:
    return [each.rule.id for each in report.findings]


# 1. Kleene logic


@pytest.mark.parametrize(
    ("today", "standing"),
    [("[hungry]", "holds"), ("[maybe hungry]", "acts"), ("not sure", "acts"), ("[fever]", "fails"), ("none", "fails")],
)
def test_a_line_is_yes_no_or_not_sure(check: Check, today: str, standing: str) -> None:
    report = check("hungry: when: {today: hungry}, verdicts: {session: caution}", f"today: {today}")
    found = report.unsure if today == "not sure" else report.findings
    assert [each.standing.name.lower() for each in found] == [standing] * (standing != "fails")
    assert ("today", "") in still_open(report) or standing != "acts"


def test_what_is_not_asked_is_open_and_counts_only_at_worst(check: Check) -> None:
    report = check("hungry: when: {today: hungry}, verdicts: {session: caution}", "age: 34")
    assert cell(report, "manual-needling").level == bounds(NONE, NONE, CAUTION)
    assert report.open == (
        OpenPoint(QuestionId("today"), Missing.NOT_ASKED, "", (), Outcome.CARE, (RuleId("hungry"),)),
    )
    assert report.findings == ()


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ("today: [hungry]\nbleeding: [disorder]", Standing.HOLDS),
        ("today: [hungry]\nbleeding: [maybe disorder]", Standing.ACTS),
        ("today: [hungry, maybe fever]", Standing.ACTS),
        ("today: [hungry]\nbleeding: none\npregnant: yes", None),
    ],
)
def test_at_least_counts_what_is_true_and_what_may_be(check: Check, answers: str, standing: Standing | None) -> None:
    parts = "[{today: hungry}, {today: fever}, {bleeding: disorder}]"
    report = check(f"two: when: {{at-least: {{count: 2, of: {parts}}}}}, verdicts: {{session: note}}", answers)
    assert [each.standing for each in report.findings] == [standing] * (standing is not None)


@pytest.mark.parametrize(("age", "holds"), [("15", True), ("16", False), ("0", True)])
def test_a_number_lies_from_its_lower_limit_to_below_its_upper(check: Check, age: str, holds: bool) -> None:
    report = check("child: when: {age: {below: 16}}, verdicts: {session: caution}", f"age: {age}")
    assert bool(report.findings) is holds


# 2. Exceptions must be known

CUSTOM = "custom: when: {pregnant: [yes, could-be]}, unless: {midwife-agreed: yes}, verdicts: {needling: avoid}"


@pytest.mark.parametrize(
    ("agreed", "lifted_by"),
    [("", ("midwife-agreed",)), ("midwife-agreed: not sure", ("midwife-agreed",)), ("midwife-agreed: no", ())],
)
def test_an_exception_not_known_leaves_the_rule_in_force_and_says_what_would_lift_it(
    check: Check, agreed: str, lifted_by: tuple[str, ...]
) -> None:
    report = check(CUSTOM, f"pregnant: yes\n{agreed}")
    assert finding(report, "custom").lifted_by == lifted_by
    assert report.outcome == Bounds(Outcome.CHANGE, Outcome.CHANGE, Outcome.CHANGE)


def test_a_known_exception_lifts_the_rule(check: Check) -> None:
    report = check(CUSTOM, "pregnant: yes\nmidwife-agreed: yes")
    assert report.findings == ()
    assert report.outcome.worst is Outcome.NONE


def test_an_exception_behind_a_closed_gate_lifts_nothing(check: Check) -> None:
    report = check(CUSTOM, "pregnant: could-be\nmidwife-agreed: yes")
    assert found(report) == ["custom"]
    assert finding(report, "custom").lifted_by == ()


def test_an_exception_with_a_number_waits_for_the_number(check: Check) -> None:
    late = "unless: {all: [{midwife-agreed: yes}, {weeks: {from: 37}}]}"
    rule = f"custom: when: {{pregnant: yes}}, {late}, verdicts: {{needling: avoid}}"
    agreed = "pregnant: yes\nmidwife-agreed: yes\n"
    assert finding(check(rule, agreed), "custom").lifted_by == ("weeks",)
    assert finding(check(rule, f"{agreed}weeks: 36+6"), "custom").lifted_by == ()
    assert check(rule, f"{agreed}weeks: 37").findings == ()


# 3. Gates

VKA = "out-of-range: when: {in-range: no}, verdicts: {session: caution}"


def test_a_test_on_a_gated_question_means_gate_and_test(check: Check) -> None:
    assert found(check(VKA, "medicines: [warfarin]\nin-range: no")) == ["out-of-range"]
    assert finding(check(VKA, "medicines: [maybe warfarin]\nin-range: no"), "out-of-range").standing is Standing.ACTS


def test_answers_behind_a_closed_gate_are_set_aside_and_reported(check: Check) -> None:
    report = check(VKA, "medicines: none\nin-range: yes")
    assert report.findings == ()
    assert report.open == ()
    assert report.set_aside == ("in-range",)
    assert next(each.state for each in report.ledger if each.question == "in-range") is QuestionState.SET_ASIDE


@pytest.mark.parametrize(
    ("medicines", "asked"),
    [
        ("[warfarin]", True),
        ("not sure", True),
        ("[maybe warfarin]", True),
        ("[grandma's tonic]", False),
        ("[{class: anticoagulant}]", False),
        ("none", False),
    ],
)
def test_a_follow_up_is_asked_when_its_gate_is_true_or_not_sure_never_for_a_name_nobody_knows(
    check: Check, medicines: str, asked: bool
) -> None:
    report = check(VKA, f"medicines: {medicines}")
    state = next(each.state for each in report.ledger if each.question == "in-range")
    assert state is (QuestionState.NOT_ASKED if asked else QuestionState.CLOSED)
    assert (("in-range", "") in still_open(report)) is asked


def test_a_gate_not_asked_is_itself_the_open_point(check: Check) -> None:
    assert list(still_open(check(VKA, "age: 34"))) == [("medicines", "")]
    assert list(still_open(check(VKA, "in-range: no"))) == [("medicines", "")]


def test_a_gate_on_the_plan_waits_for_a_technique_nobody_knows(check: Check) -> None:
    rule = "first-current: when: {current-before: no}, verdicts: {electrical: caution}"
    report = check(rule, "plan: {zapping: [LI4], manual needling: [ST36]}")
    assert still_open(report)["plan", "zapping"].rules == ("first-current",)
    assert check(rule, "plan: {cupping: [ST36]}").open == ()
    assert list(still_open(check(rule, "plan: {electroacupuncture: [ST36]}"))) == [("current-before", "")]


# 4. Three kinds of not knowing


def test_a_rule_that_acts_counts_at_its_own_level(check: Check) -> None:
    report = check("hungry: when: {today: hungry}, verdicts: {needling: avoid}", "today: not sure")
    assert cell(report, "manual-needling").level == bounds(NONE, AVOID, AVOID)
    assert report.outcome == Bounds(Outcome.NONE, Outcome.CHANGE, Outcome.CHANGE)


def test_a_rule_that_acts_cannot_stop_a_session_but_asks_first(check: Check) -> None:
    report = check("fever: when: {today: fever}, verdicts: {session: avoid}", "today: [maybe fever]")
    assert cell(report, "manual-needling").level == bounds(NONE, REFER, AVOID)
    assert report.outcome == Bounds(Outcome.NONE, Outcome.ASK, Outcome.NOT_TODAY)
    assert report.open[0].lines == ("fever",)


def test_an_urgent_rule_that_acts_is_help_only_at_worst(check: Check) -> None:
    rule = "heart: when: {danger: chest-pain}, urgent: now, verdicts: {session: avoid}"
    assert check(rule, "danger: not sure").outcome == Bounds(Outcome.NONE, Outcome.ASK, Outcome.HELP)
    assert check(rule, "age: 34").outcome == Bounds(Outcome.NONE, Outcome.NONE, Outcome.HELP)
    assert check(rule, "danger: not sure").open[0].could_be is Outcome.HELP


@pytest.mark.parametrize(
    ("verdicts", "lowered", "level", "outcome"),
    [
        ("session: avoid", "caution", CAUTION, Outcome.CARE),
        ("session: avoid", "avoid", REFER, Outcome.ASK),
        ("needling: avoid", "none", NONE, Outcome.NONE),
        ("needling: caution", "refer", CAUTION, Outcome.CARE),
    ],
)
def test_if_not_known_lowers_a_rule_that_acts(
    check: Check, verdicts: str, lowered: str, level: Level, outcome: Outcome
) -> None:
    rule = f"fever: when: {{today: fever}}, verdicts: {{{verdicts}}}, if-not-known: {lowered}, ask-whom: a doctor"
    report = check(rule, "today: [maybe fever]")
    assert (cell(report, "manual-needling").level.stands, report.outcome.stands) == (level, outcome)
    assert report.outcome.worst >= outcome


def test_if_not_known_never_makes_more_of_what_is_not_sure_than_of_what_is_known(check: Check) -> None:
    """To ask first happens to the whole session; leaving a part out does not."""
    rule = "weak: when: {immune: weak}, verdicts: {needling: avoid}, if-not-known: refer, ask-whom: a doctor"
    report = check(rule, "immune: [maybe weak]")
    assert report.outcome == Bounds(Outcome.NONE, Outcome.CHANGE, Outcome.CHANGE)
    assert cell(report, "manual-needling").level.stands is AVOID


def test_if_not_known_leaves_a_rule_that_holds_alone(check: Check) -> None:
    rule = "fever: when: {today: fever}, verdicts: {session: avoid}, if-not-known: note"
    assert check(rule, "today: [fever]").outcome.stands is Outcome.NOT_TODAY


CLASSES = """
thinner: when: {medicines: anticoagulant}, verdicts: {needling: caution}
platelets: when: {medicines: antiplatelet}, verdicts: {needling: refer}, ask-whom: a doctor
"""


def test_not_sure_for_a_whole_list_of_names_acts_only_for_what_is_assumed(check: Check) -> None:
    report = check(CLASSES, "medicines: not sure")
    assert found(report) == ["thinner"]
    assert finding(report, "thinner").because[0].not_sure
    assert cell(report, "manual-needling").level == bounds(NONE, CAUTION, REFER)
    assert still_open(report)["medicines", ""].rules == ("thinner", "platelets")


def test_a_list_with_not_sure_in_it_stays_open_beside_its_names(check: Check) -> None:
    report = check(CLASSES, "medicines: [grandma's tonic, not sure]\nbleeding: none")
    points = still_open(report)
    assert points["medicines", "grandma's tonic"].missing is Missing.NOT_RECOGNISED
    assert points["medicines", ""].missing is Missing.NOT_SURE
    assert points["medicines", ""].could_be is Outcome.ASK


@pytest.mark.parametrize(
    ("tested", "standing"), [("could-be", Standing.ACTS), ("yes", None), ("[yes, could-be]", Standing.ACTS)]
)
def test_not_sure_acts_for_the_option_it_stands_for_and_leaves_the_others_open(
    check: Check, tested: str, standing: Standing | None
) -> None:
    report = check(f"pregnant: when: {{pregnant: {tested}}}, verdicts: {{needling: caution}}", "pregnant: not sure")
    assert [each.standing for each in report.findings] == [standing] * (standing is not None)
    assert still_open(report)["pregnant", ""].missing is Missing.NOT_SURE
    assert report.outcome.worst is Outcome.CARE


def test_weeks_not_sure_act_only_where_the_pregnancy_is_known(check: Check) -> None:
    rule = "early: when: {weeks: {below: 13}}, verdicts: {needling: caution}"
    assert finding(check(rule, "pregnant: yes\nweeks: not sure"), "early").because[0].not_sure
    assert check(rule, "pregnant: not sure\nweeks: not sure").findings == ()
    assert check(rule, "pregnant: no\nweeks: not sure").outcome.worst is Outcome.NONE


# 5. Names


def test_a_name_nobody_knows_is_one_open_point_however_many_rules_it_touches(check: Check) -> None:
    report = check(CLASSES, "medicines: [grandma's tonic]")
    assert report.open == (
        OpenPoint(
            QuestionId("medicines"),
            Missing.NOT_RECOGNISED,
            "grandma's tonic",
            (),
            Outcome.ASK,
            (RuleId("thinner"), RuleId("platelets")),
        ),
    )
    assert report.outcome == Bounds(Outcome.NONE, Outcome.NONE, Outcome.ASK)


def test_a_name_nobody_knows_is_an_open_point_even_where_it_touches_nothing(check: Check) -> None:
    report = check("hungry: when: {today: hungry}, verdicts: {session: note}", "medicines: [grandma's tonic]")
    assert still_open(report)["medicines", "grandma's tonic"].could_be is Outcome.NONE


def test_a_plain_no_closes_its_class_for_names_nobody_knows(check: Check) -> None:
    report = check(CLASSES, "medicines: [grandma's tonic]\nbleeding: none")
    assert still_open(report)["medicines", "grandma's tonic"].rules == ("platelets",)


@pytest.mark.parametrize("bleeding", ["not sure", "[maybe thinner]", "[thinner]"])
def test_only_a_plain_no_closes_the_class(check: Check, bleeding: str) -> None:
    report = check(CLASSES, f"medicines: [grandma's tonic]\nbleeding: {bleeding}")
    assert "thinner" in still_open(report)["medicines", "grandma's tonic"].rules


def test_a_plain_no_does_not_settle_a_list_that_is_not_known(check: Check) -> None:
    assert found(check(CLASSES, "medicines: not sure\nbleeding: none")) == ["thinner"]


def test_a_direct_question_that_is_not_certainly_asked_settles_nothing(tmp_path: Path) -> None:
    """Its "no" is set aside, or may yet be, when the gate turns out closed."""
    path = written(tmp_path / "gated.yaml", CLASSES.strip())
    text = path.read_text(encoding="utf-8")
    gated = text.replace("keeps: course}\n  medicines:", "if: {pregnant: yes}, keeps: course}\n  medicines:")
    path.write_text(gated, encoding="utf-8")
    vocabulary = Vocabulary(load(str(path)).book)
    for pregnant, closed in (("yes", True), ("no", False), ("not sure", False)):
        answers = told(f"medicines: [grandma's tonic]\nbleeding: none\npregnant: {pregnant}", vocabulary)
        rules = still_open(assess(vocabulary.book, answers))["medicines", "grandma's tonic"].rules
        assert ("thinner" not in rules) is closed


def test_a_recognised_name_beats_the_plain_no_and_the_contradiction_is_reported(check: Check) -> None:
    report = check(CLASSES, "medicines: [Eliquis 5 mg]\nbleeding: none")
    assert found(report) == ["thinner"]
    assert [(each.question, *each.lines, each.name and each.name.typed) for each in report.contradictions] == [
        ("bleeding", "thinner", "Eliquis 5 mg")
    ]


@pytest.mark.parametrize("bleeding", ["[thinner]", "[maybe thinner]", "not sure"])
def test_a_name_that_agrees_or_may_agree_is_no_contradiction(check: Check, bleeding: str) -> None:
    assert check(CLASSES, f"medicines: [Eliquis]\nbleeding: {bleeding}").contradictions == ()


def test_a_contradiction_names_every_line_of_the_direct_question(check: Check) -> None:
    book = check(CLASSES, "age: 34").book
    asked = book.questions[QuestionId("medicines")]
    either = Word(QuestionId("bleeding"), frozenset({"thinner", "disorder"}))
    wider = replace(asked, settled_by=dict.fromkeys(asked.settled_by, either))
    changed = replace(book, questions={**book.questions, "medicines": wider})
    report = assess(changed, told("medicines: [Eliquis]\nbleeding: none", Vocabulary(changed)))
    assert [line for each in report.contradictions for line in each.lines] == ["disorder", "thinner"]


def test_a_class_does_not_settle_which_kind(check: Check) -> None:
    rules = f"{CLASSES.strip()}\nvka: when: {{medicines: anticoagulant-vka}}, verdicts: {{needling: avoid}}"
    report = check(rules, "medicines: [{class: anticoagulant}]")
    assert found(report) == ["thinner"]
    point = still_open(report)["medicines", "anticoagulant"]
    assert (point.missing, point.rules, point.could_be) == (Missing.NOT_SURE, ("vka",), Outcome.CHANGE)


def test_a_name_with_several_meanings_or_said_with_maybe_acts(check: Check) -> None:
    for medicines in ("[blood thinner]", "[maybe Eliquis]"):
        report = check(CLASSES, f"medicines: {medicines}")
        assert finding(report, "thinner").standing is Standing.ACTS
        assert [point.missing for point in report.open] == [Missing.NOT_SURE]
    vka = "vka: when: {medicines: anticoagulant-vka}, verdicts: {needling: avoid}"
    assert finding(check(vka, "medicines: [blood thinner]"), "vka").standing is Standing.ACTS


@pytest.mark.parametrize(
    "use", ["past, when: 2019", "stopped, when: March 2026", "someone else", "not taken", "allergy"]
)
def test_what_is_past_stopped_or_someone_elses_is_set_aside_and_printed(check: Check, use: str) -> None:
    who = "answered-by: patient\nbleeding: none"
    report = check(CLASSES, f"medicines: [{{name: warfarin, use: {use}}}]\n{who}")
    assert (report.findings, report.open, report.contradictions) == ((), (), ())
    assert [(name.typed, name.taken) for name in report.names] == [("warfarin", MatchStatus.SET_ASIDE)]


@pytest.mark.parametrize("use", ["past", "stopped", "stopped, when: November 2026", "someone else", "local"])
def test_what_is_not_certainly_past_or_someone_elses_acts(check: Check, use: str) -> None:
    report = check(CLASSES, f"medicines: [{{name: warfarin, use: {use}}}]\nbleeding: none")
    assert finding(report, "thinner").standing is Standing.ACTS
    assert [(name.typed, name.taken) for name in report.names] == [("warfarin", MatchStatus.MAYBE)]


def test_a_condition_named_freely_ticks_its_line(check: Check) -> None:
    rule = "bleeder: when: {bleeding: disorder}, verdicts: {needling: caution}"
    report = check(rule, "conditions: [bleeding disorder]")
    assert finding(report, "bleeder").standing is Standing.HOLDS
    assert finding(report, "bleeder").because[0].names[0].typed == "bleeding disorder"
    assert report.open == ()


@pytest.mark.parametrize("bleeding", ["none", "not sure", "[maybe disorder]"])
def test_a_condition_named_freely_beats_the_answer_to_its_line(check: Check, bleeding: str) -> None:
    rule = "bleeder: when: {bleeding: disorder}, verdicts: {needling: caution}"
    report = check(rule, f"bleeding: {bleeding}\nconditions: [bleeding disorder]")
    assert finding(report, "bleeder").standing is Standing.HOLDS
    assert [name.typed for name in finding(report, "bleeder").because[0].names] == ["bleeding disorder"]
    assert [(each.question, *each.lines) for each in report.contradictions] == [("bleeding", "disorder")] * (
        bleeding == "none"
    )


def test_a_condition_that_may_be_meant_acts_and_is_the_open_point(check: Check) -> None:
    rule = "bleeder: when: {bleeding: disorder}, verdicts: {needling: caution}"
    report = check(rule, "bleeding: none\nconditions: [maybe bleeding disorder]")
    assert finding(report, "bleeder").standing is Standing.ACTS
    assert list(still_open(report)) == [("conditions", "bleeding disorder")]
    unasked = check(rule, "conditions: [maybe bleeding disorder]")
    assert set(still_open(unasked)) == {("conditions", "bleeding disorder"), ("bleeding", "")}


def test_conditions_only_ever_add(check: Check) -> None:
    rule = "bleeder: when: {bleeding: disorder}, verdicts: {needling: caution}"
    for conditions in ("[{name: bleeding disorder, use: not taken}]", "none"):
        report = check(rule, f"bleeding: none\nconditions: {conditions}")
        assert (report.findings, report.open, report.contradictions) == ((), (), ())


# 6. The plan opens nothing

WEAK = "weak: when: {immune: weak}, verdicts: {electrical: avoid, cupping: refer}, ask-whom: a doctor"


def test_without_a_plan_manual_needling_is_assumed_and_what_to_ask_about_or_leave_out_is_listed(
    check: Check,
) -> None:
    report = check(WEAK, "immune: [weak]")
    assert [(line.cell.technique, line.assumed, line.planned) for line in report.techniques] == [
        ("manual-needling", True, False),
        ("electroacupuncture", False, False),
        ("cupping", False, False),
    ]
    assert report.outcome.stands is Outcome.NONE
    assert report.open == ()


def test_with_a_plan_only_what_is_planned_is_listed(check: Check) -> None:
    report = check(WEAK, "immune: [weak]\nplan: {acupressure: not named}")
    assert [(line.cell.technique, line.planned) for line in report.techniques] == [("acupressure", True)]


LIMITED = (
    "weak: when: {immune: weak}, verdicts: {needling: note}, limits: [{where: [hand], verdicts: {needling: avoid}}]"
)


def test_with_no_place_named_a_limit_is_an_instruction_and_at_most_a_caution(check: Check) -> None:
    for answers in ("immune: [weak]", "immune: [weak]\nplan: {manual needling: not named}"):
        report = check(LIMITED, answers)
        assert cell(report, "manual-needling").level == bounds(CAUTION, CAUTION, CAUTION)
        assert [met.limit.where for met in finding(report, "weak").limits] == [("hand",)]


def test_with_places_named_a_technique_shows_its_own_level_apart_from_its_places(check: Check) -> None:
    report = check(LIMITED, "immune: [weak]\nplan: {manual needling: [LI4, ST36]}")
    assert cell(report, "manual-needling").level.stands is NOTE
    assert cell(report, "manual-needling", "LI4").level.stands is AVOID
    assert cell(report, "manual-needling", "ST36").level.stands is NOTE
    assert (finding(report, "weak").level, finding(report, "weak").general) == (AVOID, {"manual-needling": NOTE})


LUNG = "lung: limits: [{where: [pneumothorax], verdicts: {needling: caution}}]"


def test_a_rule_for_everybody_is_silent_where_no_place_is_named(check: Check) -> None:
    for plan in ("age: 34", "plan: {manual needling: not named}", "plan: {manual needling: [ST36]}"):
        report = check(LUNG, plan)
        assert report.findings == ()
        assert report.outcome.worst is Outcome.NONE


def test_a_rule_for_everybody_speaks_at_a_place_that_meets_it(check: Check) -> None:
    report = check(LUNG, "plan: {manual needling: [GB21], acupressure: [LU1]}")
    assert cell(report, "manual-needling", "GB21").level.stands is CAUTION
    assert cell(report, "acupressure", "LU1").level.stands is NONE
    assert found(report) == ["lung"]
    assert len(finding(report, "lung").limits) == 1


def test_a_place_nobody_knows_could_be_one_to_leave_out_there_only(check: Check) -> None:
    report = check(LUNG, "plan: {manual needling: [ST36, where it hums]}")
    assert cell(report, "manual-needling", "where it hums").level == bounds(NONE, NONE, AVOID)
    assert cell(report, "manual-needling", "ST36").level == bounds(NONE, NONE, NONE)
    assert report.open == (
        OpenPoint(QuestionId("plan"), Missing.NOT_RECOGNISED, "where it hums", (), Outcome.CHANGE, ()),
    )
    assert report.findings == ()


def test_a_technique_nobody_knows_is_asked_about_first_and_could_be_one_to_leave_out(check: Check) -> None:
    report = check(LUNG, "plan: {humming: [ST36], cupping: [LI4]}")
    assert cell(report, "humming").level == bounds(NONE, REFER, AVOID)
    assert not any(line.assumed for line in report.techniques)
    assert still_open(report)["plan", "humming"].could_be is Outcome.ASK


def test_a_technique_nobody_knows_has_the_least_of_all_for_found_and_the_most_at_worst(check: Check) -> None:
    rule = "weak: when: {immune: weak}, verdicts: {session: caution, acupressure: note, cupping: refer}, ask-whom: them"
    report = check(rule, "immune: [weak]\nplan: {humming: not named}")
    assert cell(report, "humming").level == bounds(NOTE, REFER, AVOID)
    assert cell(report, "humming").outcome == Bounds(Outcome.NOTE, Outcome.ASK, Outcome.ASK)


def test_manual_needling_assumed_for_a_technique_nobody_knows_is_not_yet_found(check: Check) -> None:
    rule = "weak: when: {immune: weak}, verdicts: {needling: caution}"
    report = check(rule, "immune: [weak]\nplan: {humming: not named}")
    assert [line.cell.typed or line.cell.technique for line in report.techniques] == ["manual-needling", "humming"]
    assert cell(report, "manual-needling").level == bounds(NONE, CAUTION, CAUTION)


def test_a_place_nobody_knows_could_meet_a_limit_that_asks_first(check: Check) -> None:
    rule = "weak: when: {immune: weak}, limits: [{where: [hand], verdicts: {needling: refer}}], ask-whom: a doctor"
    report = check(rule, "immune: [weak]\nplan: {manual needling: [where it hums]}")
    assert report.outcome == Bounds(Outcome.NONE, Outcome.CARE, Outcome.ASK)


def test_one_unknown_place_under_two_techniques_is_one_open_point_at_the_worse(check: Check) -> None:
    rule = "weak: when: {immune: weak}, verdicts: {needling: refer}, ask-whom: a doctor"
    report = check(rule, "immune: [weak]\nplan: {manual needling: [where it hums], cupping: [where it hums]}")
    assert [(point.name, point.could_be) for point in report.open] == [("where it hums", Outcome.ASK)]


def test_the_same_technique_under_two_names_is_one_line(check: Check) -> None:
    report = check(LUNG, "plan: {manual needling: [ST36, LI4], manual-needling: [LI4]}")
    assert [len(line.places) for line in report.techniques] == [2]


# 7. Meeting a limit


@pytest.mark.parametrize(
    ("where", "place", "met"),
    [
        ("LI4", "LI4", "yes"),
        ("LI4", "LI3", "no"),
        ("hand", "LI4", "yes"),
        ("arm", "LI4", "yes"),
        ("arm", "hand", "yes"),
        ("pneumothorax", "GB21", "yes"),
        ("pneumothorax", "chest", "yes"),
        ("leg", "LI4", "no"),
        ("hand", "arm", "part"),
        ("LI4", "hand", "part"),
        ("LI4", "left arm", "part"),
        ("liver", "chest", "part"),
    ],
)
def test_a_place_meets_a_limit_it_lies_in_and_meets_in_part_what_lies_in_it(
    check: Check, where: str, place: str, met: str
) -> None:
    rule = f"weak: when: {{immune: weak}}, limits: [{{where: [{where}], verdicts: {{needling: avoid}}}}]"
    report = check(rule, f"immune: [weak]\nplan: {{manual needling: [{place}]}}")
    level = {"yes": AVOID, "part": CAUTION, "no": NONE}[met]
    assert cell(report, "manual-needling", place).level == bounds(level, level, level)


def test_a_place_nobody_knows_may_be_where_any_rule_for_everybody_is_about(check: Check) -> None:
    rules = "leg: limits: [{where: [lower-leg], verdicts: {needling: refer}}], ask-whom: the clinic"
    strange = check(rules, "plan: {manual needling: [where it hums]}")
    beside = check(rules, "plan: {manual needling: [where it hums], acupressure: [ST36]}")
    assert cell(strange, "manual-needling", "where it hums") == cell(beside, "manual-needling", "where it hums")
    assert (strange.outcome.stands, strange.outcome.worst) == (Outcome.NONE, Outcome.ASK)


def test_places_typed_alike_that_mean_different_things_are_two(check: Check) -> None:
    rules = "hand: when: {bleeding: thinner}, limits: [{where: [hand], verdicts: {needling: avoid}}]"
    plan = "[{name: ST36, typed: spot}, {name: LI4, typed: spot}]"
    report = check(rules, f"bleeding: [thinner]\nplan: {{manual needling: {plan}}}")
    assert [each.level.stands for each in report.techniques[0].places] == [NONE, AVOID]
    lying = "limb: when: {immune: nodes}, limits: [{where: [{answer: limb}], verdicts: {needling: avoid}}]"
    apart = "{manual needling: [{name: ST36, typed: spot}], electroacupuncture: [{name: LI4, typed: spot}]}"
    report = check(lying, f"immune: [nodes]\nlimb: [hand]\nplan: {apart}")
    assert [each.places[0].level.stands for each in report.techniques] == [NONE, AVOID]


def test_a_finding_is_the_same_whatever_else_is_found(check: Check) -> None:
    rules = """
        one: when: {bleeding: thinner}, verdicts: {needling: caution}
        two: when: {today: fever}, verdicts: {cupping: caution}"""
    alone = check(rules, "plan: {manual needling: [ST36]}\nbleeding: [thinner]\ntoday: none")
    beside = check(rules, "plan: {manual needling: [ST36]}\nbleeding: [thinner]\ntoday: [fever]")
    assert finding(alone, "one") == finding(beside, "one") != finding(beside, "two")


def test_in_part_a_rule_for_everybody_is_only_a_note(check: Check) -> None:
    rule = "li4: limits: [{where: [LI4], verdicts: {needling: avoid}}]"
    assert check(rule, "plan: {manual needling: [hand]}").outcome.worst is Outcome.NOTE


@pytest.mark.parametrize(
    ("limb", "place", "met"),
    [
        ("left arm", "left hand", True),
        ("left arm", "right hand", False),
        ("left arm", "LI4", True),
        ("arm", "LI4 right", True),
        ("left arm", "LI4 left", True),
        ("left arm", "LI4 right", False),
        ("left arm", "ST36 left", False),
    ],
)
def test_a_side_not_said_means_both(check: Check, limb: str, place: str, met: bool) -> None:
    report = check(NODES, f"immune: [nodes]\nlimb: [{limb}]\nplan: {{manual needling: [{place}]}}")
    assert cell(report, "manual-needling", place).level.stands is (AVOID if met else NONE)
    assert report.open == ()


def test_a_hazard_on_one_side_is_not_met_on_the_other(check: Check) -> None:
    rule = "liver: limits: [{where: [liver], verdicts: {needling: avoid}}]"
    for place, met in (("SP21 right", True), ("SP21", True), ("SP21 left", False)):
        assert check(rule, f"plan: {{manual needling: [{place}]}}").outcome.stands is (
            Outcome.CHANGE if met else Outcome.NONE
        )


NODES = "nodes: when: {immune: nodes}, limits: [{where: {answer: limb}, verdicts: {session: avoid}}]"


@pytest.mark.parametrize(
    ("limb", "key", "missing"),
    [
        ("", "", Missing.NOT_ASKED),
        ("limb: not sure", "", Missing.NOT_SURE),
        ("limb: [left leg, not sure]", "", Missing.NOT_SURE),
        ("limb: [where it hums]", "where it hums", Missing.NOT_RECOGNISED),
    ],
)
def test_a_limit_whose_place_is_not_known_stands_as_a_caution_and_stays_open_at_its_level(
    check: Check, limb: str, key: str, missing: Missing
) -> None:
    report = check(NODES, f"immune: [nodes]\nplan: {{manual needling: [LI4]}}\n{limb}")
    assert cell(report, "manual-needling", "LI4").level == bounds(NONE, CAUTION, AVOID)
    assert report.outcome == Bounds(Outcome.NONE, Outcome.CARE, Outcome.CHANGE)
    assert report.open == (OpenPoint(QuestionId("limb"), missing, key, (), Outcome.CHANGE, (RuleId("nodes"),)),)
    assert not finding(report, "nodes").limits[0].known


def test_what_is_met_already_does_not_wait_for_the_rest_of_the_answer(check: Check) -> None:
    report = check(NODES, "immune: [nodes]\nlimb: [left arm, not sure]\nplan: {manual needling: [LI4]}")
    assert cell(report, "manual-needling", "LI4").level == bounds(AVOID, AVOID, AVOID)


def test_with_no_place_named_a_limit_that_an_answer_places_is_at_most_a_caution(check: Check) -> None:
    known = check(NODES, "immune: [nodes]\nlimb: [left arm]")
    assert cell(known, "manual-needling").level == bounds(CAUTION, CAUTION, CAUTION)
    unknown = check(NODES, "immune: [nodes]")
    assert cell(unknown, "manual-needling").level == bounds(NONE, CAUTION, CAUTION)
    assert list(still_open(unknown)) == [("limb", "")]


def test_a_limit_lies_nowhere_after_none(check: Check) -> None:
    nowhere = check(NODES, "immune: [nodes]\nlimb: none\nplan: {manual needling: [LI4]}")
    assert nowhere.outcome.worst is Outcome.NONE
    assert finding(nowhere, "nodes").limits == ()
    either = NODES.replace("{immune: nodes}", "{immune: [nodes, weak]}")
    closed = check(either, "immune: [weak]\nplan: {manual needling: [LI4]}")
    assert closed.outcome.worst is Outcome.NONE
    assert finding(closed, "nodes").limits == ()
    assert closed.open == ()


def test_a_limit_lies_where_an_answer_behind_a_closed_gate_says(check: Check) -> None:
    report = check(NODES, "immune: [weak]\nlimb: [left arm]\nplan: {manual needling: [LI4 left, LI4 right]}")
    assert cell(report, "manual-needling", "LI4 left").level == bounds(AVOID, AVOID, AVOID)
    assert cell(report, "manual-needling", "LI4 right").level == bounds(NONE, NONE, NONE)
    assert [(each.asked, each.question, each.lines) for each in report.contradictions] == [
        ("limb", "immune", ("nodes",))
    ]
    assert (report.outcome.stands, report.outcome.worst) == (Outcome.CHANGE, Outcome.ASK)


def test_where_a_limit_lies_counts_only_as_far_as_its_gate_is_open(check: Check) -> None:
    """The rule holds by the pregnancy, but the limb was told behind a gate that is not sure or not asked."""
    rule = "either: when: {pregnant: yes}, limits: [{where: {answer: limb}, verdicts: {needling: avoid}}]"
    base = "pregnant: yes\nlimb: [left arm]\nplan: {manual needling: [LI4]}\n"
    for immune, low, shown in (("[nodes]", AVOID, AVOID), ("[maybe nodes]", NONE, AVOID)):
        assert cell(check(rule, f"{base}immune: {immune}"), "manual-needling", "LI4").level == bounds(low, shown, AVOID)
    unasked = check(rule, base)
    assert cell(unasked, "manual-needling", "LI4").level == bounds(NONE, NONE, AVOID)
    assert list(still_open(unasked)) == [("immune", "")]
    unsure = check(rule, "pregnant: yes\nplan: {manual needling: [LI4]}\nimmune: not sure")
    assert list(still_open(unsure)) == [("immune", "")]  # the limb is asked for when the list is known


def test_a_limit_that_does_not_concern_the_technique_asks_for_no_place(check: Check) -> None:
    rule = NODES.replace("session: avoid", "needling: avoid")
    assert check(rule, "immune: [nodes]\nplan: {acupressure: [LI4]}").open == ()
    assert ("limb", "") in still_open(check(rule, "immune: [nodes]\nplan: {humming: [LI4]}"))


def test_a_known_limb_and_a_place_nobody_knows(check: Check) -> None:
    report = check(NODES, "immune: [nodes]\nlimb: [left arm]\nplan: {manual needling: [where it hums]}")
    assert cell(report, "manual-needling", "where it hums").level == bounds(NONE, CAUTION, AVOID)
    assert list(still_open(report)) == [("plan", "where it hums")]


def test_of_several_places_in_a_limit_the_closest_counts_and_each_waits_for_itself(check: Check) -> None:
    rule = "weak: when: {immune: nodes}, limits: [{where: [LI4, {answer: limb}], verdicts: {needling: avoid}}]"
    report = check(rule, "immune: [nodes]\nplan: {manual needling: [hand]}")
    assert cell(report, "manual-needling", "hand").level == bounds(CAUTION, CAUTION, AVOID)
    assert len(finding(check(rule, "immune: [nodes]\nlimb: none"), "weak").limits) == 1


# 8. Cells


def test_inside_a_rule_a_technique_takes_its_own_entry_else_its_worst_group_else_the_session(check: Check) -> None:
    rule = (
        "weak: when: {immune: weak}, ask-whom: a doctor, "
        "verdicts: {session: note, needling: caution, electrical: refer, manual-needling: none}"
    )
    plan = "plan: {manual needling: not named, electroacupuncture: not named, cupping: not named}"
    report = check(rule, f"immune: [weak]\n{plan}")
    levels = {line.cell.technique: line.cell.level.stands for line in report.techniques}
    assert levels == {"manual-needling": NONE, "electroacupuncture": REFER, "cupping": NOTE}


def test_a_cell_is_the_worst_over_the_rules_and_names_those_at_its_level(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {needling: caution}
    b: when: {today: hungry}, verdicts: {needling: caution}
    c: when: {bleeding: disorder}, verdicts: {needling: note}
    d: when: {age: {below: 16}}, verdicts: {needling: avoid}
    """
    report = check(rules, "immune: [weak]\ntoday: [maybe hungry]\nbleeding: [disorder]\nage: 34")
    assert cell(report, "manual-needling").level.stands is CAUTION
    assert cell(report, "manual-needling").rules == ("a", "b")
    assert found(report) == ["a", "b", "c"]


def test_a_finding_says_what_it_is_because_of_and_leaves_out_what_no_longer_matters(check: Check) -> None:
    rule = "thinner: when: {anticoagulated: yes}, verdicts: {needling: caution}"
    report = check(rule, "medicines: [Eliquis]\nbleeding: [maybe thinner]")
    because = finding(report, "thinner").because
    assert [(each.question, [name.typed for name in each.names]) for each in because] == [("medicines", ["Eliquis"])]


def test_a_finding_by_a_number_names_its_question(check: Check) -> None:
    report = check("child: when: {age: {below: 16}}, verdicts: {session: caution}", "age: 9")
    because = finding(report, "child").because[0]
    assert (because.question, because.words, because.names, because.not_sure) == ("age", (), (), False)


def test_urgent_findings_come_first_then_the_worst(check: Check) -> None:
    rules = """
    slight: when: {today: hungry}, verdicts: {session: note}
    worse: when: {immune: weak}, verdicts: {session: caution}
    heart: when: {danger: chest-pain}, verdicts: {session: none}, urgent: today
    """
    report = check(rules, "danger: [chest-pain]\ntoday: [hungry]\nimmune: [weak]")
    assert found(report) == ["heart", "worse", "slight"]


# 9. Outcome


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ("verdicts: {session: none}", Outcome.NONE),
        ("verdicts: {session: note}", Outcome.NOTE),
        ("verdicts: {needling: caution}", Outcome.CARE),
        ("verdicts: {needling: avoid}", Outcome.CHANGE),
        ("verdicts: {manual-needling: avoid}", Outcome.CHANGE),
        ("limits: [{where: [hand], verdicts: {session: avoid}}]", Outcome.CHANGE),
        ("verdicts: {session: refer}, ask-whom: a doctor", Outcome.ASK),
        ("verdicts: {session: avoid}", Outcome.NOT_TODAY),
        ("verdicts: {session: avoid, needling: note}", Outcome.NOTE),
        ("verdicts: {session: none}, urgent: now", Outcome.HELP),
        ("verdicts: {session: avoid}, urgent: today", Outcome.HELP),
    ],
)
def test_the_outcome_follows_from_the_worst_planned_cell(check: Check, fields: str, outcome: Outcome) -> None:
    report = check(f"weak: when: {{immune: weak}}, {fields}", "immune: [weak]\nplan: {manual needling: [LI4]}")
    assert report.outcome == Bounds(outcome, outcome, outcome)


def test_to_ask_first_outweighs_leaving_a_part_out(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {electrical: avoid}
    b: when: {today: hungry}, verdicts: {cupping: refer}, ask-whom: a doctor
    """
    answers = "immune: [weak]\ntoday: [hungry]\nplan: {electroacupuncture: [LI4], cupping: [LI4]}"
    assert check(rules, answers).outcome.stands is Outcome.ASK


# 10. Bounds


def test_found_stands_and_worst_are_those_of_what_holds_acts_and_is_open(check: Check) -> None:
    rules = """
    holds: when: {immune: weak}, verdicts: {needling: note}
    acts: when: {today: hungry}, verdicts: {needling: caution}
    open: when: {bleeding: disorder}, verdicts: {needling: refer}, ask-whom: a doctor
    fails: when: {age: {below: 16}}, verdicts: {session: avoid}
    """
    report = check(rules, "immune: [weak]\ntoday: [maybe hungry]\nage: 34")
    assert cell(report, "manual-needling").level == bounds(NOTE, CAUTION, REFER)
    assert report.outcome == Bounds(Outcome.NOTE, Outcome.CARE, Outcome.ASK)
    assert [(point.question, point.could_be) for point in report.open] == [
        ("bleeding", Outcome.ASK),
        ("today", Outcome.CARE),
    ]


# The ledger


def test_the_ledger_has_every_question_with_what_became_of_it(check: Check) -> None:
    answers = """
    today: [hungry]
    bleeding: [maybe disorder]
    age: not sure
    pregnant: yes
    weeks: 50
    medicines: [Eliquis, not sure]
    immune: none
    limb: [left arm]
    plan: {cupping: [LI4]}
    """
    report = check(LUNG, answers)
    assert {entry.question: entry.state for entry in report.ledger} == {
        "danger": QuestionState.NOT_ASKED,
        "plan": QuestionState.ANSWERED,
        "today": QuestionState.ANSWERED,
        "age": QuestionState.NOT_SURE,
        "pregnant": QuestionState.ANSWERED,
        "weeks": QuestionState.NOT_SURE,
        "midwife-agreed": QuestionState.NOT_ASKED,
        "bleeding": QuestionState.NOT_SURE,
        "medicines": QuestionState.NOT_SURE,
        "in-range": QuestionState.NOT_ASKED,
        "immune": QuestionState.ANSWERED,
        "limb": QuestionState.SET_ASIDE,
        "current-before": QuestionState.CLOSED,
        "conditions": QuestionState.NOT_ASKED,
    }


def test_an_answer_in_places_is_not_sure_while_it_is_not_complete(check: Check) -> None:
    for limb, state in (("[left arm, not sure]", QuestionState.NOT_SURE), ("[left arm]", QuestionState.ANSWERED)):
        report = check(LUNG, f"immune: [nodes]\nlimb: {limb}")
        assert next(entry.state for entry in report.ledger if entry.question == "limb") is state


def test_a_place_nobody_knows_is_an_open_point_unless_its_answer_is_set_aside(check: Check) -> None:
    told_of = check(LUNG, "immune: [nodes]\nlimb: [where it hums]")
    assert still_open(told_of)["limb", "where it hums"].could_be is Outcome.NONE
    assert check(LUNG, "immune: none\nlimb: [where it hums]").open == ()


# Aftercare and alternatives


def test_aftercare_is_what_fits_the_techniques_in_order_of_time(check: Check) -> None:
    rule = "weak: when: {immune: weak}, verdicts: {session: note}, aftercare: [rest]"
    assert check(rule, "immune: none").aftercare == ("press", "watch")
    assert check(rule, "immune: [weak]\nplan: {cupping: [LI4]}").aftercare == ("rest", "marks", "watch")
    assert check(rule, "immune: [weak]\nplan: {acupressure: [LI4]}").aftercare == ("rest", "watch")


def test_aftercare_replaces_along_a_chain(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {session: note}, aftercare: [press-long]
    b: when: {today: hungry}, verdicts: {session: note}, aftercare: [press-longest]
    """
    assert check(rules, "immune: [weak]\ntoday: none").aftercare == ("press-long", "watch")
    assert check(rules, "immune: none\ntoday: [hungry]").aftercare == ("press-longest", "watch")
    assert check(rules, "immune: [weak]\ntoday: [hungry]").aftercare == ("press-longest", "watch")


def test_what_does_not_fit_replaces_nothing(check: Check) -> None:
    rule = "a: when: {immune: weak}, verdicts: {session: note}, aftercare: [press-long]"
    assert check(rule, "immune: [weak]\nplan: {cupping: [LI4]}").aftercare == ("marks", "watch")


def test_there_is_no_aftercare_for_what_is_left_out_or_for_no_session(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {needling: avoid}
    b: when: {today: fever}, verdicts: {session: avoid}
    """
    assert check(rules, "immune: [weak]\ntoday: none").aftercare == ("watch",)
    assert check(rules, "immune: none\ntoday: [fever]").aftercare == ()


def test_alternatives_are_offered_only_where_their_own_cell_is_at_most_a_caution(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {manual-needling: caution}, alternatives: [pressing, current]
    b: when: {today: hungry}, verdicts: {electrical: avoid, acupressure: caution}
    """
    alone = check(rules, "immune: [weak]\ntoday: none").alternatives
    assert {name: each.level.stands for name, each in alone.items()} == {"pressing": NONE, "current": NONE}
    both = check(rules, "immune: [weak]\ntoday: [hungry]").alternatives
    assert {name: each.level.stands for name, each in both.items()} == {"pressing": CAUTION}


def test_no_alternative_is_offered_for_a_note_for_what_is_planned_anyway_or_before_help(check: Check) -> None:
    rules = """
    a: when: {immune: weak}, verdicts: {needling: note, cupping: caution}, alternatives: [pressing]
    b: when: {danger: chest-pain}, verdicts: {session: avoid}, urgent: now, alternatives: [pressing]
    """
    assert not check(rules, "immune: [weak]").alternatives
    assert not check(rules, "immune: [weak]\nplan: {cupping: [LI4], acupressure: [LI4]}").alternatives
    assert not check(rules, "danger: [chest-pain]").alternatives


# 12. Weeks


@pytest.mark.parametrize(("weeks", "known"), [("43", False), ("due 2026-11-01", False), ("42+6", True), ("20", True)])
def test_beyond_42_weeks_the_weeks_are_not_known(check: Check, weeks: str, known: bool) -> None:
    rule = "late: when: {weeks: {from: 37}}, verdicts: {needling: caution}"
    report = check(rule, f"pregnant: yes\nweeks: {weeks}")
    assert (("weeks", "") not in still_open(report)) is known
    assert [(each.standing, each.because[0].not_sure) for each in report.findings] == {
        "20": [],
        "42+6": [(Standing.HOLDS, False)],
    }.get(weeks, [(Standing.ACTS, True)])


def test_an_answer_of_the_wrong_kind_is_a_bug_and_never_a_no(check: Check) -> None:
    book = check(LUNG, "age: 34").book
    with pytest.raises(TypeError, match="today is not answered in words"):
        Evaluation(book, {QuestionId("today"): Quantity("3", 3)}).test(Word(QuestionId("today"), frozenset({"fever"})))


# The shipped rule book


def test_the_shipped_book_adapts_for_a_blood_thinner_and_leaves_out_the_eye(
    person: Callable[[str], Report],
) -> None:
    report = person("medicines: [Eliquis 5 mg]\nbleeding: [blood-thinner]\nplan: {manual needling: [ST1, ST36]}")
    assert cell(report, "manual-needling", "ST1").level.stands is AVOID
    assert cell(report, "manual-needling", "ST36").level.stands is CAUTION
    assert report.outcome.stands is Outcome.CHANGE


def test_the_shipped_book_takes_a_pacemaker_not_placed_as_a_caution_at_the_chest(
    person: Callable[[str], Report],
) -> None:
    report = person("devices: [pacemaker]\nplan: {cupping: [chest]}")
    assert cell(report, "cupping", "chest").level == bounds(CAUTION, CAUTION, AVOID)
    assert still_open(report)["device-where", ""].could_be is Outcome.CHANGE


def test_the_shipped_book_asks_first_when_a_fever_is_not_measured(person: Callable[[str], Report]) -> None:
    report = person("today: [maybe fever]")
    assert report.outcome.stands is Outcome.ASK
    assert report.outcome.worst >= Outcome.NOT_TODAY
