"""One line of JSON for one person in a list, in the version `acucheck.record/1`: what was decided, without the prose.

Its schema is `acucheck/schemas/record-1.json`. Everything a page says beyond it stands in the rule book that it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec.json

from acucheck.document.closing_points import entry, takes
from acucheck.document.wording.answer_text import said
from acucheck.model.answers import Head, MatchStatus, Name, Names
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.report import Cell, Finding, OpenPoint, Report
from acucheck.render.json_trees import (
    contradiction_tree,
    head_tree,
    level_bounds,
    name_tree,
    outcome_bounds,
    own_tree,
    silenced_trees,
    too_old_tree,
)
from acucheck.render.record_types import (
    BookRecord,
    CellRecord,
    FindingRecord,
    OpenRecord,
    PersonRecord,
    ProblemRecord,
)
from acucheck.render.shared_types import NameRecord, NotNamedRecord

_ENCODER = json.JSONEncoder(separators=(",", ":"))


def record_line(head: Head, report: Report) -> str:
    """The report as one line of ASCII with whose it is, and a line end at the end."""
    return _encoded(record_tree(head, report)) + "\n"


def problem_line(id_: str, problem: str) -> str:
    """The line of a record that could not be assessed: *problem* says where and why, and repeats no answer."""
    tree: ProblemRecord = {"schema": "acucheck.record/1", "id": id_, "problem": problem}
    return _encoded(tree) + "\n"


def _encoded(tree: PersonRecord | ProblemRecord) -> str:
    """*tree* in ASCII. What is not plain text is left to the standard library, which writes each letter as its code."""
    line = msgspec.json.encode(tree)
    if line.isascii() and b"\\" not in line and b"\x7f" not in line:
        return line.decode()
    return _ENCODER.encode(tree)


def record_tree(head: Head, report: Report) -> PersonRecord:
    """What the line holds, as plain lists and mappings."""
    names, not_named = _names_to_show(report)
    return {
        "schema": "acucheck.record/1",
        "id": head.id,
        "record": head_tree(head),
        "rule_book": _book(report.book),
        "outcome": outcome_bounds(report.outcome),
        "cells": list(_cell_records(report)),
        "findings": [_finding_record(finding) for finding in report.findings],
        "silenced": silenced_trees(report),
        "open": [_open_record(point, report) for point in report.open],
        "names": names,
        "not_named": not_named,
        "set_aside": [{"question": asked, "answer": said(report.answers[asked])} for asked in report.set_aside],
        "too_old": too_old_tree(report),
        "contradictions": [contradiction_tree(each) for each in report.contradictions],
    }


def _book(book: RuleBook) -> BookRecord:
    return {
        "version": book.version,
        "sha256": book.digest,
        "clinical_review": book.clinical_review,
        "own": own_tree(book),
    }


def _names_to_show(report: Report) -> tuple[list[NameRecord], list[NotNamedRecord]]:
    """The names that somebody may want to look at, and the words that only say that a name is not known."""
    names: list[NameRecord] = []
    not_named: list[NotNamedRecord] = []
    for asked, answer in report.answers.items():
        if type(answer) is Names:
            names += [name_tree(asked, name) for name in answer.entries if _to_look_at(asked, name, report)]
            not_named += [{"question": asked, "typed": typed} for typed in answer.not_named]
    return names, not_named


def _to_look_at(asked: QuestionId, name: Name, report: Report) -> bool:
    """Whether a name is not simply one of what was asked for that is known and counts."""
    return (
        name.taken is not MatchStatus.RECOGNISED
        or name.contradicts
        or report.book.questions[asked].names is not name.kind
    )


def _cell_records(report: Report) -> Iterator[CellRecord]:
    """Every technique, and behind it every place that was planned for it."""
    for line in report.techniques:
        for cell in (line.cell, *line.places):
            yield _cell_record(cell, planned=line.planned)


def _cell_record(cell: Cell, *, planned: bool) -> CellRecord:
    place = cell.place
    side = None if place is None else place.side
    return {
        "planned": planned,
        "technique": cell.technique or None,
        "typed": (place or cell).typed or None,
        "place": (place and place.id) or None,
        "side": side and side.value,
        "level": level_bounds(cell.level),
        "outcome": outcome_bounds(cell.outcome),
        "rules": cell.rules,
    }


def _finding_record(finding: Finding) -> FindingRecord:
    return {
        "rule": finding.rule.id,
        "standing": finding.standing.word,
        "level": finding.level.word,
        "outcome": finding.outcome.word,
        "urgent": finding.rule.urgent and finding.rule.urgent.value,
    }


def _open_record(point: OpenPoint, report: Report) -> OpenRecord:
    return {
        "question": point.question,
        "missing": point.missing.value,
        "name": point.name or None,
        "could_be": point.could_be.word,
        "rules": point.rules,
        "takes": takes(report.book)[point.question],
        "entry": entry(point, report),
    }
