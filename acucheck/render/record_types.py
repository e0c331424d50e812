"""What a record holds, as types: one person of a list. The sentence under a key is its description in the schema.

`docs/schemas.py` writes `acucheck/schemas/record-1.json` from these types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias, TypedDict

from msgspec import Meta

from acucheck.document.closing_points import SomeText, TakesRecord
from acucheck.located.yaml_writing import Tree
from acucheck.model.levels import Side
from acucheck.render.shared_types import (
    ContradictionRecord,
    HeadRecord,
    LevelBounds,
    LevelWord,
    MissingWord,
    NameRecord,
    NotNamedRecord,
    OutcomeBounds,
    OutcomeWord,
    OwnFileRecord,
    Sha256,
    SilencedRecord,
    StandingWord,
    TooOldRecord,
    UrgencyWord,
    enum_words,
)

RecordVersion: TypeAlias = Literal["acucheck.record/1"]

SideWord: TypeAlias = Annotated[str, enum_words(Side)]

Entries: TypeAlias = Annotated[Mapping[str, Tree], Meta(min_length=1)]


class BookRecord(TypedDict):
    """The rule book that a record was assessed with."""

    version: SomeText
    """Its version."""
    sha256: Sha256
    """The SHA-256 of its file."""
    clinical_review: SomeText
    """Who has reviewed it, or that nobody has."""
    own: OwnFileRecord | None
    """The practice's own file over it; null where there is none."""


class CellRecord(TypedDict):
    """A technique, or a technique at a place."""

    planned: bool
    """Whether it was planned; else it is assumed, or listed because it is to be asked about or left out."""
    technique: str | None
    """The technique's id; null when it was not recognised."""
    typed: str | None
    """What was typed for the place, or with no place for the technique; null when it is assumed."""
    place: str | None
    """The code of the point or the id of the region; null for the technique as a whole, or when it was not recognised.
    """
    side: SideWord | None
    """The side of the place, when one was said."""
    level: LevelBounds
    """Its level."""
    outcome: OutcomeBounds
    """What that makes of the session."""
    rules: Sequence[SomeText]
    """The rules at the level that stands."""


class FindingRecord(TypedDict):
    """A rule that holds or acts."""

    rule: SomeText
    """The rule's id."""
    standing: StandingWord
    """It acts when it would hold if what is not sure were so."""
    level: LevelWord
    """The worst it asks of the plan, as it stands."""
    outcome: OutcomeWord
    """What it makes of the session, urgency aside."""
    urgent: UrgencyWord | None
    """How fast help is needed: `now` by the emergency number, `today` by same-day care; null for no help."""


class OpenRecord(TypedDict):
    """What one missing answer leaves undecided, and the entry of an answers file that closes it."""

    question: SomeText
    """The question's id."""
    missing: MissingWord
    """Why it is open."""
    name: str | None
    """What was typed, for a name that is not recognised or that may mean several things."""
    could_be: OutcomeWord
    """The outcome it could come to."""
    rules: Sequence[SomeText]
    """The rules it leaves open."""
    takes: TakesRecord
    """What the question takes."""
    entry: Entries
    """What closes the point: for each question the whole answer to put in the place of the one that is there, as an
    answers file holds it. What stands in angle brackets has to be found out and filled in.
    """


class SetAsideRecord(TypedDict):
    """An answer to a question that the other answers do not ask."""

    question: SomeText
    """The id of the question."""
    answer: SomeText
    """The answer on one line."""


class PersonRecord(TypedDict):
    """What one person comes to: what was decided, what is open, and what was typed that does not simply count."""

    schema: RecordVersion
    """The version of this format. Within a version keys are only added, and words to those of `missing`, `kind`,
    `taken`, `via`, `use` and `cue`; take no notice of keys you do not know. Whatever else changes gets a new number.
    """
    id: str
    """What the record is called, as no other one in the list: its own id, else the name of its file, else its line."""
    record: HeadRecord
    """Whose it is, on which day it was answered and by whom, and the day of the check."""
    rule_book: BookRecord
    """The rule book the record was assessed with."""
    outcome: OutcomeBounds
    """What happens to the session as planned."""
    cells: Sequence[CellRecord]
    """Every technique, and behind it every place planned for it."""
    findings: Sequence[FindingRecord]
    """Every rule that holds or acts, worst first."""
    silenced: Sequence[SilencedRecord]
    """The rules that would hold or act, and are silenced by the practice."""
    open: Sequence[OpenRecord]
    """What is not settled, one entry for each question or name."""
    names: Sequence[NameRecord]
    """Every typed name but those that are recognised, count, and are of the kind that was asked for."""
    not_named: Sequence[NotNamedRecord]
    """Words typed in place of names that only say that these are not known."""
    set_aside: Sequence[SetAsideRecord]
    """Answers to questions that are not asked by the other answers, and do not count."""
    too_old: Sequence[TooOldRecord]
    """Answers of an earlier day than that of the check that no longer hold."""
    contradictions: Sequence[ContradictionRecord]
    """What was said and cannot all be so."""


class ProblemRecord(TypedDict):
    """A record that could not be assessed."""

    schema: RecordVersion
    """The version of this format."""
    id: str
    """What the record is called, as no other one in the list: its own id, else the name of its file, else its line."""
    problem: SomeText
    """Why the record could not be assessed: file, line, column and reason of each problem, one on each line. Then
    there is nothing else but the id.
    """
