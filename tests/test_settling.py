"""What goes against an answer is asked about at once in an interview: ticked, taken back, or left as not sure."""

from __future__ import annotations

import pytest
from keyboard import Person, Said

from acucheck.assess import assess
from acucheck.interview import Who
from acucheck.located.yaml_writing import Tree
from acucheck.names.vocabulary import Vocabulary


def person(vocabulary: Vocabulary, *lines: str, who: Who = Who.SELF, **said: Said) -> Person:
    """Somebody with diabetes and a past stroke: *lines* were said about medicines, and *said* to other questions."""
    found = Person(vocabulary, {"organs": ["diabetes"], "nerves-mind": ["stroke"], "medicines": lines, **said}, who)
    found.until_the_end()
    return found


AFTERWARDS = ("medicines", "yes")
"""The medicines are written once more at the review, behind all the lists."""


def answers(found: Person, *questions: str) -> list[Tree]:
    return [found.talk.state.tree()[question] for question in questions]


def contradicted(found: Person) -> list[str]:
    report = assess(found.talk.state.book, found.talk.state.answers())
    return [each.name.typed for each in report.contradictions if each.name is not None]


@pytest.mark.parametrize(
    ("key", "bleeding", "left"),
    [
        ("y", ["blood-thinner"], []),
        ("u", ["maybe blood-thinner"], []),
        ("n", "none", ["warfarin"]),  # a medicine that is taken counts, whatever else was answered
    ],
)
def test_a_medicine_against_a_plain_no_ticks_its_line(
    vocabulary: Vocabulary, key: str, bleeding: Tree, left: list[str]
) -> None:
    found = person(vocabulary, "none", "warfarin", key, review=AFTERWARDS)
    assert answers(found, "bleeding", "medicines") == [bleeding, ["warfarin"]]
    assert contradicted(found) == left
    assert "y tick that line, n leave it at no, u unsure: " in found.text()


@pytest.mark.parametrize(
    ("key", "pregnant", "medicines"),
    [
        ("y", "yes", ["I am pregnant"]),
        ("u", "not sure", ["I am pregnant"]),
        ("n", "no", [{"name": "I am pregnant", "use": "not taken"}]),
    ],
)
def test_a_choice_that_a_name_goes_against_is_made_anew(
    vocabulary: Vocabulary, key: str, pregnant: Tree, medicines: Tree
) -> None:
    found = person(vocabulary, "I am pregnant", key)
    assert answers(found, "pregnant", "medicines") == [pregnant, medicines]
    assert contradicted(found) == []


@pytest.mark.parametrize(
    ("key", "devices", "medicines"),
    [
        ("y", ["pacemaker"], ["pacemaker", "metformin"]),
        ("u", ["maybe pacemaker"], ["pacemaker", "metformin"]),
        ("n", "none", [{"name": "pacemaker", "use": "not taken"}, "metformin"]),
    ],
)
def test_an_answer_that_goes_against_a_name_is_asked_about_when_it_is_given(
    vocabulary: Vocabulary, key: str, devices: Tree, medicines: Tree
) -> None:
    found = person(vocabulary, "none", "pacemaker, metformin", key, review=AFTERWARDS)
    assert answers(found, "devices", "medicines") == [devices, medicines]
    assert contradicted(found) == []


def test_lines_that_were_ticked_stay_ticked(vocabulary: Vocabulary) -> None:
    found = person(vocabulary, "none", "pacemaker", "tick", devices=["icd", "maybe implant"], review=AFTERWARDS)
    assert answers(found, "devices") == [["icd", "pacemaker", "maybe implant"]]


@pytest.mark.parametrize(("typed", "rest"), [("see list", "see list"), ("u", "not sure")])
@pytest.mark.parametrize(
    ("key", "entry"), [("n", {"name": "I am pregnant", "use": "not taken"}), ("y", "I am pregnant")]
)
def test_a_list_stays_as_far_from_complete_as_it_was(
    vocabulary: Vocabulary, key: str, entry: Tree, typed: str, rest: str
) -> None:
    found = person(vocabulary, f"I am pregnant, {typed}", key)
    assert answers(found, "medicines") == [[entry, rest]]


@pytest.mark.parametrize(("typed", "rest"), [("see list", "see list"), ("u", "not sure")])
def test_a_list_with_a_name_that_is_asked_about_does_so_too(vocabulary: Vocabulary, typed: str, rest: str) -> None:
    found = person(vocabulary, f"perhaps warfarin, {typed}", "n")
    assert answers(found, "medicines") == [[{"name": "perhaps warfarin", "use": "not taken"}, rest]]


def test_words_alone_that_name_nothing_are_kept(vocabulary: Vocabulary) -> None:
    assert answers(person(vocabulary, "see list"), "medicines") == [["see list"]]


def test_each_thing_is_asked_about_once(vocabulary: Vocabulary) -> None:
    found = person(vocabulary, "none", "warfarin", "n", review=AFTERWARDS)
    assert found.text().count("warfarin was named, but") == 1


def test_back_from_there_leads_to_the_question_itself(vocabulary: Vocabulary) -> None:
    found = person(vocabulary, "none", "warfarin", "b", "none", "n", review=AFTERWARDS)
    assert answers(found, "bleeding", "medicines") == ["none", "none"]


# A name in doubt, and one that is set aside

KEYS = {
    "counts": (["perhaps warfarin", "y"], [{"name": "warfarin", "typed": "perhaps warfarin"}]),
    "never taken": (["perhaps warfarin", "n"], [{"name": "perhaps warfarin", "use": "not taken"}]),
    "not sure": (["perhaps warfarin", "u"], ["maybe perhaps warfarin"]),
    "stopped": (
        ["perhaps warfarin", "s", "2015"],
        [{"name": "perhaps warfarin", "use": "stopped", "when": "2015"}],
    ),
    "stopped, nobody knows when": (["perhaps warfarin", "s", "u"], [{"name": "perhaps warfarin", "use": "stopped"}]),
    "somebody else's": (["perhaps warfarin", "e"], [{"name": "perhaps warfarin", "use": "someone else"}]),
    "a condition that is so": (
        ["perhaps a stroke", "y"],
        [{"name": "nerves-mind.stroke", "typed": "perhaps a stroke"}],
    ),
    "a condition that never was": (["perhaps a stroke", "n"], [{"name": "perhaps a stroke", "use": "not taken"}]),
    "a condition of long ago": (
        ["perhaps a stroke", "s", "2001"],
        [{"name": "perhaps a stroke", "use": "past", "when": "2001"}],
    ),
    "set aside, rightly": (["no warfarin", "y"], [{"name": "no warfarin", "use": "not taken"}]),
    "set aside, wrongly": (["no warfarin", "n"], [{"name": "warfarin", "typed": "no warfarin"}]),
    "set aside, not sure": (["no warfarin", "u"], ["maybe no warfarin"]),
    "set aside, and no rule is about it": (["no paracetamol"], [{"name": "no paracetamol", "use": "not taken"}]),
}


@pytest.mark.parametrize(("lines", "kept"), KEYS.values(), ids=KEYS.keys())
def test_a_key_records_an_entry_and_nothing_stronger(vocabulary: Vocabulary, lines: list[str], kept: Tree) -> None:
    assert answers(person(vocabulary, *lines, bleeding=("none", "y")), "medicines") == [kept]


def test_a_helper_cannot_say_that_it_is_somebody_elses(vocabulary: Vocabulary) -> None:
    found = person(vocabulary, "perhaps warfarin", "e", "u", who=Who.HELPER)
    assert "somebody else's" not in found.text()
    assert "   Write y, n, s or u." in found.text()
    assert answers(found, "medicines") == [["maybe perhaps warfarin"]]


# What a name says yes to stands marked in the list that asks for it


def test_a_line_that_a_name_says_yes_to_is_marked_and_is_chosen_by_one_key(vocabulary: Vocabulary) -> None:
    found = Person(vocabulary, {"medicines": "warfarin, pacemaker", "bleeding": "0", "devices": "y"})
    marked = [choice.code for choice in found.until("bleeding").choices if choice.known]
    assert marked == ["blood-thinner"]
    found.until_the_end()
    assert answers(found, "bleeding", "devices") == [["blood-thinner"], ["pacemaker"]]
    assert "   1 *A pacemaker" in found.text()
    assert "* was named before." in found.text()


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [
        ("none", ["blood-thinner"]),
        ("no", ["blood-thinner"]),
        ("none at all", ["blood-thinner"]),
        ("y", ["blood-thinner"]),
        ("4", ["low-platelets", "blood-thinner"]),
        ("1", ["blood-thinner"]),
        ("1? 4", ["maybe blood-thinner", "low-platelets"]),
    ],
)
def test_a_mark_stays_ticked_whatever_is_chosen_beside_it(answer: str, recorded: Tree, vocabulary: Vocabulary) -> None:
    found = Person(vocabulary, {"medicines": "warfarin", "bleeding": answer})
    assert "0 none of the others, u unsure: " in found.until("bleeding").hint
    told = found.answer(answer).notices
    assert answers(found, "bleeding") == [recorded]
    assert any("A blood thinner such as" in notice.text for notice in told)


def test_a_mark_stays_ticked_when_the_list_is_asked_once_more(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"medicines": "warfarin", "bleeding": ("4", "0"), "review": ("bleeding", "yes")}
    found = Person(vocabulary, said)
    found.until_the_end()
    assert answers(found, "bleeding") == [["blood-thinner"]]
    assert "Numbers (2? if unsure), names anew, y as it was, 0 none of the others, u unsure: " in found.text()
    assert "Taken back: Low platelets." in found.text()


def test_a_choice_that_a_name_makes_is_marked_too(vocabulary: Vocabulary) -> None:
    found = Person(vocabulary, {"medicines": ("I am pregnant", "u"), "pregnant": ("no", "b", "yes")})
    found.until("medicines")
    found.answer("I am pregnant")
    found.answer("b")
    back = found.answer("b")
    assert back.question == "pregnant"
    assert [choice.code for choice in back.choices if choice.known] == ["yes"]


def test_nothing_is_marked_and_yes_is_no_answer_to_a_list_where_nothing_was_named(vocabulary: Vocabulary) -> None:
    found = Person(vocabulary)
    prompt = found.until("bleeding")
    assert not any(choice.known for choice in prompt.choices)
    assert "0 none, u unsure: " in prompt.hint
    assert found.answer("y").repeated
