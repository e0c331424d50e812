"""Where each id of a list stands first: known by its hash, in little memory, and never lost."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acucheck.cli import first_places
from acucheck.cli.first_places import FirstPlaces


@given(st.lists(st.text(max_size=3), max_size=60))
def test_each_text_keeps_its_first_place(texts: list[str]) -> None:
    places, first = FirstPlaces(), dict[str, int]()
    for place, text in enumerate(texts, start=1):
        assert places.first(text, place) == first.setdefault(text, place)


def test_nothing_is_lost_when_the_room_grows() -> None:
    places, count = FirstPlaces(), 5_000
    assert [places.first(f"p{number}", number) for number in range(1, count)] == list(range(1, count))
    assert [places.first(f"p{number}", count) for number in range(1, count)] == list(range(1, count))


def test_texts_of_one_hash_are_taken_for_the_same_and_so_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_places, "hash", len, raising=False)
    places = FirstPlaces()
    assert [places.first(text, place) for place, text in enumerate(("ab", "a", "cd"), start=1)] == [1, 2, 1]


def test_an_id_takes_little_memory_also_while_there_are_more_and_more() -> None:
    places, count = FirstPlaces(), 7_000
    tracemalloc.start()
    for number in range(1, count + 1):
        places.first(f"p{number}", number)
    at_the_end, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert at_the_end / count < 40
    assert most < at_the_end + 10_000
