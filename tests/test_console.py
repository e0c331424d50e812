"""The page in colour: nothing but colour is added, and nothing is lost on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from acucheck.document.blocks import Block, Chart, Heading, Headline, Lines, Table
from acucheck.document.pages.one_screen import summary
from acucheck.document.pages.report_page import report_page
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_console import as_console, console_text
from acucheck.render.safe_text import width

PEOPLE = {path.stem: path for path in sorted((Path(__file__).parent.parent / "acucheck" / "people").glob("*.yaml"))}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(params=list(PEOPLE.values()), ids=list(PEOPLE))
def report(request: pytest.FixtureRequest, person: Callable[[str], Report]) -> Report:
    path: Path = request.param
    return person(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_every_line_fits_and_every_word_is_there(report: Report, audience: Audience, columns: int) -> None:
    shown = as_console(report, audience, columns, colour=False)
    assert "\x1b" not in shown
    assert max(width(line) for line in shown.splitlines()) <= columns
    said = [line for block in report_page(report, audience).blocks for line in _said(block)]
    assert [word for line in said for word in re.findall(r"[A-Za-z]{3,14}", line) if word not in shown] == []


def _said(block: Block) -> list[str]:
    match block:
        case Headline(text, _, steps):
            return [text, *steps]
        case Heading(text):
            return [text]
        case Table(head, rows):
            return [*head[1:], *(cell for row in rows for cell in row)]
        case Lines(lines, title):
            return [title, *(part for line in lines for part in line)]
        case Chart():  # a drawing of what the words say
            return []


@pytest.mark.parametrize("audience", Audience)
def test_colour_only_repeats_what_the_words_say(report: Report, audience: Audience) -> None:
    coloured = as_console(report, audience, 80, colour=True)
    assert "\x1b[" in coloured
    plain = "".join(line.rstrip() + "\n" for line in ESCAPE.sub("", coloured).splitlines())
    assert plain == as_console(report, audience, 80, colour=False)


def test_only_the_sixteen_colours_are_used(report: Report) -> None:
    codes = {
        code
        for found in ESCAPE.findall(as_console(report, Audience.PATIENT, 80, colour=True))
        for code in found[2:-1].split(";")
    }
    assert codes <= {"0", "1", "2", "3", "31", "32", "35"}


@pytest.mark.parametrize("audience", Audience)
def test_the_first_screen_is_one_screen(report: Report, audience: Audience) -> None:
    shown = console_text(summary(report, audience), 80, colour=False)
    assert len(shown.splitlines()) <= 25


@pytest.mark.parametrize("audience", Audience)
def test_when_to_call_is_on_the_first_screen(person: Callable[[str], Report], audience: Audience) -> None:
    several = person("plan: {electroacupuncture: [knee], manual needling: [LI4]}")
    shown = " ".join(console_text(summary(several, audience), 80, colour=False).split())
    assert "Call at once Ring 112, 999, 911 or 000. Get help at once for bleeding after 10 minutes" in shown
    assert shown.endswith("More is on the page.")
    one = console_text(summary(person("plan: {manual needling: [LI4]}"), audience), 80, colour=False)
    assert "More is on the page." not in one
    none = console_text(summary(person("plan: {exercise: not named}"), audience), 80, colour=False)
    assert "Call at once" not in none


def test_the_first_screen_of_an_emergency_is_short(person: Callable[[str], Report]) -> None:
    shown = console_text(summary(person("danger: [chest-pain]"), Audience.PATIENT), 80, colour=False)
    assert "GET HELP NOW: ring 112, 999, 911 or 000" in shown
    assert "AFTERWARDS" not in shown


def test_wide_and_hostile_names_do_no_harm(person: Callable[[str], Report]) -> None:
    report = person('medicines: ["漢方薬の名前がとても長い飲み物", "[bold]x[red]", "\\u202e[31mred"]')
    shown = as_console(report, Audience.PATIENT, 40, colour=True)
    bare = ESCAPE.sub("", shown)
    assert "[bold]x[red]" in bare
    assert "\\u202e[31mred" in bare
    assert "漢方薬" in bare
    assert max(width(line) for line in bare.splitlines()) <= 40
