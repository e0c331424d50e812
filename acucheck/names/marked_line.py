"""A line as closed forms are written: its names, times, doses and kin each as a mark, in parts that are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from acucheck.model.answers import NameKind, Writer
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.kin import Kin, kin_at
from acucheck.names.line import Gap, WordKind, bare_text, plain_text
from acucheck.names.marks import (
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
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.setting import Setting
from acucheck.names.times import NamedTime, all_times

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

_UNKNOWN_KIN = "<somebodys-kin>"
"""The mark for somebody else of whom it is not known whose they are. No form has one."""

_KIND_OR_REASON = frozenset({"allergy", "allergies", "neg", "negative", "-ve"})
"""Words that in brackets may tell what a medicine is taken for, or which kind of an illness is there."""

_BRACKETED = "<bracketed>"
"""The mark for such a word in brackets. No form has one."""

_END = re.compile(r"[^\s,()\u3001\uff0c]|[\r\n]")
"""What ends a sentence or an item: whatever keeps apart and is no comma."""

_DIVIDER = "//"
"""The mark for a stroke or a plus with spaces around it."""

_NOTHING = frozenset({"nil", "none", "nothing", "no tablets", "no medicines", "no medication", "no meds"})
"""Words by which nothing is taken."""

_NOW = "now"

_UNKNOWN_TIME = "<some-time>"
"""The mark for a time of which the last possible day cannot be told. No form has one."""


class MarkedPart(Struct):
    """Marked words between two things that keep apart, with the names and times among them."""

    marks: list[str] = field(default_factory=list)  # plain words too
    names: list[FoundName] = field(default_factory=list)
    times: list[NamedTime] = field(default_factory=list)
    blood: bool = False  # whether a blood relative is among them
    behind: str = APART  # the mark for what keeps it apart from the next


def marked_parts(line: ParsedLine, lexicon: Lexicon, setting: Setting) -> list[MarkedPart]:
    """The parts of a line in order, marked; at least one."""
    marker = _Marker(
        line=line,
        lexicon=lexicon,
        writer=setting.writer,
        names={name.first: name for name in line.names},
        times=list(all_times(line.text, setting)),
    )
    return list(marker.parts())


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
            if part.marks and self.line.words[position].gap is Gap.APART:
                part.behind = self._divider_before(position)
                yield part
                part = MarkedPart()
            if part.marks:
                part.marks += self._marks_before(position)
            position += self._add_mark(part, position)
        yield part

    def _divider_before(self, position: int) -> str:
        """The mark for what keeps a word apart from the one before it."""
        if _END.search(self._text_between(position)):
            return END
        return APART

    def _marks_before(self, position: int) -> Iterator[str]:
        """The marks for what stands between a word and the one before it in the same part."""
        if self.line.words[position].gap is Gap.JOINT:
            yield self._joint_before(position)
        if _COLON.search(self._text_between(position)):
            yield self._colon_before(position)

    def _joint_before(self, position: int) -> str:
        """The mark for a joint; an "and" is none, and one with spaces around it may divide what is listed."""
        between = self._text_between(position)
        if "&" in between:
            return "&"
        if between[:1].isspace() and between[-1:].isspace():
            return _DIVIDER
        return JOINT

    def _colon_before(self, position: int) -> str:
        """The mark for a colon, or for a bracket whose word is no answer, as in "rheumatoid arthritis (-ve)"."""
        word = self.line.words[position]
        if word.bare in _KIND_OR_REASON and "(" in self._text_between(position):
            return _BRACKETED
        return COLON

    def _text_between(self, position: int) -> str:
        """The text between the word at a position and the one before it."""
        words = self.line.words
        return self.line.text[words[position - 1].end : words[position].start]

    def _add_mark(self, part: MarkedPart, position: int) -> int:
        """Adds the marked word or words at a position to a part, and tells how many those are."""
        name = self.names.get(position)
        if name is not None:
            part.names.append(name)
            part.marks.append(self._mark_of_name(name))
            return name.last - name.first
        time = self._time_at(position)
        if time is not None:
            self.times.remove(time)
            part.times.append(time)
            part.marks.append(self._mark_of_time(time))
            return self._words_of_time(time, position)
        kin = kin_at(self.line.words, position, self.lexicon)
        if kin is not None:
            part.blood = part.blood or kin.blood
            part.marks.append(self._mark_of_kin(kin, position))
            return kin.length
        part.marks.append(self._mark_of_word(position))
        return 1

    def _time_at(self, position: int) -> NamedTime | None:
        """The time that a word is in."""
        if self._is_nothing_now(position):
            return None
        start = self.line.words[position].start
        for time in self.times:
            if time.start <= start < time.end:
                return time
        return None

    def _is_nothing_now(self, position: int) -> bool:
        """Whether a word is the "now" of a line that begins so: "nil now": no time of what stands behind it."""
        return self.line.words[position].bare == _NOW and bare_text(self.line.words[:position]) in _NOTHING

    def _words_of_time(self, time: NamedTime, position: int) -> int:
        """How many words from a position on a time has."""
        within = [word for word in self.line.words[position:] if time.start <= word.start < time.end]
        return len(within)

    def _mark_of_word(self, position: int) -> str:
        word = self.line.words[position]
        if word.kind is WordKind.DOSE:
            return DOSE
        return word.bare

    def _mark_of_name(self, name: FoundName) -> str:
        words = self.line.words[name.first : name.last]
        if plain_text(words) in self.lexicon.of_a_person:
            return PERSON_IS
        return NAME

    def _mark_of_time(self, time: NamedTime) -> str:
        if time.latest is None or self._may_be_another_year(time) or self._may_be_another_age(time):
            return _UNKNOWN_TIME
        if time.is_age:
            return AGE
        return TIME

    def _may_be_another_year(self, time: NamedTime) -> bool:
        """Whether a month without a year says when a medicine was stopped."""
        if time.has_year:
            return False
        return any(name.kind is NameKind.MEDICINE for name in self.line.names)

    def _may_be_another_age(self, time: NamedTime) -> bool:
        """Whether an age may be that of somebody else."""
        if self.writer is Writer.PRACTITIONER:
            return False
        return _OF_A_THIRD.search(self.line.text[time.start : time.end]) is not None

    def _mark_of_kin(self, kin: Kin, position: int) -> str:
        not_theirs = _NOT_THEIRS.get(self.writer, ())
        if position and self.line.words[position - 1].bare in not_theirs:
            return _UNKNOWN_KIN
        if self.writer is Writer.HELPER:
            return CARED_FORS if kin.owner else CARED_FOR
        return KINS if kin.owner else KIN
