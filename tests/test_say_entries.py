"""What a patient can say of an answer, and the places that advice is about, decoded from a rule book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from conftest import SMALL, Changed
from readability import grade

from acucheck.errors import InvalidRules
from acucheck.model.book import Precaution, RuleBook, Wording
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.rulebook import load

AGE = 'say: "I am {count} years old."'
SORE = 'say: "My sore place is {place}."'
LINE = "say: I bleed for long."
CLASS = "say: I take warfarin."
RULE = 'say: "Please keep needles shallow at {place}."'
AGREED = ("answer: yes-no, clears: yes", "answer: yes-no, say: {no: My midwife has not agreed.}, clears: yes")
PRESENT = re.compile(r"(?m)^ +say: .*\n|, (?:say|phrase): (?:\"[^\"]*\"|[^,}]*)")
"""Every sentence of the small rule book that a book from before would not have, and each `phrase`."""


def test_a_line_a_choice_a_yes_and_a_no_say_a_sentence(changed: Changed) -> None:
    book = changed(AGREED, ("say: I am pregnant.", "say: I am pregnant., if: {age: {from: 12}}"))
    bleeding = book.questions[QuestionId("bleeding")]
    assert bleeding.say == {"blood-thinner": "I take a blood thinner.", "disorder": "I bleed for long."}
    assert bleeding.options["disorder"] == Wording("A bleeding disorder", "A bleeding disorder")
    assert book.questions[QuestionId("pregnant")].say == {"yes": "I am pregnant.", "could-be": "I may be pregnant."}
    assert book.questions[QuestionId("pregnant")].offered_if.keys() == {"yes"}
    assert book.questions[QuestionId("team-agreed")].say == {"no": "My midwife has not agreed."}


def test_places_numbers_and_names_have_a_slot_in_their_sentence(small: RuleBook) -> None:
    assert {name: each.say_answer for name, each in small.questions.items() if each.say_answer} == {
        "age": "I am {count} years old.",
        "weeks": "I am {count} weeks pregnant.",
        "sore-where": "My sore place is {place}.",
        "medicines": "I take {medicine}.",
        "conditions": "I wrote this: {condition}.",
    }


def test_a_class_of_medicine_and_a_place_for_everybody_say_a_sentence(small: RuleBook) -> None:
    assert small.concepts["medicine"]["anticoagulant-vka"].say == "I take warfarin."
    assert small.rules[RuleId("lung")].say == "Please keep needles shallow at {place}."


def test_a_technique_is_called_otherwise_within_a_sentence_where_the_book_says_so(changed: Changed) -> None:
    assert changed().techniques[TechniqueId("cupping")].phrase == Wording("cupping", "cupping")
    technique = changed((", phrase: cupping", "")).techniques[TechniqueId("cupping")]
    assert technique.phrase == technique.label


def test_a_book_from_before_loads_and_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(older(SMALL.read_text(encoding="utf-8")), encoding="utf-8")
    book = load(str(path)).book
    assert not any(question.say or question.say_answer for question in book.questions.values())
    assert not any(rule.say for rule in book.rules.values())
    assert not any(kind.say for kind in book.concepts["medicine"].values())


def older(text: str) -> str:
    """The small rule book as it was before anything could be said; what aftercare says it had already."""
    head, care, rest = re.split(r"(?m)^(aftercare:\n(?: .*\n)*alternatives:\n(?: .*\n)*)", text)
    return PRESENT.sub("", head) + care + PRESENT.sub("", rest)


@pytest.mark.parametrize(
    ("written", "becomes", "problem"),
    [
        (AGE, "say: I am old.", "has {count} in it once"),
        (AGE, 'say: "I am {age}."', "has {count} in it once"),
        (SORE, 'say: "{place} and {place} hurt me."', "has {place} in it once"),
        (SORE, 'say: "My place is {place}}."', "a brace too many"),
        (LINE, 'say: "I bleed at {place}."', "has no words in braces"),
        (CLASS, 'say: "I take {medicine}."', "has no words in braces"),
        (RULE, "say: It is close to my lung.", "has {place} in it once"),
        (LINE, "says: I bleed.", "no entry here is called 'says'"),
        ("{label: A bleeding disorder, say", "{say", "missing here: label"),
        (AGREED[0], "answer: yes-no, say: {maybe: I do not know.}, clears: yes", "expected one of yes, no"),
        (AGREED[0], "answer: yes-no, say: I have asked., clears: yes", "expected entries of the form"),
        ("    not-sure: could-be\n", "    not-sure: could-be\n    say: I am.\n", "'say' stands at each option"),
        ("answer: plan,", "answer: plan, say: I plan this.,", "nobody says this question's answer"),
        ("    title: Blood thinner\n", "    title: A\n    say: At {place}.\n", "'say' is for a rule without 'when'"),
        ("phrase: cupping", "phrase: []", "expected one line of text"),
    ],
)
def test_a_sentence_that_cannot_be_filled_is_refused(
    written: str, becomes: str, problem: str, changed: Changed
) -> None:
    with pytest.raises(InvalidRules, match=r"rules\.yaml:[0-9]+:[0-9]+: ") as found:
        changed((written, becomes))
    assert problem in str(found.value)


# Advice about places


def needling(changed: Changed, written: str) -> tuple[Precaution, ...]:
    book = changed(("{practitioner: [Fine needles., Few needles.], patient: [Keep taking your medicine.]}", written))
    return book.rules[RuleId("thinner")].precautions["needling"]


def test_that_a_medicine_goes_on_may_be_for_one_that_is_certain_to_be_taken(changed: Changed) -> None:
    assert needling(changed, "{practitioner: [A.], patient: [{do: B., taken: yes}, C.]}") == (
        Precaution("A.", ""),
        Precaution("", "B.", taken=True),
        Precaution("", "C."),
    )


def test_advice_may_be_about_some_places_only(changed: Changed) -> None:
    assert needling(changed, "{do: Shallow., at: [PC6, face, pneumothorax]}") == (
        Precaution("Shallow.", "Shallow.", ("PC6", "face", "pneumothorax")),
    )
    assert needling(changed, "[Slowly., {do: {practitioner: A., patient: B.}, at: ST1}]") == (
        Precaution("Slowly.", "Slowly."),
        Precaution("A.", "B.", ("ST1",)),
    )


def test_advice_to_each_reader_stands_together_where_it_is_about_the_same_places(changed: Changed) -> None:
    assert needling(changed, "{practitioner: [{do: A., at: ST1}, B.], patient: [{do: C., at: ST1}]}") == (
        Precaution("A.", "C.", ("ST1",)),
        Precaution("B.", ""),
    )
    assert needling(changed, "{practitioner: {do: A., at: ST1}, patient: [B., C.]}") == (
        Precaution("A.", "", ("ST1",)),
        Precaution("", "B."),
        Precaution("", "C."),
    )


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("{do: Shallow., at: PC10}", "PC has the points PC1 to PC9"),
        ("{do: Shallow., at: XX1}", "'XX' is not the WHO code of a channel"),
        ("[{do: Shallow., at: [elbow]}]", "no point, region or hazard has that name"),
        ("{do: Shallow.}", "say with 'at' or 'taken' what this is about"),
        ("{do: Shallow., taken: no}", "expected yes, not 'no'"),
        ("{practitioner: [{at: face}], patient: [A.]}", "missing here: do"),
    ],
)
def test_a_place_that_is_none_or_half_a_sentence_is_refused(written: str, problem: str, changed: Changed) -> None:
    with pytest.raises(InvalidRules) as found:
        needling(changed, written)
    assert problem in str(found.value)


# The sentences of the book that comes with acucheck


def passages(book: RuleBook) -> Iterator[tuple[str, Sequence[str]]]:
    """Question, class or rule -> all the sentences that it gives to be said."""
    for question in book.questions.values():
        yield question.id, [*question.say.values(), *filter(None, [question.say_answer])]
    yield "classes", [kind.say for kind in book.concepts["medicine"].values() if kind.say]
    yield "rules", [rule.say for rule in book.rules.values() if rule.say]


def test_every_passage_to_be_said_is_plain(book: RuleBook) -> None:
    found = {name: " ".join(sentences) for name, sentences in passages(book)}
    hard = {name: grade(text) for name, text in found.items() if len(text.split()) >= 30 and grade(text) > 7}
    assert hard == {}
    assert sum(len(text.split()) for text in found.values()) > 2000


def test_no_sentence_to_be_said_is_long_or_begins_twice(book: RuleBook) -> None:
    said = [sentence for _, sentences in passages(book) for sentence in sentences]
    assert [sentence for sentence in said if len(sentence.split()) > 20] == []
    twice = re.compile(r"(?:I|My) (?:have|am|is|take|use|had) (?:I|My|It|This|A|The)\b|\b(\w+) \1\b")
    assert [sentence for sentence in said if twice.search(sentence)] == []
    assert twice.search("I have I put the needles in myself.")


def test_two_lines_of_one_question_never_say_the_same(book: RuleBook) -> None:
    for name, sentences in passages(book):
        if name in book.questions:
            assert len(set(sentences)) == len(sentences), name


def test_advice_that_names_points_says_so_in_data(book: RuleBook) -> None:
    """Advice for everybody that begins with points is about them alone."""
    begins = re.compile(r"([A-Z]{2}[0-9]+)(?:(?:,| and| to) ([A-Z]{2}[0-9]+))*:")
    for rule in book.rules.values():
        for precaution in (each for several in rule.precautions.values() for each in several):
            named = begins.match(precaution.practitioner)
            assert {point for point in (named.groups() if named else ()) if point} <= set(precaution.at), rule.id
