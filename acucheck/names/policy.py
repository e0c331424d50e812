"""When a closed form sets a name aside: the table of `docs/names.md`, and the times that the rule book gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from acucheck import logic
from acucheck.model.answers import Candidate, Name, NameKind, Use, Writer
from acucheck.model.book import AnswerKind, Past, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Validity
from acucheck.names.closed_forms import Closing
from acucheck.names.entries import Lexicon
from acucheck.names.setting import Setting
from acucheck.names.times import NamedTime, times

_LONG_AGO = timedelta(days=2 * 366)
"""After so long a time is certainly over what a line about now can mean. A judgement."""

_KNOWN_WRITERS = (Writer.PATIENT, Writer.PRACTITIONER)
"""Those of whom it is known whose husband and whose mother is meant."""


class Verdict(Struct, frozen=True):
    """What a closed form makes of a name: it is set aside, or it counts as the *lines* that it leaves."""

    aside: bool
    lines: frozenset[str] = frozenset()


COUNTS = Verdict(aside=False)
ASIDE = Verdict(aside=True)


class Policy:
    """Decides for one rule book, with the times and the heritable conditions of the dictionaries."""

    def __init__(self, book: RuleBook, lexicon: Lexicon) -> None:
        self._book = book
        self._lexicon = lexicon

    def verdict(
        self, closing: Closing, concepts: frozenset[str], spelling: str, kind: NameKind, setting: Setting
    ) -> Verdict:
        """What *closing* makes of a name that was typed as *spelling* and stands for *concepts*."""
        match closing.use:
            case Use.NOT_TAKEN | Use.ALLERGY | Use.LOCAL:
                return ASIDE
            case Use.SOMEONE_ELSE:
                is_shared = closing.blood and self.is_heritable(concepts, spelling)
                if is_shared or setting.writer not in _KNOWN_WRITERS:
                    return COUNTS
                return ASIDE
            case Use.PAST | Use.STOPPED:
                return self._long_over(closing.time, concepts, spelling, kind, setting.day)

    def used(self, name: Name, spelling: str, use: Use, when: str, setting: Setting) -> Verdict:
        """What an entry makes of a name that gives *use* as why it does not count, since *when*.

        Whose relative it is stands nowhere in such an entry, so what blood relatives may share counts.
        """
        if use is Use.LOCAL:
            return COUNTS  # a local form is read from the words themselves
        closing = Closing(use, _only_time(when, setting), blood=True)
        return self.verdict(closing, name.concepts, spelling, name.kind, setting)

    def is_heritable(self, concepts: Iterable[str], spelling: str) -> bool:
        """Whether blood relatives may share what a name stands for."""
        heritable = self._lexicon.heritable
        return spelling in heritable or not heritable.isdisjoint(concepts)

    def _long_over(
        self, time: NamedTime | None, concepts: frozenset[str], spelling: str, kind: NameKind, day: date
    ) -> Verdict:
        """What is left on *day* of a medicine stopped, or a condition had, at a *time*."""
        if time is None or time.latest is None:
            return COUNTS
        if kind is not NameKind.MEDICINE:
            return self._condition_left(concepts, spelling, time.latest, day)
        if all(self._medicine_is_over(each, time.latest, day) for each in concepts):
            return ASIDE
        return COUNTS

    def _medicine_is_over(self, concept: str, latest: date, day: date) -> bool:
        """Whether a medicine of a class stopped by *latest* bears on nothing any more.

        Of a class without a time that no rule above `note` reads, a whole calendar year has to lie between.
        """
        after = self._book.concepts["medicine"][concept].after_stop
        if after is None:
            return concept not in self._weighty_classes and day.year - latest.year > 1
        return after.days is not None and latest + timedelta(days=after.days) <= day

    def _condition_left(self, concepts: frozenset[str], spelling: str, latest: date, day: date) -> Verdict:
        """What a closed form makes of a condition of long ago."""
        left = self._lines_left(concepts, spelling, latest, day)
        if concepts <= left:
            return COUNTS
        return Verdict(aside=not left, lines=left)

    def _lines_left(self, concepts: frozenset[str], spelling: str, latest: date, day: date) -> frozenset[str]:
        """The lines that a condition of long ago still ticks."""
        left: set[str] = set()
        for line in concepts:
            past = self._lexicon.past_of(spelling, self.past_of_line(line))
            if past is None or latest + timedelta(days=past.days) > day:
                left.add(line)
            elif past.counts_as:
                left.add(past.counts_as)
        return frozenset(left)

    def readings_left(
        self, readings: Sequence[Candidate], spelling: str, latest: date, day: date
    ) -> tuple[Candidate, ...]:
        """The readings of a name of a condition as far as they count on *day*, when it was over by *latest*."""
        left: list[Candidate] = []
        over = self._of_now(readings, spelling, latest, day)
        for reading in readings:
            lines = self._lines_left(reading.concepts - over, spelling, latest, day)
            if lines:
                left.append(replace(reading, concepts=lines))
        return tuple(left)

    def _of_now(self, readings: Sequence[Candidate], spelling: str, latest: date, day: date) -> frozenset[str]:
        """The lines about now alone that are over, when a time by *latest* is long ago and its name has no other."""
        if spelling in self._lexicon.past or latest + _LONG_AGO > day:
            return frozenset()
        is_sign = any(self.is_of_today(reading.concepts) for reading in readings)
        return self._lexicon.of_now | self._lexicon.of_a_sign if is_sign else self._lexicon.of_now

    def may_be_over(self, concepts: Iterable[str], spelling: str) -> bool:
        """Whether any of these lines can be over some time after a condition was had."""
        if spelling in self._lexicon.past:
            return self._lexicon.past_of(spelling) is not None
        return any(self.past_of_line(line) is not None or line in self._lexicon.of_now for line in concepts)

    def is_of_today(self, concepts: Iterable[str]) -> bool:
        """Whether one of these lines is a danger sign or about today."""
        return any(map(self._is_line_of_today, concepts))

    def may_be_a_sign(self, concepts: frozenset[str]) -> bool:
        """Whether one of these lines is what somebody comes with, rather than an illness that a family has."""
        lexicon = self._lexicon
        signs = lexicon.denied_now | lexicon.growths | lexicon.unexplained | self.urgent_lines
        return self.is_of_today(concepts) or not signs.isdisjoint(concepts)

    def is_growth(self, concepts: Iterable[str]) -> bool:
        """Whether one of these lines is a lump, which may be found to be benign."""
        return not self._lexicon.growths.isdisjoint(concepts)

    def is_of_now_alone(self, concepts: Iterable[str]) -> bool:
        """Whether a no of now is a no to each of these lines; never of a danger sign."""
        return (self._lexicon.denied_now | self._lexicon.states).issuperset(concepts)

    def left_by_a_no(
        self, readings: Sequence[Candidate], spelling: str, latest: date, day: date, *, of_states: bool
    ) -> tuple[Candidate, ...]:
        """The readings of a condition as far as they count on *day*, when there was none of it after *latest*.

        Unless that is *of_states* too, such as headaches, these count: only a new one was denied.
        """
        lexicon = self._lexicon
        of_now = lexicon.denied_now | lexicon.of_now | lexicon.unexplained | lexicon.of_a_sign
        if of_states:
            of_now |= lexicon.states
        left: list[Candidate] = []
        for reading in readings:
            lasting = frozenset(line for line in reading.concepts - of_now if not self._is_line_of_today(line))
            if lines := self._lines_left(lasting, spelling, latest, day):
                left.append(replace(reading, concepts=lines))
        return tuple(left)

    def _is_line_of_today(self, line: str) -> bool:
        question = self._book.questions.get(_question_of(line))
        if question is None:
            return False
        return question.keeps is Validity.TODAY and question.kind is AnswerKind.MANY

    def past_of_line(self, line: str) -> Past | None:
        """When the line of a question is over; None when it counts for good."""
        _, _, option = line.partition(".")
        question = self._book.questions.get(_question_of(line))
        return None if question is None else question.past.get(option)

    def counts_for_good(self, concepts: Iterable[str], spelling: str) -> bool:
        """Whether a condition of the past is as good as one of now, so that it makes no difference when it was."""
        if self._lexicon.past_of(spelling) is not None:
            return False
        if not self.urgent_lines.isdisjoint(concepts):
            return False
        return all(self.past_of_line(line) is None for line in concepts)

    def is_weighty(self, concepts: Iterable[str], kind: NameKind) -> bool:
        """Whether a rule above `note` reads any of these classes or lines."""
        if kind is NameKind.MEDICINE:
            return not self._weighty_classes.isdisjoint(concepts)
        return not self._weighty_lines.isdisjoint(concepts)

    @cached_property
    def urgent_lines(self) -> frozenset[str]:
        """The lines, as `question.line`, by which a rule calls for help."""
        return _all_lines(logic.read_by_rules(self._book, urgent_only=True))

    @cached_property
    def _lines_read(self) -> dict[QuestionId, frozenset[str]]:
        return logic.read_by_rules(self._book)

    @cached_property
    def _weighty_lines(self) -> frozenset[str]:
        return _all_lines(self._lines_read)

    @cached_property
    def _weighty_classes(self) -> frozenset[str]:
        found: set[str] = set()
        for question in self._book.questions.values():
            if question.kind is AnswerKind.NAMES and question.names is NameKind.MEDICINE:
                found |= self._lines_read.get(question.id, frozenset())
        return frozenset(found)


def _question_of(line: str) -> QuestionId:
    question_id, _, _ = line.partition(".")
    return QuestionId(question_id)


def _only_time(when: str, setting: Setting) -> NamedTime | None:
    """The time in a text; None where there are several, or there is none."""
    found = [*times(when, setting)]
    if len(found) != 1:
        return None
    return found[0]


def _all_lines(read: dict[QuestionId, frozenset[str]]) -> frozenset[str]:
    """Each line of a question with the words that are *read* of it, as `question.line`."""
    found: set[str] = set()
    for question_id, words in read.items():
        found.update(f"{question_id}.{word}" for word in words)
    return frozenset(found)
