"""Whose page it is and which days it is of, as far as that is known, and lines to sign."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Headline, Lines
from acucheck.document.page import Page
from acucheck.document.wording.answer_text import in_words
from acucheck.model.answers import Head, Quantity, Writer
from acucheck.model.book import AnswerKind
from acucheck.model.report import QuestionState

_BY = {
    Writer.PATIENT: " by the patient",
    Writer.HELPER: " by somebody helping the patient",
    Writer.PRACTITIONER: " by the practitioner",
}


_WHO_IS_MEANT = "'You', 'I' and 'my' on this page are the person who is treated."


def whose(page: Page) -> Iterator[Lines]:
    """Whose page it is, on which day the answers were given and by whom, and the day they are read as of."""
    head = page.head
    read = str(head.as_of) if head.as_of else ""
    known = [("Name", head.name), ("Id", head.id), ("Answered on", _answered_on(head)), ("Read as of", read)]
    known += [("Weeks", weeks) for weeks in _weeks(page)]
    if page.is_for_patient and page.speaks_for_another:
        known.append(("Who is who", _WHO_IS_MEANT))
    lines = [(label, text) for label, text in known if text]
    if lines:
        yield Lines(tuple(lines))


def _weeks(page: Page) -> Iterator[str]:
    """The weeks of a pregnancy that were worked out from a date, as long as they count."""
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        answer = entry.answer
        if question.kind is AnswerKind.GESTATION and isinstance(answer, Quantity):
            counted = in_words(question, answer, page.audience)
            if counted != answer.typed and entry.state is QuestionState.ANSWERED:
                yield counted


def _answered_on(head: Head) -> str:
    by = _BY[head.writer] if head.writer else ""
    if head.day is not None:
        return f"{head.day}{by}"
    return f"no day given, so taken as {head.as_of}{by}" if head.as_of else ""


def tab(headline: Headline, head: Head, audience: str) -> str:
    """One line that tells this page from that of any other person, reader or day."""
    who = ", ".join(filter(None, (head.name, head.id)))
    day = head.day or head.as_of
    line = f"{headline.text}; {audience}"
    if day:
        line = f"{line}; {day}"
    if who:
        line = f"{who}: {line}"
    return line


def signatures(page: Page) -> Iterator[tuple[str, str]]:
    """Lines for consent and for both to sign, where there is a session; for a minor one for a parent or guardian."""
    if page.has_session:
        yield "Consent", "Told of the risks: yes / no. Agrees: yes / no. Date ..............."
        yield "Signed", "Patient ....................... Practitioner ....................."
        if page.is_of_minor:
            yield "Guardian", "Name ..................... Signed ....................."
