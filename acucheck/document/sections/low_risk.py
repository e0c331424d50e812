"""A patient's page when nothing has to change: what is good to know in a few lines, so that it is read at all."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.not_recognised import slight_names
from acucheck.document.shown_findings import is_free
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus, Name
from acucheck.model.levels import Level
from acucheck.model.report import Finding, Report


def notes(page: Page) -> Iterator[str]:
    """A line for each note, one for what needs no limit, and one for the names that no rule is about."""
    yield from _note_lines(page)
    for _, instruction in instructions(page, planned=False, reasons=False):
        yield instruction
    yield from _without_limit_line(page)
    yield from _names_of_no_rule(page)
    for each in page.report.contradictions:
        yield conflict_text(each, page)
    yield from _names_in_doubt(page)


def _note_lines(page: Page) -> Iterator[str]:
    for finding in page.report.findings:
        if finding.level is not Level.NONE:
            text = finding_text(finding, page)
            said = " ".join([text.risk, *text.do])
            yield f"{text.title}{_names_behind(finding)}: {said}"


def _without_limit_line(page: Page) -> Iterator[str]:
    free = filter(is_free, page.report.findings)
    titles = "; ".join(page.titles(free))
    if titles:
        yield f"No limit because of: {titles}."


def _names_of_no_rule(page: Page) -> Iterator[str]:
    of_no_rule = [name for name in _unspoken(page.report) if not name.concepts]
    for kind, form in phrases.OF_NO_RULE.items():
        named = [name.called for name in of_no_rule if name.kind is kind]
        if named:
            yield form.format(phrases.joined(named))


def _names_in_doubt(page: Page) -> Iterator[str]:
    unspoken = _unspoken(page.report)
    slight = slight_names(page.report)
    for name in page.report.names:
        if name.typed in slight:
            continue
        counts_unsaid = name in unspoken and name.concepts
        if counts_unsaid or _to_be_told(name):
            yield f"{phrases.taken(page.book, name, page.audience)}."


def _names_behind(finding: Finding) -> str:
    """The names that a finding is because of, in brackets."""
    names: list[str] = []
    for because in finding.because:
        names += [name.called for name in because.names if not name.given_as_class]
    named = phrases.joined(names)
    if not named:
        return ""
    return f" ({named})"


def _unspoken(report: Report) -> list[Name]:
    """The names that count, and that no finding shown here is because of."""
    return [name for name in report.names if _is_sure(name) and not _spoken_of(name, report)]


def _spoken_of(name: Name, report: Report) -> bool:
    for finding in report.findings:
        shown = finding.level is not Level.NONE or is_free(finding)
        if shown and any(name in because.names for because in finding.because):
            return True
    return False


def _to_be_told(name: Name) -> bool:
    """Whether what a name was taken for has to be said; that it was not recognised is said already."""
    return not _is_sure(name) and name.taken is not MatchStatus.UNRECOGNISED


def _is_sure(name: Name) -> bool:
    """Whether it is clear what a name is taken for, and that it is taken."""
    return name.taken is MatchStatus.RECOGNISED
