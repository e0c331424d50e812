"""Lists of people: nobody is lost, nobody is taken for another, and nothing that is there is written over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import HEALTHY
from hypothesis import given
from hypothesis import strategies as st
from schemas import strict
from typer.testing import CliRunner, Result

from acucheck.cli import app
from acucheck.cli.drafts import PREFIX
from acucheck.cli.file_names import comparable_name, file_name
from acucheck.cli.record_ids import Ids, RecordPlace
from acucheck.errors import InvalidAnswers
from acucheck.render.formats import BY_ENDING

FINE = {"age": 34, "danger": "none"}


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=text, prog_name="acucheck")


def found(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., str]:
    """The path of a file of JSON lines, one for each id; None is one without."""

    def write(*ids: str | None, name: str = "list.jsonl") -> str:
        people = []
        for each in ids:
            named = {} if each is None else {"id": each}
            people.append({**named, **FINE})
        (tmp_path / name).write_text("".join(json.dumps(person) + "\n" for person in people), encoding="utf-8")
        return str(tmp_path / name)

    return write


Listed = Callable[..., str]


# What a record is called


def test_an_id_that_is_there_already_is_refused_with_both_places(listed: Listed) -> None:
    path = listed("a", "b", "a")
    result = run("batch", path)
    assert result.exit_code == 3
    assert [record["id"] for record in found(result)] == ["a", "b", "line 3"]
    problem = f"{path}:3:1: this id stands at {path}:1 already; give each record its own"
    assert found(result)[2]["problem"] == problem
    assert result.stderr == f"{problem}\nNot assessed: 1 of 3 records.\n"


def test_the_line_that_a_record_is_called_by_is_no_id_of_another(listed: Listed) -> None:
    """Three people called "2", one of whom has no id."""
    assert [record["id"] for record in found(run("batch", listed("2", None)))] == ["2", "line 2"]
    path = listed("line 2", None)
    result = run("batch", path)
    assert result.exit_code == 3
    assert [record["id"] for record in found(result)] == ["line 1", "line 2"]
    assert result.stderr.startswith(f"{path}:1:1: an id like this one is for records without any")


def test_ids_are_unique_in_all_inputs_together(listed: Listed, tmp_path: Path) -> None:
    first, second = listed("a", None), listed("a", None, name="other.jsonl")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.yaml").write_text("age: 34\n")
    (tmp_path / "people" / "b.yaml").write_text("id: c\nage: 34\n")
    result = run("batch", first, second, str(tmp_path / "people"))
    assert result.exit_code == 3
    folder = tmp_path / "people"
    assert [(record["id"], "problem" in record) for record in found(result)] == [
        ("a", False),
        (f"{first} line 2", False),
        (f"{second} line 1", True),
        (f"{second} line 2", False),
        (f"{folder}/a.yaml line 1", True),
        ("c", False),
    ]
    assert f"{second}:1:1: this id stands at {first}:1 already" in result.stderr
    assert f"{folder}/a.yaml:1:1: this id stands at {first}:1 already" in result.stderr


def test_an_input_that_is_named_twice_is_refused(listed: Listed) -> None:
    path = listed("a")
    assert run("batch", path, path).exit_code == 2


@given(
    given_ids=st.lists(st.one_of(st.none(), st.sampled_from(["1", "2", "line 1", "line 2", "x line 3", "a", ""]))),
    several=st.booleans(),
)
def test_no_two_records_are_ever_called_the_same(given_ids: list[str | None], several: bool) -> None:
    ids, called = Ids(several=several), []
    for number, each in enumerate(given_ids, start=1):
        place = RecordPlace("x", number)
        name = each if each is not None else place.name(several=several)
        try:
            ids.claim(name, place)
        except InvalidAnswers:
            name = ids.by_number(place)
        called.append(name)
    assert len(set(called)) == len(called)


def test_a_record_that_cannot_be_read_keeps_its_id_where_it_has_one(tmp_path: Path) -> None:
    bad = ['{"id": "p1", "age": "x"}', '{"id": "p2", "plan": {"cupping": "not named"}}', '{"id": "p3"', '{"id": "p1"}']
    result = run("batch", "-", text="\n".join(bad))
    assert result.exit_code == 3
    assert [record["id"] for record in found(result)] == ["p1", "p2", "line 3", "line 4"]
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "a.yaml").write_text("id: p4\nage: x\n")
    (folder / "b.yaml").write_text("id: p5\n")
    (folder / "c.yaml").write_text("- x\n")
    (folder / "d.yaml").write_text("{}\n")
    assert [record["id"] for record in found(run("batch", str(folder)))] == ["p4", "p5", "c", "d"]


# What lies in a folder


def test_everything_in_a_folder_that_is_not_read_is_named_and_ends_in_three(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "fine.yaml").write_text("age: 34\n")
    (folder / "sub").mkdir()
    (folder / "link.yaml").symlink_to(folder / "fine.yaml")
    (folder / "dangling.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / ".hidden.yaml").write_text("age: 34\n")
    (folder / "answers.yaml.txt").write_text("age: 34\n")
    (folder / "letter.docx").write_bytes(b"PK")
    (folder / f"{PREFIX}4194305-aa").write_text("age: 34\n")
    os.mkfifo(folder / "pipe.yaml")
    result = run("batch", str(folder))
    assert result.exit_code == 3
    told = {
        ".hidden.yaml": "this file is hidden",
        f"{PREFIX}4194305-aa": "half written by a run that was killed",
        "answers.yaml.txt": "the name does not end in .yaml, .yml or .json, so it was not read; take away the last",
        "dangling.yaml": "this is a link",
        "letter.docx": "the name does not end in .yaml, .yml or .json, so it was not read; take it out",
        "link.yaml": "this is a link",
        "pipe.yaml": "this is no file",
        "sub": "this is a folder in a folder",
    }
    *lines, last = result.stderr.splitlines()
    assert last == "Not assessed: 8 of 9 records."
    assert len(lines) == len(told)
    for name, why in told.items():
        assert any(line.startswith(f"{folder}/{name}:1:1: {why}") for line in lines)
    read = [record["id"] for record in found(result) if "problem" not in record]
    assert read == ["fine"]
    assert {record["problem"] for record in found(result) if "problem" in record} == set(lines)


def test_what_systems_leave_in_a_folder_and_pages_of_its_people_are_nobodys_answers(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._a.yaml", "a.html", "a.txt", "b.md"):
        (tmp_path / name).write_bytes(b"\0")
    for name in ("a.yaml", "b.json"):
        (tmp_path / name).write_text('{"age": 34}')
    result = run("batch", str(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert [record["id"] for record in found(result)] == ["a", "b"]


def test_what_is_being_written_into_the_folder_that_is_read_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("age: 34\n")
    for _ in range(2):
        result = run("batch", str(tmp_path), "-o", str(tmp_path / "results.jsonl"), "--force")
        assert (result.exit_code, result.stderr) == (0, "")
    assert len((tmp_path / "results.jsonl").read_text().splitlines()) == 1


# Nothing is written over


def test_a_file_of_lines_is_written_over_only_where_that_is_asked_for(listed: Listed, tmp_path: Path) -> None:
    path, there = listed("a"), tmp_path / "out.jsonl"
    there.write_text("mine")
    result = run("batch", path, "-o", str(there))
    assert (result.exit_code, there.read_text()) == (2, "mine")
    assert result.stderr == f"{there}: there is such a file already; choose another name, or add --force.\n"
    assert run("batch", path, "-o", str(there), "--force").exit_code == 0
    assert json.loads(there.read_text())["id"] == "a"


def test_what_is_read_is_never_written_over(listed: Listed, tmp_path: Path) -> None:
    path = listed("a")
    before = Path(path).read_bytes()
    result = run("batch", path, "-o", path, "--force")
    assert (result.exit_code, Path(path).read_bytes()) == (2, before)
    assert "this is what is read" in result.stderr
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(FINE))
    assert run("check", str(answers), "-o", str(answers), "--force").exit_code == 2
    assert json.loads(answers.read_text()) == FINE


def test_no_result_takes_the_place_of_answers(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(FINE))
    for inputs in (str(folder), str(folder / "a.json")):
        for to in (("--format", "json", "-o", str(folder)), ("-o", f"{folder}/../people/a.json")):
            result = run("batch", inputs, *to, "--force")
            assert (result.exit_code, result.stdout) == (2, "")
            assert json.loads((folder / "a.json").read_text()) == FINE
    assert run("batch", str(folder), "-o", str(folder / "new.json")).exit_code == 2
    assert run("batch", str(folder), "-o", str(tmp_path / "new.json")).exit_code == 0
    assert run("batch", str(folder), "--format", "json", "-o", str(folder / "reports")).exit_code == 0


@pytest.mark.parametrize("name", ["out.pdf", "out.html", "out.txt", "out.yaml"])
def test_lines_go_into_no_file_that_is_named_as_something_else(listed: Listed, tmp_path: Path, name: str) -> None:
    result = run("batch", listed("a"), "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert ".jsonl, .ndjson, .json" in result.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.htm", "a.b.c"])
def test_a_page_goes_into_no_file_whose_ending_is_no_format(listed: Listed, tmp_path: Path, name: str) -> None:
    result = run("check", listed("a"), "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"this ending is no format; write a name that ends in one of {', '.join(BY_ENDING)}.\n"
    )
    assert not (tmp_path / name).exists()


def test_without_an_ending_the_format_may_be_named(tmp_path: Path) -> None:
    made = run("check", "-", "--format", "html", "-o", str(tmp_path / "page"), text=json.dumps(FINE))
    assert made.stderr == ""
    assert (tmp_path / "page").read_text().startswith("<!DOCTYPE html>")
    assert run("check", "-", "--format", "html", "-o", str(tmp_path / "p.pdf"), text=json.dumps(FINE)).exit_code == 2


def test_a_folder_of_reports_is_completed_or_written_anew(listed: Listed, tmp_path: Path) -> None:
    path, folder = listed("a", "b"), tmp_path / "reports"
    to = ("--format", "text", "-o", str(folder))
    assert run("batch", path, *to).exit_code == 0
    (folder / "a.txt").write_text("mine")
    (folder / "b.txt").unlink()
    refused = run("batch", path, *to)
    assert refused.exit_code == 2
    assert "--missing" in refused.stderr
    assert "--force" in refused.stderr
    assert run("batch", path, *to, "--missing").exit_code == 0
    assert (folder / "a.txt").read_text() == "mine"
    assert (folder / "b.txt").read_text().startswith("acucheck")
    assert run("batch", path, *to, "--force").exit_code == 0
    assert (folder / "a.txt").read_text().startswith("acucheck")
    assert run("batch", path, *to, "--force", "--missing").exit_code == 2
    assert run("batch", path, "--missing").exit_code == 2
    assert run("batch", path, "-o", str(tmp_path / "x.jsonl"), "--missing").exit_code == 2


def test_what_a_killed_run_left_does_not_make_a_folder_full(listed: Listed, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / f"{PREFIX}4194305-aa").touch()
    result = run("batch", listed("a"), "--format", "text", "-o", str(folder))
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{folder}/{PREFIX}4194305-aa: half written by a run that was killed")


# The names of reports

STRANGE = {
    "07 Frau Müller (älter)": "07 Frau Müller (älter)",
    "Jo [2]": "Jo [2]",
    "O'Neill & Sons, Ltd.; #1!": "O'Neill & Sons, Ltd.; #1!",
    "Łukasz Żółć": "Łukasz Żółć",
    "李小龙": "李小龙",
    "Ångström {x} = $5 ~ `q` ^ +": "Ångström {x} = $5 ~ `q` ^ +",
    "🍵": "🍵",
    "-rf": "-rf",
    "a.b.c": "a.b.c",
    "../../etc/passwd": "%2E.%2F..%2Fetc%2Fpasswd",
    "a/b": "a%2Fb",
    "a%2Fb": "a%252Fb",
    "a\\b": "a%5Cb",
    "C:x": "C%3Ax",
    'a*?"<>|': "a%2A%3F%22%3C%3E%7C",
    ".": "%2E",
    "..": "%2E%2E",
    "...": "%2E.%2E",
    ".hidden": "%2Ehidden",
    "trailing.": "trailing%2E",
    "CON": "%43ON",
    "con.old": "%63on.old",
    "nul": "%6Eul",
    "Com1": "%43om1",
    "LPT9.x.y": "%4CPT9.x.y",
    "COM¹": "%43OM¹",
    "console": "console",
    "a\u202eb": "a%E2%80%AEb",
    "a\u200bb": "a%E2%80%8Bb",
    "a\u00a0b": "a%C2%A0b",
    "\u2028x": "%E2%80%A8x",
    "tab\tnew\nline": "tab%09new%0Aline",
    " padded ": "%20padded%20",
}


@pytest.mark.parametrize("id_", STRANGE)
def test_a_strange_id_is_kept_in_the_name_as_far_as_every_system_takes_it(id_: str) -> None:
    assert file_name(id_) == STRANGE[id_]


def test_thirty_strange_ids_make_as_many_files_in_their_folder(listed: Listed, tmp_path: Path) -> None:
    ids = [id_ for id_ in STRANGE if id_.isprintable() and id_ == " ".join(id_.split())]
    folder = tmp_path / "deep" / "reports"
    folder.parent.mkdir()
    result = run("batch", listed(*ids), "--format", "text", "-o", str(folder))
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{STRANGE[id_]}.txt" for id_ in ids)
    assert [path.name for path in folder.parent.iterdir()] == ["reports"]
    for id_ in ids:
        assert f"\nId           {id_}\n" in (folder / f"{STRANGE[id_]}.txt").read_text(encoding="utf-8")


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_no_two_ids_share_a_name(ids: list[str]) -> None:
    first, second = map(file_name, ids)
    assert first != second
    for name in (first, second):
        assert name.isprintable()
        assert not set(name) & set('/\\:*?"<>|')
        assert name[0] not in ". "
        assert name[-1] not in ". "


def test_ids_that_some_system_takes_for_one_name_are_refused(listed: Listed, tmp_path: Path) -> None:
    assert comparable_name("Zoë") == comparable_name("zoe\u0308") != comparable_name("zoe")
    path = listed("Zoë", "ZOE\u0308")
    result = run("batch", path, "--format", "text", "-o", str(tmp_path / "reports"))
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{path}:2:1: an earlier record has this id but for capitals or accents")
    assert len(list((tmp_path / "reports").iterdir())) == 1
    assert len(found(run("batch", path))) == 2


# Pages that can be told apart


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_twelve_sheets_of_twelve_people_with_the_same_answers_can_be_told_apart(tmp_path: Path, format_: str) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    for number in range(1, 13):
        (folder / f"{number:02}.yaml").write_text(f"name: Person {number}\ndate: 2026-11-{number:02}\n{HEALTHY}")
    reports = tmp_path / "reports"
    result = run("batch", str(folder), "--format", format_, "-o", str(reports), "--as-of", "2026-11-29")
    assert (result.exit_code, result.stderr) == (0, "")
    pages = [path.read_text(encoding="utf-8") for path in sorted(reports.iterdir())]
    assert len({*pages}) == 12
    for number, page in enumerate(pages, start=1):
        top = re.sub(r"\\-|<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)[:1500]
        assert all(told in top for told in (f"Person {number}", f"{number:02}", "2026-11-29"))


def test_the_title_says_who_what_for_whom_and_when() -> None:
    text = f"id: p-17\nname: Jo <Doe>\ndate: 2026-11-20\n{HEALTHY}"
    page = run("check", "-", "--format", "html", "--as-of", "2026-11-20", text=text).stdout
    title = "<title>Jo &lt;Doe&gt;, p-17: NO RULE APPLIES; for the practitioner; 2026-11-20</title>"
    assert title in page
    undated = run("check", "-", "--format", "html", "--as-of", "2026-11-29", "--for", "patient", text=HEALTHY).stdout
    assert "<title>GO AHEAD: no rule here applies to you; for the patient; 2026-11-29</title>" in undated


def top(*arguments: str, text: str) -> list[str]:
    """The lines of a page above the outcome, without the first."""
    page = run("check", "-", "--as-of", "2026-11-29", *arguments, text=text).stdout
    return page.partition("\n\n")[0].splitlines()[1:]


def test_every_page_says_two_days_and_no_time_of_day() -> None:
    assert top(text=HEALTHY) == ["Answered on  no day given, so taken as 2026-11-29", "Read as of   2026-11-29"]
    assert top(text=f"date: 2026-11-20\n{HEALTHY}") == ["Answered on  2026-11-20", "Read as of   2026-11-29"]
    for writer, words in {
        "patient": "the patient",
        "helper": "somebody helping the patient",
        "practitioner": "the practitioner",
    }.items():
        said = f"date: 2026-11-20\nanswered-by: {writer}\n{HEALTHY}"
        assert top(text=said)[0] == f"Answered on  2026-11-20 by {words}"
    page = run("check", "-", text=HEALTHY).stdout
    assert page == run("check", "-", text=HEALTHY).stdout
    assert not re.search(r"\d\d:\d\d", page)


def test_the_same_answers_as_of_the_same_day_give_the_same_bytes() -> None:
    text = f"id: p-17\ndate: 2026-11-20\n{HEALTHY}"
    for format_ in ("text", "markdown", "html", "json"):
        first, second = (
            run("check", "-", "--format", format_, "--as-of", "2026-11-29", text=text).stdout for _ in range(2)
        )
        assert first == second


def test_the_command_line_says_who_and_when_where_the_file_does_not() -> None:
    told = top("--name", "Jo Doe", "--date", "2026-11-20", text=HEALTHY)
    assert told == ["Name         Jo Doe", "Answered on  2026-11-20", "Read as of   2026-11-29"]
    same = f"name: Jo Doe\ndate: 2026-11-20\n{HEALTHY}"
    assert top("--name", "Jo Doe", "--date", "2026-11-20", text=same) == told


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [("--name", "Al Roe", "name: Jo Doe\n"), ("--date", "2026-11-21", "date: 2026-11-20\n")],
)
def test_another_name_or_day_than_in_the_file_is_refused(option: str, value: str, line: str) -> None:
    result = run("check", "-", option, value, "--as-of", "2026-11-29", text=line + HEALTHY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{option} differs from what stands in the file behind '{line.partition(' ')[0]}'")
    assert "Jo Doe" not in result.stderr


def test_a_day_that_is_still_to_come_is_refused() -> None:
    result = run("check", "-", "--date", "2026-11-30", "--as-of", "2026-11-29", text=HEALTHY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("--date is still to come")


@pytest.mark.parametrize(("day", "taken"), [("2026-11-28", "set aside"), ("2024-01-15", "maybe")])
def test_a_line_is_read_as_of_the_day_on_which_it_was_answered(day: str, taken: str) -> None:
    """A stop in 2023 was long over in 2026, and was not when this was said."""
    lines = [each for each in HEALTHY.splitlines() if not each.startswith("medicines")]
    text = "\n".join([*lines, "medicines: [{name: warfarin, use: stopped, when: 2023}]"])
    by_option = run("check", "-", "--date", day, "--as-of", "2026-11-29", "--format", "json", text=text)
    in_file = run("check", "-", "--as-of", "2026-11-29", "--format", "json", text=f"date: {day}\n{text}")
    assert json.loads(by_option.stdout)["names"][0]["taken"] == taken
    assert by_option.stdout == in_file.stdout


def test_lines_say_whose_they_are_and_which_days_they_are_of(listed: Listed) -> None:
    person = {"id": "p1", "name": "Jo", "date": "2026-11-20", "answered-by": "helper", **FINE}
    first, second = found(run("batch", "-", "--as-of", "2026-11-29", text=f"{json.dumps(person)}\n{json.dumps(FINE)}"))
    assert first["record"] == {"name": "Jo", "date": "2026-11-20", "answered_by": "helper", "as_of": "2026-11-29"}
    assert second["record"] == {"name": None, "date": None, "answered_by": None, "as_of": "2026-11-29"}
    for record in (first, second, *found(run("batch", listed("a", "a")))):
        strict("record-1.json").validate(record)


# The summary


def test_a_summary_comes_as_json_with_the_words_that_leave_most_people_open() -> None:
    settled = {line.split(": ")[0]: line.split(": ")[1] for line in HEALTHY.splitlines() if ": " in line}
    plain = {name: value for name, value in settled.items() if value[0] not in "[{"}
    one = {
        **plain,
        "medicines": ["dragon tea"],
        "bleeding": ["blood-thinner"],
        "thinner-now": "none",
        "inr-in-range": "yes",
    }
    other = {**plain, "medicines": ["unheard-of pill", "dragon tea"]}
    unread = {"age": 400}
    text = "\n".join(map(json.dumps, (one, other, unread)))
    result = run("batch", "-", "--summary", "--format", "json", "--as-of", "2026-11-29", text=text)
    assert result.exit_code == 3
    tree = json.loads(result.stdout)
    strict("summary-1.json").validate(tree)
    assert tree["records"] == {"assessed": 2, "not_assessed": 1}
    assert [(each["typed"], each["people"], each["left_open"], each["by_it_alone"]) for each in tree["names"]] == [
        ("dragon tea", 2, 2, 1),
        ("unheard-of pill", 1, 1, 0),
    ]
    assert sum(each["stands"] for each in tree["outcomes"]) == 2
    assert {"rule": "anticoagulant", "holds": 1, "acts": 0} in tree["rules"]
    assert tree["as_of"] == "2026-11-29"
    page = run("batch", "-", "--summary", text=text).stdout
    assert re.search(r"'dragon tea' +not recognised +2 +2 +1\n +'unheard-of pill' +not recognised +1 +1 +0\n", page)


def test_reports_in_json_and_a_summary_in_json_come_in_one_run(listed: Listed, tmp_path: Path) -> None:
    result = run("batch", listed("a"), "--summary", "--format", "json", "-o", str(tmp_path / "reports"))
    assert json.loads(result.stdout)["schema"] == "acucheck.summary/1"
    assert json.loads((tmp_path / "reports" / "a.json").read_text())["record"]["id"] == "a"
    assert run("batch", listed("a"), "--summary", "--format", "text").stdout.startswith("acucheck")
