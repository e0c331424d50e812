"""What a record holds, as types: one person of a list, in plain lists and mappings.

The same stands in `acucheck/schemas/record-1.json`. A word is text here; which words there are, and which of these sets
may grow, the schema says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from acucheck.document.closing_points import TakesRecord
from acucheck.located.yaml_writing import Tree


class BookRecord(TypedDict):
    """The rule book that a record was assessed with."""

    version: str
    sha256: str
    clinical_review: str


class HeadRecord(TypedDict):
    """Whose answers they are, when they were given and by whom, and the day they were read as of; null if not known."""

    name: str | None
    date: str | None
    answered_by: str | None
    as_of: str | None


class BoundsRecord(TypedDict):
    """A level or an outcome: by rules that hold, with rules that act, and if everything open turns out badly."""

    found: str
    stands: str
    worst: str


class CellRecord(TypedDict):
    """A technique, or a technique at a place; ids are null where nothing was recognised."""

    planned: bool
    technique: str | None
    typed: str | None
    place: str | None
    side: str | None
    level: BoundsRecord
    outcome: BoundsRecord
    rules: Sequence[str]


class FindingRecord(TypedDict):
    """A rule that holds or acts."""

    rule: str
    standing: str
    level: str
    outcome: str
    urgent: str | None


class OpenRecord(TypedDict):
    """What one missing answer leaves undecided, and the entry of an answers file that closes it."""

    question: str
    missing: str
    name: str | None
    could_be: str
    rules: Sequence[str]
    takes: TakesRecord
    entry: Mapping[str, Tree]


class NameRecord(TypedDict):
    """A typed name: what it was taken for, and why it does not simply count."""

    question: str
    typed: str
    kind: str
    taken: str
    concepts: Sequence[str]
    use: str | None
    when: str | None
    cue: str | None


class NotNamedRecord(TypedDict):
    """Words typed in place of names that only say that these are not known."""

    question: str
    typed: str


class SetAsideRecord(TypedDict):
    """An answer to a question that the other answers do not ask."""

    question: str
    answer: str


class AgainstRecord(TypedDict):
    """What something that was said goes against: a question, with lines of it where it is about lines."""

    question: str
    lines: Sequence[str]


class ContradictionRecord(TypedDict):
    """Two things said that cannot both be so."""

    kind: str
    question: str
    typed: str | None
    against: AgainstRecord
    serious: bool
    rules: Sequence[str]


class PersonRecord(TypedDict):
    """What one person comes to: what was decided, what is open, and what was typed that does not simply count."""

    schema: str
    id: str
    record: HeadRecord
    rule_book: BookRecord
    outcome: BoundsRecord
    cells: Sequence[CellRecord]
    findings: Sequence[FindingRecord]
    open: Sequence[OpenRecord]
    names: Sequence[NameRecord]
    not_named: Sequence[NotNamedRecord]
    set_aside: Sequence[SetAsideRecord]
    contradictions: Sequence[ContradictionRecord]
