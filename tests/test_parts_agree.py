"""What one part of a page says is what every other part says: steps, reasons, the record, and words for others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.answers import Head, Writer
from acucheck.model.ids import AftercareId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]


def flat(report: Report, audience: Audience) -> str:
    return " ".join(as_text(report, audience).split())


def record(report: Report) -> str:
    return flat(report, Audience.PRACTITIONER).partition(" FOR THE RECORD ")[2].partition(" Rules ")[0]


def steps(report: Report, audience: Audience) -> tuple[str, ...]:
    return next(iter(headline(Page(report, audience)))).steps


# The record


def test_what_is_certain_is_not_filed_under_not_sure(person: Person) -> None:
    text = record(person("danger: [chest-pain, maybe breathless]"))
    certain, _, unsure = text.partition(" Not sure ")
    assert certain.startswith("Answered Danger signs: Chest pain or pressure. ")
    assert unsure.startswith(
        "Danger signs: maybe 'Severe trouble breathing, or a lot of blood coughed or vomited up'. "
    )
    assert "Chest pain" not in unsure


def test_what_is_not_sure_alone_is_filed_as_that_alone(person: Person) -> None:
    certain, _, unsure = record(person("danger: [maybe chest-pain]")).partition(" Not sure ")
    assert "Danger signs" not in certain
    assert unsure.startswith("Danger signs: maybe 'Chest pain or pressure'.")


STENT = """
bleeding: [antiplatelet]
antiplatelet-now: [stent-lately, two-antiplatelets]
medicines: [clopidogrel, aspirin]
heart-lungs: [stable-heart, high-blood-pressure]
organs: [diabetes]
"""


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("not sure", "Not sure Whether the heart doctor agrees."),
        ("no", "Has the cardiologist, the surgeon or the GP, knowing this, agreed to acupuncture? No."),
    ],
)
def test_no_agreement_is_never_not_needed_while_somebody_is_asked(person: Person, answer: str, kept: str) -> None:
    report = person(f"{STENT}heart-doctor-agreed: {answer}\n")
    assert report.outcome.stands is Outcome.ASK
    assert "heart doctor" not in flat(report, Audience.PATIENT).partition(" Not needed ")[2]
    needed, _, needless = record(report).partition(" Not needed ")
    assert kept in needed
    assert "agree" not in needless.partition(" Consent ")[0]


@pytest.mark.parametrize(("answer", "kept"), [("not sure", "Not sure "), ("no", "agreed to acupuncture? No.")])
def test_nor_is_one_of_another_team_that_was_not_given(person: Person, answer: str, kept: str) -> None:
    needed = record(person(f"{STENT}heart-doctor-agreed: no\ncancer-team-agreed: {answer}\n")).partition(" Not needed ")
    assert kept in needed[0]
    assert "cancer" not in needed[2].partition(" Consent ")[0]


def test_an_agreement_that_was_given_is_on_record_and_one_that_nobody_is_asked_for_is_not_needed(
    person: Person,
) -> None:
    agreed = record(person(f"{STENT}heart-doctor-agreed: yes\n")).partition(" Not needed ")[0]
    assert "Has the cardiologist, the surgeon or the GP, knowing this, agreed to acupuncture? Yes." in agreed
    unasked = record(person("heart-doctor-agreed: no")).partition(" Not needed ")[2]
    assert unasked.startswith("Has the cardiologist, the surgeon or the GP, knowing this, agreed to acupuncture? No.")


# What has to happen first


WET_CUPPING = "plan: {wet cupping: [upper back], manual needling: [LI4]}\ntechnique-checks: [maybe not-single-use]\n"


@pytest.mark.parametrize("audience", Audience)
def test_nothing_is_waited_for_that_is_left_out_for_another_reason(person: Person, audience: Audience) -> None:
    alone = person(WET_CUPPING)
    assert "a new sterile blade" in " ".join(steps(alone, audience))
    on_thinners = person(f"{WET_CUPPING}medicines: [apixaban]\nbleeding: [blood-thinner]\n")
    assert "sterile blade and" not in flat(on_thinners, audience)


@pytest.mark.parametrize(
    ("audience", "who"), [(Audience.PATIENT, "you have"), (Audience.PRACTITIONER, "the person has")]
)
def test_both_read_in_the_box_what_has_to_happen_first(person: Person, audience: Audience, who: str) -> None:
    said = steps(person("today: [nothing-eaten]"), audience)
    assert any(f"ait until {who} eaten something light" in each for each in said)


# Reasons


PERHAPS_PREGNANT = """
age: 47
pregnant: could-be
fertility: [late-period]
plan: {manual needling: [CV4, SP6, HT7]}
today: [exhausted]
devices: [operation-planned]
"""


def test_a_reason_for_care_is_none_for_leaving_out(person: Person) -> None:
    said = steps(person(PERHAPS_PREGNANT), Audience.PATIENT)
    assert "With care because of this: Worn out, thirsty or upset." in said
    assert not any(each.startswith("Because of this") for each in said)
    on_thinners = person(f"{WET_CUPPING}today: [exhausted]\nmedicines: [apixaban]\nbleeding: [blood-thinner]\n")
    by_label = dict(each.split(": ", 1) for each in steps(on_thinners, Audience.PRACTITIONER) if ": " in each)
    assert by_label["Left out because of"].startswith("Anticoagulant")
    assert "Exhausted" not in by_label["Left out because of"]
    assert "Exhausted" in by_label["With care because of"]


def test_a_possible_pregnancy_is_named_as_the_reason_and_a_test_in_the_box(person: Person) -> None:
    report = person(PERHAPS_PREGNANT)
    said = steps(report, Audience.PATIENT)
    test = next(each for each in said if each.startswith("You could be pregnant: "))
    assert "if no test has said no, do one" in test
    assert "Ask your doctor or pharmacist whether your medicines are right if you are pregnant." in test
    assert any(each.startswith("Not certain, so it counts for now: You could be pregnant; ") for each in said)
    said = steps(report, Audience.PRACTITIONER)
    suggested = "Pregnancy not ruled out: Suggest a test where none has said no, in fertility treatment "
    assert any(each.startswith(suggested) for each in said)
    settled = flat(report, Audience.PRACTITIONER).partition(" WHAT WOULD SETTLE OR CHANGE IT ")[2]
    assert settled.startswith("Settle Pregnant? ")
    assert "a test settles it" in settled.partition(" Choose ")[0]


@pytest.mark.parametrize("pregnant", ["could-be", "yes"])
def test_the_hospital_is_told_of_a_pregnancy_before_an_operation(person: Person, pregnant: str) -> None:
    report = person(PERHAPS_PREGNANT.replace("could-be", pregnant))
    assert any("Tell the hospital before the day" in each for each in steps(report, Audience.PATIENT))
    assert any("Have the hospital told before the day" in each for each in steps(report, Audience.PRACTITIONER))


def test_a_certain_pregnancy_asks_for_no_test(person: Person) -> None:
    page = flat(person("age: 34\npregnant: yes\npregnancy-weeks: 20"), Audience.PATIENT)
    assert "if no test has said no, do one" not in page


def test_what_leaves_out_a_part_of_a_place_is_a_reason_for_leaving_out(person: Person) -> None:
    said = steps(
        person("age: 34\npregnant: yes\npregnancy-weeks: 13\nplan: {massage: [shoulder], needles: [LI4, PC6]}"),
        Audience.PATIENT,
    )
    left_out = next(each for each in said if each.startswith("Left out because of this: "))
    assert "Scraping, heat and rubbing at points left out in pregnancy" in left_out


# Points left out in pregnancy


TWINS = """
age: 34
pregnant: yes
pregnancy-weeks: 13+2
pregnancy-situation: [more-than-one-baby]
obstetric-team-agreed: no
plan: {manual needling: [GB20, GB21], massage: [low back]}
"""


@pytest.mark.parametrize("audience", Audience)
def test_no_milder_sentence_stands_beside_a_stricter_one_for_the_same_points(
    person: Person, audience: Audience
) -> None:
    page = flat(person(TWINS), audience)
    assert "may be used if" not in page
    assert "unless the maternity team agrees to them" not in page
    assert "until the birth is near" not in page
    assert "press the low back only lightly" not in page
    assert "Massage the low back only lightly." in page


@pytest.mark.parametrize("audience", Audience)
def test_care_at_a_place_is_told_where_nothing_leaves_it_out(person: Person, audience: Audience) -> None:
    page = flat(
        person(TWINS.replace("pregnancy-situation: [more-than-one-baby]", "pregnancy-situation: none")), audience
    )
    assert "press the low back only lightly" in page


# Words for others


FELL = """
danger: [injury-now]
age: 70
bleeding: [blood-thinner, new-bleeding]
new-bleeding-seen: no
nerves-mind: [maybe cannot-agree]
medicines: [Eliquis 5 mg, metoprolol]
conditions: ["fell from ladder Friday, mixes up words today"]
"""


def said_to(report: Report, writer: Writer | None = None) -> dict[str, str]:
    return dict(said_to_each(Page(report, Audience.PATIENT, Head(writer=writer))))


def test_whoever_calls_says_age_and_first_fact_and_then_what_was_typed(person: Person) -> None:
    report = person(
        "danger: [chest-pain, maybe breathless]\nage: 32\nheart-lungs: [thin-chest]\n"
        "plan: {manual needling: [GB21]}\nconditions: [dry needling yesterday]"
    )
    phone = said_to(report)["On the phone"]
    assert phone.startswith(
        "I need help now. I am 32 years old. I have pain or pressure in my chest. It may be that I have severe trouble "
        "breathing, or I have brought up a lot of blood. Written down: 'dry needling yesterday'. "
    )
    assert phone.index("dry needling") < phone.index("My lungs may lie close")
    assert "I am" not in said_to(person("danger: [chest-pain]\nage: not sure"))["On the phone"]


def test_a_helper_asks_nobody_a_question_and_tells_what_happened_before_the_rest(person: Person) -> None:
    phone = said_to(person(FELL), Writer.HELPER)["On the phone"]
    assert phone.startswith(
        "We need help now. About the person I help, aged 70: A blow to the head, or a bone that may be broken, "
        "not yet seen to. Written down: 'fell from ladder Friday, mixes up words today'. "
    )
    assert "?" not in phone
    assert 'black stools or fall lately: no doctor has seen it yet."' in phone
    assert "more is on the page" not in phone
    assert "not sure: Confused, or not able to agree freely to the treatment" in phone
    assert phone.endswith("Medicines written down: 'Eliquis 5 mg'; 'metoprolol'.")


def test_the_practitioner_on_the_phone_asks_no_question(person: Person) -> None:
    page = flat(person(FELL), Audience.PRACTITIONER)
    script = page.partition('SAY ON THE PHONE Say "A patient needs help now. ')[2].partition(" WHAT WAS FOUND")[0]
    assert script.startswith(
        "Aged 70. A blow to the head, or a bone that may be broken, not yet seen to. "
        "Written down: 'fell from ladder Friday, mixes up words today'. "
    )
    assert "?" not in script
    assert "black stools or fall lately: no doctor has seen it yet" in script


def test_what_is_not_sure_of_the_person_is_told_on_the_phone_by_the_person(person: Person) -> None:
    phone = said_to(person("danger: [chest-pain]\norgans: [maybe diabetes]\nnerves-mind: [maybe cannot-agree]"))[
        "On the phone"
    ]
    assert "It may be that I have diabetes." in phone
    assert "It may be that I need help to agree to a treatment." in phone


def test_nothing_of_the_plan_is_told_on_the_phone(person: Person) -> None:
    report = person("danger: [chest-pain]\nplan: {cupping: not sure}\ntechnique-checks: [maybe not-single-use]")
    for writer in (None, Writer.HELPER):
        phone = said_to(report, writer)["On the phone"]
        assert "cup" not in phone.casefold()
        assert "blade" not in phone


def test_an_answer_that_says_i_is_told_by_another_in_quotes(person: Person) -> None:
    report = person("danger: [chest-pain]\ncancer-immune: [weak-immunity]\ndefences-very-low: yes")
    phone = said_to(report, Writer.HELPER)["On the phone"]
    assert '"A doctor has said that my defences are very low right now."' in phone
    assert "?" not in phone


THINNER = """
plan: {manual needling: [BL23]}
bleeding: [blood-thinner]
medicines: [Pradaxa, ibuprofen, "comp 5/25"]
thinner-now: not sure
organs: not sure
conditions: [kidney values tested long ago in Xanten]
"""


def test_who_is_asked_hears_what_is_not_known(person: Person) -> None:
    everybody = said_to(person(THINNER))
    asked = next(words for whom, words in everybody.items() if whom.startswith("whoever prescribes your blood thinner"))
    assert "kidney values tested long ago in Xanten" in asked
    assert "comp 5/25" in asked
    assert 'I do not know this: "How it stands with the blood thinner". ' in asked
    helper = said_to(person(THINNER), Writer.HELPER)
    assert any('We do not know this: "How it stands' in words for words in helper.values())


BLOOD_CANCER = """
plan: {manual needling: [LI4]}
cancer-immune: [cancer-present, maybe weak-immunity]
blood-cancer: yes
cancer-team-agreed: not sure
defences-very-low: not sure
conditions: [CLL]
"""


def test_persons_to_whom_the_same_is_told_have_one_question(person: Person) -> None:
    asked = [whom for whom in said_to(person(BLOOD_CANCER)) if whom != "At the desk"]
    assert asked == ["the team that treats you and knows your blood counts"]
    words = said_to(person(BLOOD_CANCER))[asked[0]]
    assert 'I do not know this: "Has a doctor said that your defences are very low right now?". ' in words


@pytest.mark.parametrize("audience", Audience)
def test_the_headline_names_no_illness_that_nobody_named(person: Person, audience: Audience) -> None:
    assert "HIV" not in flat(person(BLOOD_CANCER), audience).partition(" THE PLAN ")[0]


@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_fever_with_very_low_defences_is_a_call_at_once(person: Person, answer: str) -> None:
    page = flat(person(f"cancer-immune: [weak-immunity]\ndefences-very-low: {answer}\n"), Audience.PATIENT)
    assert "Ring your medical team at once, day or night, for a fever of 38 C or more" in page
    assert "even for a small infection or a fever" not in page


def test_what_has_to_happen_first_and_driving_are_told_at_the_desk(person: Person) -> None:
    desk = said_to(
        person(
            STENT.replace("clopidogrel, aspirin", "clopidogrel, aspirin, gliclazide, ramipril, bisoprolol")
            + "today: [nothing-eaten, driving-after]\ndiabetes-now: [low-sugar-medicine]\n"
            "plan: {wet cupping: [upper back], manual needling: [LI4]}\n"
        )
    )["At the desk"]
    assert "I have not eaten in the last few hours." in desk
    assert "gliclazide" in desk
    assert "drive" in desk
    assert "Please use no" in desk


def test_a_doctor_who_is_asked_hears_nothing_of_a_meal(person: Person) -> None:
    asked = said_to(person(f"{STENT}today: [nothing-eaten]\ndiabetes-now: [low-sugar-medicine]\n"))
    doctors = [words for whom, words in asked.items() if whom != "At the desk"]
    assert doctors
    assert "not eaten" not in " ".join(doctors)


# Afterwards


def test_signs_belong_to_what_is_done_at_a_place_and_to_nothing_left_out(person: Person) -> None:
    signs = AftercareId("pneumothorax-signs")
    pregnant = "age: 34\npregnant: yes\npregnancy-weeks: 13\n"
    assert signs in person("plan: {manual needling: [GB21]}").aftercare
    assert signs not in person("plan: {manual needling: [GB20]}").aftercare
    assert signs not in person(f"{pregnant}plan: {{manual needling: [GB21, SI3], massage: [shoulder]}}").aftercare
    lungs = flat(person("heart-lungs: [lung-disease]\nplan: {manual needling: [LI4]}"), Audience.PATIENT)
    assert "Say that you had needles, and where." not in lungs  # no lung lies below
