"""What a page says: whole pages of the example people, and what has to be true of every page.

After a change of wording, `ACUCHECK_UPDATE_GOLDEN=1 pytest tests/test_document.py` writes the pages in
`tests/golden/` anew; read the difference before it is committed.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import HEALTHY, PEOPLE, SETTING, Reports, Written
from msgspec.structs import replace
from readability import grade, syllables

from acucheck import __version__
from acucheck.assess import assess
from acucheck.cli import exit_codes
from acucheck.document.blocks import Heading, Headline, Lines, Table
from acucheck.document.doubts import may_need_help_now
from acucheck.document.page import Page
from acucheck.document.pages.report_page import report_page
from acucheck.document.pages.rule_page import condition_in_words, rule_page
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.in_doubt import doubted
from acucheck.document.sections.planned_parts import at_level
from acucheck.document.sections.precautions import is_about_the_plan
from acucheck.document.sections.still_open import open_text
from acucheck.document.shown_findings import brief, explained, is_free
from acucheck.document.wording import phrases
from acucheck.document.wording.phrases import taken
from acucheck.model.answers import NOBODY, Answers, MatchStatus, Name
from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, FactHolds, Limit, RuleBook, Word, Wording
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Audience, Level, Outcome, Standing
from acucheck.model.report import Finding, QuestionState, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text, page_text
from acucheck.render.formats import BY_ENDING

FOLDER = Path(__file__).parent
GOLDEN = FOLDER / "golden"
NEVER = re.compile(r"\bsafe to\b|\bis safe\b|\bare safe\b|\bstop taking\b|\bskip", re.IGNORECASE)

Person = Callable[[str], Report]


def settled(page: str, book: RuleBook) -> str:
    """A page without what changes with every version of the program or of the rule book, each element on a line."""
    for changing in (book.digest, book.digest[:12], f"acucheck {__version__}", f'"{__version__}"', book.version):
        page = page.replace(changing, re.sub("[^ .]", "#", changing))
    return page.replace("><", ">\n  <")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("ending", BY_ENDING)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", [path.stem for path in PEOPLE])
def test_the_page_of_an_example_person_reads_as_before(
    name: str, audience: Audience, ending: str, people: Reports, book: RuleBook
) -> None:
    page = BY_ENDING[ending].written(people[name], audience, NOBODY)
    compare(GOLDEN / f"{name}-{audience.value}{ending}", settled(page, book))


def compare(path: Path, page: str) -> None:
    if os.environ.get("ACUCHECK_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8")
    assert path.exists(), f"{path} is missing; write it with ACUCHECK_UPDATE_GOLDEN=1, and read it"
    assert page == path.read_text(encoding="utf-8")


def test_a_healthy_adult_gets_a_short_page_that_says_no_rule_applies(person: Person) -> None:
    report = person(HEALTHY)
    assert report.outcome.worst is Outcome.NONE
    assert len(as_text(report, Audience.PATIENT).splitlines()) <= 24
    assert len(as_text(report, Audience.PRACTITIONER).splitlines()) <= 40


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("audience", Audience)
def test_every_finding_is_named_and_while_there_is_a_session_explained(
    everybody: Reports, written: Written, audience: Audience
) -> None:
    missing = []
    for name, report in everybody.items():
        page = flat(written(name, audience)).lower()
        missing += [(name, each) for each in owed(report, audience) if flat(each).lower() not in page]
    assert missing == []


def owed(report: Report, audience: Audience) -> Iterator[str]:
    """What the page has to say about its findings. What affects nothing planned takes no room from what does."""
    page = Page(report, audience)
    for finding in report.findings:
        if finding.level:
            yield from owed_in_full(finding, page)
        elif page.has_session and audience is Audience.PRACTITIONER:
            yield finding.rule.id if is_free(finding) else page.title(finding.rule)
    if page.has_session:
        yield from (page.title(finding.rule) for finding in report.unsure if finding.level)


def owed_in_full(finding: Finding, page: Page) -> Iterator[str]:
    """What the page says of a finding that bears on the plan: its title, risk and what to do."""
    rule = finding.rule
    if page.report.outcome.stands <= Outcome.NOT_TODAY:
        yield page.title(rule)
    if rule.urgent is None and may_need_help_now(page.report):
        return
    if page.has_session or (rule.urgent and finding.standing is Standing.HOLDS):
        yield page.words(rule.risk)
    if page.has_session and rule.when is not None and not doubted(page):
        techniques = [page.book.techniques[name] for name in page.done if name]
        keys = {key for technique in techniques for key in (technique.id, *technique.groups)}
        several = [precaution for key in keys & rule.precautions.keys() for precaution in rule.precautions[key]]
        yield from (page.words(each) for each in several if is_about_the_plan(each, page.report))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("audience", Audience)
def test_every_open_point_that_matters_and_every_name_is_on_the_page(
    everybody: Reports, written: Written, audience: Audience
) -> None:
    for called, report in everybody.items():
        page = flat(written(called, audience))
        assert all(point.name in page for point in report.open if point.name)
        assert all(entry.typed.lower() in page.lower() for entry in report.names if not entry.given_as_class)
        told = [words for words in ("STILL OPEN", "Find out", "Not recognised") if words in page]
        unsure = any(entry.state is QuestionState.NOT_SURE for entry in report.ledger)
        helped = report.outcome.stands is Outcome.HELP
        assert told or all(point.name and helped for point in report.open)  # what was typed is told on the phone
        assert report.open or not told or (unsure and audience is Audience.PRACTITIONER)


@pytest.mark.usefixtures("quick")
def test_the_practitioner_finds_every_source_that_is_cited(everybody: Reports, written: Written) -> None:
    for called, report in everybody.items():
        page = written(called, Audience.PRACTITIONER)
        listed = dict(re.findall(r"^\[(\d+)\] +(.*)$", page, re.MULTILINE))
        cited = re.findall(r"\[(\d+)\]", page)
        assert set(cited) == listed.keys()
        shown = [finding for finding in report.findings if explained(finding, report) and not brief(finding)]
        sources = {name for finding in shown for name in finding.rule.sources}
        assert all(flat(report.book.sources[name].title) in flat(page) for name in sources)


@pytest.mark.usefixtures("quick")
def test_the_patient_is_told_the_same_outcome_and_the_same_levels(everybody: Reports) -> None:
    for report in everybody.values():
        heads = [next(iter(headline(Page(report, audience)))) for audience in Audience]
        assert [head.outcome for head in heads] == [report.outcome.stands] * 2
        tables = [
            [block.levels for block in report_page(report, audience).blocks if hasattr(block, "levels")]
            for audience in Audience
        ]
        assert tables[0] == tables[1]
        assert len({"NOT SETTLED" in head.text for head in heads}) == 1


@pytest.mark.usefixtures("quick")
def test_no_page_calls_anything_safe_or_has_somebody_stop_a_medicine(everybody: Reports, written: Written) -> None:
    pages = [written(name, audience) for name in everybody for audience in Audience]
    assert [found.group() for page in pages for found in NEVER.finditer(flat(page))] == []


# How hard a page is to read


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("needle", 2), ("people", 2), ("place", 1), ("the", 1), ("bruises", 2), ("closed", 1), ("needed", 2),
        ("acupuncture", 4), ("bleeding", 2), ("GP", 2), ("today", 2), ("whole", 1), ("sole", 1), ("doctor's", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_longer_passage_for_patients_is_plain(book: RuleBook) -> None:
    hard = {name: round(grade(text), 1) for name, text in passages(book) if len(text.split()) >= 30 and grade(text) > 7}
    assert hard == {}


def passages(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Everything in the rule book that a patient reads, passage by passage."""
    for question in book.questions.values():
        wordings = [question.ask, question.why, question.ask_where, question.find_out]
        yield question.id, " ".join(each.patient for each in wordings if each is not None)
    for rule in book.rules.values():
        yield f"{rule.id} risk", rule.risk.patient
        for key, several in rule.precautions.items():
            yield f"{rule.id} {key}", " ".join(each.patient for each in several)
    for care in book.aftercare.values():
        yield f"{care.id} aftercare", care.say.patient
    for offered in book.alternatives.values():
        yield f"{offered.id} alternative", offered.say.patient


@pytest.mark.usefixtures("quick")
def test_every_patient_page_is_plain(everybody: Reports) -> None:
    grades = {name: grade(prose(report)) for name, report in everybody.items()}
    hard = {name: round(found, 1) for name, found in grades.items() if found > 7}
    assert hard == {}


def prose(report: Report) -> str:
    """The sentences of a patient's page, without the names of medicines, people, bodies and papers."""
    sentences: list[str] = []
    for block in report_page(report, Audience.PATIENT).blocks:
        if isinstance(block, Headline):
            sentences += (block.text, *block.steps)
        elif isinstance(block, Lines):
            sentences += (line for label, line in block.lines if label not in ("Taken", "Practice", "Rules"))
    text = " ".join(each if each.rstrip('"')[-1] in ".?!" else each + "." for each in sentences if each)
    names = [name for entry in report.names for name in (entry.typed, entry.name)]
    names += [part for source in report.book.sources.values() for part in (source.by, source.title, source.part)]
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "")
    return text


# Words for what is rare


def test_a_practice_is_named_with_its_own_emergency_number(person: Person) -> None:
    report = person("danger: [chest-pain]")
    practice = replace(report.book.practice, name="Elm Street Clinic", phone="01234 5678", emergency="144")
    report = replace(report, book=replace(report.book, practice=practice))
    for audience in Audience:
        page = as_text(report, audience)
        assert "GET HELP NOW: ring 144" in page
        assert "Practice: Elm Street Clinic and 01234 5678." in page


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ("danger: [swollen-calf]", "SEE A DOCTOR TODAY"),
        (
            "danger: [maybe chest-pain]",
            "IF IN DOUBT, GET HELP NOW (not certain: A danger sign); NO SESSION BEFORE THAT IS CLEAR",
        ),
        ("danger: not sure", "If in doubt, get help: Danger signs right now, not sure. Read the list aloud."),
        ("today: [fever]", "NOT TODAY"),
        ("devices: [other-device]\nbattery-device: [medicine-pump]", "the place of it, not named yet"),
        ("plan: not sure", "The plan is not known; assumed: thin needles."),
        ("plan: {ozone bath: [ST36]}", "'ozone bath'"),
        ("plan: {cupping: [my gizzard]}", "'my gizzard'"),
        ("medicines: [maybe warfarin]", "maybe warfarin"),
        ("medicines: [blood thinner]", "'blood thinner' can mean more than one thing"),
        ("medicines: [{name: warfarin, use: stopped, when: 2019}]", "set aside, stopped"),
        ("medicines: [{class: opioid}, paracetamol]", "Makes no difference here: paracetamol."),
        ("medicines: [apixaban]", "but '"),
        ("inr-in-range: yes", "Not needed"),
        ("conditions: [diabetes, the vapours]", "Not known here, and at worst a reason for care: 'the vapours'."),
        ("pregnant: yes\npregnancy-weeks: 44\n", "NOT SETTLED"),
        ("nerves-mind: [numb-skin]\nnumb-where: not sure\nplan: {tens: [left foot]}", "the place of it, not named yet"),
        ("nerves-mind: [numb-skin]\nnumb-where: [left foot, not sure]\nplan: {tens: not named}", "the left foot"),
    ],
)
def test_a_patient_reads_what_was_said_and_what_it_means(person: Person, different: str, words: str) -> None:
    assert words.lower() in flat(as_text(person(different), Audience.PATIENT)).lower()


def test_a_name_set_aside_without_a_reason_is_not_current(book: RuleBook, vocabulary: Vocabulary) -> None:
    name = replace(vocabulary.medicines("warfarin", SETTING)[0], taken=MatchStatus.SET_ASIDE)
    assert taken(book, name, Audience.PATIENT) == "warfarin: set aside, not current"
    nothing = Name("the red tablets", MatchStatus.AMBIGUOUS)
    assert taken(book, nothing, Audience.PATIENT).endswith("taken as nothing special until known")


# The page of a rule


def test_a_rule_for_everybody_gives_the_patient_nothing_to_say(book: RuleBook) -> None:
    everybody = replace(book.rules[RuleId("anticoagulant")], when=None, unless=None, limits=(), if_not_known=None)
    page = as_text(assess(replace(book, rules={everybody.id: everybody}), {}), Audience.PATIENT)
    assert "WHAT TO SAY" not in page


def test_the_page_of_every_rule_says_all_that_the_rule_says(book: RuleBook) -> None:
    for rule in book.rules.values():
        text = page_text(rule_page(rule, book))
        page = flat(text)
        assert all(len(line) <= 80 for line in text.splitlines()[1:])
        assert rule.id in page
        wordings = [rule.title, rule.risk, *(each for several in rule.precautions.values() for each in several)]
        wordings += [each for each in (rule.until, rule.ask_whom) if each is not None]
        for wording in wordings:
            assert flat(wording.practitioner) in page
            assert flat(wording.patient) in page
        assert all(flat(book.sources[name].title) in page for name in rule.sources)
        assert all(f"{each.source} {each.level.name.lower()}" in page for each in rule.positions)


def test_a_condition_is_put_into_the_words_of_the_rule_book(book: RuleBook) -> None:
    weeks = Between(QuestionId("pregnancy-weeks"), 36 * 7, math.inf)
    condition = AtLeast(
        2,
        (
            AllOf((FactHolds("anticoagulated"), Between(QuestionId("age"), 0, 18))),
            AnyOf((Word(QuestionId("medicines"), frozenset({"anticoagulant", "anticoagulant-vka", "nsaid"})), weeks)),
            Word(QuestionId("bleeding"), frozenset({"low-platelets"})),
        ),
    )
    assert condition_in_words(condition, book) == (
        "at least 2 of ((anticoagulated and age: from 0 below 18), "
        "(medicines: anticoagulant or nsaid or pregnancy-weeks: from 36), bleeding: low-platelets)"
    )
    assert condition_in_words(Between(QuestionId("age"), -math.inf, 18), book) == "age: below 18"


def test_the_page_of_a_rule_gives_each_reader_their_own_words(book: RuleBook) -> None:
    rule = next(iter(book.rules.values()))
    rule = replace(
        rule, risk=Wording("for one", "for the other"), title=Wording("the same", "the same"), until=Wording("", "x")
    )
    page = flat(page_text(rule_page(rule, book)))
    assert "practitioner: for one patient: for the other" in page
    assert "Title the same Topic" in page
    assert "Not before patient: x" in page


def test_the_page_of_a_rule_says_what_it_counts_as_while_it_is_not_known(book: RuleBook) -> None:
    rule = replace(book.rules[RuleId("anticoagulant")], if_not_known=Level.NOTE)
    assert "If not known note" in flat(page_text(rule_page(rule, book)))


def test_a_limit_at_a_single_point_is_called_by_its_code(book: RuleBook, read: Callable[[str], Answers]) -> None:
    rule = replace(book.rules[RuleId("anticoagulant")], limits=(Limit(("ST36",), {"needling": Level.AVOID}),))
    report = assess(replace(book, rules={rule.id: rule}), read("medicines: [apixaban]\nplan: {needles: [LI4]}\n"))
    assert "No thin needles at ST36 (Blood thinner)." in flat(as_text(report, Audience.PATIENT))


def test_answers_of_nobody_are_a_page_too(book: RuleBook) -> None:
    nobody: Answers = {}
    for audience in Audience:
        assert "not settled" in as_text(assess(book, nobody), audience).lower()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("audience", Audience)
def test_the_emergency_number_is_on_every_page(
    everybody: Reports, written: Written, audience: Audience, person: Person
) -> None:
    others = [
        person("plan: {acupressure: [LI4]}"),
        person("plan: {laser acupuncture: [LI4]}"),
        person("{danger: [maybe chest-pain], plan: {massage: [back]}}"),
    ]
    pages = [written(name, audience) for name in everybody]
    pages += [as_text(report, audience) for report in others]
    assert [page for page in pages if "112, 999, 911 or 000" not in flat(page)] == []


@pytest.mark.parametrize(
    ("weeks", "words"),
    [("due 2020-01-01", "is the date wrong, or is the baby born?"), ("due 2029-01-01", "is the date wrong?")],
)
def test_weeks_that_cannot_be_right_are_questioned(person: Person, weeks: str, words: str) -> None:
    page = flat(as_text(person(f"{{pregnant: yes, pregnancy-weeks: {weeks}}}"), Audience.PATIENT))
    assert f"'{weeks}' cannot be right: {words}" in page
    assert "How many weeks" not in page


def test_a_source_is_stricter_only_than_the_rule_itself(person: Person) -> None:
    for different in ("danger: [maybe chest-pain]", "danger: not sure"):
        assert "is stricter" not in flat(as_text(person(different), Audience.PATIENT))


def test_what_a_rule_asks_of_places_is_called_so_where_it_stands_alone(person: Person) -> None:
    numb = person("{nerves-mind: [numb-skin], numb-where: [feet], plan: {electroacupuncture: not named}}")
    nape = person("plan: {manual needling: [nape]}")
    assert [finding_text(numb.findings[0], Page(numb, Audience.PATIENT)).plan] == ["Some places are left out."]
    assert [finding_text(nape.findings[0], Page(nape, Audience.PATIENT)).plan] == ["Some places need care."]
    assert "Some places" not in as_text(numb, Audience.PATIENT)


def test_a_number_has_no_yes_that_would_lift_a_rule(person: Person) -> None:
    page = flat(
        as_text(person("{pregnant: yes, maternity-team-agreed: yes, plan: {manual needling: [LI4]}}"), Audience.PATIENT)
    )
    assert "A yes to: How many weeks" not in page


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ("medicines: [eliquiss]", "'eliquiss' is not recognised; perhaps apixaban."),
        ("medicines: [ketamine]", "'ketamine' is not certain; perhaps Medicine that makes you sleepy."),
        ("medicines: [Benadryl]", "'Benadryl' is not certain; perhaps diphenhydramine (US and Canada), "),
        ("medicines: [grandma's tonic]", "'grandma's tonic' is not recognised. "),
        ("plan: {needles: [ST4O left]}", "'ST4O left' is not recognised; perhaps ST40 Fenglong."),
        ("plan: {needles: [LI4, Yinjiao]}", "'Yinjiao' is not recognised; perhaps GV28 Yinjiao or CV7 Yinjiao."),
        ("plan: {needles: [ST46]}", "'ST46' is not recognised; perhaps a point from ST1 to ST45."),
        ("plan: {needles: [the funny bone]}", "'the funny bone' is not recognised. "),
        ("plan: {cuping: [LI4]}", "'cuping' is not recognised; perhaps cupping."),
        ("plan: {long needles: [LI4]}", "'long needles' is not certain; perhaps deep needles into muscle or "),
        ("plan: {ozone bath: [LI4]}", "'ozone bath' is not recognised. "),
        (
            "{nerves-mind: [numb-skin], numb-where: [left foot, ST4O, ST46]}",
            "'ST4O' is not recognised; perhaps ST40 Fenglong.",
        ),
        (
            "{nerves-mind: [numb-skin], numb-where: [left foot, ST4O, ST46]}",
            "'ST46' is not recognised; perhaps a point from ST1 to ST45.",
        ),
        ("{nerves-mind: [numb-skin], numb-where: [where it tingles]}", "'where it tingles' is not recognised. "),
    ],
)
def test_an_open_name_tells_what_it_may_stand_for(person: Person, different: str, words: str) -> None:
    report = person(different)
    told = [open_text(point, Page(report, Audience.PATIENT)) for point in report.open if point.name]
    assert [text for text in told if text.lower().startswith(words.lower())] != [], told


LIMB = "{cancer-immune: [nodes-removed], lymph-limb: [left arm], lymph-team-agreed: not sure, plan: {needles: [%s]}}"
KNEE = "plan: {needles: [BL23], moxibustion: [right knee, LI10 left]}\ntoday: [nothing-eaten]\n"


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    """The page on one line."""
    return flat(as_text(report, audience))


# What is said of places


def test_names_nobody_knows_of_which_the_same_may_come_are_told_together(person: Person) -> None:
    text = flat(as_text(person("medicines: [zzqolan, xxqolin]\n"), Audience.PRACTITIONER))
    assert "Not recognised, at worst to be noted: 'zzqolan' and 'xxqolin'. Ask what is meant." in text


def test_of_one_technique_at_one_place_only_the_strictest_is_said(person: Person) -> None:
    page = read(person(LIMB % "LI4 right, PC6 left"))
    assert "Leave out No thin needles at the left arm, the left shoulder, the left chest, " in page
    assert "thin needles at the left arm" not in page.partition("Leave out No thin needles at the left arm")[2]
    assert "asks for more" not in page


def test_the_side_that_is_limited_is_named_where_the_plan_names_none(person: Person) -> None:
    page = read(person("{skin: [sore-skin], sore-skin-where: [left elbow], plan: {needles: [LI11, ST36]}}"))
    assert "No side was named for LI11 Quchi, so each was checked on both sides." in page
    assert "Name the side: the left elbow may be all that is limited there." in page


def test_the_plan_says_that_parts_of_a_place_need_care(person: Person) -> None:
    report = person("{plan: {gua sha: [neck, right shoulder], needles: [LI11]}}")
    plan = [line for line in as_text(report, Audience.PRACTITIONER).splitlines() if "; parts with care" in line]
    assert [line.split("  ")[1] for line in plan] == ["Gua sha at the neck"]
    assert "go ahead; parts with care" in as_text(report, Audience.PATIENT)


def test_the_plan_never_calls_a_place_milder_than_it_stands_because_of_its_parts(person: Person) -> None:
    report = person("{nerves-mind: [loose-joints], heart-lungs: [artery-disease], plan: {massage: [neck]}}")
    for audience in Audience:
        assert "with care; parts leave out" in as_text(report, audience)


def test_nothing_milder_is_said_of_a_region_that_an_answer_names_as_a_whole(person: Person) -> None:
    numb = "{{nerves-mind: [numb-skin], numb-where: [{}], organs: [diabetes], plan: {{moxibustion: [KI1]}}}}"
    page = read(person(numb.format("both feet")))
    assert "No warming with burning herb at the foot" in page
    assert "Take care with warming with burning herb at the foot" not in page
    assert "Take care with warming with burning herb at the foot" in read(person(numb.format("left foot")))


def test_a_yes_that_is_missing_is_a_condition_and_no_relief(person: Person) -> None:
    report = person(LIMB % "LI4 right, PC6 left")
    assert "Not sure. Until there is a yes, this stands: Limb with missing or treated lymph nodes." in read(report)
    page = read(report, Audience.PRACTITIONER)
    still_open = "Still open 'Has a lymphoedema specialist agreed to work on that limb?'. Until there is a yes, "
    assert still_open in page


def test_where_a_limit_has_a_side_it_is_said_that_a_place_without_one_means_both(person: Person) -> None:
    for audience in Audience:
        page = read(person(LIMB % "LI4, CV12, upper back"), audience)
        assert (
            "No side was named for LI4 Hegu and the upper back, so each was checked on both sides. Name the side: "
            in page
        )
        assert "No side was named" not in read(person(LIMB % "LI4 right, lower back"), audience)
        assert "No side was named" not in read(person("plan: {needles: [LI4]}"), audience)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("{needles: not named}", {Audience.PRACTITIONER: "No points were named, so none was checked.",
                                  Audience.PATIENT: "No places on the body were named, so none was checked."}),
        ("{needles: [LI10], cupping: not named}", {
            Audience.PRACTITIONER: "No points were named for dry cupping, so none was checked there.",
            Audience.PATIENT: "No places on the body were named for cupping, so none was checked there."}),
    ],
)  # fmt: skip
def test_a_plan_without_places_says_that_none_was_checked(
    person: Person, plan: str, words: dict[Audience, str]
) -> None:
    for audience in Audience:
        assert words[audience] in read(person(f"medicines: [apixaban]\nplan: {plan}"), audience)


def test_the_headline_names_the_places_of_each_technique_that_is_not_all_alike(person: Person) -> None:
    report = person(KNEE + "devices: [implant]\nimplant-where: [right knee]")
    practitioner, patient = (at_level(Level.CAUTION, Page(report, audience)) for audience in Audience)
    assert practitioner == "manual needling at BL23 Shenshu; moxibustion at the right knee"
    assert patient == "thin needles at BL23 Shenshu; warming with burning herb at the right knee"
    alike = next(iter(headline(Page(person("{organs: [diabetes], diabetes-now: none}"), Audience.PRACTITIONER))))
    assert alike.text.endswith(": manual needling")


def test_how_a_typed_place_was_read_stands_beside_the_plan(person: Person) -> None:
    for audience in Audience:
        blocks = report_page(person("plan: {cupping: [left flank]}"), audience).blocks
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
        assert rows[0][0].endswith(": the left side of the trunk ('left flank')")
        assert "Zusanli')" not in read(person("plan: {needles: [Zusanli]}"), audience)


def test_what_lies_at_a_planned_place_stands_behind_its_name_and_nothing_does_too(person: Person) -> None:
    page = read(person("{pregnant: yes, plan: {needles: [LI4, LI8, GB21], massage: [LI4]}}"), Audience.PRACTITIONER)
    assert "LI4 Hegu: the points customarily avoided in pregnancy (" in page
    assert "GB21 Jianjing: places over the lung, the points customarily" in page
    assert "Parts of the lower back: places over " in read(
        person("plan: {needles: [lower back]}"), Audience.PRACTITIONER
    )
    assert "No hazard that bears on this plan is listed at LI8 Xialian." in page
    assert "at LI8 Xialian and" not in page
    assert ": a joint capsule" in read(person("plan: {needles: [EX-LE5]}"), Audience.PRACTITIONER)


@pytest.mark.parametrize(
    ("place", "said", "unsaid"),
    [
        ("GV16", ["GV15 and GV16: only with training"], ["GB20: towards", "BL10:"]),
        ("GB20", ["GB20: towards the tip of the nose."], ["GV15 and GV16:"]),
        ("PC6", ["PC4 to PC7: shallow between the tendons."], []),
        ("HT7", ["do not manipulate on the nerve."], ["PC4 to PC7"]),
        ("neck", ["GB20: towards", "GV15 and GV16:"], []),
    ],
)
def test_advice_for_single_points_is_for_those_that_are_planned(
    person: Person, place: str, said: list[str], unsaid: list[str]
) -> None:
    page = read(person(f"plan: {{needles: [{place}]}}"), Audience.PRACTITIONER)
    assert all(each in page for each in said)
    assert not any(each in page for each in unsaid)


# What is open


@pytest.mark.usefixtures("quick")
def test_page_and_exit_code_agree_on_what_is_not_settled(everybody: Reports) -> None:
    codes = set()
    for report in everybody.values():
        code = exit_codes.of_outcome(report.outcome.stands, report.outcome.worst, Outcome.CARE)
        codes.add(code)
        for audience in Audience:
            text = next(iter(headline(Page(report, audience)))).text
            assert ("NOT SETTLED" in text) == (code == exit_codes.NOT_SETTLED)
    assert exit_codes.NOT_SETTLED in codes
    assert len(codes) > 1


@pytest.mark.usefixtures("quick")
def test_what_is_not_settled_is_one_order_and_its_worst_has_one_name(everybody: Reports, written: Written) -> None:
    for called, report in everybody.items():
        for audience in Audience:
            text = next(iter(headline(Page(report, audience)))).text
            if "NOT SETTLED" in text:
                worst = phrases.named(report.outcome.worst, audience)
                page = flat(written(called, audience))
                if report.outcome.worst is Outcome.CHANGE:
                    assert text.endswith("; A PART IS NOT SETTLED")
                    assert "find out first" not in page.casefold()
                    assert re.search(rf"Not settled: .*?\. It could become: {worst}\.", page)
                    continue
                assert text == "NOT SETTLED: FIND OUT FIRST" or text.endswith("; NOT SETTLED")
                assert "GO AHEAD" not in text
                assert re.search(rf"Find out first.*?\. (It could become|If so): {worst}\.", page)
                assert f"It could become: {worst}." in page
                assert "at worst" not in page.casefold()


def test_a_follow_up_is_printed_with_the_lines_that_matter_for_the_plan(person: Person) -> None:
    report = person("skin: [sore-skin]\nsore-skin-where: [hand]\nplan: {moxibustion: [ST36]}")
    page = read(report)
    assert "What kind of sore skin is it? Red, hot or with pus, and spreading? " in page
    assert "Not answered yet. It could become: " in page
    assert "Oxygen at home or carried along?" in page
    assert "flashing light" not in page
    assert "Not asked" not in page
    assert "What kind of sore skin? Spreading infection, cellulitis or abscess? " in read(report, Audience.PRACTITIONER)
    assert "Not asked. It could become: " in read(report, Audience.PRACTITIONER)


@pytest.mark.parametrize("plan", ["{needles: [LI10]}", "{needles: [GB21]}"])
def test_words_that_could_change_little_are_told_in_one_calm_line_at_the_end(person: Person, plan: str) -> None:
    report = person(f"medicines: [grandmother's tea]\nconditions: [qwertz asdf]\nplan: {plan}")
    for audience, line in (
        (Audience.PATIENT, "Not known here, and at worst "),
        (Audience.PRACTITIONER, "Not recognised, at worst "),
    ):
        page = read(report, audience)
        assert page.count("grandmother's tea") == 1 + (audience is Audience.PRACTITIONER)  # with the answers
        assert page.count(line) == 1
        assert page.index(line) > page.index("THE PLAN")
        assert "grandmother's tea" not in " ".join(next(headline(Page(report, audience))).steps)


def test_words_that_could_matter_more_stay_at_the_top_and_are_told_at_the_desk(person: Person) -> None:
    report = person("medicines: [grandmother's tea]\nbleeding: not sure\nplan: {bloodletting: [LI11]}")
    top = next(headline(Page(report, Audience.PATIENT)))
    assert sum("grandmother's tea" in step for step in top.steps) == 1
    assert 'The check did not know these words: "grandmother\'s tea". Please ask.' in read(report)


def test_what_was_told_and_changes_nothing_is_not_lost(person: Person) -> None:
    report = person("heart-lungs: [stable-heart]\nneedles-before: [first-time, fainted]\nplan: {needles: [ST36]}")
    page = read(report)
    assert "Seen You also told: " in page
    told = page.partition("You also told: ")[2].partition("WHERE, AND HOW")[0]
    assert "First acupuncture ever" in told
    assert "Heart trouble that is steady" in told
    assert "How Lie down for it, say stop at any time, and get up slowly." in page


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("danger", ["self-harm", "swollen-calf", "pregnancy-warning"])
def test_nothing_can_wait_while_help_is_needed(person: Person, danger: str, audience: Audience) -> None:
    page = read(person(f"{{danger: [{danger}], skin: not sure, conditions: [mixes up words today]}}"), audience)
    assert "can wait" not in page
    told = page.partition("tell it on the phone too: ")[2]
    assert "Skin" in told
    assert "'mixes up words today'" in told


@pytest.mark.parametrize(
    "answers",
    [
        "{danger: [pregnancy-warning], pregnant: yes}",
        "{today: [fever], cancer-immune: [cancer-treatment]}",
        "{today: [fever], medicines: [cyclophosphamide], cancer-medicine-for: cancer}",
        "{heart-lungs: [unstable-heart], unstable-heart-kind: [unstable-angina], heart-doctor-agreed: no}",
    ],
)
def test_what_cannot_wait_for_a_doctor_in_the_day_calls_for_help_now(person: Person, answers: str) -> None:
    assert "GET HELP NOW" in read(person(answers))


def test_where_somebody_may_be_bleeding_unseen_nothing_says_to_go_on_with_the_next_dose(person: Person) -> None:
    page = read(person("{medicines: [Eliquis], bleeding: [blood-thinner, new-bleeding], new-bleeding-seen: no}"))
    assert "Keep taking what is prescribed" not in page
    assert "Ask there about your medicine before the next dose." in page


def test_what_was_not_asked_while_help_is_needed_is_named_and_nothing_is_promised_of_it(person: Person) -> None:
    page = read(person("{danger: [swollen-calf], plan: {bloodletting: [LI4]}}"))
    assert "Not answered yet: 'What the treatment planned needs'." in page


def test_one_call_is_as_urgent_as_the_gravest_finding_and_tells_all(person: Person) -> None:
    page = read(person("{danger: [injury-now, swollen-calf], medicines: [Eliquis]}"))
    assert "On the phone" in page
    assert "I need to be seen today" not in page
    told = page.partition("I need help now.")[2].partition("WHY, AND")[0]
    assert "blow to the head" in told
    assert "swollen" in told


def test_a_stop_for_today_has_one_call(person: Person) -> None:
    page = read(person("{danger: [swollen-calf], bleeding: [new-bleeding, blood-thinner], new-bleeding-seen: no}"))
    assert page.count("I need to be seen today") == 1


def test_danger_signs_that_are_not_sure_cannot_wait_and_are_told_once_at_the_top(person: Person) -> None:
    report = person("{danger: not sure, today: [fever], cancer-immune: [weak-immunity], skin: not sure}")
    page = read(report)
    assert "it cannot wait: 'Danger signs right now'. Read the list aloud now." in page
    assert "tell it on the phone too: 'Skin and allergies'" in page
    top = next(iter(headline(Page(report, Audience.PATIENT))))
    assert [step for step in top.steps if "If in doubt" in step] == [
        "If in doubt, get help: Danger signs right now, not sure. Read the list aloud.",
    ]


# What to do, and when


def test_what_has_to_happen_first_stands_at_the_top(person: Person) -> None:
    report = person("{today: [nothing-eaten]}")
    first = "First wait until you have eaten something light (Nothing eaten)."
    assert next(iter(headline(Page(report, Audience.PATIENT)))).steps[0] == first
    page = as_text(report, Audience.PRACTITIONER)
    assert "BEFORE THE FIRST NEEDLE\nDo first  Wait until the person has eaten something light" in page
    assert "Not before" not in as_text(report, Audience.PATIENT)
    asked = read(person("{bleeding: [bleeding-disorder]}"), Audience.PRACTITIONER)
    assert "BEFORE THE FIRST NEEDLE Do first Ask " in asked


def test_a_day_that_has_to_be_waited_for_is_said_with_the_reason(person: Person) -> None:
    for audience in Audience:
        assert "Do first Wait until the temperature is normal again." in read(person("today: [fever]"), audience)


def test_a_blood_thinner_is_named_when_help_is_called_and_no_sign_is_said_twice(people: Reports) -> None:
    page = read(people["blood-thinner"])
    assert page.count("tight") == 1
    assert "Say that you take Eliquis 5 mg." in page
    assert "Say that you take" not in read(people["not-sure"])
    right_after = page.partition("Right after ")[2].partition("Today/tonight")[0]
    assert "Count the needles out together and check for one left behind." in right_after


def test_an_alternative_says_once_how_to_take_care_of_a_place(people: Reports) -> None:
    page = read(people["pregnant"]).partition("GENTLER WAYS")[2]
    assert "press the low back only lightly" in page
    assert "with care at the low back" not in page


def test_a_thing_that_needs_care_in_a_place_is_said_of_an_alternative_without_other_advice(person: Person) -> None:
    answers = (
        "{nerves-mind: [numb-skin], numb-where: [left foot], devices: [pacemaker], device-where: [left chest], "
        "plan: {electroacupuncture: [ST36]}}"
    )
    assert "No pressing on points at the left chest." in read(person(answers))


# What would matter for another plan, and what never does


def test_what_affects_nothing_planned_is_short_for_the_patient(person: Person) -> None:
    report = person("{pregnant: yes, plan: {needles: [PC6]}, cancer-immune: [hiv-controlled]}")
    page = read(report)
    assert "Check again before you add a treatment or a place." in page.partition("ONLY IF THE PLAN CHANGES")[2]
    assert "NO LIMIT BECAUSE OF " in page
    assert "ONLY IF THE PLAN CHANGES" in read(report, Audience.PRACTITIONER)
    assert "NOTHING PLANNED" not in page


# The desk


@pytest.mark.parametrize(
    ("different", "words"),
    [
        (
            "{devices: [pacemaker], device-where: [left chest], plan: {electroacupuncture: [ST36]}}",
            "I have a pacemaker. My device with a battery is at the left chest.",
        ),
        ("{pregnant: yes}", "this first. I am pregnant."),
        (
            "{medicines: [Eliquis 5 mg], bleeding: [blood-thinner]}",
            "first. I take Eliquis 5 mg.",
        ),
        ("{medicines: [maybe warfarin]}", 'Please ask about "warfarin".'),
        ("{bleeding: [maybe blood-thinner]}", "It may be that I take a blood thinner."),
        ("{devices: [maybe pacemaker]}", "It may be that I have a pacemaker."),
        ("{organs: [diabetes]}", "this first. I have diabetes."),
        (LIMB % "LI4", "My lymph nodes were removed or treated, which puts the left arm at risk."),
        ("{age: 12}", "This is about the child, aged 12."),
        ("{conditions: [haemophilia]}", "About my health: haemophilia."),
        ("{medicines: [{class: anticoagulant-doac}]}", "first. I take a blood thinner. "),
        ("{nerves-mind: [stroke]}", "this first. I have had a stroke"),
        (
            "{pregnant: yes, pregnancy-situation: [more-than-one-baby]}",
            "I am pregnant with more than one baby.",
        ),
        ("{pregnant: could-be, fertility: [late-period]}", "I could be pregnant."),
    ],
)
def test_the_desk_hears_what_was_ticked_or_typed(person: Person, different: str, words: str) -> None:
    assert words in read(person(different))


# The practitioner's page


@pytest.mark.usefixtures("quick")
def test_no_heading_cites_and_the_record_comes_before_the_sources(everybody: Reports, written: Written) -> None:
    for called, report in everybody.items():
        for block in report_page(report, Audience.PRACTITIONER).blocks:
            assert not isinstance(block, Heading) or "[" not in block.text
            assert not isinstance(block, Lines) or "[" not in block.title
        page = written(called, Audience.PRACTITIONER)
        assert "\nSOURCES\n" not in page.partition("\nFOR THE RECORD\n")[0]


def test_the_record_is_in_the_words_of_the_questions(people: Reports) -> None:
    record = read(people["many-places"], Audience.PRACTITIONER).partition("FOR THE RECORD")[2].partition(" Rules ")[0]
    assert "Today: Nothing eaten in the last few hours." in record
    assert "Not asked Which implant. Kind of sore skin." in record
    assert "None Danger signs. Bleeding." in record
    assert "sore-skin" not in record
    record = read(people["not-sure"], Audience.PRACTITIONER).partition("FOR THE RECORD")[2]
    assert "Not sure Medicines. Bleeding: maybe 'Anticoagulant (warfarin, DOAC, heparin)'." in record


def test_nothing_is_left_out_twice(people: Reports) -> None:
    assert read(people["pacemaker"], Audience.PRACTITIONER).partition("SOURCES")[0].count("TENS") == 1


LUNGS = "heart-lungs: [lung-disease]\nlung-kind: [{kind}]\nplan: {{dry needling: [upper back], needles: [BL13, LU7]}}"


def test_nothing_milder_is_asked_for_at_the_desk_where_it_is_left_out(person: Person) -> None:
    shallow = "Please keep needles shallow at"
    assert shallow not in read(person(LUNGS.format(kind="emphysema")))
    milder = read(person(LUNGS.format(kind="tuberculosis")))
    assert "Please keep needles shallow at BL13" in milder
    assert "upper back: the lung" not in milder


PREGNANT = "pregnant: yes\npregnancy-weeks: 34+0\nobstetric-team-agreed: no\nbreech-moxa-agreed: no\n"


def test_the_maternity_team_is_asked_about_all_that_it_has_a_say_in(person: Person) -> None:
    asked = read(
        person(
            f"{PREGNANT}pregnancy-situation: [ivf-pregnancy]\n"
            "plan: {needles: [GB34, SP6], moxibustion: [BL67], massage: [neck]}"
        )
    )
    planned = asked.partition("This is planned: ")[2].partition("Is that all right?")[0]
    assert "thin needles at GB34" in planned
    assert "warming with burning herb at BL67" in planned
    assert "massage at the neck" in planned
    assert "SP6" not in planned


def test_a_technique_nobody_knows_is_no_part_of_the_wish(person: Person) -> None:
    said = as_text(person("bleeding: [bleeding-disorder]\nplan: {needles: [ST36], qwertz: [ST36]}"), Audience.PATIENT)
    assert "This is planned: thin needles at ST36 Zusanli. Is" in " ".join(said.split())


def test_as_above_stands_right_below_the_block_that_it_means(people: dict[str, Report]) -> None:
    for report in people.values():
        for audience in Audience:
            before = False
            for block in report_page(report, audience).blocks:
                reasons = [said for label, said in getattr(block, "lines", ()) if label == "Because"]
                assert before or reasons != ["as above."]
                before = bool(reasons)
