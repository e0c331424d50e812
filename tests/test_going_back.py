"""An interview forgives: urgent answers are confirmed, every answer can be changed, and not sure opens nothing."""

from __future__ import annotations

import pytest
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard import Person, Reply, Said, about

from acucheck.assess import assess
from acucheck.interview import Ending, Interview, PromptKind, Who
from acucheck.located.yaml_writing import Tree
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.model.report import QuestionState
from acucheck.names.vocabulary import Vocabulary

CHEST_PAIN: tuple[Reply, ...] = (["chest-pain"], "right")
"""The tick, and the key that confirms it."""

PREGNANT: dict[str, Said] = {"age": "31", "pregnancy-weeks": "12"}


def test_what_has_ended_asks_nothing_more(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": CHEST_PAIN})
    person.until_the_end()
    again = person.talk.answer("0")
    assert (again.kind, again.repeated) == (PromptKind.ENDED, True)
    assert person.talk.answers == person.talk.state.answers()
    assert person.talk.outcome() is Outcome.HELP


@pytest.mark.parametrize("key", ["again", "b"])
def test_a_tick_that_calls_for_help_is_confirmed_first(key: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": (["chest-pain"], key, "none")})
    assert person.until_the_end() is Ending.ALL_ASKED
    asked = "You said: Danger signs right now: Chest pain or pressure. This calls for help. Is it right?"
    assert asked in person.text()
    assert "So far" not in person.text()
    assert person.talk.state.tree()["danger"] == "none"
    assert person.talk.outcome() is Outcome.NONE


def test_an_answer_that_calls_for_help_only_beside_another_is_confirmed_too(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"devices": ["operation-lately"], "today": (["fever"], "right")})
    person.until_the_end()
    urgent = person.talk.prompt.ending is Ending.URGENT
    assert urgent is ("This calls for help" in person.text())


def test_from_the_result_an_answer_can_be_changed(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"today": ("none", ["alcohol-or-drugs"]), "review": ("yes", "today", "yes")})
    person.until_the_end()
    assert person.talk.outcome() is Outcome.NONE
    assert about(person.talk.choose("change")) == "review"
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.outcome() is Outcome.NOT_TODAY
    assert "Before: no rule applies. Now: not today." in person.text()


def test_help_that_was_confirmed_by_mistake_is_taken_back_and_everything_else_is_asked(
    vocabulary: Vocabulary,
) -> None:
    person = Person(vocabulary, {"danger": (*CHEST_PAIN, "none"), "review": ("danger", "yes")})
    assert person.until_the_end() is Ending.URGENT
    person.talk.choose("change")
    assert person.talk.choose("yes").ending is Ending.URGENT
    person.talk.choose("change")
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.outcome() is Outcome.NONE
    assert "skin" in person.asked


@pytest.mark.parametrize(
    ("key", "kept"), [("yes", ["ibuprofen", "warfarin"]), ("no", ["ibuprofen"]), ("u", ["ibuprofen", "maybe warfarin"])]
)
def test_a_name_that_is_not_typed_again_is_asked_about(key: str, kept: list[str], vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"medicines": ("warfarin", "ibuprofen", key), "review": ("medicines", "yes")}
    person = Person(vocabulary, said)
    assert person.until_the_end() is Ending.ALL_ASKED
    before = "You wrote 'warfarin' before (Blood thinner such as warfarin). Does it still count?"
    assert before in person.text()
    assert "y it counts, n take it out, u unsure: " in person.text()
    assert person.talk.state.tree()["medicines"] == kept


@pytest.mark.parametrize(
    ("answer", "key", "kept"),
    [("u", "y", ["warfarin", "not sure"]), ("0", "y", ["warfarin"]), ("0", "n", "none"), ("u", "n", "not sure")],
)
def test_a_none_or_not_sure_takes_no_name_back_without_a_word(
    answer: str, key: str, kept: Tree, vocabulary: Vocabulary
) -> None:
    said: dict[str, Said] = {"medicines": ("warfarin", answer, key), "review": ("medicines", "yes")}
    person = Person(vocabulary, said)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["medicines"] == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("warfrin", "You wrote 'warfrin' before, which may be warfarin (Blood thinner such as warfarin) or "),
        ("blorbofen", "You wrote 'blorbofen' before. Does it still count?"),
    ],
)
def test_what_a_name_in_doubt_may_be_is_told_before_it_is_taken_out(
    typed: str, told: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary)
    person.until("medicines")
    person.talk.answer(typed)
    while person.talk.prompt.question != "medicines" or person.talk.prompt.kind is PromptKind.CONFIRM:
        person.talk.answer("b")
    assert person.talk.answer("metformin").text.startswith(told)


def test_a_name_that_is_typed_again_beside_another_is_not_asked_about(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"medicines": ("warfarin", "warfarin, ibuprofen"), "review": ("medicines", "yes")}
    person = Person(vocabulary, said)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert "Does it still count?" not in person.text()


def test_back_from_a_change_at_the_review_leads_to_the_review(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {**PREGNANT, "pregnant": ("no", "b", "yes", "no"), "pregnancy-weeks": "b"}
    person = Person(vocabulary, {**said, "review": ("pregnant", "pregnant", "yes")})
    assert person.until_the_end() is Ending.ALL_ASKED
    first = person.asked.index("review")
    weeks_and_back = ["pregnant", "pregnancy-weeks", "pregnant"]
    assert person.asked[first:] == ["review", "pregnant", "review", *weeks_and_back, "review"]
    assert person.talk.state.tree()["pregnant"] == "no"


def test_what_a_change_opened_is_asked_before_the_result(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"pregnant": ("no", "yes", "b"), "pregnancy-weeks": ("b", "12")}
    person = Person(vocabulary, {**said, "review": ("pregnant", "yes", "yes")})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["pregnancy-weeks"] == "12"


def test_not_sure_about_everything_opens_no_follow_ups(vocabulary: Vocabulary) -> None:
    everything: dict[str, Said] = {str(name): "u" for name in vocabulary.book.questions}
    person = Person(vocabulary, everything)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.prompts <= 25
    assert not {"fontanelle-closed", "inr-in-range", "thinner-now", "asthma-control"} & set(person.asked)


def test_a_line_in_doubt_opens_its_follow_ups(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"heart-lungs": ["maybe asthma"]})
    person.until_the_end()
    assert "asthma-control" in person.asked


def test_the_review_names_what_was_left_open_and_asks_it_by_its_number(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"organs": ("not sure", "none"), "skin": "not sure", "plan.manual-needling": "LI4"}
    said["review"] = ("organs", "yes")
    person = Person(vocabulary, said)
    person.until_the_end()
    short = [vocabulary.book.questions[QuestionId(name)].short.patient for name in ("organs", "skin")]
    for left in ("; ".join(short), short[1]):
        assert f"Left open, and can be answered here: {left}." in person.text()


REPLIES = ["0", "1", "1 2", "2?", "y", "n", "b", "3", "40", "1", "14", "u"]


@pytest.mark.usefixtures("quick")
@settings(max_examples=40, deadline=None, derandomize=True)
@given(lines=st.lists(st.sampled_from(REPLIES), max_size=150))
def test_nothing_stands_behind_a_closed_gate_whatever_was_corrected(vocabulary: Vocabulary, lines: list[str]) -> None:
    talk = Interview(vocabulary, DAY, Who.SELF)
    for line in lines:
        talk.answer(line)
    ledger = assess(vocabulary.book, talk.answers).ledger
    assert not [each for each in ledger if each.state is QuestionState.SET_ASIDE]
