"""What was decided is what every page says: nothing is dropped, said more mildly further down, or said twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anybody import answers as anybodys_answers
from conftest import DAY, HEALTHY
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_governance import AFTERWARDS

from acucheck.assess import assess
from acucheck.document.blocks import Heading, Headline, Lines, Table
from acucheck.document.page import Page
from acucheck.document.pages.one_screen import summary
from acucheck.document.pages.report_page import report_page
from acucheck.document.sections.body_chart import chart
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.limits import instructions, place_name
from acucheck.document.sections.to_say import said_to_each
from acucheck.document.wording import phrases
from acucheck.model.answers import Answers
from acucheck.model.book import AnswerPlace, Limit, RuleBook
from acucheck.model.ids import AftercareId, QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Conflict, Contradiction, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_console import as_console
from acucheck.render.as_html import as_html
from acucheck.render.as_json import as_json
from acucheck.render.as_markdown import as_markdown
from acucheck.render.as_text import as_text

ROOT = Path(__file__).parent.parent
Person = Callable[[str], Report]
STARTS = {Level.CAUTION: "Take care with ", Level.REFER: "Ask first about ", Level.AVOID: "No "}
LEVELS = {label: level for level, label in phrases.LABELS.items() if level > Level.NOTE}


@pytest.fixture(scope="session")
def anybody(vocabulary: Vocabulary) -> st.SearchStrategy[Answers]:
    return anybodys_answers(vocabulary, DAY)


@pytest.fixture
def answers_of(request: pytest.FixtureRequest) -> Callable[[str], Answers]:
    """Answers from the text of an answers file; `read` is a page here."""
    found: Callable[[str], Answers] = request.getfixturevalue("read")
    return found


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    return " ".join(as_text(report, audience).split())


def healthy(**different: str) -> str:
    """A healthy adult's answers, with some lines instead."""
    lines = [line for line in HEALTHY.strip().splitlines() if line.partition(":")[0] not in different]
    return "\n".join([*lines, *(f"{question}: {answer}" for question, answer in different.items())])


def at_places(page: Page) -> list[tuple[Level, str]]:
    """The sentences about places, each with the level that it stands under."""
    blocks = report_page(page.report, page.audience).blocks
    lines = [line for block in blocks if isinstance(block, Lines) for line in block.lines]
    steps = [step for block in blocks if isinstance(block, Headline) for step in block.steps]
    said = [(level, step) for step in steps for level, start in STARTS.items() if step.startswith(start)]
    return [*said, *((LEVELS[label], sentence) for label, sentence in lines if label in LEVELS)]


Fact = tuple[TechniqueId, str, Level]


def decided(page: Page) -> Iterator[Fact]:
    """What each limit of each finding asks of each planned technique, read from the findings one by one."""
    for finding in page.report.findings:
        for met in finding.limits:
            for at in met.levels:
                if at.technique in page.planned:
                    for item in at.where:
                        if not isinstance(item, AnswerPlace):
                            yield at.technique, item, at.level


def called(item: str, page: Page) -> set[str]:
    """What a point, region or hazard is called, and the regions that hold the whole of it."""
    names = {item}
    for kind in ("region", "hazard"):
        concepts = page.book.concepts[kind]
        while item in concepts:
            names.add(page.words(concepts[item].label))
            item = concepts[item].within
    return names


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_every_limit_stands_on_both_readings_under_a_heading_that_fits_its_level(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        page = Page(report, audience)
        if page.has_session:
            said = at_places(page)
            for technique, item, level in decided(page):
                if page.anywhere.get(technique, Level.NONE) <= min(level, Level.REFER):
                    assert any(_says(sentence, technique, item, page) for stands, sentence in said if stands >= level)


def _says(sentence: str, technique: TechniqueId, item: str, page: Page) -> bool:
    return page.technique(technique) in sentence and any(name in sentence for name in called(item, page))


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=80)
@given(data=st.data())
def test_of_one_technique_at_one_place_nothing_milder_is_asked_than_the_strictest(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    strictest = dict[tuple[TechniqueId, str], Level]()
    page = Page(report, Audience.PRACTITIONER)
    for technique, item, level in decided(page):
        strictest[technique, item] = max(level, strictest.get((technique, item), Level.NONE))
    for asked in report.places:
        assert asked.level >= page.anywhere.get(asked.technique, Level.NONE)
        if asked.item:
            assert asked.level is strictest[asked.technique, asked.item]


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_what_to_do_is_said_once_and_never_dropped(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        page = Page(report, audience)
        blocks = report_page(report, audience).blocks
        lines = [line for block in blocks if isinstance(block, Lines) for line in block.lines]
        said = Counter(sentence for label, sentence in lines if label in {"How", "Do", *LEVELS})
        own = {title for block in blocks if isinstance(block, Lines) for title in [block.title] if title}
        assert len(own) == len([block for block in blocks if isinstance(block, Lines) and block.title])
        if page.has_session and not page.is_low_risk:
            due = [each for finding in page.report.findings if finding.level for each in finding_text(finding, page).do]
            offered = {sentence for label, sentence in lines if label == "Do"}
            assert [each for each in due if each not in said and each not in offered] == []


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_no_page_says_one_thing_and_its_opposite(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        page = read(report, audience)
        assert not (report.outcome.stands > Outcome.NOTE and "no rule applies" in page.lower())
        for block in report_page(report, audience).blocks:
            if isinstance(block, Table):
                assert not [row for row in block.rows if row[0].endswith(" elsewhere")]
        for name in report.names:
            assert not (
                f"No limit because of: {name.typed}" in page and f"no rule here is about it: {name.typed}" in page
            )


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("{cupping: [neck]}", "No cupping at"),
        ("{point injection: [neck]}", "No injections at points at"),
        ("{fire needle: [knee]}", "No heated needles at"),
        ("{bloodletting: [foot]}", "No pricking to let out blood at"),
        ("{wet cupping: [thigh]}", "No cupping with small cuts at"),
    ],
)
def test_a_page_of_little_risk_keeps_what_is_left_out(person: Person, plan: str, words: str) -> None:
    report = person(healthy(plan=plan))
    for audience in Audience:
        for page in every_format(report, audience):
            if audience is Audience.PATIENT:
                assert words in page
    assert any(level is Level.AVOID for level, _ in at_places(Page(report, Audience.PATIENT)))


def every_format(report: Report, audience: Audience) -> Iterator[str]:
    """The page in all five formats, on one line each."""
    pages = (
        as_text(report, audience),
        as_markdown(report, audience),
        as_html(report, audience),
        as_json(report, audience),
        as_console(report, audience, 200, colour=False),
    )
    for page in pages:
        yield " ".join(page.split())


def test_a_place_that_needs_care_gives_the_patient_a_sentence_for_the_desk(person: Person) -> None:
    report = person(healthy(plan="{thin needles: [GB21]}"))
    to, words = next(iter(said_to_each(Page(report, Audience.PATIENT))))
    assert to == "At the desk"
    assert "Please keep needles shallow at GB21 Jianjing: the lung is close." in words


def test_places_that_are_not_planned_come_last(person: Person) -> None:
    page = read(person(healthy(plan="{thin needles: [knee]}", medicines="[Eliquis 5 mg]", bleeding="[blood-thinner]")))
    assert page.index("WHERE, AND HOW") < page.index("ONLY IF THE PLAN CHANGES")
    assert "collarbone" not in page[: page.index("ONLY IF THE PLAN CHANGES")]
    assert "the inside of a joint" in page[: page.index("ONLY IF THE PLAN CHANGES")]


def test_the_first_screen_of_a_blood_thinner_holds_all_that_matters(people: dict[str, Report]) -> None:
    lines = as_text(people["blood-thinner"], Audience.PATIENT).splitlines()
    top = " ".join(" ".join(lines[:24]).split())
    for words in ("TELL FIRST", "Please note this first.", "I take Eliquis 5 mg.", "GB30 (buttock) or BL54 (buttock)"):
        assert words in top
    assert "How Ask for few, fine, shallow needles." in top


@pytest.mark.parametrize(
    ("different", "words", "never"),
    [
        (
            {"plan": "{thin needles: [upper back]}", "heart-lungs": "[thin-chest]"},
            "My lungs may lie close under the skin.",
            "I have a very curved",
        ),
        ({"organs": "[diabetes]"}, "I have diabetes.", "This is so for me"),
        ({"medicines": "[heparin]"}, "I take heparin.", "I take heparin at"),
        (
            {"conditions": "[qwertz asdf]", "organs": "not sure"},
            'did not know these words: "qwertz asdf"',
            "this is: 'qwertz",
        ),
        ({"danger": "[chest-pain]"}, "I need help now. I am 34 years old. I have pain or pressure", "help now: yes"),
        ({"today": "[fever]"}, "I cannot be treated today. I am ill with a fever or an infection.", "today: "),
    ],
)
def test_a_patient_says_whole_sentences(person: Person, different: dict[str, str], words: str, never: str) -> None:
    said = " ".join(words for _, words in said_to_each(Page(person(healthy(**different)), Audience.PATIENT)))
    assert words in said
    assert never not in said


def test_a_place_is_asked_no_milder_than_a_list_that_nobody_could_answer_asks_anywhere(person: Person) -> None:
    report = person(healthy(pregnant="not sure", skin="not sure", plan="{thin needles: not named}"))
    page = Page(report, Audience.PRACTITIONER)
    assert page.anywhere[TechniqueId("manual-needling")] is Level.REFER
    assert {asked.level for asked in page.report.places} == {Level.AVOID}


def test_somebody_who_is_asked_first_is_named_once_in_front_of_the_question(person: Person) -> None:
    report = person(healthy(age="12", plan="{thin needles: [LI4]}"))
    whom, words = list(said_to_each(Page(report, Audience.PATIENT)))[-1]
    assert whom == "the parent or guardian"
    assert words.startswith("This is about the child, aged 12. ")
    assert "This is planned: thin needles at LI4 Hegu." in words
    assert f'Ask first {whom}: "This is about the child' in read(report)


def test_an_urgent_page_recites_only_what_was_ticked(person: Person) -> None:
    page = read(person(healthy(danger="[chest-pain]")))
    assert page.count("This can be an emergency.") == 1
    assert "stroke" not in page


def test_weeks_from_a_due_date_and_the_ages_of_a_rule_are_printed(person: Person) -> None:
    report = person(healthy(age="15", pregnant="yes", **{"pregnancy-weeks": "due 2027-05-01"}))
    for audience in Audience:
        assert "Weeks due 2027-05-01, so 17 weeks and 1 days" in read(report, audience)
        assert "Age: 15 (below 16)." in read(report, audience)
    assert "17" in " ".join(words for _, words in said_to_each(Page(report, Audience.PATIENT)))


def test_a_technique_only_planned_at_places_has_no_row_for_elsewhere(person: Person) -> None:
    report = person(healthy(plan="{cupping: [neck]}"))
    rows = [
        row for block in report_page(report, Audience.PATIENT).blocks if isinstance(block, Table) for row in block.rows
    ]
    assert [row[0] for row in rows] == ["Cupping at the neck"]


def test_what_is_planned_with_and_without_a_place_has_a_row_for_both(person: Person) -> None:
    report = person(healthy(plan="{thin needles: [GB21], manual needling: not named}"))
    rows = [
        row for block in report_page(report, Audience.PATIENT).blocks if isinstance(block, Table) for row in block.rows
    ]
    assert rows[0][0] == "Thin needles, no place named"


def test_nothing_is_as_planned_where_more_is_asked(person: Person) -> None:
    report = person(healthy(plan="{thin needles: [upper back]}", **{"heart-lungs": "[thin-chest]"}))
    page = read(report)
    assert "No thin needles at places over the lung" in page
    assert "Plan As planned." not in page


def test_nothing_milder_is_said_of_a_part_of_what_is_left_out(
    book: RuleBook, answers_of: Callable[[str], Answers]
) -> None:
    thinner, diabetes = book.rules[RuleId("anticoagulant")], book.rules[RuleId("diabetes")]
    leg = replace(thinner, verdicts={}, limits=(Limit(("leg",), {"needling": Level.AVOID}),))
    knee = replace(diabetes, verdicts={}, limits=(Limit(("knee", "head"), {"needling": Level.CAUTION}),))
    answers = answers_of(healthy(plan="{needles: [LI4]}", medicines="[apixaban]", organs="[diabetes]"))
    report = assess(replace(book, rules={leg.id: leg, knee.id: knee}), answers)
    assert [(asked.item, asked.level) for asked in report.places] == [
        ("leg", Level.AVOID),
        ("head", Level.CAUTION),
    ]


def test_nothing_milder_is_said_of_a_place_at_which_a_technique_is_left_out(person: Person) -> None:
    report = person(
        "{plan: {gua sha: [neck]}, cancer-immune: [nodes-removed], lymph-limb: [left side of the neck], "
        "lymph-team-agreed: no, nerves-mind: [numb-skin], numb-where: [left side of the neck]}"
    )
    page = read(report, Audience.PRACTITIONER)
    assert "No gua sha at the left side of the neck" in page
    assert "Take care with gua sha at the left side of the neck" not in page


@pytest.mark.parametrize(
    ("limb", "asked"),
    [("left hand", [("arm", Level.AVOID)]), ("left leg", [("arm", Level.AVOID), ("", Level.CAUTION)])],
)
def test_a_place_that_an_answer_gives_is_not_named_where_all_round_it_is_left_out(
    limb: str, asked: list[tuple[str, Level]], book: RuleBook, answers_of: Callable[[str], Answers]
) -> None:
    thinner, diabetes = book.rules[RuleId("anticoagulant")], book.rules[RuleId("diabetes")]
    answered = AnswerPlace(QuestionId("numb-where"))
    arm = replace(thinner, verdicts={}, limits=(Limit(("arm",), {"needling": Level.AVOID}),))
    given = replace(diabetes, verdicts={}, limits=(Limit((answered,), {"needling": Level.CAUTION}),))
    different = {"nerves-mind": "[numb-skin]", "numb-where": f"[{limb}]"}
    answers = answers_of(healthy(plan="{needles: [ST36]}", medicines="[apixaban]", organs="[diabetes]", **different))
    report = assess(replace(book, rules={arm.id: arm, given.id: given}), answers)
    assert [(each.item, each.level) for each in report.places] == asked


def test_a_first_screen_without_anything_to_say_has_no_heading_for_it(person: Person) -> None:
    page = summary(person(healthy(plan="{exercise: not named}")), Audience.PATIENT)
    assert [block for block in page.blocks if isinstance(block, Heading)] == []


def test_what_is_left_out_in_a_wider_region_is_not_done_with_care_in_a_part_of_it(person: Person) -> None:
    report = person(
        healthy(plan="{thin needles: [LI4 left]}", **{"cancer-immune": "[nodes-removed]", "lymph-limb": "[left arm]"})
    )
    for asked in report.places:
        if asked.level < Level.AVOID:
            assert "arm" not in place_name(asked, Page(report, Audience.PATIENT))


def test_a_record_has_the_words_of_its_reader_for_techniques(person: Person) -> None:
    report = person(healthy(plan="{thin needles: [LI4], humming: not named}"))
    assert "Planned: thin needles = manual needling (LI4), 'humming' (place not named)." in read(
        report, Audience.PRACTITIONER
    )


def test_who_is_asked_first_does_not_wait_for_a_later_visit(person: Person) -> None:
    report = person(healthy(today="[fever]", bleeding="[bleeding-disorder]"))
    assert report.outcome.stands is Outcome.NOT_TODAY
    page = read(report)
    asking = [finding.rule.title.patient for finding in report.findings if finding.outcome is Outcome.ASK]
    assert asking
    for title in asking:
        assert f"* {title} " in page
        assert title not in page.partition("FOR A LATER VISIT")[2].partition("ABOUT THIS PAGE")[0]


def test_no_sentence_is_cut_out_of_another_or_changes_its_case() -> None:
    guessing = re.compile(r"\.lower\(|\.upper\(|\.capitalize\(|\.title\(\)|\[:1\]|re\.sub|rstrip\(")
    for path in sorted((ROOT / "acucheck" / "document" / "sections").rglob("*.py")):
        assert guessing.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_no_page_says_that_no_rule_applies_where_one_does(person: Person) -> None:
    elsewhere = {"cancer-immune": "[nodes-removed]", "lymph-limb": "[left arm]", "lymph-team-agreed": "no"}
    report = person(healthy(plan="{thin needles: [LI4 right]}", **elsewhere))
    assert report.outcome.worst is Outcome.NONE
    for audience in Audience:
        page = read(report, audience)
        assert "no rule here applies" not in page.lower()
        assert "no rule applies" not in page.lower().partition("before the first needle")[0].partition("the plan")[0]
        assert "nothing planned is affected" in page.lower()
        assert "No thin needles at" in page or "Leave out No manual needling at" in page


def test_what_nobody_answered_is_named_in_the_headline_where_nothing_else_is_open(
    book: RuleBook, answers_of: Callable[[str], Answers]
) -> None:
    unanswered = "\n".join(line for line in HEALTHY.splitlines() if not line.startswith("pregnant"))
    page = Page(assess(book, answers_of(unanswered)), Audience.PATIENT)
    top = next(headline(page))
    assert top.text == "NOT SETTLED: FIND OUT FIRST"
    assert top.steps[0] == "Find out first: 'Are you pregnant?'. The session may depend on it."


def test_a_page_of_little_risk_names_what_needs_no_limit_and_what_other_plans_would_leave_out(person: Person) -> None:
    assert "No limit because of: " in read(person("today: [dental-work]"))
    page = Page(person("cancer-immune: [rheumatoid-arthritis]"), Audience.PATIENT)
    left_out = [sentence for _, sentence in instructions(page, planned=False, reasons=False)]
    assert page.is_low_risk
    assert left_out
    assert set(left_out) <= set(next(headline(page)).steps)


def test_a_page_of_little_risk_tells_what_does_not_agree(person: Person) -> None:
    age, today = QuestionId("age"), QuestionId("today")
    slight = Contradiction(Conflict.FOLLOW_UP, age, today, (), None, serious=False, rules=())
    page = Page(replace(person("skin: none"), contradictions=(slight,)), Audience.PATIENT)
    assert page.is_low_risk
    assert conflict_text(slight, page) in next(headline(page)).steps


def test_an_answer_that_gives_a_point_shades_no_region_for_it(person: Person) -> None:
    report = person("devices: [implant]\ndevice-where: [ST36]\nplan: {manual needling: [ST36]}")
    assert [place.id for asked in report.places for place in asked.places] == ["ST36"]
    (drawing,) = chart(Page(report, Audience.PATIENT))
    assert all(area.region != "ST36" for area in drawing.areas)


def test_json_gives_the_same_sentences_as_the_page(person: Person) -> None:
    report = person(healthy(plan="{cupping: [neck]}"))
    tree = json.loads(as_json(report, Audience.PATIENT))
    where = [sentence for finding in tree["findings"] for sentence in finding["where"]]
    assert any(sentence.startswith("No cupping at ") for sentence in where)
    assert isinstance(report_page(report, Audience.PATIENT).blocks[0], Headline | Heading | Lines)


# Once

STRUCTURE = re.compile(
    r"^(Not sure, so this counts|Not answered yet|It could become|With care|Leave out|Ask first|Noted|As strict as here"
    r"|Milder|Stricter|This level)\b|: |^'"  # a name that was typed twice is open twice
    r"|\bplace of it, not named yet\.$"  # of the rule in whose line it stands
)
SAID_TO_SOMEBODY = {"At the desk", "Ask first", "On the phone", "Say", "To the doctor"}
RECORDED = {"Still open", "Answered", "None", "Not asked", "Not sure", "Not needed", "Also told"}
"""Labels of what is only named: what is missing before the first needle, and what was answered for the record."""
ENOUGH = 5
"""Words from which on a sentence is more than a label."""


def told(page: Page) -> Iterator[str]:
    """The sentences of a page that are more than labels; not what is said to somebody else, who has not heard it.

    The risks of two dangers may share a sentence, so that each is read whole.
    """
    for block in report_page(page.report, page.audience).blocks:
        lines = block.lines if isinstance(block, Lines) else ()
        for label, line in lines:
            if label not in SAID_TO_SOMEBODY | RECORDED:
                sentences = [line] if label == "Risk" else re.split(r"(?<=[.?!]) ", line)
                yield from (each for each in sentences if len(each.split()) >= ENOUGH and not STRUCTURE.search(each))


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_no_sentence_stands_twice_on_a_page(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        counted = Counter(told(Page(report, audience)))
        assert [sentence for sentence, times in counted.items() if times > 1] == []


def test_no_sentence_stands_twice_on_the_page_of_an_example_person(people: dict[str, Report]) -> None:
    for report in people.values():
        for audience in Audience:
            counted = Counter(told(Page(report, audience)))
            assert [sentence for sentence, times in counted.items() if times > 1] == []


# Afterwards


@pytest.mark.parametrize("technique", AFTERWARDS)
def test_each_technique_of_a_plan_has_its_own_signs_on_the_page_of_every_format(
    technique: str, answers_of: Callable[[str], Answers], book: RuleBook
) -> None:
    own = book.aftercare[AftercareId(AFTERWARDS[technique])].say
    other = "acupressure"  # of which nothing special is told, so that each of the others stands by itself
    report = assess(book, answers_of(healthy(plan=f"{{{technique}: not named, {other}: not named}}")))
    for audience in Audience:
        assert technique in Page(report, audience).done
        said = own.for_audience(audience)
        called = book.techniques[TechniqueId(technique)].label.for_audience(audience)
        for page in every_format(report, audience):
            assert said in page.replace("\\.", ".")
        assert f"{called}: " in read(report, audience) or Page(report, audience).is_low_risk


def test_what_is_done_afterwards_goes_by_time_and_then_by_how_fast_to_call(person: Person) -> None:
    report = person(healthy(plan="{needles: [LI4], cupping: [upper back], moxibustion: [ST36]}", age="82"))
    for audience in Audience:
        blocks = report_page(report, audience).blocks
        heading = next(block for block in blocks if isinstance(block, Heading) and "AFTER THE SESSION" in block.text)
        lines = blocks[blocks.index(heading) + 1]
        assert isinstance(lines, Lines)
        order = ["Right after", "Today/tonight", "Next days", "Weeks after", "Call at once", "Call same day"]
        labels = [order.index(label) for label, _ in lines.lines]
        assert labels == sorted(labels)
        assert "Ring 112, 999, 911 or 000." in " ".join(said for label, said in lines.lines if label == "Call at once")


def test_what_is_left_out_everywhere_has_no_signs_to_watch_for(person: Person) -> None:
    pacemaker = {"devices": "[pacemaker]", "device-where": "[left chest]"}
    report = person(healthy(plan="{electroacupuncture: [ST36], needles: [LI4]}", **pacemaker))
    assert "after the current" not in read(report)
    assert AftercareId("current-off") not in report.aftercare


def test_a_page_without_needles_is_not_about_a_first_needle(person: Person) -> None:
    assert "BEFORE THE TREATMENT" in read(person(healthy(age="71", plan="{massage: [neck]}")), Audience.PRACTITIONER)


# A list that nobody could answer


@pytest.mark.parametrize(
    ("different", "known", "then"),
    [
        ({"nerves-mind": "not sure"}, "Nerves, mind: not known.", "Check again with each that is so"),
        ({"needles-before": "not sure"}, "Needle trouble: not known.", "Very afraid of needles: with care. Offer"),
    ],
)
def test_a_list_that_nobody_could_answer_is_told_as_one(
    person: Person, different: dict[str, str], known: str, then: str
) -> None:
    report = person(healthy(plan="{thin needles: [LI4]}", **different))
    page = read(report, Audience.PRACTITIONER)
    assert f"{known} Read the list aloud; until then this counts" in page
    assert then in page
    named = read(report).partition("Go through the list together. Until then the plan allows for each of these")[2]
    for finding in report.unsure:
        if finding.level:
            assert finding.rule.title.patient in named
            assert f"* {finding.rule.title.practitioner}" not in page


def test_what_stands_at_a_point_is_told_of_the_technique_that_it_is_about(person: Person) -> None:
    report = person(healthy(plan="{thin needles: [GB21], acupressure: [GB21]}"))
    there = "GB21 Jianjing: places over the lung and places beside the accessory nerve."
    said = f"{there} With care (manual needling): Point over the lung."
    assert said in read(report, Audience.PRACTITIONER)


def test_nothing_is_waited_for_that_others_leave_out(person: Person) -> None:
    wait = "has rested, is calm and has had a drink"
    plan = "{thin needles: [LI4], moxibustion: [face], acupressure: [PC6]}"
    page = read(person(healthy(plan=plan, today="[exhausted]")), Audience.PRACTITIONER)
    assert f"Manual needling: wait until the person {wait}" in page
    both = "{thin needles: [LI4], moxibustion: [ST36], acupressure: [PC6]}"
    page = read(person(healthy(plan=both, today="[exhausted]")), Audience.PRACTITIONER)
    assert f"Manual needling and moxibustion: wait until the person {wait}" in page


def test_nothing_milder_stands_beside_what_is_stricter_in_a_gentler_way(person: Person) -> None:
    page = read(person(healthy(age="31", plan="{thin needles: [SP6]}", pregnant="could-be")))
    gentler = page.partition("GENTLER WAYS")[2]
    assert "No pressing on points at LI4 (hand)" in gentler
    assert "Take care with pressing on points at" not in gentler


def test_signs_of_a_collapsed_lung_are_told_where_a_lung_lies_below(person: Person) -> None:
    signs = "chest pain, trouble breathing or a new cough"
    lungs = {"heart-lungs": "[lung-disease]", "lung-kind": "[tuberculosis]"}
    for plan, told in (("[LI4]", False), ("[BL13]", True), ("not named", True)):
        page = read(person(healthy(plan=f"{{thin needles: {plan}}}", **lungs)), Audience.PRACTITIONER)
        assert (signs in page) is told


def test_what_is_injected_stands_beside_the_technique(person: Person) -> None:
    report = person(healthy(plan="{bee venom: [ST36]}", **{"technique-checks": "none"}))
    for audience in Audience:
        assert "('bee venom')" in read(report, audience)
    plain = person(healthy(plan="{point injection: [ST36]}", **{"technique-checks": "none"}))
    assert "('" not in read(plain).partition("THE PLAN")[2].partition("WHY")[0]


def test_what_nobody_was_sure_about_stands_open_though_it_is_decided(person: Person) -> None:
    answers = {
        "medicines": "[clopidogrel 75, aspirin 100]",
        "bleeding": "[antiplatelet]",
        "antiplatelet-now": "[stent-lately, maybe two-antiplatelets]",
    }
    page = read(person(healthy(plan="{thin needles: [LI4]}", **answers)), Audience.PRACTITIONER)
    assert "Not sure, though other answers decide it here: 'The antiplatelet'." in page


def test_what_is_named_for_both_sides_is_read_as_both(person: Person) -> None:
    answers = {"skin": "[swollen-skin]", "skin-place": "[left lower leg]"}
    page = read(person(healthy(plan="{massage: [both calves]}", **answers)), Audience.PRACTITIONER)
    assert "both calves = the left calf and the right calf." in page


def test_the_desk_hears_which_parts_of_a_place_need_care(person: Person) -> None:
    page = read(person(healthy(plan="{thin needles: [forehead], gua sha: [face]}", conditions="[wedding soon]")))
    assert "Please take care at parts of the forehead and the face: my page names them." in page
    page = read(person(healthy(plan="{dry needling: [front of the thigh]}", conditions="[wedding soon]")))
    assert "Please leave out deep needles into muscle at places beside the groin artery" in page
    assert "My page names places that need care." not in page
