"""Opening lines by somebody who had not seen the program: nothing is lost, nothing is cleared, nothing is made up.

`blind/opening-lines.tsv` has a line and, behind a tab, what its writer wants recorded of it, with ` | ` between; behind
another tab stands why an item was taken out, where the writer plainly erred. What is wanted is recorded, or it is kept
as it was typed and asked about. What is planned beyond it is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY
from msgspec import Struct
from test_opening import is_recorded, lost, typed

from acucheck.interview import Interview, Who
from acucheck.interview.interview_state import OPENING
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchStatus, Names
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

TABLE = Path(__file__).parent / "blind" / "opening-lines.tsv"
ROWS = [line.split("\t")[:2] for line in TABLE.read_text(encoding="utf-8").splitlines()]
ASSUMED = "manual-needling"
"""The technique of points for which none was named."""


class Opened(Struct):
    """An interview after an opening line, and what was asked about the line on the way."""

    talk: Interview
    asked: list[str]


def opened(vocabulary: Vocabulary, line: str) -> Opened:
    """A line that calls for help is right; of all else that is asked about it nobody is sure."""
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer(line)
    asked: list[str] = []
    while prompt.question == OPENING and prompt.ending is None:
        asked += [prompt.text, *(choice.code for choice in prompt.choices)]
        is_help = "right" in {choice.code for choice in prompt.choices}
        prompt = talk.answer("y" if is_help else "u")
    return Opened(talk, asked)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def kept(talk: Interview) -> set[str]:
    """The words of all names, techniques and places that are kept, whatever they were taken for."""
    tree = talk.state.tree()
    found = [text for name in ("medicines", "conditions") for text in typed(tree.get(QuestionId(name), []))]
    found += [text for places in talk.state.named.treatments.values() for text in typed([*places])]
    return words(" ".join([*found, *talk.state.named.strange]))


def is_asked(result: Opened, item: str) -> bool:
    """Whether the words of an item are kept as they were typed, and something was asked about them."""
    name, _, value = item.partition(":")
    asked, recorded = " ".join(result.asked).lower(), " ".join(kept(result.talk))
    return all(word in recorded and word in asked for word in words(value) or words(name))


def is_named(result: Opened, item: str) -> bool:
    """Whether the words of a name are among the names, in whichever of the lists, or those of a device or allergy."""
    name, _, value = item.partition(": ")
    names = {"medicines", "conditions", "devices", "allergies"}
    is_place = any(words(value) <= words(text) for text in result.asked if "to be treated there" in text)
    return name in names and not is_place and words(value) <= kept(result.talk)


def is_planned(result: Opened, item: str) -> bool:
    """Whether a technique is planned, with its place where it has one: each point of a range, on whichever side."""
    name, _, value = item.partition(":")
    treatments = {str(key): places for key, places in result.talk.state.named.treatments.items()}
    if name not in treatments:
        return False
    places = planned(result.talk, treatments[name])
    return planned(result.talk, value.strip()) <= places


def planned(talk: Interview, typed_places: Tree) -> set[str]:
    """The ids of places as they were typed."""
    found = typed(typed_places) if isinstance(typed_places, list) else [str(typed_places)]
    readings = [talk.state.vocabulary.places(text) for text in found if text]
    return {place.id or place.typed.lower() for reading in readings for place in reading}


def is_there(result: Opened, item: str) -> bool:
    """Whether an item is recorded."""
    name = item.partition(":")[0]
    if name in result.talk.state.book.techniques:
        return is_planned(result, item)
    return is_named(result, item) or (name in result.talk.state.book.questions and is_recorded(result.talk, item))


def made_up(result: Opened, items: list[str]) -> Iterator[str]:
    """Techniques and places that are planned and not wanted. What a technique does not say is left to the points."""
    talk = result.talk
    wanted: dict[str, set[str]] = {}
    for item in items:
        name, _, value = item.partition(":")
        if name in talk.state.book.techniques:
            wanted.setdefault(name, set()).update(planned(talk, value.strip()))
    everywhere = set().union(*wanted.values())
    asked = " ".join(result.asked).lower()
    for technique, places in talk.state.named.treatments.items():
        if technique not in wanted and technique != ASSUMED and technique not in asked:
            yield technique
        own = {talk.state.vocabulary.technique_place(technique.replace("-", " "))}
        for place in places:
            if place not in own and not planned(talk, [place]) & everywhere and not words(str(place)) <= words(asked):
                yield f"{technique}: {place}"


def certain(talk: Interview, text: str) -> bool:
    """Whether a name that was typed counts for certain."""
    answers = [answer for answer in talk.answers.values() if isinstance(answer, Names)]
    names = [name for answer in answers for name in answer.entries if text in name.typed]
    return any(name.taken is MatchStatus.RECOGNISED for name in names)


@pytest.mark.parametrize(("line", "items"), ROWS)
def test_what_is_wanted_of_a_line_is_recorded_or_asked_about(vocabulary: Vocabulary, line: str, items: str) -> None:
    result = opened(vocabulary, line)
    missing = [item for item in items.split(" | ") if not is_there(result, item) and not is_asked(result, item)]
    assert missing == []


@pytest.mark.parametrize("line", [line for line, _ in ROWS])
def test_no_word_of_a_line_is_lost(vocabulary: Vocabulary, line: str) -> None:
    result = opened(vocabulary, line)
    assert lost(result.talk, line, " ".join(result.asked)) == []


@pytest.mark.parametrize(("line", "items"), ROWS)
def test_nothing_is_planned_that_the_line_does_not_say(vocabulary: Vocabulary, line: str, items: str) -> None:
    assert [*made_up(opened(vocabulary, line), items.split(" | "))] == []


@pytest.mark.parametrize("line", [line for line, _ in ROWS])
def test_a_line_answers_no_question(vocabulary: Vocabulary, line: str) -> None:
    state = opened(vocabulary, line).talk.state
    assert state.said == {}
    assert state.steps == []
    assert not {"none", "no"} & set(map(str, state.tree().values()))


@pytest.mark.parametrize("line", [line for line, _ in ROWS])
def test_a_name_is_set_aside_only_where_the_line_says_when_it_was_stopped(vocabulary: Vocabulary, line: str) -> None:
    for answer in opened(vocabulary, line).talk.answers.values():
        entries = answer.entries if isinstance(answer, Names) else ()
        aside = [name for name in entries if name.taken is MatchStatus.SET_ASIDE]
        assert all(re.search(r"stopped \d{4}", name.typed) for name in aside)


@pytest.mark.parametrize(
    ("number", "words_of_another"),
    [(7, "mother had breast ca"), (27, "brother has haemophilia"), (52, "mum had DVT")],
)
def test_what_somebody_else_has_does_not_count_for_certain(
    vocabulary: Vocabulary, number: int, words_of_another: str
) -> None:
    line = ROWS[number - 1][0]
    assert words_of_another in line
    assert not certain(opened(vocabulary, line).talk, words_of_another)
