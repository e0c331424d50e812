"""Answers of an earlier day: what clears is lost, what adds counts as not sure, and all of it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from clinical_cases import cases, person_of
from conftest import HEALTHY, Changed, uncounted
from hypothesis import given
from hypothesis import strategies as st
from random_people import SHIPPED, SHIPPED_WORLD, SMALL_WORLD, random_answers, random_book, randoms
from schemas import strict
from test_properties import few, many
from typer.testing import CliRunner, Result

from acucheck import answers as answers_files
from acucheck import api, logic
from acucheck.answers.file_writing import as_tree
from acucheck.answers.keeping import NextVisit, next_visit
from acucheck.answers.old_answers import read_later
from acucheck.assess import assess
from acucheck.assess.engine.evidence import within
from acucheck.authoring.examples import DAY
from acucheck.cli import app
from acucheck.cli.commands.template import PEOPLE
from acucheck.located import Origin, read_node
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Answers,
    Cue,
    MatchStatus,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Quantity,
    Ticks,
    is_old,
)
from acucheck.model.book import Between, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level, Outcome, Side, Standing
from acucheck.model.report import Cell, Finding, Missing, QuestionState, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile

ON, NEXT_DAY, WEEKS_ON, MONTHS_ON, YEARS_ON = 0, 1, 21, 213, 1096
"""Days after an answer: the same; then past what holds for a day, within a course, past it, past what lasts."""

Later = Callable[[str, int], Answers]


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=text, prog_name="acucheck")


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.fixture(scope="session")
def later(vocabulary: Vocabulary) -> Later:
    """What answers in words, of DAY, count as so many days on."""

    def count(text: str, days: int) -> Answers:
        root = read_node(text, Origin("answers.yaml", private=True))
        assert root is not None
        told = answers_files.decode(root, vocabulary, DAY)
        counted, _ = read_later(told, DAY, after(days), vocabulary.book)
        return counted

    return count


def answer(answers: Answers, question: str) -> Answer | None:
    return answers.get(QuestionId(question))


def ticks(*maybe: str) -> Ticks:
    return Ticks(maybe=frozenset(maybe), old=True)


# What clears counts as not asked


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("danger: none", NEXT_DAY),
        ("guardian-agreed: [consents, stays, child-agrees]", NEXT_DAY),
        ("today: none", NEXT_DAY),
        ("pregnant: no", NEXT_DAY),
        ("bleeding: none", NEXT_DAY),
        ("medicines: none", NEXT_DAY),
        ("cancer-immune: none", NEXT_DAY),
        ("organs: none", YEARS_ON),
        ("devices: none", YEARS_ON),
        ("skin: none", MONTHS_ON),
        ("conditions: none", MONTHS_ON),
        ("easy-bleeding-checked: yes", MONTHS_ON),
        ("platelets-agreed: yes", NEXT_DAY),
        ("inr-in-range: yes", NEXT_DAY),
        ("joint-injection-when: months", NEXT_DAY),
        ("numb-where: none", MONTHS_ON),
    ],
)
def test_what_clears_counts_as_not_asked_when_it_is_too_old(later: Later, line: str, days: int) -> None:
    question = line.partition(":")[0]
    before = WEEKS_ON
    if days == NEXT_DAY:
        before = days - 1
    assert answer(later(line, days), question) is None
    assert answer(later(line, before), question) is not None


# What adds counts as not sure


def test_what_was_ticked_counts_as_not_sure_and_the_other_lines_as_not_asked(later: Later, book: RuleBook) -> None:
    counted = later("bleeding: [blood-thinner, maybe bleeding-disorder]", NEXT_DAY)
    assert answer(counted, "bleeding") == ticks("blood-thinner", "bleeding-disorder")
    report = assess(book, counted)
    assert standing(report, "anticoagulant") is Standing.ACTS
    assert {point.missing for point in report.open if point.question == "bleeding"} == {Missing.NOT_SURE}
    assert outcome_of(report, "bleeding") is Outcome.HELP  # by the lines that nobody has asked about again


@pytest.mark.parametrize("line", ["pregnant: yes", "pregnant: after-birth", "inr-in-range: no", "stroke-when: recent"])
def test_a_choice_that_a_rule_reads_counts_as_not_sure(later: Later, line: str) -> None:
    question, _, option = line.partition(": ")
    assert answer(later(line, NEXT_DAY), question) == ticks(option)


def test_a_name_counts_as_not_sure_and_the_rest_of_the_list_as_not_asked(later: Later, book: RuleBook) -> None:
    text = "medicines: [Eliquis 5 mg, maybe aspirin, stopped warfarin in 2015, tonic of roots, paracetamol]"
    counted = later(text, NEXT_DAY)
    names = answer(counted, "medicines")
    assert isinstance(names, Names)
    assert (names.old, names.complete) == (True, True)
    assert [(name.typed, name.taken, name.cue) for name in names.entries] == [
        ("Eliquis 5 mg", MatchStatus.MAYBE, Cue.OLD),
        ("aspirin", MatchStatus.MAYBE, Cue.UNSURE),
        ("stopped warfarin in 2015", MatchStatus.SET_ASIDE, None),
        ("tonic of roots", MatchStatus.UNRECOGNISED, None),
        ("paracetamol", MatchStatus.MAYBE, Cue.OLD),
    ]
    report = assess(book, counted)
    assert standing(report, "anticoagulant") is Standing.ACTS
    assert outcome_of(report, "medicines") is Outcome.HELP


def test_a_list_that_was_not_known_stays_so(later: Later) -> None:
    counted = later("medicines: [not sure]\nbleeding: not sure\nnumb-where: [not sure]", YEARS_ON)
    assert answer(counted, "medicines") == Names(complete=False, old=True)
    assert answer(counted, "bleeding") is NOT_SURE
    assert answer(counted, "numb-where") == Places(complete=False, old=True)


def test_a_place_is_kept_and_may_not_be_the_only_one(later: Later) -> None:
    places = answer(later("lymph-limb: [left arm]", YEARS_ON), "lymph-limb")
    assert isinstance(places, Places)
    assert ([place.id for place in places.entries], places.complete, places.old) == (["arm"], False, True)


@pytest.mark.parametrize(
    ("days", "by_now", "child", "adult"),
    [
        (WEEKS_ON, None, Standing.HOLDS, Standing.FAILS),
        (MONTHS_ON, (15.0, 16.0), Standing.ACTS, Standing.OPEN),
        (YEARS_ON, (15.0, 19.0), Standing.ACTS, Standing.OPEN),
    ],
)
def test_an_age_may_have_grown_by_the_time_that_has_passed(
    later: Later, days: int, by_now: tuple[float, float] | None, child: Standing, adult: Standing
) -> None:
    age = answer(later("age: 15", days), "age")
    assert age == Quantity("15", 15, by_now)
    for low, high, stands in ((0, 16, child), (16, 120, adult), (20, 120, Standing.FAILS)):
        assert within(age, Between(QuestionId("age"), low, high)) is stands


def test_a_number_of_any_other_unit_may_be_anything_by_now(changed: Changed) -> None:
    rules = changed(("unit: years", "unit: sessions"))
    told: Answers = {QuestionId("age"): Quantity("40", 40)}
    counted, _ = read_later(told, DAY, after(YEARS_ON), rules)
    sessions = answer(counted, "age")
    for low, high, stands in ((0, 5, Standing.OPEN), (40, 41, Standing.ACTS), (41, 120, Standing.OPEN)):
        assert within(sessions, Between(QuestionId("age"), low, high)) is stands


# The plan, and weeks of pregnancy


def test_the_plan_is_kept(later: Later) -> None:
    text = "plan: {manual needling: [LI4]}"
    assert answer(later(text, YEARS_ON), "plan") == answer(later(text, ON + 1), "plan")
    assert isinstance(answer(later(text, YEARS_ON), "plan"), Plan)


@pytest.mark.parametrize("written", ["24", "due 2026-04-23"])
def test_weeks_are_counted_on_and_so_is_a_due_date(later: Later, written: str) -> None:
    assert answer(later(f"pregnancy-weeks: {written}", WEEKS_ON), "pregnancy-weeks") == Quantity(
        "27+0", 27 * 7, (189, 189)
    )


def test_beyond_42_weeks_it_asks(later: Later, book: RuleBook) -> None:
    counted = later("pregnant: yes\npregnancy-weeks: 24\nplan: {manual needling: [LI4]}", MONTHS_ON)
    assert answer(counted, "pregnancy-weeks") == NoSuchWeek("24 on 2026-01-01", beyond=True, old=True)
    page = page_of(text="pregnant: yes\npregnancy-weeks: 24\ndate: 2026-01-01\n", as_of=after(MONTHS_ON))
    assert "'24 on 2026-01-01' cannot be right: is the date wrong, or is the baby born?" in page
    assert standing(assess(book, counted), "pregnancy-lying") is Standing.ACTS


def test_weeks_that_could_not_be_right_are_not_made_right_by_waiting(later: Later) -> None:
    assert answer(later("pregnancy-weeks: 0", WEEKS_ON), "pregnancy-weeks") == NoSuchWeek("0", beyond=False, old=True)


# How long answers hold


def test_an_answer_holds_on_the_last_day_that_the_rule_book_says_and_not_on_the_next(later: Later) -> None:
    for line, days in (("skin: none", 93), ("organs: none", 372)):
        question = line.partition(":")[0]
        assert answer(later(line, days), question) == Ticks()
        assert answer(later(line, days + 1), question) is None


def test_without_a_time_in_the_rule_book_answers_hold_on_their_own_day_only(changed: Changed, small: RuleBook) -> None:
    (keeps,) = [
        line
        for line in Path(__file__).with_name("broken").joinpath("rules.yaml").read_text().splitlines()
        if line.startswith("keeps:")
    ]
    rules = changed((keeps + "\n", ""))
    told: Answers = {QuestionId("bleeding"): Ticks()}
    assert read_later(told, DAY, after(NEXT_DAY), rules)[0] == {}
    assert read_later(told, DAY, after(NEXT_DAY), small)[0] == told


def test_a_follow_up_holds_no_longer_than_the_answer_by_which_it_was_asked(later: Later) -> None:
    text = (
        "bleeding: [easy-bleeding]\neasy-bleeding-checked: yes\ncancer-immune: [nodes-removed]\nlymph-limb: [left arm]"
    )
    counted = later(text, NEXT_DAY)
    assert set(counted) == {"bleeding", "cancer-immune", "lymph-limb"}
    assert is_old(answer(counted, "lymph-limb"))
    assert answer(later("easy-bleeding-checked: yes", NEXT_DAY), "easy-bleeding-checked") == Ticks(frozenset({"yes"}))


def test_what_was_confirmed_holds_and_nothing_else(vocabulary: Vocabulary) -> None:
    told = decoded(
        "medicines: [Eliquis]\nskin: none\norgans: none\npregnancy-weeks: 24\nbleeding: not sure", vocabulary
    )
    confirmed = {QuestionId("medicines"), QuestionId("skin"), QuestionId("pregnancy-weeks")}
    counted, earlier = read_later(told, DAY, after(WEEKS_ON), vocabulary.book, confirmed)
    assert earlier.since == {"organs": after(NEXT_DAY)}
    assert counted == {
        "medicines": told[QuestionId("medicines")],
        "skin": Ticks(),
        "pregnancy-weeks": Quantity("27+0", 189),
        "bleeding": NOT_SURE,
    }


@pytest.mark.parametrize(
    ("days", "visits"),
    [
        (ON, {"plan": "holds", "danger": "holds", "medicines": "confirm", "skin": "holds", "organs": "holds"}),
        (WEEKS_ON, {"plan": "today", "danger": "today", "medicines": "confirm", "skin": "holds", "organs": "holds"}),
        (MONTHS_ON, {"plan": "today", "danger": "today", "medicines": "too old", "skin": "too old", "organs": "holds"}),
    ],
)
def test_the_next_visit_knows_what_to_ask_what_to_read_out_and_what_to_have_confirmed(
    vocabulary: Vocabulary, days: int, visits: Mapping[str, str]
) -> None:
    text = "plan: {cupping: [BL23]}\ndanger: none\nmedicines: none\nskin: none\norgans: none"
    found = next_visit(decoded(text, vocabulary), DAY, after(days), vocabulary.book)
    assert found == {QuestionId(name): NextVisit(word) for name, word in visits.items()}


# Nothing that stood is lost


def test_an_answer_of_weight_behind_a_gate_that_was_denied_still_counts(later: Later, book: RuleBook) -> None:
    text = HEALTHY + "pregnancy-weeks: 24\ncancer-immune: none\nlymph-limb: [left arm]\n"
    text = text.replace("ST36", "LI4 left").replace("cancer-immune: none\norgans", "organs")
    on_the_day = assess(book, later(text, ON))
    assert {each.question for each in on_the_day.contradictions} == {"pregnant", "cancer-immune"}
    report = assess(book, later(text, NEXT_DAY))
    assert report.contradictions == ()
    for rule in ("pregnancy-points", "nodes-removed"):
        assert standing(on_the_day, rule) is Standing.HOLDS
        assert standing(report, rule) is Standing.ACTS


def test_what_acts_by_an_old_yes_is_not_lowered_as_what_was_never_known(later: Later, book: RuleBook) -> None:
    lowered = {rule.id: rule for rule in book.rules.values() if rule.if_not_known is not None}
    assert lowered.keys() == {"open-tuberculosis", "self-needling", "shingles"}
    on_the_day, report, unsure = (
        assess(book, counted)
        for counted in (
            later("lung-kind: [open-tuberculosis]\nheart-lungs: [lung-disease]\n", ON),
            later("lung-kind: [open-tuberculosis]\nheart-lungs: [lung-disease]\n", YEARS_ON),
            later("lung-kind: [maybe open-tuberculosis]\nheart-lungs: [lung-disease]\n", ON),
        )
    )
    levels = [finding_of(each, "open-tuberculosis").level for each in (on_the_day, report, unsure)]
    assert levels[1] >= min(levels[0], Level.REFER) > levels[2]


def people(rule_file: RuleFile, vocabulary: Vocabulary) -> Iterator[tuple[str, Answers, date]]:
    """Everybody of the cases, of the rule book's examples and of the example people, with the day of the answers."""
    for case in cases():
        told, day = person_of(case.values[0], rule_file.book, vocabulary)  # type: ignore[arg-type]
        yield str(case.id), told, day
    for rule, examples in rule_file.examples.items():
        for example in examples:
            node = example.fields(["given", "expect"], ["cells"])["given"]
            yield f"{rule}:{example.line}", answers_files.decode(node, vocabulary, DAY), DAY
    for path in PEOPLE.glob("*.yaml"):
        yield path.stem, decoded(path.read_text(encoding="utf-8"), vocabulary), DAY


@pytest.fixture(scope="session")
def everybody_told(rule_file: RuleFile, vocabulary: Vocabulary) -> list[tuple[str, Answers, date]]:
    with uncounted():
        return list(people(rule_file, vocabulary))


PARTS = 4


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("part", range(PARTS))
def test_what_stands_for_an_old_file_is_never_below_what_stood_on_its_day(
    part: int, rule_file: RuleFile, everybody_told: list[tuple[str, Answers, date]]
) -> None:
    assert len(everybody_told) > 2000
    for name, told, day in everybody_told[part::PARTS]:
        before, counted = assess(rule_file.book, told), told
        for days in (NEXT_DAY, WEEKS_ON, MONTHS_ON, YEARS_ON):
            known = counted
            counted, earlier = read_later(told, day, day + timedelta(days=days), rule_file.book)
            if counted != known:
                check_no_lower(before, assess(rule_file.book, counted, earlier), f"{name}, {days} days on")


def check_no_lower(before: Report, later: Report, name: str) -> None:
    """Nothing stands lower, but a session that is left out or needs help, which is to be asked about."""
    assert later.outcome.stands >= min(before.outcome.stands, Outcome.ASK), name
    assert later.outcome.worst >= min(before.outcome.worst, Outcome.ASK), name
    found = {finding.rule.id: finding for finding in later.findings}
    for finding in before.findings:
        still = found.get(finding.rule.id)
        if still is None and is_note_of_some_weeks(finding, before.book):
            continue  # the weeks of a pregnancy go on, and such a note is over
        if still is None and is_note_of_a_mild_choice(finding, before.book):
            continue  # a mild choice is asked again, and until then what it lifted stands
        assert still is not None, (name, finding.rule.id)
        least = Level.REFER if finding.outcome is Outcome.NOT_TODAY else finding.level
        assert still.level >= least, (name, finding.rule.id)
    cells = dict(by_place(later))
    for key, cell in by_place(before):
        least = Level.REFER if cell.outcome.stands is Outcome.NOT_TODAY else cell.level.stands
        assert key not in cells or cells[key].level.stands >= least, (name, key)
        assert key in cells or cell.level.stands < Level.REFER, (name, key)


def is_note_of_some_weeks(finding: Finding, book: RuleBook) -> bool:
    """Whether a finding asks for nothing, and is about a part of a pregnancy."""
    if finding.rule.when is None:
        return False
    read = [test.question for test in logic.tests(finding.rule.when, book.facts)]
    return finding.level <= Level.NOTE and QuestionId("pregnancy-weeks") in read


def is_note_of_a_mild_choice(finding: Finding, book: RuleBook) -> bool:
    """Whether a finding asks for nothing, and rests on a choice that clears."""
    when = finding.rule.when
    if not isinstance(when, Word) or finding.level > Level.NOTE:
        return False
    return when.words <= book.questions[when.question].clears


def by_place(report: Report) -> Iterator[tuple[tuple[str, str, str, Side | None], Cell]]:
    for line in report.techniques:
        for cell in (line.cell, *line.places):
            if cell.place is None:
                yield (cell.technique, cell.typed, "", None), cell
            else:
                yield (cell.technique, cell.typed, cell.place.typed, cell.place.side), cell


@pytest.mark.usefixtures("quick")
@many
@given(randoms, st.sampled_from([NEXT_DAY, WEEKS_ON, MONTHS_ON, YEARS_ON]))
def test_no_rule_of_any_book_stands_lower_for_an_old_file(chance: Random, days: int) -> None:
    """But by weeks that are counted on, and out of a range: the small book's weeks are left out."""
    book, told = random_book(chance), random_answers(chance, SMALL_WORLD)
    told.pop(QuestionId("weeks"), None)
    counted, earlier = read_later(told, DAY, after(days), book)
    before, later = assess(book, told), assess(book, counted, earlier)
    found = {finding.rule.id: finding for finding in later.findings}
    for finding in before.findings:
        least = Level.REFER if finding.outcome is Outcome.NOT_TODAY else finding.level
        assert finding.rule.id in found
        assert found[finding.rule.id].level >= least


@pytest.mark.usefixtures("quick")
@few
@given(randoms, st.sampled_from([NEXT_DAY, WEEKS_ON, MONTHS_ON, YEARS_ON]))
def test_nothing_of_the_shipped_book_stands_lower_for_an_old_file(chance: Random, days: int) -> None:
    told = random_answers(chance, SHIPPED_WORLD)
    counted, earlier = read_later(told, DAY, after(days), SHIPPED)
    check_no_lower(assess(SHIPPED, told), assess(SHIPPED, counted, earlier), "somebody")


# In files, pages and lists


OLD = """
date: 2026-01-01
answered-by: patient
bleeding: [blood-thinner]
medicines: [Eliquis 5 mg]
pregnant: no
age: 60
skin: none
plan: {manual needling: [ST36]}
"""


def page_of(*arguments: str, text: str, as_of: date) -> str:
    return " ".join(run("check", "-", "--as-of", as_of.isoformat(), *arguments, text=text).stdout.split())


@pytest.mark.parametrize("audience", ["practitioner", "patient"])
def test_the_page_says_what_is_too_old_and_of_which_day_it_is_and_the_plan(audience: str) -> None:
    page = page_of("--for", audience, text=OLD, as_of=after(MONTHS_ON))
    assert "ANSWERS OF 2026-01-01" in page
    assert "These count as not asked, as of 2026-01-01 and too old since 2026-04-05:" in page
    assert re.search(r"These count as not sure, as of 2026-01-01 and too old since 2026-01-02: .*Eliquis 5 mg", page)
    assert "It is that of 2026-01-01: manual needling (ST36)." in page
    assert "which is too long ago" in page
    assert page_of("--for", audience, text=OLD, as_of=DAY).find("ANSWERS OF") == -1


def test_a_patient_does_not_say_for_certain_what_was_so_on_an_earlier_day() -> None:
    text = "date: 2026-01-01\npregnant: yes\npregnancy-weeks: 24\nplan: {manual needling: [LI4]}"
    page = page_of("--for", "patient", text=text, as_of=after(WEEKS_ON))
    assert "It may be that I am pregnant." in page
    assert "I am 27 weeks pregnant" not in page
    assert "Weeks of pregnancy: 24, by now 27+0" in page


def test_json_says_what_is_too_old_and_since_when() -> None:
    result = run("check", "-", "--as-of", after(MONTHS_ON).isoformat(), "--format", "json", text=OLD)
    tree = json.loads(result.stdout)
    strict("report-1.json").validate(tree)
    assert {each["question"]: (each["since"], each["counts_as"]) for each in tree["too_old"]} == {
        "age": ("2026-04-05", "not sure"),
        "pregnant": ("2026-01-02", "not asked"),
        "bleeding": ("2026-01-02", "not sure"),
        "medicines": ("2026-01-02", "not sure"),
        "skin": ("2026-04-05", "not asked"),
    }
    assert tree["too_old"][-1] == {
        "question": "skin",
        "answer": "none",
        "answered": "2026-01-01",
        "since": "2026-04-05",
        "counts_as": "not asked",
    }
    states = {entry["question"]: (entry["state"], entry["answer"]) for entry in tree["ledger"]}
    assert states["skin"] == ("too old", "none")
    assert states["medicines"] == ("too old", "Eliquis 5 mg")
    assert {each["missing"] for each in tree["open"] if each["question"] == "skin"} == {"too old"}
    assert (result.exit_code, tree["record"]["date"]) == (20, "2026-01-01")


def line_of(person: Mapping[str, object], *arguments: str) -> Any:  # noqa: ANN401 - JSON is anything
    result = run("batch", "-", *arguments, text=json.dumps(person) + "\n")
    assert result.exit_code == 0
    line = json.loads(result.stdout)
    strict("record-1.json").validate(line)
    return line


def test_a_line_of_a_list_says_it_as_well() -> None:
    person = {"date": "2026-01-01", "skin": "none", "organs": ["diabetes"]}
    line = line_of(person, "--as-of", after(MONTHS_ON).isoformat())
    assert [each["question"] for each in line["too_old"]] == ["skin"]
    assert line_of(person, "--as-of", DAY.isoformat())["too_old"] == []
    summary = run("batch", "-", "--summary", "--as-of", after(MONTHS_ON).isoformat(), text=json.dumps(person)).stdout
    assert re.search(r"skin: .*too old +1", summary)


def test_an_undated_record_is_read_as_answered_on_the_day_of_the_check_and_says_so() -> None:
    undated = OLD.replace("date: 2026-01-01\n", "")
    page = page_of(text=undated, as_of=after(YEARS_ON))
    assert f"no day given, so taken as {after(YEARS_ON)}" in page
    assert "ANSWERS OF" not in page
    head = line_of({"skin": "none"}, "--as-of", "2026-05-01")["record"]
    assert (head["date"], head["as_of"]) == (None, "2026-05-01")
    by_itself = json.loads(run("check", "-", "--as-of", "2026-05-01", "--format", "json", text=undated).stdout)
    assert (by_itself["record"]["date"], by_itself["record"]["as_of"], by_itself["too_old"]) == (None, "2026-05-01", [])


def test_a_day_that_is_still_to_come_is_a_problem() -> None:
    result = run("check", "-", "--as-of", "2025-12-31", text=OLD)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "this day is still to come" in result.stderr
    listed = run("batch", "-", "--as-of", "2025-12-31", text=json.dumps({"date": "2026-01-01", "skin": "none"}))
    assert listed.exit_code == 3


def test_as_of_record_reads_each_record_on_its_own_day() -> None:
    own = run("check", "-", "--as-of", "record", text=OLD)
    assert own.stdout == run("check", "-", "--as-of", "2026-01-01", text=OLD).stdout
    first, second = {"date": "2026-01-01", "skin": "none"}, {"date": "2024-02-29", "skin": "none", "age": 30}
    for person in (first, second):
        assert line_of(person, "--as-of", "record") == line_of(person, "--as-of", str(person["date"]))
    text = f"{json.dumps(first)}\n{json.dumps(second)}\n"
    summary = json.loads(run("batch", "-", "--summary", "--format", "json", "--as-of", "record", text=text).stdout)
    strict("summary-1.json").validate(summary)
    assert summary["as_of"] is None


def test_as_of_record_reads_a_record_without_a_day_as_answered_today_and_refuses_one_still_to_come() -> None:
    page = run("check", "-", "--as-of", "record", text="skin: none\nage: 40\n").stdout
    assert f"no day given, so taken as {date.today()}" in " ".join(page.split())  # noqa: DTZ011 - as the command does
    assert run("check", "-", "--as-of", "record", text="date: 2999-01-01\nage: 40\n").exit_code == 3
    option = run("check", "-", "--as-of", "record", "--date", "2026-01-01", text="skin: none\nage: 40\n").stdout
    assert "Answered on 2026-01-01 Read as of 2026-01-01" in " ".join(option.split())


def test_what_is_to_be_filled_in_has_a_place_for_the_day() -> None:
    assert "\n#date: " in run("template").stdout
    assert "date" in run("template", "--format", "csv").stdout.splitlines()[0].split(",")


def test_from_python_a_date_among_the_answers_is_the_day_on_which_they_were_given() -> None:
    rulebook = api.load_rulebook()
    answers = {"date": "2026-01-01", "skin": "none", "organs": ["diabetes"]}
    report = api.assess(rulebook, answers, as_of=after(MONTHS_ON))
    assert report.earlier is not None
    assert set(report.earlier.since) == {"skin"}
    states = {entry.question: entry.state for entry in report.ledger}
    assert states[QuestionId("skin")] is QuestionState.TOO_OLD
    assert [each["question"] for each in api.as_record(report)["too_old"]] == ["skin"]
    with pytest.raises(api.NothingAnswered):
        api.assess(rulebook, {"date": "2026-01-01"})


@pytest.mark.parametrize("path", sorted(PEOPLE.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_people_have_no_day(path: Path) -> None:
    assert "date:" not in path.read_text(encoding="utf-8")


def decoded(text: str, vocabulary: Vocabulary) -> Answers:
    root = read_node(text, Origin("answers.yaml", private=True))
    assert root is not None
    return answers_files.decode(root, vocabulary, DAY)


def standing(report: Report, rule: str) -> Standing | None:
    return next((finding.standing for finding in report.findings if finding.rule.id == rule), None)


def finding_of(report: Report, rule: str) -> Finding:
    return next(finding for finding in report.findings if finding.rule.id == rule)


def outcome_of(report: Report, question: str) -> Outcome:
    return max(point.could_be for point in report.open if point.question == question)


def test_a_number_that_is_too_old_to_hold_is_written_as_not_sure(book: RuleBook) -> None:
    told: Answers = {QuestionId("age"): Quantity("34", 34, by_now=(34, 35))}
    assert as_tree(told, book)["age"] == "not sure"
