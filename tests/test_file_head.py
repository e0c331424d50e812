"""What an answers file says of itself: whose answers they are, of which day, and who gave them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import DAY

from acucheck.answers import load
from acucheck.answers.file_head import LONGEST
from acucheck.errors import InvalidAnswers
from acucheck.model.answers import NOBODY, Head, Writer
from acucheck.names.vocabulary import Vocabulary

TOLD = Head("p-17", "Jo Doe", date(2026, 11, 20), Writer.HELPER, DAY)


def head(text: str, vocabulary: Vocabulary, folder: Path, otherwise: Head = NOBODY) -> Head:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return load(str(path), vocabulary, DAY, otherwise).head


def test_a_file_may_say_whose_it_is(vocabulary: Vocabulary, tmp_path: Path) -> None:
    text = "id: ' p-17'\nname: Jo  Doe\ndate: 2026-11-20\nanswered-by: helper\nage: 40\n"
    assert head(text, vocabulary, tmp_path) == TOLD


def test_what_a_file_does_not_say_is_filled_in(vocabulary: Vocabulary, tmp_path: Path) -> None:
    assert head("age: 40\n", vocabulary, tmp_path, TOLD) == TOLD
    assert head("age: 40\nid: other\n", vocabulary, tmp_path, TOLD).id == "other"
    assert head("age: 40\n", vocabulary, tmp_path) == Head(as_of=DAY)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("id: [a, b]\nname: {a: b}\nage: 40\n", ["1:5: expected one line of text", "2:7: expected one line of text"]),
        ("name: ''\nage: 40\n", ["1:7: nothing is written here"]),
        (f"name: {'x' * (LONGEST + 1)}\nage: 40\n", ["1:7: this has more than 200 characters"]),
        ("date: tomorrow\nage: x\n", ["1:7: write the day", "2:6: expected a number"]),
        ("idd: 7\nage: 40\n", ["1:1: no question has this name; did you mean 'id'?"]),
    ],
)
def test_what_is_wrong_with_it_is_named_with_all_the_rest(
    vocabulary: Vocabulary, tmp_path: Path, text: str, problems: list[str]
) -> None:
    with pytest.raises(InvalidAnswers) as error:
        head(text, vocabulary, tmp_path)
    found = str(error.value).splitlines()
    assert len(found) == len(problems)
    for line, problem in zip(found, problems, strict=True):
        assert line.startswith(f"{tmp_path}/answers.yaml:{problem}")


def test_a_name_of_the_longest_length_is_read(vocabulary: Vocabulary, tmp_path: Path) -> None:
    assert head(f"name: {'x' * LONGEST}\nage: 40\n", vocabulary, tmp_path).name == "x" * LONGEST


def test_a_day_that_is_still_to_come_is_refused(vocabulary: Vocabulary, tmp_path: Path) -> None:
    with pytest.raises(InvalidAnswers, match="1:7: this day is still to come"):
        head("date: 2026-11-23\nage: 40\n", vocabulary, tmp_path)


def test_names_are_read_beside_an_age_that_is_none(vocabulary: Vocabulary, tmp_path: Path) -> None:
    with pytest.raises(InvalidAnswers) as error:
        head("age: old\nmedicines: [stopped warfarin in 2015]\n", vocabulary, tmp_path)
    assert str(error.value) == f"{tmp_path}/answers.yaml:1:6: expected a number, not this; write years as in 'age: 60'"
