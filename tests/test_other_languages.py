"""Names of grave illnesses and of medicines in many languages, and everyday words of them that are no slip of one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from phrases import tell
from shipped_book import BOOK

from acucheck.model.answers import MatchStatus
from acucheck.names.cached import CachedVocabulary
from acucheck.names.vocabulary import Vocabulary

FILE = Path(__file__).parent / "words" / "in-other-languages.csv"


def rows() -> Iterator[dict[str, str]]:
    """The lines, each with the line or class that counts, or may; nothing where nothing weighty does."""
    with FILE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return CachedVocabulary(BOOK)


@pytest.mark.parametrize("row", [*rows()], ids=lambda row: row["line"])
def test_a_name_counts_in_its_language_and_an_everyday_word_does_not(row: dict[str, str], words: Vocabulary) -> None:
    names = tell(words, row["list"], row["line"], "patient").names
    counting = [name for name in names if name.taken is not MatchStatus.SET_ASIDE]
    weighty = [
        concept
        for name in counting
        if words.policy.is_weighty(name.concepts, name.kind)
        for concept in name.concepts
        if concept != "today.menstruation"
    ]
    if row["counts"]:
        assert any(row["counts"] in name.concepts for name in counting), names
    else:
        assert not weighty, names
