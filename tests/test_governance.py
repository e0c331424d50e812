"""The rules as something people answer for: their papers, their numbers, and what they never say."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from clinical_cases import cases

from acucheck.assess import assess
from acucheck.authoring.examples import healthy_adult
from acucheck.located import Node
from acucheck.model.answers import Plan, Planned
from acucheck.model.book import PLAN, RuleBook, Wording
from acucheck.model.ids import AftercareId, TechniqueId
from acucheck.model.levels import Audience
from acucheck.rulebook import floor_words
from acucheck.rulebook.floor_words import advises_against_a_medicine, calls_something_safe

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def paper() -> ModuleType:
    """`docs/rules.py`, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("rules_paper", DOCS / "rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# The papers


def test_the_page_of_rules_is_that_of_the_rule_book(paper: ModuleType, book: RuleBook) -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == paper.page(book), "run .venv/bin/python docs/rules.py"


def test_the_page_of_rules_has_a_section_for_every_rule_and_no_two_of_one_name(
    paper: ModuleType, book: RuleBook
) -> None:
    page = paper.page(book)
    anchors = [paper.anchor(heading) for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)]
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)
    assert set(book.rules) <= set(anchors)
    assert all(source.title in page.replace("\\", "") for source in book.sources.values())


def test_markdown_in_a_sentence_has_no_meaning(paper: ModuleType) -> None:
    assert paper.plain("a | b *c* <d> [e](f) `g` _h_ #i") == r"a \| b \*c\* \<d\> \[e\](f) \`g\` \_h\_ \#i"


def test_the_changelog_names_the_version_and_content_of_the_rules(paper: ModuleType, book: RuleBook) -> None:
    newest = paper.RULES_HEADING.search((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    wanted = paper.rules_heading(book)
    assert newest is not None, f"CHANGELOG.md needs the heading {wanted!r}"
    assert newest.group() == wanted, (
        f"write {wanted!r} (docs/rules.py does), raise the version when rules were published"
    )


def test_every_test_named_in_the_safety_page_exists() -> None:
    page = (DOCS / "clinical-safety.md").read_text(encoding="utf-8")
    tests = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py")}
    named = re.findall(r"`(test_\w+)`", page)
    assert len(named) >= 20
    everything = "\n".join(tests.values())
    assert [name for name in named if not re.search(rf"^def {name}\(", everything, re.MULTILINE)] == []
    assert [path for path in re.findall(r"`(tests/[\w./-]+)`", page) if not (ROOT / path).exists()] == []
    assert len(re.findall(r"^\| H\d+ \|", page, re.MULTILINE)) >= 20


def test_every_mechanism_of_harm_has_its_rule_its_sign_and_its_case(book: RuleBook) -> None:
    page = (DOCS / "clinical-safety.md").read_text(encoding="utf-8")
    table = page.partition("## Harm first")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    told = {value.text() for case in cases() for key, value in mapping(case.values[0]) if key.text() == "case"}
    assert len(rows) >= 17
    for mechanism, named, prevents, signs, example in rows:
        rules = [book.rules[rule] for rule in re.findall(r"`([\w-]+)`", named)]
        brought = {entry for rule in rules for entry in rule.aftercare}
        brought |= {entry.id for entry in book.aftercare.values() if entry.everyone}
        assert rules, mechanism
        assert prevents, mechanism
        assert set(re.findall(r"`([\w-]+)`", signs)) <= brought, mechanism
        assert signs, mechanism
        assert example.strip('"') in told, mechanism


def mapping(case: object) -> Iterator[tuple[Node, Node]]:
    """The keys of a clinical case with what stands there."""
    assert isinstance(case, Node)
    yield from case.pairs()


AFTERWARDS = {
    "manual-needling": "call",
    "deep-needling": "call",
    "indwelling-needles": "tacks-in",
    "point-injection": "after-injection",
    "fire-needle": "heat-marks",
    "bloodletting": "cuts-dry",
    "wet-cupping": "cup-marks",
    "cupping": "cup-marks",
    "gua-sha": "gua-sha-marks",
    "moxibustion": "heat-marks",
    "heat-lamp": "heat-marks",
    "electroacupuncture": "current-off",
    "tens": "current-off",
    "ear-seeds": "seeds-on",
    "massage": "massage-after",
}
"""Technique -> what everybody who has it is told of its own signs."""


@pytest.mark.parametrize("technique", AFTERWARDS)
def test_every_technique_tells_its_own_signs_afterwards(technique: str, book: RuleBook) -> None:
    report = assess(book, {**healthy_adult(book), PLAN: Plan((Planned(technique, TechniqueId(technique), ()),))})
    assert AFTERWARDS[technique] in report.aftercare


def test_needles_are_counted_out_and_a_lump_weeks_later_is_shown(book: RuleBook) -> None:
    assert "Count the needles out" in book.aftercare[AftercareId("count-needles")].say.for_audience(Audience.PATIENT)
    assert "a lump weeks later" in book.aftercare[AftercareId("watch-spots")].say.for_audience(Audience.PATIENT)


def test_the_safety_page_says_who_reviewed_the_rules(book: RuleBook) -> None:
    page = (DOCS / "clinical-safety.md").read_text(encoding="utf-8")
    assert f"clinical review: {book.clinical_review}" in page


# Numbers


def test_every_number_has_a_published_source_or_is_listed_without_one(paper: ModuleType, book: RuleBook) -> None:
    listed = list(paper.numbers(book))
    bare = [
        (number.entry, figure, number.sentence)
        for number in listed
        if not paper.published(number, book)
        for figure in number.figures
        if not any(_same(entry, number.entry, known, figure) for entry, known in paper.UNPUBLISHED)
    ]
    table = "\n".join(
        f"{n.entry} | {n.part} | {', '.join(n.figures)} | {paper.read_as(n.sources, book)}" for n in listed
    )
    assert bare == [], table


def test_nothing_is_listed_without_a_source_that_is_no_longer_there(paper: ModuleType, book: RuleBook) -> None:
    listed = [(number.entry, figure) for number in paper.numbers(book) for figure in number.figures]
    stale = [row for row in paper.UNPUBLISHED if not any(_same(row[0], name, row[1], each) for name, each in listed)]
    assert stale == []


def _same(entry: str, other: str, figure: str, said: str) -> bool:
    return entry == other and figure.lower() == said.lower()


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("24.4% of 9,408 UK patients", ["24.4%", "9,408"]),
        ("(20, 25 or 50 x10^9/L in trials)", ["20", "25", "50 x10^9/L"]),
        ("chromium (16-18%)", ["16", "18%"]),
        ("systolic -3.56 mmHg at 145/95", ["-3.56 mmHg", "145/95"]),
        ("Rest for two days, or half of it, or a week", ["two days", "half", "a week"]),
        ("in the first year and the third month", ["first year", "third month"]),
        ("One person in four is sleepy", ["One person in four"]),
        ("BL31 to BL34, a P2Y12 inhibitor, a normal CD4 count, at once", []),
    ],
)
def test_numbers_are_found_as_they_are_written(paper: ModuleType, sentence: str, figures: list[str]) -> None:
    found = [match.group() for match in paper.NUMBER.finditer(paper.NAMED.sub("", sentence))]
    assert found == figures


# Medicines go on, and nothing is called safe

ABOUT_SOMETHING_ELSE = frozenset(
    {
        "Ask about a blood thinner and any recent change.",  # of the heart disease
        "Cancer medicine without the team's agreement",
        "Prostacyclin without the prescriber's agreement",
        "Laser after a medicine that light switches on",
        "Lately a medicine that is switched on by light",
        "Under the influence of alcohol or drugs, or in withdrawal",
        "Alcohol or street drugs still in the body, or bad withdrawal from them",
        "One such medicine changes little.",
        "Over weeks steroids thin the skin and lower the defences.",
        "Get help at once for an attack that your inhaler does not stop.",
    }
)


def sentences(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Every sentence somebody may read, with the entry it stands in. What a source says is told as its opinion."""
    for entry, wording in _wordings(book):
        for text in dict.fromkeys(wording.for_audience(audience) for audience in Audience):
            yield from ((entry, sentence) for sentence in floor_words.sentences(text))


def _wordings(book: RuleBook) -> Iterator[tuple[str, Wording]]:
    for rule in book.rules.values():
        several = [rule.title, rule.risk, rule.until, rule.ask_whom, *sum(rule.precautions.values(), ())]
        several += [Wording(position.says, position.says) for position in rule.positions]
        several.append(Wording(rule.chosen_because, rule.chosen_because))
        yield from ((rule.id, wording) for wording in several if wording is not None)
    for question in book.questions.values():
        asked = [question.ask, question.short, question.why, question.ask_where, question.find_out]
        yield from ((question.id, wording) for wording in (*asked, *question.options.values()) if wording is not None)
        yield from ((question.id, Wording(said, said)) for said in (*question.say.values(), question.say_answer))
    yield from ((rule.id, Wording(rule.say, rule.say)) for rule in book.rules.values())
    yield from ((kind.id, Wording(kind.say, kind.say)) for kind in book.concepts["medicine"].values())
    yield from ((care.id, care.say) for care in book.aftercare.values())
    yield from ((offered.id, offered.say) for offered in book.alternatives.values())


def test_no_sentence_of_the_rule_book_advises_against_a_prescribed_medicine(book: RuleBook) -> None:
    found = [each for each in sentences(book) if advises_against_a_medicine(each[1])]
    assert [each for each in found if each[1] not in ABOUT_SOMETHING_ELSE] == []
    assert {sentence for _, sentence in found} >= ABOUT_SOMETHING_ELSE


def test_no_sentence_of_the_rule_book_calls_anything_safe(book: RuleBook) -> None:
    assert [found for found in sentences(book) if calls_something_safe(found[1])] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Leave out your blood thinner the evening before.",
        "Ask your doctor whether aspirin can be paused.",
        "Come back when you are off your steroids.",
        "It would bleed less without your tablets.",
        "Take your tablet later on that day.",
        "Skip one dose.",
        "Do not take your sleeping tablet before treatment.",
        "Insulin may be reduced on that day.",
        "You may be able to replace the painkillers with needles.",
        "Anticoagulants are better discontinued two days before.",
        "Use needles instead of a medicine.",
        "Talk about going without the medicine.",
        "Keep taking your tablets until we meet.",
    ],
)
def test_advice_against_a_medicine_is_found_however_it_is_put(sentence: str) -> None:
    assert advises_against_a_medicine(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Never advise a change of the medicine.",
        "Keep taking your tablets.",
        "Stop the needle at once.",
        "A blood thinner.",
    ],
)
def test_that_a_medicine_goes_on_may_be_said(sentence: str) -> None:
    assert not advises_against_a_medicine(sentence)
