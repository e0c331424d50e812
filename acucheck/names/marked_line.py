"""A line as closed forms are written: its names, times, doses and kin each as a mark, in parts that are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from acucheck.model.answers import NameKind, Writer
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.kin import Kin, kin_at
from acucheck.names.line import Gap, WordKind, plain_text
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.setting import Setting
from acucheck.names.templates import (
    AGE,
    APART,
    CARED_FOR,
    CARED_FORS,
    COLON,
    DOSE,
    END,
    JOINT,
    KIN,
    KINS,
    NAME,
    PERSON_IS,
    TIME,
)
from acucheck.names.times import NamedTime, times

_COLON = re.compile(
    r"""
    : | \(
    | \s [-\u2013\u2014] (?=\s)  # a dash between spaces
    | - $                        # a hyphen directly in front of the word
    """,
    re.VERBOSE,
)
"""What sets a word apart from the one before it, as in 'warfarin: no'."""

_NOT_THEIRS: Mapping[Writer | None, tuple[str, ...]] = {
    Writer.PATIENT: ("his", "her", "their"),
    Writer.PRACTITIONER: ("our",),
}
"""Words in front of somebody else by which it is not known whose husband or mother is meant."""

_OF_A_THIRD = re.compile(r"\b (?: he | she | they ) \b", re.IGNORECASE | re.VERBOSE)
"""What makes an age that of somebody written of. Only a practitioner writes so of the person themselves."""

_UNKNOWN_KIN = "<somebody's kin>"
"""The mark for somebody else of whom it is not known whose they are. No form has one."""

_KIND_OR_REASON = frozenset({"allergy", "allergies", "neg", "negative", "-ve"})
"""Words that in brackets may tell what a medicine is taken for, or which kind of an illness is there."""

_BRACKETED = "<bracketed>"
"""The mark for such a word in brackets. No form has one."""

_END = re.compile(r"[^\s,()\u3001\uff0c]|[\r\n]")
"""What ends a sentence or an item: whatever keeps apart and is no comma."""

_DIVIDER = "//"
"""The mark for a stroke or a plus with spaces around it."""

_UNKNOWN_TIME = "<some time>"
"""The mark for a time of which the last possible day cannot be told. No form has one."""


class MarkedPart(Struct):
    """Marked words between two things that keep apart, with the names and times among them."""

    marked: str = ""
    names: list[FoundName] = field(default_factory=list)
    times: list[NamedTime] = field(default_factory=list)
    blood: bool = False  # whether a blood relative is among them
    behind: str = APART  # the mark for what keeps it apart from the next


def marked_parts(line: ParsedLine, lexicon: Lexicon, setting: Setting) -> list[MarkedPart]:
    """The parts of a line in order, marked; at least one."""
    names = {name.first: name for name in line.names}
    return list(_Marker(line, lexicon, setting.writer, names, list(times(line.text, setting))).parts())


class _Marker(Struct):
    """Marks one line. *names* are those in it by the position of their first word, *times* those not marked yet."""

    line: ParsedLine
    lexicon: Lexicon
    writer: Writer | None
    names: dict[int, FoundName]
    times: list[NamedTime]

    def parts(self) -> Iterator[MarkedPart]:
        part = MarkedPart()
        position = 0
        while position < len(self.line.words):
            gap = self.line.words[position].gap
            if gap is Gap.APART and part.marked:
                part.behind = END if _END.search(self._text_between(position)) else APART
                yield part
                part = MarkedPart()
            elif gap is Gap.JOINT and part.marked:
                part.marked += f"{self._joint_before(position)} "
            if part.marked and _COLON.search(self._text_between(position)):
                colon = _BRACKETED if self._is_bracketed(position) else COLON
                part.marked += f"{colon} "
            position += self._add_mark(part, position)
        yield part

    def _joint_before(self, position: int) -> str:
        """The mark for a joint; an "and" is none, and one with spaces around it may divide what is listed."""
        between = self._text_between(position)
        if "&" in between:
            return "&"
        return _DIVIDER if between[:1].isspace() and between[-1:].isspace() else JOINT

    def _is_bracketed(self, position: int) -> bool:
        """Whether a word in brackets does not answer what stands before it, as in "rheumatoid arthritis (-ve)"."""
        return "(" in self._text_between(position) and self.line.words[position].bare in _KIND_OR_REASON

    def _text_between(self, position: int) -> str:
        """The text between the word at a position and the one before it."""
        words = self.line.words
        return self.line.text[words[position - 1].end : words[position].start]

    def _add_mark(self, part: MarkedPart, position: int) -> int:
        """Adds the marked word or words at a position to a part, and tells how many those are."""
        word = self.line.words[position]
        name = self.names.get(position)
        time = self._time_at(position)
        kin = kin_at(self.line.words, position, self.lexicon)
        length = 1
        if name is not None:
            part.names.append(name)
            mark, length = self._mark_of_name(name), name.last - name.first
        elif time is not None:
            self.times.remove(time)
            part.times.append(time)
            mark = self._mark_of_time(time)
            length = sum(time.start <= each.start < time.end for each in self.line.words[position:])
        elif kin is not None:
            part.blood = part.blood or kin.blood
            mark, length = self._mark_of_kin(kin, position), kin.length
        else:
            mark = DOSE if word.kind is WordKind.DOSE else word.bare
        part.marked += f"{mark} "
        return length

    def _time_at(self, position: int) -> NamedTime | None:
        """The time that a word is in."""
        start = self.line.words[position].start
        return next((time for time in self.times if time.start <= start < time.end), None)

    def _mark_of_name(self, name: FoundName) -> str:
        words = self.line.words[name.first : name.last]
        return PERSON_IS if plain_text(words) in self.lexicon.of_a_person else NAME

    def _mark_of_time(self, time: NamedTime) -> str:
        of_a_third = _OF_A_THIRD.search(self.line.text[time.start : time.end]) is not None
        is_doubtful = not time.has_year and self._names_a_medicine()
        if time.latest is None or is_doubtful or (of_a_third and self.writer is not Writer.PRACTITIONER):
            return _UNKNOWN_TIME
        return AGE if time.is_age else TIME

    def _names_a_medicine(self) -> bool:
        return any(name.kind is NameKind.MEDICINE for name in self.line.names)

    def _mark_of_kin(self, kin: Kin, position: int) -> str:
        if position and self.line.words[position - 1].bare in _NOT_THEIRS.get(self.writer, ()):
            return _UNKNOWN_KIN
        if self.writer is Writer.HELPER:
            return CARED_FORS if kin.owner else CARED_FOR
        return KINS if kin.owner else KIN
