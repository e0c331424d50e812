"""JSON for scripts, in the version `acucheck.report/1`; its schema is `acucheck/schemas/report-1.json`."""

from __future__ import annotations

import json

from acucheck import __version__
from acucheck.document.closing_points import entry, takes
from acucheck.document.page import Page
from acucheck.document.sections.about import notice, source_text
from acucheck.document.sections.afterwards import alternative_care, care_text
from acucheck.document.sections.choices import change_text
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.planned_points import point_lines
from acucheck.document.sections.still_open import open_text
from acucheck.document.sections.to_say import said_to_each
from acucheck.document.wording.answer_text import said
from acucheck.model.answers import NOBODY, BodyPlace, Candidate, Head, Name, NameKind
from acucheck.model.book import Aftercare, Practice, Source
from acucheck.model.ids import AlternativeId
from acucheck.model.levels import Audience
from acucheck.model.report import Cell, Change, Contradiction, Finding, LedgerEntry, OpenPoint, Report, TechniqueLine
from acucheck.render.json_trees import (
    book_tree,
    contradiction_tree,
    head_tree,
    level_bounds,
    name_tree,
    outcome_bounds,
    silenced_trees,
    too_old_tree,
)
from acucheck.render.report_types import (
    AftercarePart,
    AlternativePart,
    CandidatePart,
    CellPart,
    ChangePart,
    ContradictionPart,
    FindingPart,
    HeadlinePart,
    LedgerPart,
    NamePart,
    OpenPart,
    PlacePart,
    PracticePart,
    ReportRecord,
    SourcePart,
    TechniquePart,
)


def as_json(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The report as one JSON object in ASCII, which is JSON in every encoding, with a line end at the end."""
    return json.dumps(report_tree(report, audience, head), indent=2) + "\n"


def report_tree(report: Report, audience: Audience, head: Head) -> ReportRecord:
    """The report as plain lists and mappings, in a fixed order."""
    book, page = report.book, Page(report, audience, head)
    return {
        "schema": "acucheck.report/1",
        "acucheck": __version__,
        "rule_book": book_tree(book),
        "practice": _practice_part(book.practice),
        "reader": audience.value,
        "record": {"id": head.id or None, **head_tree(head)},
        "outcome": outcome_bounds(report.outcome),
        "headline": _headline(page),
        "techniques": [_technique_part(line, page) for line in report.techniques],
        "findings": [_finding_part(finding, page) for finding in report.findings],
        "silenced": silenced_trees(report),
        "open": [_open_part(point, page) for point in report.open],
        "points": list(point_lines(page)),
        "changes": [_change_part(change, page) for change in report.changes],
        "say": [{"to": whom, "words": words} for whom, words in said_to_each(page)],
        "aftercare": [_aftercare(book.aftercare[name], page) for name in report.aftercare],
        "alternatives": [_alternative(name, cell, page) for name, cell in report.alternatives.items()],
        "names": [_name_part(asked, name) for asked, name in report.named],
        "not_named": [{"question": asked, "typed": typed} for asked, typed in report.not_named],
        "contradictions": [_contradiction(each, page) for each in report.contradictions],
        "too_old": too_old_tree(report),
        "ledger": [_ledger(each) for each in report.ledger],
        "sources": [_source_part(book.sources[name]) for name in page.source_numbers],
        "notice": notice(report, audience),
    }


def _practice_part(practice: Practice) -> PracticePart:
    return {"name": practice.name, "phone": practice.phone, "emergency": practice.emergency}


def _headline(page: Page) -> HeadlinePart:
    top = next(headline(page))
    return {"text": top.text, "steps": list(top.steps)}


def _aftercare(care: Aftercare, page: Page) -> AftercarePart:
    return {
        "id": care.id,
        "time": care.time.value,
        "help": care.help and care.help.value,
        "say": care_text(care, page),
        "sources": list(care.sources),
    }


def _alternative(name: AlternativeId, cell: Cell, page: Page) -> AlternativePart:
    offered = page.book.alternatives[name]
    return {
        "id": name,
        "technique": cell.technique,
        "level": level_bounds(cell.level),
        "say": page.words(offered.say),
        "do": list(alternative_care(cell, page)),
        "sources": list(offered.sources),
    }


def _change_part(change: Change, page: Page) -> ChangePart:
    return {
        "by": change.by.value,
        "outcome": outcome_bounds(change.outcome),
        "text": change_text(change, page),
    }


def _ledger(each: LedgerEntry) -> LedgerPart:
    answer = None if each.answer is None else said(each.answer)
    return {"question": each.question, "state": each.state.value, "answer": answer}


def _source_part(source: Source) -> SourcePart:
    return {"id": source.id, "text": source_text(source), "read": source.read.value, "url": source.url or None}


def _technique_part(line: TechniqueLine, page: Page) -> TechniquePart:
    cell = line.cell
    technique = page.book.techniques.get(cell.technique)
    label = cell.typed if technique is None else page.words(technique.label)
    return {
        "technique": cell.technique or None,
        "typed": cell.typed or None,
        "label": label,
        "planned": line.planned,
        "assumed": line.assumed,
        **_cell_part(cell),
        "places": [_place_part(there.place, there) for there in line.places if there.place],
    }


def _place_part(place: BodyPlace, cell: Cell) -> PlacePart:
    return {
        "typed": place.typed,
        "place": place.id or None,
        "side": place.side and place.side.value,
        **_cell_part(cell),
    }


def _cell_part(cell: Cell) -> CellPart:
    return {"level": level_bounds(cell.level), "outcome": outcome_bounds(cell.outcome), "rules": list(cell.rules)}


def _finding_part(finding: Finding, page: Page) -> FindingPart:
    rule = finding.rule
    text = finding_text(finding, page)
    return {
        "rule": rule.id,
        "topic": rule.topic,
        "standing": finding.standing.word,
        "level": finding.level.word,
        "outcome": finding.outcome.word,
        "urgent": rule.urgent and rule.urgent.value,
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


def _open_part(point: OpenPoint, page: Page) -> OpenPart:
    return {
        "question": point.question,
        "missing": point.missing.value,
        "name": point.name or None,
        "lines": list(point.lines),
        "could_be": point.could_be.word,
        "rules": list(point.rules),
        "text": open_text(point, page),
        "takes": takes(page.book)[point.question],
        "entry": entry(point, page.report),
    }


def _contradiction(each: Contradiction, page: Page) -> ContradictionPart:
    return {**contradiction_tree(each), "text": conflict_text(each, page)}


def _name_part(asked: str, name: Name) -> NamePart:
    is_medicine = name.kind is NameKind.MEDICINE  # a condition is what it ticks
    return {
        **name_tree(asked, name),
        "name": (is_medicine and name.name) or None,
        "via": name.via and name.via.value,
        "candidates": [_candidate_part(candidate) for candidate in name.candidates],
    }


def _candidate_part(candidate: Candidate) -> CandidatePart:
    return {"name": candidate.name or None, "concepts": sorted(candidate.concepts)}
