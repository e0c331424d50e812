"""The registry of formats: options, help, files and the README follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from acucheck.cli import app
from acucheck.model.answers import NOBODY
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.formats import BY_ENDING, LIST_FORMATS, REPORT_FORMATS, Format

README = Path(__file__).parent.parent / "README.md"
TAKEN: list[tuple[str, Mapping[str, Format]]] = [("check", REPORT_FORMATS), ("batch", LIST_FORMATS)]


@pytest.mark.parametrize(("command", "formats"), TAKEN)
def test_help_and_refusals_name_every_format_that_a_command_takes(command: str, formats: Mapping[str, Format]) -> None:
    shown = CliRunner().invoke(app, [command, "--help"]).stdout
    assert f"<{'|'.join(formats)}>" in "".join(shown.split())
    refused = CliRunner().invoke(app, [command, "-", "--format", "pdf"])
    assert refused.exit_code == 2
    assert f"'pdf' is not one of {', '.join(formats)}." in " ".join(refused.stderr.split())


def test_every_format_is_written_by_a_module_of_its_name(person: Callable[[str], Report]) -> None:
    report = person("age: 34\n")
    pages = [each.written(report, Audience.PATIENT, NOBODY) for each in REPORT_FORMATS.values()]
    assert len(set(pages)) == len(REPORT_FORMATS)
    assert all(page.endswith("\n") for page in pages)


def test_no_two_formats_of_a_page_share_an_ending() -> None:
    endings = [ending for each in REPORT_FORMATS.values() for ending in each.endings]
    assert sorted(BY_ENDING) == sorted(endings)
    assert [BY_ENDING[each.endings[0]] for each in REPORT_FORMATS.values()] == list(REPORT_FORMATS.values())


def test_the_readme_has_a_row_for_every_format_of_a_page() -> None:
    rows = [f"| `{each.endings[0]}` | `{each.name}` | {each.what} |" for each in REPORT_FORMATS.values()]
    assert "\n".join(rows) in README.read_text(encoding="utf-8")


def test_the_words_of_a_format_can_be_completed() -> None:
    environment = {
        "_ACUCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": "acucheck check x --format h",
        "COMP_CWORD": "4",
    }
    assert CliRunner().invoke(app, [], env=environment, prog_name="acucheck").stdout.split() == ["html"]
