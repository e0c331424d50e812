"""A name never settles by itself which of two lines is so: in a list it can mean both, elsewhere it is asked.

A file cannot ask: there it counts as the milder line, and the graver one is not sure.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from keyboard import Person, Said
from phrases import PERSON, WRITTEN_ON

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.assess.told_apart import told_apart
from acucheck.errors import InvalidRules
from acucheck.interview import PromptKind, Who
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchStatus, Names
from acucheck.model.book import Milder
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load as load_rules

DOUBLED = [
    ("nerves-mind", "memory loss", "memory-loss", "cannot-agree"),
    ("nerves-mind", "dementia", "memory-loss", "cannot-agree"),
    ("nerves-mind", "Alzheimer's disease", "memory-loss", "cannot-agree"),
    ("nerves-mind", "depression", "mental-illness", "mood-worse"),
    ("nerves-mind", "bipolar", "mental-illness", "mood-worse"),
    ("heart-lungs", "AF", "stable-heart", "unstable-heart"),
    ("heart-lungs", "angina", "stable-heart", "unstable-heart"),
    ("heart-lungs", "heart failure", "stable-heart", "unstable-heart"),
    ("heart-lungs", "hypertension", "high-blood-pressure", "very-high-blood-pressure"),
    ("heart-lungs", "HTN", "high-blood-pressure", "very-high-blood-pressure"),
    ("today", "a cold", "catching-illness", "fever"),
]

SAYS_WHICH = [
    ("nerves-mind", "mild dementia", "memory-loss"),
    ("nerves-mind", "stable depression", "mental-illness"),
    ("heart-lungs", "stable angina", "stable-heart"),
    ("heart-lungs", "treated hypertension", "high-blood-pressure"),
    ("heart-lungs", "asthma", "asthma"),
    ("heart-lungs", "High blood pressure that is treated", "high-blood-pressure"),
]


@pytest.mark.parametrize(("question", "typed", "milder", "graver"), DOUBLED)
def test_in_a_list_it_can_mean_both_lines(
    question: str, typed: str, milder: str, graver: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary)
    prompt = person.until(question)
    keys = {choice.code: choice.key for choice in prompt.choices}
    again = person.talk.answer(typed)
    assert again.repeated
    assert question not in person.talk.state.tree()
    labels = {choice.code: choice.label for choice in prompt.choices}
    first, last = sorted((milder, graver), key=lambda line: int(keys[line]))
    lines = f"{keys[first]} ({labels[first]}) or {keys[last]} ({labels[last]})"
    both = f"'{typed}' can mean {lines}. Write the number."
    assert both in {notice.text for notice in again.notices}


@pytest.mark.parametrize(("question", "typed", "line"), SAYS_WHICH)
def test_a_name_that_says_which_line_is_meant_ticks_it(
    question: str, typed: str, line: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary)
    person.until(question)
    person.talk.answer(typed)
    assert person.talk.state.tree()[question] == [line]


def at_the_end(vocabulary: Vocabulary, typed: str, *keys: str, **said: Said) -> Person:
    """Somebody to whose mind *typed* comes at the last question."""
    person = Person(vocabulary, {"conditions": (typed, *keys), **said})
    person.until("conditions")
    for line in (typed, *keys):
        person.talk.answer(line)
    return person


@pytest.mark.parametrize(
    ("key", "ticked"),
    [
        ("1", ["memory-loss"]),
        ("2", ["cannot-agree", "memory-loss"]),
        ("u", ["memory-loss", "maybe cannot-agree"]),
    ],
)
def test_elsewhere_it_is_asked_which_line_is_so(key: str, ticked: Tree, vocabulary: Vocabulary) -> None:
    asked = at_the_end(vocabulary, "memory loss").talk.prompt
    assert asked.kind is PromptKind.CONFIRM
    assert asked.text == "'memory loss': which is so?"
    person = at_the_end(vocabulary, "memory loss", key)
    assert person.talk.state.tree()["nerves-mind"] == ticked
    told = [notice.text for notice in person.talk.prompt.notices]
    assert any(text.endswith("able to agree freely to the treatment") for text in told) is (key != "1")


def test_where_neither_is_so_it_is_asked_whether_the_name_is(vocabulary: Vocabulary) -> None:
    person = at_the_end(vocabulary, "memory loss", "0")
    assert "memory loss was named, but" in person.talk.prompt.text
    person.talk.answer("n")
    assert person.talk.state.tree()["nerves-mind"] == "none"


@pytest.mark.parametrize("line", ["memory-loss", "cannot-agree"])
def test_where_one_of_the_lines_is_ticked_nothing_is_asked(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"nerves-mind": [line]})
    person.until("conditions")
    prompt = person.talk.answer("dementia")
    assert not prompt.text.endswith("which is so?")


def test_a_list_that_is_not_sure_or_not_asked_yet_is_left_as_it_is(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"nerves-mind": "u"})
    person.until("medicines")
    assert person.talk.answer("dementia").question == "bleeding"
    person.until("conditions")
    assert person.talk.answer("AF, depression").text == "'AF': which is so?"
    person.talk.answer("1")
    assert person.talk.state.tree()["nerves-mind"] == "not sure"


def test_what_an_opening_line_names_is_marked_in_the_list_where_both_lines_stand(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"opening": "72 m, AF, dementia"}, Who.PRACTITIONER)
    prompt = person.until("heart-lungs")
    assert [choice.code for choice in prompt.choices if choice.known] == ["stable-heart"]
    assert not any("which is so?" in text for text in person.heard)


def told(vocabulary: Vocabulary, typed: str, **lists: Tree) -> dict[MatchStatus, frozenset[str]]:
    """What a name in a file is taken for beside *lists*: the lines of each status."""
    tree: dict[str, Tree] = {**PERSON, **{name.replace("_", "-"): said for name, said in lists.items()}}
    answers = decode(node_of({**tree, "conditions": [typed]}, Origin("graver", private=True)), vocabulary, WRITTEN_ON)
    answer = told_apart(vocabulary.book, answers)[QuestionId("conditions")]
    assert isinstance(answer, Names)
    return {name.taken: name.concepts for name in answer.entries}


@pytest.mark.parametrize(("question", "typed", "milder", "graver"), DOUBLED)
def test_in_a_file_it_counts_as_the_milder_line_and_may_be_the_graver_one(
    question: str, typed: str, milder: str, graver: str, vocabulary: Vocabulary
) -> None:
    taken = told(vocabulary, typed)
    assert f"{question}.{milder}" in taken[MatchStatus.RECOGNISED]
    assert taken[MatchStatus.AMBIGUOUS] == {f"{question}.{graver}"}


@pytest.mark.parametrize(("question", "typed", "line"), SAYS_WHICH)
def test_in_a_file_a_name_that_says_which_line_is_meant_is_that_line(
    question: str, typed: str, line: str, vocabulary: Vocabulary
) -> None:
    assert f"{question}.{line}" in told(vocabulary, typed).pop(MatchStatus.RECOGNISED)
    assert MatchStatus.AMBIGUOUS not in told(vocabulary, typed)


@pytest.mark.parametrize("line", ["memory-loss", "cannot-agree", "maybe cannot-agree"])
def test_in_a_file_a_tick_at_one_of_the_lines_settles_it(line: str, vocabulary: Vocabulary) -> None:
    assert set(told(vocabulary, "dementia", nerves_mind=[line])) == {MatchStatus.RECOGNISED}


def test_a_file_that_does_not_settle_it_asks_first(vocabulary: Vocabulary) -> None:
    tree = {**PERSON, "plan": {"manual needling": ["LI4"]}, "conditions": ["memory loss"]}
    answers = decode(node_of(tree, Origin("graver", private=True)), vocabulary, WRITTEN_ON)
    outcome = assess(vocabulary.book, answers).outcome
    assert (outcome.stands, outcome.worst) == (Outcome.ASK, Outcome.NOT_TODAY)


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
  skin: {ask: Skin?, answer: {many: {sore: Sore, open: Open}}, milder: {sore: {than: open}}, keeps: course}
rules:
  sore: {topic: t, title: Sore, risk: A risk., when: {skin: [sore, open]}, verdicts: {needling: caution},
    basis: judgement, sources: [s]}
"""


def test_which_line_is_milder_is_in_the_rule_book(tmp_path: Path) -> None:
    file = tmp_path / "book.yaml"
    file.write_text(BOOK, encoding="utf-8")
    assert load_rules(str(file)).book.questions[QuestionId("skin")].milder == {"sore": Milder("open", frozenset())}


@pytest.mark.parametrize(
    ("milder", "problem"),
    [
        ("{sore: {than: sore}}", "a line cannot be milder than itself"),
        ("{sore: {than: closed}}", "expected one of"),
        ("{dry: {than: open}}", "expected one of"),
        ("{sore: open}", "expected"),
    ],
)
def test_what_is_no_line_of_the_list_is_refused(tmp_path: Path, milder: str, problem: str) -> None:
    file = tmp_path / "book.yaml"
    file.write_text(BOOK.replace("milder: {sore: {than: open}}", f"milder: {milder}"), encoding="utf-8")
    with pytest.raises(InvalidRules, match=problem):
        load_rules(str(file))
