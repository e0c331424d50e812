"""The next visit: what still stands is read out and confirmed, what changes is asked, and nothing old is cleared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard import Person, Said, about
from patients import AT_HOME, AT_THE_DESK
from practices import clinic

from acucheck import answers as answers_files
from acucheck.answers import PersonAnswers
from acucheck.answers.file_writing import write
from acucheck.assess import assess
from acucheck.assess.engine import Conditions
from acucheck.interview import Ending, Interview, NoticeKind, Prompt, PromptKind, Who
from acucheck.interview.standing import standing_answers
from acucheck.located import Origin, read_node
from acucheck.model.answers import Answer, Names, Ticks
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Audience, Outcome, Standing
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json
from acucheck.render.as_text import as_text
from acucheck.rulebook import rule_book

SOON = DAY + timedelta(days=14)
MONTHS_LATER = DAY + timedelta(days=120)
STANDS: dict[str, Said] = {"standing": "yes", "plan": "as before"}
MOST_ASKED = {"a healthy adult": 6, "on two medicines": 9}
"""Lines that are waited for at the next visit, from the first question to the result."""

Saved = Callable[..., PersonAnswers]


@pytest.fixture
def saved(vocabulary: Vocabulary, tmp_path: Path) -> Saved:
    """What a file says when it is read on a later day: one that is given, or that of somebody who was interviewed."""

    def read(said: Mapping[str, Said] | str, as_of: date = SOON, who: Who = Who.SELF) -> PersonAnswers:
        path = tmp_path / "saved.yaml"
        path.write_text(said if isinstance(said, str) else interviewed(said, who, vocabulary), encoding="utf-8")
        return answers_files.load(str(path), vocabulary, as_of)

    return read


def interviewed(said: Mapping[str, Said], who: Who, vocabulary: Vocabulary) -> str:
    """The file of somebody who was interviewed."""
    person = Person(vocabulary, said, who)
    assert person.until_the_end() is Ending.ALL_ASKED
    return file_of(person.talk)


def file_of(talk: Interview) -> str:
    return write(talk.answers, talk.state.book, talk.state.head)


def back_again(
    last: PersonAnswers, vocabulary: Vocabulary, said: Mapping[str, Said], who: Who = Who.SELF, as_of: date = SOON
) -> Person:
    """The same person at a later visit."""
    person = Person(vocabulary, {**STANDS, **said}, who)
    person.talk = Interview(vocabulary, as_of, who, last)
    return person


def visited(last: PersonAnswers, vocabulary: Vocabulary, **said: Said) -> Person:
    """The same person after a whole visit."""
    person = back_again(last, vocabulary, said)
    assert person.until_the_end() is Ending.ALL_ASKED
    return person


def tree(person: Person) -> Mapping[str, object]:
    return person.talk.state.tree()


@pytest.mark.parametrize("who", MOST_ASKED)
def test_what_stands_is_confirmed_in_few_prompts(who: str, vocabulary: Vocabulary, saved: Saved) -> None:
    person = back_again(saved(AT_HOME[who]), vocabulary, AT_HOME[who] | STANDS)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.prompts <= MOST_ASKED[who]
    assert person.apart <= 4
    assert person.keys <= 30


@pytest.mark.parametrize("name", [*AT_HOME, *AT_THE_DESK])
def test_a_visit_at_which_nothing_has_changed_gives_the_report_of_a_whole_interview(
    name: str, vocabulary: Vocabulary, saved: Saved
) -> None:
    said, who = (AT_HOME[name], Who.SELF) if name in AT_HOME else (AT_THE_DESK[name], Who.PRACTITIONER)
    whole = Person(vocabulary, said, who)
    whole.until_the_end()
    person = back_again(saved(said, who=who), vocabulary, {**said, **STANDS}, who)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert len(person.asked) < len(whole.asked)
    assert as_json(person.talk.report(), Audience.PATIENT) == as_json(whole.talk.report(), Audience.PATIENT)


@pytest.mark.parametrize("name", AT_HOME)
def test_a_visit_that_is_saved_and_read_again_gives_the_same_json(
    name: str, vocabulary: Vocabulary, saved: Saved
) -> None:
    person = back_again(saved(AT_HOME[name], MONTHS_LATER), vocabulary, {**AT_HOME[name], **STANDS}, as_of=MONTHS_LATER)
    assert person.until_the_end() is Ending.ALL_ASKED
    text = file_of(person.talk)
    again = saved(text, MONTHS_LATER)
    assert again.head.day == MONTHS_LATER
    for audience in Audience:
        read = assess(vocabulary.book, again.answers, again.earlier)
        assert as_json(read, audience) == as_json(person.talk.report(), audience)
    assert write(again.answers, vocabulary.book, again.head) == text


def test_danger_signs_come_first_and_then_what_stands(vocabulary: Vocabulary, saved: Saved) -> None:
    person = visited(saved({}), vocabulary)
    assert person.asked == ["danger", "standing", "plan", "today", "pregnant", "review"]


def standing(person: Person) -> Prompt:
    """The prompt that reads out what stands."""
    prompt = person.until("standing")
    assert prompt.kind is PromptKind.STANDING
    return prompt


def test_medicines_bleeding_and_cancer_are_read_out_with_all_that_was_denied(
    vocabulary: Vocabulary, saved: Saved
) -> None:
    person = back_again(saved(AT_HOME["on two medicines"]), vocabulary, {})
    answers = {choice.code: choice.answer for choice in standing(person).choices}
    assert answers["medicines"] == "Eliquis 5 mg, metformin"
    bleeding = vocabulary.book.questions[QuestionId("bleeding")].options
    thinner, *others = [label.patient for label in bleeding.values()]
    assert answers["bleeding"] == f"{thinner}; none of: {'; '.join(others)}"
    assert answers["cancer-immune"].startswith("none of: ")
    assert answers["skin"] == "none"


def test_what_is_older_than_the_rule_book_says_is_asked_again(vocabulary: Vocabulary, saved: Saved) -> None:
    said: dict[str, Said] = {"heart-lungs": ["asthma"], "asthma-control": "not sure", "devices": ["pacemaker"]}
    last = saved({**said, "device-where": "left chest"}, MONTHS_LATER)
    person = back_again(last, vocabulary, said, as_of=MONTHS_LATER)
    assert [choice.code for choice in standing(person).choices] == ["devices", "device-where", "organs"]
    asked = person.until("heart-lungs")
    assert asked.last_visit == vocabulary.book.questions[QuestionId("heart-lungs")].options["asthma"].patient
    assert person.until("skin").last_visit == "", "a no is not suggested"
    assert standing_answers(person.talk.state) == []
    again = back_again(last, vocabulary, said, as_of=MONTHS_LATER)
    assert again.until("asthma-control").question == "asthma-control"


def test_what_has_changed_is_asked_and_its_follow_ups_are_forgotten(vocabulary: Vocabulary, saved: Saved) -> None:
    last = saved({"devices": ["pacemaker"], "device-where": "left chest"})
    person = visited(last, vocabulary, standing=(["devices"], "yes"), devices="none")
    assert person.asked[1:4] == ["standing", "devices", "standing"]
    assert tree(person)["devices"] == "none"
    assert "device-where" not in tree(person)
    earlier = person.talk.report().earlier
    assert earlier is not None
    assert earlier.changed == ("devices",)


def test_several_lines_are_changed_by_their_names_or_numbers(vocabulary: Vocabulary, saved: Saved) -> None:
    person = back_again(saved({}), vocabulary, {"skin": "none", "organs": "none"})
    standing(person)
    person.talk.answer("10?, Skin and allergies")
    assert about(person.talk.prompt) == "needles-before"
    person.talk.answer("0")
    assert about(person.talk.prompt) == "skin"
    person.talk.answer("b")
    assert about(person.talk.prompt) == "standing"


def test_back_from_what_stands_leads_to_the_question_before(vocabulary: Vocabulary, saved: Saved) -> None:
    person = visited(saved({}), vocabulary, danger=("none", "none"), standing=("b", "yes"))
    assert person.asked[:4] == ["danger", "standing", "danger", "standing"]


def test_a_danger_sign_that_comes_to_mind_is_still_told(vocabulary: Vocabulary, saved: Saved) -> None:
    person = back_again(saved({}), vocabulary, {"danger": ("none", ["chest-pain"], "right"), "standing": "b"})
    assert person.until_the_end() is Ending.URGENT


def test_not_sure_or_no_asks_all_of_it_again(vocabulary: Vocabulary, saved: Saved) -> None:
    for line in ("no", "u", "not sure"):
        person = visited(saved({}), vocabulary, standing=line)
        assert {"age", "medicines", "bleeding", "skin", "conditions"} <= set(person.asked)
        assert person.asked.count("standing") == 1


@pytest.mark.parametrize("line", ["", "99", "0", "x", "skin?"])
def test_a_line_that_says_nothing_of_what_stands_confirms_nothing(
    line: str, vocabulary: Vocabulary, saved: Saved
) -> None:
    person = back_again(saved({}), vocabulary, {})
    standing(person)
    again = person.talk.answer(line)
    assert (again.kind, again.repeated) == (PromptKind.STANDING, True)
    assert [notice.kind for notice in again.notices] == [NoticeKind.PROBLEM]
    assert list(tree(person)) == ["danger"]


def test_the_plan_of_the_last_visit_is_taken_by_one_key_with_its_places(vocabulary: Vocabulary, saved: Saved) -> None:
    said: dict[str, Said] = {"plan": ["manual-needling", "cupping"], "plan.manual-needling": "LI4, ST36"}
    person = visited(saved({**said, "plan.cupping": "not sure"}), vocabulary)
    assert tree(person)["plan"] == {"Thin needles": ["LI4", "ST36"], "Cupping": "not sure"}
    assert "Planned: Thin needles (LI4, ST36), Cupping (place not sure)" in person.text()
    for line in ("same", "as before", "Y"):
        assert visited(saved(said | {"plan.cupping": "u"}), vocabulary, plan=line).talk.state.techniques


def test_another_plan_is_asked_with_its_places(vocabulary: Vocabulary, saved: Saved) -> None:
    person = visited(saved({}), vocabulary, plan=["cupping"], **{"plan.cupping": "upper back"})
    assert tree(person)["plan"] == {"Cupping": ["upper back"]}


def test_a_plan_with_a_technique_that_is_not_known_cannot_be_the_same(vocabulary: Vocabulary, saved: Saved) -> None:
    last = saved("date: 2026-11-22\nplan: {cupping: [back], hopping: [LI4]}\ndanger: none\n")
    person = back_again(last, vocabulary, {"plan": ("y", ["cupping"]), "plan.cupping": "back"})
    prompt = person.until("plan")
    assert [choice.code for choice in prompt.special] == ["not sure"]
    assert prompt.last_visit == "cupping (back), hopping (LI4)"
    assert person.until_the_end() is Ending.ALL_ASKED
    assert tree(person)["plan"] == {"Cupping": ["back"]}


def test_without_a_last_visit_yes_is_no_plan(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("plan")
    assert person.talk.answer("y").repeated


PREGNANT: dict[str, Said] = {"age": "31", "pregnant": "yes", "pregnancy-weeks": "24"}


def test_weeks_are_counted_on_and_asked_with_what_they_are_by_now(vocabulary: Vocabulary, saved: Saved) -> None:
    person = back_again(saved(PREGNANT), vocabulary, PREGNANT | {"pregnancy-weeks": "26"})
    assert person.until("pregnancy-weeks").last_visit == "24; by now 26+0"


def test_what_is_not_so_any_more_takes_its_follow_ups_with_it(vocabulary: Vocabulary, saved: Saved) -> None:
    person = visited(saved(PREGNANT), vocabulary, pregnant="no")
    assert person.talk.answers.keys().isdisjoint({"pregnancy-weeks"})
    assert person.talk.report().contradictions == ()


# Nothing old is cleared


def test_on_the_screen_of_body_systems_a_list_with_an_old_tick_is_opened(vocabulary: Vocabulary, saved: Saved) -> None:
    said: dict[str, Said] = {"heart-lungs": ["asthma"], "asthma-control": "not sure", "devices": ["pacemaker"]}
    last = saved({**said, "device-where": "left chest"}, MONTHS_LATER, Who.PRACTITIONER)
    person = back_again(last, vocabulary, {**said, "body systems": "none"}, Who.PRACTITIONER, MONTHS_LATER)
    assert person.until_the_end() is Ending.ALL_ASKED
    screen = person.asked.index("body systems")
    assert person.asked.index("heart-lungs") > screen
    assert "devices" not in person.asked[screen:], "it was confirmed"
    assert tree(person)["devices"] == ["pacemaker", "no others on one line"]
    assert tree(person)["device-where"] == ["left chest"]


ILL: dict[str, Said] = {
    **AT_HOME["on two medicines"],
    "devices": ["pacemaker"],
    "device-where": "left chest",
    "medicines": "warfarin 3 mg",
}


def test_help_before_anything_is_confirmed_keeps_what_was_said_as_not_sure(
    vocabulary: Vocabulary, saved: Saved
) -> None:
    person = back_again(saved(ILL), vocabulary, {"danger": (["chest-pain"], "right")})
    assert person.until_the_end() is Ending.URGENT
    report = person.talk.report()
    assert report.outcome.stands is Outcome.HELP
    acting = {finding.rule.id: finding.standing for finding in report.findings}
    assert acting[RuleId("anticoagulant")] is Standing.ACTS
    page = as_text(report, Audience.PRACTITIONER, person.talk.state.head)
    assert "ANSWERS OF 2026-11-22" in page
    assert "It is that of 2026-11-22" in page
    again = saved(file_of(person.talk))
    read = assess(vocabulary.book, again.answers, again.earlier)
    assert acting.keys() <= named_in(read)
    assert again.answers[QuestionId("plan")] == person.talk.answers[QuestionId("plan")]


def test_help_that_was_a_mistake_goes_on_with_what_stands(vocabulary: Vocabulary, saved: Saved) -> None:
    said: dict[str, Said] = {"danger": (["chest-pain"], "right", "none"), "review": "danger"}
    person = back_again(saved({}), vocabulary, said)
    assert person.until_the_end() is Ending.URGENT
    person.talk.choose("change")
    assert person.until("standing").kind is PromptKind.STANDING
    assert about(person.talk.answer("b")) == "danger"
    assert about(person.talk.answer("b")) == "review"
    person.talk.answer("y")
    assert about(person.talk.prompt) == "standing"


def test_what_goes_against_another_answer_in_the_file_is_settled_when_it_is_confirmed(
    vocabulary: Vocabulary, saved: Saved
) -> None:
    last = saved("date: 2026-11-22\nbleeding: none\nmedicines: [warfarin]\n")
    person = visited(last, vocabulary, confirm=("tick",), plan="not sure")
    assert person.asked[1:3] == ["standing", "confirm"]
    assert tree(person)["bleeding"] == ["blood-thinner"]
    back = back_again(last, vocabulary, {})
    standing(back)
    back.talk.answer("y")
    assert about(back.talk.answer("b")) == "danger"
    assert list(tree(back)) == ["danger"]


def test_what_went_against_another_answer_then_is_asked_when_that_is_confirmed(
    vocabulary: Vocabulary, saved: Saved
) -> None:
    last = saved("date: 2026-11-22\nplan: {manual needling: [LI4]}\nage: 68\npregnant: yes\npregnancy-weeks: 12\n")
    person = back_again(last, vocabulary, {"pregnant": "no"})
    assert person.until("pregnant").last_visit == "Yes"
    acting = {finding.rule.id: finding.standing for finding in person.talk.report().findings}
    assert acting[RuleId("pregnancy-points")] is Standing.ACTS
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.answers.keys().isdisjoint({"pregnancy-weeks"})


def test_an_undated_file_is_confirmed_and_what_holds_for_a_day_is_asked(vocabulary: Vocabulary, saved: Saved) -> None:
    text = interviewed(AT_HOME["on two medicines"], Who.HELPER, vocabulary)
    last = saved("".join(line for line in text.splitlines(keepends=True) if not line.startswith("date:")))
    person = back_again(last, vocabulary, {})
    prompt = standing(person)
    assert prompt.text.startswith("These answers count again")
    assert {choice.code for choice in prompt.choices} >= {"medicines", "organs"}
    assert dict.fromkeys(choice.code for choice in prompt.choices).keys().isdisjoint({"thinner-now", "today"})
    assert "Answers, given by somebody helping." in person.talk.state.head.name + first_words(last, vocabulary)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert "thinner-now" in person.asked


def first_words(last: PersonAnswers, vocabulary: Vocabulary) -> str:
    """What is said before the first question."""
    return " ".join(notice.text for notice in Interview(vocabulary, SOON, Who.SELF, last).prompt.notices)


def test_it_is_said_whose_answers_they_are_and_of_which_day(vocabulary: Vocabulary, saved: Saved) -> None:
    head = "id: p-17\nname: Ann Lee\ndate: 2026-11-22\nanswered-by: practitioner\n"
    last = saved(f"{head}danger: none\nskin: none\n")
    assert first_words(last, vocabulary) == "Ann Lee: answers of 2026-11-22, given by the practitioner."
    person = back_again(last, vocabulary, {})
    person.until("plan")
    assert file_of(person.talk).startswith("id: p-17\nname: Ann Lee\ndate: '2026-12-06'\nanswered-by: patient\n")


def test_the_rest_of_an_interview_that_was_left_is_asked_on_the_same_day(vocabulary: Vocabulary, saved: Saved) -> None:
    first = Person(vocabulary)
    first.until("organs")
    person = back_again(saved(file_of(first.talk), DAY), vocabulary, {}, as_of=DAY)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.asked == [
        *["danger", "standing", "plan"],
        *["organs", "nerves-mind", "skin", "needles-before", "conditions", "review"],
    ]


def test_what_a_practice_asks_is_read_out_too(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(clinic(), encoding="utf-8")
    own = Vocabulary(rule_book(str(path)))
    extra = own.book.questions.keys() - rule_book().questions.keys()
    said: dict[str, Said] = {}
    file = tmp_path / "saved.yaml"
    file.write_text(interviewed(said, Who.SELF, own), encoding="utf-8")
    person = back_again(answers_files.load(str(file), own, SOON), own, said)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert extra & tree(person).keys()


def test_what_has_changed_stands_on_the_page_of_the_practitioner(vocabulary: Vocabulary, saved: Saved) -> None:
    said: dict[str, Said] = {"standing": (["medicines"], "yes"), "medicines": "warfarin", "confirm": ("tick",)}
    person = visited(saved({"medicines": "paracetamol"}), vocabulary, **said)
    head = person.talk.state.head
    page = as_text(person.talk.report(), Audience.PRACTITIONER, head)
    assert "CHANGED SINCE 2026-11-22" in page
    assert "Medicines: now warfarin; then paracetamol." in " ".join(page.split())
    assert "CHANGED" not in as_text(person.talk.report(), Audience.PATIENT, head)
    same = visited(saved({}), vocabulary)
    assert "CHANGED" not in as_text(same.talk.report(), Audience.PRACTITIONER, head)


@pytest.fixture(scope="session")
def first_visits(vocabulary: Vocabulary) -> Callable[[str], PersonAnswers]:
    """What somebody answered on the first day, asked once of each."""

    @cache
    def first_visit(who: str) -> PersonAnswers:
        person = Person(vocabulary, AT_HOME[who])
        person.until_the_end()
        return PersonAnswers(person.talk.state.head, person.talk.answers)

    return first_visit


REPLIES = ["0", "1", "1 2", "2?", "y", "n", "b", "3", "40", "5", "8", "u", "same", "34", "LI4, feet", "warfarin", "?"]


@pytest.mark.usefixtures("quick")
@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    lines=st.lists(st.sampled_from(REPLIES), max_size=25),
    who=st.sampled_from(["on two medicines", "pregnant", "on chemotherapy", "with a pacemaker"]),
    days=st.sampled_from([0, 14, 120, 500]),
)
def test_what_was_said_at_the_last_visit_acts_until_it_is_answered_anew(
    vocabulary: Vocabulary, first_visits: Callable[[str], PersonAnswers], lines: list[str], who: str, days: int
) -> None:
    last = first_visits(who)
    talk = Interview(vocabulary, DAY + timedelta(days=days), Who.SELF, last)
    for line in lines:
        talk.answer(line)
    today = {QuestionId(name): talk.answers[QuestionId(name)] for name in talk.state.tree()}
    conditions = Conditions(vocabulary.book, today)
    for name, answer in last.given.items():
        if name not in today and conditions.gate(name) is not Standing.FAILS:
            assert acts_on(talk.answers.get(name), answer), name
    acting = {finding.rule.id for finding in talk.report().findings}
    root = read_node(file_of(talk), Origin("saved.yaml"))
    if root is not None:
        again = answers_files.decode(root, vocabulary, DAY + timedelta(days=days))
        assert acting <= named_in(assess(vocabulary.book, again))


def named_in(report: Report) -> set[RuleId]:
    """The rules that a report names, as findings or in what is still open."""
    return {finding.rule.id for finding in report.findings} | {rule for point in report.open for rule in point.rules}


def acts_on(now: Answer | None, then: Answer) -> bool:
    """Whether what is left of an answer has all that was a yes in it."""
    if isinstance(then, Ticks) and then.yes - {"no"}:
        return isinstance(now, Ticks) and now.maybe >= then.yes
    if isinstance(then, Names) and then.entries:
        return isinstance(now, Names) and len(now.entries) == len(then.entries)
    return True
