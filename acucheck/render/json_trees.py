"""What every kind of JSON holds alike, as plain data."""

from __future__ import annotations

from datetime import date

from acucheck.document.wording.answer_text import said
from acucheck.model.answers import Head, Name
from acucheck.model.book import RuleBook
from acucheck.model.levels import Level, Outcome
from acucheck.model.practice import Silence
from acucheck.model.report import Bounds, Contradiction, Finding, Missing, Report
from acucheck.render.shared_types import (
    ContradictionRecord,
    HeadRecord,
    LevelBounds,
    NameRecord,
    OutcomeBounds,
    OwnFileRecord,
    RuleBookRecord,
    SilencedRecord,
    TooOldRecord,
)


def day_text(day: date | None) -> str | None:
    """A day as it is written, where it is known."""
    return None if day is None else day.isoformat()


def level_bounds(bounds: Bounds[Level]) -> LevelBounds:
    """A level in words, as it is found, stands and is at worst."""
    return {"found": bounds.found.word, "stands": bounds.stands.word, "worst": bounds.worst.word}


def outcome_bounds(bounds: Bounds[Outcome]) -> OutcomeBounds:
    """An outcome in words, as it is found, stands and is at worst."""
    return {"found": bounds.found.word, "stands": bounds.stands.word, "worst": bounds.worst.word}


def contradiction_tree(each: Contradiction) -> ContradictionRecord:
    """A contradiction as plain data: what was said where, and what it goes against."""
    typed = None if each.name is None else each.name.typed
    return {
        "kind": each.kind.value,
        "question": each.asked,
        "typed": typed,
        "against": {"question": each.question, "lines": list(each.lines)},
        "serious": each.serious,
        "rules": list(each.rules),
    }


def too_old_tree(report: Report) -> list[TooOldRecord]:
    """The answers that no longer hold, as plain data: since when, and what each of them counts as."""
    earlier = report.earlier
    if earlier is None:
        return []
    found: list[TooOldRecord] = []
    for question_id, since in earlier.since.items():
        missing = Missing.NOT_SURE if question_id in report.answers else Missing.NOT_ASKED
        found.append(
            {
                "question": question_id,
                "answer": said(earlier.given[question_id]),
                "answered": earlier.day.isoformat(),
                "since": since.isoformat(),
                "counts_as": missing.value,
            }
        )
    return found


def name_tree(asked: str, name: Name) -> NameRecord:
    """A typed name as plain data: under which question, as what it was taken, and why it does not simply count."""
    return {
        "question": asked,
        "typed": name.typed,
        "kind": name.kind.value,
        "taken": name.taken.value,
        "concepts": sorted(name.concepts),
        "use": name.use and name.use.value,
        "when": name.when or None,
        "cue": name.cue and name.cue.value,
    }


def head_tree(head: Head) -> HeadRecord:
    """Whose answers they are, when they were given and by whom, and the day they were read as of."""
    return {
        "name": head.name or None,
        "date": day_text(head.day),
        "answered_by": head.writer and head.writer.value,
        "as_of": day_text(head.as_of),
    }


def book_tree(book: RuleBook) -> RuleBookRecord:
    """Which rule book it was made with."""
    return {
        "title": book.title,
        "version": book.version,
        "sha256": book.digest,
        "clinical_review": book.clinical_review,
        "own": own_tree(book),
    }


def own_tree(book: RuleBook) -> OwnFileRecord | None:
    """The practice's own file over the core; None where there is none."""
    own = book.own
    if own is None:
        return None
    return {
        "name": own.name,
        "sha256": own.digest,
        "added": len(own.added),
        "changed": len(own.changed),
        "silenced": len(book.silenced),
    }


def silenced_trees(report: Report) -> list[SilencedRecord]:
    """The rules that would hold or act and are silenced, as plain data, with why they are."""
    own = report.book.own
    if own is None:
        return []
    return [_silenced_record(finding, own.silences[finding.rule.id]) for finding in report.silenced]


def _silenced_record(finding: Finding, silence: Silence) -> SilencedRecord:
    return {
        "rule": finding.rule.id,
        "standing": finding.standing.word,
        "level": finding.level.word,
        "outcome": finding.outcome.word,
        "because": silence.because,
        "by": silence.by,
        "until": day_text(silence.until),
    }
