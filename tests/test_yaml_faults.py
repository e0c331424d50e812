"""A file that is no YAML: one sentence for each common fault, at the place to mend, whichever parser meets it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from acucheck.errors import InvalidFile
from acucheck.located import Origin, from_yaml, read_node, verbatim
from acucheck.located import yaml_faults as says

PARSERS = [getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.BaseLoader]


@pytest.fixture(params=PARSERS, ids=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - it has no type
    monkeypatch.setattr(from_yaml, "PARSER", request.param)
    return request.param


def refusals(text: str) -> list[str]:
    """What is said of *text* as a rule book and as somebody's answers."""
    found = []
    for private in (False, True):
        with pytest.raises(InvalidFile) as error:
            read_node(text, Origin("file", private=private))
        found.append(str(error.value))
    return found


def first(character: str) -> str:
    return says.FIRST_CHARACTER.format(first=character)


FAULTS = {
    "a tab in front": ("plan:\n\tZanzibar: x\n", "2:1", says.TAB_IN_FRONT),
    "a tab after spaces": ("a: b\n \tZanzibar\nc: {\n", "2:2", says.TAB_IN_FRONT),
    "a quote to the end": ('a: "Zanzibar\nb: c\n', "1:4", says.NO_QUOTE),
    "a single quote to the end": ("a: 'Zanzibar\nb: c\n", "1:4", says.NO_QUOTE),
    "a quote to three dashes": ('a: "Zanzibar\n--- b"\n', "1:4", says.NO_QUOTE),
    "a bracket and the next name": ("a: [Zanzibar\nb: c\n", "1:4", says.NO_BRACKET),
    "a bracket to the end": ("a: [Zanzibar", "1:4", says.NO_BRACKET),
    "a bracket after a comma": ("a: [Zanzibar,", "1:14", says.NO_BRACKET_AT_END),
    "a brace and the next name": ("a: {Zanzibar: x\nb: c\n", "1:4", says.NO_BRACKET),
    "another bracket": ("a: [Zanzibar}\n", "1:13", says.OTHER_BRACKET),
    "another brace": ("a: {Zanzibar]\n", "1:13", says.OTHER_BRACKET),
    "no comma": ('a: ["Zanzibar" b]\n', "1:16", says.NO_COMMA),
    "two commas": ("a: [Zanzibar,,b]\n", "1:14", says.NOTHING_THERE),
    "a comma in front": ("a: ,Zanzibar\n", "1:4", says.NOTHING_THERE),
    "a bracket that closes nothing": ("a: ] Zanzibar\n", "1:4", says.NO_OPENING),
    "a brace that closes nothing": ("a: } Zanzibar\n", "1:4", says.NO_OPENING),
    "a bracket too many": ("a: [Zanzibar]]\n", "1:14", says.NO_OPENING),
    "a brace too many": ("a: {Zanzibar: b}}\n", "1:17", says.NO_OPENING),
    "text behind a quote": ('a: "Zanzibar" b\n', "1:15", says.BEHIND_THE_END),
    "a quote in quotes": ("a: 'Zan'zibar'\n", "1:9", says.BEHIND_THE_END),
    "text behind a bracket": ("a: [Zanzibar] b\n", "1:15", says.BEHIND_THE_END),
    "no colon": ("a: b\nZanzibar\nc: d\n", "2:1", says.NO_COLON),
    "no colon, indented": ("a:\n  b: c\n  Zanzibar\n  c: d\n", "3:3", says.NO_COLON),
    "no space behind the colon": ("a: b\nc:Zanzibar\n", "2:1", says.NO_COLON),
    "no space in the first line": ("a:Zanzibar\nb: c\n", "1:1", says.NO_COLON),
    "no space, and a remark below": ("a:Zanzibar\n\n# x\nb: c\n", "1:1", says.NO_COLON),
    "one word, then a name": ("Zanzibar\n# x\nb: c\n", "1:1", says.NO_COLON),
    "a space that does not break": ("a: b\nc:\u00a0Zanzibar\nd: e\n", "2:2", says.ODD_COLON.format(code=0xA0)),
    "such a space in the first line": ("a:\u00a0Zanzibar\nd: e\n", "1:2", says.ODD_COLON.format(code=0xA0)),
    "a space without width": ("a: b\nc:\u200bZanzibar\nd: e\n", "2:2", says.ODD_COLON.format(code=0x200B)),
    "a wide colon": ("a: b\nc\uff1aZanzibar\nd: e\n", "2:2", says.ODD_COLON.format(code=0xFF1A)),
    "a second colon": ("a: Zanzibar: b\n", "1:12", says.SECOND_COLON),
    "a second colon at the end": ("a: Zanzibar:\n", "1:12", says.SECOND_COLON),
    "a second colon in braces": ("a: {b: Zanzibar: c}\n", "1:16", says.SECOND_COLON),
    "a colon behind a quote": ('a: "Zanzibar": b\n', "1:14", says.SECOND_COLON),
    "indented for no reason": ("a: Zanzibar\n  b: c\n", "2:3", says.INDENTED),
    "a name behind three dashes": ("--- Zanzibar: b\n", "1:1", says.INDENTED),
    "indented too little": ("a:\n    b: Zanzibar\n  c: d\n", "3:3", says.INDENTED),
    "the first line indented": (" a: Zanzibar\nb: c\n", "2:1", says.INDENTED),
    "a name below a list": ("- Zanzibar\n b: c\n", "2:2", says.INDENTED),
    "a dash too far to the left": ("a:\n  - Zanzibar\n - b\n", "3:2", says.INDENTED),
    "a list, then a name": ("- Zanzibar\nb: c\n", "2:1", says.LIST_AND_NAMES),
    "a name, then a list": ("a: Zanzibar\n- b\n", "2:1", says.LIST_AND_NAMES),
    "a dash behind a colon": ("a: - Zanzibar\n", "1:4", says.DASH),
    "a dash in brackets": ("a: [- Zanzibar]\n", "1:5", first("'- '")),
    "a question mark": ("a: ? Zanzibar\n", "1:4", first("'? '")),
    "an at sign": ("a: @Zanzibar\n", "1:4", first("'@'")),
    "a backtick": ("a: `Zanzibar`\n", "1:4", first("'`'")),
    "a percent sign": ("a: %Zanzibar\n", "1:4", first("'%'")),
    "a greater-than sign": ("a: > 5 Zanzibar\n", "1:4", first("'|' or '>'")),
    "a bar": ("a: |Zanzibar\n", "1:4", first("'|' or '>'")),
    "a bar in brackets": ("a: [|Zanzibar]\n", "1:5", first("'|'")),
    "a star": ("a: **Zanzibar**\n", "1:4", verbatim.REFERENCE),
    "an ampersand": ("a: & Zanzibar\n", "1:4", verbatim.ANCHOR),
    "an anchor twice": ("a: &Zanzibar b\nc: &Zanzibar d\n", "1:4", verbatim.ANCHOR),
    "a tag not closed": ("a: !<Zanzibar b\n", "1:4", verbatim.TAG),
    "a tag that is nowhere": ("a: !Zanzibar!b c\n", "1:4", verbatim.TAG),
    "a percent line": ("%Zanzibar: x\n", "1:1", verbatim.DIRECTIVE),
    "a directive": ("%YAML 1.1\n---\na: Zanzibar\n", "1:1", verbatim.DIRECTIVE),
    "a later YAML": ("%YAML 3.0\n---\na: Zanzibar\n", "1:1", verbatim.DIRECTIVE),
    "a directive twice": ("%YAML 1.1\n%YAML 1.1\n---\na: Zanzibar\n", "2:1", verbatim.DIRECTIVE),
    "handles for tags": ("%TAG ! tag:Zanzibar,2000:\n---\na: b\n", "1:1", verbatim.DIRECTIVE),
    "no name": ("a: b\n: Zanzibar\n", "2:1", verbatim.NO_NAME),
    "no name in braces": ("a: {: Zanzibar}\n", "1:5", verbatim.NO_NAME),
    "an unknown code": ('a: "Zanzibar\\q"\n', "1:14", says.ESCAPE),
    "half a code": ('a: "Zanzibar\\x1"\n', "1:15", says.ESCAPE),
    "a code beyond all": ('a: "Zanzibar\\UFFFFFFFF"\n', "1:15", says.ESCAPE),
    "text below three dots": ("a: b\n...\nc: Zanzibar\n", "3:1", says.BEHIND_THE_DOTS),
    "text behind three dots": ("a: b\n... Zanzibar\n", "2:5", says.BEHIND_THE_DOTS),
    "nothing but three dots": ("...\n", "1:1", says.UNKNOWN),
    "a name that never ends": (f"{'Zanzibar ' * 130}: x\n", "1:1171", says.LONG_NAME),
}


@pytest.mark.parametrize(("text", "place", "sentence"), FAULTS.values(), ids=FAULTS)
def test_each_fault_has_a_sentence_of_its_own_at_the_place_to_mend(text: str, place: str, sentence: str) -> None:
    assert refusals(text) == [f"file:{place}: {sentence}"] * 2
    assert "Zanzibar" not in sentence


def test_a_quote_that_a_later_one_closes_is_named_where_it_opens() -> None:
    for text in ('a: "Zanzibar\nb: "c"\n', 'a: ["Zanzibar, b]\nc: ["d"]\n'):
        column = text.index('"') + 1
        book, answers = refusals(text)
        assert book == f"file:1:{column}: {says.LATE_QUOTE}"
        assert answers.startswith(f"file:1:{column}: the quote that opens here is not closed on this line")


@pytest.mark.parametrize(
    "text",
    ["[" * 1001, "[" * 41, "a: " + "[" * 10_000, "{a: " * 2000, "{" * 5000, "- " * 3000, "[" * 500 + "]" * 500],
    ids=["1,001 brackets", "41 brackets", "behind a name", "entries", "braces", "dashes", "closed again"],
)
def test_deep_nesting_is_called_so_by_every_parser(text: str) -> None:
    for refusal in refusals(text):
        assert refusal.endswith(": this is nested more than 40 deep")


def test_a_fault_behind_the_last_line_is_told_there() -> None:
    """The library in C has the end of the text on a line of its own."""
    mark = yaml.Mark("file", 12, 1, 0, None, 0)
    error = yaml.MarkedYAMLError(problem="did not find expected ',' or ']'", problem_mark=mark)
    problem = says.fault(error, "a: [Zanzibar", Origin("file"), None)
    assert str(problem) == f"file:2:1: {says.UNKNOWN}"


def test_a_tab_inside_a_line_is_refused_by_the_parser_in_python_alone(parser: Any) -> None:  # noqa: ANN401 - as above
    text = "a:\tb\n"
    if parser is yaml.BaseLoader:
        assert refusals(text) == [f"file:1:3: {says.TAB}"] * 2
    else:
        assert read_node(text, Origin("file", private=True)) is not None


def test_what_only_the_parser_in_c_refuses_stays_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of it may do so for any reason; PyYAML's own parser then has nothing to say."""

    class Stricter(yaml.BaseLoader):
        def get_event(self) -> Any:  # noqa: ANN401 - it has no type
            mark = yaml.Mark("", 0, 0, 3, "", 0)
            raise yaml.MarkedYAMLError("while being strict", None, "no such thing here", mark)

    monkeypatch.setattr(from_yaml, "PARSER", Stricter)
    assert refusals("a: b\n") == [f"file:1:4: {says.UNKNOWN}"] * 2


def test_an_error_without_a_place_or_a_reason_is_put_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(yaml.BaseLoader):
        def get_event(self) -> Any:  # noqa: ANN401 - it has no type
            raise yaml.MarkedYAMLError

    monkeypatch.setattr(from_yaml, "PARSER", Silent)
    assert refusals("a: b\n") == [f"file:1:1: {says.UNKNOWN}"] * 2
