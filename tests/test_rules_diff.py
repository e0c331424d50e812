"""What differs between two rule books, and for whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from practices import filled_in
from typer.testing import CliRunner, Result

from acucheck.cli import app
from acucheck.cli.exit_codes import MILDER
from acucheck.model.book import AnyOf, AtLeast, Word
from acucheck.model.ids import QuestionId
from acucheck.rulebook.implication import implies

BOOK = (Path(__file__).parent / "broken" / "rules.yaml").read_text(encoding="utf-8")

Differing = Callable[..., Result]


@pytest.fixture
def differing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Differing:
    """The difference that some changes of the small rule book make; options stand behind."""
    monkeypatch.chdir(tmp_path)

    def run(*changes: tuple[str, str], more: tuple[str, ...] = ()) -> Result:
        text = BOOK
        for line, becomes in changes:
            assert line in text
            text = text.replace(line, becomes)
        Path("old.yaml").write_text(BOOK, encoding="utf-8")
        Path("new.yaml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(app, ["rules", "diff", "old.yaml", "new.yaml", *more])

    return run


def tree(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


JSON = ("--format", "json")


@pytest.mark.parametrize(
    ("line", "becomes", "direction", "entry"),
    [
        ("{needling: caution, session: note}", "{needling: avoid, session: note}", "stricter", "verdicts"),
        ("{needling: caution, session: note}", "{needling: note, session: note}", "milder", "verdicts"),
        ("{where: [eye-area, ST1, EX-HN5]", "{where: [eye-area, ST1]", "milder", "limits"),
        ("{where: [eye-area, ST1, EX-HN5]", "{where: [eye-area, ST1, ST2, EX-HN5]", "stricter", "limits"),
        ("when: {may-bleed: yes}", "when: {bleeding: disorder}", "milder", "when"),
        ("when: {may-bleed: yes}", "when: {any: [{may-bleed: yes}, {pregnant: yes}]}", "stricter", "when"),
        ("{age: {from: 65}}]}}", "{age: {from: 60}}]}}", "stricter", "when"),
        ("{age: {from: 65}}]}}", "{age: {from: 70}}]}}", "milder", "when"),
        ("at-least: {count: 2,", "at-least: {count: 3,", "milder", "when"),
        ("{weeks: {from: 38}}]}", "{weeks: {from: 37}}]}", "milder", "unless"),
        ("    unless: {all: [{team-agreed: yes}, {weeks: {from: 38}}]}\n", "", "stricter", "unless"),
        ("    if-not-known: note\n", "", "stricter", "if-not-known"),
        ("if-not-known: note", "if-not-known: none", "milder", "if-not-known"),
        ("    urgent: today\n", "", "milder", "urgent"),
        ("urgent: today", "urgent: now", "stricter", "urgent"),
        ("    until: a doctor has agreed\n", "", "milder", "until"),
        ("until: a doctor has agreed", "until: the doctor has agreed", "reworded", "until"),
        ("aftercare: [press-long, watch]", "aftercare: [press-long]", "milder", "aftercare"),
        ("aftercare: [press-long, watch]", "aftercare: [press, press-long, watch]", "stricter", "aftercare"),
        ("precautions: {session: Ask first.}", "precautions: {session: Ask at once.}", "reworded", "precautions"),
        (
            "precautions: {session: Ask first.}",
            "precautions: {session: [Ask first., Wait.]}",
            "stricter",
            "precautions",
        ),
        ("    precautions: {session: Ask first.}\n", "", "milder", "precautions"),
        ("title: Over the lung", "title: Above the lung", "reworded", "title"),
        ("basis: study", "basis: judgement", "reworded", "basis"),
    ],
)
def test_a_difference_of_a_rule_is_told(
    line: str, becomes: str, direction: str, entry: str, differing: Differing
) -> None:
    (change,) = tree(differing((line, becomes), more=JSON))["changed"]
    assert change["direction"] == direction
    assert isinstance(change["differences"], list)
    assert (direction, entry) in [(each["direction"], each["entry"]) for each in change["differences"]]


def test_a_rule_without_a_condition_concerns_everybody(differing: Differing) -> None:
    lung = (
        "    limits: [{where: pneumothorax, verdicts: {needling: caution}}]\n",
        "    when: {pregnant: yes}\n    limits: [{where: pneumothorax, verdicts: {needling: caution}}]\n",
    )
    say = ('    say: "Please keep needles shallow at {place}."\n', "")
    (change,) = tree(differing(lung, say, more=JSON))["changed"]
    assert change["direction"] == "milder"


def test_a_condition_of_too_many_clauses_is_known_to_imply_itself_alone() -> None:
    words = [Word(QuestionId(f"question-{number}"), frozenset({"yes"})) for number in range(18)]
    half = AtLeast(9, tuple(words))
    assert implies(AtLeast(2, tuple(words)), AnyOf(tuple(words)), {}, {})
    assert implies(half, half, {}, {})
    assert not implies(half, AtLeast(8, tuple(words)), {}, {})


def test_equal_books_differ_in_nothing(differing: Differing) -> None:
    found = tree(differing(more=JSON))
    assert (found["gone"], found["changed"], found["added"], found["entries"]) == ([], [], [], [])
    assert found["milder"] is False


def test_rules_that_are_gone_or_new_are_listed(differing: Differing) -> None:
    result = differing(("  lung:\n", "  chest:\n"))
    assert "GONE: 1\nlung" in result.stdout
    assert "ADDED: 1\nchest" in result.stdout


def test_what_rules_rest_on_is_listed(differing: Differing) -> None:
    result = differing(
        ('ask: "How many weeks?",', 'ask: "How many weeks now?",'),
        ("time: 3 months, source: blog", "time: 2 months, source: blog"),
        ("  eye-area: {label: the area around the eye", "  eye-area: {label: the eye"),
        ("  cups: {technique", "  cupping-instead: {technique"),
        ("alternatives: cups", "alternatives: cupping-instead"),
        (
            "may-bleed: {any: [{thinned: yes}, {bleeding: disorder}]}",
            "may-bleed: {any: [{bleeding: disorder}, {thinned: yes}]}",
        ),
        more=JSON,
    )
    entries = [(each["section"], each["entry"], each["how"], each["parts"]) for each in tree(result)["entries"]]
    assert entries == [
        ("questions", "weeks", "changed", ["ask", "short"]),
        ("facts", "may-bleed", "changed", ["parts"]),
        ("medicine-classes", "anticoagulant", "changed", ["after-stop (sooner)"]),
        ("regions", "eye-area", "changed", ["label"]),
        ("alternatives", "cupping-instead", "added", []),
        ("alternatives", "cups", "gone", []),
    ]
    assert tree(result)["milder"] is True


@pytest.mark.parametrize(
    ("becomes", "code"), [("{needling: avoid, session: note}", 0), ("{needling: note, session: note}", MILDER)]
)
def test_the_exit_code_says_on_request_whether_anything_is_milder(
    becomes: str, code: int, differing: Differing
) -> None:
    change = ("{needling: caution, session: note}", becomes)
    assert differing(change).exit_code == 0
    assert differing(change, more=("--fail-on", "milder")).exit_code == code


def test_the_examples_of_both_books_are_the_people_without_a_list(differing: Differing) -> None:
    result = differing(("{needling: caution, session: note}", "{needling: avoid, session: note}"))
    assert "PEOPLE: 2 examples, 1 of them moved" in result.stdout
    assert "care -> change  1: thinner 1; the stricter by thinner" in result.stdout
    cell = "caution -> avoid manual-needling, 1: thinner 1; the stricter by thinner"
    assert cell in " ".join(result.stdout.split())
    assert result.stdout.index("PEOPLE") < result.stdout.index("STRICTER")


def test_people_of_a_list_are_read_on_their_own_day_and_named_milder_first(differing: Differing) -> None:
    people = [
        {"id": "long-ago", "date": "2026-11-01", "bleeding": "none", "medicines": ["stopped warfarin in 2015"]},
        {"id": "now", "bleeding": ["disorder"], "plan": {"manual needling": ["ST36"]}},
        {"id": "wrong", "bleeding": ["nothing-known"]},
    ]
    Path("people.jsonl").write_text("".join(json.dumps(each) + "\n" for each in people), encoding="utf-8")
    result = differing(
        ("{needling: caution, session: note}", "{needling: note, session: caution}"), more=("--people", "people.jsonl")
    )
    assert "PEOPLE: 2 people" in result.stdout
    assert "1 could not be read and were left out." in result.stdout
    assert "people.jsonl:3:" in result.stderr
    assert result.exit_code == 3
    found = tree(
        differing(
            ("{needling: caution, session: note}", "{needling: note, session: caution}"),
            more=("--people", "people.jsonl", *JSON),
        )
    )
    moved = found["people"]["moved"]
    assert {each["id"]: each["milder"] for each in moved}["now"] is True


def test_a_person_of_whom_a_cell_moves_and_not_the_outcome_is_told_of_by_cells_only(differing: Differing) -> None:
    person = {"id": "one", "bleeding": ["disorder"], "plan": {"manual needling": ["ST36"], "cupping": ["ST36"]}}
    Path("people.jsonl").write_text(json.dumps(person) + "\n", encoding="utf-8")
    result = differing(
        ("{needling: caution, session: note}", "{needling: caution, session: caution}"),
        more=("--people", "people.jsonl"),
    )
    assert "PEOPLE: 1 people, 1 of them moved" in result.stdout
    assert "outcome" not in result.stdout
    assert "note -> caution  cupping, 1: one; the stricter by thinner" in result.stdout


def test_a_person_is_asked_by_each_book_what_that_asks(differing: Differing) -> None:
    """An answer, a line and a technique that the other book does not have are left out there."""
    people = [
        {"id": "p", "bleeding": ["bruises", "disorder"], "itchy": "yes", "plan": {"gua sha": ["ST1"]}},
        {"id": "q", "bleeding": ["bruises"]},
    ]
    Path("people.jsonl").write_text("".join(json.dumps(each) + "\n" for each in people), encoding="utf-8")
    result = differing(
        ("        disorder: {label", "        bruises: Many bruises\n        disorder: {label"),
        ("facts:\n", "  itchy: {ask: Does it itch, answer: yes-no, keeps: today}\nfacts:\n"),
        ("  cupping: {label: Cupping", "  gua-sha: {label: Gua sha, phrase: gua sha}\n  cupping: {label: Cupping"),
        more=("--people", "people.jsonl", *JSON),
    )
    assert result.exit_code == 0
    assert tree(result)["people"]["looked_at"] == 2


def test_a_practice_s_own_file_can_be_put_over_both(tmp_path: Path) -> None:
    own = tmp_path / "practice.yaml"
    own.write_text(
        filled_in("extends: core\npractice: {name: Río}\nchange:\n  anticoagulant: {of: <anticoagulant>,"
                  " verdicts: {cupping: avoid}, because: Marks.}\n"),
        encoding="utf-8",
    )  # fmt: skip
    people = tmp_path / "people.jsonl"
    people.write_text('{"id": "a", "medicines": ["Eliquis"]}\n', encoding="utf-8")
    words = ["rules", "diff", "core", "core", "--own", str(own), "--people", str(people)]
    result = CliRunner().invoke(app, words)
    assert "+ Río (" in result.stdout
    assert "PEOPLE: 1 people, 0 of them moved" in result.stdout


@pytest.mark.parametrize("text", ["title: x\n", ""])
def test_a_book_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["rules", "diff", str(path), "core"]).exit_code == 4


def test_a_name_with_its_use_stays_and_others_are_recognised_anew(differing: Differing) -> None:
    person = {
        "id": "p",
        "age": "70",
        "bleeding": "not sure",
        "medicines": [{"class": "anticoagulant"}, {"name": "warfarin", "use": "stopped", "when": "2015"}, "aspirin"],
        "conditions": ["itching", {"name": "a bleeding disorder", "typed": "bleeder"}],
        "plan": {"cupping": ["ST1"]},
    }
    Path("people.jsonl").write_text(json.dumps(person) + "\n", encoding="utf-8")
    result = differing(("title: Over the lung", "title: On the lung"), more=("--people", "people.jsonl", *JSON))
    found = tree(result)
    assert (found["people"]["looked_at"], found["people"]["moved"]) == (1, [])


def test_examples_that_cannot_be_read_are_no_people(differing: Differing) -> None:
    odd = (
        "      - {given: {bleeding: none, medicines: none}, expect: fails}\n",
        "      - {given: {no: no}, expect: fails}\n      - odd\n",
    )
    assert "PEOPLE: 1 examples" in differing(odd).stdout.replace("PEOPLE: 2 examples", "PEOPLE: 1 examples")


def test_the_page_lists_what_rules_rest_on(differing: Differing) -> None:
    page = differing(
        ('ask: "How many weeks?"', 'ask: "How many weeks now?"'),
        ("hazards:\n", "hazards:\n  lake: a lake\n"),
        ("    basis: study\n", "    basis: judgement\n"),
        ("    urgent: today\n", "    urgent: today\n"),
        ("    if-not-known: note\n", "    if-not-known: note\n    until: the midwife has been asked\n"),
        ("may-bleed: {any: [{thinned: yes}, {bleeding: disorder}]}", "may-bleed: {thinned: yes}"),
    ).stdout
    assert "WHAT RULES REST ON: 3" in page
    assert "changed  weeks: ask, short" in page
    assert "added  lake" in page
    assert "changed  may-bleed" in page
    assert "basis: worded otherwise" in page
    assert "until: nothing -> the midwife has been asked" in page


def test_what_a_class_of_medicine_says_otherwise_is_listed(differing: Differing) -> None:
    page = differing(
        ("label: Warfarin and its kind, within: anticoagulant,", "label: Warfarin and its like,"),
        ("time: 3 months, source: blog", "time: 4 months, source: blog"),
    ).stdout
    assert "anticoagulant: covers, after-stop (later)" in page
    assert "anticoagulant-vka: label" in page


def test_where_help_is_called_the_rule_that_calls_it_is_named(differing: Differing) -> None:
    person = {"id": "p", "age": "70", "bleeding": ["disorder"], "plan": {"manual needling": ["ST36"]}}
    Path("people.jsonl").write_text(json.dumps(person) + "\n", encoding="utf-8")
    page = differing(("    urgent: today\n", ""), more=("--people", "people.jsonl")).stdout
    assert "help -> not-today  1: p; the stricter by frail" in page
