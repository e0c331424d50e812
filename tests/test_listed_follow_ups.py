"""Follow-ups that are answered in the list which opens them, by a line behind the one that opens them."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyboard import Person, Said

from acucheck.errors import InvalidRules
from acucheck.interview import Who
from acucheck.interview.listed_follow_ups import parted
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import InList, Wording
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load as load_rules

FEAR, CANCER = QuestionId("needles-before"), QuestionId("cancer-immune")
PHOBIA, KIND = QuestionId("phobia"), QuestionId("cancer-treatment-kind")


def answered(vocabulary: Vocabulary, question: str, said: Said, **other: Said) -> Person:
    """Somebody at home who has just answered one list, by the words of *said*."""
    by_id = {name.replace("_", "-"): each for name, each in other.items()}
    person = Person(vocabulary, {question: said, **by_id})
    person.until(question)
    person.answer(person.reply(person.talk.prompt))
    return person


@pytest.mark.parametrize(
    ("keys", "list_answer", "phobia"),
    [
        ("3", ["afraid"], "no"),
        ("4", ["afraid"], "yes"),
        ("3 4", ["afraid"], "yes"),
        ("4 3?", ["afraid"], "yes"),
        ("1, 3", ["first-time", "afraid"], "no"),
        ("4?", ["maybe afraid"], "not sure"),
        ("3 4?", ["afraid"], "not sure"),
        ("3? 4?", ["maybe afraid"], "not sure"),
        ("3?", ["maybe afraid"], None),
        ("very afraid of needles", ["afraid"], None),
        ("needle phobia", ["afraid"], None),
        ("so afraid of needles as to panic or pull away", ["afraid"], "yes"),
        ("1", ["first-time"], None),
        ("0", "none", None),
        ("u", "not sure", None),
    ],
)
def test_fear_of_needles_and_how_bad_it_is_are_one_prompt(
    vocabulary: Vocabulary, keys: str, list_answer: Tree, phobia: str | None
) -> None:
    """By a word alone, which does not show that the line behind was read, nothing is said of it."""
    person = answered(vocabulary, "needles-before", keys)
    tree = person.talk.state.tree()
    assert tree[FEAR] == list_answer
    assert tree.get(PHOBIA) == phobia
    asked_by_itself = phobia is None and isinstance(list_answer, list) and "afraid" in str(list_answer)
    assert (person.talk.prompt.question == PHOBIA) is asked_by_itself


@pytest.mark.parametrize(
    ("keys", "kind"), [("1", None), ("2", "hormones"), ("1 2", None), ("2?", "not sure"), ("1?", None)]
)
def test_which_cancer_treatment_it_is_clears_only_where_nothing_goes_against_it(
    vocabulary: Vocabulary, keys: str, kind: str | None
) -> None:
    person = answered(vocabulary, "cancer-immune", keys)
    assert person.talk.state.tree()[CANCER] == (["maybe cancer-treatment"] if "?" in keys else ["cancer-treatment"])
    assert person.talk.state.tree().get(KIND) == kind
    assert (person.talk.prompt.question == KIND) is (kind is None)


def test_what_stands_marked_and_is_taken_as_it_is_says_nothing_of_the_line_behind(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"opening": "needle phobia", "body systems": "0"}, Who.PRACTITIONER)
    person.until("needles-before")
    person.answer("y")
    assert person.talk.prompt.question == PHOBIA


def test_the_review_tells_it_by_the_line_that_was_chosen_and_it_changes_with_its_list(vocabulary: Vocabulary) -> None:
    person = answered(vocabulary, "needles-before", "4")
    person.until("review")
    rows = {choice.code: choice.answer for choice in person.talk.prompt.choices}
    assert [*rows][-2:] == ["needles-before", "conditions"]
    assert rows["needles-before"] == "So afraid of needles as to panic or pull away"
    person.answer("needles-before")
    person.answer("3")
    assert person.talk.state.tree()[PHOBIA] == "no"
    person.answer("needles-before")
    person.answer("1")
    assert PHOBIA not in person.talk.state.tree()


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
  skin: {ask: Skin?, answer: {many: {sore: Sore, dry: Dry}}, keeps: course}
  bad: {ask: Bad?, answer: yes-no, if: {skin: sore}, in-list: {yes: Very sore}, keeps: course}
rules:
  sore: {topic: t, title: Sore, risk: A risk., when: {bad: yes}, verdicts: {needling: caution}, basis: judgement,
    sources: [s]}
"""


def test_the_line_is_in_the_rule_book(tmp_path: Path) -> None:
    file = tmp_path / "book.yaml"
    file.write_text(BOOK, encoding="utf-8")
    listed = load_rules(str(file)).book.questions[QuestionId("bad")].in_list
    assert listed == InList(QuestionId("skin"), "sore", "yes", "no", Wording("Very sore", "Very sore"))


@pytest.mark.parametrize(
    ("gate", "line", "problem"),
    [
        ("{skin: [sore, dry]}", "{yes: Very sore}", "only a follow-up of two answers that one line of a list opens"),
        ("{any: [{skin: sore}, {skin: dry}]}", "{yes: Very sore}", "only a follow-up of two answers"),
        ("{plan: manual-needling}", "{yes: Very sore}", "only a follow-up of two answers"),
        ("{skin: sore}", "{yes: Very sore, no: A little}", "one answer, with the line that stands for it"),
        ("{skin: sore}", "{perhaps: Very sore}", "expected one of"),
    ],
)
def test_what_cannot_stand_in_a_list_is_refused(tmp_path: Path, gate: str, line: str, problem: str) -> None:
    file = tmp_path / "book.yaml"
    text = BOOK.replace("if: {skin: sore}", f"if: {gate}").replace("in-list: {yes: Very sore}", f"in-list: {line}")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRules, match=problem):
        load_rules(str(file))


def test_of_a_list_without_such_lines_nothing_is_changed(vocabulary: Vocabulary) -> None:
    """A name that was understood as what it is stands there with what was typed."""
    understood: Tree = [{"name": "nerves-mind.back-leg-pain", "typed": "LBP"}, "asthma"]
    assert parted(QuestionId("conditions"), understood, [], vocabulary.book).tree == understood
