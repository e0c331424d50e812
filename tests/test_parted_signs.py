"""A danger that is told in several entries, of which none says it alone, is put together."""

from __future__ import annotations

import pytest
import yaml
from conftest import DAY
from keyboard import Person
from phrases import FOLDER
from shipped_book import BOOK, PLAN, VOCABULARY, check, told

from acucheck import answers as answers_files
from acucheck.answers.file_writing import write
from acucheck.document.doubts import doubted_in
from acucheck.document.page import Page
from acucheck.document.sections.to_say import said_to_each
from acucheck.located import Origin, read_node
from acucheck.model.answers import Answers, MatchStatus, Name, Names, names_given
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome, Urgency
from acucheck.names.cached import LONGEST, CachedVocabulary
from acucheck.names.vocabulary import Vocabulary


def together(answers: Answers) -> list[Name]:
    return [name for _, name in names_given(answers) if name.parts]


DANGERS = {
    "medicines: [Eliquis 5]\nconditions: [slipped and hit my head nine days ago]": "danger.injury-now",
    "bleeding: [blood-thinner]\nconditions: [fell off the ladder, head in the gutter]": "danger.injury-now",
    "conditions: [fell over and head knocked, sleeps a lot, drops things]": "danger.injury-now",
    "conditions: [head knocked in the shower, now so drowsy]": "danger.injury-now",
    "medicines: [Sintrom]\nconditions: [golpe en la cabeza con la puerta]": "danger.injury-now",
    "medicines: [warfarin]\nconditions: [headache growing every day, so muddled at the till]": "danger.worst-headache",
    "conditions: [high fever, neck is stiff, my headache]": "danger.worst-headache",
    "conditions: [period is late, sharp on the right side, brown spotting]": "danger.pregnancy-warning",
    "medicines: [copper IUD since 2021]\nconditions: [my period is overdue, cramps]": "danger.pregnancy-warning",
    "conditions: [regla con retraso, dolor en un lado, mareo]": "danger.pregnancy-warning",
    "conditions: [jaw tightens on the stairs, sweating with it]": "danger.chest-pain",
    "conditions: [calf is swollen, short of breath at the shops]": "danger.breathless",
    "conditions: [three kilos more in a week, four pillows at night]": "danger.breathless",
    "conditions: [dry needling yesterday, sharp in the chest]": "danger.breathless",
    "conditions: [on chemo, shivering]": "danger.very-ill",
    "conditions: [aortic aneurysm under watch, back pain since noon]": "danger.belly-or-testicle-pain",
    "conditions: [cannot pass wind, vomiting, tummy is hard]": "danger.belly-or-testicle-pain",
    "conditions: [flew home, calf is thicker]": "danger.swollen-calf",
    "conditions: [sciatica, legs are weak, stream is weak]": "danger.numb-saddle",
    "nerves-mind: [numb-skin]\nnumb-where: [between the legs]\nconditions: none": "danger.numb-saddle",
    "cancer-immune: [cancer-past]\nconditions: [girdle pain at night, legs heavy on the stairs]": "danger.numb-saddle",
    "conditions: [comb hurts my scalp, sight dims at times]": "danger.sight-loss",
    "conditions: [stung in the garden, my tongue feels thick]": "danger.allergic-reaction",
    "conditions: [heart is racing, since three hours, nearly passed out]": "danger.chest-pain",
    "steroids-for-weeks: yes\nmedicines: [prednisone]\nconditions: [ran out on Friday, vomiting]": "danger.very-ill",
    "pregnant: yes\npregnancy-weeks: 30\nconditions: [have not felt her move since noon]": "danger.pregnancy-warning",
    "conditions: [wasp on my hand, itchy all over, hoarse]": "danger.allergic-reaction",
    "conditions: [ladder slipped, back pain since, feet tingle]": "danger.injury-now",
    "conditions: [migraine since I was 20, in one second this time, vomiting]": "danger.worst-headache",
}
"""Answers, and the line that they tell together or in one of them."""


@pytest.mark.parametrize(("text", "line"), DANGERS.items())
def test_a_danger_told_in_parts_is_heard(text: str, line: str) -> None:
    given = told(text)
    assert any(line in name.concepts for _, name in names_given(given))
    assert check(text).outcome.worst is Outcome.HELP


@pytest.mark.parametrize(
    "text",
    [
        "medicines: [Eliquis 5]\nconditions: [fell on my knee in 2024, tension in the head]",
        "medicines: [Eliquis 5]\nconditions: [fell over and hit my head in 2019]",
        "conditions: [head knocked, in 2018, dizzy on boats]",
        "conditions: [my husband fell and hit his head, I am sleepy after lunch]",
        "conditions: [period late, husband has pain in the right side]",
        "conditions: [jaw clicks, knees hurt on the stairs, sweats at the change]",
        "conditions: [left arm tired from the desk, night sweats]",
        "conditions: [calf was swollen in 2020, short of breath on hills]",
        "conditions: [stiff neck from the desk, hay fever, headache]",
        "conditions: [diabetes, thirsty]",
        "nerves-mind: [numb-skin]\nnumb-where: [both feet]\nconditions: none",
        """nerves-mind: [stroke, numb-skin]
numb-where: [right arm, right leg]
stroke-left-weak: yes
stroke-side-where: [right arm]
conditions: none""",
        "conditions: [heart surgery ahead of my son, racing bike, asthma, fainted at school]",
        "conditions: [heart is fine, knees, hip, elbow, racing at work, dizzy on boats]",  # too far from one another
        "conditions: [arm never swollen, knees ache since the third infusion]",  # only says when
        "conditions: [red eyes from pollen, sore hip, light lunch]",  # wants one sentence
        "conditions: [streaks in the phlegm, a little blood, cough]",
    ],
)
def test_what_only_looks_like_parts_of_one_is_not_put_together(text: str) -> None:
    assert together(told(text)) == []


def test_people_who_tell_in_parts_are_heard_and_what_is_old_is_calm() -> None:
    people = yaml.safe_load((FOLDER / "told-in-parts.yaml").read_text(encoding="utf-8"))
    missed, alarmed = [], []
    for person in people:
        said = {key: answer for key, answer in person.items() if key != "wanted"}
        text = yaml.safe_dump({"answered-by": "patient", "age": 52, **said}, allow_unicode=True, width=1000)
        report = check(text)
        urgent = {finding.rule.urgent for finding in doubted_in(report)}
        if person["wanted"] == "calm" and urgent:
            alarmed.append(text)
        if person["wanted"] == "now" and Urgency.NOW not in urgent and report.outcome.stands is not Outcome.HELP:
            missed.append(text)
    assert len(people) == 130
    assert missed == []
    assert len(alarmed) <= 3, alarmed


PARTS = "conditions: [head knocked on a shelf, asthma, sleepy]"


def test_the_entries_are_told_as_one_doubt_and_each_is_said_once_on_the_phone() -> None:
    text = "conditions: [head knocked on a shelf, asthma, sleepy]"
    [name] = together(told(text))
    assert name.taken is MatchStatus.SUGGESTED
    assert name.typed == "head knocked on a shelf; sleepy"
    assert name.parts == ("head knocked on a shelf", "sleepy")
    report = check(text)
    assert report.outcome.stands is Outcome.ASK
    words = dict(said_to_each(Page(report, Audience.PATIENT)))["On the phone"]
    assert words.count("head knocked") == 1


def test_what_is_put_together_is_not_written_to_a_file_and_read_from_it_again() -> None:
    given = told(PARTS)
    assert together(given)
    written = write(given, BOOK)
    root = read_node(written, Origin("answers.yaml"), as_json=False)
    assert root is not None
    assert answers_files.decode(root, VOCABULARY, DAY) == given
    assert written.count("head knocked") == 1


def test_a_line_that_is_ticked_or_named_is_not_told_twice() -> None:
    assert together(told(f"danger: [injury-now]\n{PARTS}")) == []
    assert together(told("conditions: [period late, hit my head today and feel sick, sleepy]")) == []


def test_what_is_said_of_the_entries_together_settles_it() -> None:
    [name] = together(told(PARTS))
    settled = told(f'{PARTS[:-1]}, {{name: not listed, typed: "{name.typed}"}}]')
    assert together(settled) == []


def test_without_a_list_of_conditions_it_stands_among_the_medicines() -> None:
    text = 'medicines: [Eliquis 5, "for my head, on the shelf I fell"]'
    root = read_node(f"{PLAN}\n{text}", Origin("answers.yaml"), as_json=False)
    assert root is not None
    given = answers_files.decode(root, VOCABULARY, DAY)
    listed = given[QuestionId("medicines")]
    assert isinstance(listed, Names)
    assert any("danger.injury-now" in name.concepts for name in listed.entries)
    places = read_node("numb-where: [between the legs]", Origin("answers.yaml"), as_json=False)
    assert places is not None
    assert together(answers_files.decode(places, VOCABULARY, DAY)) == []


def test_nothing_is_put_together_where_nothing_was_typed() -> None:
    assert together(told("medicines: [warfarin]\nconditions: none")) == []


def test_in_the_interview_it_stays_in_doubt_without_a_question_of_its_own(vocabulary: Vocabulary) -> None:
    said = {"conditions": ("head knocked on a shelf, sleepy", "u", "u")}
    person = Person(vocabulary, said)
    person.until_the_end()
    assert together(person.talk.answers)
    report = person.talk.report()
    assert report.outcome.stands is Outcome.ASK
    assert any(finding.rule.urgent is Urgency.NOW for finding in report.findings)


def test_it_is_found_for_many_people_as_for_one() -> None:
    vocabulary = CachedVocabulary(BOOK)
    long = f"head knocked on a shelf {'and so on ' * LONGEST}"
    for typed in ("head knocked on a shelf", long):
        found = vocabulary.parted_signs([typed, "sleepy"], [], frozenset())
        assert [sign.line for sign in found] == ["danger.injury-now"]
