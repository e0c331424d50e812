"""What a page says is true of the person, and what could change little does not stand above what matters."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from acucheck.document.blocks import Headline
from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.answers import Head, MatchStatus, Writer
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Missing, Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]
BOTH = pytest.mark.parametrize("audience", Audience)


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    return " ".join(as_text(report, audience).split())


def top(report: Report, audience: Audience = Audience.PATIENT) -> Headline:
    return next(headline(Page(report, audience)))


# A medicine that may be stopped


@pytest.mark.parametrize(
    ("medicine", "sentence"),
    [
        ("baby aspirin - STOPPED in April", "Keep taking the medicine as prescribed."),
        ("Xarelto, ended in August", "Keep taking your blood thinner"),
        ("clopidogrel, the urologist stopped it last week", "Keep taking it as prescribed. It may keep a stent open."),
        ("prednisolone, stopped in May", "Keep taking it as prescribed."),
    ],
)
@BOTH
def test_nobody_is_told_to_go_on_with_a_medicine_that_may_be_stopped(
    person: Person, medicine: str, sentence: str, audience: Audience
) -> None:
    report = person(f"medicines: ['{medicine}']")
    assert any(name.concepts for name in report.names)  # what it may do still counts
    assert sentence not in read(report, audience)
    assert "as prescribed" in read(report)  # as is said of all medicines


def test_who_takes_a_blood_thinner_for_certain_is_told_to_go_on_with_it(person: Person) -> None:
    assert "Keep taking your blood thinner exactly as prescribed." in read(person("medicines: [Eliquis]"))


@pytest.mark.parametrize(("medicine", "goes_on"), [("doxycycline", True), ("doxycycline, stopped last Friday", False)])
def test_what_is_offered_instead_has_nobody_go_on_with_a_medicine_that_may_be_stopped(
    person: Person, medicine: str, goes_on: bool
) -> None:
    page = read(person(f"bleeding: [bleeding-disorder]\nmedicines: ['{medicine}']"))
    instead = page.partition("GENTLER WAYS")[2]
    assert "Name the medicine before any laser." in instead
    assert ("Keep taking it as prescribed." in instead) is goes_on


# A scrap behind a medicine


@pytest.mark.parametrize(
    "medicine",
    [
        "flu jab, left arm",
        "flu jab yesterday, in the left upper arm",
        "tetanus shot, both thighs",
        "goserelin, last in Oct",
        "Zoladex 10.8 every 12 weeks, last 9 Nov",
        "B12 injection, Friday morning",
        "Xolair, letzte 3.11.",
        "Xolair, cada 8 semanas, 25 nov",
        "omeprazole, morn, evening",
        "loratadine, only Feb to April",
        "Prolia shot every 6 mo",
    ],
)
def test_where_or_when_a_medicine_was_given_is_no_medicine_to_bring_the_box_of(person: Person, medicine: str) -> None:
    report = person(f"medicines: ['{medicine}']")
    assert [name.typed for name in report.names] == [medicine]
    assert all(point.missing is not Missing.NOT_RECOGNISED for point in report.open)
    assert "Bring the box" not in read(report)


@pytest.mark.parametrize("scrap", ["ended in August", "stopped last Friday", "finished on 9 Nov"])
def test_a_scrap_that_says_when_a_medicine_ended_leaves_that_medicine_not_sure(person: Person, scrap: str) -> None:
    report = person(f"medicines: ['Xarelto, {scrap}']")
    (name,) = report.names
    assert (name.taken, name.name) == (MatchStatus.MAYBE, "rivaroxaban")


@pytest.mark.parametrize("scrap", ["left arm balm", "the white one", "hand lotion with oil", "the other one"])
def test_a_scrap_that_may_be_a_medicine_stays_one_to_be_asked_about(person: Person, scrap: str) -> None:
    report = person(f"medicines: ['flu jab, {scrap}']")
    assert any(point.name for point in report.open)


# What could change little


@BOTH
def test_what_could_have_a_part_left_out_is_named_last_below_what_is_done(person: Person, audience: Audience) -> None:
    report = person("plan: {manual needling: [LI4, Bitongg]}")
    assert (report.outcome.worst, report.settled) == (Outcome.CHANGE, False)
    first = top(report, audience)
    assert first.text.startswith(("GO AHEAD", "NO RULE APPLIES"))
    assert first.text.endswith("; A PART IS NOT SETTLED")
    assert first.steps[-1] == "Not settled: 'Bitongg'. It could become: leave out."


@BOTH
def test_words_that_could_ask_for_care_at_worst_stand_in_one_calm_line(person: Person, audience: Audience) -> None:
    report = person("conditions: [qwertz asdf, zxcv bnmq]")
    assert report.outcome.worst is Outcome.CARE
    page = read(report, audience).partition("FOR THE RECORD")[0]
    assert page.count("qwertz asdf") == 1
    assert not any("qwertz" in step for step in top(report, audience).steps)
    assert "'qwertz asdf' and 'zxcv bnmq'" in page


@BOTH
def test_an_unanswered_question_that_could_ask_for_care_is_named_calmly(person: Person, audience: Audience) -> None:
    report = person("medicines: [aspirin]")
    assert report.outcome.worst <= Outcome.CARE
    assert not any("first" in step.casefold() for step in top(report, audience).steps)


@BOTH
def test_nothing_open_could_become_what_is_done_anyway(person: Person, audience: Audience) -> None:
    page = read(person("conditions: [her aunt bipolar, maybe rosacea]"), audience)
    assert "could become: go ahead" not in page
    assert "could become: as planned" not in page


@BOTH
def test_a_name_that_may_be_nothing_known_is_not_said_to_be_perhaps_something(
    person: Person, audience: Audience
) -> None:
    page = read(person("conditions: [allergic to dust mites]"), audience)
    assert "perhaps ." not in page
    assert "perhaps;" not in page


# What a needle can do, in words that a patient knows


def test_a_patient_whose_needles_come_near_the_lung_reads_of_a_collapsed_lung_once(person: Person) -> None:
    page = read(person("plan: {manual needling: [GB21, BL13]}"))
    assert page.count("collapsed lung") == 1
    assert "collapsed lung" not in read(person("plan: {manual needling: [LI4]}"))


# A child


def test_a_child_is_not_told_to_drive_or_not_to(person: Person) -> None:
    child = "age: 7\nguardian-agreed: [consents, stays, child-agrees]\nmedicines: [baclofen 5 mg, Keppra]"
    page = read(person(f"{child}\nnerves-mind: [epilepsy]\nepilepsy-control: controlled"))
    assert "Do not drive or use machines" not in page
    assert "Plan a lift" not in page
    assert "A sleepy child does not cycle, swim or climb." in page


def test_a_grown_up_who_may_be_sleepy_is_told_not_to_drive(person: Person) -> None:
    assert "Do not drive or use machines until you feel wide awake." in read(person("medicines: [baclofen 5 mg]"))


# What is told


def test_the_medicine_against_clots_is_told_at_the_desk_however_much_else_there_is(person: Person) -> None:
    desk = dict(
        said_to_each(
            Page(
                person(
                    "pregnant: after-birth\nafter-birth: [birth-lately, birth-wound, breastfeeding]\n"
                    "today: [exhausted, very-upset]\nbleeding: [blood-thinner]\nmedicines: [Clexane 40 mg]\n"
                    "plan: {manual needling: [GV2, BL32, BL57, LI4], moxibustion: [CV6], cupping: [lower back]}\n"
                    "skin: [thin-skin]\nnerves-mind: [frail, loose-joints]"
                ),
                Audience.PATIENT,
            )
        )
    )["At the desk"]
    assert "I take Clexane 40 mg." in desk
    assert "There is more on my page." in desk


def test_a_medicine_in_doubt_that_matters_is_asked_about_at_the_desk(person: Person) -> None:
    report = person(
        "medicines: [aspirin 75, Brilique 90 twice a day till February, bisoprolol 3.75, ramipril 5]\n"
        "bleeding: [antiplatelet]\nantiplatelet-now: [stent-lately, two-antiplatelets]\nheart-lungs: [stable-heart]\n"
        "today: [driving-after]\nplan: {manual needling: [CV17, LI15 left, GB20], cupping: [shoulder]}"
    )
    assert "Brilique" in dict(said_to_each(Page(report, Audience.PATIENT)))["At the desk"]


def test_whoever_is_asked_hears_of_an_ache_that_no_rule_is_about(person: Person) -> None:
    report = person("bleeding: [bleeding-disorder]\nconditions: [golfers elbow]")
    asked = dict(said_to_each(Page(report, Audience.PATIENT)))
    assert any("golfers elbow" in words for whom, words in asked.items() if whom != "At the desk")


def test_a_pain_of_this_morning_is_not_said_to_be_of_weeks(person: Person) -> None:
    report = person("danger: [belly-or-testicle-pain]\norgans: [pain-unexplained]\ndoctor-has-looked: no\nage: 15")
    for writer in (Writer.PATIENT, Writer.HELPER):
        words = dict(said_to_each(Page(report, Audience.PATIENT, Head(writer=writer))))
        assert "weeks" not in words["On the phone"]


@pytest.mark.parametrize(
    ("place", "called"),
    [
        ("right side of the head", "the right side of the head"),
        ("left arm", "the left arm"),
        ("left back", "the left side of"),
    ],
)
def test_a_side_of_what_there_is_one_of_is_called_so(person: Person, place: str, called: str) -> None:
    assert called in read(person(f"plan: {{massage: [{place}]}}"))


# Who reads it


@pytest.mark.parametrize("different", ["nerves-mind: [cannot-agree]", "conditions: [lacks capacity]"])
def test_who_may_be_confused_reads_it_with_somebody_who_can_speak_for_them(person: Person, different: str) -> None:
    report = person(different)
    together = "Read this with somebody you trust, who can speak for you."
    assert together in top(report).steps
    assert together not in top(report, Audience.PRACTITIONER).steps
    helped = next(headline(Page(report, Audience.PATIENT, Head(writer=Writer.HELPER))))
    assert together not in helped.steps
    assert together not in top(person("nerves-mind: [headaches]")).steps


def test_a_name_that_ends_in_a_full_stop_ends_no_sentence_twice(person: Person) -> None:
    desk = dict(said_to_each(Page(person("medicines: [Eliquis 5 mg tab.]"), Audience.PATIENT)))["At the desk"]
    assert "I take Eliquis 5 mg tab." in desk
    assert ".." not in desk


# What is left out is not permitted in the same breath

PERMITS = re.compile(r"\b[Ww]here [a-z ]+ (?:is|are) used\b|\bkept low\b|\bAsk for a\b")


@BOTH
def test_no_risk_tells_how_something_is_done(book: RuleBook, audience: Audience) -> None:
    """A risk stands on the page also where what it is about is left out; how it is done stands under what is done."""
    risks = {rule.id: rule.risk.for_audience(audience) for rule in book.rules.values()}
    assert [rule_id for rule_id, risk in risks.items() if PERMITS.search(risk)] == []


@pytest.mark.parametrize(
    ("answers", "technique"),
    [
        ("nerves-mind: [epilepsy]\nplan: {electroacupuncture: [GV20, Yintang]}", "electroacupuncture"),
        ("nerves-mind: [epilepsy]\nplan: {electroacupuncture: [GV14]}", "electroacupuncture"),
        ("devices: [pacemaker]\ndevice-where: [left chest]\nplan: {TENS: [lower back]}", "tens"),
        ("nerves-mind: [weak-bones]\nweak-bones-kind: [crushed-vertebra]\nplan: {cupping: [back]}", "cupping"),
    ],
)
@BOTH
def test_nothing_is_said_of_how_to_do_what_is_left_out_everywhere(
    person: Person, answers: str, technique: str, audience: Audience
) -> None:
    report = person(answers)
    (line,) = [line for line in report.techniques if line.cell.technique == technique]
    assert {cell.level.stands for cell in line.places} == {Level.AVOID}
    known = report.book.techniques[line.cell.technique]
    page = read(report, audience)
    for finding in report.findings:
        if finding.rule.when is None:
            for key in (known.id, *known.groups):
                told = [each.for_audience(audience) for each in finding.rule.precautions.get(key, ())]
                assert not any(sentence and sentence in page for sentence in told)


# A team that has not agreed

TEAMS = {
    "maternity-team-agreed": "pregnant: yes\npregnancy-weeks: 38\nplan: {manual needling: [LI4]}",
    "pelvic-pain-agreed": "pregnant: yes\npregnancy-weeks: 20\nplan: {manual needling: [BL23]}",
    "obstetric-team-agreed": "pregnant: yes\npregnancy-situation: [low-placenta]\nplan: {manual needling: [PC6]}",
    "breech-moxa-agreed": "pregnant: yes\npregnancy-weeks: 34\nplan: {moxibustion: [BL67]}",
    "fertility-clinic-agreed": "pregnant: could-be\nfertility: [fertility-treatment]\nplan: {manual needling: [PC6]}",
    "platelets-agreed": "bleeding: [low-platelets]\nplan: {manual needling: [PC6]}",
    "eye-surgeon-agreed": (
        "devices: [operation-lately]\noperation-kind: eye-operation\nplan: {manual needling: [ST1]}"
    ),
    "heart-doctor-agreed": (
        "bleeding: [antiplatelet]\nheart-lungs: [stable-heart]\nantiplatelet-now: [stent-lately]\n"
        "plan: {manual needling: [PC6]}"
    ),
    "vascular-team-agreed": (
        "heart-lungs: [poor-circulation]\narteries-narrowed: narrowed\nplan: {manual needling: [ST36]}"
    ),
    "clot-team-agreed": "heart-lungs: [clot]\nclot-when: recent\nplan: {manual needling: [PC6]}",
    "cancer-team-agreed": "cancer-immune: [cancer-treatment]\nplan: {manual needling: [PC6]}",
    "transplant-team-agreed": "cancer-immune: [transplant]\ntransplant-when: stable\nplan: {manual needling: [PC6]}",
    "immune-team-agreed": "cancer-immune: [weak-immunity]\ndefences-very-low: yes\nplan: {manual needling: [PC6]}",
    "lymph-team-agreed": "cancer-immune: [nodes-removed]\nlymph-limb: left arm\nplan: {manual needling: [LI4 left]}",
    "liver-team-agreed": "organs: [cirrhosis]\nplan: {manual needling: [PC6]}",
    "epilepsy-doctor-agreed": (
        "nerves-mind: [epilepsy]\nepilepsy-control: uncontrolled\nplan: {manual needling: [PC6]}"
    ),
    "stroke-team-agreed": "nerves-mind: [stroke]\nstroke-when: recent\nplan: {manual needling: [PC6]}",
    "eating-team-agreed": "nerves-mind: [eating-disorder]\nplan: {manual needling: [PC6]}",
}


def test_every_team_that_can_agree_is_in_the_table(book: RuleBook) -> None:
    asked = [q.id for q in book.questions.values() if q.id.endswith("-agreed") and q.clears == {"yes"}]
    assert sorted(TEAMS) == sorted(asked)


@pytest.mark.parametrize("question", TEAMS)
def test_a_team_that_has_not_agreed_counts_as_one_of_which_that_is_not_known(person: Person, question: str) -> None:
    level = {}
    for answer in ("yes", "no", "not sure"):
        report = person(f"{TEAMS[question]}\n{question}: {answer}")
        (cell,) = report.techniques[0].places
        level[answer] = cell.level.stands
    assert level["no"] is level["not sure"]
    assert level["no"] > max(level["yes"], Level.CAUTION)


# What is asked of one place


@BOTH
def test_a_place_where_a_technique_is_left_out_is_not_one_for_care_with_it(audience: Audience, person: Person) -> None:
    stroke = "nerves-mind: [stroke, numb-skin]\nstroke-left-weak: yes\nstroke-side-where: [right arm]\n"
    numb = "numb-where: [right arm]\nplan: {electroacupuncture: [LI11 right, LI15 right]}"
    page = read(person(stroke + numb), audience)
    assert re.search(r"No (electroacupuncture|needles with a mild current) at the right arm", page)
    care = re.search(r"Take care with [^.]*?current[^.]*\.|Take care with electroacupuncture[^.]*\.", page)
    assert care is None or "the right arm" not in care[0]


@BOTH
def test_a_place_with_nothing_but_care_keeps_it(audience: Audience, person: Person) -> None:
    stroke = "nerves-mind: [stroke]\nstroke-left-weak: yes\nstroke-side-where: [right arm]\n"
    page = read(person(f"{stroke}plan: {{electroacupuncture: [LI11 right]}}"), audience)
    assert re.search(r"Take care with (electroacupuncture|needles with a mild current) at the right arm", page)


# What an entry says of the time


@pytest.mark.parametrize("entry", ["Botox forehead + 11s June 2026", "Botox 11 June", "chemical peel in May"])
def test_a_treatment_of_the_face_that_is_months_ago_asks_nothing(entry: str, person: Person) -> None:
    page = read(person(f"skin: none\nplan: {{needles: [ST3]}}\nconditions: [{entry}]"))
    assert "When was it done?" not in page
    assert "Filler?" not in page


@pytest.mark.parametrize("entry", ["Botox forehead Nov 9", "Botox forehead"])
def test_a_treatment_of_the_face_that_is_new_or_of_no_day_counts(entry: str, person: Person) -> None:
    page = read(person(f"plan: {{needles: [ST3]}}\nconditions: [{entry}]"))
    assert "When was it done?" in page


def test_a_medicine_of_cancer_that_helps_an_egg_ripen_is_no_cancer_treatment(person: Person) -> None:
    told = "pregnant: could-be\nfertility: [fertility-treatment]\ncancer-immune: none\n"
    medicine = "medicines: [letrozole 5mg day 3-7]\ncancer-medicine-for: other\n"
    rest = "plan: {needles: [ST36]}\nconditions: [usually 33 on letrozole]"
    assert "cancer team" not in read(person(told + medicine + rest))


def test_a_medicine_of_cancer_without_a_word_why_still_asks(person: Person) -> None:
    page = read(person("plan: {needles: [ST36]}\nconditions: [on letrozole]"))
    assert "Cancer treatment" in page
