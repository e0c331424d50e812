"""The interview: what is asked, what an answer is, and what comes of changing one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import msgspec
import pytest
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard import HEALTHY, Left, Person, Reply, Said, about
from patients import AT_HOME, AT_THE_DESK

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.interview import Ending, Interview, NoSuchChoice, NoticeKind, Prompt, PromptKind, Who
from acucheck.interview.interview_state import Step
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import answer_tree
from acucheck.interview.wording import changed, weeks
from acucheck.located import Origin, read_node
from acucheck.located.yaml_writing import write_yaml
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json

MOST_ASKED = {
    "a healthy adult": 16,
    "on two medicines": 17,
    "pregnant": 18,
    "on chemotherapy": 19,
    "with a pacemaker": 17,
    "afraid of needles": 16,
}
"""Lines that are waited for, from the first question to the result."""

IN_THEIR_LISTS = {"cancer-treatment-kind", "phobia"}
"""Follow-ups that a line of a list answers; on a later day they are asked by themselves."""


@pytest.mark.parametrize("who", AT_HOME)
def test_a_person_is_through_with_few_prompts_and_keys(who: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, AT_HOME[who])
    assert person.until_the_end() is Ending.ALL_ASKED
    assert set(AT_HOME[who]) - IN_THEIR_LISTS <= set(person.asked)
    assert person.prompts <= MOST_ASKED[who]
    assert person.apart <= 4
    assert person.keys <= 75


def test_a_healthy_adult_needs_at_most_forty_five_keys(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until_the_end()
    assert person.keys <= 45
    assert person.talk.outcome() is Outcome.NONE


@pytest.mark.parametrize(("who", "most"), [("a healthy adult", 700), *((who, 1000) for who in AT_THE_DESK)])
def test_a_practitioner_is_shown_few_words(who: str, most: int, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, AT_THE_DESK.get(who), Who.PRACTITIONER)
    assert person.until_the_end() is Ending.ALL_ASKED
    on_the_screen = {"needles-before", "devices"}
    assert set(AT_THE_DESK.get(who, {})) - IN_THEIR_LISTS - on_the_screen <= set(person.asked)
    assert person.words <= most


def test_medicines_come_before_the_lists_and_anything_else_comes_last(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until_the_end()
    lists = ["bleeding", "devices", "heart-lungs", "cancer-immune", "organs", "nerves-mind", "skin", "needles-before"]
    assert person.asked[-11:] == ["medicines", *lists, "conditions", "review"]


def test_a_condition_named_at_the_end_ticks_its_line(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"conditions": ("a stroke", "tick"), "stroke-when": "past"})
    person.until_the_end()
    assert person.talk.state.tree()["nerves-mind"] == ["stroke"]
    assert "stroke-when" in person.asked


def test_danger_signs_come_first_and_the_plan_second(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until_the_end()
    assert person.asked[:3] == ["danger", "plan", "plan.manual-needling"]


CHEST_PAIN: tuple[Reply, ...] = (["chest-pain"], "right")
"""The tick, and the key that confirms it."""


def test_an_urgent_sign_ends_the_questions_as_soon_as_it_is_confirmed(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": (["chest-pain"], "right")})
    assert person.until_the_end() is Ending.URGENT
    assert person.talk.outcome() is Outcome.HELP
    assert person.asked == ["danger", "danger", "conditions", "age", "medicines"]


def test_not_sure_about_a_danger_sign_goes_on(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": ["maybe chest-pain"]})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.outcome() is Outcome.ASK


WRONG = [
    "",
    "   ",
    "x",
    "yes",
    "99",
    "0 1",
    "5??",
    "?5",
    "-1",
    "1.5",
    "1\n2",
    "a" * 10_000,
    "N0",
    "B",
    "\x1b[A",
]


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_no_answer_records_nothing_and_asks_again(line: str, vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, DAY, Who.SELF)
    for _ in range(20):
        assert about(talk.answer(line)) == "danger"
    assert talk.state.tree() == {}
    assert talk.state.steps == []


def test_a_question_mark_explains_and_asks_again(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": ("?", "none")})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert "These need a doctor first." in person.text()


def test_what_is_ordinary_and_whom_to_call_stand_under_the_lists(vocabulary: Vocabulary) -> None:
    person, practitioner = Person(vocabulary), Person(vocabulary, who=Who.PRACTITIONER)
    assert "ring 112, 999, 911 or 000" in person.until("danger").note
    assert "ring 112, 999, 911 or 000" in practitioner.until("danger").note
    ordinary = "Ordinary acupuncture is the first line. Unknown is an answer too, if nobody told you."
    assert person.until("plan").note == ordinary
    assert person.talk.prompt.choices[0].code == "manual-needling"
    assert practitioner.until("plan").note == ""


def test_why_tells_how_to_find_out(vocabulary: Vocabulary) -> None:
    find_out = vocabulary.book.questions[QuestionId("pregnant")].find_out
    assert find_out is not None
    person = Person(vocabulary, {"pregnant": ("?", "no")})
    person.until_the_end()
    assert f"To find out: {find_out.patient}." in person.text()


def test_back_at_the_first_question_stays_there(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": ("b", "none")})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert "This is the first question." in person.text()


def back_to(person: Person, question: str) -> None:
    while about(person.talk.prompt) != question:
        person.answer("b")


def test_many_questions_back_and_changed_the_follow_ups_are_taken_back_with_it(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"pregnant": ("yes", "no"), "pregnancy-weeks": "12"})
    person.until("skin")
    back_to(person, "pregnant")
    assert person.until_the_end() is Ending.ALL_ASKED
    tree = person.talk.state.tree()
    assert tree["pregnant"] == "no"
    assert tree.keys().isdisjoint({"pregnancy-weeks", "maternity-team-agreed"})
    assert assess(vocabulary.book, person.talk.answers).contradictions == ()
    assert Step(QuestionId("pregnancy-weeks")) not in person.talk.state.steps


PREGNANT: dict[str, Said] = {"age": "31", "pregnancy-weeks": "12"}


def test_a_changed_answer_asks_again_what_rests_on_it_and_compares(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {**PREGNANT, "pregnant": ("yes", "could-be"), "review": ("yes", "pregnant", "yes")}
    person = Person(vocabulary, said)
    person.until_the_end()
    person.talk.choose("change")
    assert person.until_the_end() is Ending.ALL_ASKED
    assert "fertility" in person.asked
    assert changed(Outcome.CARE, Outcome.CARE) == "The outcome is still: go ahead with care."
    assert changed(Outcome.CARE, Outcome.CARE) in person.text()


def test_the_outcome_before_and_after_a_change_is_shown(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"today": ("none", ["exhausted"], ["alcohol-or-drugs"])}
    person = Person(vocabulary, {**said, "review": ("today", "yes", "today", "yes")})
    person.until_the_end()
    assert "outcome" not in person.text()  # nobody has seen one
    person.talk.choose("change")
    person.until_the_end()
    assert "Before: go ahead with care. Now: not today." in person.text()


def test_a_change_at_the_review_can_be_urgent(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": ("none", *CHEST_PAIN), "review": "danger"})
    assert person.until_the_end() is Ending.URGENT


def test_the_same_answer_again_asks_nothing_again(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {**PREGNANT, "pregnant": "yes", "review": ("pregnant", "yes")})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.asked[-3:] == ["review", "pregnant", "review"]


def test_back_at_the_review_goes_to_the_last_question(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"conditions": ("none", "asthma"), "review": ("b", "99", "", "yes")}
    person = Person(vocabulary, {**said, "heart-lungs": ["asthma"]})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["conditions"] == ["asthma"]
    assert "So far: none" in person.text()


def test_names_are_read_back(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, AT_HOME["on two medicines"])
    person.until_the_end()
    assert "Eliquis 5 mg = brand of apixaban, Blood thinner" in person.text()


def test_ticks_are_read_back(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"today": ["maybe fever", "nothing-eaten"]})
    person.until_the_end()
    assert "You said: Nothing eaten in the few hours before; maybe: Fever" in person.text()


def test_places_are_read_back_and_unknown_ones_named(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"plan.manual-needling": "LI4, the funny bone"})
    person.until_the_end()
    assert "LI4 Hegu" in person.text()
    assert "'the funny bone': not recognised" in person.text()


def test_an_unrecognised_name_opens_no_follow_up(vocabulary: Vocabulary) -> None:
    person, healthy = Person(vocabulary, {"medicines": "a tea"}), Person(vocabulary)
    assert person.until_the_end() is healthy.until_the_end() is Ending.ALL_ASKED
    assert person.asked == healthy.asked


def test_a_plan_that_is_not_known_asks_for_no_place(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"plan": "not sure"})
    person.until_the_end()
    assert person.talk.state.tree()["plan"] == "not sure"
    assert not any(name.startswith("plan.") for name in person.asked)


def test_a_place_that_is_asked_for_cannot_be_nowhere(vocabulary: Vocabulary) -> None:
    with pytest.raises(Again):
        answer_tree(vocabulary.book.questions[QuestionId("device-where")], "0", vocabulary, Audience.PATIENT)


@pytest.mark.parametrize(
    ("weeks", "asked"),
    [
        ("due 2020-01-01", "cannot be right: is the date wrong, or is the baby born?"),
        ("due 2029-01-01", "is the date wrong?"),
    ],
)
def test_weeks_that_cannot_be_right_are_questioned(weeks: str, asked: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"pregnant": "yes", "pregnancy-weeks": weeks})
    person.until_the_end()
    assert asked in person.text()


NEEDLES_AND_CUPS: dict[str, Said] = {
    "plan": ["manual-needling", "cupping"],
    "plan.manual-needling": "LI4",
    "plan.cupping": "upper back",
}


def test_same_is_no_place_for_the_first_technique(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("plan.manual-needling")
    (notice,) = person.answer("same").notices
    assert notice.text.startswith("There is no technique before this one.")


def test_what_may_be_planned_is_checked_as_if_it_were(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"plan": "needles, maybe cupping"})
    person.until_the_end()
    assert person.talk.state.techniques == ["manual-needling", "cupping"]
    assert "   Planned: Thin needles, Cupping\n   What is only possible is checked" in person.text()


def test_an_answer_in_words_is_read_back(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"today": "nope", "pregnant": "unsure", "devices": "dunno"})
    person.until_the_end()
    assert person.text().count("You said: not sure") == 2


@pytest.mark.parametrize("line", ["n", "no", "0", "none", "none of these"])
@pytest.mark.parametrize("question", ["danger", "today", "devices"])
def test_a_no_to_a_list_is_read_back_whichever_way_it_is_typed(
    question: str, line: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary, {question: line})
    person.until(question)
    after = person.answer(line)
    assert [notice.text for notice in after.notices] == ["You said: none"]


def test_a_due_date_is_read_back_as_weeks_and_days(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"pregnant": "yes", "pregnancy-weeks": "17 April 2027"})
    person.until_the_end()
    assert "That is 19 weeks and 1 day." in person.text()
    assert [weeks(days) for days in (7, 8, 16)] == ["1 week", "1 week and 1 day", "2 weeks and 2 days"]


def test_a_technique_reads_back_its_own_places_only(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, NEEDLES_AND_CUPS)
    person.until_the_end()
    assert person.text().count("LI4 Hegu") == 1


def test_the_review_is_in_the_order_of_the_questions_after_a_change(vocabulary: Vocabulary) -> None:
    changed: dict[str, Said] = {"plan": (["manual-needling"], ["manual-needling", "cupping"])}
    person = Person(vocabulary, {**NEEDLES_AND_CUPS, **changed, "review": ("plan", "yes")})
    person.until_the_end()
    assert person.talk.state.steps[1:4] == [
        Step(QuestionId("plan")),
        Step(QuestionId("plan"), TechniqueId("manual-needling")),
        Step(QuestionId("plan"), TechniqueId("cupping")),
    ]


def test_a_changed_plan_keeps_the_places_of_what_stays(vocabulary: Vocabulary) -> None:
    changed: dict[str, Said] = {
        "plan": (["manual-needling", "cupping"], ["manual-needling", "electroacupuncture"]),
        "plan.electroacupuncture": "ST36",
    }
    person = Person(vocabulary, {**NEEDLES_AND_CUPS, **changed, "review": ("plan", "yes")})
    person.until_the_end()
    assert person.talk.state.where == {"manual-needling": ["LI4"], "electroacupuncture": ["ST36"]}


@pytest.mark.parametrize("line", ["0", "x", "no"])
def test_something_is_planned_or_it_is_not_known(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"plan": line})
    with pytest.raises(Left, match="plan"):
        person.until_the_end()
    assert "plan" not in person.talk.state.tree()


@pytest.mark.parametrize("line", ["0", "LI4?", "y", ",", "x" * 500, "LI4, u"])
def test_a_planned_place_is_named_or_not_known(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"plan.manual-needling": line})
    with pytest.raises(Left, match=r"plan\.manual-needling"):
        person.until_the_end()
    assert person.talk.state.where == {}


@pytest.mark.parametrize("who", Who)
def test_who_answers_is_asked_when_not_said(who: Who, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"who": ("", "y", who.value)}, who=None)
    person.until_the_end()
    assert person.talk.who is who
    helped = "Answer for the person who will be treated" in person.text()
    assert helped is (who is Who.HELPER)
    assert (who.audience is Audience.PRACTITIONER) is (who is Who.PRACTITIONER)


def test_progress_never_says_less_than_what_comes(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, AT_HOME["pregnant"])
    person.until_the_end()
    totals = [int(line.split("]")[0].split("/")[-1].rstrip("+")) for line in person.heard if line.startswith("[")]
    assert totals == sorted(totals)
    assert totals[-1] == len(person.talk.state.steps)


def test_weeks_and_numbers_are_checked_like_a_file(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {
        "age": ("200", "soon", "31"),
        "pregnant": "yes",
        "pregnancy-weeks": ("many", "24+3"),
    }
    person = Person(vocabulary, said)
    person.until_the_end()
    assert person.talk.state.tree()["age"] == "31"
    assert person.talk.state.tree()["pregnancy-weeks"] == "24+3"
    assert "Expected years from 0 to 120." in person.text()


@pytest.mark.parametrize(
    ("question", "line", "tree"),
    [
        ("bleeding", "1 5?", ["blood-thinner", "maybe easy-bleeding"]),
        ("bleeding", "1,2", ["blood-thinner", "antiplatelet"]),
        ("bleeding", "0", "none"),
        ("bleeding", "u", "not sure"),
        ("pregnant", "Y", "yes"),
        ("pregnant", "3", "could-be"),
        ("pregnant", "0", "no"),
        ("pregnant", "Cannot be.", "no"),
        ("pregnant", "n/a", "no"),
        ("phobia", "0", "no"),
        ("medicines", "aspirin; warfarin?", ["aspirin", "maybe warfarin"]),
        ("medicines", "none", "none"),
        ("medicines", "warfarin, ?", ["warfarin", "not sure"]),
        ("medicines", "aspirin, U", ["aspirin", "not sure"]),
        ("medicines", "Eliquis 2,5 mg", ["Eliquis 2,5 mg"]),
        ("medicines", "Medrol 32 mg, finished, ACC", ["Medrol 32 mg, finished", "ACC"]),
        ("medicines", "Isotretinoin 2025, seit Maerz abgesetzt", ["Isotretinoin 2025, seit Maerz abgesetzt"]),
        ("medicines", "aspirin, stopped warfarin", ["aspirin", "stopped warfarin"]),
        ("medicines", "finished, aspirin", ["finished", "aspirin"]),
        ("conditions", "HCV, cured 2017, planned", ["HCV, cured 2017", "planned"]),
        ("medicines", "U", "not sure"),
        ("numb-where", "feet", ["feet"]),
        ("numb-where", "left foot, u", ["left foot", "not sure"]),
        ("age", " 34 ", "34"),
    ],
)
def test_a_line_becomes_what_an_answers_file_holds(
    question: str, line: str, tree: object, vocabulary: Vocabulary
) -> None:
    assert answer_tree(vocabulary.book.questions[QuestionId(question)], line, vocabulary, Audience.PATIENT) == tree


NOT_THEIRS = [
    "none",
    "nowhere, I have no cancer, it was my sister",
    "I have none of it",
    "it was my sister",
    "not mine",
]


@pytest.mark.parametrize("question", ["cancer-treatment-kind", "tumour-where"])
@pytest.mark.parametrize("line", NOT_THEIRS)
def test_who_has_nothing_of_it_is_told_to_go_back(question: str, line: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(Again, match="If you have none of it, go back and take it out"):
        answer_tree(vocabulary.book.questions[QuestionId(question)], line, vocabulary, Audience.PATIENT)


@pytest.mark.parametrize("line", ["y", "none else, left arm"])
def test_any_other_line_that_is_no_place_asks_for_one(line: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(Again, match="Write the places"):
        answer_tree(vocabulary.book.questions[QuestionId("tumour-where")], line, vocabulary, Audience.PATIENT)


@pytest.mark.parametrize("line", ["5", "yes please", "1 2"])
def test_a_choice_is_one_of_its_keys(line: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(Again, match="Write y, n, 3, 4, or u for not sure"):
        answer_tree(vocabulary.book.questions[QuestionId("pregnant")], line, vocabulary, Audience.PATIENT)


@pytest.mark.parametrize("line", ["y", "yes", "1, 2", " ? ", ",,", "0?"])
def test_a_key_is_no_medicine(line: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(Again):
        answer_tree(vocabulary.book.questions[QuestionId("medicines")], line, vocabulary, Audience.PATIENT)


# Prompts as data, for whatever drives the interview


def choose_all(talk: Interview, said: Mapping[str, Reply]) -> list[Prompt]:
    """Every prompt of an interview in which nothing is typed that could be chosen."""
    prompts = [talk.prompt]
    while talk.prompt.ending is None:
        reply = said.get(about(talk.prompt), HEALTHY.get(talk.prompt.kind, "not sure"))
        codes = {choice.code for choice in (*talk.prompt.choices, *talk.prompt.special)}
        chosen = isinstance(reply, list) or reply in codes
        prompts.append(talk.choose(reply) if chosen else talk.answer(str(reply)))
    return prompts


def test_every_kind_of_prompt_is_json_and_says_how_it_is_answered(vocabulary: Vocabulary) -> None:
    said: dict[str, Reply] = {
        "who": "helper",
        "pregnant": "yes",
        "devices": ["pacemaker", "maybe tube-or-stoma"],
        "today": ["nothing-eaten"],
    }
    prompts = choose_all(Interview(vocabulary, DAY), said)
    for prompt in prompts:
        assert msgspec.json.decode(msgspec.json.encode(prompt), type=Prompt) == prompt
        assert prompt.choices or prompt.special or prompt.takes or prompt.ending
        assert bool(prompt.hint) is (prompt.ending is None)
    assert {prompt.kind for prompt in prompts} == set(PromptKind) - {
        PromptKind.CONFIRM,
        PromptKind.WORDS,
        PromptKind.STANDING,
        PromptKind.OPENING,
    }
    asked = [prompt for prompt in prompts if prompt.question]
    assert all(prompt.progress and prompt.why for prompt in asked)
    (danger, *_) = asked
    assert [choice.code for choice in danger.choices] == list(vocabulary.book.questions[QuestionId("danger")].options)
    assert [choice.code for choice in danger.special] == ["none", "not sure"]


def test_what_an_answer_was_taken_for_comes_with_the_next_prompt(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"bleeding": ["blood-thinner"]})
    person.until("medicines")
    (notice,) = person.talk.answer("Eliquis").notices
    assert (notice.kind, "apixaban" in notice.text) == (NoticeKind.UNDERSTOOD, True)


def test_a_line_that_is_no_answer_says_why_and_repeats_the_prompt(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    asked = person.until("age")
    asked = msgspec.structs.replace(asked, notices=())
    again = person.talk.answer("many")
    assert again.repeated
    assert [notice.kind for notice in again.notices] == [NoticeKind.PROBLEM]
    assert msgspec.structs.replace(again, repeated=False, notices=()) == asked


def test_a_name_in_doubt_is_confirmed_by_a_prompt_of_its_question(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("medicines")
    prompt = person.talk.answer("perhaps warfarin")
    assert (prompt.kind, prompt.question) == (PromptKind.CONFIRM, "medicines")
    prompt = person.talk.choose("stopped")
    assert (prompt.kind, prompt.takes) == (PromptKind.WORDS, "A year, or a month and year")
    person.talk.answer("2015")
    assert person.talk.state.tree()["medicines"] == [{"name": "perhaps warfarin", "use": "stopped", "when": "2015"}]


@pytest.mark.parametrize("value", [[], ["no-such-line"], "yes", "maybe chest-pain", "0", ["chest-pain", "0"]])
def test_a_choice_that_a_prompt_does_not_have_answers_nothing(value: str | list[str], vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, DAY, Who.SELF)
    with pytest.raises(NoSuchChoice):
        talk.choose(value)
    assert talk.state.tree() == {}
    assert about(talk.prompt) == "danger"


def test_a_choice_of_one_is_not_in_doubt(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("pregnant")
    with pytest.raises(NoSuchChoice, match="maybe yes"):
        person.talk.choose(["maybe yes"])


def test_the_interview_needs_no_terminal() -> None:
    code = (
        "import sys, acucheck.interview; print([name for name in sys.modules if name.split('.')[0] in "
        "{'questionary', 'prompt_toolkit', 'rich', 'typer', 'termios', 'msvcrt'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Anybody


REPLIES = ["0", "1", "2", "3", "u", "y", "n", "1 2?", "34", "12", "LI4, feet", "warfarin 3 mg, a tea", "left foot", "b"]


@pytest.mark.usefixtures("quick")
@settings(max_examples=50, deadline=None, derandomize=True)
@given(lines=st.lists(st.sampled_from([*REPLIES, "?"]), max_size=400))
def test_for_fifty_people_the_saved_answers_give_the_same_report(vocabulary: Vocabulary, lines: list[str]) -> None:
    talk = Interview(vocabulary, DAY, Who.SELF)
    for line in lines:  # lines that fit some question; a wrong one is simply asked again
        talk.answer(line)
    tree = talk.state.tree()
    if not tree:
        return
    root = read_node(write_yaml(tree), Origin("saved.yaml"))
    assert root is not None
    again = decode(root, vocabulary, DAY)
    assert again == talk.answers
    for audience in Audience:
        live = assess(vocabulary.book, talk.answers)
        assert as_json(assess(vocabulary.book, again), audience) == as_json(live, audience)
