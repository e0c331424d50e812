"""The rule book: questions, facts, techniques, rules, aftercare, alternatives and sources.

Annotations are not put off: decoding would evaluate the text of each at every start.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar
from weakref import ref

from msgspec import Struct

from acucheck.errors import Place
from acucheck.model.answers import NameKind
from acucheck.model.ids import (
    AftercareId,
    AlternativeId,
    QuestionId,
    RuleId,
    SourceId,
    TechniqueId,
)
from acucheck.model.levels import AftercareTime, Audience, Basis, Level, ReadDepth, Urgency, Validity
from acucheck.model.practice import PracticeFile

SESSION = "session"
"""The key in `verdicts` that means every technique."""

PLAN = QuestionId("plan")
"""The one question that is about what is going to be done."""

CHANNELS: Mapping[str, int] = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67,
    "KI": 27, "PC": 9, "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
"""Points on each channel, 361 in all (WHO, A proposed standard international acupuncture nomenclature, 1991)."""


class Wording(Struct, frozen=True):
    """One sentence as each reader gets it; usually the same for both."""

    practitioner: str
    patient: str

    def for_audience(self, audience: Audience) -> str:
        """The sentence for that reader."""
        if audience is Audience.PRACTITIONER:
            return self.practitioner
        return self.patient


class Precaution(Wording, frozen=True):
    """Something to do, as each reader is told it, and what it is about."""

    at: tuple[str, ...] = ()  # points, regions and hazards; empty: wherever the technique is used
    taken: bool = False  # that a medicine goes on: said only where it is certain that it is taken

    @property
    def about(self) -> tuple[tuple[str, ...], bool]:
        """The places, and whether it is about a medicine that is taken."""
        return self.at, self.taken


class Source(Struct, frozen=True):
    """The part of a publication that a rule relies on, and how well that part was read."""

    id: SourceId
    title: str
    read: ReadDepth
    by: str = ""
    part: str = ""
    year: str = ""
    url: str = ""
    guideline: bool = False  # or a code of practice: a body tells its field what to do


class AfterStop(Struct, frozen=True):
    """How long a medicine of a class bears on the rules after it was stopped, and which source says so."""

    days: int | None  # None: for good
    source: SourceId
    because: str


class Past(Struct, frozen=True):
    """When a condition that was is over: after so many days it is nothing, or the line that it *counts_as*."""

    days: int
    source: SourceId
    because: str
    counts_as: str = ""  # as `question.line`


class Keeping(Struct, frozen=True):
    """For how many days after its own an answer holds, and which source says so."""

    days: int
    source: SourceId
    because: str


class Concept(Struct, frozen=True):
    """A class of medicine, a region or a hazard. It covers whatever lies within it."""

    id: str
    label: Wording
    within: str = ""
    covers: frozenset[str] = frozenset()  # itself and all that lies within it
    after_stop: AfterStop | None = None  # of a class of medicine
    say: str = ""  # of a class of medicine: what a person who takes one can say


class Technique(Struct, frozen=True):
    """Something a practitioner can do, and the groups it belongs to."""

    id: TechniqueId
    label: Wording
    groups: tuple[str, ...]
    phrase: Wording  # the same as it reads within a sentence
    only_at: frozenset[str] = frozenset()  # the regions and hazards at which alone it is done; none for anywhere
    shows_typed: bool = False  # whether the name it was typed by stands beside it, as it says what is used
    often_at: frozenset[str] = frozenset()  # the regions of whose points a name of it may be, unless it says where


class AnswerKind(Enum):
    """What an answer to a question looks like."""

    MANY = "many"
    ONE = "one"
    NAMES = "names"
    NUMBER = "number"
    GESTATION = "gestation"
    PLACES = "places"
    PLAN = "plan"


class Word(Struct, frozen=True, tag=True):
    """The question is answered with one of these words (an option, a line, a concept, a technique)."""

    question: QuestionId
    words: frozenset[str]


class Between(Struct, frozen=True, tag=True):
    """The question's number is at least *low* and less than *high*. Gestation counts in days."""

    question: QuestionId
    low: float
    high: float


class FactHolds(Struct, frozen=True, tag=True):
    """A named fact holds."""

    fact: str


class AllOf(Struct, frozen=True, tag=True):
    """All of several conditions."""

    parts: tuple["Condition", ...]


class AnyOf(Struct, frozen=True, tag=True):
    """One of several conditions, or more."""

    parts: tuple["Condition", ...]


class AtLeast(Struct, frozen=True, tag=True):
    """So many of several conditions, or more."""

    count: int
    parts: tuple["Condition", ...]


Condition = Word | Between | FactHolds | AllOf | AnyOf | AtLeast


class OneLine(Struct, frozen=True):
    """What a practitioner is asked about a list on the screen of body systems.

    A plain no to *ask* is true of every option that it *covers*; the others stand on that screen themselves.
    """

    ask: str
    covers: frozenset[str]
    alone: Mapping[str, str] = {}  # option -> what it is called there


class InList(Struct, frozen=True):
    """A line behind another one of a list, by which the follow-up that the other opens is answered too."""

    question: QuestionId  # the list
    opens: str  # its line that opens the follow-up
    answer: str  # what the follow-up is answered with by this line
    other: str  # what it is answered with where only the other is ticked
    label: Wording


class Milder(Struct, frozen=True):
    """What a line of a list is milder than."""

    line: str  # the graver line, of which a name may speak as well
    said_by: frozenset[str]  # words in a name by which the milder one is meant


class Question(Struct, frozen=True):
    """One thing asked."""

    id: QuestionId
    ask: Wording
    short: Wording  # what the question is about, in a few words
    kind: AnswerKind
    keeps: Validity
    options: Mapping[str, Wording]  # the lines of `many`, the choices of `one`
    names: NameKind | None  # what kind of names, where it asks for names
    low: float  # limits of a number
    high: float
    unit: str
    why: Wording | None
    ask_where: Wording | None  # the second half of the plan question
    find_out: Wording | None
    gate: Condition | None
    not_sure: str  # the option that "not sure" stands for, or empty
    healthy: str  # what the healthy adult answers, where none and no are not answers
    clears: frozenset[str]  # answers that can lift a rule
    assume: frozenset[str]  # concepts that act while the whole list is not known
    settled_by: Mapping[str, Word]  # concept -> the direct question whose plain no closes it for unknown names
    past: Mapping[str, Past]  # line -> when it is over; one that is not here counts for good
    limbs: Mapping[str, tuple[str, ...]] = {}  # region of which a part stands for the whole -> what belongs to it
    limb_asked: bool = False  # one of *limbs* is asked for, so that no other place is the whole answer
    offered_if: Mapping[str, Condition] = {}  # option -> when it is offered; one that is not here always is
    history: frozenset[str] = frozenset()  # lines that may be named of an earlier time, while the gate is closed
    ask_if_not_known: bool = False  # whether it is asked, too, as long as nothing says that its gate is closed
    ask_if_contradicted: bool = False  # whether what goes against an answer here has to be found out first
    said_as_no: frozenset[str] = frozenset()  # options that a plain no, here or where this is opened, does not rule out
    say: Mapping[str, str] = {}  # option -> the sentence that a person of whom it is true can say
    say_answer: str = ""  # the sentence for places, a number or names, with a slot for what was answered
    confirmed_each_visit: bool = False  # whether an answer holds on a later day only where it is confirmed
    one_line: OneLine | None = None  # what a practitioner may be asked in place of the list
    in_list: InList | None = None  # the line of a list that answers it at the keyboard
    in_brief: Mapping[str, str] = {}  # option -> what it is called in the list that a practitioner answers
    milder: Mapping[str, Milder] = {}  # a line that a name alone does not settle -> the graver one

    def listed(self, option: str, audience: Audience) -> str:
        """What an option is called in the list that a reader answers."""
        if audience is Audience.PRACTITIONER and option in self.in_brief:
            return self.in_brief[option]
        return self.options[option].for_audience(audience)


class AnswerPlace(Struct, frozen=True):
    """A limit that lies wherever the answer to a question says."""

    question: QuestionId


class Limit(Struct, frozen=True):
    """Verdicts at some places only."""

    where: tuple[str | AnswerPlace, ...]
    verdicts: Mapping[str, Level]


class Position(Struct, frozen=True):
    """What one source says about the matter of a rule. It is printed and never decides."""

    source: SourceId
    level: Level
    says: str
    techniques: frozenset[TechniqueId]  # about these only; empty for all


class Rule(Struct, frozen=True):
    """One risk, whom it concerns, and what follows from it."""

    id: RuleId
    place: Place
    topic: str
    title: Wording
    risk: Wording
    when: Condition | None
    unless: Condition | None
    verdicts: Mapping[str, Level]
    limits: tuple[Limit, ...]
    until: Wording | None
    urgent: Urgency | None
    if_not_known: Level | None
    ask_whom: Wording | None
    ask_for: str  # what a patient asks of them, where that is more than whether the plan is all right
    precautions: Mapping[str, tuple[Precaution, ...]]
    aftercare: tuple[AftercareId, ...]
    alternatives: tuple[AlternativeId, ...]
    positions: tuple[Position, ...]
    chosen_because: str
    basis: Basis
    sources: tuple[SourceId, ...]
    say: str = ""  # of a rule for everybody: what can be said of a place planned, with a slot for it

    @property
    def strictest(self) -> Level:
        """The strictest level that the rule can give to anything, anywhere."""
        given = [*self.verdicts.values()]
        for limit in self.limits:
            given += limit.verdicts.values()
        return max(given, default=Level.NONE)


class Aftercare(Struct, frozen=True):
    """One thing to do or watch for after the session."""

    id: AftercareId
    say: Wording
    time: AftercareTime
    techniques: frozenset[TechniqueId]  # only after one of these; empty for any
    at: tuple[str, ...]  # only after work at one of these places, or where none is named; empty for any
    replaces: tuple[AftercareId, ...]
    help: Urgency | None
    names_whom: bool  # whether it names whom to call itself, so that the emergency number does not stand with it
    everyone: bool
    sources: tuple[SourceId, ...]


class Alternative(Struct, frozen=True):
    """A gentler technique that may be offered instead."""

    id: AlternativeId
    technique: TechniqueId
    say: Wording
    sources: tuple[SourceId, ...]


class Practice(Struct, frozen=True):
    """Whose page this is, and the number to ring in an emergency."""

    name: str
    phone: str
    emergency: str


class RuleBook(Struct, frozen=True, weakref=True):
    """Everything `rules.yaml` says, decoded and checked, with what a practice's own file adds."""

    title: str
    version: str
    clinical_review: str
    digest: str  # SHA-256 of the file, hexadecimal
    practice: Practice
    sources: Mapping[SourceId, Source]
    topics: Mapping[str, Wording]
    concepts: Mapping[str, Mapping[str, Concept]]  # kind -> id -> concept
    techniques: Mapping[TechniqueId, Technique]
    questions: Mapping[QuestionId, Question]
    facts: Mapping[str, Condition]
    rules: Mapping[RuleId, Rule]
    aftercare: Mapping[AftercareId, Aftercare]
    alternatives: Mapping[AlternativeId, Alternative]
    own: PracticeFile | None = None  # the practice's own file, where there is one
    silenced: Mapping[RuleId, Rule] = {}  # the rules of the core that it silences
    keeps: Mapping[Validity, Keeping] = {}  # how long answers hold; without an entry, on their own day only


T = TypeVar("T")


def once_for_each(work: Callable[[RuleBook], T]) -> Callable[[RuleBook], T]:
    """The function *work*, which works once for each rule book and keeps the result for as long as that lives.

    The result must not keep the rule book alive itself.
    """
    known: dict[int, tuple[ref[RuleBook], T]] = {}  # by identity: to compare two rule books takes longer than to look

    def remembering(book: RuleBook) -> T:
        found = known.get(id(book))
        if found is not None and found[0]() is book:
            return found[1]
        key = id(book)
        made = work(book)
        known[key] = ref(book, lambda _: known.pop(key, None)), made
        return made

    return remembering


@once_for_each
def lines_somewhere(book: RuleBook) -> dict[QuestionId, frozenset[str]]:
    """For each question of where something is, the lines that open it, as `question.line`."""
    found: dict[QuestionId, frozenset[str]] = {}
    for question in book.questions.values():
        gate = question.gate
        if question.kind is AnswerKind.PLACES and isinstance(gate, Word):
            lines = [f"{gate.question}.{word}" for word in gate.words]
            found[question.id] = frozenset(lines)
    return found
