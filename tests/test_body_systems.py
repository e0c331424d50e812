"""Body systems on one screen: what a number and a no say there, what is recorded, and what stands in the rule book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import DAY, SETTING
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard import Person, Reply, Said

from acucheck.answers import decode, load
from acucheck.answers.file_writing import write
from acucheck.assess import assess
from acucheck.authoring.answers_schema import answers_schema
from acucheck.authoring.people_compared import as_asked_by
from acucheck.document.closing_points import entry
from acucheck.errors import InvalidFile, InvalidRules
from acucheck.interview import Prompt, PromptKind, Who
from acucheck.interview.interview_state import SYSTEMS
from acucheck.located import Origin, read_node
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answers, Head, Ticks
from acucheck.model.book import OneLine, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json
from acucheck.render.as_text import as_text
from acucheck.rulebook import load as load_rules

LISTS = ["bleeding", "devices", "heart-lungs", "cancer-immune", "organs", "nerves-mind", "skin", "needles-before"]
CHEST = "heart-lungs.thin-chest"


def practitioner(vocabulary: Vocabulary, screen: Said = "none", **said: Said) -> Person:
    """A practitioner who says *screen* to the screen of body systems, and *said* to other questions."""
    by_id = {name.replace("_", "-"): answer for name, answer in said.items()}
    return Person(vocabulary, {SYSTEMS: screen, **by_id}, Who.PRACTITIONER)


def interviewed(vocabulary: Vocabulary, screen: Said = "none", **said: Said) -> Person:
    person = practitioner(vocabulary, screen, **said)
    person.until_the_end()
    return person


def lists(person: Person) -> dict[str, Tree]:
    """What is recorded of the lists, but for those that were answered none on one line."""
    tree = person.talk.state.tree()
    return {name: tree[QuestionId(name)] for name in LISTS if tree[QuestionId(name)] != "none on one line"}


def test_a_plain_no_answers_every_list_on_one_line(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary)
    assert set(person.asked).isdisjoint(LISTS)
    assert lists(person) == {}
    assert person.talk.outcome() is Outcome.NONE


def test_the_patients_lists_stay_explicit(vocabulary: Vocabulary) -> None:
    for who in (Who.SELF, Who.HELPER):
        person = Person(vocabulary, who=who)
        person.until_the_end()
        assert set(LISTS) <= set(person.asked)
        assert SYSTEMS not in person.asked
        assert person.talk.state.tree()[QuestionId("skin")] == "none"


def test_page_and_file_say_that_it_was_answered_on_one_line(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary, [CHEST])
    talk = person.talk
    report = assess(talk.state.book, talk.answers)
    page = " ".join(as_text(report, Audience.PRACTITIONER, Head(as_of=DAY)).split())
    assert "Skin. Needle trouble. Answered on one line." in page
    assert "very thin over the chest; no others, answered on one line" in page
    saved = write(talk.answers, talk.state.book, talk.state.head)
    assert "skin: none on one line" in saved
    assert "heart-lungs: [thin-chest, no others on one line]" in saved


@pytest.mark.parametrize("screen", ["none", [CHEST], [f"maybe {CHEST}"], ["skin"], "not sure"])
def test_a_saved_visit_gives_the_same_json_when_it_is_read_again(
    vocabulary: Vocabulary, tmp_path: Path, screen: Said
) -> None:
    talk = interviewed(vocabulary, screen, skin=["scars"], skin_place="left knee", scar_kind="flat").talk
    file = tmp_path / "visit.yaml"
    file.write_text(write(talk.answers, talk.state.book, talk.state.head), encoding="utf-8")
    read = load(str(file), vocabulary, DAY)
    head = Head(day=DAY, writer=talk.state.setting.writer, as_of=DAY)
    now = as_json(assess(vocabulary.book, talk.answers), Audience.PRACTITIONER, head)
    assert read.answers == talk.answers
    assert as_json(assess(vocabulary.book, read.answers), Audience.PRACTITIONER, read.head) == now


def test_a_number_opens_its_list(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary, "12 15", heart_lungs=["asthma"], asthma_control="controlled")
    assert [name for name in person.asked if name in LISTS] == ["heart-lungs", "nerves-mind"]
    assert lists(person) == {"heart-lungs": ["asthma"], "nerves-mind": "none"}
    assert "Opened: " not in person.text()


def test_a_list_that_is_opened_by_a_word_is_read_back(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary, "asthma, 15", heart_lungs=["asthma"], asthma_control="controlled")
    assert "Opened: Heart, lungs; Nerves, mind." in person.text()


def test_an_unsure_number_opens_its_list_too(vocabulary: Vocabulary) -> None:
    assert lists(interviewed(vocabulary, "11?", devices="not sure")) == {"devices": "not sure"}


@pytest.mark.parametrize(
    ("screen", "recorded"),
    [
        ([CHEST], ["thin-chest", "no others on one line"]),
        ([f"maybe {CHEST}"], ["maybe thin-chest", "no others on one line"]),
    ],
)
def test_an_option_that_no_line_covers_is_answered_by_itself(
    vocabulary: Vocabulary, screen: Reply, recorded: Tree
) -> None:
    person = interviewed(vocabulary, screen)
    assert lists(person) == {"heart-lungs": recorded}
    assert "heart-lungs" not in person.asked
    assert "You said: " in person.text()


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [
        ("none", ["thin-chest"]),
        (["asthma"], ["asthma", "thin-chest"]),
        (["maybe thin-chest"], ["maybe thin-chest"]),
        ("y", ["thin-chest"]),
        (("not sure", ["raynaud"]), ["raynaud", "thin-chest"]),
    ],
)
def test_what_was_ticked_of_a_list_that_is_opened_stays_ticked(
    vocabulary: Vocabulary, answer: Said, recorded: Tree
) -> None:
    person = interviewed(vocabulary, ["heart-lungs", CHEST], heart_lungs=answer, asthma_control="controlled")
    assert lists(person) == {"heart-lungs": recorded}


def test_what_was_denied_on_the_screen_by_itself_is_not_asked_again_in_its_list(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, ["nerves-mind", "nerves-mind.glaucoma"], nerves_mind="0")
    alone = {"cannot-agree", "cannot-hold-still", "needs-interpreter", "frail"}
    listed = {choice.code for choice in person.until("nerves-mind").choices}
    assert alone.isdisjoint(listed)
    assert "glaucoma" in listed
    person.until("review")
    assert lists(person) == {"nerves-mind": ["glaucoma"]}
    person.answer("nerves-mind")
    assert alone < {choice.code for choice in person.talk.prompt.choices}


def test_after_not_sure_about_the_screen_an_opened_list_asks_for_everything(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"medicines": "asthma", SYSTEMS: "u"}
    person = Person(vocabulary, said, Who.PRACTITIONER)
    assert "thin-chest" in {choice.code for choice in person.until("heart-lungs").choices}


@pytest.mark.parametrize(("line", "recorded"), [("1", "pacemaker"), ("pacemaker", "pacemaker"), ("2", "icd")])
def test_a_pacemaker_stands_on_the_screen_by_itself_before_all_others(
    line: str, recorded: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary, {"plan": ["electroacupuncture"]}, Who.PRACTITIONER)
    screen = person.until(SYSTEMS)
    assert [choice.label for choice in screen.choices[:2]] == ["Pacemaker", "Defibrillator (ICD)"]
    person.answer(line)
    assert person.talk.state.tree()["devices"] == [recorded, "no others on one line"]


def test_not_sure_about_the_screen_leaves_each_list_open_without_follow_ups(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "not sure")
    prompt = person.until("review")
    assert lists(person) == dict.fromkeys(LISTS, "not sure")
    assert "; Bleeding; Devices;" in prompt.note
    offered = {choice.code for choice in prompt.choices}
    assert offered >= {*LISTS, SYSTEMS}


@pytest.mark.parametrize(
    ("line", "recorded"),
    [
        ("no", {}),
        ("None.", {}),
        ("organs", {"organs": "none"}),
        ("asthma", {"heart-lungs": "none"}),
        ("skin and bleeding", {"bleeding": "none", "skin": "none"}),
        ("glaucoma", {"nerves-mind": ["glaucoma", "no others on one line"]}),
        ("a language barrier", {"nerves-mind": ["needs-interpreter", "no others on one line"]}),
        ("first acupuncture ever", {"needles-before": ["first-time", "no others on one line"]}),
    ],
)
def test_words_count_on_the_screen_where_they_say_one_thing(
    vocabulary: Vocabulary, line: str, recorded: dict[str, Tree]
) -> None:
    assert lists(interviewed(vocabulary, line)) == recorded


@pytest.mark.parametrize("line", ["y", "yes", "18", "0 3", "nobody knows", "3 3?", "", "metformin and a dog"])
def test_what_is_no_answer_to_the_screen_is_asked_again(vocabulary: Vocabulary, line: str) -> None:
    person = practitioner(vocabulary)
    person.until(SYSTEMS)
    before = person.talk.state.tree()
    prompt = person.talk.answer(line)
    assert prompt.repeated
    assert person.talk.state.tree() == before


def test_a_list_in_which_something_was_named_is_opened_whatever_is_answered(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary, "none", medicines="apixaban 5 mg", bleeding="none")
    assert "bleeding" in person.asked
    assert lists(person) == {"bleeding": ["blood-thinner"]}
    assert "0 none of the others" in person.text()
    assert "* was named before. What was named before counts in any case." in person.text()


def test_back_leads_to_the_screen_and_the_screen_can_be_answered_anew(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "12 15", heart_lungs=["asthma"], asthma_control="controlled")
    person.until("nerves-mind")
    for expected in ("asthma-control", "heart-lungs", SYSTEMS):
        assert person.talk.answer("b").question == expected
    assert person.talk.prompt.so_far == "none in the other lists"
    assert [choice.code for choice in person.talk.prompt.choices if choice.known] == ["heart-lungs"]
    person.talk.answer("0")
    person.until("review")
    assert lists(person) == {"heart-lungs": ["asthma"]}


def test_a_list_that_was_opened_for_nothing_can_be_closed_again(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, ["skin"])
    person.until("conditions")
    assert lists(person) == {"skin": "none"}
    person.talk.answer("b")
    person.talk.answer("b")
    person.talk.answer("0")
    review = person.until("review")
    assert lists(person) == {}
    assert "skin" not in {choice.code for choice in review.choices}


def test_a_list_is_changed_at_the_review_line_by_line(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, [CHEST])
    person.until("review")
    prompt = person.talk.choose("heart-lungs")
    assert prompt.kind is PromptKind.MANY
    assert prompt.so_far == "Marked kyphoscoliosis, or very thin over the chest"
    person.talk.answer("0")
    assert lists(person) == {"heart-lungs": "none"}


def test_the_screen_is_one_line_of_the_review_and_can_be_changed_there(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "not sure")
    prompt = person.until("review")
    assert [choice.answer for choice in prompt.choices if choice.code == SYSTEMS] == ["not sure"]
    person.talk.choose(SYSTEMS)
    prompt = person.talk.answer("0")
    [line] = [choice for choice in prompt.choices if choice.code == SYSTEMS]
    assert line.label == "On one line"
    assert line.answer == "none in any list"
    assert prompt.note.endswith("Left open, and can be answered here: Manual needling, where.")


def test_a_screen_of_which_every_list_was_opened_says_so_in_the_review(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, LISTS)
    prompt = person.until("review")
    assert [choice.answer for choice in prompt.choices if choice.code == SYSTEMS] == ["each list by itself"]


def test_a_condition_named_at_the_end_ticks_its_line_in_a_list_answered_on_one_line(vocabulary: Vocabulary) -> None:
    person = interviewed(vocabulary, conditions=("a stroke", "tick"), stroke_when="past")
    assert lists(person) == {"nerves-mind": ["stroke", "no others on one line"]}


def test_the_screen_explains_itself(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary)
    person.until(SYSTEMS)
    said = [notice.text for notice in person.talk.answer("?").notices]
    assert said[1].startswith("A no on this screen is a no to everything that its line names")


def replies(prompt: Prompt) -> st.SearchStrategy[Reply]:
    """Anything that can be chosen at a prompt."""
    special: list[Reply] = [choice.code for choice in prompt.special]
    codes: list[Reply] = [choice.code for choice in prompt.choices]
    if prompt.kind is not PromptKind.MANY:
        return st.sampled_from([*codes, *special])
    marked = st.sampled_from(["", "maybe "])
    line = st.builds(str.__add__, marked, st.sampled_from([choice.code for choice in prompt.choices]))
    several = st.lists(line, min_size=1, max_size=4, unique_by=lambda code: code.removeprefix("maybe "))
    return st.sampled_from(special) | several


@pytest.mark.usefixtures("quick")
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_on_the_screen_is_milder_than_none_to_each_list(vocabulary: Vocabulary, data: st.DataObject) -> None:
    medicines = data.draw(st.sampled_from(["none", "apixaban", "prednisolone, insulin"]))
    person = practitioner(vocabulary, plan=["manual-needling", "cupping"], medicines=medicines)
    prompt = person.until(SYSTEMS)
    denied: dict[str, Tree] = {**person.talk.state.tree(), **dict.fromkeys(LISTS, "none")}
    while prompt.kind is not PromptKind.REVIEW and prompt.ending is None:
        prompt = person.talk.choose(data.draw(replies(prompt)))
    none = decode(node_of(denied, Origin("answers")), vocabulary, DAY)
    assert person.talk.outcome() >= assess(vocabulary.book, none).outcome.stands


BOOK = """
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  organs:
    ask: Organs?
    answer: {many: {diabetes: Sugar illness, cirrhosis: {label: Liver illness, short: Liver}, hernia: Hernia}}
    one-line: {ask: Sugar or liver?, covers: [diabetes, cirrhosis], alone: {hernia: A hernia}}
    keeps: course
  skin: {ask: Skin?, answer: {many: {sore: Sore}}, keeps: course}
rules:
  sugar: {topic: t, title: Sugar, risk: A risk., when: {organs: [diabetes, cirrhosis, hernia]}, basis: judgement,
    verdicts: {needling: caution}, sources: [s]}
  sore: {topic: t, title: Sore, risk: A risk., when: {skin: sore}, verdicts: {needling: caution}, basis: judgement,
    sources: [s]}
"""


def small(tmp_path: Path, old: str = "", new: str = "") -> RuleBook:
    assert old in BOOK
    file = tmp_path / "book.yaml"
    file.write_text(BOOK.replace(old, new) if old else BOOK, encoding="utf-8")
    return load_rules(str(file)).book


def test_a_list_has_one_line_in_the_rule_book(tmp_path: Path) -> None:
    organs = small(tmp_path).questions[QuestionId("organs")]
    assert organs.one_line == OneLine("Sugar or liver?", frozenset({"diabetes", "cirrhosis"}), {"hernia": "A hernia"})
    assert organs.listed("cirrhosis", Audience.PRACTITIONER) == "Liver"
    assert organs.listed("cirrhosis", Audience.PATIENT) == "Liver illness"
    assert organs.listed("hernia", Audience.PRACTITIONER) == "Hernia"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[diabetes, cirrhosis],", "[diabetes],", "a no to this line says nothing of cirrhosis; add it here or under"),
        (", alone: {hernia: A hernia}", "", "a no to this line says nothing of hernia; add it here or under 'alone'"),
        ("cirrhosis], alone", "hernia, cirrhosis], alone", "'hernia' stands alone as well; a line covers it or not"),
        ("covers: [diabetes, cirrhosis]", "covers: [diabetis, cirrhosis]", "did you mean 'diabetes'?"),
        ("alone: {hernia", "alone: {hernai", "did you mean 'hernia'?"),
        ("cirrhosis: {label", "cirrhosis: {if: {plan: needling}, label", "only a list that is for everybody"),
        ("    keeps: course\n  skin", "    if: {plan: needling}\n    keeps: course\n  skin", "only a list that is for"),
        ("{many: {sore: Sore}}", "yes-no, one-line: {ask: Skin?, covers: []}", "only a list that is for everybody"),
    ],
)
def test_a_line_that_leaves_an_option_out_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(InvalidRules) as refused:
        small(tmp_path, old, new)
    assert problem in str(refused.value)


def read(text: str, book: RuleBook) -> Answers:
    """The answers in some YAML."""
    node = read_node(text, Origin("answers"))
    assert node is not None
    return decode(node, Vocabulary(book), DAY)


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("none on one line", Ticks(on_one_line=True)),
        ("None on one line.", Ticks(on_one_line=True)),
        ("[hernia, no others on one line]", Ticks(frozenset({"hernia"}), on_one_line=True)),
        ("[maybe hernia, No others on one line]", Ticks(maybe=frozenset({"hernia"}), on_one_line=True)),
        ("no others on one line", Ticks(on_one_line=True)),
    ],
)
def test_an_answers_file_says_that_it_was_on_one_line(tmp_path: Path, text: str, ticks: Ticks) -> None:
    book = small(tmp_path)
    answers = read(f"organs: {text}", book)
    assert answers == {"organs": ticks}
    assert read(write(answers, book), book) == answers
    assert as_asked_by(answers, book, Vocabulary(book), SETTING) == answers


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("skin: none on one line", "1:7: each line of 'skin' is answered by itself; write sore"),
        ("skin: [no others on one line]", "1:8: each line of 'skin' is answered by itself; write sore"),
        ("organs: [hernia, none on one line]", "1:18: 'none' stands alone"),
    ],
)
def test_one_line_is_refused_where_there_is_none(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        read(text, small(tmp_path))
    assert problem in str(refused.value)


def test_the_schema_of_answers_has_one_line_where_there_is_one(tmp_path: Path) -> None:
    properties = json.dumps(answers_schema(small(tmp_path))["properties"])
    assert properties.count('"none on one line"') == properties.count('"no others on one line"') == 1


def test_what_would_close_a_contradiction_keeps_that_it_was_on_one_line(vocabulary: Vocabulary) -> None:
    node = read_node(
        "nerves-mind: [maybe frail, no others on one line]\nconditions: [pacemaker]\ndevices: none on one line",
        Origin("answers"),
    )
    assert node is not None
    report = assess(vocabulary.book, decode(node, vocabulary, DAY))
    written = {name: tree for point in report.open for name, tree in entry(point, report).items()}
    assert written["nerves-mind"] == ["<frail, where it is so>", "no others on one line"]
    assert written["devices"] == ["pacemaker", "no others on one line"]
