"""What a report holds, as types. The sentence under a key is its description in the schema.

`docs/schemas.py` writes `acucheck/schemas/report-1.json` from these types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias, TypedDict

from msgspec import Meta

from acucheck.document.closing_points import SomeText, TakesRecord
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchMethod
from acucheck.model.levels import AftercareTime, Audience, Basis, ReadDepth, Side
from acucheck.model.report import ChangeKind, QuestionState
from acucheck.render.shared_types import (
    ContradictionRecord,
    HeadRecord,
    Id,
    LevelBounds,
    LevelWord,
    MissingWord,
    NameRecord,
    NotNamedRecord,
    OutcomeBounds,
    OutcomeWord,
    RuleBookRecord,
    SilencedRecord,
    StandingWord,
    TooOldRecord,
    UrgencyWord,
    enum_words,
)

ReportVersion: TypeAlias = Literal["acucheck.report/1"]

AudienceWord: TypeAlias = Annotated[str, enum_words(Audience)]
SideWord: TypeAlias = Annotated[str, enum_words(Side)]
BasisWord: TypeAlias = Annotated[str, enum_words(Basis)]
ChangeWord: TypeAlias = Annotated[str, enum_words(ChangeKind)]
TimeWord: TypeAlias = Annotated[str, enum_words(AftercareTime)]
MethodWord: TypeAlias = Annotated[str, enum_words(MatchMethod)]
StateWord: TypeAlias = Annotated[str, enum_words(QuestionState)]
ReadWord: TypeAlias = Annotated[str, enum_words(ReadDepth)]


class PracticePart(TypedDict):
    """Whose page this is."""

    name: str
    """The practice; empty when the rule book names none."""
    phone: str
    """Its telephone number; empty when the rule book names none."""
    emergency: SomeText
    """The number to ring in an emergency."""


class HeadPart(HeadRecord):
    """Whose it is, on which day it was answered and by whom, and the day of the check; with an id."""

    id: str | None
    """The id of the record, where it has one."""


class HeadlinePart(TypedDict):
    """The first lines of the page."""

    text: SomeText
    """What happens to the session, in a few words."""
    steps: Sequence[SomeText]
    """The steps that follow, worst first."""


class CellPart(TypedDict):
    """How a technique is graded, alone or at a place."""

    level: LevelBounds
    """Its grade."""
    outcome: OutcomeBounds
    """What that makes of the session."""
    rules: Sequence[Id]
    """The rules at the level that stands."""


class PlacePart(CellPart):
    """A technique at one planned place."""

    typed: SomeText
    """What was typed."""
    place: SomeText | None
    """The point's code or the region; null when it was not recognised."""
    side: SideWord | None
    """The side that was said; null for both or none said."""


class TechniquePart(CellPart):
    """One technique with its own level and, apart from it, its planned places."""

    technique: Id | None
    """Which technique; null when it was not recognised."""
    typed: SomeText | None
    """What was typed; null when it was not planned."""
    label: SomeText
    """What it is called on the page."""
    planned: bool
    """Whether it stands in the plan."""
    assumed: bool
    """Whether it was assumed, because no technique is known."""
    places: Sequence[PlacePart]
    """The planned places."""


class FindingPart(TypedDict):
    """A rule that holds or acts, with the answers it does so because of."""

    rule: Id
    """Which rule."""
    topic: Id
    """The block it is printed in."""
    standing: StandingWord
    """`holds` when it is known to concern this person, `acts` when that is not sure."""
    level: LevelWord
    """The worst it asks of the plan, as it stands."""
    outcome: OutcomeWord
    """What it makes of the session, urgency aside."""
    urgent: UrgencyWord | None
    """How fast help is needed: `now` by the emergency number, `today` by same-day care; null for no help."""
    title: SomeText
    """Its title."""
    because: str
    """The answers it holds or acts by; empty for a rule that concerns everybody."""
    risk: SomeText
    """What can go wrong."""
    do: Sequence[SomeText]
    """Precautions for what is planned and not left out."""
    plan: SomeText
    """What it asks of the plan."""
    where: Sequence[SomeText]
    """Its limits as instructions: what to leave out or adapt, and where."""
    not_planned: SomeText | None
    """For the practitioner, what it leaves out beyond the plan; else null."""
    not_before: SomeText | None
    """What has to happen first; null for nothing."""
    ask: SomeText | None
    """Whom to ask before the session; null for nobody."""
    guidance_differs: SomeText | None
    """Where sources disagree; null where they do not."""
    lifted_by: Sequence[Id]
    """Questions not known whose answer could lift it."""
    basis: BasisWord
    """What kind of ground it stands on."""
    sources: Sequence[Id]
    """Where it comes from."""


class OpenPart(TypedDict):
    """What one missing answer leaves undecided."""

    question: Id
    """The question it belongs to."""
    missing: MissingWord
    """Why it is open."""
    name: SomeText | None
    """What was typed, for a name or place that is not certain; else null."""
    lines: Sequence[Id]
    """The lines of the question that are not sure, when not all of them; of the plan, techniques without a place."""
    could_be: OutcomeWord
    """How bad it could be."""
    rules: Sequence[Id]
    """The rules it leaves undecided."""
    text: SomeText
    """All of that, and how to find out, in a few sentences."""
    takes: TakesRecord
    """What the question takes."""
    entry: Annotated[Mapping[str, Tree], Meta(min_length=1)]
    """What closes the point: for each question the whole answer to put in the place of the one that is there, as an
    answers file holds it. What stands in angle brackets has to be found out and filled in.
    """


class ChangePart(TypedDict):
    """One thing that would change the outcome."""

    by: ChangeWord
    """Another day or after a meal, another side, leaving a part out, or a yes from whoever can agree."""
    outcome: OutcomeBounds
    """The outcome it leads to."""
    text: SomeText
    """The same in words."""


class SayingPart(TypedDict):
    """What to say to one person."""

    to: SomeText
    """Where or to whom."""
    words: SomeText
    """The sentences."""


class AftercarePart(TypedDict):
    """One thing to do or watch for after the session."""

    id: Id
    """Its name in the rule book."""
    time: TimeWord
    """When."""
    help: UrgencyWord | None
    """How fast help is needed where this is seen; null for no help."""
    say: SomeText
    """What to tell the patient."""
    sources: Sequence[Id]
    """Where it comes from."""


class AlternativePart(TypedDict):
    """A gentler technique that may be offered instead."""

    id: Id
    """Its name in the rule book."""
    technique: Id
    """Which technique."""
    level: LevelBounds
    """Its own grade for this person."""
    say: SomeText
    """What it is."""
    do: Sequence[SomeText]
    """Precautions and limits that the findings put on it."""
    sources: Sequence[Id]
    """Where it comes from."""


class CandidatePart(TypedDict):
    """One thing a name may stand for."""

    name: SomeText | None
    """Its name; null for a kind of thing."""
    concepts: Sequence[Id]
    """What it would be."""


class NamePart(NameRecord):
    """One typed medicine or condition."""

    name: SomeText | None
    """The medicine it was taken for; null for a condition, which is the lines that it ticks."""
    via: MethodWord | None
    """How it was found: by one of its names, as a brand, by words for a kind of medicine, by nearly the same letters;
    null when it was not, or was given as a class.
    """
    candidates: Sequence[CandidatePart]
    """What it may stand for, where that is not certain."""


class ContradictionPart(ContradictionRecord):
    """Two things said that cannot both be so, with a sentence. What counts for more of the two counts."""

    text: SomeText
    """The same in words."""


class LedgerPart(TypedDict):
    """What became of one question."""

    question: Id
    """Which question."""
    state: StateWord
    """`set aside` is an answer behind a closed gate, `not needed` is no answer there, `too old` is one that no longer
    holds.
    """
    answer: SomeText | None
    """The answer as it was given; null when there is none."""


class SourcePart(TypedDict):
    """One source, in the part that was read."""

    id: Id
    """Its name in the rule book."""
    text: SomeText
    """All that is known of it."""
    read: ReadWord
    """How well it was read, best first."""
    url: SomeText | None
    """Where it is; null when that is not known."""


class ReportRecord(TypedDict):
    """The report on one person."""

    schema: ReportVersion
    """The version of this format. Within a version keys are only added, and words to those of `missing`, `kind`,
    `taken`, `via`, `use` and `cue`; take no notice of keys you do not know. Whatever else changes gets a new number.
    """
    acucheck: SomeText
    """The version of acucheck that wrote the report."""
    rule_book: RuleBookRecord
    """The rule book the report was made with."""
    practice: PracticePart
    """Whose page this is."""
    reader: AudienceWord
    """Who the sentences are written for."""
    record: HeadPart
    """Whose it is, on which day it was answered and by whom, and the day of the check."""
    outcome: OutcomeBounds
    """What happens to the session as planned."""
    headline: HeadlinePart
    """The first lines of the page."""
    techniques: Sequence[TechniquePart]
    """Every planned technique; when none is known, the assumed one and each that stands at refer or avoid."""
    findings: Sequence[FindingPart]
    """Every rule that holds or acts."""
    silenced: Sequence[SilencedRecord]
    """The rules that would hold or act, and are silenced by the practice."""
    open: Sequence[OpenPart]
    """What is not settled, worst first: one entry for each question or name."""
    points: Sequence[SomeText]
    """Each planned place with a hazard: what lies there and what the findings make of it."""
    changes: Sequence[ChangePart]
    """What may be chosen or agreed on and makes the outcome milder. Never a medicine, a condition or a pregnancy."""
    say: Sequence[SayingPart]
    """Sentences ready for the patient to say."""
    aftercare: Sequence[AftercarePart]
    """What to do and watch after the session, in order of time."""
    alternatives: Sequence[AlternativePart]
    """Gentler techniques that may be offered to this person."""
    names: Sequence[NamePart]
    """Every medicine and condition that was typed."""
    not_named: Sequence[NotNamedRecord]
    """Words typed in place of names that only say that these are not known."""
    contradictions: Sequence[ContradictionPart]
    """What was said and cannot all be so."""
    too_old: Sequence[TooOldRecord]
    """Answers of an earlier day than that of the check that no longer hold."""
    ledger: Sequence[LedgerPart]
    """What became of every question of the rule book, in its order."""
    sources: Sequence[SourcePart]
    """Every source the report relies on, in the order in which a page numbers them."""
    notice: SomeText
    """What the report is not."""
