"""What every kind of JSON holds alike, as types. The sentence under a key is its description in the schema.

`docs/schemas.py` writes `acucheck/schemas/` from these types. A word is text here; which there are, the schema says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Annotated, TypeAlias, TypedDict

from msgspec import Meta

from acucheck.document.closing_points import SomeText
from acucheck.model.answers import Cue, MatchStatus, NameKind, Use, Writer
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Conflict, Missing


def enum_words(members: Iterable[Enum]) -> Meta:
    """What a type says of a text that is one of the words for *members*."""
    return Meta(extra_json_schema={"enum": [getattr(each, "word", each.value) for each in members]})


Id: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9]+([.-][a-z0-9]+)*$")]
Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Sha256: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Count: TypeAlias = Annotated[int, Meta(ge=0)]
LevelWord: TypeAlias = Annotated[str, enum_words(Level)]
OutcomeWord: TypeAlias = Annotated[str, enum_words(Outcome)]
StandingWord: TypeAlias = Annotated[str, enum_words((Standing.HOLDS, Standing.ACTS))]
UrgencyWord: TypeAlias = Annotated[str, enum_words(Urgency)]
MissingWord: TypeAlias = Annotated[str, enum_words(Missing)]
CountsAsWord: TypeAlias = Annotated[str, enum_words((Missing.NOT_SURE, Missing.NOT_ASKED))]
WriterWord: TypeAlias = Annotated[str, enum_words(Writer)]
NameKindWord: TypeAlias = Annotated[str, enum_words((NameKind.MEDICINE, NameKind.CONDITION))]
MatchWord: TypeAlias = Annotated[str, enum_words(MatchStatus)]
UseWord: TypeAlias = Annotated[str, enum_words(Use)]
CueWord: TypeAlias = Annotated[str, enum_words(Cue)]
ConflictWord: TypeAlias = Annotated[str, enum_words(Conflict)]


class HeadRecord(TypedDict):
    """Whose it is, on which day it was answered and by whom, and the day of the check."""

    name: str | None
    """The name given for the record."""
    date: Day | None
    """The day on which it was answered, where that is known; else it was read as answered on `as_of`."""
    answered_by: WriterWord | None
    """Who gave the answers, where that is known."""
    as_of: Day | None
    """The day of the check."""


class LevelBounds(TypedDict):
    """A level: as it is shown, and between which it can be."""

    found: LevelWord
    """By the rules that hold."""
    stands: LevelWord
    """With the rules that act on what is not sure as well; this is what is shown."""
    worst: LevelWord
    """If all that is open turns out badly."""


class OutcomeBounds(TypedDict):
    """An outcome: as it is shown, and between which it can be."""

    found: OutcomeWord
    """By the rules that hold."""
    stands: OutcomeWord
    """With the rules that act on what is not sure as well; this is what is shown."""
    worst: OutcomeWord
    """If all that is open turns out badly."""


class NameRecord(TypedDict):
    """A typed medicine or condition: what it was taken for, and why it does not simply count."""

    question: SomeText
    """The id of the question that it was given to."""
    typed: SomeText
    """What was typed."""
    kind: NameKindWord
    """What it is a name of, whichever question it was given to."""
    taken: MatchWord
    """How it was taken. Only a recognised name certainly counts; one set aside does not count now."""
    concepts: Sequence[SomeText]
    """The classes of medicine, or for a condition the lines and options it ticks as question.line."""
    use: UseWord | None
    """Why it does not count now, or null."""
    when: str | None
    """Since when it does not count, as it was typed, or null."""
    cue: CueWord | None
    """Why it is not certain whether it counts, or null."""


class TooOldRecord(TypedDict):
    """An answer of an earlier day that no longer holds."""

    question: SomeText
    """The id of the question."""
    answer: SomeText
    """The answer on one line, as it was given."""
    answered: Day
    """The day on which it was given."""
    since: Day
    """The first day on which it no longer held."""
    counts_as: CountsAsWord
    """What it counts as: `not sure` where it adds anything, else as if it had not been asked."""


class NotNamedRecord(TypedDict):
    """Words typed in place of names that only say that these are not known."""

    question: SomeText
    """The id of the question that it was given to."""
    typed: SomeText
    """What was typed."""


class AgainstRecord(TypedDict):
    """What something that was said goes against: a question, with lines of it where it is about lines."""

    question: SomeText
    """The id of the question."""
    lines: Sequence[SomeText]
    """Its lines or options, or classes of medicine; none where it is about a number, or about any name at all."""


class ContradictionRecord(TypedDict):
    """Two things said that cannot both be so. What counts for more of the two counts."""

    kind: ConflictWord
    """A name against the no to what it ticks; a name said not to be so against a line that was ticked; a name that
    was typed against another given as what is meant; or an answer of weight against the one by which it is not asked.
    """
    question: SomeText
    """The id of the question under which it was said."""
    typed: SomeText | None
    """The name that says it, or null where the answer does."""
    against: AgainstRecord
    """What it goes against."""
    serious: bool
    """Whether it has to be settled before the session. Then it is also an open point."""
    rules: Sequence[SomeText]
    """The rules that count and may do so because of it."""


class OwnFileRecord(TypedDict):
    """The practice's own file over the core."""

    name: SomeText
    """The practice that it says it is of."""
    sha256: Sha256
    """The SHA-256 of that file."""
    added: Count
    """The rules that it adds."""
    changed: Count
    """The entries of the core that it changes."""
    silenced: Count
    """The rules of the core that it silences."""


class SilencedRecord(TypedDict):
    """A rule that would hold or act, and is silenced by the practice: it decides nothing."""

    rule: SomeText
    """The rule's id."""
    standing: StandingWord
    """How it would stand."""
    level: LevelWord
    """The worst it would ask of the plan."""
    outcome: OutcomeWord
    """What it would make of the session."""
    because: SomeText
    """Why the practice silences it."""
    by: SomeText
    """Who decided that."""
    until: Day | None
    """The last day on which it is silent; null where that has no end."""


class RuleBookRecord(TypedDict):
    """The rule book it was made with."""

    title: SomeText
    """Its title."""
    version: SomeText
    """Its version."""
    sha256: Sha256
    """The SHA-256 of its file."""
    clinical_review: SomeText
    """Who has reviewed it, or that nobody has."""
    own: OwnFileRecord | None
    """The practice's own file over it; null where there is none."""
