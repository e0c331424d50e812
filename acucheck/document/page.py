"""What a page is made from: one report, for one reader, with whose it is."""

from __future__ import annotations

from functools import cached_property

from acucheck.document.source_numbers import numbers
from acucheck.document.wording import phrases
from acucheck.model.answers import NOBODY, Head
from acucheck.model.book import Rule, RuleBook, Wording
from acucheck.model.ids import SourceId, TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report


class Page:
    """A report with its reader. The sections of a page take it and give back blocks."""

    def __init__(self, report: Report, audience: Audience, head: Head = NOBODY) -> None:
        self.report = report
        self.audience = audience
        self.head = head

    @property
    def book(self) -> RuleBook:
        return self.report.book

    @property
    def is_for_patient(self) -> bool:
        return self.audience is Audience.PATIENT

    @property
    def has_session(self) -> bool:
        """Whether there is a session to plan for: none today, and none while help comes first."""
        return self.report.outcome.stands < Outcome.NOT_TODAY

    @property
    def is_low_risk(self) -> bool:
        """Whether it is a patient's, and nothing found or open asks for more than a note."""
        return self.is_for_patient and self.report.outcome.worst <= Outcome.NOTE

    @cached_property
    def source_numbers(self) -> dict[SourceId, int]:
        """Source id -> its number on this page."""
        return numbers(self.report)

    @cached_property
    def planned(self) -> tuple[TechniqueId, ...]:
        """The techniques that are planned or assumed and are known, in the order of the rule book."""
        lines = [line for line in self.report.techniques if line.planned or line.assumed]
        planned = {line.cell.technique for line in lines}
        return tuple(technique for technique in self.book.techniques if technique in planned)

    def words(self, wording: Wording) -> str:
        """A sentence of the rule book as this reader gets it."""
        return wording.for_audience(self.audience)

    def title(self, rule: Rule) -> str:
        """What a rule is called inside a sentence."""
        return phrases.lower_first(self.words(rule.title))

    def technique(self, technique: TechniqueId, typed: str = "") -> str:
        """What a technique is called inside a sentence; what was typed where that was not recognised."""
        return phrases.lower_first(phrases.technique(self.book, technique, self.audience, typed))
