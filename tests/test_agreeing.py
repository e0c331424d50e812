"""A no to a list and words that agree with it are two witnesses: ruled out, somebody else's, feared, long past."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest
from conftest import DAY
from hypothesis import given
from hypothesis import strategies as st
from keyboard import Person
from msgspec.structs import replace
from phrases import FOLDER, Told, tell
from shipped_book import BOOK, check

from acucheck.assess.told_apart import told_apart
from acucheck.interview.held_open import held_open
from acucheck.interview.opening_line import read_line
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Agreeing, Agreement, Answer, MatchStatus, Name, NameKind, Names, Ticks, Writer
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text

CONDITIONS = QuestionId("conditions")


class Line(NamedTuple):
    """A line of words, what it is about, and who writes it."""

    about: str
    writer: str
    typed: str
    how: str = ""


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return CachedVocabulary(BOOK)


def lines_that_agree() -> list[Line]:
    with (FOLDER / "agreeing-no.csv").open(encoding="utf-8", newline="") as stream:
        return [Line(row["question"], row["writer"], row["typed"], row["how"]) for row in csv.DictReader(stream)]


def lines_that_do_not() -> list[Line]:
    with (FOLDER / "no-that-is-none.csv").open(encoding="utf-8", newline="") as stream:
        return [Line(row["line"], row["writer"], row["typed"]) for row in csv.DictReader(stream)]


def names_told(told: Told) -> tuple[Name, ...]:
    answer = told.report.answers[CONDITIONS]
    assert isinstance(answer, Names)
    return answer.entries


def agreeing(names: tuple[Name, ...], line: Line) -> list[Name]:
    found: list[Name] = []
    for name in names:
        is_about = any(concept.startswith(f"{line.about}.") for concept in name.concepts)
        if is_about and name.agreeing is not None and name.agreeing.how.value == line.how:
            found.append(name)
    return found


@pytest.mark.parametrize("line", lines_that_agree(), ids=lambda line: line.typed)
def test_words_that_agree_with_a_no_set_a_name_aside(line: Line, words: Vocabulary) -> None:
    told = tell(words, "conditions", line.typed, line.writer)
    assert MatchStatus.SET_ASIDE in {name.taken for name in agreeing(names_told(told), line)}


@pytest.mark.parametrize(
    "typed",
    [
        "no current chest pain",
        "no recent chest pain/SOB",
        "no new weakness",
        "stroke june 2025 left side weak arm is worst leg I can walk with stick",
        "stroke 3/25, R hemiparesis UL>LL",
        "stroke 2023 left side weak",
    ],
)
def test_of_a_sign_that_is_not_there_now_or_is_what_stayed_no_danger_is_left(typed: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed, "practitioner")
    counting = [name for name in names_told(told) if name.taken is not MatchStatus.SET_ASIDE]
    assert not any(concept.startswith("danger.") for name in counting for concept in name.concepts)
    assert told.report.outcome.worst < Outcome.HELP


@pytest.mark.parametrize("answered", ["", "not sure"])
@pytest.mark.parametrize("line", lines_that_agree(), ids=lambda line: line.typed)
def test_without_that_no_nothing_is_milder_for_such_words(line: Line, answered: str, words: Vocabulary) -> None:
    lists: Mapping[str, Tree] = {line.about: answered}
    told = tell(words, "conditions", line.typed, line.writer, lists)
    assert MatchStatus.SET_ASIDE not in {name.taken for name in agreeing(names_told(told), line)}


@pytest.mark.parametrize("line", lines_that_do_not(), ids=lambda line: line.typed)
def test_a_no_that_is_none_leaves_the_name_as_it_is(line: Line, words: Vocabulary) -> None:
    told = tell(words, "conditions", line.typed, line.writer)
    about = [name for name in names_told(told) if line.about in name.concepts]
    assert about
    assert MatchStatus.SET_ASIDE not in {name.taken for name in about} or len(about) > 1


@pytest.mark.parametrize(
    "typed",
    ["stiff neck, never had asthma or diabetes", "sore, no asthma or epilepsy", "x, no asthma or epilepsy or diabetes"],
)
def test_a_no_holds_for_the_names_that_or_joins(typed: str, words: Vocabulary) -> None:
    names = [name for name in names_told(tell(words, "conditions", typed)) if name.agreeing is not None]
    assert len(names) == typed.count(" or ") + 1
    assert {name.taken for name in names} == {MatchStatus.SET_ASIDE}


@pytest.mark.parametrize(
    "typed",
    [
        "sore, asthma or diabetes",
        "sore, no asthma, or diabetes",
        "sore, no asthma and diabetes",
        "sore, no asthma, diabetes",
        "sore, no wheeze, or so, or diabetes",
        "sore, no asthma or diabetes since May",
        "sore, no asthma or diabetes yet",
        "sore, no asthma or diabetes, only a mild one",
        "sore, no asthma as such or diabetes",
    ],
)
def test_a_no_in_front_of_or_goes_no_further(typed: str, words: Vocabulary) -> None:
    about = [name for name in names_told(tell(words, "conditions", typed)) if "organs.diabetes" in name.concepts]
    assert about
    assert MatchStatus.SET_ASIDE not in {name.taken for name in about}


@pytest.mark.parametrize(
    "typed",
    [
        "L MCA infarct Sept 2025, R hemiparesis, Broca aphasia",
        "CVA 2023, R hemiplegia, dysphasia",
        "asthma, stroke 2024, dysarthria",
    ],
)
def test_what_an_old_stroke_left_is_no_new_one(typed: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed)
    assert told.report.outcome.worst < Outcome.HELP
    assert told.report.outcome.stands >= Outcome.CARE


@pytest.mark.parametrize(
    "typed",
    [
        "stroke 2024, new aphasia",
        "stroke 2024, aphasia again",
        "stroke 2024, hemiparesis worse",
        "stroke 2024, hemiparesis since yesterday",
        "stroke 2024, hemiparesis this morning",
        "stroke last month, aphasia",
        "stroke, aphasia",
        "asthma, aphasia",
        "heart attack 2019, aphasia",
        "TIA 2024, aphasia",
        "mini-stroke in 2022, hemiparesis",
        "stroke 2024, face drooping",
        "stroke 2024, slurred speech, weak arm",
        "heart attack 2019, chest pain",
    ],
)
def test_what_may_be_a_new_stroke_calls_for_help(typed: str, words: Vocabulary) -> None:
    assert tell(words, "conditions", typed).report.outcome.worst is Outcome.HELP


@pytest.mark.parametrize(
    "typed", ["chest infection in Oct, antibiotics, all clear now", "flu in October, cough, all gone now"]
)
def test_an_infection_and_its_treatment_are_over_together(typed: str, words: Vocabulary) -> None:
    assert tell(words, "conditions", typed).report.outcome.stands <= Outcome.CARE


@pytest.mark.parametrize(
    "typed",
    [
        "chest infection in Oct, antibiotics",
        "chest infection, antibiotics, nearly clear now",
        "chest infection, antibiotics, warfarin, all clear now",
    ],
)
def test_an_infection_that_is_not_said_to_be_over_counts(typed: str, words: Vocabulary) -> None:
    assert tell(words, "conditions", typed).report.outcome.worst is Outcome.NOT_TODAY


LINES = [f"{question.id}.{option}" for question in BOOK.questions.values() for option in question.options]
ANSWERS = st.dictionaries(
    st.sampled_from([question for question, asked in BOOK.questions.items() if asked.options]),
    st.builds(Ticks, maybe=st.just(frozenset({"fever", "stroke", "clot", "epilepsy", "diabetes", "chest-pain"}))),
)
NAMES = st.builds(
    Name,
    st.just("words"),
    st.sampled_from([MatchStatus.RECOGNISED, MatchStatus.MAYBE, MatchStatus.AMBIGUOUS]),
    concepts=st.frozensets(st.sampled_from(LINES), min_size=1, max_size=3),
    kind=st.just(NameKind.CONDITION),
    agreeing=st.builds(Agreeing, st.sampled_from(Agreement)),
)


def is_no(line: str, answers: Mapping[QuestionId, Answer]) -> bool:
    question, _, option = line.partition(".")
    answer = answers.get(QuestionId(question))
    return isinstance(answer, Ticks) and option not in answer.yes | answer.maybe


def counting(names: Answer) -> frozenset[str]:
    """The lines that names tick or may tick."""
    assert isinstance(names, Names)
    return frozenset[str]().union(*(each.concepts for each in names.entries if each.taken is not MatchStatus.SET_ASIDE))


@given(name=NAMES, answers=ANSWERS)
def test_only_a_no_to_a_line_lets_words_take_it_from_a_name(name: Name, answers: dict[QuestionId, Ticks]) -> None:
    told = told_apart(BOOK, {**answers, CONDITIONS: Names((name,))})
    without = told_apart(BOOK, {**answers, CONDITIONS: Names((replace(name, agreeing=None),))})
    asked = [line for line in name.concepts if BOOK.questions[QuestionId(line.partition(".")[0])].gate is None]
    open_lines = {line for line in asked if not is_no(line, answers)}
    assert counting(without[CONDITIONS]) & open_lines <= counting(told[CONDITIONS])


def test_words_that_deny_one_line_and_not_another_leave_that_one() -> None:
    told = "danger: none\nnerves-mind: [weak-bones]\nconditions: [no broken bones]"
    (name,) = check(told).names
    assert not any(line.startswith("danger.") for line in name.concepts)


@pytest.mark.parametrize("audience", Audience)
def test_the_page_says_what_was_set_aside_and_why(person: Callable[[str], Report], audience: Audience) -> None:
    page = as_text(person('nerves-mind: none\nconditions: ["EEG fine, stroke ruled out"]'), audience)
    assert "set aside, answered no, and typed as ruled out" in " ".join(page.split())


STOPPED = {
    '{name: isotretinoin, use: stopped, when: "March 2026"}': "said to be stopped, March 2026; it may still matter",
    "{name: isotretinoin, use: stopped}": "said to be stopped; it may still matter",
    "isotretinoin seit März abgesetzt": "it may have been stopped",
    "'Roaccutan, arrêté depuis mars'": "it may have been stopped",
}


@pytest.mark.parametrize("entry", STOPPED)
def test_nobody_is_told_to_go_on_with_what_was_stopped(entry: str, person: Callable[[str], Report]) -> None:
    report = person(f"medicines: [{entry}]\nplan: {{cupping: [upper back]}}")
    page = " ".join(as_text(report, Audience.PATIENT).split())
    assert STOPPED[entry] in page
    assert "Keep taking it" not in page
    assert "I take" not in page


def test_what_was_operated_on_is_not_said_not_to_be_so(person: Callable[[str], Report]) -> None:
    report = person("devices: none\nconditions: [{name: cataract op, use: not taken}]")
    assert "cataract op: set aside, what matters of it was answered no" in " ".join(
        as_text(report, Audience.PATIENT).split()
    )


def test_a_follow_up_that_a_no_closed_is_no_as_well(person: Callable[[str], Report]) -> None:
    line = 'conditions: ["broke my wrist at school, healed fine"]\nage: 45\ndanger: none'
    told = person(f"{line}\nnerves-mind: none").answers[CONDITIONS]
    open_still = person(f"{line}\nnerves-mind: not sure").answers[CONDITIONS]
    assert isinstance(told, Names)
    assert isinstance(open_still, Names)
    assert told.entries[0].taken is MatchStatus.SET_ASIDE
    assert open_still.entries[0].taken is not MatchStatus.SET_ASIDE


def test_of_a_sign_of_danger_what_the_time_does_not_end_is_left(person: Callable[[str], Report]) -> None:
    told = person('danger: none\nheart-lungs: none\nconditions: ["chest pain in 2019, gone since"]').answers[CONDITIONS]
    assert isinstance(told, Names)
    assert told.entries[0].concepts == {"heart-lungs.stable-heart"}


def test_maybe_in_front_of_an_entry_lets_nothing_agree(person: Callable[[str], Report]) -> None:
    told = person("nerves-mind: none\nconditions: [maybe stroke ruled out]").answers[CONDITIONS]
    assert isinstance(told, Names)
    assert told.entries[0].taken is MatchStatus.MAYBE


def entries_of(person: Person) -> list[tuple[str, MatchStatus]]:
    answer = person.talk.report().answers[CONDITIONS]
    assert isinstance(answer, Names)
    return [(name.typed, name.taken) for name in answer.entries]


def test_the_interview_does_not_ask_once_more_what_was_answered_no(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"conditions": "no tear in the knee, stroke ruled out"})
    person.until_the_end()
    assert person.asked.count("conditions") == 1
    assert ("stroke ruled out", MatchStatus.SET_ASIDE) in entries_of(person)


def test_what_stands_behind_a_comma_holds_a_name_open_in_the_interview_too(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"conditions": "DVT excluded in the left leg, right one still to be checked"})
    person.until_the_end()
    assert entries_of(person)[0] == ("DVT excluded in the left leg", MatchStatus.MAYBE)


def test_and_so_it_does_in_the_opening_line(vocabulary: Vocabulary) -> None:
    found = read_line("stroke excluded, still waiting for the scan", vocabulary, Setting(DAY, Writer.PRACTITIONER))
    assert found.conditions == ["maybe stroke excluded"]


@pytest.mark.parametrize("age", ["19", "not sure"])
def test_what_was_at_school_is_long_ago_for_a_grown_up_alone(person: Callable[[str], Report], age: str) -> None:
    told = person(f'age: {age}\nconditions: ["broke my wrist at school, healed fine"]').answers[CONDITIONS]
    assert isinstance(told, Names)
    assert told.entries[0].taken is MatchStatus.AMBIGUOUS


def test_names_that_agree_with_nothing_are_kept_as_they_were_typed(vocabulary: Vocabulary) -> None:
    typed = ["asthma", "stroke in 2019"]
    assert held_open(typed, ", ".join(typed), vocabulary, Setting(DAY)) == typed


def test_a_line_that_a_rule_book_does_not_have_is_never_over_and_not_about_today(vocabulary: Vocabulary) -> None:
    line = {"another-question.line"}
    assert not vocabulary.policy.may_be_over(line, "words")
    assert not vocabulary.policy.is_of_today(line)
