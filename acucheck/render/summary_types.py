"""What the counts of a list hold, as types. The sentence under a key is its description in the schema.

`docs/schemas.py` writes `acucheck/schemas/summary-1.json` from these types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypedDict

from acucheck.document.closing_points import SomeText
from acucheck.render.shared_types import Count, Day, MissingWord, OutcomeWord, RuleBookRecord

SummaryVersion: TypeAlias = Literal["acucheck.summary/1"]


class RecordCounts(TypedDict):
    """The records of the list."""

    assessed: Count
    """Those that were assessed; all other counts are of these."""
    not_assessed: Count
    """Those that could not be read."""


class OutcomeCounts(TypedDict):
    """One outcome."""

    outcome: OutcomeWord
    """What happens to the session as planned."""
    stands: Count
    """Records for which it stands."""
    worst: Count
    """Records for which it is so if everything open turns out badly."""


class RuleCounts(TypedDict):
    """One rule that came up."""

    rule: SomeText
    """Its id."""
    holds: Count
    """Records for which it holds."""
    acts: Count
    """Records for which it acts."""


class OpenCounts(TypedDict):
    """One question that was open, for one reason."""

    question: SomeText
    """Its id."""
    missing: MissingWord
    """Why it is open."""
    people: Count
    """Records in which it is open."""


class NameCounts(TypedDict):
    """One of the typed words that are open, for one reason."""

    typed: SomeText
    """What was typed, in small letters."""
    missing: MissingWord
    """Why it is open."""
    people: Count
    """Records in which it was typed."""
    left_open: Count
    """Those of them that it could make worse than they stand."""
    by_it_alone: Count
    """Those of these that nothing else could make worse."""


class SummaryRecord(TypedDict):
    """What a list came to, in counts."""

    schema: SummaryVersion
    """The version of this format. Within a version keys are only added, and words to those of `missing`; take no
    notice of keys you do not know. Whatever else changes gets a new number.
    """
    acucheck: SomeText
    """The version of acucheck."""
    rule_book: RuleBookRecord
    """The rule book the report was made with."""
    as_of: Day | None
    """The day of the check; null where each record was read on its own."""
    records: RecordCounts
    """The records of the list."""
    outcomes: Sequence[OutcomeCounts]
    """Every outcome, mildest first."""
    rules: Sequence[RuleCounts]
    """The rules that came up."""
    open: Sequence[OpenCounts]
    """The questions that were open, the most frequent first."""
    names: Sequence[NameCounts]
    """The typed words that are open, first those that leave most people open."""
    other_names: Count
    """How often any other word came, once these were too many to count one by one."""
    notice: SomeText
    """What the report is not."""
