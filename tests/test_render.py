"""The formats: what is typed is kept and can do no harm, a page fits its columns, and JSON keeps to its schema."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anybody import AWKWARD
from conftest import Reports
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemas import shipped, strict

from acucheck.assess import assess
from acucheck.document.blocks import Document, Heading, Headline, Lines, Table
from acucheck.document.follow_ups import by_root
from acucheck.model.answers import NOBODY, Answer, Answers, Names, Places, Plan
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Report
from acucheck.render.as_html import as_html
from acucheck.render.as_json import as_json
from acucheck.render.as_text import as_text, page_text
from acucheck.render.formats import REPORT_FORMATS
from acucheck.render.safe_text import escape_controls, width, wrap

ROOT = Path(__file__).parent.parent
STEERING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

Person = Callable[[str], Report]


@pytest.fixture(scope="session")
def schema() -> Draft202012Validator:
    return strict("report-1.json")


def squeezed(text: str) -> str:
    """*text* without white space and case, so that breaks in lines and capitals at a sentence's start do not count."""
    return re.sub(r"\s", "", text).casefold()


def all_typed(answer: Answer) -> Iterator[str]:
    match answer:
        case Names(entries) | Places(entries):
            yield from (entry.typed for entry in entries)
        case Plan(items):
            for item in items:
                yield item.typed
                yield from (place.typed for place in item.places)
        case _:
            return


def named(answers: Answers) -> list[str]:
    """Every medicine and condition that was typed, whatever it was taken for; a class is shown by its own name."""
    lists = [answer.entries for answer in answers.values() if isinstance(answer, Names)]
    return [entry.typed for entries in lists for entry in entries if not entry.given_as_class]


# Text


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=40)
@given(data=st.data())
def test_a_page_drops_nothing_typed_fits_its_columns_and_cannot_steer_a_terminal(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    answers = data.draw(anybody)
    report = assess(book, answers)
    letters = {letter.casefold() for text in told(answers) for letter in text}
    for audience in Audience:
        page = as_text(report, audience)
        assert all(width(line) <= 80 for line in page.splitlines())
        assert not any(unicodedata.category(letter) in STEERING for letter in page if letter != "\n")
        assert {letter.casefold() for letter in page if not letter.isascii()} <= letters
        owed = told(answers) if audience is Audience.PRACTITIONER else [*unknown(report), *named(answers)]
        assert [text for text in owed if squeezed(escape_controls(text)) not in squeezed(page)] == []


def test_for_the_record_a_technique_stands_as_it_was_typed_too(book: RuleBook, read: Callable[[str], Answers]) -> None:
    answers = read("plan: {hijama: [ST36], manual needling: [LI4], dry cupping: [BL23], mystery: [SP6]}")
    page = squeezed(as_text(assess(book, answers), Audience.PRACTITIONER))
    for planned in (
        "hijama = wet cupping (ST36)",
        ", manual needling (LI4)",
        ", dry cupping (BL23)",
        ", 'mystery' (SP6)",
    ):
        assert squeezed(planned) in page


def unknown(report: Report) -> list[str]:
    """What a patient has to find on the page again: every name, and every place or technique nobody knows."""
    names = [name.typed for name in report.names if not name.given_as_class]
    return [*names, *(point.name for point in report.open if point.name)]


def told(answers: Answers) -> list[str]:
    return [text for answer in answers.values() for text in all_typed(answer)]


def test_control_characters_come_out_as_their_codes() -> None:
    assert escape_controls("\x1b[31m\x07\u202e\U000e0041\x85") == "\\u001b[31m\\u0007\\u202e\\U000e0041\\u0085"
    assert escape_controls("café \u836f \U0001f48a") == "café \u836f \U0001f48a"
    assert escape_controls("plain") == "plain"


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("ab", "\u836f", "e\u0301", "\uff76", "\U0001f48a")] == [2, 2, 1, 1, 2]


@pytest.mark.parametrize("text", [*AWKWARD, "word " * 60, "", "\u836f" * 5000])
def test_wrapping_loses_nothing_and_keeps_to_the_columns(text: str) -> None:
    lines = list(wrap(text, 40, "- ", "  "))
    assert all(width(line) <= 40 for line in lines)
    assert lines[0].startswith("- ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert squeezed("".join(line[2:] for line in lines)) == squeezed(escape_controls(text))


def test_every_kind_of_block_has_its_shape() -> None:
    page = Document(
        "title",
        (
            Headline("WHAT HAPPENS", Outcome.CARE, ("a step",)),
            Heading("HEADING"),
            Table(("What", "Now"), (("needles", "with care"), ("n" * 90, "ask")), (Level.CAUTION, Level.REFER)),
            Table((), (("cups", "ask"),), (Level.REFER,)),
            Lines((("Do", "this"), ("Do", "that"), ("Do (acupressure)", "press gently")), "A finding"),
            Lines((("", "a sentence"), ("Do", "this")), "An alternative"),
            Lines((("", "a sentence"),)),
        ),
    )
    assert page_text(page).splitlines() == [
        "title",
        "",
        "WHAT HAPPENS",
        "- a step",
        "",
        "HEADING",
        f"  What{' ' * 63}  Now",
        f"  needles{' ' * 60}  with care",
        f"  {'n' * 67}  ask",
        f"      {'n' * 23}",
        "  cups  ask",
        "* A finding",
        "  Do              this",
        "                  that",
        "  Do (acupressure)  press gently",
        "* An alternative",
        "  a sentence",
        "  Do  this",
        "a sentence",
    ]


def test_a_page_is_the_same_from_one_run_to_the_next(person: Person) -> None:
    for form in REPORT_FORMATS.values():
        report = person("medicines: [warfarin, blood thinner, aspirin]")
        pages = {form.written(report, Audience.PATIENT, NOBODY) for _ in range(3)}
        assert len(pages) == 1


# JSON


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("audience", Audience)
def test_the_json_of_everybody_keeps_to_the_schema(
    schema: Draft202012Validator, everybody: Reports, audience: Audience
) -> None:
    for report in everybody.values():
        schema.validate(json.loads(as_json(report, audience)))


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=25)
@given(data=st.data())
def test_the_json_of_anybody_keeps_to_the_schema_and_all_that_was_typed(
    data: st.DataObject, schema: Draft202012Validator, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    answers = data.draw(anybody)
    for audience in Audience:
        text = as_json(assess(book, answers), audience)
        tree = json.loads(text)
        schema.validate(tree)
        assert text.isascii()
        ledger = " ".join(entry["answer"] for entry in tree["ledger"] if entry["answer"])
        assert all(typed in ledger for typed in told(answers))


@pytest.mark.parametrize("audience", Audience)
def test_text_and_json_say_the_same(person: Person, audience: Audience) -> None:
    report = person(
        "medicines: [warfarin, grandma's tea]\nplan: {needles: [GB21], cupping: back}\n"
        "pregnant: yes\npregnancy-weeks: 20\n"
    )
    page, tree = " ".join(as_text(report, audience).split()), json.loads(as_json(report, audience))
    sentences = [tree["headline"]["text"], *tree["headline"]["steps"]]
    asked = [
        point.name or report.book.questions[point.question].ask.for_audience(audience) for point in by_root(report)
    ]
    sentences += asked
    for finding in tree["findings"]:
        if finding["level"] != "none":
            sentences += [finding["title"], finding["risk"], *finding["do"]]
        if finding["level"] not in ("none", "note") and audience is Audience.PRACTITIONER:
            sentences.append(finding["guidance_differs"] or "")
    sentences += [care["say"] for care in tree["aftercare"]]
    sentences += [each for offered in tree["alternatives"] for each in (offered["say"], *offered["do"])]
    sentences += [each["words"] for each in tree["say"]] if audience is Audience.PATIENT else tree["points"]
    sentences += [each["text"] for each in tree["changes"]] if audience is Audience.PRACTITIONER else []
    assert [each for each in sentences if " ".join(each.split()).lower() not in page.lower()] == []


@pytest.mark.parametrize("name", ["report-1.json", "record-1.json", "summary-1.json"])
def test_the_schema_describes_everything_and_admits_what_a_later_version_adds(name: str) -> None:
    for part in objects(shipped(name)):
        assert part["description"]
        if "properties" in part:
            assert part["additionalProperties"] is True
            assert part["required"] == list(part["properties"])


def objects(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON is anything
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from objects(each)


# What is installed


def test_a_built_wheel_brings_all_its_files(tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="only where the build backend is installed")
    (built,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    names = set(zipfile.ZipFile(built).namelist())
    package = ROOT / "acucheck"
    data = [path for path in package.rglob("*") if path.suffix in {".py", ".yaml", ".json", ".typed"}]
    assert names >= {path.relative_to(ROOT).as_posix() for path in data}
    assert {"acucheck/rules.yaml", "acucheck/py.typed", "acucheck/schemas/report-1.json"} <= names


# The way down to when to call at once


def test_a_long_page_of_a_patient_has_a_way_down_to_when_to_call_at_once(people: Reports) -> None:
    page = as_html(people["blood-thinner"], Audience.PATIENT)
    link = '<p class="jump"><a href="#call">When to call at once</a></p>'
    assert page.count(link) == 1
    assert page.count('<dt id="call">Call at once</dt>') == 1
    assert page.index("<h1>") < page.index(link) < page.index("<h2")
    assert re.search(r"@media print \{.*\.jump \{ display: none; \}", page, re.DOTALL)


def test_a_short_page_that_of_help_and_that_of_a_practitioner_have_no_way_down(people: Reports, person: Person) -> None:
    assert "When to call" not in as_html(people["healthy"], Audience.PATIENT)
    assert "When to call" not in as_html(people["blood-thinner"], Audience.PRACTITIONER)
    help_needed = person(f"danger: [chest-pain]\nconditions: [{', '.join(['asthma'] * 30)}, {'long ' * 300}]")
    assert "When to call" not in as_html(help_needed, Audience.PATIENT)


@pytest.mark.parametrize("name", sorted(REPORT_FORMATS.keys() - {"html"}))
def test_only_a_page_in_which_one_can_jump_has_a_way_down(people: Reports, name: str) -> None:
    written = REPORT_FORMATS[name].written(people["blood-thinner"], Audience.PATIENT, NOBODY)
    assert "When to call" not in written
