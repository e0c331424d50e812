"""Nothing typed in an answers file is lost or run together: each text is kept whole or refused where it stands."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from acucheck.errors import InvalidFile
from acucheck.located import Node, Origin, from_yaml, read_node, verbatim, yaml_faults
from acucheck.located import verbatim as says
from acucheck.located.from_memory import node_of, quick_json

BOOK = Origin("file")
ANSWERS = Origin("file", private=True)
C = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@pytest.fixture(params=[C, yaml.BaseLoader], ids=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_yaml, "PARSER", request.param)


def read(text: str, origin: Origin = ANSWERS, *, as_json: bool = False) -> Any:  # noqa: ANN401 - lists and mappings
    return plain(read_node(text, origin, as_json=as_json))


def plain(node: Node | None) -> Any:  # noqa: ANN401 - lists, mappings and text
    if node is None:
        return None
    if isinstance(node.content, str):
        return node.content
    if node.is_mapping():
        return {str(key.content): plain(value) for key, value in node.pairs()}
    return [plain(item) for item in node.parts()]


def refusal(text: str, *, as_json: bool = False) -> str:
    with pytest.raises(InvalidFile) as error:
        read(text, as_json=as_json)
    return str(error.value).removeprefix("file:")


# Remarks

KEPT = {
    "lines of remarks": ("# x\n\nage: 34\n# y\npregnant: no\n#z", {"age": "34", "pregnant": "no"}),
    "an indented remark first": ("   # x\nage: 34\n", {"age": "34"}),
    "a remark in a list": ("a:\n  # x\n  - b\n  # y\n  - c\n# z\n", {"a": ["b", "c"]}),
    "a remark below brackets": ("a: [b]\n  # x\n", {"a": ["b"]}),
    "a remark after a tab": ("a: b\n#\tx\n", {"a": "b"}),
    "an indented remark below another": ("a: b\n# x\n   # y\n", {"a": "b"}),
    "a remark with other line ends": ("a: b\r\n# x\r\nc: d\r\n", {"a": "b", "c": "d"}),
    "inside double quotes": ('a: "Tylenol #3, warfarin"\n', {"a": "Tylenol #3, warfarin"}),
    "inside single quotes": ("a: ['Tylenol #3', warfarin]\n", {"a": ["Tylenol #3", "warfarin"]}),
    "inside a block": ("a: |\n  Tylenol #3\n  # warfarin\n", {"a": "Tylenol #3\n# warfarin\n"}),
    "a remark below a block": ("a: |\n  Tylenol\n# x\n", {"a": "Tylenol\n"}),
    "without a space": ("a: Tylenol#3, warfarin\n", {"a": "Tylenol#3, warfarin"}),
    "behind a space that does not break": ("a: Tylenol\u00a0#3\n", {"a": "Tylenol\u00a0#3"}),
    "below three dots": ("a: b\n...\n# x\n", {"a": "b"}),
    "in JSON read as YAML": ('{"a": "b #c",\n "d": ["e"]}', {"a": "b #c", "d": ["e"]}),
}


@pytest.mark.parametrize(("text", "kept"), KEPT.values(), ids=KEPT)
def test_a_remark_on_a_line_of_its_own_and_a_quoted_sign_are_fine(text: str, kept: object) -> None:
    assert read(text) == kept


REMARKS = {
    "behind a name": ("medicines: Tylenol #3, warfarin 5 mg\n", "1:20", says.REMARK),
    "behind none": ("medicines: none # warfarin\n", "1:17", says.REMARK),
    "behind a list": ("medicines: [a, b] # remark\n", "1:19", says.REMARK),
    "against a list": ("medicines: [a, b]# remark\n", "1:18", says.REMARK),
    "against quotes": ('medicines: "a"#b\n', "1:15", says.REMARK),
    "behind entries": ("plan: {cupping: back} # b\n", "1:23", says.REMARK),
    "behind a name without answer": ("medicines: # warfarin\n  - a\n", "1:12", says.REMARK),
    "behind an item": ("medicines:\n  - a # b\n  - c\n", "2:7", says.REMARK),
    "behind letters of two bytes": ("medicines: é # b\n", "1:14", says.REMARK),
    "behind JSON": ('{"age": 34} # b\n', "1:13", says.REMARK),
    "behind three dashes": ("--- # b\nage: 34\n", "1:5", says.REMARK),
    "in the last line": ("age: 34 #b", "1:9", says.REMARK),
    "behind a bar": ("medicines: | # warfarin\n  a\n", "1:14", says.REMARK),
    "behind a bar at the end": ("medicines: | # warfarin", "1:14", says.REMARK),
    "that hides a bracket": ("medicines: [Tylenol #3, warfarin]\npregnant: no\n", "1:21", says.REMARK),
    "that hides a brace": ("plan: {cupping: back #3}\n", "1:22", says.REMARK),
    "that hides the last bracket": ("medicines: [a #b]", "1:15", says.REMARK),
    "between brackets": ("medicines: [Tylenol\n  #3, warfarin\n  ]\n", "2:3", says.REMARK_IN_BRACKETS),
    "between brackets, to the left": ("medicines: [a,\n# b\n  c]\n", "2:1", says.REMARK_IN_BRACKETS),
    "a wrapped line": ("medicines: Tylenol\n  #3, warfarin\n", "2:3", says.REMARK_INDENTED),
    "a wrapped item": ("medicines:\n  - Tylenol\n    #3, warfarin\n", "3:5", says.REMARK_INDENTED),
    "below a block, indented": ("medicines: |\n  a\n # warfarin\n", "3:2", says.REMARK_INDENTED),
}


@pytest.mark.parametrize(("text", "place", "sentence"), REMARKS.values(), ids=REMARKS)
def test_what_would_be_lost_as_a_remark_is_refused_where_it_begins(text: str, place: str, sentence: str) -> None:
    assert refusal(text) == f"{place}: {sentence}"


@pytest.mark.parametrize("text", ["a: b # c\n", "a: [b, # c\n  d]\n", "a: b\n  # c\n", "a: |  # c\n  b\n"])
def test_a_rule_book_may_have_remarks_anywhere(text: str) -> None:
    assert set(read(text, BOOK)) == {"a"}


# Lines that are run together


def test_an_answer_that_runs_on_into_the_next_line_is_refused() -> None:
    for text in (
        "medicines: no aspirin\n  warfarin\n",
        "medicines: warfarin\n  pregnant no\n",
        "medicines: [no aspirin\n  warfarin]\n",
        "medicines:\n  no aspirin\n  warfarin\n",
        "medicines: a\n\n  b\nplan: {cupping: c\n  d}\n",
    ):
        assert refusal(text).endswith(f": {says.NEXT_LINE}")
    assert refusal("age: 34\nmedicines: a\n  b\n") == f"2:12: {says.NEXT_LINE}"


def test_quotes_and_folded_blocks_run_no_lines_together() -> None:
    for quoted in ('"no aspirin\n  warfarin"', "'no aspirin\n  warfarin'", '"war\\\n  farin"'):
        assert refusal(f"medicines: {quoted}\n") == f"1:12: {says.QUOTE_ON_NEXT_LINE}"
    for mark in (">", ">-", ">2"):
        assert refusal(f"medicines: {mark}\n  no aspirin\n  warfarin\n") == f"1:12: {says.FOLDED}"


@pytest.mark.parametrize("header", ["|", "|-", "|+", "|2", "|-2", "|2-", "|  "])
def test_a_block_keeps_its_lines(header: str) -> None:
    assert read(f"a: {header}\n  no aspirin\n  warfarin\n")["a"].splitlines() == ["no aspirin", "warfarin"]


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("text", ["a: warfarin{}# aspirin\n", 'a: "no aspirin{}  warfarin"\n', "# x{}a: warfarin\n"])
def test_a_line_end_that_not_every_program_shows_is_refused(end: str, text: str) -> None:
    column = text.index("{}") + 1
    assert refusal(text.format(end)) == f"1:{column}: {says.LINE_END.format(code=ord(end))}"


# What else YAML takes away


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("%FOO warfarin\n---\nage: 34\n", f"1:1: {verbatim.DIRECTIVE}"),
        ("%YAML 1.1\n---\nage: 34\n", f"1:1: {verbatim.DIRECTIVE}"),
        ("age: 34\n---\nmedicines: a\n", "2:1: a second document starts here; keep to one, without '---'"),
        ("age: 34\n---\n", "2:1: a second document starts here; keep to one, without '---'"),
        ("age: 34\n...\nmedicines: a\n", f"3:1: {yaml_faults.BEHIND_THE_DOTS}"),
        ("age: 34\n... medicines\n", f"2:5: {yaml_faults.BEHIND_THE_DOTS}"),
        ("age: 34\n... # b\n", f"2:1: {says.PASSED_OVER}"),
        ("a: &b c\n", f"1:4: {verbatim.ANCHOR}"),
        ("a: *b\n", f"1:4: {verbatim.REFERENCE}"),
        ("a: !b c\n", f"1:4: {verbatim.TAG}"),
        ("a: !!str c\n", f"1:4: {verbatim.TAG}"),
        ("a: ! c\n", f"1:4: {verbatim.TAG}"),
        ("a: b\na: c\n", "2:1: this stands here twice; it is already on line 1"),
        ('a: b\n"a": c\n', "2:1: this stands here twice; it is already on line 1"),
        ("a: {b: c, b: d}\n", "1:11: this stands here twice; it is already on line 1"),
        ("? [a]\n: b\n", "1:3: a name is needed in front of the colon here"),
        ("? {a: b}\n: c\n", "1:3: a name is needed in front of the colon here"),
        ('a: "b\\x00"\n', "1:4: there is a control character here (U+0000); take it out"),
        ('a: "b\\e[2J"\n', "1:4: there is a control character here (U+001B); take it out"),
        ('"a\\b": c\n', "1:1: there is a control character here (U+0008); take it out"),
        ('a: "b\\ud83d"\n', "1:4: there is half a character in this text (an unpaired \\u escape)"),
    ],
)
def test_what_yaml_would_take_away_or_take_for_something_else_is_refused(text: str, says: str) -> None:
    assert refusal(text) == says


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a: [b 2,5 mg]\n", {"a": ["b 2", "5 mg"]}),
        ("a: {b, c}\n", {"a": {"b": "", "c": ""}}),
        ("a: [b: c]\n", {"a": [{"b": "c"}]}),
        ("a: [-, b]\n", {"a": ["-", "b"]}),
        ("a:: b\n", {"a:": "b"}),
        ("? a\n: b\n? c\n", {"a": "b", "c": ""}),
        ("<<: {a: b}\n", {"<<": {"a": "b"}}),
        ("a: it's\nb: 'it''s'\n", {"a": "it's", "b": "it's"}),
        ('a: "\\u202eb\\u200b\\t\\x41"\n', {"a": "\u202eb\u200b\tA"}),
        ("a: b\u200b\u202e\ufeffc\u3000d\n", {"a": "b\u200b\u202e\ufeffc\u3000d"}),
        (f"a: {'b ' * 5000}c\n", {"a": f"{'b ' * 5000}c"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("--- {a: b}\n", {"a": "b"}),
    ],
)
def test_everything_else_stays_to_be_read_or_refused_by_its_meaning(text: str, kept: object) -> None:
    assert read(text) == kept


def test_a_mark_of_utf_8_inside_a_text_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files put together hold one; each parser has its own view of it, and neither lets it lead to a lost line."""
    monkeypatch.setattr(from_yaml, "PARSER", C)
    assert re.match("2:[12]: ", refusal("age: 34\n\ufeffmedicines: a\n"))
    assert refusal("\ufeff# x\nage: 34\n") == f"1:1: {says.PASSED_OVER}"


# JSON

BROKEN_JSON = [
    ('{"a": "b\\u0000"}', "1:7: there is a control character here (U+0000); take it out"),
    ('{"a": "\\b"}', "1:7: there is a control character here (U+0008); take it out"),
    ('{"a\\u009b": 1}', "1:2: there is a control character here (U+009B); take it out"),
    ('{"a": "\\ud83d"}', "1:7: there is half a character in this text (an unpaired \\u escape)"),
    ('{"a": 1, "\\u0061": 2}', "1:10: this stands here twice; it is already on line 1"),
    ('{"a": {"b": 1, "b": 2}}', "1:16: this stands here twice; it is already on line 1"),
    ('{"a": 1} {"b": 2}', "1:10: nothing more is expected here"),
    ('{"a": 1} # b', "1:10: nothing more is expected here"),
    ('{"a": null}', '1:7: null is not an answer; write "not sure", or leave the entry out'),
    ('{"a": 010}', "1:7: this is not valid JSON: expected a value here"),
]


@pytest.mark.parametrize(("text", "says"), BROKEN_JSON)
def test_json_loses_nothing_either(text: str, says: str) -> None:
    assert refusal(text, as_json=True) == says
    assert quick_json(text, ANSWERS) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"a": "no\\nb\u2028c\\t\\ud83d\\ude00\u200b"}', {"a": "no\nb\u2028c\t😀\u200b"}),
        ('{"a": [1e3, 34.0, -0.50, 12345678901234567890]}', {"a": ["1e3", "34.0", "-0.50", "12345678901234567890"]}),
        ('{"a": [["b"], {"c": "d #e"}]}', {"a": [["b"], {"c": "d #e"}]}),
    ],
)
def test_json_keeps_what_was_typed_by_either_way_of_reading(text: str, kept: object) -> None:
    assert read(text, as_json=True) == kept
    assert plain(quick_json(text, ANSWERS)) == kept


@pytest.mark.parametrize("value", [{"a": "b\0"}, {"a\x1b": "b"}, ["\ud800"]])
def test_a_value_in_memory_is_held_to_the_same_letters(value: object) -> None:
    with pytest.raises(InvalidFile, match=r"control character|half a character"):
        node_of(value, ANSWERS)


# Anything

PIECES = [
    " ", " ", "  ", "\n", "\n", "\n  ", "\n- ", "\n  - ", ": ", ": ", ":", ", ", ",", "[", "]", "{", "}", "#", " #",
    "\n#", "'", '"', "|\n  ", ">\n  ", "|", ">", "- ", "? ", "\n? ", "\n: ", "\n---\n", "--- ", "\n...\n", "...",
    "%", "\n%A ", "&", "*", "!", "<<: ", "@", "\t", "\r\n", "\r", "\x85", "\u2028", "\ufeff", "\\", "\u00a0", "word0: ",
    "word0: [",
]  # fmt: skip


@pytest.mark.usefixtures("quick")
@settings(deadline=None, max_examples=1500, database=None)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.just("word"), max_size=14))
@example(pieces=["word: ", "word", " #", "word"])
@example(pieces=["word", '"', "#", "\r\n", "#", "word"])
def test_no_word_of_an_answers_file_is_lost_whatever_stands_around_it(pieces: list[str]) -> None:
    """Each word is another one; those on lines that begin with `#` are remarks."""
    text = ""
    for number, piece in enumerate(pieces, start=1):
        text += piece
        if piece == "word":
            text += str(number)
    try:
        found = json.dumps(read(text), ensure_ascii=False)
    except InvalidFile:
        return
    begins_so = re.search(r'(?<!\\)"#', found) is not None  # a text in quotes
    answers = [line for line in text.split("\n") if begins_so or not line.lstrip(" \t").startswith("#")]
    typed = set(re.findall(r"word\d+", "\n".join(answers)))
    assert {word for word in typed if not re.search(rf"{word}(?!\d)", found)} == set()


@pytest.mark.usefixtures("quick")
@settings(deadline=None, max_examples=300, database=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8), max_size=4))
def test_what_is_accepted_without_quotes_is_exactly_what_was_typed(words: list[str]) -> None:
    text = " ".join(words).strip()
    try:
        found = read(f"a: {text}\n")
    except InvalidFile:
        return
    if isinstance(found, dict) and isinstance(found.get("a"), str) and text[:1] not in ("'", '"', "|", ">"):
        assert found["a"] == text


def test_reading_takes_time_that_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in characters looked at, not in seconds: each line of remarks is met once."""
    searched: list[int] = []

    class Counted:
        def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
            found = re.compile(r"[^ \t\r\n\-?:,\[\]{}]").search(text, start, end)
            stop = found.start() if found else end
            searched.append(stop - start)
            return found

    monkeypatch.setattr(says, "_OTHER", Counted())
    text = "a: b\n" + "# x\n\n" * 3000 + "c:\n" + "  - d\n" * 500
    assert len(read(text)["c"]) == 500
    assert sum(searched) < 2 * len(text)
