"""The house itself: types, style, the direction of imports, and what the papers say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck import logic
from acucheck.model.answers import Answers, Names, Places, Plan
from acucheck.model.book import AnswerKind, AnswerPlace, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.names import lexicon
from acucheck.rulebook import RuleFile

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

MYPY = [sys.executable, "-m", "mypy"]
SHIPPED = ["acucheck", "hatch_build.py"]
"""What runs on every system; the tests themselves need a Unix pseudo-terminal."""

CHECKS = {
    "types": MYPY,
    "types on Windows": [*MYPY, "--platform", "win32", "--cache-dir", ".mypy_cache/win32", *SHIPPED],
    "types on macOS": [*MYPY, "--platform", "darwin", "--cache-dir", ".mypy_cache/darwin", *SHIPPED],
    "style": [sys.executable, "-m", "ruff", "check"],
    "layout": [sys.executable, "-m", "ruff", "format", "--check"],
    "imports go down only": [str(BIN / "lint-imports"), "--no-cache"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS.keys())
def test_the_house_is_in_order(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_property_that_fails_says_with_what_whatever_else_it_was_handed(book: RuleBook, rule_file: RuleFile) -> None:
    @settings(database=None, max_examples=1)
    @given(number=st.just(17))
    def failing(number: int, whole: tuple[RuleBook, RuleFile], text: str) -> None:
        assert len(whole) + len(text) < number

    with pytest.raises(AssertionError) as failed:
        failing(whole=(book, rule_file), text="x" * 100_000)
    told = "".join(failed.value.__notes__)
    assert "number=17" in told
    assert "<RuleBook>" in told
    assert len(told) < 110_000


def test_every_line_of_every_gate_is_read_by_a_rule(book: RuleBook) -> None:
    read = words_read(book)
    unread = [
        f"{question.id}: {line}"
        for question in book.questions.values()
        if question.kind is AnswerKind.MANY
        for line in question.options
        if line not in read.get(question.id, ())
    ]
    assert unread == []


def words_read(book: RuleBook) -> dict[QuestionId, set[str]]:
    """Question -> the words that a rule or a fact tests, in `when` or `unless`."""
    conditions = [*book.facts.values()]
    for rule in book.rules.values():
        conditions += [each for each in (rule.when, rule.unless) if each is not None]
    found: dict[QuestionId, set[str]] = {}
    for condition in conditions:
        for test in logic.tests(condition, book.facts):
            words = test.words if isinstance(test, Word) else frozenset[str]()
            found.setdefault(test.question, set()).update(words)
    return found


def test_every_follow_up_is_used(book: RuleBook) -> None:
    read = words_read(book)
    limiting = {item for rule in book.rules.values() for limit in rule.limits for item in limit.where}
    follow_ups = [question.id for question in book.questions.values() if question.gate is not None]
    assert [name for name in follow_ups if name not in read and AnswerPlace(name) not in limiting] == []


def test_every_rule_has_examples_that_hold_fail_and_stay_open(rule_file: RuleFile) -> None:
    missing = []
    for name, examples in rule_file.examples.items():
        expected = {entry.fields(["given", "expect"], ["cells"])["expect"].text() for entry in examples}
        everybody = rule_file.book.rules[name].when is None
        wanted = [{"holds"}] if everybody else [{"holds"}, {"fails"}, {"open", "acts"}]
        missing += [f"{name}: {' or '.join(words)}" for words in wanted if not words & expected]
    assert missing == []


def test_every_source_is_cited(book: RuleBook) -> None:
    cited = {source for rule in book.rules.values() for source in rule.sources}
    cited |= {position.source for rule in book.rules.values() for position in rule.positions}
    cited |= {source for entry in book.aftercare.values() for source in entry.sources}
    cited |= {source for entry in book.alternatives.values() for source in entry.sources}
    cited |= {entry.after_stop.source for entry in book.concepts["medicine"].values() if entry.after_stop is not None}
    cited |= {past.source for question in book.questions.values() for past in question.past.values()}
    cited |= {past.source for past in lexicon.lexicon().pasts if past is not None}
    cited |= {keeping.source for keeping in book.keeps.values()}
    assert set(book.sources) - cited == set()


def test_all_aftercare_and_alternatives_are_offered_by_something(book: RuleBook) -> None:
    rules = book.rules.values()
    used = {name for rule in rules for name in (*rule.aftercare, *rule.alternatives)}
    everyone = {entry.id for entry in book.aftercare.values() if entry.everyone}
    assert {*book.aftercare, *book.alternatives} - used - everyone == set()


def test_the_readme_gives_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"<!-- (main|test) command -->\n```sh\n.+\n```", text)) == len(("main", "test"))


def test_the_readme_names_every_exit_code_and_the_contributing_page_every_package() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 20, 130):
        assert re.search(rf"\|[^|]*\b{code}\b[^|]*\|", readme), code
    packages = {
        path.stem for path in (ROOT / "acucheck").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [package for package in packages - {"__init__", "__main__"} if f"| `{package}` |" not in contributing] == []


def test_the_answers_in_the_readme_can_be_read(read: Callable[[str], Answers]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sample = re.findall(r"```yaml\n(.+?)```", text, re.DOTALL)[0]
    answers = read(sample)
    assert isinstance(answers[QuestionId("plan")], Plan)
    assert isinstance(answers[QuestionId("medicines")], Names)
    assert not any(isinstance(answer, Places) for answer in answers.values())


def test_no_line_of_a_dictionary_is_too_wide_to_be_reviewed() -> None:
    wide = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "acucheck" / "dictionaries").glob("*.yaml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 120
    ]
    assert wide == []
