"""Words as patients, helpers and practitioners type them, each with what it must be taken for beside other answers.

`counts` and `may count` name the line or class that is ticked for certain or may be; `quiet` ticks nothing and leaves
nothing open; `past` is set aside as long over. A measure out of the ordinary and words that name nothing are `not
recognised`, and asked about.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from phrases import PERSON, WRITTEN_ON

from acucheck.answers import decode
from acucheck.assess.told_apart import told_apart
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchStatus, Name, Names, Plan
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

TABLE = Path(__file__).parent / "words" / "in-their-place.csv"
DOUBTED = {MatchStatus.MAYBE, MatchStatus.AMBIGUOUS, MatchStatus.SUGGESTED}


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def tree_of(row: dict[str, str]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {**PERSON, row["list"]: [row["line"]]}
    for said in filter(None, row["beside"].split(";")):
        question, words = said.split("=")
        lines = words.split("+")
        tree[question] = lines[0] if question in {"pregnant", "epilepsy-control", "sore-skin-kind"} else [*lines]
    return tree


def is_unread(name: Name) -> bool:
    return name.taken is MatchStatus.UNRECOGNISED or (name.taken is MatchStatus.SUGGESTED and not name.concepts)


def value_of(names: tuple[Name, ...], of: str) -> str:
    if any(is_unread(name) for name in names):
        return "not recognised"
    weighty = [name for name in names if name.concepts]
    if any(name.taken in DOUBTED for name in weighty):
        return "may count"
    counting = [name for name in weighty if name.taken is MatchStatus.RECOGNISED]
    if counting:
        return "counts" if not of or any(of in name.concepts for name in counting) else "counts as another"
    return "past" if weighty else "quiet"


@pytest.fixture(scope="module")
def words(book: RuleBook) -> Vocabulary:
    return CachedVocabulary(book)


@pytest.mark.parametrize("row", [*rows()], ids=lambda row: f"{row['line']} [{row['beside']}]")
def test_a_word_is_taken_for_what_it_is_in_its_place(row: dict[str, str], words: Vocabulary) -> None:
    answers = decode(node_of(tree_of(row), Origin("words", private=True)), words, WRITTEN_ON)
    answer = told_apart(words.book, answers)[QuestionId(row["list"])]
    assert isinstance(answer, Names)
    assert value_of(answer.entries, row["of"]) == row["value"]
    concepts = frozenset[str]().union(*[name.concepts for name in answer.entries])
    assert not row["of"] or row["of"] in concepts


@pytest.mark.parametrize(
    ("technique", "place", "taken"),
    [
        ("ear acupuncture", "NADA both ears", "manual-needling"),
        ("NADA protocol", "both ears", "manual-needling"),
        ("ear acupuncture", "shenmen", ""),
        ("shonishin", "back", "acupressure"),
    ],
)
def test_a_technique_of_several_kinds_is_the_one_that_its_points_name(
    technique: str, place: str, taken: str, words: Vocabulary
) -> None:
    answers = decode(node_of({"plan": {technique: [place]}}, Origin("words", private=True)), words, WRITTEN_ON)
    plan = answers[PLAN]
    assert isinstance(plan, Plan)
    assert [item.technique for item in plan.items] == [taken]
    assert [each.id for item in plan.items for each in item.places] != [""]


def test_what_was_planned_around_something_is_at_the_place_that_was_named(words: Vocabulary) -> None:
    answers = decode(
        node_of({"plan": {"manual needling": ["around the rash left chest"]}}, Origin("words", private=True)),
        words,
        WRITTEN_ON,
    )
    plan = answers[PLAN]
    assert isinstance(plan, Plan)
    assert [each.id for item in plan.items for each in item.places] == ["chest"]


MADE_BY_A_PHONE = (
    "blood cloth",
    "blood cloths",
    "brain tutor",
    "cancel of the breast",
    "clothing disorder",
    "concession last week",
    "crowns disease",
    "heart flatter",
    "nerve simulator",
    "quincy",
    "rapture in the groin",
    "rental failure",
    "singles on my back",
    "stint in the heart",
    "stunts in the heart",
    "wheeling at night",
)
"""What a phone or an ear makes of an illness: an everyday word, and a slip all the same."""


@pytest.mark.parametrize("typed", MADE_BY_A_PHONE)
def test_an_everyday_word_that_a_phone_makes_of_an_illness_may_be_it(typed: str, vocabulary: Vocabulary) -> None:
    names = vocabulary.conditions(typed, Setting(WRITTEN_ON))
    assert any(name.concepts and name.taken is not MatchStatus.SET_ASIDE for name in names), names
