"""The page for a browser: what it is made of, what needs no script in it, and that it says what acucheck says."""

from __future__ import annotations

import ast
import importlib.util
import json
import math
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from acucheck import logic, precompile, precompiled
from acucheck.model.answers import Name
from acucheck.model.book import PLAN, Between, Practice, Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.names.recogniser import Recogniser
from acucheck.names.setting import Setting

PAGE = Path(__file__).resolve().parent.parent / "page"
PEOPLE = 50
BY_COMMAND = 3
"""Of these, how many are checked by the command too; `page/compare.py` has it check three hundred."""
DAY = "2026-11-29"
AGE = QuestionId("age")
_NODE, _NPM = shutil.which("node") or "", shutil.which("npm") or ""


def _module(name: str, folder: Path = PAGE) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_no_host_to_fetch_from() -> None:
    lock = json.loads((PAGE / "package-lock.json").read_text())
    assert "://" not in (PAGE / "package-lock.json").read_text()
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
    everybody = {question.id for question in book.questions.values() if question.gate is None} - {"danger"}
    by_age_or_plan = {question.id for question in book.questions.values() if gate_reads(question, book) & {AGE, PLAN}}
    by_more = {question.id for question in book.questions.values() if gate_reads(question, book) - {AGE, PLAN}}
    on_paper = {each.id for each in book.questions.values() if f"<h3>{each.ask.patient}</h3>" in text}
    assert on_paper == everybody | (by_age_or_plan - by_more)


def gate_reads(question: Question, book: RuleBook) -> set[QuestionId]:
    """What decides whether a question is asked."""
    if question.gate is None:
        return set()
    return {test.question for test in logic.tests(question.gate, book.facts)}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10, 56, "Only from 10 to below 56 years."),
        (-math.inf, 16, "Only below 16 years."),
        (65, math.inf, "Only from 65 years."),
    ],
)
def test_the_form_on_paper_says_at_which_age_a_question_is_asked(
    low: float, high: float, words: str, book: RuleBook
) -> None:
    asked = replace(book.questions[QuestionId("pregnant")], gate=Between(QuestionId("age"), low, high))
    text = _module("paper").paper(replace(book, questions={**book.questions, asked.id: asked}))
    assert f"<h3>{asked.ask.patient}</h3><p>{words}</p>" in text


def test_what_a_script_reaches_of_a_package_is_all_that_it_can_import_but_what_is_for_types(tmp_path: Path) -> None:
    package = tmp_path / "clinic"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "first.py").write_text("def later() -> None:\n    import clinic.second\n")
    (package / "second.py").write_text("if TYPE_CHECKING:\n    from clinic import third\n")
    for name in ("third", "named", "unused"):
        (package / f"{name}.py").write_text("")
    script = tmp_path / "script.py"
    script.write_text("from clinic.first import later\n")
    found = _module("reached").reached(package, script, ["clinic.named"])
    assert sorted(path.stem for path in found) == ["__init__", "first", "named", "second"]


def test_what_a_practice_calls_itself_is_escaped(book: RuleBook) -> None:
    practice = Practice("<b>Río & Co</b>", "+1 555", "<i>112</i>")
    text = _module("paper").paper(replace(book, practice=practice))
    assert "&lt;b&gt;Río &amp; Co&lt;/b&gt;, +1 555" in text
    assert "Emergency number: &lt;i&gt;112&lt;/i&gt;" in text


WRITTEN = {
    "plan": ("none", "same", "LI4, not sure", "the place where it hurts most"),
    "age": ("old", "-3"),
    "medicines": ("yes, no", "blorptazol", "blood thinner", "blood thinner; old"),
}
"""What may be written in a field of the page, where the question is what is planned, the age or the medicines."""

KEYS = re.compile(r"\b[bnuy]\b|\b0 (for|records)\b|\bor 0\b|\bis 1\b|\bby number\b|\bits number\b|'2\?'")
"""Words for whoever answers by keys and numbers; the page has neither."""


def test_what_the_page_says_of_a_written_answer_names_no_key() -> None:
    said = []
    for question, lines in WRITTEN.items():
        for line in lines:
            session = _module("session").Session(DAY)
            prompt = _asked(session, question)
            for part in line.split("; "):
                prompt = json.loads(session.answer(part))
                said += _shown(prompt)
    assert len(said) > len(WRITTEN) * 2
    assert [text for text in said if KEYS.search(text)] == []


@pytest.mark.parametrize("who", ["self", "helper", "practitioner"])
@pytest.mark.parametrize("answers", [("none", "no", "not sure"), ("not sure", "none")])
def test_no_question_of_the_page_names_a_key(who: str, answers: tuple[str, ...]) -> None:
    session = _module("session").Session(DAY)
    prompt = json.loads(session.choose(json.dumps(who)))
    kinds, said = set(), []
    while prompt["kind"] != "ended":
        kinds.add(prompt["kind"])
        said += _shown(prompt)
        prompt = json.loads(session.choose(json.dumps(_chosen(prompt, answers))))
    assert {"plan", "many", "names", "review"} <= kinds
    assert [text for text in said if KEYS.search(text)] == []


def test_what_was_written_is_read_once_however_many_questions_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    read = Recogniser.names_in_line

    def counted(self: Recogniser, typed: str, setting: Setting) -> tuple[Name, ...]:
        reads.append(typed)
        return read(self, typed, setting)

    monkeypatch.setattr(Recogniser, "names_in_line", counted)
    session = _module("session").Session(DAY)
    _asked(session, "medicines")
    line = "blorptazol which my neighbour gave me last winter when the other tablets for it were not to be had anywhere"
    prompt = json.loads(session.answer(line))
    once, asked = reads.count(line), 0
    while prompt["kind"] != "ended":
        prompt = json.loads(session.choose(json.dumps(_chosen(prompt, ("none", "no", "not sure")))))
        asked += 1
    assert once > 0
    assert asked > 3
    assert reads.count(line) == once


@pytest.mark.parametrize("audience", list(Audience))
def test_no_reason_for_a_question_names_a_key(audience: Audience, book: RuleBook) -> None:
    reasons = [question.why.for_audience(audience) for question in book.questions.values() if question.why]
    ways = [question.find_out.for_audience(audience) for question in book.questions.values() if question.find_out]
    assert len(reasons) > 10
    assert [text for text in (*reasons, *ways) if KEYS.search(text)] == []


def _shown(prompt: dict[str, Any]) -> list[str]:
    """All sentences of a prompt that the page shows."""
    notices = (notice["text"] for notice in prompt["notices"])
    return [prompt["text"], prompt["note"], prompt["takes"], *prompt["why"], *notices]


def _chosen(prompt: dict[str, Any], answers: tuple[str, ...]) -> str | list[str]:
    """The first of *answers* that can be chosen, otherwise the first line of the list."""
    codes = [choice["code"] for choice in (*prompt["special"], *prompt["choices"])]
    found = [answer for answer in answers if answer in codes and prompt["kind"] != "plan"]
    if prompt["kind"] == "review":
        return "yes"
    if found:
        return found[0]
    first = str(prompt["choices"][0]["code"])
    return [first] if prompt["kind"] in {"plan", "many"} else first


def _asked(session: SimpleNamespace, question: str) -> dict[str, Any]:
    """The prompt of *question* that takes words, with none, or not sure, for all before it."""
    prompt = json.loads(session.choose('"self"'))
    while prompt["question"] != question or not prompt["takes"]:
        value = prompt["special"][0]["code"]
        if prompt["kind"] == "plan":
            value = [prompt["choices"][0]["code"]]
        prompt = json.loads(session.choose(json.dumps(value)))
    return dict(prompt)


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
def test_fifty_people_get_in_the_page_what_the_command_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "page"
    shutil.copytree(PAGE, copied, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run([_NPM, "ci", "--silent", "--omit=dev", "--prefix", str(copied)], check=True)
    built = tmp_path / "acucheck.html"
    assert _build(copied, built).returncode == 0
    _small_enough(built)
    assert _first_question(built) == json.loads(_module("session").Session(DAY).prompt())
    monkeypatch.syspath_prepend(str(copied))
    compare = _module("compare", copied)
    people = [tmp_path / "people" / str(number) for number in range(PEOPLE)]
    assert _imports_that_fail(copied, built, tmp_path / "imports.json") == []
    compare.answer(built, tmp_path / "people", PEOPLE, seed=1)
    assert [ending for person in people for ending in compare.other_here(person)] == []
    assert [ending for person in people[:BY_COMMAND] for ending in compare.other_by_command(person)] == []
    people[0].with_suffix(".html").write_text("other")
    assert [*compare.other_here(people[0])] == [*compare.other_by_command(people[0])] == ["html"]


def _imports_that_fail(page: Path, built: Path, statements: Path) -> list[str]:
    """What any module of the page could import and does not find there, now that the libraries are trimmed."""
    builder, found = _module("build_page", page), _module("reached", page)
    modules = [path for path in (*builder.needed(), builder.SCRIPT) if path.suffix == ".py"]
    imports = {ast.unparse(each) for path in modules for each in found.import_statements(path)}
    assert len(imports) > len(modules)
    wanted = sorted(each for each in imports if "__future__" not in each)
    statements.write_text(json.dumps([*wanted, "import nothing_of_that_name"]))
    command = [_NODE, str(page / "imports.mjs"), str(built), str(statements)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    *failed, last = done.stdout.splitlines()
    assert "nothing_of_that_name" in last
    return failed


def test_nothing_is_built_of_what_is_no_longer_what_its_sources_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(PAGE))
    builder = _module("build_page")
    decoded = tmp_path / "decoded"
    precompile.write(str(decoded))
    monkeypatch.setattr(precompiled, "FOLDER", decoded)
    builder.refuse_stale()
    (decoded / "new-signs").unlink()
    with pytest.raises(builder.NotBuilt, match="install it anew"):
        builder.refuse_stale()


def _build(page: Path, output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(page / "build_page.py"), "--output", str(output)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def _first_question(built: Path) -> dict[str, Any]:
    """The prompt that stands in the file and can be answered before Python runs."""
    (prompt,) = re.findall(r'id="first-prompt">([^<]*)</script>', built.read_text())
    return dict(json.loads(prompt))


def _small_enough(built: Path) -> None:
    assert built.stat().st_size < 10_000_000
    assert "http://" not in (text := built.read_text().partition('<script type="text/plain"')[0])
    assert "connect-src" not in text  # what is not named falls under default-src 'none'
    assert "default-src 'none'" in text
