"""Where a technique is planned by its name: in a file and in the interview nothing that was named of it is lost."""

from __future__ import annotations

import pytest
from keyboard import Person

from acucheck.interview import Who
from acucheck.model.answers import Plan
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.names.dictionary import names, read
from acucheck.names.technique_words import in_two
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text

NOT_WHERE_IT_IS_DONE = frozenset(
    {
        *("needling with the hand", "finger pressure", "thumb pressure", "thumb massage of points", "wrist band"),
        *("wrist bands", "thumb tacks", "needle head moxa", "percutaneous tibial nerve stimulation"),
        *("jin shin do", "jin shin jyutsu"),
    }
)
"""Names of techniques with a word for a place that is what it is done with, or no place at all."""


def places(person: Person) -> list[tuple[str, str]]:
    """Each place of the plan as it was typed, and what it is."""
    plan = person.talk.answers[QuestionId("plan")]
    assert isinstance(plan, Plan)
    return [(place.typed, place.id) for item in plan.items for place in item.places]


def planned(vocabulary: Vocabulary, plan: str | tuple[str, ...], **where: str) -> Person:
    """Somebody who types a plan, and where each technique is done."""
    said = {f"plan.{technique.replace('_', '-')}": typed for technique, typed in where.items()}
    talk = Person(vocabulary, {"plan": plan, **said})
    talk.until("today")
    return talk


def is_region(typed: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.known_readings(typed)
    return len(found) == 1 and not vocabulary.book.concepts["region"].keys().isdisjoint(found[0].ids)


@pytest.mark.parametrize(
    ("plan", "where", "expected"),
    [
        ("facial acupuncture", "ST36, LI4", [("ST36", "ST36"), ("LI4", "LI4"), ("face", "face")]),
        ("facial acupuncture", "forehead, ST4", [("forehead", "forehead"), ("ST4", "ST4")]),
        ("scalp needles", "u", [("head", "head")]),
        ("needles, scalp acupuncture", "GB34, LR3", [("GB34", "GB34"), ("LR3", "LR3"), ("head", "head")]),
        ("needles in the ear", "Shoulder, Lung left", [("Shoulder", "ear"), ("Lung left", "ear")]),
        ("NADA, scalp acupuncture", "LI4", [("LI4", "LI4"), ("ear", "ear"), ("head", "head")]),
        ("1, NADA", "Shoulder, LI4", [("Shoulder", "shoulder"), ("LI4", "LI4"), ("ear", "ear")]),
        ("needles", "LI4", [("LI4", "LI4")]),
    ],
)
def test_the_place_in_the_name_of_a_technique_stands_in_the_plan(
    vocabulary: Vocabulary, plan: str, where: str, expected: list[tuple[str, str]]
) -> None:
    assert places(planned(vocabulary, plan, manual_needling=where)) == expected


def test_what_a_line_said_that_was_asked_about_still_says_where(vocabulary: Vocabulary) -> None:
    talk = planned(vocabulary, ("ear acupuncture", "1"), manual_needling="Lung left, LI4")
    assert places(talk) == [("Lung left", "ear"), ("LI4", "LI4"), ("ear", "ear")]


def test_the_same_places_as_before_are_kept_as_they_were_meant(vocabulary: Vocabulary) -> None:
    talk = planned(vocabulary, "needles in the ear, laser", manual_needling="Shoulder", laser="same")
    assert places(talk) == [("Shoulder", "ear"), ("Shoulder", "ear")]
    both = planned(vocabulary, "needles in the ear, ear laser", manual_needling="Shoulder", laser="same")
    assert places(both) == [("Shoulder", "ear"), ("Shoulder", "ear")]


def test_an_opening_line_keeps_the_place_in_the_name_of_a_technique(vocabulary: Vocabulary) -> None:
    talk = Person(vocabulary, {"opening": "facial acupuncture at ST36, needles at LI4"}, Who.PRACTITIONER)
    talk.until("danger")
    page = as_text(talk.talk.report(), Audience.PRACTITIONER)
    assert "the face" in page


def test_a_name_with_a_place_in_it_says_where(vocabulary: Vocabulary) -> None:
    silent = []
    sections = {name.text(): node for name, node in read("techniques").pairs()}
    for name in [name for _, line in sections["names"].pairs() for name in names(line)]:
        regions = [place for _, place in in_two(name) if is_region(place, vocabulary)]
        if regions and not vocabulary.technique_place(name) and name not in NOT_WHERE_IT_IS_DONE:
            silent.append(name)
    assert silent == []


def test_many_words_are_no_technique_with_its_place(vocabulary: Vocabulary) -> None:
    line = "needles in the ear and a long story about how it all began"
    assert vocabulary.technique_at(line) == (line, "")
