"""What rule authors are told and given: warnings, coverage, schemas, rules as JSON, files to begin with."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from practices import clinic, filled_in
from typer.testing import CliRunner, Result

from acucheck.authoring import never_holding
from acucheck.authoring.checking import check
from acucheck.authoring.lost_remarks import lost_remarks
from acucheck.cli import app
from acucheck.cli.commands.rules import rule_ids
from acucheck.rulebook import default_rules, rule_book

SMALL = (Path(__file__).parent / "broken" / "rules.yaml").read_text(encoding="utf-8")
PEOPLE = Path(__file__).parent.parent / "acucheck" / "people"
DAY = date(2026, 11, 29)

Warned = Callable[..., list[str]]


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=typed)


@pytest.fixture
def warned(tmp_path: Path) -> Warned:
    """What the small rule book is warned of, once changed, beyond the rules without examples that it has."""

    def warnings(*changes: tuple[str, str]) -> list[str]:
        text = SMALL
        for line, becomes in changes:
            assert line in text
            text = text.replace(line, becomes)
        path = tmp_path / "rules.yaml"
        path.write_text(text, encoding="utf-8")
        found = check(str(path), DAY)
        assert found.problems == ()
        told = [str(each).replace(f"{path}:", "") for each in found.warnings]
        return [line for line in told if "no example of" not in line]

    return warnings


@pytest.fixture
def practice(tmp_path: Path) -> str:
    path = tmp_path / "practice.yaml"
    path.write_text(clinic(), encoding="utf-8")
    return str(path)


# Warnings


def test_the_core_is_warned_of_nothing() -> None:
    assert check(str(default_rules()), DAY).warnings == ()
    assert run("rules", "check", str(default_rules())).exit_code == 0


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        (
            "facts:\n",
            "  itchy: {ask: Does it itch?, answer: yes-no, keeps: today}\nfacts:\n",
            "no rule reads the answer to this question; write a rule that does, or take it out",
        ),
        (
            "        blood-thinner: ",
            "        itch: Itching\n        blood-thinner: ",
            "no rule reads this line, so ticking it comes to nothing",
        ),
        (
            "regions:\n",
            "  other-class: Another class\nregions:\n",
            "no rule reads this class",
        ),
        ("hazards:\n", "hazards:\n  lake: a lake\n", "no rule reads this hazard"),
        (
            "sources:\n",
            "sources:\n  unread: {title: Nobody cites it, read: part}\n",
            "nothing cites this source",
        ),
    ],
)
def test_what_nobody_reads_is_warned_of(line: str, becomes: str, says: str, warned: Warned) -> None:
    (told,) = warned((line, becomes))
    assert told.endswith(says)


def test_a_class_that_no_name_reaches_and_a_hazard_that_lies_nowhere_are_warned_of(warned: Warned) -> None:
    told = warned(
        (
            "regions:\n",
            (
                "  moon-dust: {label: Dust, say: I take dust., "
                "after-stop: {time: lasting, source: who, because: It stays.}}\nregions:\n"
            ),
        ),
        ("may-bleed: {any: [{thinned: yes}, ", "may-bleed: {any: [{thinned: yes}, {medicines: moon-dust}, "),
        ("hazards:\n", "hazards:\n  lake: a lake\n"),
        ("where: pneumothorax", "where: [pneumothorax, lake]"),
    )
    assert [line.split(": ")[-1] for line in told] == [
        "no name of a medicine is of this class, so nobody can be found to take one",
        "this hazard lies at no point and in no region, so no plan can meet it",
    ]


@pytest.mark.parametrize(
    "when",
    [
        "{all: [{pregnant: yes}, {pregnant: could-be}]}",
        "{all: [{age: {below: 12}}, {age: {from: 65}}]}",
        "{all: [{weeks: {from: 20}}, {pregnant: could-be}]}",
    ],
    ids=["two choices", "two numbers", "a gate"],
)
def test_a_rule_that_cannot_hold_is_warned_of(when: str, warned: Warned) -> None:
    (told,) = warned(("when: {all: [{pregnant: [yes, could-be]}, {weeks: {from: 37, below: 43}}]}", f"when: {when}"))
    assert told.endswith("nobody can give the answers by which 'late' would hold")


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("title: Rule #1 of the clinic", True),
        ("  - a sentence #2", True),
        ("title: Rule # a remark", False),
        ('title: "Rule #1"', False),
        ("title: a#b", False),
        ("# title: Rule #1", False),
    ],
)
def test_a_text_that_yaml_cuts_is_warned_of(line: str, cut: bool) -> None:
    assert bool([*lost_remarks(f"a: b\n{line}\n", "x.yaml")]) is cut


def test_warnings_stop_nothing_unless_they_are_to(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(SMALL, encoding="utf-8")
    plain, strict = run("rules", "check", str(path)), run("rules", "check", str(path), "--strict")
    assert (plain.exit_code, strict.exit_code) == (0, 4)
    assert "2 to look at" in plain.stdout
    assert plain.stderr == strict.stderr
    assert plain.stderr.count(": warning: no example of ") == 2


def test_a_rule_book_can_be_checked_from_standard_input() -> None:
    result = run("rules", "check", "-", typed=SMALL)
    assert result.exit_code == 0
    assert result.stdout.startswith("-: 4 rules, 9 questions, 2 examples: no problem found")


def test_what_ends_a_medicine_is_refused_in_a_whole_book_too(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(SMALL.replace("risk: One adds to the other.", "risk: Skip Eliquis that day."), encoding="utf-8")
    (problem,) = check(str(path), DAY).problems
    assert problem.message.startswith("this reads as if a medicine should be ended or changed")


# Hints


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        ("{may-bleed: yes}", "{medicines: paracetamolx}", "not 'paracetamolx'"),
        ("{needling: refer}", "{needling: ban}", "write 'avoid'"),
        ("answer: gestation", "answer: text", "free words are no answer here"),
        ("where: pneumothorax", "where: [ST1 - ST3, lu 1]", "did you mean 'LU1'?"),
    ],
)
def test_a_mistake_brings_what_to_write(line: str, becomes: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    assert line in SMALL
    path.write_text(SMALL.replace(line, becomes), encoding="utf-8")
    assert any(says in each.message for each in check(str(path), DAY).problems)


# Coverage


def test_the_coverage_counts_examples_and_names_verdicts_that_none_reaches(practice: str) -> None:
    page = run("rules", "check", practice, "--coverage").stdout
    rows = {line.split()[0]: line.split()[1:] for line in page.splitlines() if line.startswith("  ")}
    assert rows["our-back"][:4] == ["1", "0", "0", "1"]
    assert "port-there  needling refer" in page.split("REACHES")[1]
    assert "anticoagulant" not in page


def test_where_every_verdict_is_reached_that_is_said(tmp_path: Path) -> None:
    text = SMALL.replace("cupping: note}}", "cupping: note, manual-needling at ST1: avoid}}")
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    page = run("rules", "check", str(path), "--coverage").stdout
    assert "late" in page
    assert "thinner" in page.split("VERDICTS")[0]
    assert "thinner" not in page.split("REACHES")[1]


def test_why_an_example_fails_is_said_of_a_name_of_no_class(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    line = "{given: {bleeding: [blood-thinner]}, expect: holds, cells: {manual-needling: caution, cupping: note}}"
    assert line in SMALL
    path.write_text(SMALL.replace(line, "{given: {medicines: [paracetamol]}, expect: holds}"), encoding="utf-8")
    assert "'paracetamol' is known, of no class" in run("rules", "check", str(path)).stderr


def test_examples_that_are_none_cover_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    odd = "      - holds\n      - {given: {bleeding: none}, expect: fails, cells: yes}\n"
    path.write_text(
        SMALL.replace("      - {given: {bleeding: none, medicines: none}, expect: fails}\n", odd), encoding="utf-8"
    )
    assert run("rules", "check", str(path), "--coverage").exit_code == 0
    assert run("rules", "check", str(path)).exit_code == 4


# Schemas


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return {
        "practice": json.loads(run("rules", "schema").stdout),
        "answers": json.loads(run("rules", "schema", "--answers").stdout),
    }


def valid(schema: Any, text: str) -> list[str]:  # noqa: ANN401 - JSON is anything
    """What an editor faults in a text, which it reads as YAML does."""
    tree = yaml.safe_load(text)
    return [error.message for error in Draft7Validator(schema).iter_errors(tree)]


def test_the_schemas_are_of_the_draft_that_editors_read(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(schema)


def test_a_practice_s_file_with_every_section_has_no_fault(schemas: dict[str, Any], practice: str) -> None:
    schema = json.loads(run("rules", "schema", "--rules", practice).stdout)
    text = Path(practice).read_text(encoding="utf-8").replace("until: 2027-06-30", 'until: "2027-06-30"')
    assert valid(schema, text) == []
    assert "port" not in schemas["practice"]["definitions"]["condition"]["properties"]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("topic: bleeding", "topic: bleed"),
        ("{needling: refer}", "{needling: reffer}"),
        ("[BL11, BL12]", "[BL11 too BL12]"),
        ("when: {anticoagulated: yes}", "when: {anticoagulate: yes, x: 1}"),
        ("  nothing-eaten:", "  emergency-signs:"),
        ("  anticoagulant: {of", "  anticoagulants: {of"),
    ],
)
def test_an_editor_faults_a_wrong_word(line: str, becomes: str, practice: str) -> None:
    schema = json.loads(run("rules", "schema", "--rules", practice).stdout)
    text = Path(practice).read_text(encoding="utf-8")
    assert line in text
    assert valid(schema, text.replace(line, becomes)) != []


@pytest.mark.parametrize("person", sorted(path.stem for path in PEOPLE.glob("*.yaml")))
def test_the_answers_of_every_example_person_have_no_fault(person: str, schemas: dict[str, Any]) -> None:
    assert valid(schemas["answers"], (PEOPLE / f"{person}.yaml").read_text(encoding="utf-8")) == []


def test_the_template_names_the_schema_on_its_first_line() -> None:
    assert run("template").stdout.startswith("# yaml-language-server: $schema=answers.schema.json\n")


# Rules as JSON


def test_the_list_says_of_every_rule_what_the_practice_did_with_it(practice: str) -> None:
    tree = json.loads(run("rules", "list", "--format", "json", "--rules", practice).stdout)
    status = {each["rule"]: each["status"] for each in tree["rules"]}
    assert (status["our-back"], status["anticoagulant"]) == ("added", "changed")
    assert (status["nothing-eaten"], status["emergency-signs"]) == ("silenced", "core")
    of = {each["rule"]: each["of"] for each in tree["rules"]}
    assert of["anticoagulant"] == filled_in("<anticoagulant>")
    assert of["our-back"] is None
    assert "nothing-eaten" in run("rules", "list", "--rules", practice).stdout
    assert "(silenced)" in run("rules", "list", "--rules", practice).stdout


def test_every_rule_can_be_shown_as_json() -> None:
    book = rule_book()
    for name in ("emergency-signs", "pregnancy-points", "lung-point", "anticoagulant"):
        tree = json.loads(run("rules", "show", name, "--format", "json").stdout)
        assert (tree["schema"], tree["rule"], tree["status"]) == ("acucheck.rule/1", name, "core")
        assert set(tree["sources"]) <= set(book.sources)


def test_a_limit_says_as_json_which_answer_names_its_place() -> None:
    tree = json.loads(run("rules", "show", "vessel-lump", "--format", "json").stdout)
    assert {"answer": "vessel-lump-where"} in [where for limit in tree["limits"] for where in limit["where"]]


def test_a_rule_is_shown_with_what_stands_behind_of(practice: str) -> None:
    assert f"of: {filled_in('<anticoagulant>')}" in run("rules", "show", "anticoagulant").stdout
    assert f"of: {filled_in('<nothing-eaten>')}" in run("rules", "show", "nothing-eaten", "--rules", practice).stdout
    assert "of:" not in run("rules", "show", "our-back", "--rules", practice).stdout


# Files to begin with, and to compare with


def test_the_core_is_copied_to_compare_with_later(tmp_path: Path) -> None:
    path = tmp_path / "before.yaml"
    assert run("rules", "copy", str(path)).exit_code == 0
    assert path.read_bytes() == default_rules().read_bytes()
    assert run("rules", "copy", str(path)).exit_code == 2


# Books of an earlier format


def test_a_book_of_an_earlier_format_is_read_at_its_strictest_and_said_so_once(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    text = SMALL.replace(", after-stop: {time: lasting, source: who, because: It never ends.}", "")
    assert text != SMALL
    path.write_text(text, encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text("medicines: [stopped warfarin in 2001]\n", encoding="utf-8")
    result = run("check", str(answers), "--rules", str(path))
    assert result.stderr.count("this rule book is written for an earlier acucheck") == 1
    assert "so they count for good" in result.stderr
    assert "Blood thinner" in result.stdout
    assert run("rules", "check", str(path)).exit_code == 4


def test_a_condition_in_too_many_ways_is_not_said_to_be_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(never_holding, "MOST", 1)
    assert [*never_holding.never_holding(rule_book())] == []


def test_a_verdict_of_one_technique_is_reached_by_it(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    text = SMALL.replace("{needling: caution, session: note}", "{cupping: note, needling: caution}")
    path.write_text(text, encoding="utf-8")
    page = run("rules", "check", str(path), "--coverage").stdout
    assert "cupping note" not in page


def test_a_cell_of_a_technique_that_is_not_known_reaches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    text = SMALL.replace("cells: {manual-needling: caution,", "cells: {manual-knitting: caution,")
    path.write_text(text, encoding="utf-8")
    page = run("rules", "check", str(path), "--coverage").stdout
    assert "thinner  needling caution" in page.split("REACHES")[1]


def test_a_rule_that_is_not_there_is_said_so() -> None:
    result = run("rules", "show", "emergency-sings")
    assert result.exit_code == 2
    assert "did you mean 'emergency-signs'?" in result.stderr
    assert "emergency-signs" in rule_ids()
