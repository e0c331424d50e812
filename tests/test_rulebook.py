"""A rule book decoded: what each shape of the format becomes, and where the book is found."""

from __future__ import annotations

import math
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import SMALL, Changed

from acucheck.errors import InvalidRules
from acucheck.model.answers import NameKind
from acucheck.model.book import (
    AllOf,
    AnswerKind,
    AnswerPlace,
    AnyOf,
    AtLeast,
    Between,
    FactHolds,
    Limit,
    Position,
    Practice,
    Precaution,
    RuleBook,
    Word,
    Wording,
)
from acucheck.model.ids import AlternativeId, QuestionId, RuleId, SourceId, TechniqueId
from acucheck.model.levels import AftercareTime, Basis, Level, ReadDepth, Urgency, Validity
from acucheck.rulebook import RuleFile, default_rules, load, source


def word(question: str, *words: str) -> Word:
    return Word(QuestionId(question), frozenset(words))


# Where the book is


def test_the_book_of_a_checkout_stands_beside_the_package() -> None:
    assert default_rules() == Path(__file__).resolve().parent.parent / "rules.yaml"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["rules.yaml"], "rules.yaml"),
        (["acucheck/rules.yaml"], "acucheck/rules.yaml"),
        (["rules.yaml", "acucheck/rules.yaml"], "acucheck/rules.yaml"),
        ([], "rules.yaml"),
    ],
    ids=["checkout", "installed", "both", "neither"],
)
def test_the_book_inside_an_installed_package_wins(
    files: list[str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "acucheck" / "rulebook").mkdir(parents=True)
    for name in files:
        shutil.copy(SMALL, tmp_path / name)
    monkeypatch.setattr(source, "__file__", str(tmp_path / "acucheck" / "rulebook" / "source.py"))
    assert default_rules() == tmp_path.resolve() / expected


def test_a_book_that_is_not_there_is_a_problem_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    with pytest.raises(InvalidRules) as found:
        load(str(path))
    assert str(found.value) == f"{path}:1:1: there is no such file; check the name"


# What its entries become


def test_the_head_is_kept_as_it_is_written(small: RuleBook) -> None:
    assert (small.title, small.version, small.clinical_review) == ("small rules", "2026.10", "none yet")
    assert small.practice == Practice(name="", phone="", emergency="112")


def test_a_named_practice_is_kept(changed: Changed) -> None:
    book = changed(('{name: "", emergency: "112"}', '{name: "At  the Green", phone: "01 23", emergency: "999"}'))
    assert book.practice == Practice(name="At the Green", phone="01 23", emergency="999")


def test_the_digest_is_that_of_the_file(small: RuleBook) -> None:
    assert small.digest == sha256(SMALL.read_bytes()).hexdigest()


def test_words_that_yaml_would_guess_at_stay_text(changed: Changed) -> None:
    book = changed(('version: "2026.10"', "version: 2026.10"), ("title: Over the lung", "title: 12:30"))
    assert book.version == "2026.10"
    assert book.rules[RuleId("lung")].title == Wording("12:30", "12:30")
    assert list(book.questions[QuestionId("pregnant")].options) == ["no", "yes", "could-be"]


def test_a_source_says_how_well_it_was_read(small: RuleBook) -> None:
    who, blog = small.sources.values()
    assert (who.title, who.by, who.part, who.year, who.url, who.read) == (
        "Guidelines",
        "World Health Organization",
        "2.4",
        "1999",
        "",
        ReadDepth.PART,
    )
    assert (blog.url, blog.read) == ("https://example.org/", ReadDepth.SECONDARY)


def test_one_sentence_serves_both_readers_or_each_has_their_own(small: RuleBook) -> None:
    assert small.topics == {
        "bleeding": Wording("Bleeding", "Bleeding"),
        "place": Wording("Localisation", "Where"),
    }


def test_a_concept_covers_itself_and_all_within_it(changed: Changed) -> None:
    book = changed(("\nregions:\n", "\n  warfarin: {label: Warfarin, within: anticoagulant-vka}\nregions:\n"))
    covers = {name: entry.covers for name, entry in book.concepts["medicine"].items()}
    assert covers == {
        "anticoagulant": {"anticoagulant", "anticoagulant-vka", "warfarin"},
        "anticoagulant-vka": {"anticoagulant-vka", "warfarin"},
        "warfarin": {"warfarin"},
    }
    assert book.concepts["region"]["eye-area"].within == "face"
    assert list(book.concepts["hazard"]) == ["pneumothorax"]


def test_a_technique_has_groups_when_it_has_them(small: RuleBook) -> None:
    needling, cupping = small.techniques.values()
    assert needling.groups == ("needling",)
    assert (cupping.label, cupping.groups) == (Wording("Cupping", "Cupping"), ())


def test_every_kind_of_answer_is_known(small: RuleBook) -> None:
    kinds = {name: question.kind for name, question in small.questions.items()}
    assert kinds == {
        "plan": AnswerKind.PLAN,
        "age": AnswerKind.NUMBER,
        "pregnant": AnswerKind.ONE,
        "weeks": AnswerKind.GESTATION,
        "team-agreed": AnswerKind.ONE,
        "bleeding": AnswerKind.MANY,
        "medicines": AnswerKind.NAMES,
        "sore-where": AnswerKind.PLACES,
        "conditions": AnswerKind.NAMES,
    }


def test_a_question_keeps_what_stands_under_it(small: RuleBook) -> None:
    age, pregnant, weeks = (small.questions[QuestionId(name)] for name in ("age", "pregnant", "weeks"))
    assert (age.low, age.high, age.unit, age.healthy, age.keeps) == (0, 120, "years", "34", Validity.COURSE)
    assert (pregnant.not_sure, pregnant.healthy, pregnant.gate) == ("could-be", "", None)
    assert pregnant.why == Wording(*["By custom some points are left out."] * 2)
    assert (weeks.low, weeks.high, weeks.gate) == (-math.inf, math.inf, word("pregnant", "yes"))
    assert weeks.find_out == Wording("See the notes", "See the notes")
    assert small.questions[QuestionId("plan")].ask_where == Wording("Where on the body?", "Where on the body?")
    assert small.questions[QuestionId("team-agreed")].clears == {"yes"}


def test_the_healthy_adult_may_answer_a_choice(changed: Changed) -> None:
    book = changed(("    not-sure: could-be\n", "    not-sure: could-be\n    healthy: no\n"))
    assert book.questions[QuestionId("pregnant")].healthy == "no"


def test_the_medicine_question_assumes_and_settles_whole_classes(small: RuleBook) -> None:
    direct = word("bleeding", "blood-thinner")
    medicines = small.questions[QuestionId("medicines")]
    assert medicines.names is NameKind.MEDICINE
    assert medicines.assume == {"anticoagulant", "anticoagulant-vka"}
    assert medicines.settled_by == {"anticoagulant": direct, "anticoagulant-vka": direct}
    assert small.questions[QuestionId("conditions")].names is NameKind.CONDITION


def test_settled_by_may_name_a_later_question(changed: Changed) -> None:
    book = changed(
        ("settled-by: {anticoagulant: {bleeding: blood-thinner}}", "settled-by: {anticoagulant: {thinned-now: yes}}"),
        ("facts:\n", "  thinned-now: {ask: Thinned, answer: yes-no, keeps: today}\nfacts:\n"),
    )
    assert book.questions[QuestionId("medicines")].settled_by["anticoagulant"] == word("thinned-now", "yes")


def test_a_gate_may_test_the_plan_by_technique_or_group(changed: Changed) -> None:
    book = changed(("{plan: cupping}", "{plan: [needling, cupping]}"))
    assert book.questions[QuestionId("sore-where")].gate == AnyOf(
        (word("bleeding", "disorder"), word("plan", "manual-needling", "cupping"))
    )


def test_conditions_become_what_they_say(small: RuleBook) -> None:
    vka = word("medicines", "anticoagulant", "anticoagulant-vka")
    assert small.facts == {
        "thinned": AnyOf((vka, word("bleeding", "blood-thinner"))),
        "may-bleed": AnyOf((FactHolds("thinned"), word("bleeding", "disorder"))),
    }
    assert small.rules[RuleId("late")].when == AllOf(
        (word("pregnant", "yes", "could-be"), Between(QuestionId("weeks"), 37 * 7, 43 * 7))
    )
    assert small.rules[RuleId("late")].unless == AllOf(
        (word("team-agreed", "yes"), Between(QuestionId("weeks"), 38 * 7, math.inf))
    )
    assert small.rules[RuleId("frail")].when == AtLeast(
        2, (word("bleeding", "disorder"), word("pregnant", "yes"), Between(QuestionId("age"), 65, math.inf))
    )


def test_a_number_may_be_bounded_above_alone(changed: Changed) -> None:
    book = changed(("{age: {from: 65}}", "{age: {below: 12.5}}"))
    frail = book.rules[RuleId("frail")].when
    assert isinstance(frail, AtLeast)
    assert frail.parts[2] == Between(QuestionId("age"), -math.inf, 12.5)


@pytest.mark.parametrize(
    "exception",
    [
        "{team-agreed: yes}",
        "{agreed-late: yes}",
        "{any: [{team-agreed: yes}, {agreed-late: yes}]}",
        "{at-least: {count: 2, of: [{team-agreed: yes}, {weeks: {from: 38}}]}}",
    ],
    ids=["an answer", "a fact", "either of two", "a count that needs it"],
)
def test_an_exception_may_rest_on_clearing_answers_in_any_form(exception: str, changed: Changed) -> None:
    fact = "  agreed-late: {all: [{team-agreed: yes}, {weeks: {from: 38}}]}\n"
    book = changed(
        ("unless: {all: [{team-agreed: yes}, {weeks: {from: 38}}]}", f"unless: {exception}"),
        ("facts:\n", f"facts:\n{fact}"),
    )
    assert book.rules[RuleId("late")].unless is not None


def test_a_rule_keeps_what_stands_under_it(small: RuleBook) -> None:
    rule = small.rules[RuleId("thinner")]
    assert str(rule.place) == f"{SMALL}:60:3"
    assert (rule.topic, rule.title.patient, rule.risk.patient) == ("bleeding", "Blood thinner", "You may bruise more.")
    assert rule.verdicts == {"needling": Level.CAUTION, "session": Level.NOTE}
    assert rule.limits == (Limit(("eye-area", "ST1", "EX-HN5"), {"needling": Level.AVOID}),)
    assert (rule.aftercare, rule.alternatives, rule.sources) == (("press-long", "watch"), ("cups",), ("who", "blog"))
    assert rule.positions == (
        Position(SourceId("who"), Level.AVOID, "", frozenset()),
        Position(SourceId("blog"), Level.CAUTION, "shallow needles only", frozenset({TechniqueId("manual-needling")})),
    )
    assert (rule.chosen_because, rule.basis) == ("The newer page treats with limits.", Basis.GUIDELINE)
    assert (rule.until, rule.urgent, rule.if_not_known, rule.ask_whom) == (None, None, None, None)


def test_a_rule_may_wait_be_urgent_be_lowered_and_name_whom_to_ask(small: RuleBook) -> None:
    late, frail = small.rules[RuleId("late")], small.rules[RuleId("frail")]
    assert (late.if_not_known, late.ask_whom) == (Level.NOTE, Wording("the midwife", "your midwife"))
    assert (frail.urgent, frail.until) == (Urgency.TODAY, Wording(*["a doctor has agreed"] * 2))


def test_a_limit_may_lie_where_an_answer_says(small: RuleBook) -> None:
    assert small.rules[RuleId("frail")].limits == (
        Limit((AnswerPlace(QuestionId("sore-where")),), {"cupping": Level.AVOID}),
    )


@pytest.mark.parametrize("point", ["LU11", "BL67", "CV24", "EX-HN15", "EX-CA1", "EX-B9", "EX-UE11", "EX-LE12"])
def test_the_last_point_of_a_channel_is_a_point(point: str, changed: Changed) -> None:
    book = changed(("where: pneumothorax", f"where: {point}"))
    assert book.rules[RuleId("lung")].limits[0].where == (point,)


def test_precautions_may_differ_in_number_between_readers(small: RuleBook) -> None:
    assert small.rules[RuleId("thinner")].precautions == {
        "needling": (Precaution("Fine needles.", "Keep taking your medicine."), Precaution("Few needles.", ""))
    }
    assert small.rules[RuleId("frail")].precautions == {"session": (Precaution("Ask first.", "Ask first."),)}


def test_aftercare_keeps_what_stands_under_it(small: RuleBook) -> None:
    press, long, watch = small.aftercare.values()
    assert press.techniques == {"manual-needling"}
    assert (press.everyone, press.replaces, press.help) == (True, (), None)
    assert (long.replaces, long.everyone, long.time) == (("press",), False, AftercareTime.RIGHT_AFTER)
    assert (watch.techniques, watch.replaces, watch.help) == (frozenset(), ("press-long",), Urgency.NOW)


def test_an_alternative_names_its_technique(small: RuleBook) -> None:
    assert small.alternatives[AlternativeId("cups")].technique == "cupping"
    assert small.alternatives[AlternativeId("cups")].sources == ("blog",)


def test_examples_stay_nodes_with_the_rule_they_belong_to(small_file: RuleFile) -> None:
    lines = {}
    for rule_id, examples in small_file.examples.items():
        lines[rule_id] = [example.line for example in examples]
    assert lines == {
        "thinner": [75, 76],
        "late": [],
        "frail": [],
        "lung": [],
    }


def test_sections_that_nothing_needs_may_be_absent(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        """
title: smallest
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {page: {title: A page, read: part}}
topics: {all-of-it: All of it}
techniques: {needling: {label: Needling}}
questions: {ill: {ask: Ill, answer: yes-no, keeps: today}}
rules:
  illness: {topic: all-of-it, title: Ill, when: {ill: yes}, risk: Worse, verdicts: {needling: note},
    basis: study, sources: page}
""",
        encoding="utf-8",
    )
    book = load(str(path)).book
    assert book.concepts == {"medicine": {}, "region": {}, "hazard": {}}
    assert (book.facts, book.aftercare, book.alternatives) == ({}, {}, {})


def test_a_broken_entry_brings_no_complaint_about_what_refers_to_it(changed: Changed) -> None:
    with pytest.raises(InvalidRules) as found:
        changed(
            ("{title: A page, read: secondary,", "{title: A page, read: skimmed,"),
            ("  place: {practitioner: Localisation, patient: Where}", "  place: {practitioner: Localisation}"),
            (
                (
                    "{label: {practitioner: Anticoagulant, patient: Blood thinner}, after-stop: {time: 3 months, "
                    "source: blog, because: It has left the blood.}, say: I take a blood thinner.}"
                ),
                "[]",
            ),
            ("  face: the face", "  face: ''"),
            ("  pneumothorax: places over the lung", "  pneumothorax: []"),
            ("        disorder: {label: A bleeding disorder, say: I bleed for long.}", "        disorder:"),
            ("press-long: {for: [needling], replaces: [press], time", "press-long: {time"),
            ("{technique: cupping, say: Cups instead.,", "{technique: cupping, say: [],"),
        )
    lines = [line[line.index("rules.yaml:") :] for line in str(found.value).splitlines()]
    assert lines == [
        "rules.yaml:8:31: expected one of part, abstract, secondary, not re-read, judgement, not 'skimmed'",
        "rules.yaml:11:10: missing here: patient",
        "rules.yaml:13:18: expected entries of the form 'name: value' here",
        "rules.yaml:16:9: nothing is written here; fill it in or take the line out",
        "rules.yaml:19:17: expected entries of the form 'name: value' here",
        "rules.yaml:39:18: nothing is written here; fill it in or take the line out",
        "rules.yaml:58:35: expected one line of text here, not a list or further entries",
    ]


def test_the_book_that_comes_with_acucheck_is_whole(book: RuleBook) -> None:
    assert book.rules
