"""That no reader of YAML passes over anything typed in an answers file.

YAML takes ` #` for a remark, runs lines together, and knows line ends that no editor shows: with `Tylenol #3, warfarin`
the warfarin is gone. So every character of a private text has to lie inside an answer or be known for what it is.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from acucheck.errors import InvalidFile, Problem
from acucheck.located.characters import place_at
from acucheck.located.node import Origin

REMARK = "what stands behind '#' would be lost; put a remark on a line of its own, and a text with '#' in it in quotes"
REMARK_IN_BRACKETS = "a remark cannot stand between brackets; write it above, or put a text with '#' in it in quotes"
REMARK_INDENTED = (
    "this remark is indented as if the answer above went on; let '#' begin where that line begins, "
    "or put the whole answer on one line, in quotes"
)
NEXT_LINE = "this runs on into the next line; keep each answer on one line, and put several into a list"
QUOTE_ON_NEXT_LINE = "the quote that opens here is not closed on this line; close it, and keep a long text on one line"
FOLDED = "'>' runs lines together; write '|', or a list with one answer on a line, or put the text in quotes"
PASSED_OVER = "this would be passed over; take it out, or put the whole text in quotes"
DIRECTIVE = "lines that begin with '%' are not used here; take it out"
ANCHOR = "names with '&' are not used here; take it out, or put it in quotes"
REFERENCE = "references with '*' are not used here; write it out, or put it in quotes"
TAG = "tags with '!' are not used here; take it out, or put it in quotes"
NO_NAME = "a name is needed in front of the colon here"
LINE_END = "a line ends here in a way that not every program shows (U+{code:04X}); make it a plain new line"

_ODD_LINE_END = "\r(?!\n)|[\x85\u2028\u2029]"
_BLANK = " \t\r\n"
_STRUCTURE = _BLANK + "-?:,[]{}"
_OTHER = re.compile(f"[^{re.escape(_STRUCTURE)}]")


def line_end_problem(text: str, origin: Origin) -> Problem | None:
    """The first end of a line that YAML knows and that other programs show as none, or else None."""
    if text.isascii() and "\r" not in text:
        return None
    odd = re.search(_ODD_LINE_END, text)
    if odd is None:
        return None
    return Problem(place_at(text, odd.start(), origin), LINE_END.format(code=ord(odd.group())))


class Verbatim:
    """Follows the parser through the text, and raises InvalidFile for what lies outside its answers."""

    def __init__(self, text: str, origin: Origin) -> None:
        self.text = text
        self.origin = origin
        self.read_to = 0
        self.answer_at: int | None = None  # where the last answer or name begins, if no remark followed
        self.running_on: int | None = None  # where the first text begins that the next line is taken into
        self.in_brackets: list[bool] = []

    def check_event(self, kind: type, event: Any) -> None:
        """Looks at what lies in front of an event. Raises InvalidFile."""
        if kind is yaml.ScalarEvent:
            self._check_between(event.start_mark.index)
            self._check_scalar(event)
        elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            if event.flow_style:
                self._check_between(event.start_mark.index)
            self.in_brackets.append(bool(event.flow_style))
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            if self.in_brackets[-1]:
                self._check_between(event.start_mark.index)
            self.in_brackets.pop()
        elif kind is yaml.StreamEndEvent:
            self._check_between(len(self.text))
            if self.running_on is not None:  # only now: where the parser fails over it, it knows better why
                self._refuse_at(self.running_on, NEXT_LINE)

    def check_before(self, end: int) -> None:
        """Only for a remark, which may be why the parser failed at *end*: what else stands there it did not read."""
        other = _OTHER.search(self.text, self.read_to, end)
        if other and other.group() == "#":
            self._check_between(end)

    def _check_scalar(self, event: Any) -> None:
        start = event.start_mark.index
        end = event.end_mark.index
        if event.style == ">":
            self._refuse_at(start, FOLDED)
        if event.style == "|":
            remark = self._rest_of_line(start).find("#")
            if remark >= 0:
                self._refuse_at(start + remark, REMARK)
        elif "\n" in self.text[start:end]:
            if event.style:
                self._refuse_at(start, QUOTE_ON_NEXT_LINE)
            if self.running_on is None:
                self.running_on = start
        self.answer_at = start
        self.read_to = end

    def _check_between(self, end: int) -> None:
        """Looks at what stands between the last answer and *end*."""
        at = self.read_to
        while other := _OTHER.search(self.text, at, end):
            start = other.start()
            line_start = self.text.rfind("\n", 0, start) + 1
            at = start + len(self._rest_of_line(start))
            self._check_other(start, start - line_start, self.text[line_start:at])
        self.read_to = max(self.read_to, end)

    def _rest_of_line(self, start: int) -> str:
        """What stands from *start* to the end of that line."""
        end = self.text.find("\n", start)
        if end < 0:
            return self.text[start:]
        return self.text[start:end]

    def _check_other(self, at: int, column: int, line: str) -> None:
        """A line with something on it that is no answer, at *at*: a remark of its own, or three dots."""
        if line[column] != "#":
            if line.startswith("%"):
                self._refuse_at(at, DIRECTIVE)
            if line.rstrip(_BLANK) != "...":
                self._refuse_at(at, PASSED_OVER)
        elif line[:column].strip(_BLANK):
            self._refuse_at(at, REMARK)
        elif self.in_brackets and self.in_brackets[-1]:
            self._refuse_at(at, REMARK_IN_BRACKETS)
        elif self.answer_at is not None:
            if self._wraps_answer(self.answer_at, at, column):
                self._refuse_at(at, REMARK_INDENTED)
            self.answer_at = None

    def _wraps_answer(self, answer_at: int, at: int, column: int) -> bool:
        """Whether a remark at *at* looks like the end of the answer right above it, wrapped by an editor."""
        line_start = self.text.rfind("\n", 0, answer_at) + 1
        line = self.text[line_start:answer_at]
        deeper = column > len(line) - len(line.lstrip(" "))
        return deeper and not self.text[self.read_to : at].strip(_BLANK)

    def _refuse_at(self, index: int, message: str) -> NoReturn:
        raise InvalidFile([Problem(place_at(self.text, index, self.origin), message)])
