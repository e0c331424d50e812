"""What the rule book says of its sources: figures whole, positions as they were read, and a basis that was earned."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from acucheck.model.book import Position, Rule, RuleBook
from acucheck.model.ids import RuleId, SourceId
from acucheck.model.levels import Level, ReadDepth

ROOT = Path(__file__).parent.parent

# Figures


def texts(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Every text of a rule that may hold a figure, whole, with the rule it stands in."""
    for rule in book.rules.values():
        yield rule.id, rule.risk.practitioner
        yield rule.id, rule.risk.patient
        yield from ((rule.id, position.says) for position in rule.positions)


@pytest.mark.parametrize(
    ("figure", "beside"),
    [
        ("6.1%", "8.6%"),  # one effect, and all of them together
        ("3,974", "5 people who bled after deep"),  # bleeds that were set aside
        ("10,177", "those on no such medicine"),  # who is in the denominator
        ("7.85", "(3.41) and after pneumonia (2.09)"),  # the risks nobody asks about
        ("22 reports", "80%"),  # how many of them died
        ("4 to 8%", "16.6%"),  # what others counted
        ("98 visits", "only 9 of them below 50"),  # how few were really low
        ("815", "of 2,423"),  # how many could not be judged
        ("815", "431 at 100 x10^9/L"),  # how many were not low at all
        ("1.01", "(0.23 to 2.33)"),  # how wide the margin is
        ("1.01", "9.31%"),
        ("3,996", "with hospital care and antibiotics"),  # which infections were counted
        ("3.9%", "as the needles came out"),  # when it was looked for
        ("279", "25 of them serious"),
    ],
)
def test_a_figure_is_printed_with_what_it_leaves_out(book: RuleBook, figure: str, beside: str) -> None:
    found = [(rule, text) for rule, text in texts(book) if figure in text]
    assert found
    assert [rule for rule, text in found if beside not in text] == []


# Positions


@pytest.mark.parametrize(
    ("rule", "source", "level"),
    [
        ("pregnancy-care", "who-1999-2.1", Level.AVOID),
        ("pregnancy-points", "who-1999-2.1", Level.AVOID),
        ("pregnancy-points", "goldfields", Level.AVOID),
        ("heart-point", "aim-2012", Level.AVOID),
        ("heart-point", "aim-2010", Level.CAUTION),
        ("swollen-skin", "nca-podiatry", Level.CAUTION),
        ("swollen-skin-dents", "nca-podiatry", Level.AVOID),
        ("fresh-injury", "advantage-health", Level.AVOID),
        ("fresh-injury", "goldfields", Level.AVOID),
        ("fresh-injury", "nzasa", Level.AVOID),
        ("very-high-blood-pressure-check", "bacc-bp", Level.NOTE),
        ("diabetes", "goldfields", Level.CAUTION),
        ("eye-point", "goldfields", Level.AVOID),
        ("implanted-electronics", "sierpina-2005", Level.CAUTION),
        ("implanted-electronics", "global-cupping", Level.AVOID),
        ("cancer-present", "global-cupping", Level.AVOID),
        ("current-places", "sierpina-2005", Level.AVOID),
        ("bleeding-disorder", "shen-nong", Level.AVOID),
        ("menstruation", "sierpina-2005-relative", Level.CAUTION),
    ],
)
def test_a_position_has_the_level_that_its_text_gives(book: RuleBook, rule: str, source: str, level: Level) -> None:
    assert {position.source: position.level for position in book.rules[RuleId(rule)].positions}[
        SourceId(source)
    ] is level


def test_a_list_that_does_not_tell_a_ban_from_a_caution_is_shown_as_the_stricter(book: RuleBook) -> None:
    found = [(rule.id, each.level) for rule, each in positions(book) if each.source == "ecam-2013"]
    assert len(found) > 5
    assert [rule for rule, level in found if level is not Level.AVOID] == []


def positions(book: RuleBook) -> Iterator[tuple[Rule, Position]]:
    """Every position with its rule."""
    for rule in book.rules.values():
        yield from ((rule, position) for position in rule.positions)


def test_only_a_source_that_names_the_place_is_quoted_as_naming_it(book: RuleBook) -> None:
    """The leaflet bars gross pitting oedema and says nothing of where it is."""
    said = [each.says for _, each in positions(book) if each.source == "nca-podiatry" and "oedema" in each.says]
    assert said
    assert [text for text in said if "at the site" in text] == []
    assert all("any oedema" in text for text in said)


# Guidelines


def test_a_guideline_that_was_read_and_is_cited_has_its_position_shown(book: RuleBook) -> None:
    hidden = [(rule.id, name) for rule in book.rules.values() for name in _read_guidelines(rule, book) - _shown(rule)]
    assert hidden == []


def _read_guidelines(rule: Rule, book: RuleBook) -> set[str]:
    cited = {name: book.sources[name] for name in rule.sources}
    return {name for name, source in cited.items() if source.guideline and source.read is ReadDepth.PART}


def _shown(rule: Rule) -> set[str]:
    return {position.source for position in rule.positions}


def test_a_guideline_that_could_not_be_read_says_so(book: RuleBook) -> None:
    """From memory only where the text was not to be had; of an abstract it is said what stayed unread."""
    unread = [
        each for each in book.sources.values() if each.guideline and each.read in {ReadDepth.MEMORY, ReadDepth.ABSTRACT}
    ]
    assert len(unread) > 5
    assert [each.id for each in unread if "not to be had" not in each.part] == []


def test_a_text_read_directly_has_an_address_or_says_where_it_stands(book: RuleBook) -> None:
    """What was read of a guideline can be looked up again."""
    read = [each for each in book.sources.values() if each.guideline and each.read is ReadDepth.PART]
    assert [each.id for each in read if not each.url and not each.year] == []


# Lists of cautions

LISTS = frozenset(
    {
        "advantage-health",
        "aim-info",
        "daegfa-2012",
        "doc-sarah",
        "ecam-2013",
        "global-cupping",
        "goldfields",
        "nca-podiatry",
        "nzasa",
        "shen-nong",
        "sierpina-2005",
        "sierpina-2005-relative",
        "umn-acupressure",
    }
)
"""Texts that were read and say of one condition after another what is left out."""


def test_a_list_that_is_cited_has_its_position_shown(book: RuleBook) -> None:
    """So that nobody cites a list and leaves out that it is stricter."""
    hidden = [(rule.id, name) for rule in book.rules.values() for name in LISTS & set(rule.sources) - _shown(rule)]
    assert hidden == []


def test_a_list_about_cups_speaks_of_nothing_else(book: RuleBook) -> None:
    spoken = {name for _, each in positions(book) if each.source == "global-cupping" for name in each.techniques}
    assert spoken
    assert spoken <= {name for name, each in book.techniques.items() if {"cupping", "gua-sha"} & {name, *each.groups}}
    assert all(each.techniques for _, each in positions(book) if each.source == "global-cupping")


# Times

CONVENTION = "book-convention"
FOR_GOOD = math.inf


def test_a_time_comes_from_a_text_that_was_read_or_is_marked_as_a_convention(book: RuleBook) -> None:
    found = dict(times(book))
    assert {CONVENTION, "steroid-leaflet", "bostwick-2016", "paliperidone-depot"} <= set(found.values())
    unread = {ReadDepth.MEMORY, ReadDepth.JUDGEMENT}
    assert [
        time for time, name in found.items() if name != CONVENTION and book.sources[SourceId(name)].read in unread
    ] == []


def times(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Every time after which something is over, by what it is of, and the source it has."""
    for name, concept in book.concepts["medicine"].items():
        if concept.after_stop is not None:
            yield name, concept.after_stop.source
    for question in book.questions.values():
        yield from ((f"{question.id}.{line}", past.source) for line, past in question.past.items())


@pytest.mark.parametrize(
    ("kind", "months"),
    [
        ("antipsychotic", 20),  # the depot given every six months
        ("immunosuppressant", 24),  # leflunomide that is not washed out
        ("antiplatelet-p2y12", 12),  # after an acute coronary syndrome
        ("corticosteroid-systemic", 12),
        ("ssri-snri", 2),  # fluoxetine
    ],
)
def test_a_time_from_a_text_is_as_long_as_the_text_has_it(book: RuleBook, kind: str, months: int) -> None:
    stop = book.concepts["medicine"][kind].after_stop
    assert stop is not None
    assert stop.days == months * 31


def test_a_class_counts_no_shorter_than_the_kinds_within_it(book: RuleBook) -> None:
    """A kind that nobody names may be the one that stays longest."""
    stops = {name: each.after_stop for name, each in book.concepts["medicine"].items() if each.after_stop}
    days = {name: FOR_GOOD if stop.days is None else stop.days for name, stop in stops.items()}
    within = [(name, kind) for name in days for kind in book.concepts["medicine"][name].covers & days.keys()]
    assert len(within) > len(days)
    shorter = [(name, kind) for name, kind in within if days[name] < days[kind]]
    assert shorter == []


def test_how_long_an_answer_keeps_is_called_a_convention(book: RuleBook) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert "Which answers keep for how long is a convention of this book" in page
    listed = page[page.index("## Times") : page.index("## Numbers without")]
    missing = [question for question in book.questions if question not in listed]
    assert missing == [], "run .venv/bin/python docs/rules.py"
