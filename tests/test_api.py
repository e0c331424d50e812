"""acucheck from Python: what is public, typed, sent to other processes, and what importing it does."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from numbers import Integral
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import pytest
from conftest import DAY

import acucheck
from acucheck import answers as answers_files
from acucheck import as_record, assess, load_rulebook
from acucheck.answers.file_writing import as_tree
from acucheck.errors import InvalidAnswers, InvalidRules, NothingAnswered
from acucheck.model.levels import Outcome
from acucheck.model.report import Lazy

ROOT = Path(__file__).parent.parent
PEOPLE = ROOT / "acucheck" / "people"
SENTINEL = "zzsecretzz"
ON_WARFARIN: Mapping[str, object] = {
    "plan": {"manual needling": ["ST36"]},
    "age": 68,
    "medicines": ["warfarin"],
    "bleeding": ["blood-thinner"],
    "danger": "none",
}


@pytest.fixture(scope="module")
def rulebook() -> acucheck.Checker:
    return load_rulebook()


def test_one_person_is_assessed(rulebook: acucheck.Checker) -> None:
    report = assess(rulebook, ON_WARFARIN, as_of=DAY)
    assert report.outcome.found is Outcome.CARE
    assert {finding.rule.id for finding in report.findings} >= {"anticoagulant"}
    record = as_record(report, "p1")
    assert (record["id"], record["schema"]) == ("p1", "acucheck.record/1")


@pytest.mark.parametrize("path", sorted(PEOPLE.glob("*.yaml")), ids=lambda path: path.stem)
def test_plain_answers_are_taken_as_a_file_is(rulebook: acucheck.Checker, path: Path) -> None:
    answers = answers_files.load(str(path), rulebook.vocabulary, DAY).answers
    tree = as_tree(answers, rulebook.book)
    assert assess(rulebook, tree, as_of=DAY) == assess(rulebook, dict(tree), as_of=DAY)
    assert {entry.question: entry.answer for entry in assess(rulebook, tree).ledger if entry.answer} == answers


class _Whole:
    """A number as NumPy has it: no int, but known to be of its kind."""

    def __int__(self) -> int:
        return 34


Integral.register(_Whole)


@pytest.mark.parametrize("age", [34, 34.0, "34", _Whole()])
def test_numbers_come_as_they_come(rulebook: acucheck.Checker, age: object) -> None:
    expected = as_record(assess(rulebook, {"age": "34"}))
    assert as_record(assess(rulebook, {"age": age})) == expected


def test_truth_values_are_yes_and_no(rulebook: acucheck.Checker) -> None:
    said = [as_record(assess(rulebook, {"pregnant": value})) for value in (True, "yes", False, "no")]
    assert said[0] == said[1] != said[2] == said[3]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"age": None}, "answers['age']: None is not an answer"),
        ({"age": float("nan")}, "answers['age']: expected a number, not this"),
        ({"age": object()}, "answers['age']: a value of type object is not an answer"),
        ({"danger": "none", "age": [SENTINEL]}, "answers['age']: expected one line of text here"),
        ({"age": 3, SENTINEL: 1}, "answers, entry 2: no question has this name"),
        ({3: 4}, "answers, entry 1: a name here is not text"),
        ({"danger": [SENTINEL, SENTINEL]}, "answers['danger']: this is not a line of 'danger'"),
    ],
)
def test_what_is_wrong_is_named_and_never_repeated(
    rulebook: acucheck.Checker, answers: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidAnswers) as error:
        assess(rulebook, answers)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
    assert SENTINEL not in str(error.value)


@pytest.mark.parametrize("answers", [{}, {"plan": {"cupping": "not named"}}])
def test_no_answer_is_no_result(rulebook: acucheck.Checker, answers: dict[str, object]) -> None:
    with pytest.raises(NothingAnswered):
        assess(rulebook, answers)


def test_a_rule_book_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text((ROOT / "rules.yaml").read_text(encoding="utf-8").replace('phone: ""', 'phone: "01234"', 1))
    assert load_rulebook(str(path)).book.practice.phone == "01234"
    with pytest.raises(InvalidRules):
        load_rulebook(str(tmp_path))


def test_a_rule_book_and_what_comes_of_it_can_be_sent(rulebook: acucheck.Checker) -> None:
    assess(rulebook, ON_WARFARIN)
    there = pickle.loads(pickle.dumps(rulebook))  # noqa: S301 - our own
    assert there.book == rulebook.book
    report = assess(rulebook, ON_WARFARIN, as_of=DAY)
    assert pickle.loads(pickle.dumps(report)) == report == assess(there, ON_WARFARIN, as_of=DAY)  # noqa: S301
    assert len(pickle.dumps(as_record(report))) < 10_000
    assert pickle.loads(pickle.dumps(assess)) is assess  # noqa: S301
    assert pickle.loads(pickle.dumps(acucheck)) is acucheck  # noqa: S301


def test_what_nobody_reads_is_not_worked_out_and_what_is_read_only_once(rulebook: acucheck.Checker) -> None:
    work = mock.Mock(return_value="an account")
    later = Lazy(work)
    assert not work.called
    assert (later.value, later.value, repr(later)) == ("an account", "an account", "'an account'")
    work.assert_called_once_with()
    assert later != "an account"
    assert [later == "an account", later == Lazy(work), later != Lazy(work)] == [False, True, False]
    report = assess(rulebook, ON_WARFARIN)
    with mock.patch.object(sys.modules["acucheck.assess.assessment"], "ledger", side_effect=AssertionError):
        assert as_record(report)["open"] is not None
        with pytest.raises(AssertionError):
            repr(report)
    assert "anticoagulant" in repr(report)


def test_the_function_is_not_hidden_by_the_package_of_its_name() -> None:
    import acucheck.assess.aftercare  # noqa: PLC0415

    assert acucheck.assess is assess
    assert isinstance(sys.modules["acucheck.assess"], ModuleType)


def test_every_public_name_is_there_and_no_other() -> None:
    assert all(getattr(acucheck, name).__qualname__ == name for name in acucheck.__all__)
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        acucheck.asess  # type: ignore[attr-defined] # noqa: B018


SIDE_EFFECTS = """
import sys
events = []
sys.addaudithook(lambda event, arguments: events.append((event, arguments)))
import acucheck
files = [a[0] for e, a in events if e == "open" and not str(a[0]).endswith((".py", ".pyc", ".so", "zip"))]
assert not [name for name in sys.modules if name.startswith("acucheck.")], "loaded"
from acucheck import api
opened = [a[0] for e, a in events if e == "open" and str(a[0]).endswith((".yaml", ".json"))]
assert not opened, opened
assert not {"rich", "typer", "questionary", "rapidfuzz"} & set(sys.modules), "loaded"
assert not [e for e, _ in events if e.startswith(("socket.", "signal"))], "side effect"
"""


def test_importing_reads_nothing_and_changes_nothing() -> None:
    subprocess.run([sys.executable, "-c", SIDE_EFFECTS], check=True, cwd=ROOT)


TYPED = """
from acucheck import Outcome, Report, Checker, as_record, assess, load_rulebook

book: Checker = load_rulebook()
report: Report = assess(book, {"age": 34})
worst: Outcome = report.outcome.worst
as_record(report)
assess(book)
"""


def test_callers_are_type_checked(tmp_path: Path) -> None:
    path = tmp_path / "caller.py"
    path.write_text(TYPED)
    assert (ROOT / "acucheck" / "py.typed").is_file()
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert re.fullmatch(r'.*caller\.py:8: error: Missing positional argument "answers".*\n', found.stdout), found


def recipes(name: str) -> list[str]:
    return re.findall(r"```python\n(.+?)```", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_in_the_papers_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    (code,) = recipes("python.md")
    exec(compile(code, "docs/python.md", "exec"), {})  # noqa: S102 - our own
    (shown,) = re.findall(r"```text\n(.+?)```", text, re.DOTALL)
    assert capsys.readouterr().out == shown


def test_the_recipe_for_many_machines_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.bag")
    dask = pytest.importorskip("dask")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "registry").mkdir()
    for number in range(3):
        (tmp_path / "registry" / f"part-{number}.jsonl").write_text(
            f'{{"id": "{number}-a", "age": 34}}\n{{"id": "{number}-b", "age": 340}}\n'
        )
    (code,) = recipes("scale.md")
    with dask.config.set(scheduler="sync"):
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(code, "docs/scale.md", "exec"), names)  # noqa: S102 - our own
    cloudpickle = pytest.importorskip("cloudpickle")
    there = cloudpickle.loads(cloudpickle.dumps(names["assess_part"]))
    assert len(there(['{"id": "1", "age": 34}'])) == 1
    written = sorted((tmp_path / "assessed").glob("*.jsonl"))
    assert len(written) == 3
    lines: list[Any] = [line for path in written for line in path.read_text().splitlines()]
    assert len(lines) == 6
    assert sum('"problem"' in line for line in lines) == 3


def test_every_module_can_be_imported_by_its_dotted_name() -> None:
    program = "\n".join(
        f"import {name} as module; assert module is sys.modules[{name!r}], {name!r}" for name in sorted(module_names())
    )
    done = subprocess.run([sys.executable, "-c", f"import sys\n{program}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def module_names() -> Iterator[str]:
    """The modules of the package but its entry point, and `acucheck.assess`, whose name is that of the function."""
    package = Path(acucheck.__file__).parent
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name != "acucheck.assess" and parts[-1] != "__main__":
            yield name
