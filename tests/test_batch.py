"""Many records in one run: what is written, what a bad record does to the others, and how a run ends."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any, NoReturn

import pexpect
import pytest
from conftest import DAY, SETTING
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rich.progress import Task
from schemas import strict
from typer.testing import CliRunner, Result

from acucheck.assess import assess
from acucheck.cli import app, exit_codes, inputs, list_streams, sinks
from acucheck.cli.commands import batch
from acucheck.document import tally
from acucheck.document.pages import list_page
from acucheck.errors import InvalidFile, InvalidRules, Misuse
from acucheck.located import Node, Origin, read_node
from acucheck.located.from_memory import quick_json
from acucheck.model.answers import Head
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.names.cached import LONGEST, CachedVocabulary
from acucheck.render.as_record import record_line, record_tree
from acucheck.render.formats import LINES
from acucheck.render.progress import ProgressBar

PEOPLE = Path(__file__).parent.parent / "acucheck" / "people"
SENTINEL = "zzsecretzz"
FINE = {"age": 34, "danger": "none"}
PLAIN: Any = (sinks.Target(LINES, None, Audience.PRACTITIONER), DAY, None, None)
SILENT: Any = (sinks.Target(LINES, None, Audience.PRACTITIONER, silent=True), DAY, None, None)


@pytest.fixture(scope="session")
def schema() -> Draft202012Validator:
    return strict("record-1.json")


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    """The command inside this process."""
    return CliRunner().invoke(app, ["batch", *arguments], input=text, prog_name="acucheck")


def start(*arguments: str, stdin: int = subprocess.DEVNULL, stdout: int | IO[bytes] = subprocess.PIPE) -> Any:  # noqa: ANN401
    """The command as a process of its own."""
    command = [sys.executable, "-m", "acucheck", "batch", *arguments]
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)


def lines(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def found(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., str]:
    """The path of a file of JSON lines."""

    def write(*records: dict[str, object], name: str = "list.jsonl") -> str:
        (tmp_path / name).write_text(lines(*records), encoding="utf-8")
        return str(tmp_path / name)

    return write


Listed = Callable[..., str]

# What is written


def test_each_record_becomes_one_line_in_the_same_order(listed: Listed, schema: Draft202012Validator) -> None:
    path = listed(
        {"id": "b", **FINE, "bleeding": ["blood-thinner"], "plan": {"manual needling": ["LI4 left", "nowhere"]}},
        {"id": 7, **FINE, "medicines": ["grandma's tonic"], "plan": {"zapping": "not named"}},
        FINE,
    )
    result = run(path)
    assert (result.exit_code, result.stderr) == (0, "")
    records = found(result.stdout)
    assert [record["id"] for record in records] == ["b", "7", "line 3"]
    for record in records:
        schema.validate(record)
    assert {"rule": "anticoagulant", "standing": "holds"}.items() <= records[0]["findings"][0].items()
    assert [cell["place"] for cell in records[0]["cells"]] == [None, "LI4", None]
    assert records[0]["cells"][1]["side"] == "left"
    assert "grandma's tonic" in [point["name"] for point in records[1]["open"]]
    assert result.stdout.isascii()


def test_a_line_says_what_check_says() -> None:
    for path in sorted(PEOPLE.glob("*.yaml")):
        whole = json.loads(CliRunner().invoke(app, ["check", str(path), "--format", "json"]).stdout)
        (record,) = found(run(str(path)).stdout)
        assert record["id"] == path.stem
        assert record["outcome"] == whole["outcome"]
        assert [each["rule"] for each in record["findings"]] == [each["rule"] for each in whole["findings"]]
        assert [each["could_be"] for each in record["open"]] == [each["could_be"] for each in whole["open"]]
        cells = [cell for line in whole["techniques"] for cell in (line, *line["places"])]
        assert [cell["level"] for cell in record["cells"]] == [cell["level"] for cell in cells]
        assert record["rule_book"].items() <= whole["rule_book"].items()


def test_standard_input_is_a_list_and_without_an_id_the_line_is_the_name(listed: Listed) -> None:
    text = "\ufeff" + lines(FINE) + "\r\n \n" + lines(FINE).replace("\n", "\r\n")
    assert [record["id"] for record in found(run("-", text=text).stdout)] == ["line 1", "line 4"]
    path = listed(FINE)
    assert [record["id"] for record in found(run(path, "-", text=text).stdout)] == [
        f"{path} line 1",
        "standard input line 1",
        "standard input line 4",
    ]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.yml", "c.json", "a.yaml", "a.json", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text('{"age": 34}')
    (tmp_path / "folder.yaml").mkdir()
    hidden = "this file is hidden, and was not read; if it holds answers, take away the dot in front of its name"
    other = (
        "the name does not end in .yaml, .yml or .json, so it was not read; take it out of this folder, or name it as "
        "what it is"
    )
    result = run(str(tmp_path))
    assert result.exit_code == 3
    assert [record["id"] for record in found(result.stdout) if "problem" not in record] == ["a", "b", "c"]
    assert result.stderr.splitlines() == [
        f"{tmp_path}/.hidden.yaml:1:1: {hidden}",
        f"{tmp_path}/a.yaml:1:1: this id stands at {tmp_path}/a.json:1 already; give each record its own",
        f"{tmp_path}/folder.yaml:1:1: this is a folder in a folder, and was not read; name it as well",
        f"{tmp_path}/notes.txt:1:1: {other}",
        "Not assessed: 4 of 7 records.",
    ]


def test_a_report_for_each_record_goes_into_a_folder_of_its_own(listed: Listed, tmp_path: Path) -> None:
    path = listed({"id": "../x y", **FINE}, {"id": "Zoë", **FINE}, {"id": "Zoë", **FINE}, {"id": "é" * 150, **FINE})
    folder = tmp_path / "reports"
    for format_, suffix in (("text", "txt"), ("json", "json")):
        result = run(path, "--format", format_, "--output", str(folder / format_), "--for", "patient")
        assert result.exit_code == 2  # the folder above it is missing
        result = run(path, "--format", format_, "--output", f"{folder}-{format_}", "--for", "patient")
        assert (result.exit_code, result.stdout) == (3, "")
        names = sorted(each.name for each in Path(f"{folder}-{format_}").iterdir())
        assert names == [f"%2E.%2Fx y.{suffix}", f"Zoë.{suffix}"]
        assert result.stderr.splitlines()[:2] == [
            f"{path}:3:1: this id stands at {path}:2 already; give each record its own",
            f"{path}:4:1: this id is too long for the name of a file",
        ]
    page = Path(f"{folder}-text") / "Zoë.txt"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    checked = CliRunner().invoke(app, ["check", "-", "--for", "patient"], input=json.dumps({"id": "Zoë", **FINE}))
    assert page.read_text() == checked.stdout
    again = run(path, "--format", "text", "--output", f"{folder}-text")
    assert again.exit_code == 2
    assert "there is something in this folder" in again.stderr
    assert run(path, "--format", "text").exit_code == run(path, "--format", "text", "-o", "-").exit_code == 2


def test_a_file_of_lines_is_whole_and_private(listed: Listed, tmp_path: Path) -> None:
    path, output = listed(FINE, FINE), tmp_path / "out.jsonl"
    result = run(path, "--output", str(output))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert output.read_text() == run(path).stdout == run(path, "--output", "-").stdout
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["list.jsonl", "out.jsonl"]


def test_a_summary_counts_outcomes_rules_open_points_and_names(
    listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = listed(
        {**FINE, "medicines": ["dragon tea", "Dragon tea"], "bleeding": ["blood-thinner"]},
        {**FINE, "medicines": ["dragon tea", "unheard-of pill"], "bleeding": ["maybe blood-thinner"]},
        {"age": 400},
    )
    result = run(path, "--summary")
    assert result.exit_code == 3
    assert re.search(r"assessed +2\n", result.stdout)
    assert re.search(r"not counted below +1\n", result.stdout)
    assert re.search(r"  care: with care +2 ", result.stdout)
    assert re.search(r"  anticoagulant: .* 1 +1\n", result.stdout)
    assert re.search(r"  bleeding: .* not sure +1\n", result.stdout)
    assert re.search(r"  'dragon tea' +not recognised +2 +2 +0\n", result.stdout)
    assert "clinical review: none yet" in result.stdout
    monkeypatch.setattr(tally, "DIFFERENT", 1)
    assert "only later in the list: 1 times" in run(path, "--summary").stdout
    monkeypatch.setattr(list_page, "SHOWN", 1)
    monkeypatch.setattr(tally, "DIFFERENT", 10)
    output = tmp_path / "out.jsonl"
    both = run(path, "--summary", "--output", str(output))
    assert "only later in the list: 1 times" in both.stdout
    assert len(found(output.read_text())) == 3


def test_what_is_open_for_as_many_people_is_listed_in_the_order_of_the_report(book: RuleBook) -> None:
    report = assess(book, {})
    counts = tally.Tally()
    counts.add(report)
    assert len(counts.open) > 10
    assert list(counts.open) == [(point.question, point.missing) for point in report.open]


def test_a_summary_leaves_out_what_did_not_come_up() -> None:
    result = run(str(PEOPLE / "healthy.yaml"), "--summary")
    assert [line for line in result.stdout.splitlines() if line.isupper()] == ["RECORDS", "OUTCOMES", "ABOUT THIS PAGE"]


# Records that cannot be read


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"age": 34, "danger": ["' + SENTINEL.encode() + b'"]}', "2:24: this is not a line of 'danger'"),
        (b'{"' + SENTINEL.encode() + b'": 1}', "2:2: no question has this name"),
        (b'{"age": "' + SENTINEL.encode() + b'"}', "2:9: expected a number, not this"),
        (b'{"age": 3, "age": 4}', "2:12: this stands here twice; it is already on line 2"),
        (b'{"age": null}', "2:9: null is not an answer"),
        (b'{"age": NaN}', "2:9: this is not valid JSON"),
        (b'{"age": 34', "2:11: expected a comma or '}' here"),
        (b'{"age": "34}', "2:9: this text in quotes is not closed"),
        (b'{"medicines": ["\\ud800"]}', "2:16: there is half a character in this text"),
        (b'{"id": "x", "plan": {"cupping": "not named"}}', "2:1: no question is answered here"),
        (b'{"id": "x"}', "2:1: no question is answered here"),
        (b'{"id": ["x"], "age": 3}', "2:8: expected one line of text here"),
        (b'{"id": "' + b"x" * 201 + b'", "age": 3}', "2:8: this has more than 200 characters"),
        (b"[1]", "2:1: expected entries"),
        (b"7", "2:1: expected entries"),
        (b'{"age": ' + b"[" * 50 + b"]" * 50 + b"}", "nested more than 40 deep"),
        (b"[" * 100_000, "nested more than 40 deep"),
        (b'{"age": "\xff"}', "2:10: this is not UTF-8 text"),
        (b'{"age": \x07}', "2:9: there is a control character here (U+0007)"),
        (b"\xef\xbb\xbf", "2:1: expected entries"),
        (b"x" * 1_000_001, "2:1: this line has more than 1,000,000 bytes, the most that are read"),
        (b"x" * 2_100_000, "2:1: this line has more than 1,000,000 bytes, the most that are read"),
    ],
)
def test_a_bad_record_is_named_and_the_others_go_on(
    tmp_path: Path, line: bytes, message: str, schema: Draft202012Validator
) -> None:
    path = tmp_path / "list.jsonl"
    fine = json.dumps(FINE).encode()
    path.write_bytes(fine + b"\n" + line + b"\n" + fine)
    result = run(str(path))
    assert result.exit_code == 3
    first, problem, last = found(result.stdout)
    assert (first["id"], last["id"]) == ("line 1", "line 3")
    assert result.stderr == problem["problem"] + "\nNot assessed: 1 of 3 records.\n"
    schema.validate(problem)
    assert result.stderr.startswith(f"{path}:2:")
    assert message in result.stderr
    assert SENTINEL not in result.stderr


def test_a_line_of_just_the_longest_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(json.dumps(FINE).encode().ljust(list_streams.LONGEST) + b"\n")
    assert run(str(path)).exit_code == 0
    path.write_bytes(b"x" * (list_streams.LONGEST + 1))
    assert "1,000,000 bytes" in run(str(path)).stderr


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.yaml", "nul\0byte"])
def test_an_input_that_cannot_be_read_is_named_and_the_others_go_on(tmp_path: Path, listed: Listed, name: str) -> None:
    result = run(str(tmp_path / name), listed(FINE))
    assert result.exit_code == 3
    problem, _ = found(result.stdout)
    assert problem["id"] in {f"{tmp_path / name} line 1", "missing"}
    assert ":1:1: this cannot be read (" in result.stderr


def test_answers_files_that_are_wrong_or_empty_are_bad_records(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"age: {SENTINEL}\n")
    (tmp_path / "b.yaml").write_text("# nothing\n")
    (tmp_path / "c.yaml").write_text("age: 34\n")
    result = run(str(tmp_path))
    assert result.exit_code == 3
    assert [(record["id"], "problem" in record) for record in found(result.stdout)] == [
        ("a", True),
        ("b", True),
        ("c", False),
    ]
    assert (
        result.stderr.splitlines()[0]
        == f"{tmp_path}/a.yaml:1:6: expected a number, not this; write years as in 'age: 60'"
    )
    assert f"{tmp_path}/b.yaml: no question is answered here" in result.stderr
    assert SENTINEL not in result.stderr


def test_nothing_to_read_is_no_result(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    result = run(str(empty), "--output", str(tmp_path / "out"))
    assert (result.exit_code, result.stderr) == (5, "There is no record here, so there is nothing to check.\n")
    assert not (tmp_path / "out").exists()


def test_a_bug_with_one_record_is_said_and_the_others_go_on(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(book: Any, answers: Any, earlier: Any) -> Any:  # noqa: ANN401
        if "bleeding" in answers:
            raise RuntimeError(SENTINEL)
        return assess(book, answers, earlier)

    monkeypatch.setattr(batch, "assess", broken)
    path = listed(FINE, {**FINE, "bleeding": "none"}, {"age": 400}, FINE)
    result = run(path)
    assert result.exit_code == 1
    assert [(record["id"], "problem" in record) for record in found(result.stdout)] == [
        ("line 1", False),
        ("line 2", True),
        ("line 3", True),
        ("line 4", False),
    ]
    assert f"{path}:2: a bug in acucheck, not a result: RuntimeError at test_batch:" in result.stderr
    assert SENTINEL not in result.stderr


def test_a_broken_rule_book_or_dictionary_ends_the_run(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise InvalidRules("medicines.yaml:1:1: this is broken")

    monkeypatch.setattr(CachedVocabulary, "medicines", broken)
    result = run(listed({**FINE, "medicines": ["x"]}, FINE))
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", "medicines.yaml:1:1: this is broken\n")
    assert run(listed(FINE), "--rules", "no-such-file.yaml").exit_code == 4


# Exit codes


@pytest.mark.parametrize(
    ("people", "fail_on", "code"),
    [
        (["healthy", "blood-thinner"], None, 0),
        (["healthy"], "care", 0),
        (["healthy", "blood-thinner"], "care", 10),
        (["blood-thinner", "not-sure"], "care", 20),
        (["pacemaker", "blood-thinner"], "care", 11),
        (["pacemaker"], "help", 0),
    ],
)
def test_with_fail_on_the_worst_record_decides(people: list[str], fail_on: str | None, code: int) -> None:
    options = ["--fail-on", fail_on] if fail_on else []
    assert run(*(str(PEOPLE / f"{name}.yaml") for name in people), *options).exit_code == code


def test_what_is_not_settled_is_worse_than_a_change_and_better_than_asking() -> None:
    assert exit_codes.worst([10, 11, 20, 0]) == 20
    assert exit_codes.worst([12, 20]) == 12
    assert exit_codes.worst([]) == 0


def test_a_due_date_is_counted_from_the_day_given(listed: Listed) -> None:
    path = listed({**FINE, "pregnant": "yes", "pregnancy-weeks": "due 2027-01-10"})
    assert run(path, "--as-of", "2026-05-01").stdout != run(path, "--as-of", "2027-01-05").stdout


# How a run ends


@pytest.fixture(scope="session")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> str:
    """More lines than a pipe holds."""
    path = tmp_path_factory.mktemp("long") / "list.jsonl"
    path.write_text(lines(FINE) * 500)
    return str(path)


def test_a_reader_that_has_gone_away_is_said(long_list: str) -> None:
    process = start(long_list)
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert re.fullmatch(
        r"standard output: this cannot be written \(Broken pipe\)\. Records done: \d+; the rest were not assessed\.\n",
        error,
    )


def test_a_full_disk_is_said(long_list: str) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(long_list, stdout=full)
        error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert error.startswith("standard output: this cannot be written (No space left on device). Records done: 0;")
    result = run(long_list, "--output", "/dev/full")
    assert result.exit_code == 2
    assert result.stderr.startswith("/dev/full: this cannot be written (No space left on device). Records done: ")


def test_a_full_standard_output_is_not_tried_again(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(Misuse, match="No space left on device"):
            batch.batch_files([listed(FINE)], *PLAIN, summary=False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_whole_lines_and_says_how_far_it_was(number: signal.Signals) -> None:
    process = start("-", stdin=subprocess.PIPE)
    process.stdin.write(lines(FINE).encode())
    process.stdin.flush()
    first = process.stdout.readline()
    process.send_signal(number)
    rest, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(first)["id"] == "line 1"
    assert rest == b""
    assert re.fullmatch(r"Interrupted\. Records done: [01]; the rest were not assessed\.\n", error.decode())


def test_an_interrupt_leaves_no_half_file(tmp_path: Path) -> None:
    process = start("-", "--output", str(tmp_path / "out.jsonl"), stdin=subprocess.PIPE)
    process.stdin.write(lines(FINE).encode() + b"{bad\n")
    process.stdin.flush()
    assert process.stderr.readline().startswith(b"standard input:2:2: ")
    process.send_signal(signal.SIGINT)
    assert b"Records done: 1;" in process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_in_this_process_is_one_too(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "assess", interrupted)
    assert run(listed(FINE)).exit_code == 130


@pytest.mark.parametrize(
    ("closed", "code", "message"),
    [
        ("- -o /dev/null <&-", 3, "standard input:1:1: this cannot be read (Bad file descriptor)"),
        ("{} >&-", 2, "standard output: this cannot be written (Bad file descriptor)"),
        ("no-such-file -o /dev/null 2>&-", 3, ""),
    ],
)
def test_a_closed_stream_is_no_bug(listed: Listed, closed: str, code: int, message: str) -> None:
    command = f"{sys.executable} -m acucheck batch {closed.format(listed(FINE))}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr


def test_closed_standard_streams_in_this_process(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert batch.batch_files(["-"], *SILENT, summary=False) == 3
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Misuse, match="Bad file descriptor"):
        batch.batch_files([listed(FINE)], *PLAIN, summary=False)


# The bar


def test_a_terminal_shows_how_far_it_is(tmp_path: Path, long_list: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{bad\n")
    command = f"-m acucheck batch {bad} {long_list} --output {tmp_path}/out"
    env = {**os.environ, "TERM": "xterm"}
    child = pexpect.spawn(sys.executable, command.split(), dimensions=(24, 100), env=env, encoding="utf-8")
    child.expect(pexpect.EOF, timeout=60)
    child.close()
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", child.before or "")
    assert child.exitstatus == 3
    assert f"{bad}:1:2: expected a name in double quotes here\r\n" in text
    assert re.search(r"100% 501 records, [\d,]+ a second 0:00:00", text)


def test_lines_on_the_same_terminal_are_not_crossed_by_a_bar(listed: Listed) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "acucheck", "batch", listed(FINE)], encoding="utf-8")
    child.expect(pexpect.EOF, timeout=60)
    assert (child.before or "").startswith('{"schema"')
    assert "a second" not in (child.before or "")


def test_the_bar_knows_the_rate_and_without_a_total_no_end() -> None:
    for total, shown in ((4000, "50%"), (None, "")):
        stream = StringIO()
        with ProgressBar(stream, total) as bar:
            bar.say("list.jsonl:1:1: one\n\x1b[2Jtwo [bold]")
            for _ in range(40):
                bar.step(50)
        assert "\\u001b[2Jtwo [bold]\n" in stream.getvalue()
        assert re.search(rf"{shown} 40 records, [\d,]+ a second", stream.getvalue())


def test_before_any_time_has_gone_by_there_is_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Task, "elapsed", 0)
    stream = StringIO()
    with ProgressBar(stream, None) as bar:
        bar.step(50)
    assert "1 records" in stream.getvalue()
    assert "a second" not in stream.getvalue()


def test_the_bar_is_there_for_a_terminal_only(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    assert batch.batch_files([listed(FINE, {"age": 400})], *SILENT, summary=True) == 3
    assert "2 records" in stream.getvalue()
    monkeypatch.setattr(sys, "stdout", stream)
    stream.truncate(0)
    assert batch.batch_files([listed(FINE)], *PLAIN, summary=False) == 0
    assert "a second" not in stream.getvalue()


def test_the_size_of_all_inputs_is_known_where_all_are_files(tmp_path: Path, listed: Listed) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.yaml").write_text("age: 3\n")
    path = listed(FINE)
    assert inputs.size([path, str(tmp_path / "people")]) == Path(path).stat().st_size + 7
    assert inputs.size([path, "-"]) is None


# What makes it fast changes nothing


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(
    tree=JSON, cut=st.integers(0, 60), put=st.sampled_from(["", "0", '"', "}", "e1", "\\u0041", "\\ud83c", "\\uDF75"])
)
@example(tree={"a": 1}, cut=0, put='{"a":1,"a":2}')
@example(tree="\U0001f375", cut=60, put="")
@example(tree=-0.0, cut=60, put="")
def test_the_quick_reader_reads_what_the_strict_one_does(tree: object, cut: int, put: str) -> None:
    whole = json.dumps(tree)
    text = whole[:cut] + put + whole[cut:]
    quick = quick_json(text, Origin("x"))
    if quick is not None:
        strict = read_node(text, Origin("x"), as_json=True)
        assert strict is not None
        assert plain(quick) == plain(strict)


@given(tree=st.recursive(st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_the_quick_reader_reads_all_that_is_usual(tree: object) -> None:
    text = json.dumps(tree, ensure_ascii=False)
    assume("\\ud" not in text.lower())
    try:
        strict = read_node(text, Origin("x"), as_json=True)
    except InvalidFile:
        assert quick_json(text, Origin("x")) is None
    else:
        quick = quick_json(text, Origin("x"))
        assert quick is not None
        assert strict is not None
        assert plain(quick) == plain(strict)


def plain(node: Node) -> object:
    """The text, lists and mappings of a node, without their places."""
    if isinstance(node.content, list):
        return [(plain(each[0]), plain(each[1])) if isinstance(each, tuple) else plain(each) for each in node.content]
    return node.content


def test_names_are_taken_for_the_same_when_they_are_remembered(vocabulary: Any) -> None:  # noqa: ANN401
    remembering = CachedVocabulary(vocabulary.book)
    long = "warfarin, " * LONGEST
    for typed in ("warfarin", "grandma's tea", "LI4 left", "gua sha", "epilepsy", long):
        for kind in ("medicines", "conditions", "places", "techniques"):
            asked = (typed, SETTING) if kind in {"medicines", "conditions"} else (typed,)
            first = getattr(remembering, kind)(*asked)
            assert first == getattr(vocabulary, kind)(*asked)
            assert (getattr(remembering, kind)(*asked) is first) == (typed != long)
    assert remembering.technique("gua sha") == "gua-sha"


def test_a_list_is_read_as_it_comes() -> None:
    """No more than one line is held: a stream that never ends can be read."""
    taken = 0

    class Endless(BytesIO):
        def readline(self, _: Any = None) -> bytes:  # noqa: ANN401
            nonlocal taken
            taken += 1
            return json.dumps(FINE).encode() + b"\n"

    lines_ = list_streams._list_lines(list_streams.Started(Endless()), "x", several=False)  # noqa: SLF001
    for _ in range(3):
        next(lines_)
    assert taken == 3


@pytest.mark.parametrize(
    "typed", ["plain", "\u00e9", '"quoted"', "back\\slash", "tab\t", "\x7f", "\u202e", "\U0001fa79"]
)
def test_a_line_is_written_as_the_standard_library_writes_it(typed: str, book: RuleBook) -> None:
    head, report = Head("p1", typed), assess(book, {})
    assert record_line(head, report) == json.dumps(record_tree(head, report), separators=(",", ":")) + "\n"
