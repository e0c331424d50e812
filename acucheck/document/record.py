"""Whose page it is, where that was asked for, and lines to sign."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Lines, Record
from acucheck.model.levels import Outcome
from acucheck.model.report import Report


def whose(record: Record) -> Iterator[Lines]:
    """The name and the date that were given for the record."""
    lines = tuple((label, text) for label, text in (("Name", record.name), ("Date", record.date)) if text)
    if lines:
        yield Lines(lines)


def signatures(report: Report) -> Iterator[tuple[str, str]]:
    """Lines for consent and for both to sign, where there is a session."""
    if report.outcome.stands < Outcome.NOT_TODAY:
        yield "Consent", "Told of the risks: yes / no. Agrees: yes / no. Date ..............."
        yield "Signed", "Patient ....................... Practitioner ....................."
