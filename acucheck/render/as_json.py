"""JSON for scripts, in the version `acucheck.report/1`; its schema is `acucheck/schemas/report-1.json`."""

from __future__ import annotations

import json

from acucheck import __version__
from acucheck.assess.changes import changes
from acucheck.document.closing_points import entry, takes
from acucheck.document.sections.about import NOT_THIS, source_text
from acucheck.document.sections.afterwards import alternative_care, care_text
from acucheck.document.sections.choices import change_text
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.findings_by_topic import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.planned_points import point_lines
from acucheck.document.sections.still_open import open_text
from acucheck.document.sections.to_say import say
from acucheck.document.source_numbers import numbers
from acucheck.document.wording.answer_text import said
from acucheck.model.answers import NOBODY, Head, Name, NameKind
from acucheck.model.book import Aftercare, Source
from acucheck.model.ids import AlternativeId
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import (
    Bounds,
    Cell,
    Change,
    Contradiction,
    Finding,
    LedgerEntry,
    OpenPoint,
    Report,
    TechniqueLine,
)
from acucheck.render.json_trees import book_tree, contradiction_tree, head_tree, name_tree

SCHEMA = "acucheck.report/1"


def as_json(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The report as one JSON object in ASCII, which is JSON in every encoding, with a line end at the end."""
    return json.dumps(tree(report, audience, head), indent=2) + "\n"


def tree(report: Report, audience: Audience, head: Head) -> dict[str, object]:
    """The report as plain lists and mappings, in a fixed order."""
    book = report.book
    top = next(iter(headline(report, audience)))
    return {
        "schema": SCHEMA,
        "acucheck": __version__,
        "rule_book": book_tree(book),
        "practice": {"name": book.practice.name, "phone": book.practice.phone, "emergency": book.practice.emergency},
        "reader": audience.value,
        "record": {"id": head.id or None, **head_tree(head)},
        "outcome": _bounds(report.outcome),
        "headline": {"text": top.text, "steps": list(top.steps)},
        "techniques": [_technique(line, report, audience) for line in report.techniques],
        "findings": [_finding(finding, report, audience) for finding in report.findings],
        "open": [_open(point, report, audience) for point in report.open],
        "points": list(point_lines(report, audience)),
        "changes": [_change(change, report, audience) for change in changes(report)],
        "say": [{"to": whom, "words": words} for whom, words in say(report, audience)],
        "aftercare": [_aftercare(book.aftercare[name], report, audience) for name in report.aftercare],
        "alternatives": [_alternative(name, cell, report, audience) for name, cell in report.alternatives.items()],
        "names": [_name(asked, name) for asked, name in report.named],
        "not_named": [{"question": asked, "typed": typed} for asked, typed in report.not_named],
        "contradictions": [_contradiction(each, report, audience) for each in report.contradictions],
        "ledger": [_entry(entry) for entry in report.ledger],
        "sources": [_source(book.sources[name]) for name in numbers(report)],
        "notice": NOT_THIS[audience],
    }


def _aftercare(entry: Aftercare, report: Report, audience: Audience) -> dict[str, object]:
    return {
        "id": entry.id,
        "time": entry.time.value,
        "help": entry.help.value if entry.help else None,
        "say": care_text(entry, report, audience),
        "sources": list(entry.sources),
    }


def _alternative(name: AlternativeId, cell: Cell, report: Report, audience: Audience) -> dict[str, object]:
    return {
        "id": name,
        "technique": cell.technique,
        "level": _bounds(cell.level),
        "say": report.book.alternatives[name].say.for_audience(audience),
        "do": list(alternative_care(cell, report, audience)),
        "sources": list(report.book.alternatives[name].sources),
    }


def _change(change: Change, report: Report, audience: Audience) -> dict[str, object]:
    return {
        "by": change.by.value,
        "outcome": _bounds(change.outcome),
        "text": change_text(change, report, audience),
    }


def _entry(entry: LedgerEntry) -> dict[str, object]:
    return {
        "question": entry.question,
        "state": entry.state.value,
        "answer": said(entry.answer) if entry.answer is not None else None,
    }


def _source(source: Source) -> dict[str, object]:
    return {"id": source.id, "text": source_text(source), "read": source.read.value, "url": source.url or None}


def _bounds(bounds: Bounds[Level] | Bounds[Outcome]) -> dict[str, object]:
    return {
        "found": _word(bounds.found.name),
        "stands": _word(bounds.stands.name),
        "worst": _word(bounds.worst.name),
    }


def _word(name: str) -> str:
    return name.lower().replace("_", "-")


def _technique(line: TechniqueLine, report: Report, audience: Audience) -> dict[str, object]:
    technique = report.book.techniques.get(line.cell.technique)
    return {
        "technique": line.cell.technique or None,
        "typed": line.cell.typed or None,
        "label": technique.label.for_audience(audience) if technique else line.cell.typed,
        "planned": line.planned,
        "assumed": line.assumed,
        **_cell(line.cell),
        "places": [
            {
                "typed": cell.place.typed,
                "place": cell.place.id or None,
                "side": cell.place.side.value if cell.place.side else None,
                **_cell(cell),
            }
            for cell in line.places
            if cell.place
        ],
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {"level": _bounds(cell.level), "outcome": _bounds(cell.outcome), "rules": list(cell.rules)}


def _finding(finding: Finding, report: Report, audience: Audience) -> dict[str, object]:
    rule = finding.rule
    text = finding_text(finding, report, audience)
    return {
        "rule": rule.id,
        "topic": rule.topic,
        "standing": _word(finding.standing.name),
        "level": _word(finding.level.name),
        "outcome": _word(finding.outcome.name),
        "urgent": rule.urgent.value if rule.urgent else None,
        "title": text.title,
        "because": text.because,
        "risk": text.risk,
        "do": list(text.do),
        "plan": text.plan,
        "where": list(text.where),
        "not_planned": text.not_planned or None,
        "not_before": text.until or None,
        "ask": text.ask or None,
        "guidance_differs": text.differs or None,
        "lifted_by": list(finding.lifted_by),
        "basis": rule.basis.value,
        "sources": list(rule.sources),
    }


def _open(point: OpenPoint, report: Report, audience: Audience) -> dict[str, object]:
    return {
        "question": point.question,
        "missing": point.missing.value,
        "name": point.name or None,
        "lines": list(point.lines),
        "could_be": _word(point.could_be.name),
        "rules": list(point.rules),
        "text": open_text(point, report, audience),
        "takes": takes(report.book)[point.question],
        "entry": entry(point, report),
    }


def _contradiction(each: Contradiction, report: Report, audience: Audience) -> dict[str, object]:
    return {**contradiction_tree(each), "text": conflict_text(each, report, audience)}


def _name(asked: str, name: Name) -> dict[str, object]:
    return {
        **name_tree(asked, name),
        "name": name.name or None if name.kind is NameKind.MEDICINE else None,  # a condition is what it ticks
        "via": name.via.value if name.via else None,
        "candidates": [{"name": each.name or None, "concepts": sorted(each.concepts)} for each in name.candidates],
    }
