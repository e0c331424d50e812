"""What can be said at the desk, on the phone and to somebody who is asked first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck.assess import assess
from acucheck.document.page import Page
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.answers import Answers, Head, MatchStatus, NameKind, Writer
from acucheck.model.book import AnswerPlace, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]
MOST_WORDS = 60
BOTOX = """medicines: [Botox last week]
skin: [face-treated]
face-treated-kind: [botox]
face-treated-when: weeks
face-treated-where: [forehead]
plan: {thin needles: [forehead]}"""
MORE = "There is more on my page. Please read it."
STILL_OPEN = re.compile(r'Still open: "[^"]+"(?: and "[^"]+")?\.')
"""The open questions, of which two are named behind what was found."""


def said(report: Report, writer: Writer | None = None) -> dict[str, str]:
    """What is said to whom."""
    return dict(said_to_each(Page(report, Audience.PATIENT, Head(writer=writer))))


@pytest.mark.parametrize(
    ("different", "words", "never"),
    [
        (
            "bleeding: [little-blood]\nlittle-blood-kind: [blood-anaemia]\nplan: {bloodletting: [GB34]}",
            "I have anaemia.",
            "lump",
        ),
        ("skin: [metal-allergy]\nmetal-reaction: rash\nplan: {press tacks: [ear]}", "rash from metal", "allergic"),
        (
            "heart-lungs: [lung-disease]\nlung-kind: [emphysema]\nconditions: [COPD]",
            "About my health: COPD.",
            "chronic",
        ),
        ("organs: [diabetes]\ndiabetes-now: none\nconditions: [diabetes]", "I have diabetes.", "About my health"),
        ("pregnant: yes\npregnancy-weeks: 9", "I am 9 weeks pregnant.", "I am pregnant."),
        ("medicines: [Eliquis 5 mg, aspirin]", "I take Eliquis 5 mg and aspirin.", "It is called"),
        ("medicines: [{class: anticoagulant-vka}]", "I take a blood thinner such as warfarin.", "I take ."),
        ("medicines: [alteplase]", 'I wrote: "alteplase".', "I take alteplase"),
        (
            "nerves-mind: [numb-skin]\nnumb-where: [gizzard]\nplan: {tens: [foot]}",
            "skin feels little or nothing",
            "gizzard is",
        ),
        (BOTOX, "I had Botox.", "I take Botox"),
        ("today: [maybe nothing-eaten]", "It may be that I have not eaten in the last few hours.", "not sure of this"),
        ("skin: [maybe thin-skin]\nplan: {cupping: [back]}", "It may be so: My skin is thin", "not sure of this"),
        (
            "conditions: [qwertz asdf]\norgans: not sure",
            'The check did not know these words: "qwertz asdf".',
            "that I wrote",
        ),
        ("bleeding: not sure", 'Still open: "Bleeding".', "Some questions"),
    ],
)
def test_each_thing_is_said_once_by_the_kind_or_the_name_of_it(
    person: Person, different: str, words: str, never: str
) -> None:
    desk = said(person(different))["At the desk"]
    assert desk.count(words) == 1
    assert never not in desk


def test_where_nothing_may_be_done_is_told_also_while_nothing_is_planned_there(person: Person) -> None:
    limb = "cancer-immune: [nodes-removed]\nlymph-limb: [right arm]\nplan: {thin needles: [ST36 left]}"
    assert "My lymph nodes were removed or treated, which puts the right arm" in said(person(limb))["At the desk"]
    assert "at the right arm" not in said(person("plan: {thin needles: [ST36 left]}")).get("At the desk", "")


def test_whether_somebody_is_pregnant_is_said_whatever_else_was_typed(person: Person) -> None:
    typed = "pregnant: yes\npregnancy-weeks: 9\nconditions: [morning sickness]"
    assert "I am 9 weeks pregnant." in said(person(typed))["At the desk"]
    assert "I am pregnant." in said(person("pregnant: not sure\nconditions: [pregnant]"))["At the desk"]


def test_a_doubtful_name_is_asked_about_as_it_was_typed(person: Person) -> None:
    desk = said(person("medicines: [maybe warfarin]"))["At the desk"]
    assert 'Please ask about "warfarin".' in desk
    assert "I take" not in desk


def test_what_is_ticked_for_certain_is_not_doubted_because_of_a_name(person: Person) -> None:
    different = "pregnant: yes\npregnancy-weeks: 40\nconditions: [induction booked for next Thursday]"
    desk = said(person(different))["At the desk"]
    assert "40 weeks pregnant" in desk
    assert "It may be" not in desk
    assert "Please ask about" not in desk
    assert desk.endswith('Still open: "Anything special in this pregnancy".')


def test_whoever_answers_a_call_hears_all_that_was_typed(person: Person) -> None:
    different = "danger: [worst-headache]\nmedicines: [candesartan]\nconditions: [BP 224/128, blurred vision]"
    phone = said(person(different))["On the phone"]
    assert phone.startswith("I need help now. I am 34 years old. I have a sudden, very bad headache")
    assert "unlike any before. Written down: 'blurred vision'; 'BP 224/128'. " in phone
    assert phone.endswith("Medicines written down: 'candesartan'.")
    assert "Please ask" not in phone


@pytest.mark.parametrize(
    ("different", "writer", "whom"),
    [
        ("age: 6\nskin: [thin-skin]\nplan: {cupping: [back]}", Writer.HELPER, "About the child, aged 6: "),
        ("age: 6\nskin: [thin-skin]\nplan: {cupping: [back]}", Writer.PRACTITIONER, "About the child, aged 6: "),
        ("skin: [thin-skin]\nplan: {cupping: [back]}", Writer.HELPER, "About the person I help, aged 34: "),
        ("age: not sure\nskin: [thin-skin]\nplan: {cupping: [back]}", Writer.HELPER, "About the person I help: "),
        ("age: 15\nskin: [thin-skin]\nplan: {cupping: [back]}", Writer.PATIENT, "My skin is thin"),
    ],
)
def test_somebody_who_speaks_for_another_does_not_say_i(
    person: Person, different: str, writer: Writer, whom: str
) -> None:
    desk = said(person(different), writer)["At the desk"]
    assert whom in desk
    assert ("I am" in desk) is (writer is Writer.PATIENT)


def test_who_is_asked_hears_of_the_illness_also_where_only_a_doubt_is_asked_about(person: Person) -> None:
    different = "bleeding: [maybe low-platelets]\nplatelets-agreed: not sure\nmedicines: [warfarin, vitamin D]"
    asked = said(person(different))
    question = next(words for whom, words in asked.items() if "checks your blood" in whom)
    assert "I take warfarin. It may be so: My platelets are low. This is planned: thin needles" in question


def test_a_name_that_is_part_of_another_is_not_said_beside_it(person: Person) -> None:
    desk = said(person("medicines: [warfarin, warfarin since May]"))["At the desk"]
    assert "I take warfarin since May." in desk


def test_a_helper_has_words_for_a_call_and_for_another_day(person: Person) -> None:
    phone = said(person("danger: [chest-pain]"), Writer.HELPER)["On the phone"]
    assert phone.startswith("We need help now. About the person I help, aged 34: Chest pain")
    desk = said(person("today: [fever]"), Writer.HELPER)["At the desk"]
    assert desk.startswith("There can be no treatment today.")
    assert desk.endswith("Please give us a new day.")


def test_a_helper_names_what_is_doubted_and_no_more_than_can_be_heard(person: Person) -> None:
    every = (
        "nerves-mind: [frail, memory-loss, cannot-hold-still, needs-interpreter, weak-bones]\n"
        "skin: [thin-skin, maybe fresh-injury, scars, moles-or-lumps]\nplan: {massage: [back]}"
    )
    desk = said(person(every), Writer.HELPER)["At the desk"]
    assert "more is on the page" in desk
    few = said(person("skin: [maybe thin-skin]\nplan: {cupping: [back]}"), Writer.HELPER)["At the desk"]
    assert "not sure: Thin skin" in few


def test_nobody_is_asked_where_the_book_names_nobody(person: Person) -> None:
    assert set(said(person("today: [maybe fever]"))) == {"At the desk"}


def test_who_is_asked_hears_what_is_planned_but_not_what_is_left_out(person: Person) -> None:
    different = "medicines: [warfarin]\nbleeding: [blood-thinner]\nthinner-now: [thinner-changed]"
    asked = said(person(f"{different}\nplan: {{thin needles: [LI4], bloodletting: [GB34]}}"))
    question = next(words for whom, words in asked.items() if whom != "At the desk")
    assert "This is planned: thin needles at LI4 Hegu." in question
    assert "pricking" not in question


def test_a_doctor_hears_the_worst_of_very_much_and_no_more_than_can_be_kept_in_mind(
    person: Person, book: RuleBook
) -> None:
    lists = ("bleeding", "heart-lungs", "cancer-immune", "organs", "nerves-mind", "skin")
    ticked = [f"{name}: [{', '.join(book.questions[QuestionId(name)].options)}]" for name in lists]
    asked = said(person("\n".join([*ticked, "medicines: [apixaban]", "plan: {thin needles: [LI4]}"])))
    words = asked["To the doctor"].removeprefix("I need to be seen today. I am 34 years old. ")
    assert len(words.split()) <= 2 * MOST_WORDS  # what decides is never cut
    assert "'apixaban'" in words
    assert words.endswith("There is more on the page.")
    assert "rash" not in words


def test_whoever_is_asked_hears_of_no_more_aches_than_can_be_kept_in_mind(person: Person) -> None:
    aches = ", ".join(f"stiff neck after work number {number} of the week" for number in range(1, 15))
    asked = said(person(f"bleeding: [bleeding-disorder]\nconditions: [{aches}]\nplan: {{thin needles: [LI4]}}"))
    words = next(words for whom, words in asked.items() if whom != "At the desk")
    assert "number 1 of the week" in words
    assert "number 14 of the week" not in words


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_nothing_is_said_twice_doubted_besides_or_at_too_great_length(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for writer in (None, Writer.HELPER):
        for whom, words in said(report, writer).items():
            _is_whole(words, report)
            if whom == "At the desk" and "a new day" not in words:
                found = STILL_OPEN.sub("", words.removesuffix(MORE))
                short = len(found.split()) <= MOST_WORDS
                assert short or found.count(". ") <= 2  # the first sentence is said, however long a name is


def _is_whole(words: str, report: Report) -> None:
    typed = " ".join([*(name.typed for name in report.names), *(line.cell.typed for line in report.techniques)])
    assert "{" not in words or "{" in typed
    assert "not sure of this" not in words
    assert "This is planned: ." not in words
    sentences = [each for each in words.split(". ") if each not in typed]
    assert max(Counter(sentences).values()) == 1
    for sentence in sentences:
        assert f"It may be that {sentence}" not in sentences


def test_what_a_finding_rests_on_is_not_told_again_as_agreed(person: Person) -> None:
    seen = (
        "skin: [hot-joint]\nhot-joint-where: [right toes]\nhot-joint-explained: yes\nplan: {thin needles: [SP3 right]}"
    )
    assert said(person(seen))["At the desk"].count("A doctor has seen my joint") == 1


def test_new_bleeding_that_nobody_has_seen_is_named_to_the_doctor(person: Person) -> None:
    bleeding = "bleeding: [new-bleeding]\nplan: {thin needles: [LU7]}\nnew-bleeding-seen: "
    unseen = "My new bleeding, coughed-up blood, black stools or fall lately: no doctor has seen it yet."
    assert unseen in said(person(f"{bleeding}no"))["To the doctor"]
    assert "To the doctor" not in said(person(f"{bleeding}yes"))


def test_what_somebody_has_agreed_to_is_told_but_not_what_is_still_to_be_asked(person: Person) -> None:
    agreed = "My maternity team agrees to acupuncture."
    risk = "pregnant: yes\npregnancy-weeks: 30\npregnancy-situation: [early-labour-risk]\nobstetric-team-agreed: "
    assert agreed in said(person(f"{risk}yes"))["At the desk"]
    assert agreed not in said(person(f"{risk}no"))["At the desk"]
    assert agreed not in said(person(f"{risk}yes"), Writer.HELPER)["At the desk"]


@pytest.mark.parametrize("audience", Audience)
def test_what_is_done_at_the_ear_alone_is_named_with_no_other_place(person: Person, audience: Audience) -> None:
    numb = "nerves-mind: [numb-skin]\nnumb-where: [left foot]\nplan: {ear seeds: [ear], thin needles: [LI4]}"
    pregnant = "pregnant: yes\npregnancy-weeks: 20\nplan: {ear seeds: [ear], thin needles: [LI4]}"
    sore = "skin: [sore-skin]\nsore-skin-kind: [open-wound]\nsore-skin-where: [left foot]\nplan: {ear seeds: [ear]}"
    for different in (numb, pregnant, sore):
        page = " ".join(as_text(person(different), audience).split())
        name = "seeds taped to the ear" if audience is Audience.PATIENT else "ear seeds"
        for place in ("the left foot", "the lower belly", "the lower abdomen"):
            assert f"{name} at {place}" not in page.lower()


@pytest.mark.parametrize("where", ["left ear", "not sure"])
def test_what_is_done_at_the_ear_alone_is_left_out_where_the_ear_is_sore_or_may_be(person: Person, where: str) -> None:
    sore = f"skin: [sore-skin]\nsore-skin-kind: [open-wound]\nsore-skin-where: [{where}]\nplan: {{ear seeds: [ear]}}"
    page = " ".join(as_text(person(sore), Audience.PATIENT).split())
    assert "No seeds taped to the ear at" in page


def test_a_place_that_a_technique_is_called_by_is_not_named_again(person: Person) -> None:
    page = as_text(person("skin: [thin-skin]\nplan: {ear seeds: [ear]}"), Audience.PATIENT)
    assert "ear at the ear" not in " ".join(page.split())


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_a_technique_of_one_place_is_asked_about_at_no_other(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    bound = {technique.id: technique.only_at for technique in book.techniques.values() if technique.only_at}
    assert bound
    planned = {cell.technique for line in report.techniques for cell in line.places if cell.technique}
    for finding in report.findings:
        for met in finding.limits:
            for at in met.levels:
                if at.technique in bound and at.technique not in planned:
                    assert all(isinstance(item, AnswerPlace) or item in bound[at.technique] for item in at.where)


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_words_are_called_unknown_only_where_they_are(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    unknown = [point.name for point in report.open if point.missing.value == "not recognised"]
    for words in said(report).values():
        assert "did not know these words" not in words or any(f'"{name}"' in words for name in unknown)
    for name in report.names:
        if name.kind is NameKind.CONDITION and name.taken is MatchStatus.UNRECOGNISED:
            assert f'Please ask about "{name.typed}"' not in " ".join(said(report).values())


def test_names_of_which_one_leads_to_the_next_are_said_as_they_were_typed(person: Person) -> None:
    answers = (
        "{age: 31, pregnant: yes, pregnancy-situation: [ivf-pregnancy], plan: {needles: [SI3]}, "
        "medicines: [baby aspirin 81 mg for preeclampsia prevention, Diclegis]}"
    )
    asked = " ".join(said(person(answers)).values())
    assert "aspirin 81 mg for preeclampsia prevention" in asked
    assert "for Diclegis" not in asked
