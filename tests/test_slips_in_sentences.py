"""An everyday word of a sentence is no slip of an illness, and a figure of speech is none; a slip still is one."""

from __future__ import annotations

import pytest
from phrases import tell
from shipped_book import BOOK

from acucheck.model.answers import MatchStatus
from acucheck.names.cached import CachedVocabulary
from acucheck.names.fuzzy import may_begin
from acucheck.names.vocabulary import Vocabulary

EVERYDAY = (
    "heart of a young fella",
    "tired from weeding",
    "broke a nail gardening",
    "seen by gastro",
    "breasts a little tender before my period",
    "my arm aches after painting the ceiling",
    "keep fit class on thursdays",
    "port is my favourite after dinner drink",
    "had a stroke of luck and got this slot early",
    "I swim breast stroke twice a week",
    "long day, draining",
    "racing to get here",
    "overdosed on chocolate at easter",
    "back is killing me from the old mattress",
    "banging my head against a brick wall with the council",
    "burning up with envy over my sisters holiday",
    "I wet myself laughing at that film",
    "confused by your parking signs",
    "dying for a holiday",
    "stiff as a board in the morning",
    "my holiday is long overdue",
    "tummy rumbles when I am late for lunch",
    "shutter of my shop is broken",
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return CachedVocabulary(BOOK)


@pytest.mark.parametrize("typed", EVERYDAY)
def test_an_everyday_word_or_a_figure_of_speech_is_no_illness(typed: str, words: Vocabulary) -> None:
    weighty = [name for name in tell(words, "conditions", typed, "patient").names if name.concepts]
    assert not [
        name for name in weighty if words.policy.is_weighty(name.concepts, name.kind) and not _is_period(name.concepts)
    ]


def _is_period(concepts: frozenset[str]) -> bool:
    return concepts == {"today.menstruation"}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("had one siezure as a boy", "nerves-mind.epilepsy"),
        ("some numness in my hand", "nerves-mind.numb-skin"),
        ("I have diabetis since long", "organs.diabetes"),
        ("they found a cancr in me", "cancer-immune.cancer-present"),
        ("the doctor says neumonia again", "heart-lungs.lung-disease"),
        ("I have a pacmaker on the left", "devices.pacemaker"),
        ("had a stoke of some kind", "nerves-mind.stroke"),
        ("I have epilespy since long", "nerves-mind.epilepsy"),
    ],
)
def test_a_slip_among_other_words_is_still_suggested(typed: str, line: str, words: Vocabulary) -> None:
    names = tell(words, "conditions", typed, "patient").names
    assert line in frozenset[str]().union(*[name.concepts for name in names])
    assert MatchStatus.RECOGNISED not in {name.taken for name in names if line in name.concepts}


@pytest.mark.parametrize(
    ("typed", "name", "begins"),
    [
        ("siezure", "seizure", True),
        ("neumonia", "pneumonia", True),
        ("cizure", "seizure", True),
        ("esizure", "seizure", True),
        ("weeding", "bleeding", False),
        ("tender", "cancer", False),
    ],
)
def test_few_slips_are_in_a_first_letter(typed: str, name: str, begins: bool) -> None:
    assert may_begin(typed, name) is begins
