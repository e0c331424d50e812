"""Phrases that stand in texts are found as they would be in a dictionary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from acucheck.names import number_words
from acucheck.names.numbered_phrases import Lists, known, numbered

WORDS = st.text(st.sampled_from("abü水* 0"), max_size=5)


@given(st.dictionaries(WORDS, st.lists(st.integers(0, 99), unique=True)), WORDS)
def test_each_phrase_has_its_own_numbers(phrases: dict[str, list[int]], other: str) -> None:
    built = numbered(phrases)
    assert sorted(built) == sorted(phrases)
    for phrase, numbers in phrases.items():
        assert phrase in built
        assert built.of(phrase) == {*numbers}
    assert (other in built) == (other in phrases)
    assert built.of(other) == {*phrases.get(other, [])}


def test_half_a_character_stands_in_no_phrase() -> None:
    built = numbered({"a?": [1], "?": [2]})
    assert not built.of("a\udcff")
    assert "\udcff" not in built


def test_an_ending_is_any_ending_of_the_last_word() -> None:
    built = numbered({"stiff neck": [1], "stiff ne*": [2], "st*": [3], "stiff neck*": [4], "s*": [5], "*": [6]})
    assert [*built.of_any_form("stiff neck")] == [{1}, {2}, {4}]
    assert [*built.of_any_form("stiff")] == [{5}, {3}]


def test_lists_of_the_same_phrases_are_one() -> None:
    lists = Lists()
    assert [lists.number(phrases) for phrases in (["a", "b"], ["b"], ["b", "a"])] == [0, 1, 0]
    assert lists.phrases() == {"a": [0], "b": [0, 1]}


def test_what_is_only_known_has_no_numbers() -> None:
    built = known(["b", "a", "b"])
    assert [*built] == ["a", "b"]
    assert "a" in built
    assert not built.of("a")


def test_numbers_are_known_in_words_up_to_ninety_nine() -> None:
    found = number_words.numbers.__wrapped__()
    assert (found["nineteen"], found["forty"], found["twenty-one"], found["ninety nine"]) == (19, 40, 21, 99)
    assert max(found.values()) == len({*found.values()}) == 99
