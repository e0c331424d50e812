"""What was said, question by question. A question that is not in the mapping was not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Side


class NotSure(Enum):
    """Asked, and not known."""

    NOT_SURE = "not sure"


NOT_SURE = NotSure.NOT_SURE


class Ticks(Struct, frozen=True):
    """Lines of a list said yes to, and lines not sure about. Every other line was answered no.

    In an *old* answer, one that is too old to hold, nothing is a yes, and every other line counts as not asked.
    """

    yes: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    old: bool = False
    on_one_line: bool = False  # whether one no was said to all the other lines together


class Quantity(Struct, frozen=True):
    """A number as it was written and what it is: the question's own unit, or days of gestation.

    Of one that is too old to hold, *by_now* is the least and the most that it may be.
    """

    typed: str
    value: float
    by_now: tuple[float, float] | None = None

    @property
    def old(self) -> bool:
        """Whether it was given too long ago to hold as it is."""
        return self.by_now is not None


class NoSuchWeek(Struct, frozen=True):
    """A gestation that cannot be right: before the first week or after week 42. The weeks are not known."""

    typed: str
    beyond: bool  # after week 42, rather than before the first
    old: bool = False


class NameKind(Enum):
    """What a name is a name of."""

    MEDICINE = "medicine"
    CONDITION = "condition"
    TECHNIQUE = "technique"


class Writer(Enum):
    """Who wrote the answers down."""

    PATIENT = "patient"
    HELPER = "helper"  # somebody who helps the patient
    PRACTITIONER = "practitioner"


class Head(Struct, frozen=True):
    """Whose answers they are, on which day they were given and by whom, and the day that they are read as of.

    None of it is an answer. What is not known is empty or None.
    """

    id: str = ""
    name: str = ""
    day: date | None = None
    writer: Writer | None = None
    as_of: date | None = None


NOBODY = Head()
"""Nothing known of whose answers they are."""


class MatchStatus(Enum):
    """How a typed name was taken."""

    RECOGNISED = "recognised"
    MAYBE = "maybe"  # known, and whether it counts is not: written as "maybe x", or stopped lately
    AMBIGUOUS = "ambiguous"  # means one of several things
    SUGGESTED = "suggestion"  # not known, but near to what is
    UNRECOGNISED = "unrecognised"
    SET_ASIDE = "set aside"  # past, stopped, someone else's, or of no effect in the whole body


class Use(Enum):
    """Why a named medicine or condition does not count now."""

    PAST = "past"
    STOPPED = "stopped"
    SOMEONE_ELSE = "someone else"
    NOT_TAKEN = "not taken"
    ALLERGY = "allergy"
    LOCAL = "local"  # acts only where it is put: on the skin, in the eye or nose, in the airways


class Cue(Enum):
    """What words beside a name say of it, so that it is not certain whether it counts."""

    NEGATED = "negated"
    STOPPED = "stopped"
    PAUSED = "paused"
    PAST = "past"
    PLANNED = "planned"
    SOMEONE_ELSE = "someone else"
    ALLERGY = "allergy"
    LOCAL = "local"
    REASON = "reason"  # a condition that is given as what a medicine is for
    UNSURE = "unsure"
    NEW = "new"  # it is not known, and sounds like a new sign of illness
    OLD = "old"  # it was said on an earlier day, and nobody has confirmed it


class Agreement(Enum):
    """How the words beside a condition agree with a no to its lines. By themselves they set nothing aside."""

    NOT_SO = "not so"
    RULED_OUT = "ruled out"
    SOMEONE_ELSE = "someone else's"
    FEARED = "feared"
    PREVENTED = "vaccinated against"
    PAST = "long past"


CUES: Mapping[Use, Cue] = {
    Use.PAST: Cue.PAST,
    Use.STOPPED: Cue.STOPPED,
    Use.SOMEONE_ELSE: Cue.SOMEONE_ELSE,
    Use.NOT_TAKEN: Cue.NEGATED,
    Use.ALLERGY: Cue.ALLERGY,
    Use.LOCAL: Cue.LOCAL,
}
"""What is said of a name that counts although it was given such a use."""


class MatchMethod(Enum):
    """How a name was found."""

    EXACT = "exact"  # the name itself, in one of its spellings
    BRAND = "brand"
    PHRASE = "phrase"  # words for a kind of thing
    FUZZY = "fuzzy"  # nearly the same letters


class Candidate(Struct, frozen=True, array_like=True):
    """One thing that a name may stand for; without a name, the kind of thing that its concepts are.

    The dictionaries hold thousands, which are kept as lists of their fields.
    """

    name: str
    concepts: frozenset[str]


class Agreeing(Struct, frozen=True):
    """How words beside a name agree with a no, and what is *left* of its meanings all the same."""

    how: Agreement
    left: tuple[Candidate, ...] = ()

    @property
    def lines(self) -> frozenset[str]:
        """The lines that a no does not take from the name."""
        return frozenset[str]().union(*[candidate.concepts for candidate in self.left])

    @property
    def use(self) -> Use:
        """Why a name of which nothing is left does not count."""
        return _USES.get(self.how, Use.NOT_TAKEN)


_USES: Mapping[Agreement, Use] = {Agreement.SOMEONE_ELSE: Use.SOMEONE_ELSE, Agreement.PAST: Use.PAST}


class Name(Struct, frozen=True):
    """One medicine or condition: what was typed, what it was taken for, and how.

    *concepts* are medicine classes, or for a condition the lines it ticks as `question.line`; where it is not certain
    what is meant, those of all the *candidates*. What it is a name of is told by its *kind*, whichever question it was
    given to.
    """

    typed: str
    taken: MatchStatus
    name: str = ""
    concepts: frozenset[str] = frozenset()
    via: MatchMethod | None = None
    candidates: tuple[Candidate, ...] = ()
    meant: str = ""  # the name or class given in place of what was typed
    given_as_class: bool = False
    use: Use | None = None
    when: str = ""  # since when it does not count, as it was typed
    kind: NameKind = NameKind.MEDICINE
    cue: Cue | None = None  # why it is not certain whether it counts
    contradicts: bool = False  # it was typed, and another name was given as what is meant; it counts as well
    little: bool = False  # it says so little that a no to all it could mean leaves nothing
    agreeing: Agreeing | None = None  # what words beside it say that agrees with a no to its lines
    places: tuple[BodyPlace, ...] = ()  # where it is by the words it was typed with, where a question asks that
    parts: tuple[str, ...] = ()  # what was typed in several places, and only together may be what it is taken for

    @property
    def is_agreed(self) -> bool:
        """Whether a medicine was named in place of what was typed, which is another spelling or word for it."""
        is_named = self.kind is NameKind.MEDICINE and self.taken is MatchStatus.RECOGNISED and not self.given_as_class
        return is_named and self.meant.casefold() not in {"", self.typed.casefold()}

    @property
    def called(self) -> str:
        """What was typed; behind the name that was agreed on, where there is one."""
        return f"{self.meant} (typed: {self.typed})" if self.is_agreed else self.typed


class WholeEntry(Struct, frozen=True):
    """An entry of a list as it was typed, and the names that were found in it, each as it is typed there."""

    typed: str
    names: tuple[str, ...]
    is_line: bool = True  # a line of words, rather than an entry that says what they mean


class Names(Struct, frozen=True, eq=False):
    """A list of names. It is not complete when "not sure" stands in it, or words for it such as "see list".

    In an *old* answer, one that is too old to hold, no name counts for certain, and the rest counts as not asked.
    Two lists of the same names are equal, in whatever entries those were typed.
    """

    entries: tuple[Name, ...] = ()
    complete: bool = True
    not_named: tuple[str, ...] = ()  # those words, as they were typed
    old: bool = False
    whole: tuple[WholeEntry, ...] = ()  # the entries of which names are only a part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self._what_counts == other._what_counts

    def __hash__(self) -> int:
        return hash(self._what_counts)

    @property
    def _what_counts(self) -> tuple[object, ...]:
        return self.entries, self.complete, self.not_named, self.old

    @property
    def typed(self) -> tuple[Name, ...]:
        """The names as they were typed, without what several of them may tell together."""
        return tuple(name for name in self.entries if not name.parts)

    def entry_of(self, name: Name) -> WholeEntry | None:
        """The entry of which a name is only a part; None where the name is all of its entry."""
        for entry in self.whole:
            if name.typed in entry.names:
                return entry
        return None

    def whole_entry(self, name: Name) -> str:
        """What was typed in the entry that a name stands in."""
        entry = self.entry_of(name)
        return entry.typed if entry else name.typed

    def as_entered(self, name: Name) -> str:
        """The entry that a name stands in, whole; behind the name that was agreed on, where there is one."""
        return name.called if name.is_agreed else self.whole_entry(name)


class BodyPlace(Struct, frozen=True):
    """A point or region of the body: what was typed, and everything it lies in and holds.

    *lies_in* has the point's code, its regions and its hazards; *holds* has what only part of a region is. Each
    goes with the one side it is on, or with None. A place that was not recognised has an empty *id*.
    """

    typed: str
    id: str = ""
    name: str = ""
    side: Side | None = None
    lies_in: Mapping[str, Side | None] | None = None
    holds: Mapping[str, Side | None] | None = None
    via: MatchMethod | None = None
    readings: tuple[BodyPlace, ...] = ()  # what it may be, where it was not recognised
    ambiguous: bool = False  # one of the *readings* for certain
    beyond: str = ""  # the channel whose points do not go so far
    meant: str = ""  # the name given in place of what was typed
    stands_for: tuple[str, ...] = ()  # the regions that a muscle lies in: all of them are meant where it is an answer
    both: bool = False  # named for both sides, and not only without one

    def __hash__(self) -> int:
        """The same for equal places; what a place lies in follows from its id."""
        return hash((self.typed, self.id, self.side))

    @property
    def has_no_side(self) -> bool:
        """Whether it is a point of a channel on the midline."""
        return self.id.startswith(("GV", "CV"))

    def is_among(self, places: Iterable[object]) -> bool:
        """Whether it is one of these points, regions and hazards, lies in one or holds one."""
        there = {self.id, *(self.lies_in or ()), *(self.holds or ())}
        return not there.isdisjoint(places)


class Places(Struct, frozen=True):
    """A list of places. It is not complete when "not sure" stands in it, or when it is too *old* to hold."""

    entries: tuple[BodyPlace, ...] = ()
    complete: bool = True
    old: bool = False


class Planned(Struct, frozen=True):
    """One technique and where. *technique* is empty when it was not recognised, *places* when none was named."""

    typed: str
    technique: TechniqueId
    places: tuple[BodyPlace, ...]
    readings: tuple[TechniqueId, ...] = ()  # the techniques it may be, where it was not recognised
    ambiguous: bool = False  # one of the *readings* for certain
    where_not_sure: bool = False  # it was asked where, and nobody knows


class Plan(Struct, frozen=True):
    """Pairs of technique and places. It is what is being checked, not a risk."""

    items: tuple[Planned, ...] = ()


Answer = Ticks | Quantity | NoSuchWeek | Names | Places | Plan | NotSure
Answers = Mapping[QuestionId, Answer]


def names_given(answers: Answers) -> Iterator[tuple[QuestionId, Name]]:
    """Every name that was typed, in order, with the question that it was given to."""
    for question_id, answer in answers.items():
        if isinstance(answer, Names):
            for name in answer.entries:
                yield question_id, name


def is_old(answer: Answer | None) -> bool:
    """Whether what is left of an answer is too old to hold."""
    return isinstance(answer, Ticks | Names | Places | Quantity | NoSuchWeek) and answer.old


class Earlier(Struct, frozen=True):
    """What was answered on an earlier *day* than that of the check, and which answers no longer hold."""

    day: date
    given: Answers  # all of them as they were on that day
    since: Mapping[QuestionId, date]  # for each that is too old to hold, the first day on which it no longer did
    keeps_plan: bool = False  # whether the plan is that of *day*
    changed: tuple[QuestionId, ...] = ()  # the questions that were answered otherwise on the day of the check
