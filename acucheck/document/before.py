"""For the practitioner, what has to be looked at before the first needle."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.findings import blocks
from acucheck.document.limits import instructions
from acucheck.document.points import point_lines
from acucheck.model.levels import Level, Outcome, Reader
from acucheck.model.report import Finding, Report


def before_the_first_needle(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """What to pause for, what is not settled, where to look, and what lies at the planned points."""
    if report.outcome.stands >= Outcome.NOT_TODAY:
        return
    places = list(instructions(report, reader))
    lines = [
        *(("Pause", each) for each in _pauses(report, reader)),
        *(("Pause", sentence) for level, sentence in places if level > Level.CAUTION),
        *(("Not settled", each) for each in _not_settled(report, reader)),
        *(("Look here", sentence) for level, sentence in places if level <= Level.CAUTION),
        *(("Points", line) for line in point_lines(report, reader)),
    ]
    found = [finding for finding in report.findings if finding.rule.when is None and finding.level]
    if lines or found:
        yield Heading("BEFORE THE FIRST NEEDLE")
        yield Lines(tuple(lines))
        yield from blocks(found, report, reader)


def _pauses(report: Report, reader: Reader) -> Iterator[str]:
    """What has to happen, and who has to be asked, before a finding lets it go on."""
    for finding in report.findings:
        title = phrases.lower_first(finding.rule.title.for_reader(reader))
        if finding.rule.until is not None:
            yield phrases.sentence(f"not before {finding.rule.until.for_reader(reader)} ({title})")
        if finding.outcome is Outcome.ASK:
            yield phrases.sentence(f"ask {_whom(finding, reader)} first ({title})")


def _whom(finding: Finding, reader: Reader) -> str:
    return finding.rule.ask_whom.for_reader(reader) if finding.rule.ask_whom else "whoever knows"


def _not_settled(report: Report, reader: Reader) -> Iterator[str]:
    """What is missing, in one sentence, and the worst it could be."""
    serious = [point for point in report.open if point.could_be > Outcome.NOTE or point.name]
    if serious:
        questions = report.book.questions
        named = dict.fromkeys(
            f"'{point.name}'" if point.name else phrases.lower_first(questions[point.question].short.for_reader(reader))
            for point in serious
        )
        worst = max(point.could_be for point in serious)
        yield phrases.sentence(f"{'; '.join(named)}: {phrases.COULD_BE[worst]}")
