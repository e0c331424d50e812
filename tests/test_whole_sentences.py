"""Every sentence that can be said is whole: no slot is left, and none ends where more would have to come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck.assess import assess
from acucheck.document.page import Page
from acucheck.document.sections.to_say import said_to_each
from acucheck.document.wording.told_names import as_said
from acucheck.model.answers import Answers, Head, MatchStatus, Name, Writer
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.model.report import Report

Person = Callable[[str], Report]
LINK = "a|an|and|at|by|for|from|in|of|on|or|the|to|under|with|when|I"
CUT_SHORT = re.compile(rf"(?<!look out )\b(?:{LINK})[.;:,?!]|[{{}}]| [.,;:]|\b(have|is|are|planned:) ?\.|\.\.|;\.")
GLUED = re.compile(r"\b(at|the|a|no|of) \1\b")


def sentences(book: RuleBook) -> Iterator[str]:
    """Every sentence that the rule book gives to be said, with something in its slot."""
    for question in book.questions.values():
        yield from question.say.values()
        yield question.say_answer
    yield from (concept.say for concept in book.concepts["medicine"].values())
    yield from (rule.say for rule in book.rules.values())


def in_full(sentence: str) -> str:
    return re.sub(r"\{(place|count|medicine|condition)\}", "LI4 Hegu", sentence)


def test_every_sentence_of_the_book_is_whole_and_short(book: RuleBook) -> None:
    for sentence in filter(None, sentences(book)):
        said = in_full(sentence)
        assert not CUT_SHORT.search(said), said
        assert not GLUED.search(said), said
        assert len(said.split()) <= 20, said
        assert said.count(" or ") <= 2, said


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("numbness from", "numbness"),
        ("dexamethasone for 2 days with the", "dexamethasone for 2 days"),
        ("Epilepsy - last", "Epilepsy"),
        ("apixaban (for)", "apixaban"),
        ("on", "on"),
        ("warfarin since May", "warfarin since May"),
    ],
)
def test_a_name_does_not_end_where_more_would_have_to_come(typed: str, heard: str) -> None:
    assert as_said(Name(typed, MatchStatus.RECOGNISED)) == heard


PEOPLE = (
    "bleeding: [maybe low-platelets]\nplatelets-agreed: no\nmedicines: [chemo and dexamethasone with the]",
    "skin: [sore-skin]\nsore-skin-kind: [open-wound]\nsore-skin-where: [left foot]\nplan: {ear seeds: [ear]}",
    "devices: [implant]\nimplant-kind: [port]\nimplant-where: not sure\nplan: {massage: [chest], ozone bath: [back]}",
    "conditions: [numbness from chemo, joint pain from the letrozole, epilepsy - last seizure 2020]",
    "today: [maybe fever, alcohol-or-drugs]\nage: 8",
    "plan: not sure\nmedicines: not sure\ndevices: not sure\nheart-lungs: not sure",
)


@pytest.mark.parametrize("writer", [None, *Writer])
@pytest.mark.parametrize("different", PEOPLE)
def test_what_is_said_is_whole(person: Person, different: str, writer: Writer | None) -> None:
    for words in dict(said_to_each(Page(person(different), Audience.PATIENT, Head(writer=writer)))).values():
        assert words
        assert not CUT_SHORT.search(words), words
        assert not GLUED.search(words), words


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_what_anybody_says_is_whole(data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]) -> None:
    report = assess(book, data.draw(anybody))
    typed = {name.typed for name in report.names} | {point.name for point in report.open}
    typed |= {cell.place.typed for line in report.techniques for cell in line.places if cell.place}
    for words in dict(said_to_each(Page(report, Audience.PATIENT))).values():
        without = words
        for name in sorted(filter(None, typed), key=len, reverse=True):
            without = without.replace(name, "LI4")
        assert not CUT_SHORT.search(without), words
        assert not GLUED.search(without), words
