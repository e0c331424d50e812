"""What could call for help if it is so: it heads a page, with what was said, whom to call and the words for that."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.doubts import doubted_in, names_in_doubt
from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import longest
from acucheck.model.levels import Audience, Outcome, Urgency
from acucheck.model.report import Evidence, Finding

_HEADING = {
    Urgency.NOW: "IF IN DOUBT, GET HELP NOW (not certain: {titles}); {session}",
    Urgency.TODAY: "IF IN DOUBT, SEE A DOCTOR TODAY (not certain: {titles}); {session}",
}
_SESSION = {
    Outcome.HELP: "A DOCTOR TODAY IN ANY CASE; NO SESSION TODAY",
    Outcome.NOT_TODAY: "NOT TODAY",
    Outcome.ASK: "NO SESSION BEFORE THAT IS CLEAR",
}
_ABOUT = "This was said: {what}."
_IF_SO = {
    (Audience.PATIENT, Urgency.NOW): (
        "If it is new, sudden or bad, even if it has passed, or if you cannot tell: ring {number}."
    ),
    (Audience.PATIENT, Urgency.TODAY): "If it is new, or if you cannot tell: have a doctor see you today. {worse}",
    (Audience.PRACTITIONER, Urgency.NOW): (
        "If it is new, sudden or bad, even if it has passed, or cannot be told: ring {number}."
    ),
    (Audience.PRACTITIONER, Urgency.TODAY): "If it is new, or cannot be told: a doctor today. {worse}",
}
_WORSE = "For chest pain, short breath, a weak side or a faint: ring {number}."
_ALSO = "If in doubt, get help: {title}."


def doubted(page: Page) -> list[Finding]:
    """What could call for help, is because of something said, and holds the session up until it is clear."""
    return doubted_in(page.report)


def heading(page: Page) -> str:
    """What heads the page where something could call for help: the most urgent, and no session yet; else empty."""
    findings = doubted(page)
    if not findings:
        return ""
    titles = page.titles(most_urgent(findings))
    session = _SESSION[page.report.outcome.stands]
    return _HEADING[urgency(findings)].format(titles=phrases.joined(titles), session=session)


def steps(page: Page) -> Iterator[str]:
    """What was said that could call for help, and whom to call; then what is less urgent."""
    findings = doubted(page)
    if not findings:
        return
    said = dict.fromkeys(_what_was_said(most_urgent(findings), page))
    yield _ABOUT.format(what=phrases.joined(said))
    number = page.book.practice.emergency
    worse = _WORSE.format(number=number)
    yield _IF_SO[page.audience, urgency(findings)].format(number=number, worse=worse)
    for finding in findings:
        if finding not in most_urgent(findings):
            yield _ALSO.format(title=page.title(finding.rule))


def urgency(findings: list[Finding]) -> Urgency:
    """How fast help would be needed."""
    calling = {finding.rule.urgent for finding in findings}
    return Urgency.NOW if Urgency.NOW in calling else Urgency.TODAY


def most_urgent(findings: list[Finding]) -> list[Finding]:
    """Those of some findings that would call for help the fastest."""
    return [finding for finding in findings if finding.rule.urgent is urgency(findings)]


def _what_was_said(findings: list[Finding], page: Page) -> Iterator[str]:
    """The names as typed that findings are because of, in quotes; where there are none, the lines."""
    evidence: list[Evidence] = []
    for finding in findings:
        evidence += finding.because
    names = names_in_doubt(evidence)
    if names:
        typed = [page.whole_entry(name) for name in names]
        yield from (f"'{each}'" for each in longest(typed))
        return
    for because in evidence:
        for word in because.words:
            label = page.words(page.book.questions[because.question].options[word])
            yield f"'{label}'"
