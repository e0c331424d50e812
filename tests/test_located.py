"""Strict YAML and JSON: every scalar keeps its text, every node its place, and what is written reads back the same."""

from __future__ import annotations

import io
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck.errors import InvalidFile
from acucheck.located import Node, Origin, decode_each, from_yaml, read_node, read_text
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import write_yaml

ORIGIN = Origin("file")
PRIVATE = Origin("file", private=True)
PARSERS = [getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.BaseLoader]


@pytest.fixture(params=PARSERS, ids=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_yaml, "PARSER", request.param)


def node(text: str, origin: Origin = ORIGIN, *, as_json: bool = False) -> Node:
    found = read_node(text, origin, as_json=as_json)
    assert found is not None
    return found


def plain(found: Node) -> Any:  # noqa: ANN401 - a tree of lists, mappings and text
    """The node without its places."""
    if found.content is None:
        return {}
    if isinstance(found.content, str):
        return found.content
    if found.is_mapping():
        return {key.text(): plain(value) for key, value in found.pairs()}
    return [plain(item) for item in found.content if isinstance(item, Node)]


def refusal(found: pytest.ExceptionInfo[InvalidFile]) -> str:
    return str(found.value)


# What is read


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "~",
        "null",
        "12:30",
        "2026.10",
        "2026-11-22",
        "0x1F",
        "1e3",
        "1_000",
        ".inf",
        "=",
        "<<",
        "010",
    ],
)
def test_a_word_that_yaml_would_guess_at_stays_text(text: str) -> None:
    assert plain(node(f"- {text}\n- [{text}]\n- {{key: {text}, {text}: key}}")) == [
        text,
        [text],
        {"key": text, text: "key"},
    ]


def test_every_node_knows_its_place_in_characters_from_one() -> None:
    key, value = node("é: [ü,\n  {ö: ä}]").pairs()[0]
    first, second = value.parts()
    inner = second.pairs()[0]
    places = [str(each_one.place) for each_one in (key, value, first, second, *inner)]
    assert places == ["file:1:1", "file:1:4", "file:1:5", "file:2:3", "file:2:4", "file:2:7"]


def test_json_has_the_same_places_as_yaml() -> None:
    text = '\n {"a":\t[1, "é",\r\n "b"],\n\n  "c": {"d": ["x"]}}\n'
    yaml_text = text.replace("\t", " ")

    def places(found: Node) -> list[str]:
        if found.is_text():
            return [str(found.place)]
        parts = found.parts() if not found.is_mapping() else [*chain.from_iterable(found.pairs())]
        inside = [places(part) for part in parts]
        return [str(found.place), *chain.from_iterable(inside)]

    assert places(node(text, as_json=True)) == places(node(yaml_text))


def test_json_gives_the_same_texts_as_the_standard_library_and_true_and_false_as_words() -> None:
    text = '{"a": [true, false, -1.5e3, 0, "\\u00e9\\ud83d\\ude00\\n"], "b": {}, "c": []}'
    assert plain(node(text, as_json=True)) == {
        "a": ["true", "false", "-1.5e3", "0", "é😀\n"],
        "b": {},
        "c": [],
    }


@pytest.mark.parametrize("text", ["", " \n", "# only this\n", "---\n", "---\n# only this\n...\n"])
def test_a_text_with_nothing_in_it_is_no_node(text: str) -> None:
    assert read_node(text, ORIGIN) is None


def test_an_empty_text_in_quotes_is_a_node() -> None:
    assert node("''").content == ""


def test_json_that_is_blank_is_no_node() -> None:
    assert read_node(" \n\t", ORIGIN, as_json=True) is None


def test_nesting_is_allowed_to_forty_and_no_deeper() -> None:
    for as_json in (False, True):
        node("[" * 40 + '"x"' + "]" * 40, as_json=as_json)
        with pytest.raises(InvalidFile, match="nested more than 40 deep"):
            node("[" * 41 + '"x"' + "]" * 41, as_json=as_json)


def test_a_character_that_no_yaml_may_hold_is_named_with_its_place() -> None:
    with pytest.raises(InvalidFile) as found:
        node("a: \x07")
    assert refusal(found) == "file:1:4: there is a control character here (U+0007); take it out"


def test_a_long_json_list_is_read_in_time_that_grows_with_it() -> None:
    text = "[" + ",\n".join(["1"] * 20_000) + "]"
    assert node(text, as_json=True).parts()[-1].line == 20_000


# What a decoder asks


def test_one_scalar_may_stand_for_a_list_of_one() -> None:
    assert [item.text() for item in node("a").items()] == ["a"]
    assert [item.text() for item in node("[a, b]").items()] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "ask", "says"),
    [
        ("[a]", Node.text, "expected one line of text here, not a list or further entries"),
        ("{}", Node.text, "expected one line of text here, not a list or further entries"),
        ("''", Node.text, "nothing is written here; fill it in or take the line out"),
        ("a", Node.parts, "expected a list here"),
        ("{}", Node.items, "expected a list here"),
        ("{a: b}", Node.items, "expected a list here"),
        ("[]", Node.items, "this list is empty; fill it in or take the line out"),
        ("a", Node.pairs, "expected entries of the form 'name: value' here"),
        ("[]", Node.pairs, "expected entries of the form 'name: value' here"),
        ("{}", Node.pairs, "there are no entries here; fill it in or take the line out"),
        ("nan", Node.number, "expected a number, not 'nan'"),
        ("-.inf", Node.number, "expected a number, not '-.inf'"),
        ("1e3", Node.number, "expected a number, not '1e3'"),
        ("1_0", Node.number, "expected a number, not '1_0'"),
        ("9" * 400, Node.number, f"expected a number, not '{'9' * 60}...'"),
        ("1.5", Node.whole, "expected a whole number, not '1.5'"),
    ],
)
def test_a_node_refuses_what_it_is_not(text: str, ask: Any, says: str) -> None:  # noqa: ANN401 - a question to a node
    with pytest.raises(InvalidFile) as found:
        ask(node(text))
    assert refusal(found) == f"file:1:1: {says}"


@pytest.mark.parametrize(("text", "number"), [("34", 34), ("+1.50", 1.5), ("-7", -7), ("007", 7), ("٣٤", 34)])
def test_a_plain_decimal_number_is_a_number(text: str, number: float) -> None:
    assert node(text).number() == number


def test_a_whole_number_may_have_a_nought_behind_its_point() -> None:
    assert node("2.0").whole() == 2


def test_unknown_and_missing_entries_are_named_together() -> None:
    with pytest.raises(InvalidFile) as found:
        node("{nane: a, x: c, of: d}").fields(["name", "of", "by"], ["at"])
    assert refusal(found).splitlines() == [
        "file:1:2: no entry here is called 'nane'; did you mean 'name'?",
        "file:1:11: no entry here is called 'x'",
        "file:1:1: missing here: name, by",
    ]


def test_entries_come_back_by_name() -> None:
    assert {name: plain(value) for name, value in node("{a: 1, c: 3}").fields(["a"], ["b", "c"]).items()} == {
        "a": "1",
        "c": "3",
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "there is nothing that 'lvel' could name here"),
        (["place"], "expected place, not 'lvel'"),
        (["level", "place"], "expected one of level, place, not 'lvel'; did you mean 'level'?"),
        (
            [*"abcdefghijk", "level"],
            "expected one of a, b, c, d, e, f, g, h, i, j or 2 others, not 'lvel'; did you mean 'level'?",
        ),
    ],
    ids=["none", "one", "two", "many"],
)  # fmt: skip
def test_a_word_that_is_none_of_the_right_ones_is_refused_with_them(words: list[str], says: str) -> None:
    with pytest.raises(InvalidFile) as found:
        node("lvel").one_of(dict.fromkeys(words, 1))
    assert refusal(found) == f"file:1:1: {says}"


def test_a_right_word_gives_what_it_stands_for() -> None:
    assert node("level").one_of({"level": 3}) == 3


@pytest.mark.parametrize(
    "ask",
    [Node.number, Node.whole, lambda found: found.one_of({"word": 1}), lambda found: found.pairs()],
    ids=["number", "whole", "word", "entries"],
)
def test_what_stands_in_a_private_file_is_never_repeated(ask: Any) -> None:  # noqa: ANN401 - a question to a node
    with pytest.raises(InvalidFile) as found:
        ask(node("Zanzibar", PRIVATE))
    assert "Zanzibar" not in refusal(found)


def test_every_entry_is_decoded_and_all_problems_come_together() -> None:
    entries = node("{a: 1, b: x, c: y}").pairs()
    with pytest.raises(InvalidFile) as found:
        decode_each(entries, lambda _, value: value.number())
    assert refusal(found).splitlines() == [
        "file:1:11: expected a number, not 'x'",
        "file:1:17: expected a number, not 'y'",
    ]
    assert decode_each(entries[:1], lambda _, value: value.number()) == {"a": 1}


# Files


def test_a_file_is_read_with_or_without_the_mark_of_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for data in ("ü: 1\n".encode(), "\ufeffü: 1\n".encode()):
        path.write_bytes(data)
        assert read_text(str(path), ORIGIN) == "ü: 1\n"


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("ü".encode()), encoding="ascii"))
    assert read_text("-", ORIGIN) == "ü"


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InvalidFile) as found:
        read_text("-", ORIGIN)
    assert refusal(found) == "file:1:1: there is no standard input; name a file"


def test_a_path_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(InvalidFile) as found:
        read_text("a\0b", ORIGIN)
    assert refusal(found) == "file:1:1: the file cannot be read (not a usable file name)"


# What is written

AWKWARD = [
    "no", "Yes", "~", "null", "12:30", "2026.10", "1e3", "- x", "? x", "x: y", "#", "a # b", " leading", "trailing ",
    "", " ", "'", '"', "\\", "\\u00e9", "a\nb", "a\n\n b\n", "\t", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a",
    "`a", "---", "...", "é", "日本語", "😀", "\u2028", "\ufeff", "a" * 300, "word " * 80, "=", "<<", ",", "a, b",
]  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD, ids=repr)
def test_awkward_text_is_written_so_that_it_reads_back_the_same(text: str) -> None:
    tree = {"key": text, "list": [text, [text]], text: "value"}
    assert read_back(tree) == tree


def read_back(tree: Any) -> Any:  # noqa: ANN401 - a tree of lists, mappings and text
    def of(found: Node) -> Any:  # noqa: ANN401 - as above
        if isinstance(found.content, str):
            return found.content
        if found.is_mapping():
            return {str(key.content): of(value) for key, value in found.pairs()}
        return [of(item) for item in found.parts()]

    return of(node(write_yaml(tree), PRIVATE))


@pytest.mark.usefixtures("quick")
@settings(max_examples=150, deadline=None, database=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_any_text_is_written_so_that_it_reads_back_the_same(text: str) -> None:
    tree = {"a": text, "b": [text, f" {text}", f"{text} "], "c": {"d": text}}
    assert read_back(tree) == tree


def test_what_stands_twice_is_written_twice() -> None:
    shared = ["ST36", "LI4"]
    tree = {"cupping": shared, "needles": shared}
    assert write_yaml(tree) == "cupping: [ST36, LI4]\nneedles: [ST36, LI4]\n"
    assert write_yaml(["ST36", "LI4"]) == "[ST36, LI4]\n"
    assert read_back(tree) == tree


def test_plain_data_becomes_nodes_that_decode_like_a_file() -> None:
    node = node_of({"a": ["x", {"b": "y"}], "empty": {}}, Origin("here"))
    fields = node.fields(["a"], ["empty"])
    assert [item.is_text() for item in fields["a"].parts()] == [True, False]
    assert fields["empty"].is_mapping()
