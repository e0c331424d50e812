"""What a person said, as sentences that the person can say: I have, I take, I am."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace, MatchStatus, Places, Quantity
from acucheck.model.book import AnswerKind, AnswerPlace, Question, RuleBook
from acucheck.model.levels import Audience
from acucheck.model.report import Evidence, Finding, Report


def about_me(findings: Iterable[Finding], page: Page) -> Iterator[str]:
    """A sentence for each kind of thing that *findings* are because of, in the words that were ticked or typed."""
    said: dict[str, dict[str, None]] = {}
    for finding in findings:
        for verb, what in _each(finding, page.report):
            said.setdefault(verb, {})[what] = None
    for verb, sentence in _SENTENCES.items():
        if verb in said:
            yield sentence.format("; ".join(said[verb]))


_AM, _HAVE, _MAY_HAVE, _TAKE, _MAY_TAKE, _SO, _MAYBE_SO = (
    "am", "have", "may have", "take", "may take", "so", "maybe so",
)  # fmt: skip

_SENTENCES = {
    _AM: "I am {}.",
    _HAVE: "I have {}.",
    _MAY_HAVE: "I am not sure, but I may have {}.",
    _TAKE: "I take {}.",
    _MAY_TAKE: "I am not sure, but I may take {}.",
    _SO: "This is so for me: {}.",
    _MAYBE_SO: "I am not sure, but this may be so for me: {}.",
}
_MAYBE = {_HAVE: _MAY_HAVE, _SO: _MAYBE_SO}


def _each(finding: Finding, report: Report) -> Iterator[tuple[str, str]]:
    """The verb and the thing for all that one finding is because of; where the thing is, stands behind it."""
    places = phrases.joined(own(phrases.at(place)) for place in _places_said(finding, report))
    named = list(_named(finding, report))
    concepts = frozenset(concept for because in finding.because for name in because.names for concept in name.concepts)
    ticked = [each for because in finding.because for each in _ticked(because, concepts, report)]
    for verb, what in (*named, *ticked):
        yield verb, f"{what} ({places})" if places else what


def _places_said(finding: Finding, report: Report) -> list[BodyPlace]:
    """The places that were given to the questions by which a finding has its limits."""
    limits = (met.limit for met in finding.limits)
    asked = {item.question for limit in limits for item in limit.where if isinstance(item, AnswerPlace)}
    answers = [entry.answer for entry in report.ledger if entry.question in asked]
    return [place for answer in answers if isinstance(answer, Places) for place in answer.entries]


def _named(finding: Finding, report: Report) -> Iterator[tuple[str, str]]:
    """The medicines, each with its kind, and the conditions."""
    medicines = report.book.concepts["medicine"].keys()
    for because in finding.because:
        for name in because.names:
            if name.concepts.isdisjoint(medicines):
                yield _HAVE, name.typed
            else:
                kind = phrases.lower_first(mine(phrases.labels(report.book, name.concepts, Audience.PATIENT)))
                taken = kind if name.given_as_class else f"{name.typed} ({kind})"
                yield _TAKE if name.taken is MatchStatus.RECOGNISED else _MAY_TAKE, taken


def _ticked(because: Evidence, named: frozenset[str], report: Report) -> Iterator[tuple[str, str]]:
    """The lines and options said yes to, without those that a name says better; a number as it was given."""
    question = report.book.questions[because.question]
    if question.kind is AnswerKind.ONE:
        yield from (_chosen(question, word, not_sure=because.not_sure) for word in because.words)
    elif question.kind is AnswerKind.MANY:
        for word in because.words:
            settled = _settled(question, word, report.book)
            label = phrases.lower_first(mine(question.options[word].patient))
            verb = _HAVE if _THING.match(label) and not settled else _SO
            if named.isdisjoint(settled):
                yield _MAYBE[verb] if because.not_sure else verb, label
    else:
        answer = report.answers.get(question.id)
        if isinstance(answer, Quantity):
            verb = _MAYBE_SO if because.not_sure else _SO
            yield verb, f"{phrases.lower_first(question.short.patient)} {answer.typed}"


def _chosen(question: Question, word: str, *, not_sure: bool) -> tuple[str, str]:
    asked = re.fullmatch(r"Are you (.+)\?", question.ask.patient)
    if asked and word == "yes" and not not_sure:
        return _AM, asked[1]
    short, option = (phrases.lower_first(each.patient) for each in (question.short, question.options[word]))
    return _MAYBE_SO if not_sure else _SO, f"{short} ({option})"


_EVENT = "past|lately|recent|ago|before|planned|operation|stroke|loss|bleed|reaction|will|could"
_THING = re.compile(rf"an? (?!.*\b(?:{_EVENT})\b)")
"""What is called a thing, and is not something that happened or will."""


def _settled(question: Question, word: str, book: RuleBook) -> frozenset[str]:
    """The kinds of medicine that a line is the direct question for."""
    return frozenset(
        concept
        for asked in book.questions.values()
        for kind, line in asked.settled_by.items()
        if line.question == question.id and word in line.words
        for concept in book.concepts["medicine"][kind].covers
    )


def mine(text: str) -> str:
    """*text* as the person it speaks to would say it."""
    return re.sub(r"\byou\b", "I", re.sub(r"\byour\b", "my", text))


def own(place: str) -> str:
    """A region as a part of the own body."""
    inner = re.sub(r"^(the .+ of) the\b", r"\1 my", place)
    return inner if inner != place else re.sub(r"^the\b", "my", place)
