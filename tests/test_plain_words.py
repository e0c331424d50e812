"""What strangers misread on a page: doubts told as facts, what is worst without a reason, and what was told too low."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck import logic
from acucheck.assess import assess
from acucheck.document.blocks import Headline, Lines, Table
from acucheck.document.page import Page
from acucheck.document.pages.one_screen import summary
from acucheck.document.pages.report_page import report_page
from acucheck.document.sections.also_seen import without_finding
from acucheck.document.sections.headline import headline
from acucheck.document.sections.limits import POINTS, with_body_words
from acucheck.document.sections.to_say import said_to_each
from acucheck.document.wording import phrases
from acucheck.model.answers import Answers, Head, Ticks, Writer
from acucheck.model.book import AnswerKind, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import QuestionState, Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]
BOTH = pytest.mark.parametrize("audience", Audience)


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    return " ".join(as_text(report, audience).split())


def top(report: Report, audience: Audience = Audience.PATIENT) -> Headline:
    return next(headline(Page(report, audience)))


def at_the_desk(report: Report, writer: Writer | None = None) -> str:
    return dict(said_to_each(Page(report, Audience.PATIENT, Head(writer=writer))))["At the desk"]


# A doubt is no fact

DOUBTFUL = (
    "pregnant: could-be\nfertility: [late-period]",
    "today: [maybe nothing-eaten]",
    "devices: [maybe pacemaker]\ndevice-where: [left chest]\nplan: {needles with current: [ST36]}",
    "medicines: [maybe warfarin]",
    "nerves-mind: [maybe epilepsy]\nepilepsy-control: controlled",
)


@BOTH
@pytest.mark.parametrize("different", DOUBTFUL)
def test_what_may_not_be_so_is_given_as_a_reason_only_with_a_word_of_doubt(
    person: Person, different: str, audience: Audience
) -> None:
    report = person(different)
    page = Page(report, audience)
    steps = top(report, audience).steps
    assert page.uncertain
    for rule_id in page.uncertain:
        title = page.title(page.book.rules[rule_id])
        for step in steps:
            assert (
                title not in step or step.startswith("Not certain, so it counts for now: ") or ("not certain: " in step)
            )


@BOTH
def test_what_is_certain_is_no_doubt(person: Person, audience: Audience) -> None:
    for different in ("today: [nothing-eaten]", "pregnant: yes\npregnancy-weeks: 20", "medicines: [warfarin]"):
        assert Page(person(different), audience).uncertain == frozenset()
        assert "ot certain" not in " ".join(top(person(different), audience).steps)


def test_what_is_certain_stands_before_what_is_not(person: Person) -> None:
    report = person(
        "pregnant: could-be\nfertility: [late-period]\ntoday: [nothing-eaten]\nplan: {needles: [LI4, ST36]}"
    )
    steps = [step for step in top(report).steps if step.startswith(("With care because", "Not certain"))]
    assert steps[0] == "With care because of this: Nothing eaten."
    assert steps[1].startswith(
        "Not certain, so it counts for now: You could be pregnant; Points left out in pregnancy; "
    )
    assert "(not certain: Points left out in pregnancy)" in read(report)


def test_where_something_is_that_may_not_be_there_is_told_as_a_doubt(person: Person) -> None:
    where = "device-where: [left chest]\nplan: {needles with current: [ST36]}"
    maybe = at_the_desk(person(f"devices: [maybe pacemaker]\n{where}"))
    assert "It may be so: My device with a battery is at the left chest." in maybe
    sure = at_the_desk(person(f"devices: [pacemaker]\n{where}"))
    assert "My device with a battery is at the left chest." in sure
    assert "It may be so" not in sure


def test_where_something_is_that_was_typed_for_certain_is_told_as_a_fact(person: Person) -> None:
    botox = "medicines: [Botox]\nskin: [face-treated]\nface-treated-kind: [botox]\nface-treated-when: weeks\n"
    desk = at_the_desk(person(f"{botox}face-treated-where: [forehead]\nplan: {{needles: [forehead]}}"))
    assert "It may be so" not in desk


@pytest.mark.parametrize(
    "different", ["pregnant: could-be\nfertility: [late-period]", "pregnant: yes\npregnancy-weeks: 20"]
)
def test_nobody_is_told_to_say_for_certain_what_is_not(person: Person, different: str) -> None:
    page = read(person(f"{different}\nplan: {{needles: [LI4]}}"))
    assert "Say that you are pregnant or could be." in page
    assert "Say that you are pregnant and" not in page


def test_nobody_is_said_to_be_alone_who_may_not_be(person: Person) -> None:
    page = read(person("nerves-mind: [memory-loss]\ncarer-present: not sure"))
    assert "nobody there" not in page
    assert "Memory loss, unless somebody stays" in page


@BOTH
def test_an_answer_to_a_question_stands_behind_the_question_as_it_was_asked(person: Person, audience: Audience) -> None:
    breech = "pregnant: yes\npregnancy-weeks: 20\nbreech-moxa-agreed: no\nplan: {moxibustion: [little toe]}"
    report = person(breech)
    assert "Whether the midwife agrees" not in read(report, audience)
    phobia = read(person("needles-before: [afraid]\nphobia: yes"), audience)
    asked = Page(report, audience).words(report.book.questions["phobia"].ask)  # type: ignore[index]
    assert f"{asked} Yes" in phobia
    if audience is Audience.PRACTITIONER:
        asked = report.book.questions["breech-moxa-agreed"].ask.practitioner  # type: ignore[index]
        assert f"{asked} No" in read(report, audience)


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_no_answer_of_one_word_stands_behind_other_words_than_its_question(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        page = read(report, audience)
        for question in book.questions.values():
            if question.kind is AnswerKind.ONE:
                short = question.short.for_audience(audience)
                for label in question.options.values():
                    assert f"{short}: {label.for_audience(audience)}" not in page


# What could come of it, and by what


@BOTH
def test_the_headline_names_no_outcome_that_does_not_stand(person: Person, audience: Audience) -> None:
    report = person("today: [maybe fever]")
    first = top(report, audience)
    assert first.text.startswith("ASK FIRST")
    assert "today" not in first.text.replace("before the session", "")
    fever = Page(report, audience).words(report.book.questions["today"].options["fever"])  # type: ignore[index]
    assert any(
        step == f"Find out first whether this is so: 'Today: {fever}'. If so: not today." for step in first.steps
    )


@BOTH
def test_what_is_not_settled_says_first_what_to_find_out_and_then_what_is_done(
    person: Person, audience: Audience
) -> None:
    report = person("medicines: not sure")
    first = top(report, audience)
    assert first.text == "NOT SETTLED: FIND OUT FIRST"
    assert first.steps[0].startswith("Find out first: 'Medicines")
    assert first.steps[1] == "As far as is known: go ahead with care."


@BOTH
def test_what_could_need_help_is_said_to_need_help(person: Person, audience: Audience) -> None:
    report = person("today: [fever]\ncancer-immune: not sure")
    assert report.outcome.worst is Outcome.HELP
    assert "It could become: get help." in read(report, audience)
    screen = " ".join(
        step for block in summary(report, audience).blocks if isinstance(block, Headline) for step in block.steps
    )
    assert "It could become: get help." in screen


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_the_page_names_the_worst_that_was_worked_out_and_never_calls_it_so(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        page = read(report, audience)
        assert "at worst" not in page.casefold()
        could_worsen = report.outcome.worst > max(report.outcome.stands, Outcome.NOTE)
        worst = phrases.named(report.outcome.worst, audience)
        first = top(report, audience)
        said = " ".join(first.steps)
        names_worst = f"It could become: {worst}." in said or f"If so: {worst}." in said
        assert (names_worst or first.text.startswith("IF IN DOUBT")) is could_worsen


def test_what_is_not_planned_stands_in_one_row_where_it_stands_alike(person: Person) -> None:
    report = person("pregnant: yes\npregnancy-weeks: 20\nbleeding: [bleeding-disorder]\nplan: not sure")
    for audience in Audience:
        (table,) = [block for block in report_page(report, audience).blocks if isinstance(block, Table)]
        considered = [row for row in table.rows if row[0].startswith("If considered: ")]
        stands = [row[1:] for row in considered]
        assert considered
        assert len(stands) == len(set(stands))
        named = " ".join(row[0] for row in considered)
        assert all(
            Page(report, audience).technique(line.cell.technique).casefold() in named.casefold()
            for line in report.techniques
            if not line.assumed
        )


# What is of today stands high

TOGETHER = "medicines: [St John's wort, sertraline, warfarin]\nbleeding: [blood-thinner]"


@BOTH
def test_what_a_doctor_has_to_see_to_today_stands_at_the_top_and_not_among_notes(
    person: Person, audience: Audience
) -> None:
    report = person(TOGETHER)
    page = as_text(report, audience)
    title = Page(report, audience).title(report.book.rules["st-johns-wort-and-antidepressant"])  # type: ignore[index]
    assert any(step.startswith(f"{title}: ") and "today" in step for step in top(report, audience).steps)
    notes = re.split("\nGOOD TO KNOW\n|\nNOTED\n", page)
    assert f"* {title}" in notes[0]
    assert all(f"* {title}" not in later for later in notes[1:])


def test_what_a_doctor_has_to_see_to_is_told_when_there_is_no_session_but_not_while_help_comes(person: Person) -> None:
    assert "Tell your doctor or pharmacist today" in read(person(f"{TOGETHER}\ntoday: [fever]"))
    assert "Tell your doctor or pharmacist today" not in read(person(f"{TOGETHER}\ndanger: [chest-pain]"))
    calm = person("medicines: [St John's wort, sertraline]")
    assert read(calm).count("Tell your doctor or pharmacist today") == 1


# What is said at the desk


def test_what_to_leave_out_is_said_however_much_else_there_is(person: Person) -> None:
    much = (
        "nerves-mind: [frail, memory-loss, cannot-hold-still, weak-bones]\nbleeding: [bleeding-disorder]\n"
        "devices: [pacemaker]\ndevice-where: [left chest]\norgans: [diabetes]\nskin: [thin-skin, scars]\n"
        "plan: {needles: [ST36], needles with current: [ST36]}"
    )
    desk = at_the_desk(person(much))
    assert "Please use no needles with a mild current." in desk
    assert desk.endswith("There is more on my page. Please read it.")


def test_whoever_is_asked_hears_of_a_pregnancy_that_may_be(person: Person) -> None:
    report = person(
        "pregnant: could-be\nfertility: [late-period]\nnerves-mind: [epilepsy]\nepilepsy-control: uncontrolled"
    )
    asked = dict(said_to_each(Page(report, Audience.PATIENT)))
    assert len(asked) > 1
    for sentences in asked.values():
        assert "I could be pregnant." in sentences


def test_a_spot_that_bleeds_is_pressed_and_has_not_bled_for_minutes(book: RuleBook) -> None:
    for care in book.aftercare.values():
        assert not re.search(r"that bleeds for \d", care.say.patient)
        assert not re.search(r"that bleeds for \d", care.say.practitioner)


# Places in words of the body


def test_every_point_that_a_limit_names_has_words_of_the_body_for_a_patient(book: RuleBook) -> None:
    kinds = {*book.concepts["region"], *book.concepts["hazard"]}
    named: set[str] = set()
    for rule in book.rules.values():
        for limit in rule.limits:
            named.update(item for item in limit.where if isinstance(item, str))
    assert named - kinds == {*POINTS}
    assert with_body_words("LU99") == "LU99"


def test_a_patient_reads_where_a_point_lies_and_a_practitioner_its_code(person: Person) -> None:
    report = person("medicines: [warfarin]\nbleeding: [blood-thinner]")
    assert "GB30 (buttock)" in read(report)
    assert "(buttock)" not in read(report, Audience.PRACTITIONER)
    pregnant = read(person("pregnant: yes\npregnancy-weeks: 20"))
    for code, words in (("LI4", "hand"), ("BL67", "little toe"), ("GB21", "top of the shoulder")):
        assert f"{code} ({words})" in pregnant


def test_no_title_points_at_something_that_is_not_beside_it(book: RuleBook) -> None:
    for rule in book.rules.values():
        for audience in Audience:
            assert not re.search(r"\b(?:those|these)\b", rule.title.for_audience(audience)), rule.id


BREECH = "pregnant: yes\npregnancy-weeks: 20\npregnancy-situation: none\n"
TOES = f"{BREECH}plan: {{moxibustion: [toes], needles: [lower back]}}"


@BOTH
def test_what_is_left_out_at_a_part_of_a_planned_place_stands_in_the_headline(
    person: Person, audience: Audience
) -> None:
    page = Page(person(TOES), audience)
    first = top(page.report, audience)
    moxa = page.technique(TechniqueId("moxibustion"))
    assert f"{moxa} at parts of the toes" in first.text
    alone = top(person(f"{BREECH}plan: {{moxibustion: [toes]}}"), audience)
    assert f"Leave out {moxa} at parts of the toes." in alone.steps


def test_what_is_left_out_at_a_part_of_a_planned_place_is_said_at_the_desk(person: Person) -> None:
    desk = at_the_desk(person(TOES))
    assert "thin needles at the lower back and warming with burning herb at BL67 (little toe)." in desk


def test_beside_the_spine_care_is_no_ban_and_says_how_deep(person: Person) -> None:
    page = read(
        person("medicines: [warfarin]\nbleeding: [blood-thinner]\nplan: {needles: [BL23]}"), Audience.PRACTITIONER
    )
    assert "Nothing deep" not in page
    assert "Superficial also beside the spine." in page


# What was seen, and what was typed


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_what_was_ticked_is_a_reason_or_seen_on_the_practitioners_page(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    page = Page(assess(book, data.draw(anybody)), Audience.PRACTITIONER)
    if not page.has_session:
        return
    told = [*page.report.findings, *page.report.unsure]
    seen = " ".join(sentence for _, sentence in without_finding(page, told))
    followed_up = {concept for concept, _ in _gated(book)}
    for concept in _ticked_or_named(page):
        question, _, line = concept.partition(".")
        reasons = [each for finding in told for each in finding.because]
        is_reason = any(each.question == question and line in each.words for each in reasons)
        by_name = any(concept in name.concepts for each in reasons for name in each.names)
        if not (is_reason or by_name) and concept not in followed_up:
            assert seen


def _gated(book: RuleBook) -> list[tuple[str, str]]:
    """Each line, as `question.line`, because of which another question is asked, with that question."""
    found: list[tuple[str, str]] = []
    for question in book.questions.values():
        for test in logic.tests(question.gate, book.facts) if question.gate is not None else ():
            found += [(f"{test.question}.{word}", question.id) for word in getattr(test, "words", ())]
    return found


def _ticked_or_named(page: Page) -> set[str]:
    """The lines, as `question.line`, that were ticked for certain in a list for everybody."""
    found: set[str] = set()
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        if isinstance(entry.answer, Ticks) and question.gate is None and entry.state is QuestionState.ANSWERED:
            found |= {f"{question.id}.{line}" for line in entry.answer.yes}
    return found


def also_seen(report: Report) -> str:
    """What the one screen of a practitioner says was seen besides."""
    blocks = summary(report, Audience.PRACTITIONER).blocks
    return dict(line for block in blocks if isinstance(block, Lines) for line in block.lines).get("Also seen", "")


def test_what_changes_nothing_is_seen_on_one_screen(person: Person) -> None:
    ill = "heart-lungs: [high-blood-pressure, stable-heart]\npressure-checked: yes\nconditions: [AF on]\n"
    report = person(f"{ill}medicines: [warfarin, ramipril]\nbleeding: [blood-thinner]")
    assert also_seen(report) == "Treated high blood pressure; ramipril; AF."
    assert "Also seen" not in read(report)
    assert "Also seen" not in read(report, Audience.PRACTITIONER)  # where each is a finding of its own


def test_where_only_notes_are_found_the_one_screen_names_them_and_no_rule_that_asks_nothing(person: Person) -> None:
    report = person("heart-lungs: [high-blood-pressure]\npressure-checked: yes\nplan: {needles: [LI4]}")
    screen = [
        line
        for block in summary(report, Audience.PRACTITIONER).blocks
        if isinstance(block, Lines)
        for line in block.lines
    ]
    assert ("Found", "Treated high blood pressure or a medicine that lowers it.") in screen


def test_what_no_finding_rests_on_is_seen_on_the_page_and_only_for_the_practitioner(person: Person) -> None:
    report = person("today: [infection-treated]\ninfection-settling: yes")
    assert "Also seen " in read(report, Audience.PRACTITIONER)
    assert "Also seen" not in read(report)
    assert "Also seen" not in read(
        person("today: [infection-treated]\ninfection-settling: yes\ndanger: [chest-pain]"), Audience.PRACTITIONER
    )


def test_what_a_finding_rests_on_by_a_follow_up_is_not_told_as_seen_besides(person: Person) -> None:
    port = "devices: [implant]\nimplant-kind: [port]\nimplant-where: [right chest]\nplan: {needles: [ST36]}"
    assert "Also seen" not in read(person(port), Audience.PRACTITIONER)


@BOTH
def test_a_piece_of_a_longer_phrase_is_quoted_with_the_phrase(person: Person, audience: Audience) -> None:
    typed = "medicines: [warfarin since the qwertz asdf incident, fizzle drops for arthritis, zzyzx]"
    page = read(person(typed), audience)
    assert "'the qwertz asdf incident' in 'warfarin since the qwertz asdf incident'" in page
    assert "'fizzle drops for' in 'fizzle drops for arthritis'" in page
    assert "'zzyzx' in" not in page


# Who reads


@pytest.mark.parametrize(
    ("age", "writer", "told"),
    [
        ("82", Writer.HELPER, True),
        ("6", Writer.PRACTITIONER, True),
        ("82", Writer.PATIENT, False),
        ("82", None, False),
    ],
)
def test_who_reads_for_another_is_told_whom_the_page_calls_you(
    person: Person, age: str, writer: Writer | None, told: bool
) -> None:
    report = person(f"age: {age}")
    page = as_text(report, Audience.PATIENT, Head(writer=writer))
    assert ("'You', 'I' and 'my' on this page are the person who is treated." in page) is told
    assert "'You', 'I'" not in as_text(report, Audience.PRACTITIONER, Head(writer=writer))


def test_whom_to_ask_is_said_without_a_word_that_points_elsewhere(book: RuleBook) -> None:
    for rule in book.rules.values():
        for audience in Audience if rule.ask_whom else ():
            asked = rule.ask_whom.for_audience(audience) if rule.ask_whom else ""
            assert not re.search(r"\b(?:them|this\Z|gave it|prescribes it|test it|of this)\b", asked), rule.id


def test_whoever_is_asked_hears_nothing_of_cups(person: Person) -> None:
    cups = "technique-checks: [flame-cups]\nplan: {cupping: [upper back], needles: [LI4]}"
    report = person(f"nerves-mind: [epilepsy]\nepilepsy-control: uncontrolled\n{cups}")
    said = dict(said_to_each(Page(report, Audience.PATIENT)))
    assert "flame" in said.pop("At the desk")
    assert said
    assert all("flame" not in words for words in said.values())


# Headlines without a session, and what would lift a finding


@BOTH
def test_who_is_told_to_get_help_reads_no_other_reasons(person: Person, audience: Audience) -> None:
    report = person("danger: [chest-pain]\nskin: [thin-skin]\nneedles-before: [afraid]\nphobia: no")
    assert not any(step.startswith(("Because", "Not certain")) for step in top(report, audience).steps)


@BOTH
def test_the_reason_for_no_session_is_what_decides_that(person: Person, audience: Audience) -> None:
    report = person("today: [fever, exhausted]\nskin: [thin-skin]")
    page = Page(report, audience)
    deciding = [page.title(each.rule) for each in report.findings if each.outcome is Outcome.NOT_TODAY]
    (reasons,) = [step for step in top(report, audience).steps if step.startswith("Because")]
    assert deciding
    assert reasons.partition(": ")[2] == f"{'; '.join(deciding)}."


@BOTH
def test_a_choice_that_would_lift_a_finding_is_not_called_a_yes(person: Person, audience: Audience) -> None:
    page = read(person("medicines: [emicizumab]"), audience)
    asked = Page(person(""), audience).book.questions["clotting-medicine-for"]  # type: ignore[index]
    assert f"A yes to: {asked.ask.for_audience(audience)}" not in page
    assert f", to: {asked.ask.for_audience(audience)}" in page


def test_what_is_not_sure_as_a_whole_is_called_by_its_question(person: Person) -> None:
    page = read(person("pregnant: not sure\nplan: {needles: [LI4]}"))
    assert "Not sure: Are you pregnant?" in page
    assert "Not sure: Pregnant" not in page


def test_advice_about_a_point_that_is_not_planned_is_not_given(person: Person) -> None:
    advice = "PC6 at the wrist may be pressed for sickness"
    due = "pregnant: yes\npregnancy-weeks: 24\nplan: {acupressure: "
    assert advice not in read(person(f"{due}[GB20]}}")).partition("GENTLER WAYS")[0]
    assert advice in read(person(f"{due}[PC6]}}"))


@BOTH
def test_a_mind_that_is_worse_is_for_a_doctor_at_the_top(person: Person, audience: Audience) -> None:
    report = person("nerves-mind: [mood-worse]")
    title = Page(report, audience).title(report.book.rules["mood-worse"])  # type: ignore[index]
    (step,) = [step for step in top(report, audience).steps if step.startswith(f"{title}: ")]
    assert audience is Audience.PRACTITIONER or "Tell your doctor or mental health team today" in step


# Agreement, a thing at a time


@BOTH
def test_no_question_asks_for_several_things_at_once(book: RuleBook, audience: Audience) -> None:
    for question in book.questions.values():
        assert not re.search(r"\b(?:all|both|any) (?:two|three|of them) so\b", question.ask.for_audience(audience))


CHILD = "age: 9\nguardian-agreed: "


@pytest.mark.parametrize(
    ("agreed", "settled"),
    [
        ("[consents, stays, child-agrees]", True),
        ("[consents, stays]", True),  # the child is asked on the spot
        ("[consents, maybe stays, child-agrees]", False),
        ("none", False),
        ("not sure", False),
    ],
)
def test_a_child_is_treated_where_somebody_who_may_agree_agrees_and_stays(
    person: Person, agreed: str, settled: bool
) -> None:
    report = person(f"{CHILD}{agreed}")
    assert (report.outcome.stands < Outcome.ASK) is settled
    lifted_by = (
        "All of these: A parent or guardian agrees; A parent or guardian stays; The child or young person wants it"
    )
    assert (lifted_by in read(report)) is (agreed in {"not sure", "[consents, maybe stays, child-agrees]"})


def test_what_could_be_agreed_on_is_worked_out_with_all_that_is_needed(person: Person) -> None:
    report = person(f"{CHILD}not sure")
    (change,) = [change for change in report.changes if change.question == "guardian-agreed"]
    assert change.outcome.stands < Outcome.ASK
    page = read(report, Audience.PRACTITIONER)
    assert "With all of them to 'Under 18: which of these are so?'" in page


def test_what_nobody_could_say_is_named_to_whom_it_is_asked(person: Person) -> None:
    report = person("heart-lungs: [clot]\nclot-when: not sure")
    asked = dict(said_to_each(Page(report, Audience.PATIENT)))
    assert any("It is about this: " in words for words in asked.values())


def test_what_is_agreed_and_told_already_is_said_once(person: Person) -> None:
    report = person("nerves-mind: [cannot-agree]\nconsent-arranged: [lawful, stays, keeps-still]")
    assert at_the_desk(report).count("Somebody stays with me.") == 1
