"""For the practitioner, what was said of the person and no finding rests on, to show that it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Lines
from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import as_said
from acucheck.logic import tests
from acucheck.model.answers import MatchStatus, Name, Ticks
from acucheck.model.book import AnswerPlace, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.report import Finding, QuestionState

_LABEL = "Also seen"


def also_seen(page: Page) -> Iterator[Lines]:
    """What none of the findings rests on."""
    if page.is_for_patient or not page.has_session:
        return
    lines = tuple(without_finding(page, [*page.report.findings, *page.report.unsure]))
    if lines:
        yield Lines(lines)


def without_finding(page: Page, told: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """What none of the findings that are *told* rests on, on one line."""
    rested_on = set(_rested_on(told))
    seen = dict.fromkeys([*_ticked(page, rested_on), *_named(page, rested_on)])
    if seen:
        yield _LABEL, phrases.with_stop("; ".join(seen))


def _rested_on(told: Iterable[Finding]) -> Iterator[str]:
    """The lines, as `question.line`, the names and the questions that findings rest on."""
    for finding in told:
        for because in finding.because:
            yield because.question
            yield from (f"{because.question}.{word}" for word in because.words)
            for name in because.names:
                yield name.typed
                yield from name.concepts
        for met in finding.limits:
            yield from (item.question for item in met.limit.where if isinstance(item, AnswerPlace))


def _ticked(page: Page, rested_on: set[str]) -> Iterator[str]:
    """The lines that everybody is asked about, by what they are called; not those that a name says better."""
    named = {concept for name in _certain(page) for concept in name.concepts}
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        if question.gate is not None or entry.state is not QuestionState.ANSWERED:
            continue
        if isinstance(entry.answer, Ticks):
            for line in question.options:
                concept = f"{question.id}.{line}"
                if line in entry.answer.yes and concept not in named and _is_free_of(concept, rested_on, page.book):
                    yield page.words(question.options[line])


def _named(page: Page, rested_on: set[str]) -> Iterator[str]:
    """The names that are known to a rule, as they were typed."""
    for name in _certain(page):
        free = all(_is_free_of(concept, rested_on, page.book) for concept in name.concepts)
        if name.concepts and name.typed not in rested_on and free:
            yield as_said(name)


def _is_free_of(concept: str, rested_on: set[str], book: RuleBook) -> bool:
    """Whether neither a line or class, nor what is asked because of it, is something that a finding rests on."""
    return concept not in rested_on and rested_on.isdisjoint(_asked_because_of(book).get(concept, ()))


@once_for_each
def _asked_because_of(book: RuleBook) -> dict[str, set[QuestionId]]:
    """A line, as `question.line`, or a class of medicine -> the questions that are asked because of it."""
    found: dict[str, set[QuestionId]] = {}
    for question in book.questions.values():
        gated = tests(question.gate, book.facts) if question.gate is not None else ()
        for test in gated:
            for word in test.words if isinstance(test, Word) else ():
                for concept in (word, f"{test.question}.{word}"):
                    found.setdefault(concept, set()).add(question.id)
    return found


def _certain(page: Page) -> list[Name]:
    return [name for name in page.report.names if name.taken is MatchStatus.RECOGNISED]
