"""The command line: every command and option, what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
import re
import runpy
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, NoReturn

import pytest
import typer
from conftest import HEALTHY
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner, Result

from acucheck import __version__
from acucheck.cli import app, exit_codes, main, output, rules_in_use
from acucheck.cli.boundary import boundary
from acucheck.cli.command_line import SHELLS
from acucheck.cli.commands import check, rules, template
from acucheck.cli.paths import is_file
from acucheck.errors import AcucheckError, Misuse
from acucheck.model.book import RuleBook
from acucheck.model.levels import Outcome
from acucheck.rulebook import RuleFile, default_rules, load

PEOPLE = Path(__file__).parent.parent / "acucheck" / "people"
SENTINEL = "zzsecretzz"

Answers = Callable[..., str]


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule book that has not changed is read once; the tests of whole processes read it for themselves."""
    for room in (rules_in_use, template, rules):
        monkeypatch.setattr(room, "rule_book", _rule_book)
    monkeypatch.setattr(rules, "load", _load)


def _rule_book(path: str | None = None) -> RuleBook:
    return _load(str(default_rules()) if path is None else path).book


def _load(path: str) -> RuleFile:
    return _load_unchanged(path, Path(path).stat().st_mtime_ns) if is_file(path) else load(path)


_load_unchanged = cache(lambda path, _: load(path))


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """The path of a healthy adult's answers file, with other answers where given."""

    def write(**different: str) -> str:
        lines = dict(line.split(": ", 1) for line in HEALTHY.split("\n") if line)
        lines |= {name.replace("_", "-"): value for name, value in different.items()}
        path = tmp_path / "answers.yaml"
        path.write_text("".join(f"{name}: {value}\n" for name, value in lines.items()), encoding="utf-8")
        return str(path)

    return write


def run(*arguments: str, text: str | None = None, env: Mapping[str, str] | None = None) -> Result:
    """A command inside this process."""
    return CliRunner().invoke(app, list(arguments), input=text, env=env, prog_name="acucheck")


def start(
    *arguments: str,
    stdout: int | IO[bytes] = subprocess.PIPE,
    stdin: int = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """A command as a process of its own."""
    command = [sys.executable, "-m", "acucheck", *arguments]
    return subprocess.Popen(
        command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **(env or {})}
    )


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Its exit code, standard output and standard error."""
    out, err = process.communicate(timeout=60)
    return process.returncode, (out or b"").decode(), err.decode()


# Exit codes


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({}, 0),
        ({"today": "[driving-after]"}, 0),
        ({"bleeding": "[blood-thinner]", "thinner_now": "none"}, 10),
        ({"bleeding": "[blood-thinner]", "thinner_now": "none", "plan": "{gua sha: not named}"}, 11),
        ({"medicines": "[warfarin]", "bleeding": "[blood-thinner]", "thinner_now": "none", "inr_in_range": "no"}, 12),
        ({"today": "[fever]"}, 13),
        ({"danger": "[chest-pain]"}, 14),
        ({"medicines": "[warfarin]", "bleeding": "[blood-thinner]", "thinner_now": "none"}, 20),
        ({"medicines": "not sure"}, 20),
    ],
)
def test_the_exit_code_says_the_outcome(answers: Answers, different: dict[str, str], code: int) -> None:
    result = run("check", answers(**different))
    assert result.exit_code == code
    assert result.stdout.startswith("acucheck ")
    assert result.stderr == ""
    assert run("check", answers(**different), "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    ("fail_on", "codes"),
    [
        ("care", {"care": 10, "change": 11, "ask": 12, "not-today": 13, "help": 14}),
        ("change", {"care": 0, "change": 11, "ask": 12, "not-today": 13, "help": 14}),
        ("ask", {"care": 0, "change": 0, "ask": 12, "not-today": 13, "help": 14}),
        ("not-today", {"care": 0, "change": 0, "ask": 0, "not-today": 13, "help": 14}),
        ("help", {"care": 0, "change": 0, "ask": 0, "not-today": 0, "help": 14}),
    ],
)
def test_outcomes_below_fail_on_give_zero(answers: Answers, fail_on: str, codes: dict[str, int]) -> None:
    different = {
        "care": {"bleeding": "[blood-thinner]", "thinner_now": "none"},
        "change": {"bleeding": "[blood-thinner]", "thinner_now": "none", "plan": "{gua sha: not named}"},
        "ask": {"medicines": "[warfarin]", "bleeding": "[blood-thinner]", "thinner_now": "none", "inr_in_range": "no"},
        "not-today": {"today": "[fever]"},
        "help": {"danger": "[chest-pain]"},
    }
    found = {name: run("check", answers(**given), "--fail-on", fail_on).exit_code for name, given in different.items()}
    assert found == codes


@pytest.mark.parametrize(
    ("stands", "worst", "fail_on", "code"),
    [
        ("NONE", "NONE", "CARE", 0),
        ("NOTE", "NOTE", "CARE", 0),
        ("NONE", "CARE", "CARE", 10),
        ("NONE", "CARE", "CHANGE", 0),
        ("NONE", "CHANGE", "CARE", 20),
        ("CARE", "CARE", "CARE", 10),
        ("CARE", "CHANGE", "CARE", 20),
        ("CARE", "HELP", "HELP", 20),
        ("CHANGE", "ASK", "CARE", 20),
        ("CHANGE", "ASK", "NOT_TODAY", 0),
        ("ASK", "HELP", "CARE", 12),
        ("ASK", "HELP", "HELP", 20),
        ("NOT_TODAY", "HELP", "CARE", 13),
        ("HELP", "HELP", "HELP", 14),
    ],
)
def test_what_is_open_gives_twenty_where_it_could_change_the_session(
    stands: str, worst: str, fail_on: str, code: int
) -> None:
    assert exit_codes.of_outcome(Outcome[stands], Outcome[worst], Outcome[fail_on]) == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("nonsense",), 2),
        (("check",), 2),
        (("check", "a.yaml", "--as-of", "2026-13-01"), 2),
        (("check", "a.yaml", "--format", "pdf"), 2),
        (("check", "a.yaml", "--format", "html", "-o", "page.json"), 2),
        (("check", "a.yaml", "--date", "tomorrow"), 2),
        (("lookup", "aspirin", "--format", "html"), 2),
        (("check", "a.yaml", "--fail-on", "none"), 2),
        (("check", "a.yaml", "--for", "doctor"), 2),
        (("rules",), 2),
        (("rules", "show"), 2),
        (("rules", "show", "anticoagulent"), 2),
        (("example", "helthy"), 2),
        (("check", "no-such-file.yaml"), 3),
        (("check", "a.yaml", "--rules", "no-such-file.yaml"), 4),
        (("check", "a.yaml", "--rules", ""), 4),
        (("rules", "check", "no-such-file.yaml"), 4),
        (("template", "--rules", "no-such-file.yaml"), 4),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(arguments: tuple[str, ...], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.strip()


def test_a_wrong_name_is_answered_with_the_right_one() -> None:
    assert "did you mean 'anticoagulant'?" in run("rules", "show", "anticoagulent").stderr
    assert "did you mean 'healthy'?" in run("example", "helthy").stderr
    assert "'2026-13-01' does not match" in run("check", "x", "--as-of", "2026-13-01").stderr


def test_a_bare_call_without_a_terminal_says_in_one_line_what_to_use_instead() -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "'acucheck check " in result.stderr
    assert "'acucheck template" in result.stderr


def test_answers_that_answer_nothing_give_five() -> None:
    result = run("check", "-", text=run("template").stdout)
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("yaml", f"danger: [{SENTINEL}]\n{SENTINEL}: 1\nage: {SENTINEL}\nbleeding: {{{SENTINEL}: 1}}\n"),
        (
            "yaml",
            f"medicines: [{{name: {SENTINEL}, use: {SENTINEL}}}]\nplan: {SENTINEL}\npregnancy-weeks: {SENTINEL}\n",
        ),
        ("yaml", f"medicines: [{SENTINEL}: {{]"),
        ("yaml", f"{{{SENTINEL}: 1, {SENTINEL}: 2}}\n"),
        ("json", f'{{"{SENTINEL}": "{SENTINEL}", "age": "{SENTINEL}"}}'),
        ("json", f'{{"medicines": ["{SENTINEL}", {SENTINEL}]}}'),
    ],
)
def test_what_stands_in_invalid_answers_is_never_repeated(tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"answers.{suffix}"
    path.write_text(text)
    result = run("check", str(path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{path}:1:")
    assert SENTINEL not in result.stderr


def test_a_bug_is_called_a_bug_without_the_answers_it_may_hold(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoReturn:
        raise RuntimeError(SENTINEL)

    monkeypatch.setattr(check, "assess", broken)
    result = run("check", answers())
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("This is a bug in acucheck, not a result: RuntimeError at test_cli:")
    assert result.stderr.endswith("Send this line to whoever you have acucheck from.\n")
    assert result.stderr.count("\n") == 1
    assert SENTINEL not in result.stderr
    assert exit_codes.of_failure(AcucheckError("of no known kind")) == exit_codes.BUG


def test_an_interrupt_is_no_result(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "assess", interrupted)
    result = run("check", answers())
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "Interrupted: nothing was concluded and nothing was written.\n"


def test_a_name_in_a_message_cannot_steer_the_terminal() -> None:
    assert run("check", "\x1b[2J.yaml").stderr.startswith("\\u001b[2J.yaml:1:1: ")


# Commands and options


def test_a_page_is_for_the_practitioner_unless_it_is_for_the_patient(answers: Answers) -> None:
    assert "for the practitioner" in run("check", answers()).stdout
    assert "for the patient" in run("check", answers(), "--for", "patient").stdout


def test_standard_input_is_read_like_a_file(answers: Answers) -> None:
    text = Path(answers()).read_text()
    assert run("check", "-", text=text).stdout == run("check", answers()).stdout
    assert run("check", "-", text='{"age": 34}').exit_code == 20


def test_json_names_what_is_open(answers: Answers) -> None:
    tree = json.loads(run("check", answers(medicines="[grandma's tea]"), "--format", "json").stdout)
    assert tree["schema"] == "acucheck.report/1"
    assert [point["name"] for point in tree["open"]] == ["grandma's tea"]


def test_a_due_date_is_counted_from_the_day_given(answers: Answers) -> None:
    path = answers(pregnant="yes", pregnancy_weeks="due 2027-01-10")
    early, late = (run("check", path, "--as-of", day).stdout for day in ("2026-05-01", "2027-01-05"))
    assert early != late
    assert "due 2027-01-10" in early


def test_another_rule_book_is_named_by_option_or_environment(tmp_path: Path, answers: Answers) -> None:
    text = default_rules().read_text(encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(text.replace('phone: ""', 'phone: "01234 5678"', 1), encoding="utf-8")
    assert "01234 5678" in run("check", answers(), "--rules", str(path)).stdout
    assert "01234 5678" in run("check", answers(), env={"ACUCHECK_RULES": str(path)}).stdout
    assert "01234 5678" not in run("check", answers()).stdout
    assert str(path) in run("rules", "check", str(path)).stdout
    assert str(path) in run("rules", "check", env={"ACUCHECK_RULES": str(path)}).stdout
    assert run("rules", "list", "--rules", str(path)).stdout == run("rules", "list").stdout


def test_a_rule_book_whose_examples_fail_is_refused(tmp_path: Path) -> None:
    text = default_rules().read_text(encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(text.replace("expect: holds", "expect: fails", 1), encoding="utf-8")
    result = run("rules", "check", str(path))
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith(f"{path}:")
    assert ", not fails" in result.stderr


def test_rules_are_checked_listed_and_shown() -> None:
    assert run("rules", "check").stdout.endswith("examples: no problem found.\n")
    listed = run("rules", "list").stdout.splitlines()
    assert any(line.split()[:2] == ["anticoagulant", "avoid"] for line in listed)
    assert run("rules", "show", "anticoagulant").stdout.startswith("anticoagulant (")


def test_every_example_can_be_printed_and_checked() -> None:
    names = run("example", "--list").stdout.split()
    assert names == sorted(path.stem for path in PEOPLE.glob("*.yaml"))
    assert run("example").stdout == run("example", "healthy").stdout
    for name in names:
        result = run("check", "-", text=run("example", name).stdout)
        assert result.exit_code in {0, *range(10, 15), 20}


def test_the_template_comes_in_both_wordings() -> None:
    assert run("template").stdout == run("template", "--for", "patient").stdout
    assert run("template").stdout != run("template", "--for", "practitioner").stdout


def commands(group: TyperGroup, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command there is, and the groups they stand in."""
    yield above
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, TyperGroup):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name)


GROUP = get_command(app)
assert isinstance(GROUP, TyperGroup)


@pytest.mark.parametrize("command", list(commands(GROUP)), ids=" ".join)
def test_help_is_plain_and_fits_eighty_columns(command: tuple[str, ...]) -> None:
    result = run(*command, "--help", env={"COLUMNS": "200", "FORCE_COLOR": "1"})
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: acucheck")
    assert result.stdout.isascii()
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "..." not in re.sub(r"(\[ARGS\]|INPUTS|NAMES)\.\.\.", "", result.stdout)


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"acucheck {__version__}\n"


def completed(*words: str) -> list[str]:
    env = {"_ACUCHECK_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    return run(env=env).stdout.split()


def test_rules_and_examples_are_completed() -> None:
    assert completed("acucheck", "example", "he") == ["healthy"]
    assert "anticoagulant" in completed("acucheck", "rules", "show", "anti")
    assert "fever" not in completed("acucheck", "rules", "show", "anti")


def test_a_completion_script_is_printed_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    result = run("--show-completion")
    assert result.exit_code == 0
    assert "_ACUCHECK_COMPLETE=complete_bash" in result.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_of_a_named_shell_is_printed(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_ACUCHECK_COMPLETE", "")  # taken back after this
    monkeypatch.setattr(sys, "argv", ["acucheck", "--show-completion", shell])
    with pytest.raises(SystemExit, match=r"^0$"):
        main()
    script = capsys.readouterr().out
    assert "_ACUCHECK_COMPLETE" in script
    assert f"complete_{shell}" in script


def test_a_shell_that_is_not_known_or_cannot_be_named_is_refused(tmp_path: Path) -> None:
    other = run("--show-completion", "tcsh")
    assert other.exit_code == 2
    assert "bash, fish, powershell, zsh" in other.stderr
    named = run("--install-completion", "zsh", env={"HOME": str(tmp_path)})
    assert named.exit_code == 2
    assert "acucheck --show-completion SHELL" in named.stderr
    assert list(tmp_path.iterdir()) == []


# What there is


def test_rules_alone_says_what_there_is() -> None:
    result = run("rules")
    assert result.exit_code == 2
    assert all(command in result.stderr for command in ("check", "list", "show"))


def test_no_line_of_the_overview_is_cut_off() -> None:
    assert "..." not in run("--help").stdout.replace("[ARGS]...", "")


@pytest.mark.parametrize("words", [[], ["check"], ["rules", "show"]], ids=" ".join)
def test_help_is_a_command_too(words: list[str]) -> None:
    assert run("help", *words).stdout == run(*words, "--help").stdout != ""


def test_help_on_what_is_no_command_says_so() -> None:
    result = run("help", "nothing")
    assert result.exit_code == 2
    assert "No such command 'nothing'" in result.stderr


@pytest.mark.parametrize(("command", "several"), [("batch", "INPUTS..."), ("lookup", "NAMES...")])
def test_usage_says_what_may_be_given_several_times(command: str, several: str) -> None:
    assert f"{{{several}}}" in run(command, "--help").stdout.splitlines()[0]


# Output files


def test_an_output_file_is_whole_and_only_its_owner_can_read_it(answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("old")
    path.chmod(0o644)
    result = run("check", answers(bleeding="[blood-thinner]", thinner_now="none"), "--force", "--output", str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (10, "", "")
    assert path.read_text() == run("check", answers(bleeding="[blood-thinner]", thinner_now="none")).stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["answers.yaml", "page.txt"]


def test_a_link_stays_and_the_file_it_leads_to_is_written(answers: Answers, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "page.txt")
    assert run("check", answers(), "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "page.txt").is_file()


def test_nothing_is_left_behind_when_an_output_file_cannot_be_written(
    answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    path = tmp_path / "page.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    result = run("check", answers(), "--force", "--output", str(path))
    assert result.exit_code == 2
    assert result.stderr == f"{path}: this cannot be written (No space left on device).\n"
    assert path.read_text() == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["answers.yaml", "page.txt"]


@pytest.mark.parametrize("name", [".", "missing/page.txt", "answers.yaml/page.txt", ""])
def test_what_is_no_place_for_a_file_is_refused(answers: Answers, tmp_path: Path, name: str) -> None:
    result = run("check", answers(), "--output", str(tmp_path / name) if name else "")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this cannot be written" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["answers.yaml"]


def test_a_device_is_written_to_as_it_is(answers: Answers) -> None:
    assert run("check", answers(bleeding="[blood-thinner]", thinner_now="none"), "--output", os.devnull).exit_code == 10
    result = run("check", answers(), "--output", "/dev/full")
    assert (result.exit_code, result.stderr) == (2, "/dev/full: this cannot be written (No space left on device).\n")
    assert Path("/dev/full").is_char_device()


def test_output_that_nobody_reads_any_more_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        output.emit("text")


def test_output_that_is_full_or_closed_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(Misuse, match=r"^standard output: this cannot be written \(No space left on device\)\.$"):
            output.emit("text")
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Misuse, match="Bad file descriptor"):
        output.emit("text")


# The program as a whole


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["acucheck", "--version"])
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as end:
        runpy.run_module("acucheck", run_name="__main__")
    assert (end.value.code, capsys.readouterr().out) == (0, f"acucheck {__version__}\n")


def test_closed_streams_do_not_keep_it_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["acucheck", "--version"])
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert capsys.readouterr().err == "standard output: this cannot be written (Bad file descriptor).\n"


def test_an_error_with_nowhere_to_be_said_keeps_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(typer.Exit) as end, boundary():
        raise Misuse("This is misuse.")
    assert end.value.exit_code == 2


def test_the_installed_command_is_the_same_program(answers: Answers) -> None:
    script = Path(sys.executable).with_name("acucheck")
    found = subprocess.run([script, "check", answers()], capture_output=True, check=False)
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode() == run("check", answers()).stdout


def test_a_closed_pipe_keeps_the_exit_code_and_says_nothing(answers: Answers) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("check", answers(bleeding="[blood-thinner]", thinner_now="none"), stdout=writing)
    os.close(writing)
    assert finish(process) == (10, "", "")


def test_a_full_disk_is_said_and_not_taken_for_a_result(answers: Answers) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("check", answers(), stdout=full)
        assert finish(process) == (2, "", "standard output: this cannot be written (No space left on device).\n")


@pytest.mark.parametrize(
    ("closed", "code", "message"),
    [
        ("check - <&-", 3, "standard input:1:1: there is no standard input; name a file\n"),
        ("check {} >&-", 2, "standard output: this cannot be written (Bad file descriptor).\n"),
        ("check no-such-file 2>&-", 3, ""),
    ],
)
def test_a_closed_stream_is_no_bug(answers: Answers, closed: str, code: int, message: str) -> None:
    command = f"{sys.executable} -m acucheck {closed.format(answers())}"
    found = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (code, "", message)


def test_an_interrupt_while_standard_input_is_read_gives_one_sentence() -> None:
    process = start("check", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b" " * 100_000)  # more than a pipe holds: this returns once it is being read
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    code, out, err = finish(process)
    assert (code, out, err) == (130, "", "Interrupted: nothing was concluded and nothing was written.\n")


def test_what_the_output_cannot_encode_is_written_as_its_code(answers: Answers) -> None:
    path = answers(medicines='["Großmutters Tee \U0001f375"]')
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    for format_ in ("text", "json"):
        code, out, err = finish(start("check", path, "--format", format_, env=env))
        assert (code, err) == (0, "")
        assert (
            "Gro\\xdfmutters Tee \\U0001f375" in out
            or json.loads(out)["names"][0]["typed"] == "Großmutters Tee \U0001f375"
        )
    code, _, err = finish(start("check", "Großmutter.yaml", env=env))
    assert code == 3
    assert err.isascii()


def test_the_surroundings_make_no_difference_to_text(answers: Answers) -> None:
    path = answers(medicines="[warfarin, Großmutters Tee]", bleeding="[blood-thinner]", thinner_now="none")
    plain = finish(start("check", path, env={"PYTHONIOENCODING": "utf-8"}))
    odd = {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "40", "FORCE_COLOR": "1", "LANG": "de_DE.UTF-8", "TZ": "UTC"}
    assert finish(start("check", path, env={"PYTHONIOENCODING": "utf-8", **odd})) == plain


GUARD = """
import sys
def guard(event, arguments):
    if event.startswith("socket.") or event in ("os.mkdir", "os.rename", "os.remove", "subprocess.Popen"):
        raise SystemExit(99)
    if event == "open" and (arguments[2] or 0) & 0o3:
        raise SystemExit(98)
sys.addaudithook(guard)
sys.argv = ["acucheck", *sys.argv[1:]]
from acucheck.cli import main
main()
"""


def test_no_socket_is_opened_and_nothing_is_written(answers: Answers, tmp_path: Path) -> None:
    """Under Python's own audit: opening anything for writing ends the program with 98, a socket with 99."""
    path = answers(bleeding="[blood-thinner]", thinner_now="none", medicines="[apixaban]")
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    found = subprocess.run(
        [sys.executable, "-B", "-c", GUARD, "check", path, "--format", "json"],
        cwd=home,
        env={"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (10, b"")
    assert json.loads(found.stdout)["outcome"]["stands"] == "care"
    assert list(home.iterdir()) == []


def test_options_in_front_of_a_command_are_not_lost_silently(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    for options in (["--rules", "nowhere.yaml"], ["--for", "patient"], ["--no-color"]):
        done = run(*options, "check", answers())
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "Write the options after 'check', not before it.\n"
    monkeypatch.setenv("ACUCHECK_RULES", str(default_rules()))
    assert run("check", answers()).exit_code == 0


def test_the_interview_command_needs_a_terminal_too() -> None:
    assert run("interview").exit_code == 2


def test_the_ending_of_a_file_says_its_format_and_several_are_written_in_one_run(
    answers: Answers, tmp_path: Path
) -> None:
    names = [str(tmp_path / f"page{ending}") for ending in (".txt", ".md", ".HTML", ".json")]
    result = run("check", answers(), *(part for name in names for part in ("-o", name)), "-o", "-")
    assert result.exit_code == 0
    text, markdown, html, tree = (Path(name).read_text() for name in names)
    assert result.stdout == text
    assert markdown.splitlines()[5] == "# NO RULE APPLIES"
    assert html.startswith("<!DOCTYPE html>")
    assert json.loads(tree)["schema"] == "acucheck.report/1"
    assert {stat.S_IMODE(Path(name).stat().st_mode) for name in names} == {0o600}


def test_a_file_that_is_there_stays_unless_forced_and_then_nothing_is_written_at_all(
    answers: Answers, tmp_path: Path
) -> None:
    first, second = tmp_path / "new.md", tmp_path / "there.html"
    second.write_text("mine")
    result = run("check", answers(), "-o", str(first), "-o", str(second))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{second}: there is such a file already; choose another name, or add --force.\n"
    assert (first.exists(), second.read_text()) == (False, "mine")
    assert run("check", answers(), "-o", str(first), "-o", str(second), "--force").exit_code == 0
    assert second.read_text().startswith("<!DOCTYPE html>")


def test_a_name_and_a_day_are_put_on_the_page(answers: Answers) -> None:
    shown = run("check", answers(), "--name", "Jo Doe", "--date", "2026-11-20", "--as-of", "2026-11-22").stdout
    assert "Name         Jo Doe\nAnswered on  2026-11-20\nRead as of   2026-11-22\n" in shown


WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, values: seen.append((event, values)))
from acucheck.cli import main
try:
    main()
finally:
    for event, values in seen:
        if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system")):
            sys.stderr.write(f"{event}\\n")
        if event == "open" and values[2] & 3 and "__pycache__" not in str(values[0]):
            sys.stderr.write(f"opened {values[0]}\\n")
"""


def test_what_is_typed_reaches_the_pages_and_nothing_else(answers: Answers, tmp_path: Path) -> None:
    """No socket, no other process, no file but those asked for; the answers stand in no argument and no name."""
    folder = tmp_path / "empty"
    folder.mkdir()
    names = [f"page{ending}" for ending in (".txt", ".md", ".html", ".json")]
    path = answers(medicines=f"[{SENTINEL}]", conditions=f"[{SENTINEL}]")
    command = [sys.executable, "-c", WATCHED, "check", path, *(part for name in names for part in ("-o", name))]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": str(folder)}
    )
    assert done.returncode in {0, 10, 20}, done.stderr
    opened = [line for line in done.stderr.splitlines() if not re.match(r"opened (\d+$|.*\.acucheck-[\w-]+$)", line)]
    assert (done.stdout, opened) == ("", [])
    assert SENTINEL not in done.stderr
    assert sorted(each.name for each in folder.iterdir()) == sorted(names)
    assert all(SENTINEL in (folder / name).read_text() for name in names)
    assert not any(SENTINEL in part for part in command)


def test_a_hyphen_as_output_is_standard_output(answers: Answers, tmp_path: Path) -> None:
    assert run("check", answers(), "--output", "-").stdout == run("check", answers()).stdout
    assert not (tmp_path / "-").exists()


# Outputs that are full or closed


PRINTING = ["--help", "--version", "check --help", "rules list --help", "example", "template", "lookup warfarin"]


@pytest.mark.parametrize("command", [*PRINTING, "rules list", "rules show fever"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_whatever_cannot_be_printed_is_said_in_a_sentence(command: str, where: str) -> None:
    line = f"{sys.executable} -m acucheck {command} {where}"
    found = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    why = "No space left on device" if "full" in where else "Bad file descriptor"
    assert (found.returncode, found.stderr) == (2, f"standard output: this cannot be written ({why}).\n")


@pytest.mark.parametrize("command", PRINTING)
def test_a_reader_that_has_gone_away_wants_no_more(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*command.split(), stdout=writing)
    os.close(writing)
    assert finish(process) == (0, "", "")


@pytest.mark.parametrize(("command", "code"), [("nonsense", 2), ("check no-such-file.yaml", 3), ("rules check no", 4)])
def test_an_error_that_cannot_be_said_keeps_its_exit_code(command: str, code: int) -> None:
    line = f"{sys.executable} -m acucheck {command} 2>/dev/full"
    assert subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False).returncode == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Misuse("This is misuse."), 2),
        (typer.BadParameter("no"), 2),
        (BrokenPipeError(32, "gone"), 0),
        (OSError(28, "full"), 2),
    ],
)
def test_full_standard_streams_in_this_process(monkeypatch: pytest.MonkeyPatch, error: Exception, code: int) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stderr", full)
        with pytest.raises(typer.Exit) as end, boundary():
            raise error
    assert end.value.exit_code == code


def test_an_error_of_the_system_that_is_about_a_file_is_a_bug() -> None:
    with pytest.raises(typer.Exit) as end, boundary():
        raise OSError(28, "No space left on device", "some file")
    assert end.value.exit_code == exit_codes.BUG


def test_what_goes_wrong_outside_of_a_command_is_told_like_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(**_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules[main.__module__], "app", stopped)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err.startswith("Interrupted: ")


def test_without_standard_error_it_starts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["acucheck", "--version"])
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check {} -o {}.txt", 2),
        ("check {}", 3),
        ("check {}.json", 3),
        ("check fine.yaml --rules {}", 4),
        ("batch {}", 3),
        ("batch fine.yaml -o {}.jsonl", 2),
        ("batch fine.yaml --format text -o {}", 2),
        ("rules check {}", 4),
        ("example {}", 2),
    ],
)
def test_a_name_that_is_too_long_for_a_file_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fine.yaml").write_text("age: 34\n")
    result = run(*command.replace("{}", "x" * 300).replace(f"check {'x' * 300} -o", "check fine.yaml -o").split())
    assert result.exit_code == code
    assert "bug" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["fine.yaml"]
