"""The page for a browser: what it is made of, what needs no script in it, and that it says what acucheck says."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from acucheck.model.book import Practice, RuleBook
from acucheck.model.ids import QuestionId

PAGE = Path(__file__).resolve().parent.parent / "page"
PEOPLE = 50
DAY = "2026-11-29"
_NODE, _NPM = shutil.which("node") or "", shutil.which("npm") or ""
ACUCHECK = (sys.executable, "-m", "acucheck")


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PAGE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_no_host_to_fetch_from() -> None:
    lock = json.loads((PAGE / "package-lock.json").read_text())
    assert {name: package["resolved"] for name, package in lock["packages"].items() if "resolved" in package} == {}
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_the_page_reads_with_the_version_that_the_constraints_name() -> None:
    (pinned,) = re.findall(r"^msgspec==(\S+) --hash", (PAGE / "wheels.txt").read_text(), re.MULTILINE)
    assert f"msgspec=={pinned}\n" in (PAGE.parent / "constraints.txt").read_text()


def test_without_a_script_every_danger_sign_stands_there_with_what_to_do(book: RuleBook) -> None:
    text = _module("paper").paper(book)
    for label in book.questions[QuestionId("danger")].options.values():
        assert f"<li>{label.patient}</li>" in text
    assert book.practice.emergency in text
    assert text.count('<div class="sign">') > 1
    assert all("<p>" in part for part in text.split('<div class="sign">')[1:])


def test_the_form_on_paper_has_every_question_that_everybody_is_asked(book: RuleBook) -> None:
    text = _module("paper").paper(book)
    for question in book.questions.values():
        asked = f"<h3>{question.ask.patient}</h3>" in text
        assert asked is (question.gate is None and question.id != "danger"), question.id


def test_what_a_practice_calls_itself_is_escaped(book: RuleBook) -> None:
    practice = Practice("<b>Río & Co</b>", "+1 555", "<i>112</i>")
    text = _module("paper").paper(replace(book, practice=practice))
    assert "&lt;b&gt;Río &amp; Co&lt;/b&gt;, +1 555" in text
    assert "Emergency number: &lt;i&gt;112&lt;/i&gt;" in text


def test_without_its_interpreter_no_page_is_built(tmp_path: Path) -> None:
    copied = tmp_path / "page"
    shutil.copytree(PAGE, copied, ignore=shutil.ignore_patterns("node_modules"))
    done = _build(copied, tmp_path / "acucheck.html")
    assert done.returncode == 1
    assert done.stderr.startswith("No page was built. ")
    assert "npm ci --prefix page" in done.stderr
    assert not (tmp_path / "acucheck.html").exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.skipif(not (_NODE and _NPM), reason="Node and npm build the page")
def test_fifty_people_get_in_the_page_what_the_command_gives(tmp_path: Path) -> None:
    copied = tmp_path / "page"
    shutil.copytree(PAGE, copied, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run([_NPM, "ci", "--silent", "--omit=dev", "--prefix", str(copied)], check=True)
    built = tmp_path / "acucheck.html"
    assert _build(copied, built).returncode == 0
    _small_enough(built)
    people = [_NODE, str(copied / "people.mjs"), str(built), str(tmp_path / "people"), str(PEOPLE), "1", DAY]
    subprocess.run(people, check=True, capture_output=True)
    for number in range(PEOPLE):
        _same_as_here(tmp_path / "people" / str(number))
    _same_as_the_command(tmp_path / "people")


def _build(page: Path, output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(page / "build_page.py"), "--output", str(output)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def _small_enough(built: Path) -> None:
    assert built.stat().st_size < 10_000_000
    assert "http://" not in (text := built.read_text().partition('<script type="text/plain"')[0])
    assert "connect-src" not in text  # what is not named falls under default-src 'none'
    assert "default-src 'none'" in text


def _same_as_here(person: Path) -> None:
    """The same steps in this interpreter end in the same bytes."""
    session = _module("session").Session(DAY)
    for method, value in json.loads(person.with_suffix(".steps.json").read_text()):
        session.choose(json.dumps(value)) if method == "choose" else session.answer(value)
    assert session.answers_file() == person.with_suffix(".yaml").read_text()
    assert session.page("json") == person.with_suffix(".json").read_text()
    assert session.page() == person.with_suffix(".html").read_text()


def _same_as_the_command(people: Path) -> None:
    """The command, given the answers that the page saves, prints the page's JSON and HTML."""
    for number in range(3):
        saved = people / f"{number}.yaml"
        audience = "practitioner" if "answered-by: practitioner" in saved.read_text() else "patient"
        for ending in ("json", "html"):
            command = [
                *ACUCHECK,
                "check",
                str(saved),
                "--for",
                audience,
                "--format",
                ending,
                "--as-of",
                DAY,
                "--exit-zero",
            ]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            assert printed == (people / f"{number}.{ending}").read_text()
