"""Wrong, odd and wordy lines at each kind of prompt: what each is taken for stands in a table of `tests/typed/`.

`ACUCHECK_UPDATE_GOLDEN=1` writes what they are taken for anew; the difference is read before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import DAY, uncounted
from keyboard import Person, Said

from acucheck.answers import PersonAnswers
from acucheck.interview import Interview, NoticeKind, Prompt, PromptKind, Who
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.located.yaml_writing import Tree
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.names.vocabulary import Vocabulary

TABLES = Path(__file__).parent / "typed"
ARROW = " => "
TWO_TECHNIQUES: dict[str, Said] = {"plan": ["manual-needling", "electroacupuncture"], "plan.manual-needling": "LI4"}

At = Callable[[Vocabulary], Interview]
"""An interview that waits at one kind of prompt."""


def at(question: str, said: dict[str, Said] | None = None, who: Who = Who.SELF) -> At:
    def waiting(vocabulary: Vocabulary) -> Interview:
        person = Person(vocabulary, said, who)
        person.until(question)
        return person.talk

    return waiting


def after(question: str, *lines: str) -> At:
    """At what is asked about *lines*, the last of which may be a key."""

    def waiting(vocabulary: Vocabulary) -> Interview:
        talk = at(question)(vocabulary)
        for line in lines:
            talk.answer(line)
        return talk

    return waiting


def at_the_next_visit(vocabulary: Vocabulary) -> Interview:
    """At what still stands of the answers of an earlier day."""
    first = Person(vocabulary, {"devices": ["pacemaker"], "device-where": "left chest"})
    first.until_the_end()
    person = Person(vocabulary)
    last = PersonAnswers(first.talk.state.head, first.talk.answers)
    person.talk = Interview(vocabulary, DAY + timedelta(days=14), Who.SELF, last)
    person.until("standing")
    return person.talk


PROMPTS: dict[str, At] = {
    "who": lambda vocabulary: Interview(vocabulary, DAY),
    "plan": at("plan"),
    "places-planned": at("plan.electroacupuncture", TWO_TECHNIQUES),
    "many": at("bleeding"),
    "one": at("pregnant"),
    "names": at("medicines"),
    "places": at("device-where", {"devices": ["pacemaker"]}),
    "number": at("age"),
    "gestation": at("pregnancy-weeks", {"pregnant": "yes"}),
    "confirm": after("medicines", "eliquiss"),
    "confirm-one-of-several": after("medicines", "Benadryl"),
    "when": after("medicines", "stopped aspirin", "s"),
    "standing": at_the_next_visit,
    "review": at("review"),
    "systems": at(SYSTEMS, who=Who.PRACTITIONER),
}


@pytest.mark.parametrize("kind", PROMPTS)
def test_every_line_is_taken_for_what_it_says(kind: str, vocabulary: Vocabulary) -> None:
    table = TABLES / f"{kind}.txt"
    lines = [row.split(ARROW)[0] for row in table.read_text(encoding="utf-8").splitlines()]
    now = [f"{line}{ARROW}{answer}" for line, answer in taken_in_turn(lines, PROMPTS[kind], vocabulary)]
    if os.environ.get("ACUCHECK_UPDATE_GOLDEN"):
        table.write_text("\n".join(now) + "\n", encoding="utf-8")
    assert len(set(lines)) == len(lines) >= 60
    assert table.read_text(encoding="utf-8").splitlines() == now


@pytest.mark.parametrize("kind", PROMPTS)
def test_what_is_said_to_a_wrong_line_offers_only_what_the_prompt_takes(kind: str, vocabulary: Vocabulary) -> None:
    talk = PROMPTS[kind](vocabulary)
    if talk.prompt.kind in {PromptKind.NUMBER, PromptKind.GESTATION, PromptKind.PLACES}:
        lines = ["0", "soon", "n", "1.5.5"]
    else:
        lines = ["0x", "x" * 500, "3!!x"]
    for line in lines:
        special = {choice.code for choice in talk.prompt.special}
        for notice in talk.answer(line).notices:
            words = set(re.findall(r"\w+", notice.text.split("' ")[-1]))
            assert "0" not in words or "none" in special or "not listed" in special, notice.text
            assert "u" not in words or "not sure" in special, notice.text


UNCHANGED = {"asked again", "explained"}


def taken_in_turn(lines: list[str], waiting: At, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Each line with what comes of it; a new interview waits for it where the line before changed anything."""
    talk = waiting(vocabulary)
    for line in lines:
        answer = taken(talk, line)
        yield line, answer
        if answer not in UNCHANGED:
            with uncounted():
                talk = waiting(vocabulary)


def taken(talk: Interview, line: str) -> str:
    """What comes of *line*: what is recorded, what is asked about it, or that it is no answer."""
    prompt, before = talk.prompt, told(talk.state)
    following = talk.answer(line)
    if NoticeKind.PROBLEM in {notice.kind for notice in following.notices}:
        assert told(talk.state) == before
        return "asked again"
    if NoticeKind.WHY in {notice.kind for notice in following.notices}:
        assert following.repeated
        assert told(talk.state) == before
        return "explained"
    if following.kind in {PromptKind.CONFIRM, PromptKind.WORDS}:
        return f"asks: {following.text}"
    if prompt.kind is PromptKind.STANDING:
        return standing(talk, following)
    if prompt.kind is PromptKind.WHO:
        return talk.who.value
    if prompt.kind is PromptKind.REVIEW:
        return following.ending.value if following.ending else f"changes {following.question or following.kind.value}"
    if line.strip().lower() == "b":
        return "back"
    if prompt.question == SYSTEMS:
        return of_the_screen(talk.state)
    return said(recorded(talk.state, Step(QuestionId(prompt.question), TechniqueId(prompt.technique))))


def of_the_screen(state: InterviewState) -> str:
    """What was said on the screen of body systems: the lists that are opened, and the others but for a plain no."""
    opened = [f"opens {question.id}" for question in state.systems if question.id not in state.said]
    answered = [(question.id, state.said[question.id]) for question in state.systems if question.id in state.said]
    told = [f"{name}: {said(tree)}" for name, tree in answered if tree != "none on one line"]
    return "; ".join([*opened, *told]) or "none on one line"


def standing(talk: Interview, following: Prompt) -> str:
    """What was said of the answers of an earlier day."""
    if talk.state.confirmed:
        return "all of it stands"
    return "all is asked again" if talk.state.read_out else f"changes {following.question}"


def told(state: InterviewState) -> tuple[Tree, Tree]:
    return state.tree(), {str(name): places for name, places in state.where.items()}


def recorded(state: InterviewState, step: Step) -> Tree:
    if step.technique:
        return state.where[step.technique]
    return list(state.techniques) or "not sure" if step.question == "plan" else state.said[step.question]


def said(tree: Tree) -> str:
    """A tree on one line."""
    if isinstance(tree, list):
        return "; ".join(said(item) for item in tree)
    return ", ".join(f"{key}: {value}" for key, value in tree.items()) if isinstance(tree, dict) else str(tree)
