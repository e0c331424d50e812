"""The report: all that is worked out for one person. It has no wording of its own.

What is decided stands in it at once. What a page says besides, the reasons and what goes with them, is worked out when
it is first read: whoever screens many people seldom asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Generic, TypeVar

from msgspec import Struct

from acucheck.model.answers import Answer, Answers, BodyPlace, Earlier, Name, Names, names_given
from acucheck.model.book import AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.ids import AftercareId, AlternativeId, QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level, Outcome, Side, Standing, is_settled

Graded = TypeVar("Graded", Level, Outcome)
T = TypeVar("T")


class Lazy(Struct, Generic[T], eq=False):
    """Something that is worked out when its value is first read. To compare, print or pickle it reads it."""

    work: Callable[..., T] | None
    arguments: tuple[object, ...] = ()
    known: T | None = None

    @property
    def value(self) -> T:
        """What comes of the work, which is done once."""
        arguments, work = self.arguments, self.work  # in this order, and cleared in the other: threads may share it
        if work is not None:
            self.known = work(*arguments)
            self.work = None
            self.arguments = ()
        return self.known  # type: ignore[return-value]  # None only where that was worked out

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lazy):
            return NotImplemented
        return bool(self.value == other.value)

    def __ne__(self, other: object) -> bool:
        return not self == other  # the one of a struct without a comparison asks whether both are the same object

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.value)

    def __reduce__(self) -> tuple[type[Lazy[T]], tuple[None, tuple[()], T]]:
        return Lazy, (None, (), self.value)


class Bounds(Struct, Generic[Graded], frozen=True):
    """*found* by rules that hold; *stands*, shown, with rules that act; *worst* if all that is open goes badly."""

    found: Graded
    stands: Graded
    worst: Graded


class Cell(Struct, frozen=True):
    """A technique, or a technique at a place, with its level and what that makes of the session."""

    technique: TechniqueId  # empty when it was not recognised
    typed: str
    place: BodyPlace | None
    level: Bounds[Level]
    outcome: Bounds[Outcome]
    rules: tuple[RuleId, ...]  # those at the level that stands


class TechniqueLine(Struct, frozen=True):
    """One technique: its own level, and apart from it its planned places."""

    cell: Cell
    places: tuple[Cell, ...]
    assumed: bool  # nothing was planned: taken as the usual technique
    planned: bool
    also_unplaced: bool = True  # whether it is planned without a place as well


class Evidence(Struct, frozen=True):
    """One thing said that a rule holds or acts by."""

    question: QuestionId
    words: tuple[str, ...] = ()  # lines or options
    names: tuple[Name, ...] = ()
    not_sure: bool = False


class LevelAt(Struct, frozen=True):
    """What a limit asks of one technique, and at which of the places that it names."""

    technique: TechniqueId  # empty when it was not recognised
    level: Level
    where: tuple[str | AnswerPlace, ...]  # those that bear on the plan; none for what asks for less than care


class LimitMet(Struct, frozen=True):
    """A limit of a rule that stands: the planned places that meet it, or none when it is an instruction."""

    limit: Limit
    places: tuple[BodyPlace, ...]  # where the limit's answer says it lies
    known: bool  # whether its own place is known
    levels: tuple[LevelAt, ...] = ()  # for each planned technique and for those offered instead


class PlaceAsked(Struct, frozen=True):
    """The strictest that is asked of one technique at one place that limits name, and the rules that ask it."""

    technique: TechniqueId
    level: Level
    item: str  # a point, region or hazard; empty where an answer says where it is
    places: tuple[BodyPlace, ...]  # those that the answer says, as far as it does
    known: bool  # whether that is all of them
    planned: bool  # whether a place of the plan meets it; where none is named, any could
    rules: tuple[RuleId, ...]


class RuleLevels(Struct, frozen=True):
    """What a rule can ask, however it stands."""

    anywhere: Level  # of what is planned, its limits aside
    most: Level  # of what is planned, at its limits as well
    of_anything: Level  # of any technique
    left_out: tuple[TechniqueId, ...]  # techniques that are not planned and that it leaves out wherever they are done


class Reasons(Struct, frozen=True):
    """Why a rule holds or acts, and on what it bears."""

    general: Mapping[TechniqueId, Level]  # for each planned technique, as it stands, its limits aside
    because: tuple[Evidence, ...]
    limits: tuple[LimitMet, ...]
    lifted_by: tuple[QuestionId, ...]  # questions not known whose answer could lift it
    asks: RuleLevels


class Finding(Struct, frozen=True):
    """A rule that holds or acts."""

    rule: Rule
    standing: Standing
    level: Level  # the worst it asks of the plan, as it stands
    outcome: Outcome  # what it makes of the session, urgency aside
    reasons: Lazy[Reasons]

    @property
    def general(self) -> Mapping[TechniqueId, Level]:
        """For each planned technique the level that the rule asks as it stands, its limits aside."""
        return self.reasons.value.general

    @property
    def because(self) -> tuple[Evidence, ...]:
        """The answers by which the rule holds or acts."""
        return self.reasons.value.because

    @property
    def limits(self) -> tuple[LimitMet, ...]:
        """The limits of the rule that stand, each with the planned places that meet it."""
        return self.reasons.value.limits

    @property
    def lifted_by(self) -> tuple[QuestionId, ...]:
        """The questions not known whose answer could lift the rule."""
        return self.reasons.value.lifted_by

    def meets(self, place: BodyPlace) -> bool:
        """Whether a place is, lies in or holds what a limit of the finding names."""
        return any(place.is_among(met.limit.where) for met in self.limits)

    @property
    def asks(self) -> RuleLevels:
        """The most that the rule can ask, of the plan and of any technique."""
        return self.reasons.value.asks


class Missing(Enum):
    """Why something is open."""

    NOT_SURE = "not sure"
    NOT_ASKED = "not asked"
    NOT_RECOGNISED = "not recognised"
    CONTRADICTED = "contradicted"
    TOO_OLD = "too old"  # answered, and no longer to be relied on


NOT_SURE, NOT_ASKED, NOT_RECOGNISED, CONTRADICTED, TOO_OLD = Missing


class OpenPoint(Struct, frozen=True):
    """What one missing answer leaves undecided: one for each question or name."""

    question: QuestionId
    missing: Missing
    name: str  # what was typed, for an unrecognised name or place
    lines: tuple[str, ...]  # the lines not sure about, where single ones were; of the plan, techniques without a place
    could_be: Outcome
    rules: tuple[RuleId, ...]
    not_offered: tuple[str, ...] = ()  # the lines of the question that need not be asked


class QuestionState(Enum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_SURE = "not sure"
    NOT_ASKED = "not asked"
    SET_ASIDE = "set aside"
    TOO_OLD = "too old"  # answered on an earlier day, which no longer holds
    CLOSED = "not needed"  # a follow-up whose gate is closed, and no answer


class LedgerEntry(Struct, frozen=True):
    """One line of the ledger."""

    question: QuestionId
    state: QuestionState
    answer: Answer | None


class Conflict(Enum):
    """How two things said go against each other."""

    NAMED = "named"  # a name, against the no to a line or option that it ticks
    NOT_TAKEN = "not taken"  # a name that is said not to be so, against a line that was ticked
    TYPED = "typed"  # a name that was typed, against another that was given as what is meant
    FOLLOW_UP = "follow-up"  # an answer of weight, against the answer by which it need not have been asked


class Contradiction(Struct, frozen=True):
    """Two things said that cannot both be so. What counts for more of the two counts."""

    kind: Conflict
    asked: QuestionId  # the question under which it was said
    question: QuestionId  # the question whose answer it goes against
    lines: tuple[str, ...]  # lines, options or classes of medicine there; none for a number, or for any name at all
    name: Name | None  # where it was said by a name
    serious: bool  # whether it has to be settled before the session
    rules: tuple[RuleId, ...]  # those that count and may do so because of it


class ChangeKind(Enum):
    """How somebody may change the outcome: by a choice, or by asking whoever can agree."""

    DAY = "day"  # another day, or after a meal
    SIDE = "side"  # the same places on one side only, or on the other
    LEAVING_OUT = "leaving out"
    AGREED = "agreed"


class Change(Struct, frozen=True):
    """One thing that may be chosen or agreed on, and the outcome that it leads to."""

    by: ChangeKind
    outcome: Bounds[Outcome]
    rules: tuple[RuleId, ...] = ()  # those that will be over another day
    cells: tuple[Cell, ...] = ()  # what moves or is left out
    side: Side | None = None
    question: QuestionId = QuestionId("")  # the one to get a yes to


class Account(Struct, frozen=True):
    """What became of everything that was said, and what goes with the findings."""

    ledger: tuple[LedgerEntry, ...]
    aftercare: tuple[AftercareId, ...]
    alternatives: Mapping[AlternativeId, Cell]  # those right for this person, with their own cell
    places: tuple[PlaceAsked, ...]  # the levels by place, the strictest first
    at_stake: Mapping[QuestionId, tuple[str, ...]]  # open question -> those of its lines that a rule for the plan tests


class Report(Struct, frozen=True):
    """All that was worked out for one person: outcome, cells, findings, open points, contradictions and the account."""

    book: RuleBook
    outcome: Bounds[Outcome]
    techniques: tuple[TechniqueLine, ...]
    findings: tuple[Finding, ...]
    open: tuple[OpenPoint, ...]
    contradictions: tuple[Contradiction, ...]
    answers: Answers
    set_aside: tuple[QuestionId, ...]  # the questions that were answered and are not to be asked
    account: Lazy[Account]
    possible: Lazy[tuple[Change, ...]]
    unsure: tuple[Finding, ...] = ()  # rules that act because a list is not sure as a whole; its open point tells them
    silenced: tuple[Finding, ...] = ()  # rules that would hold or act, and are silenced by the practice
    earlier: Earlier | None = None  # where the answers are of an earlier day than the check

    @property
    def settled(self) -> bool:
        """Whether it is known what happens to the session, though something may be open."""
        return is_settled(self.outcome.stands, self.outcome.worst)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What would make the outcome milder, and may be chosen or agreed on."""
        return self.possible.value

    @property
    def ledger(self) -> tuple[LedgerEntry, ...]:
        """What became of each question, in the order of the rule book."""
        return self.account.value.ledger

    @property
    def named(self) -> tuple[tuple[QuestionId, Name], ...]:
        """Every name that was typed, in order, with the question that it was given to."""
        return tuple(names_given(self.answers))

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name that was typed, in order."""
        return tuple(name for _, name in self.named)

    @property
    def not_named(self) -> tuple[tuple[QuestionId, str], ...]:
        """Every word that was typed in place of a name and only says that it is not known, with its question."""
        found: list[tuple[QuestionId, str]] = []
        for question_id, answer in self.answers.items():
            if isinstance(answer, Names):
                found += [(question_id, typed) for typed in answer.not_named]
        return tuple(found)

    @property
    def aftercare(self) -> tuple[AftercareId, ...]:
        """What to do afterwards, in order of time."""
        return self.account.value.aftercare

    @property
    def alternatives(self) -> Mapping[AlternativeId, Cell]:
        """What may be offered instead, each with the level of its own technique for this person."""
        return self.account.value.alternatives

    @property
    def places(self) -> tuple[PlaceAsked, ...]:
        """The levels at places that limits name, the strictest first."""
        return self.account.value.places

    @property
    def at_stake(self) -> Mapping[QuestionId, tuple[str, ...]]:
        """For each open question, those of its lines that a rule for the plan tests."""
        return self.account.value.at_stake
