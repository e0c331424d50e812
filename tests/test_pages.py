"""The page in every format: none says less than another, none can be steered, and a drawing only repeats words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from anybody import AWKWARD
from conftest import PEOPLE
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from acucheck.assess import assess
from acucheck.document.blocks import Chart, Document, Heading, Headline, Lines, Table
from acucheck.document.page import Page
from acucheck.document.pages.report_page import report_page
from acucheck.document.sections.headline import headline
from acucheck.model.answers import NOBODY, Answers, BodyPlace, Head, MatchStatus, Name, Names, Plan, Planned
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Report
from acucheck.render.as_html import as_html, page_html
from acucheck.render.as_json import as_json
from acucheck.render.as_markdown import as_markdown, escape_markdown, page_markdown
from acucheck.render.as_text import as_text, page_text
from acucheck.render.formats import REPORT_FORMATS
from acucheck.render.safe_text import escape_controls, width

Person = Callable[[str], Report]
STEERING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
HOSTILE = (
    *AWKWARD,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='x'>",
    "&lt;b&gt; &#x41;",
    "[link](http://example.org) ![image](http://example.org/x.png)",
    "http://example.org www.example.org a@example.org mailto:a@example.org",
    "**bold** __bold__ ~~gone~~ `code` $x$ :smile:",
    "# heading",
    "- item",
    "1. item",
    "| a | b |",
    "=====",
    "<!-- hidden -->",
    "[/bold][red]x",
    "--> ]]> */ }",
)
VOID = {"meta", "br"}
PLAIN = {"html", "head", "title", "style", "body", "main", "p", "div", "h1", "h2", "h3", "ul", "ol", "li", "meta"}
PLAIN |= {"a", "time", "dl", "dt", "dd", "section", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
DRAWN = {"svg", "title", "defs", "pattern", "rect", "path", "circle", "polygon", "text"}
MARKS = {"paragraph", "heading", "bullet_list", "list_item", "strong", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.fixture(scope="session")
def hostile(book: RuleBook) -> Report:
    """A person all of whose names come from somebody who means harm."""
    plan = Plan(tuple(Planned(typed, TechniqueId(""), (BodyPlace(typed),)) for typed in HOSTILE))
    names = Names(tuple(Name(typed, MatchStatus.UNRECOGNISED) for typed in HOSTILE))
    return assess(book, {PLAN: plan, QuestionId("medicines"): names, QuestionId("conditions"): names})


class Markup(HTMLParser):
    """What a page in HTML is made of: its elements, its attributes, and its text, style aside."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def flat(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


def shown(text: str, form: str) -> str:
    """What a reader of the page sees, without white space and case."""
    match form:
        case "html":
            return flat("".join(Markup(text).parts))
        case "markdown":
            tokens = MarkdownIt("commonmark").enable("table").parse(text)
            return flat("".join(part.content for token in tokens for part in token.children or ()))
        case _:
            return flat(text)


def sentences(page: Document) -> Iterator[str]:
    """Everything that a page says, the drawing aside."""
    for block in page.blocks:
        match block:
            case Headline(text, _, steps):
                yield from (text, *steps)
            case Heading(text):
                yield text
            case Lines(lines, title):
                yield from (title, *(part for line in lines for part in line))
            case Table(head, rows):
                yield from (cell for row in rows for cell in row)
                yield from head
            case Chart():
                continue


# Nothing is said in one format and not in another


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("part", range(4))
def test_a_thousand_people_get_the_same_rules_in_every_format_and_the_patient_is_told_no_less(
    part: int, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    @seed(part)
    @settings(deadline=None, database=None, max_examples=250)
    @given(answers=anybody)
    def same_in_every_format(answers: Answers) -> None:
        compare_formats(assess(book, answers))

    same_in_every_format()


def compare_formats(report: Report) -> None:
    found = [finding.rule.id for finding in report.findings]
    assert [finding["rule"] for finding in json.loads(as_json(report, Audience.PATIENT))["findings"]] == found
    outcomes = {}
    for audience in Audience:
        page = report_page(report, audience)
        text, html = page_text(page), "".join(Markup(page_html(page, report.book, audience)).parts)
        named = found if audience is Audience.PRACTITIONER else []  # a patient can look up none of them
        assert ids(text) == ids(page_markdown(page).replace("**", "")) == named
        assert all(name in html for name in named)
        assert all(width(line) <= 80 for line in text.splitlines())
        assert audience is Audience.PATIENT or cited(text)
        outcomes[audience] = next(iter(headline(Page(report, audience)))).outcome
    assert outcomes[Audience.PATIENT] >= outcomes[Audience.PRACTITIONER] == report.outcome.stands


def ids(page: str) -> list[str]:
    """The rules that a page names at its end."""
    named = re.findall(r"^(?:- )?Rules:? +((?:.+\n?)+?)(?=\n|\Z|- )", page, re.MULTILINE)
    return re.findall(r"[a-z][a-z0-9-]+", " ".join(named))


def cited(page: str) -> bool:
    """Whether every source that is cited is listed, and the other way round."""
    body, _, listed = page.partition("\nSOURCES\n")
    return set(re.findall(r"\[(\d+)\]", body)) == set(re.findall(r"^\[(\d+)\]", listed, re.MULTILINE))


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_every_sentence_is_in_every_format(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        said = [flat(escape_controls(each).strip()) for each in sentences(report_page(report, audience))]
        for form in ("text", "markdown", "html"):
            page = shown(REPORT_FORMATS[form].written(report, audience, NOBODY), form)
            assert [each for each in said if not found_in(each, page)] == []


def found_in(sentence: str, page: str) -> bool:
    """Whether a page has a sentence; in a table of text it may stand in lines, with those of other columns between."""
    lines, rest = 0, sentence
    while rest:
        lines, longest = lines + 1, next((end for end in range(len(rest), 0, -1) if rest[:end] in page), 0)
        if not longest or lines > 1 + len(sentence) // 6:
            return False
        rest = rest[longest:]
    return True


@pytest.mark.parametrize("name", [path.stem for path in PEOPLE])
def test_the_outcome_and_what_to_leave_out_stand_within_the_first_screen_of_the_patient(
    name: str, people: dict[str, Report]
) -> None:
    report = people[name]
    top = " ".join(" ".join(as_text(report, Audience.PATIENT).splitlines()[:24]).split())
    assert next(iter(headline(Page(report, Audience.PATIENT)))).text in top
    blocks = list(report_page(report, Audience.PATIENT).blocks)
    elsewhere = Heading("ONLY IF THE PLAN CHANGES")
    for block in blocks[: blocks.index(elsewhere) if elsewhere in blocks else None]:
        if isinstance(block, Lines):
            assert all(sentence in top for label, sentence in block.lines if label == "Leave out")


def test_each_example_page_alone_says_what_not_to_do_what_to_do_and_when_to_call(people: dict[str, Report]) -> None:
    for report in people.values():
        page = " ".join(as_text(report, Audience.PATIENT).split())
        for line in report.techniques:
            if line.cell.level.stands is Level.AVOID:
                assert report.book.techniques[line.cell.technique].label.patient in page
        for words_to_follow in (
            "Right after",
            "Call at once",
            "Ring 112, 999, 911 or 000",
            "Call same day",
            "medicines",
        ):
            assert words_to_follow in page
        if report.outcome.stands >= Outcome.CARE:
            assert "WHAT TO SAY" in page


# What comes from outside does no harm


@pytest.mark.parametrize("audience", Audience)
def test_hostile_names_are_text_and_nothing_else_in_html(hostile: Report, audience: Audience) -> None:
    page = Markup(as_html(hostile, audience, Head("<i>7</i>", "<b>Jo</b>\x1b[2J")))
    assert page.open == []
    assert set(page.elements) <= PLAIN | DRAWN
    assert {name for name, _ in page.attributes if name.startswith("on") or name == "src"} == set()
    assert all(re.fullmatch(r"#source-\d+|#call", value) for name, value in page.attributes if name == "href")
    seen = flat("".join(page.parts))
    assert all(flat(escape_controls(typed)) in seen for typed in HOSTILE)


@pytest.mark.parametrize("audience", Audience)
def test_hostile_names_are_text_and_nothing_else_in_markdown(hostile: Report, audience: Audience) -> None:
    text = as_markdown(hostile, audience, Head(name="**Jo** <b>"))
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = parser.parse(text)
    kinds = {re.sub("_(open|close)$", "", each.type) for each in tokens}
    kinds |= {re.sub("_(open|close)$", "", each.type) for token in tokens for each in token.children or ()}
    assert kinds <= MARKS | {"inline", "text", "text_special"}
    assert not re.search(r"(?<!\\)[<>`]|(?:https?|mailto):|www\.", text)
    seen = shown(text, "markdown")
    assert all(flat(escape_controls(typed)) in seen for typed in HOSTILE)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_no_format_has_a_character_that_could_steer(hostile: Report, audience: Audience, form: str) -> None:
    page = REPORT_FORMATS[form].written(hostile, audience, Head("\u202e7", "\u202ename\x07"))
    assert [letter for letter in page if unicodedata.category(letter) in STEERING and letter != "\n"] == []


@pytest.mark.parametrize("text", ["1. x", "1) x", "- x", "+ x", "= x", "12:30", "a|b", "~~~", "    code", "ftp://x"])
def test_markdown_at_the_start_of_a_line_is_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escape_markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert [child.content for child in tokens[1].children or () if child.content] != []
    assert "".join(child.content for child in tokens[1].children or ()) == text.strip()


def test_the_page_is_one_file_that_fetches_nothing(people: dict[str, Report]) -> None:
    for report in people.values():
        for audience in Audience:
            text = as_html(report, audience)
            page = Markup(text)
            assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.elements)
            assert not re.search(r"https?:|@import|url\((?!#)", text)
            assert "default-src 'none'" in text


def test_only_a_long_page_is_printed_in_columns_for_the_patient(people: dict[str, Report]) -> None:
    for audience in Audience:
        assert f'<body class="{audience.value}">' in as_html(people["healthy"], audience)
        assert f'<body class="{audience.value} long">' in as_html(people["many-places"], audience)


def test_headings_go_down_one_step_at_a_time_and_every_section_has_its_name(people: dict[str, Report]) -> None:
    for report in people.values():
        for audience in Audience:
            page = Markup(as_html(report, audience))
            levels = [int(tag[1]) for tag in page.elements if re.fullmatch("h[1-6]", tag)]
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            names = [value for name, value in page.attributes if name == "id"]
            assert len(names) == len(set(names))
            referred = [word for name, value in page.attributes if name == "aria-labelledby" for word in value.split()]
            assert set(referred) <= set(names)


# Numbers of sources, days and columns


@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_every_page_says_two_days_and_no_time_of_day(form: str, people: dict[str, Report]) -> None:
    head = Head(day=date(2026, 11, 22), as_of=date(2026, 11, 29))
    for report in people.values():
        for audience in Audience:
            page = REPORT_FORMATS[form].written(report, audience, head)
            seen = flat("".join(Markup(page).parts)) if form == "html" else page
            assert "2026-11-22" in seen
            assert "2026-11-29" in seen
            assert re.search(r"\b[0-2]?[0-9]:[0-5][0-9]\b", seen) is None


def test_the_number_of_a_source_leads_to_it_and_is_read_aloud_as_one(people: dict[str, Report]) -> None:
    page = Markup(as_html(people["blood-thinner"], Audience.PRACTITIONER))
    leads = [value for name, value in page.attributes if name == "href"]
    assert len(leads) >= 20
    assert {value.removeprefix("#") for value in leads} <= {value for name, value in page.attributes if name == "id"}
    spoken = [value for name, value in page.attributes if name == "aria-label" and value.startswith("source ")]
    assert [f"#{value.replace(' ', '-')}" for value in spoken] == leads


def test_a_number_in_brackets_that_is_no_source_of_the_page_stays_text(person: Person) -> None:
    text = as_html(person("medicines: ['tonic [99]']\n"), Audience.PRACTITIONER)
    assert "tonic [99]" in text
    assert "#source-99" not in text
    assert "<a " not in as_html(person("medicines: ['tonic [1]']\n"), Audience.PATIENT)


def test_what_was_typed_in_brackets_never_leads_to_a_source(person: Person) -> None:
    text = as_html(
        person("medicines: ['Eliquis [1]', 'tonic [2]']\nconditions: ['the [1] vapours']\n"), Audience.PRACTITIONER
    )
    assert 'href="#source-1"' in text
    for typed in ("Eliquis [1]", "tonic [2]", "the [1] vapours"):
        number = typed[typed.index("[") : typed.index("]") + 1]
        assert typed in text
        assert f"{typed.partition(number)[0]}<a" not in text


def test_a_day_is_not_broken_over_two_lines(person: Person) -> None:
    head = Head(day=date(2026, 11, 22), as_of=date(2026, 11, 29))
    text = REPORT_FORMATS["html"].written(person("age: 34"), Audience.PATIENT, head)
    assert "<time>2026-11-22</time>" in text
    assert "<time>2026-11-29</time>" in text


def test_a_cell_carries_the_name_of_its_column_for_a_narrow_screen(people: dict[str, Report]) -> None:
    text = as_html(people["not-sure"], Audience.PATIENT)
    named = re.findall(r'<th scope="col">([^<]+)</th>', text)
    assert set(re.findall(r'data-label="([^"]+)"', text)) == set(named[1:])
    assert len(re.findall(r"<td[^>]* data-label", text)) == len(re.findall("<td", text))


# The record


@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_a_name_and_a_day_are_on_the_page_only_when_given(person: Person, form: str) -> None:
    report = person("age: 34")
    given = REPORT_FORMATS[form].written(report, Audience.PRACTITIONER, Head(name="Jo Doe", day=date(2027, 1, 31)))
    assert "Jo Doe" in given
    assert "2027-01-31" in given
    assert '"name": "Jo Doe"' in given or form != "json"
    assert "Jo Doe" not in REPORT_FORMATS[form].written(report, Audience.PRACTITIONER, NOBODY)


# Words


def test_a_finding_at_a_place_of_an_unknown_technique_alone_is_told(person: Callable[[str], Report]) -> None:
    report = person("plan: {cupping: not named, humming: [neck], whistling: not named}\ntoday: not sure")
    assert "* Point at the front or side of the neck" in as_text(report, Audience.PRACTITIONER)
