"""`acucheck lookup`: what a typed line is taken for, as text and as JSON, and what is known of a place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SETTING
from small_books import NAMES
from typer.testing import CliRunner, Result

from acucheck.assess.rules_at import rules_at
from acucheck.cli import app
from acucheck.cli.commands.lookup import look_up
from acucheck.errors import Misuse
from acucheck.names.lookup import Found, Lookup, LookupKind, LookupStatus
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import load


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("books") / "small.yaml"
    path.write_text(NAMES, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def small(small_book: str) -> Vocabulary:
    return Vocabulary(load(small_book).book)


Look = Callable[..., Result]


@pytest.fixture
def look(small_book: str) -> Look:
    """The command inside this process."""

    def run(*arguments: str, text: bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["lookup", "--rules", small_book, *arguments], input=text, prog_name="acucheck")

    return run


def entry(  # noqa: PLR0913, PLR0917 - the six keys of an entry
    text: str, status: str, concepts: list[str], name: str | None, via: str | None, candidates: list[object]
) -> dict[str, object]:
    return {
        "text": text,
        "status": status,
        "concepts": concepts,
        "name": name,
        "via": via,
        "candidates": candidates,
    }


def one(name: str, *concepts: str) -> dict[str, object]:
    return {"name": name, "concepts": list(concepts)}


MEDICINES = [
    (
        "Warfarin 5 mg",
        entry("Warfarin 5 mg", "recognised", ["anticoagulant-vka"], "warfarin", "exact", []),
        "Warfarin 5 mg: warfarin (anticoagulant-vka)",
    ),
    (
        "ELIQUIS",
        entry("ELIQUIS", "recognised", ["anticoagulant-doac"], "apixaban", "brand", []),
        "ELIQUIS: brand of apixaban (anticoagulant-doac)",
    ),
    (
        "paracetamol",
        entry("paracetamol", "not-relevant", [], "paracetamol", "exact", []),
        "paracetamol: known, no rule is about it",
    ),
    (
        "eliquiss",
        entry("eliquiss", "suggestion", [], "apixaban", "fuzzy", [one("apixaban", "anticoagulant-doac")]),
        "eliquiss: not known; perhaps apixaban (anticoagulant-doac)?",
    ),
    (
        "dandelion",
        entry("dandelion", "suggestion", [], "dandelion", "exact", [one("dandelion", "diuretic")]),
        "dandelion: a name in doubt, so it is asked: is it dandelion (diuretic)?",
    ),
    (
        "acne tablets",
        entry(
            "acne tablets",
            "ambiguous",
            [],
            None,
            "phrase",
            [one("retinoid", "retinoid"), one("photosensitiser", "photosensitiser")],
        ),
        "acne tablets: which is meant has to be asked: retinoid or photosensitiser",
    ),
    (
        "stopped warfarin",
        entry("stopped warfarin", "ambiguous", [], "warfarin", "exact", [one("warfarin", "anticoagulant-vka")]),
        "stopped warfarin: which is meant has to be asked: warfarin (anticoagulant-vka)",
    ),
    (
        "not taking warfarin",
        entry("not taking warfarin", "set-aside", [], "warfarin", "exact", []),
        "not taking warfarin: set aside; it does not count as taken now",
    ),
    (
        "grandma's tonic",
        entry("grandma's tonic", "unrecognised", [], None, None, []),
        "grandma's tonic: not recognised",
    ),
]
"""What is typed -> its one entry as JSON, and its line as text."""


@pytest.mark.parametrize(("typed", "tree", "line"), MEDICINES, ids=[typed for typed, _, _ in MEDICINES])
def test_every_status_of_a_medicine_as_json_and_as_text(
    look: Look, typed: str, tree: dict[str, object], line: str
) -> None:
    as_json, as_text = (
        look("--kind", "medicines", "--format", "json", typed),
        look("--kind", "medicines", typed),
    )
    assert json.loads(as_json.stdout) == {"typed": typed, "kind": "medicines", "entries": [tree]}
    assert as_json.stdout.count("\n") == 1
    assert as_text.stdout == line + "\n"
    assert [(each.exit_code, each.stderr) for each in (as_json, as_text)] == [(0, "")] * 2


OTHERS = [
    ("conditions", "diabetes", "recognised", ["organs.diabetes"], "diabetes: organs.diabetes"),
    ("conditions", "no diabetes", "set-aside", [], "no diabetes: set aside; it does not count as taken now"),
    ("conditions", "the vapours of old", "unrecognised", [], "the vapours of old: not recognised"),
    ("techniques", "cupping", "recognised", ["cupping"], "cupping: cupping"),
    ("techniques", "cuping", "suggestion", [], "cuping: not known; perhaps cupping?"),
    (
        "techniques",
        "long needles",
        "ambiguous",
        [],
        "long needles: which is meant has to be asked: manual-needling or deep-needling",
    ),
    (
        "points",
        "Yinjiao",
        "ambiguous",
        [],
        "Yinjiao: which is meant has to be asked: GV28 Yinjiao (GV28) or CV7 Yinjiao (CV7)",
    ),
    ("points", "ST4O", "suggestion", [], "ST4O: not known; perhaps ST40 Fenglong (ST40)?"),
    ("points", "LI21", "unrecognised", [], "LI21: not recognised"),
]


@pytest.mark.parametrize(
    ("kind", "typed", "status", "concepts", "line"), OTHERS, ids=[f"{each[0]}: {each[1]}" for each in OTHERS]
)
def test_every_other_kind_has_the_same_words(  # noqa: PLR0913, PLR0917 - a row of the table and a fixture
    look: Look, kind: str, typed: str, status: str, concepts: list[str], line: str
) -> None:
    tree = json.loads(look("--kind", kind, "--format", "json", typed).stdout)
    assert list(tree) == ["typed", "kind", "entries"]
    assert tree["kind"] == kind
    assert [(each["text"], each["status"], each["concepts"]) for each in tree["entries"]] == [(typed, status, concepts)]
    assert look("--kind", kind, typed).stdout == line + "\n"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("aspirin", "medicines"),
        ("my husband takes warfarin", "medicines"),
        ("Liver illness", "conditions"),
        ("cupping", "techniques"),
        ("LI4 left", "points"),
        ("the upper belly", "points"),
        ("aspirin, blarfoxin, metformin", "medicines"),
        ("qqqqq", "medicines"),
    ],
)
def test_the_kind_is_found_out_by_what_knows_most_of_the_line(look: Look, typed: str, kind: str) -> None:
    assert json.loads(look("--format", "json", typed).stdout)["kind"] == kind


@pytest.mark.parametrize(
    "typed",
    [
        "aspirin",
        "warfrin",
        "LI4ST36",
        "LI4, ST3O",
        "Hegu, diabetes",
        "diabtes",
        "wet cuping",
        "heat",
        "Benadryl",
        "",
        "7",
    ],
)
def test_looking_for_near_misses_last_changes_no_answer(typed: str, small: Vocabulary) -> None:
    lookup = Lookup(lambda: small, SETTING)

    def unknown(found: Found) -> tuple[int, int]:
        statuses = [entry.status for entry in found.entries]
        return statuses.count(LookupStatus.UNRECOGNISED), statuses.count(LookupStatus.SUGGESTION)

    assert lookup.find(typed) == min((lookup.find(typed, kind) for kind in LookupKind), key=unknown)


def test_several_names_are_looked_up_one_after_the_other(look: Look) -> None:
    assert look("warfarin, paracetamol", "cupping").stdout.splitlines() == [
        "warfarin: warfarin (anticoagulant-vka)",
        "paracetamol: known, no rule is about it",
        "cupping: cupping",
    ]


def test_a_candidate_no_rule_is_about_is_called_so(look: Look) -> None:
    assert "cetirizine (UK) (no rule is about it)" in look("Benadryl").stdout


def test_what_is_typed_cannot_steer_a_terminal(look: Look) -> None:
    assert look("--kind", "medicines", "\x1b[2Jblarfoxin").stdout == "\\u001b[2Jblarfoxin: not recognised\n"


# Standard input


def test_each_line_of_standard_input_is_a_name_and_empty_lines_are_passed_over(look: Look) -> None:
    text = "\ufeffwarfarin\r\n\n   \n ELIQUIS \nm\u00e9dicament inconnu".encode()
    result = look("--kind", "medicines", "aspirin", "-", text=text)
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "aspirin",
        "warfarin",
        "ELIQUIS",
        "m\u00e9dicament inconnu",
    ]
    trees = [json.loads(line) for line in look("--format", "json", "-", text=text).stdout.splitlines()]
    assert [tree["typed"] for tree in trees] == ["warfarin", "ELIQUIS", "m\u00e9dicament inconnu"]


def test_many_lines_are_a_line_of_json_each(look: Look) -> None:
    lines = ["warfarin", "Eliquis 5 mg", "grandma's tonic"] * 100
    result = look("--kind", "medicines", "--format", "json", "-", text="\n".join(lines).encode())
    assert [json.loads(line)["typed"] for line in result.stdout.splitlines()] == lines


def test_nothing_on_standard_input_is_nothing_to_look_up(look: Look) -> None:
    result = look("-", text=b"")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "text", "says"),
    [
        ([""], b"", "A name is empty; write what is to be looked up."),
        (["  "], b"", "A name is empty; write what is to be looked up."),
        (["x" * 10_001], b"", "this name has more than 10000 characters; write one name or a short list."),
        (["-"], b"\xff\n", "standard input:1: this is not UTF-8 text; save it as UTF-8."),
        (
            ["-"],
            b"\n" + b"x" * 10_001 + b"\n",
            "standard input:2: this line has more than 10000 characters; write one name or a short list.",
        ),
    ],
    ids=["empty", "blank", "long", "not UTF-8", "long line"],
)
def test_a_line_that_cannot_be_looked_up_is_named(look: Look, arguments: list[str], text: bytes, says: str) -> None:
    result = look(*arguments, text=text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", says + "\n")


def test_lines_before_one_that_is_not_utf_8_are_looked_up(look: Look) -> None:
    result = look("-", text=b"warfarin\n\naspirin \xe9\nELIQUIS\n")
    assert (result.exit_code, result.stdout) == (2, "warfarin: warfarin (anticoagulant-vka)\n")
    assert result.stderr.startswith("standard input:3: ")


def test_a_closed_standard_input_is_no_list_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Misuse, match=r"There is no standard input; write the names behind 'lookup'\."):
        look_up(["-"], None, as_json=False, rules=None)


def test_a_process_without_standard_input_gives_two() -> None:
    command = ["/bin/sh", "-c", 'exec "$0" -m acucheck lookup - <&-', sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no standard input" in done.stderr


def test_a_broken_rule_book_is_told_where_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("title: [", encoding="utf-8")
    run = CliRunner().invoke
    assert run(app, ["lookup", "--rules", str(path), "cupping"]).exit_code == 4
    assert run(app, ["lookup", "--rules", str(path), "warfarin"]).exit_code == 0


# What is not loaded

LOADED = """
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(sys.modules)))
from acucheck.cli import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "loaded", "not_loaded"),
    [
        (["warfarin"], set(), {"acucheck.rulebook", "acucheck.names.segments", "rapidfuzz"}),
        (["Eliquis 5 mg, paracetamol"], {"acucheck.names.segments"}, {"acucheck.rulebook", "rapidfuzz"}),
        (["--kind", "medicines", "warfrin"], {"rapidfuzz"}, {"acucheck.rulebook"}),
        (["cupping"], {"acucheck.rulebook"}, {"rich", "questionary"}),
    ],
    ids=["a known name", "a known line", "a slip", "another kind"],
)
def test_only_what_a_name_needs_is_loaded(arguments: list[str], loaded: set[str], not_loaded: set[str]) -> None:
    command = [sys.executable, "-c", LOADED, "lookup", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout
    modules = set(done.stderr.split())
    assert loaded <= modules
    assert not modules & not_loaded


# Points and regions


def test_a_point_is_shown_with_where_it_lies_what_is_at_risk_and_what_the_rules_say(look: Look) -> None:
    first, page = look("ST19 left").stdout.split("\n\n", 1)
    assert first == "ST19 left: ST19 Burong (ST19)"
    said, sources = page.split("\nSOURCES\n")
    assert said == (
        "ST19 Burong (left)\n"
        "Lies in  the upper belly\n"
        "         the belly\n"
        "At risk  points over the heart (left side)\n"
        "         the liver (right side)\n"
        "\n"
        "WHAT THE RULES SAY\n"
        "Always  Point over the heart (heart-point): needling caution.\n"
        "The heart lies near.\n"
        "needling: Needle flat.\n"
    )
    assert "(read in part)" in sources


def test_a_rule_for_some_people_says_for_whom_and_comes_after_those_for_everybody(look: Look) -> None:
    page = look("ST19").stdout
    assert "If      organs: cirrhosis: Liver illness (sore-liver): needling avoid." in page
    assert page.index("heart-point") < page.index("sore-liver")
    assert "(sore-liver)" not in look("left ST19").stdout
    assert "(heart-point)" not in look("ST19 right").stdout


def test_what_lifts_a_rule_at_a_point_is_said_beside_it() -> None:
    page = CliRunner().invoke(app, ["lookup", "BL67"], prog_name="acucheck").stdout
    assert "Lifted when: " in page[page.index("(breech-moxa)") :]


def test_a_place_is_json_with_what_is_known_of_it(look: Look) -> None:
    left, chest = json.loads(look("--format", "json", "ST19 left; chest").stdout)["places"]
    assert left.pop("sources")
    assert left == {
        "id": "ST19",
        "name": "ST19 Burong",
        "side": "left",
        "regions": ["abdomen-upper", "abdomen"],
        "hazards": {"heart": "left", "liver": "right"},
        "pregnancy": [],
        "rules": [{"id": "heart-point", "for_everybody": True, "title": "Point over the heart"}],
    }
    assert chest == {
        "id": "chest",
        "name": "the chest",
        "side": None,
        "regions": ["chest"],
        "hazards": {"pneumothorax": None},
        "pregnancy": [],
        "rules": [{"id": "heart-point", "for_everybody": True, "title": "Point over the heart"}],
        "sources": [],
    }


def test_pregnancy_points_are_named_for_themselves(look: Look) -> None:
    (place,) = json.loads(look("--format", "json", "LI4").stdout)["places"]
    assert place["pregnancy"] == ["pregnancy-core"]
    assert (place["side"], place["rules"]) == (None, [])
    assert "WHAT THE RULES SAY" not in look("LI4").stdout


def test_a_region_without_anything_to_say_of_it_is_its_name(look: Look) -> None:
    assert look("foot").stdout == "foot: the foot (foot)\n\nthe foot\nLies in  the leg\n"


def test_every_place_of_a_line_has_its_page_and_what_is_not_certain_has_none(look: Look) -> None:
    output = look("--kind", "points", "BL11-12, Yinjiao").stdout
    assert output.startswith("BL11-12: BL11 Dazhu; BL12 Fengmen (BL11, BL12)\nYinjiao: which is meant has to be asked")
    assert [title in output for title in ("\nBL11 Dazhu\n", "\nBL12 Fengmen\n", "\nCV7 Yinjiao\n")] == [
        True,
        True,
        False,
    ]
    places = json.loads(look("--kind", "points", "--format", "json", "BL11-12, Yinjiao").stdout)["places"]
    assert [place["id"] for place in places] == ["BL11", "BL12"]


def test_a_place_nobody_knows_is_said_by_no_rule(small: Vocabulary) -> None:
    (place,) = small.places("the funny bone")
    assert list(rules_at(place, small.book)) == []
