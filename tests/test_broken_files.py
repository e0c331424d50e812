"""Broken rule books and answers files, through the command: each is refused at its place, and nothing is concluded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import uncounted
from typer.testing import CliRunner, Result

from acucheck.cli import app
from acucheck.located import from_yaml

FOLDER = Path(__file__).parent / "broken"
RULES = FOLDER / "rules.yaml"
BOOK = RULES.read_text(encoding="utf-8")
SENTINEL = "Zanzibar"
"""What somebody typed in an answers file: it is never repeated."""

PARSERS: Mapping[str, Any] = {"C": getattr(yaml, "CBaseLoader", yaml.BaseLoader), "Python": yaml.BaseLoader}

Case = Mapping[str, str]


def cases(name: str) -> list[Any]:
    found = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text alone
    return [pytest.param(case, id=f"{case.get('file', 'rules.yaml')}: {case['name']}") for case in found]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, and no rule book named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACUCHECK_RULES", raising=False)


@pytest.fixture(params=list(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each parser in turn. Lines are counted with the quicker one alone: with the other the same ones are met."""
    monkeypatch.setattr(from_yaml, "PARSER", PARSERS[request.param])
    if request.param == "C":
        yield request.param
        return
    with uncounted():
        yield request.param


with_both_parsers = pytest.mark.usefixtures("parser")


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=typed)


def check(path: str, typed: str | None = None) -> Result:
    return run("check", path, "--rules", str(RULES), "--as-of", "2026-11-22", typed=typed)


def expect_refused(result: Result, code: int, *lines: str) -> None:
    """Nothing on standard output, and on standard error these lines alone: no traceback, no "bug"."""
    assert (refusals(result), result.stdout, result.exit_code) == ([*lines], "", code)


def refusals(result: Result) -> list[str]:
    """What is refused, without the warnings of `rules check`."""
    return [line for line in result.stderr.splitlines() if ": warning: " not in line]


def expect_rules_refused(path: str, *problems: str, also: Sequence[str] = ()) -> None:
    """What a reading refuses; `rules check` says *also* what it finds in the rest."""
    lines = [f"{path}:{problem}" for problem in problems]
    result = run("rules", "check", path)
    assert (sorted(refusals(result)), result.stdout, result.exit_code) == (
        sorted([*lines, *(f"{path}:{problem}" for problem in also)]),
        "",
        4,
    )
    if from_yaml.PARSER is not yaml.BaseLoader:  # once is enough with the slower parser
        expect_refused(run("check", "answers.yaml", "--rules", path), 4, *lines)


def expect_answers_refused(path: str, *problems: str) -> None:
    result = check(path)
    expect_refused(result, 3, *(f"{path}:{problem}" for problem in problems))
    assert SENTINEL not in result.output


def changed(line: str, becomes: str, book: str = BOOK) -> str:
    assert line in book
    return book.replace(line, becomes)


@with_both_parsers
def test_the_small_rule_book_itself_is_whole() -> None:
    result = run("rules", "check", str(RULES))
    assert (result.exit_code, refusals(result)) == (0, [])


@with_both_parsers
@pytest.mark.parametrize("case", cases("rules-cases.yaml"))
def test_a_broken_rule_book_is_refused_at_its_place(case: Case) -> None:
    text = case["text"] if "text" in case else changed(case["line"], case["becomes"])
    Path("rules.yaml").write_text(text, encoding="utf-8")
    problems = case["says"].splitlines()
    if case.get("by") == "rules check":
        expect_refused(run("rules", "check", "rules.yaml"), 4, *(f"rules.yaml:{problem}" for problem in problems))
    else:
        expect_rules_refused("rules.yaml", *problems, also=case.get("also", "").splitlines())


@with_both_parsers
def test_all_that_a_rule_lacks_is_said_at_once() -> None:
    book = changed("    risk: Points may bring on labour.\n", "")
    Path("rules.yaml").write_text(
        changed("    ask-whom: {practitioner: the midwife, patient: your midwife}\n", "", book), encoding="utf-8"
    )
    expect_rules_refused(
        "rules.yaml",
        "77:3: a rule with 'refer' needs 'ask-whom': whom to ask before the session",
        "78:5: missing here: risk",
    )


def test_a_class_that_a_rule_reads_has_to_say_how_long_it_counts_after_a_stop() -> None:
    text = changed(", after-stop: {time: lasting, source: who, because: It never ends.}", "")
    Path("rules.yaml").write_text(text, encoding="utf-8")
    result = run("rules", "check", "rules.yaml")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "how long 'anticoagulant-vka' counts after a stop is not said" in result.stderr


def test_a_character_that_nobody_sees_in_a_reason_is_refused() -> None:
    Path("rules.yaml").write_text(changed("because: It never ends.", 'because: "It \u200b ends."'), encoding="utf-8")
    result = run("rules", "check", "rules.yaml")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "there is a control character in this text" in result.stderr


@with_both_parsers
@pytest.mark.parametrize("case", cases("answers-cases.yaml"))
def test_a_broken_answers_file_is_refused_and_what_was_typed_is_not_repeated(case: Case) -> None:
    typed = case.get("typed", SENTINEL)
    assert typed in case["text"]
    Path(case["file"]).write_text(case["text"], encoding="utf-8")
    result = check(case["file"])
    expect_refused(result, 3, *(f"{case['file']}:{problem}" for problem in case["says"].splitlines()))
    assert typed not in result.output


@with_both_parsers
def test_all_problems_of_a_rule_book_are_listed_in_one_run_in_order() -> None:
    book = BOOK
    for line, becomes in {
        "basis: study": "basis: hearsay",
        "clinical-review: none yet": "clinical-review:",
        "read: secondary": "read: twice",
        "within: face}": "within: fase}",
        "keeps: lasting": "keeps: long",
        "{any: [{thinned: yes}, {bleeding: disorder}]}": "{any: []}",
        "time: next days": "time: next week",
        "{needling: refer}": "{needling: refre, session: cautoin}",
    }.items():
        book = changed(line, becomes, book)
    Path("rules.yaml").write_text(book, encoding="utf-8")
    expect_rules_refused(
        "rules.yaml",
        "4:17: nothing is written here; fill it in or take the line out",
        "8:31: expected one of part, abstract, secondary, not re-read, judgement, not 'twice'",
        "17:54: expected face, not 'fase'; did you mean 'face'?",
        "49:109: expected one of today, course, lasting, not 'long'",
        "52:20: this list is empty; fill it in or take the line out",
        "56:50: expected one of right after, same day, next days, weeks, not 'next week'",
        "83:26: expected one of none, note, caution, refer, avoid, not 'refre'; did you mean 'refer'?",
        "106:12: expected one of guideline, study, convention, policy, judgement, not 'hearsay'",
    )


def test_an_unquoted_question_mark_inside_braces_loads_only_with_the_parser_in_c(parser: str) -> None:
    Path("rules.yaml").write_text(changed('ask: "What is planned?",', "ask: What? Planned.,"), encoding="utf-8")
    if parser == "C" and PARSERS["C"] is not PARSERS["Python"]:
        assert run("rules", "check", "rules.yaml").exit_code == 0
    else:
        expect_rules_refused(
            "rules.yaml", "24:19: a comma is missing in front of this; or put the whole text in quotes"
        )


@with_both_parsers
@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[" * 10_000, "1:41: this is nested more than 40 deep", id="10,000 brackets"),
        pytest.param("{a: " * 10_000, "1:161: this is nested more than 40 deep", id="10,000 braces"),
        pytest.param(
            "".join(f"{' ' * deep}a:\n" for deep in range(200)),
            "41:41: this is nested more than 40 deep",
            id="200 steps of indentation",
        ),
        pytest.param(
            changed("basis: study", f"basis: {'x' * 300}"),
            f"106:12: expected one of guideline, study, convention, policy, judgement, not '{'x' * 60}...'",
            id="a word of 300 letters",
        ),
        pytest.param(
            changed("{from: 65}", f"{{from: {'9' * 400}}}"),
            f"91:90: expected a number, not '{'9' * 60}...'",
            id="a number beyond all numbers",
        ),
    ],
)
def test_a_rule_book_beyond_all_measure_is_refused(text: str, says: str) -> None:
    Path("rules.yaml").write_text(text, encoding="utf-8")
    expect_rules_refused("rules.yaml", says)


@with_both_parsers
@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("answers.yaml", f"conditions: {'[' * 10_000}{SENTINEL}", "1:52: this is nested more than 40 deep"),
        ("answers.json", f'{"[" * 10_000}"{SENTINEL}"', "1:42: this is nested more than 40 deep"),
        ("answers.json", f'{{"plan": {"{" * 10_000}', "1:11: expected a name in double quotes here"),
        (
            "answers.json",
            f"{'{' + chr(34) + SENTINEL + chr(34) + ':'}" * 10_000,
            "1:493: this is nested more than 40 deep",
        ),
        ("answers.yaml", f"age: {'7' * 400}", "1:6: expected a number, not this; write years as in 'age: 60'"),
        ("answers.json", f'{{"age": {"7" * 400}}}', "1:9: expected a number, not this; write years as in 'age: 60'"),
    ],
    ids=["brackets", "brackets in JSON", "braces in JSON", "entries in JSON", "figures", "figures in JSON"],
)
def test_an_answers_file_beyond_all_measure_is_refused(name: str, text: str, says: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    expect_answers_refused(name, says)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "1:1: this is a picture (PNG); type the answers into a plain text file",
            id="a picture",
        ),
        pytest.param(
            f"age: 34\nconditions: é{SENTINEL}".encode() + b" caf\xe9",
            "2:26: this is not UTF-8 text; save the file as UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            b"\xef\xbb\xbfage: \xe9",
            "1:6: this is not UTF-8 text; save the file as UTF-8",
            id="behind the mark",
        ),
        pytest.param(b"age: 34\n\xe2\x82", "2:1: this is not UTF-8 text; save the file as UTF-8", id="half a letter"),
        pytest.param(b"age: \xed\xa0\x80", "1:6: this is not UTF-8 text; save the file as UTF-8", id="a surrogate"),
        pytest.param(f"age: {SENTINEL}".encode("utf-16"), "1:1: this is text in UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(
            f"age: {SENTINEL}".encode("utf-16-le"),
            "1:1: this is text in UTF-16; save it as UTF-8",
            id="UTF-16 without its mark",
        ),
        pytest.param(
            f"conditions: {SENTINEL}\0".encode(),
            "1:21: there is a control character here (U+0000); take it out",
            id="a NUL byte",
        ),
        pytest.param(
            f"age: 34\r\nconditions: é{SENTINEL}\x1b[2J".encode(),
            "2:22: there is a control character here (U+001B); take it out",
            id="an escape sequence",
        ),
        pytest.param(b"age: \x7f", "1:6: there is a control character here (U+007F); take it out", id="delete"),
        pytest.param(
            "age: \x9b".encode(), "1:6: there is a control character here (U+009B); take it out", id="a C1 control"
        ),
        pytest.param(
            "\ufeffage: \ufffe".encode(), "1:6: there is a control character here (U+FFFE); take it out", id="no letter"
        ),
    ],
)
@pytest.mark.parametrize("name", ["rules.yaml", "answers.yaml", "answers.json"])
def test_a_file_that_is_not_text_is_refused_at_its_first_wrong_byte(name: str, data: bytes, says: str) -> None:
    Path(name).write_bytes(data)
    expect = expect_rules_refused if name == "rules.yaml" else expect_answers_refused
    expect(name, says)


@pytest.mark.parametrize("name", ["rules.yaml", "answers.yaml", "answers.json"])
def test_a_file_of_fifty_megabytes_is_refused_without_being_read(name: str) -> None:
    with Path(name).open("wb") as file:
        file.truncate(50_000_000)
    expect = expect_rules_refused if name == "rules.yaml" else expect_answers_refused
    expect(name, "1:1: the file is larger than 4 MB, so it cannot be the right one")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere.yaml", "1:1: there is no such file; check the name"),
        (".", "1:1: this is a folder; name a file in it"),
        ("file.yaml/inside.yaml", "1:1: the file cannot be read (Not a directory)"),
        pytest.param(
            "/proc/self/mem",
            "1:1: the file cannot be read (Input/output error)",
            marks=pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only some systems have this file"),
        ),
        ("a" * 300, "1:1: the file cannot be read (File name too long)"),
    ],
    ids=["missing", "a folder", "inside a file", "unreadable", "a name too long"],
)
def test_a_path_that_leads_to_no_readable_file_is_refused(path: str, says: str) -> None:
    Path("file.yaml").write_text(BOOK, encoding="utf-8")
    expect_rules_refused(path, says)
    expect_answers_refused(path, says)


EMPTY = {"empty": "", "spaces": "  \n\n", "comments": "# none\n\n# yet\n", "a dash line": "---\n", "a mark": "\ufeff"}


@with_both_parsers
@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_a_rule_book_with_nothing_in_it_is_refused(text: str) -> None:
    Path("rules.yaml").write_text(text, encoding="utf-8")
    expect_rules_refused("rules.yaml", "1:1: the rule book is empty")


@with_both_parsers
@pytest.mark.parametrize("text", [*EMPTY.values(), "plan: {cupping: not named}"], ids=[*EMPTY, "the plan alone"])
def test_answers_with_nothing_answered_have_an_exit_code_of_their_own(text: str) -> None:
    Path("answers.yaml").write_text(text, encoding="utf-8")
    expect_refused(
        check("answers.yaml"),
        5,
        "answers.yaml: no question is answered here, so there is nothing to check. "
        "'acucheck template' prints the questions.",
    )


def test_json_with_nothing_in_it_answers_nothing() -> None:
    Path("answers.json").write_text(" \n", encoding="utf-8")
    assert check("answers.json").exit_code == 5


@with_both_parsers
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (f"age: {SENTINEL}\n", "1:6: expected a number, not this; write years as in 'age: 60'"),
        (f'\n{{"age": "{SENTINEL}"}}\n', "2:9: expected a number, not this; write years as in 'age: 60'"),
        (f'{{"age": {SENTINEL}}}', "1:9: this is not valid JSON: expected a value here"),
    ],
    ids=["YAML", "JSON", "broken JSON"],
)
def test_problems_on_standard_input_are_named_so(typed: str, says: str) -> None:
    expect_refused(check("-", typed), 3, f"standard input:{says}")


QUESTIONS = ["plan", "age", "pregnant", "weeks", "team-agreed", "bleeding", "medicines", "sore-where", "conditions"]
SHAPES = {
    "a word": "{0}",
    "a list": "[{0}]",
    "a list in a list": "[[{0}]]",
    "an entry": "{{{0}: yes}}",
    "the value of an entry": "{{cupping: {{{0}: {0}}}}}",
    "a maybe": "maybe {0}",
    "a maybe in a list": "[maybe {0}, none]",
    "a due date": "due {0}",
    "a class": "{{class: {0}}}",
    "a use": "[{{name: {0}, use: {0}}}]",
    "a key": "{{name: x, {0}: x}}",
    "a class and more": "[{{class: {0}, {0}: x}}]",
    "beside not sure": "[not sure, none, {0}]",
    "beside an empty one": "[{0}, '']",
    "in quotes": '"{0}\\q"',
    "a tag": "!{0} x",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_wrong_answer_in_any_shape_is_repeated(question: str) -> None:
    refused = 0
    for shape in SHAPES.values():
        Path("answers.yaml").write_text(f"{question}: {shape.format(SENTINEL)}\n", encoding="utf-8")
        result = check("answers.yaml")
        assert result.exit_code != 1
        if result.exit_code == 3:
            refused += 1
            assert SENTINEL not in result.output
    assert refused >= 5


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        pytest.param(
            "medicines: none}, expect: fails",
            "medicines: none}, expect: holds",
            "76:60: in this example 'thinner' fails, not holds",
            id="a rule that stands otherwise",
        ),
        pytest.param(
            "cupping: note}}",
            "cupping: caution}}",
            "75:95: in this example 'thinner' gives note, not caution",
            id="a cell",
        ),
        pytest.param(
            "cupping: note}}",
            "cuping: note}}",
            "75:95: no technique, point or region has this name; write 'technique' or 'technique at place'",
            id="an unknown technique",
        ),
        pytest.param(
            "expect: fails",
            "expect: falls",
            "76:60: expected one of fails, open, acts, holds, not 'falls'; did you mean 'fails'?",
            id="an unknown standing",
        ),
        pytest.param(
            "{age: {from: 65}}",
            "{age: {from: 18}}",
            "88:3: 'frail' holds for a healthy adult, for whom every rule must fail",
            id="an alarm for a healthy adult",
        ),
    ],
)
def test_examples_that_fail_are_refused_where_they_stand(line: str, becomes: str, says: str) -> None:
    book = changed("count: 2", "count: 1") if "healthy" in says else BOOK
    Path("rules.yaml").write_text(changed(line, becomes, book), encoding="utf-8")
    expect_refused(run("rules", "check", "rules.yaml"), 4, f"rules.yaml:{says}")


@pytest.mark.parametrize(
    ("words", "data", "code", "says"),
    [
        (["rules", "check", "file"], changed("basis: study", "basis: stdy").encode(), 4,
         ("file:106:12: expected one of guideline, study, convention, policy, judgement, not 'stdy'; "
          "did you mean 'study'?")),
        (["check", "nowhere", "--rules", "file"], b"\x89PNG", 4,
         "file:1:1: this is not UTF-8 text; save the file as UTF-8"),
        (["check", "file", "--rules", str(RULES)], b"age: Zanzibar\nbleeding: [none, x]\n", 3,
         "file:1:6: expected a number, not this; write years as in 'age: 60'\nfile:2:12: 'none' stands alone"),
        (["check", "file", "--rules", str(RULES)], b"[" * 10_000, 3,
         "file:1:41: this is nested more than 40 deep"),
        (["check", "file", "--rules", str(RULES)], b"", 5,
         "file: no question is answered here, so there is nothing to check. 'acucheck template' prints the questions."),
    ],
    ids=["wrong word", "binary", "answers", "nesting", "empty"],
)  # fmt: skip
def test_the_command_itself_refuses_them_too(words: list[str], data: bytes, code: int, says: str) -> None:
    Path("file").write_bytes(data)
    done = subprocess.run([sys.executable, "-m", "acucheck", *words], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout, done.returncode) == (f"{says}\n", "", code)
