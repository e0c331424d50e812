"""The words of a new sign are found however a keyboard leaves them, and with what a language adds to them."""

from __future__ import annotations

import pytest

from acucheck.names.sign_words import as_words, forms, spelt, unjoined, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Plötzlich WEISS", ["plotzlich", "weiss"]),
        ("bröstet, ŁYDKA, Kødben", ["brostet", "lydka", "kodben"]),
        ("ёлка п'ять", ["елка", "пять"]),
        ("σφίξιμο στο στήθος", ["σφιξιμο", "στο", "στηθοσ"]),
        ("\u0623\u064f\u0635\u0628\u062a", ["\u0627\u0635\u0628\u062a"]),
        (
            "\u0646\u0645\u06cc\u200c\u062a\u0648\u0627\u0646\u0645",
            ["\u0646\u0645\u064a\u062a\u0648\u0627\u0646\u0645"],
        ),
        ("בַּחָזֶה ק״מ", ["בחזה", "קמ"]),
        ("が 숨 đau", ["が", "숨", "dau"]),  # and parts of letters
        ("胸痛", ["胸", "痛"]),
        ("ज्वर 38,5", ["ज्वर", "38,5"]),  # marks that are letters stay
    ],
)
def test_marks_that_people_leave_out_do_not_matter(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words
    assert words_of(spelt(typed, {})) == words


def test_a_phrase_of_the_dictionary_keeps_its_places() -> None:
    assert as_words("seit # Tagen") == "seit # tagen"
    assert as_words("drück*") == "druck*"
    assert as_words("#### war") == "#### war"


def test_any_ending_of_the_last_word_alone_is_found() -> None:
    assert list(forms("rote waden", {"rote w*", "waden*", "rot*"})) == ["rote waden", "rote w*"]
    assert list(forms("waden", {"wade*", "waden*", "*"})) == ["waden", "wade*", "waden*"]
    assert list(forms("wade", {"waden*"})) == ["wade"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ובחזה", ["בחזה", "חזה"]),
        ("والصدر", ["الصدر", "صدر"]),
        ("بالصدر", ["الصدر", "صدر"]),
        ("לב", []),
        ("chest", []),
    ],
)
def test_small_words_in_front_are_taken_off_where_they_are_written_in_one(word: str, parts: list[str]) -> None:
    assert list(unjoined(word))[: len(parts)] == parts
    assert bool(parts) is bool(list(unjoined(word)))
