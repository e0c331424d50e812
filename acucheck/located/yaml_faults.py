"""What is wrong with a text that is no YAML, said to somebody who never heard of YAML, at the place to mend."""

from __future__ import annotations

import re
from typing import Any

import yaml

from acucheck.errors import Problem
from acucheck.located.characters import not_text, place_at
from acucheck.located.node import Origin
from acucheck.located.verbatim import ANCHOR, DIRECTIVE, NO_NAME, REFERENCE, TAG

UNKNOWN = "this cannot be read: a colon, quote, bracket or the indentation is wrong here or just above"

TAB_IN_FRONT = "this line is indented with a tab; use spaces"
TAB = "a tab stands here; use spaces"
NO_COLON = "there is no colon with a space behind it on this line; write 'name: value', or take out what is no answer"
QUOTED_MAIL = "this line begins with '>', as mail marks what it quotes; take '>' away at the front of every line"
FENCE = "a line of backticks is no answer; take it out"
ODD_COLON = "this is not a plain colon with a plain space behind it (U+{code:04X}); type ':' and a space"
SECOND_COLON = "a second colon with a space behind it stands on this line; put the text in quotes"
INDENTED = "this line begins in a column of its own; let it begin in the same column as the lines it belongs with"
NO_QUOTE = "the quote that opens here is not closed; close it with the same mark"
LATE_QUOTE = "the quote that opens here is closed on a later line; close it with the same mark where its text ends"
NO_BRACKET = "the bracket that opens here is not closed, or a comma is missing between its parts"
NO_BRACKET_AT_END = "the text ends before the last bracket is closed; close it"
NO_COMMA = "a comma is missing in front of this; or put the whole text in quotes"
OTHER_BRACKET = "this bracket is of another kind than the one that opened; close '[' with ']' and '{' with '}'"
NO_OPENING = "a bracket closes here that was not opened; take it out, or put the text in quotes"
NOTHING_THERE = "nothing stands in front of this comma; take it out, or put the whole text in quotes"
BEHIND_THE_END = (
    "nothing can follow the closing quote or bracket on this line; put the whole text in quotes, of the other kind "
    "if there are quotes in it"
)
BEHIND_THE_DOTS = "nothing can follow a line of three dots; take that line out"
DASH = "a '-' cannot stand behind a colon; begin a line of its own with it, or put the text in quotes"
LIST_AND_NAMES = (
    "lines with '-' and lines with a name and a colon are mixed here; begin all with '-', or indent the list"
)
LONG_NAME = "the name in front of this colon has more than 1,000 characters; is a colon or a line end missing?"
FIRST_CHARACTER = "a text cannot begin with {first}; put it in quotes"
ESCAPE = "a '\\' in double quotes is not followed by a code that is known; write '\\\\' for the sign itself"

TOO_LARGE = "found an escape beyond all characters"
"""A reason of our own, where the parser in Python fails without one."""

_BEGINNING = (
    ("while scanning a quoted scalar", NO_QUOTE),
    ("while scanning an anchor", ANCHOR),
    ("while scanning an alias", REFERENCE),
    ("while scanning a tag", TAG),
    ("while parsing a tag", TAG),
    ("while scanning a directive", DIRECTIVE),
    ("while scanning a block scalar", FIRST_CHARACTER.format(first="'|' or '>'")),
)
"""By what the parser was reading: faults that are mended where that began."""

_HERE = (
    ("sequence entries are not allowed here", DASH),
    ("mapping keys are not allowed here", FIRST_CHARACTER.format(first="'? '")),
    ("found unknown escape character", ESCAPE),
    ("expected escape sequence", ESCAPE),
    (TOO_LARGE, ESCAPE),
    ("found undefined tag handle", TAG),
    ("found incompatible YAML document", DIRECTIVE),
    ("found duplicate", DIRECTIVE),
    ("expected the node content, but found ','", NOTHING_THERE),
    ("expected the node content, but found ':'", NO_NAME),
    ("expected the node content, but found '-'", FIRST_CHARACTER.format(first="'- '")),
    ("expected the node content, but found ']'", NO_OPENING),
    ("expected the node content, but found '}'", NO_OPENING),
    ("expected the node content, but found '<stream end>'", NO_BRACKET_AT_END),
    ("expected <block end>, but found ']'", NO_OPENING),
    ("expected <block end>, but found '}'", NO_OPENING),
    ("expected <block end>, but found ':'", NO_NAME),
    ("expected <block end>, but found '-'", LIST_AND_NAMES),
    ("expected <block end>, but found '?'", LIST_AND_NAMES),
    ("expected <block end>, but found '<block", INDENTED),
    ("expected <block end>, but found", BEHIND_THE_END),
)
"""By how the parser's own reason begins: faults that are mended where they were met."""

_LONGEST_NAME = 1_000
"""Characters. YAML looks no further than 1,024 back from a colon."""
_QUOTES = ("'", '"')
_FIRST = r"found character '([@`%|>?])' that cannot start any token"
_COLON = r":([ \t]|$)"
_NEARLY_A_COLON = "\uff1a|:(?=[^\\S \\t])|:(?=[\u200b\u2060\ufeff])"
"""Compiled when a fault is met: most files have none, and every start would pay for it."""


def fault(error: yaml.YAMLError, text: str, origin: Origin, last: Any) -> Problem:
    """The problem that *error* is, met behind the *last* scalar. Best known are the reasons of the parser in Python."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return _Fault(error, error.problem_mark, text, origin, last).problem()
    index, sentence = not_text(text) or (0, UNKNOWN)  # a character that no YAML may hold
    return Problem(place_at(text, index, origin), sentence)


class _Fault:
    """One error of the parser, with the lines that it is about."""

    def __init__(self, error: yaml.MarkedYAMLError, met: yaml.Mark, text: str, origin: Origin, last: Any) -> None:
        self.reason = str(error.problem)
        self.context = str(error.context)
        self.met = met
        self.began = error.context_mark or met
        self.lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)  # the ends of lines as the parser counts them
        self.origin = origin
        self.last = last

    def problem(self) -> Problem:
        """The sentence about the fault, at the place to mend."""
        if sentence := self._mark_in_front():
            return self._on(self.met.line, self._indent_of(self.met.line), sentence)
        return self._by_reason()

    def _by_reason(self) -> Problem:
        if quote := self._quote_closed_late():
            return self._problem_at(quote, LATE_QUOTE)
        for beginning, sentence in _HERE:
            if self.reason.startswith(beginning):
                return self._problem_at(self.met, sentence)
        for beginning, sentence in _BEGINNING:
            if self.context.startswith(beginning):
                return self._problem_at(self.began, sentence)
        if self.reason == "could not find expected ':'":
            return self._without_colon(self.began.line)
        if self.reason == "mapping values are not allowed here":
            return self._colon_too_many()
        if self.reason.startswith("expected ',' or "):
            return self._in_brackets()
        if self.reason.startswith("expected '<document start>'"):
            return self._after_the_end()
        return self._problem_at(self.met, self._first_character())

    def _mark_in_front(self) -> str:
        """What is to be said of the mark that the line at fault begins with, where mail or a chat put it there."""
        line = self._line_met().lstrip()
        if line.startswith(">"):
            return QUOTED_MAIL
        if line.startswith("```"):
            return FENCE
        return ""

    def _line_met(self) -> str:
        """The line that the fault was met on; empty behind the last one."""
        if self.met.line < len(self.lines):
            return self.lines[self.met.line]
        return ""

    def _indent_of(self, line: int) -> int:
        text = self.lines[line]
        return len(text) - len(text.lstrip(" "))

    def _quote_closed_late(self) -> yaml.Mark | None:
        """Where the last text opens, if it is in quotes that a later line closed, and the fault was met behind them."""
        if self.last is None or self.last.style not in _QUOTES:
            return None
        opened: yaml.Mark = self.last.start_mark
        closed = self.last.end_mark
        if opened.line < closed.line == self.met.line:
            return opened
        return None

    def _first_character(self) -> str:
        line = self._line_met()
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return TAB_IN_FRONT
        if self.reason.startswith(r"found character '\t'"):
            return TAB
        first = re.match(_FIRST, self.reason)
        if first is None:
            return UNKNOWN
        return FIRST_CHARACTER.format(first=f"'{first[1]}'")

    def _without_colon(self, line: int) -> Problem:
        text = self.lines[line]
        if nearly := re.search(_NEARLY_A_COLON, text):
            wrong = text[nearly.start() :].removeprefix(":")[0]
            return self._on(line, nearly.start(), ODD_COLON.format(code=ord(wrong)))
        return self._on(line, self._indent_of(line), NO_COLON)

    def _colon_too_many(self) -> Problem:
        """A second colon on a line, a line indented for no reason, or a line above that lacks its own colon."""
        line = self.met.line
        column = self.met.column
        text = self.lines[line]
        if re.search(_COLON, text[:column]):
            return self._problem_at(self.met, SECOND_COLON)
        if column > _LONGEST_NAME:
            return self._problem_at(self.met, LONG_NAME)
        above = self._line_above_without_name(line)
        if above is not None:
            return self._without_colon(above)
        return self._on(line, self._indent_of(line), INDENTED)

    def _after_the_end(self) -> Problem:
        """A line of three dots, a line above that lacks its colon, or one indented less than the first."""
        if any(line.startswith("...") for line in self.lines[: self.met.line + 1]):
            return self._problem_at(self.met, BEHIND_THE_DOTS)
        above = self._line_above_without_name(self.met.line)
        if above is None:
            return self._problem_at(self.met, INDENTED)
        return self._without_colon(above)

    def _line_above_without_name(self, line: int) -> int | None:
        """The nearest line above with more than a remark on it, if no name stands there and no dash."""
        for number in range(line - 1, -1, -1):
            text = self.lines[number].strip()
            if not text or text.startswith("#"):
                continue
            if text.startswith("- ") or re.search(_COLON, text):
                return None
            return number
        return None

    def _in_brackets(self) -> Problem:
        if self.reason.endswith(("got ']'", "got '}'")):
            return self._problem_at(self.met, OTHER_BRACKET)
        if self.met.line == self.began.line and not self.reason.endswith("end>'"):
            if self.reason.endswith("got ':'"):
                return self._problem_at(self.met, SECOND_COLON)
            return self._problem_at(self.met, NO_COMMA)
        return self._problem_at(self.began, NO_BRACKET)

    def _problem_at(self, mark: yaml.Mark, sentence: str) -> Problem:
        return self._on(mark.line, mark.column, sentence)

    def _on(self, line: int, column: int, sentence: str) -> Problem:
        return Problem(self.origin.place(line + 1, column + 1), sentence)
