"""What a person can say of the answers that findings rest on: the whole sentences of the rule book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus, Name, Places, Quantity
from acucheck.model.book import AnswerKind, AnswerPlace, Question
from acucheck.model.ids import QuestionId
from acucheck.model.report import Evidence, Finding

_CALLED = "It is called {medicine}."
_MAY_TAKE = "I am not sure if I take {medicine}."
_MAYBE = "I am not sure of this: {sentence}"


def about_me(findings: Iterable[Finding], page: Page) -> list[str]:
    """The sentences for all that *findings* are because of, each once, those that are certain first."""
    certain: dict[str, None] = {}
    unsure: dict[str, None] = {}
    for finding in findings:
        named = {concept for because in finding.because for name in because.names for concept in name.concepts}
        for because in finding.because:
            said = unsure if because.not_sure else certain
            said.update(dict.fromkeys(_said(because, named, page)))
        certain.update(dict.fromkeys(_places(finding, page)))
    doubts = [_MAYBE.format(sentence=each) for each in unsure if each not in certain]
    return [*certain, *doubts]


def _said(because: Evidence, named: set[str], page: Page) -> Iterator[str]:
    """The sentences for one thing said, but for lines that what was *named* says better."""
    question = page.book.questions[because.question]
    for word in because.words:
        if word in question.say and named.isdisjoint(_settled(question.id, word, page)):
            yield question.say[word]
    for name in because.names:
        yield from _named(name, page)
    answer = page.report.answers.get(question.id)
    if isinstance(answer, Quantity) and question.say_answer:
        yield question.say_answer.format(count=_count(question, answer))


def _count(question: Question, answer: Quantity) -> str:
    """A number as it was typed; of gestation the whole weeks."""
    return str(int(answer.value // 7)) if question.kind is AnswerKind.GESTATION else answer.typed


def _named(name: Name, page: Page) -> Iterator[str]:
    """For a medicine its kind and what it is called; for a condition the lines that it ticks."""
    medicines = page.book.concepts["medicine"]
    kinds = [medicines[concept].say for concept in sorted(name.concepts) if concept in medicines]
    if not kinds:
        yield from _ticked(name, page)
    elif name.taken is not MatchStatus.RECOGNISED:
        yield _MAY_TAKE.format(medicine=name.typed)
    else:
        yield from filter(None, kinds)
        if not name.given_as_class:
            yield _CALLED.format(medicine=name.typed)


def _ticked(name: Name, page: Page) -> Iterator[str]:
    ticked = [concept.split(".", 1) for concept in sorted(name.concepts)]
    said = [page.book.questions[QuestionId(asked)].say.get(line, "") for asked, line in ticked]
    form = "{sentence}" if name.taken is MatchStatus.RECOGNISED else _MAYBE
    for sentence in filter(None, said):
        yield form.format(sentence=sentence)


def _settled(question: QuestionId, word: str, page: Page) -> set[str]:
    """The kinds of medicine that a line is the direct question for: a name says it better."""
    found: set[str] = set()
    for asked in page.book.questions.values():
        for kind, line in asked.settled_by.items():
            if line.question == question and word in line.words:
                found |= page.book.concepts["medicine"][kind].covers
    return found


def _places(finding: Finding, page: Page) -> Iterator[str]:
    """Where it is, as far as the limits of a finding ask."""
    asked = dict.fromkeys(question for met in finding.limits for question in _questions(met.limit.where))
    for entry in page.report.ledger:
        if entry.question in asked and isinstance(entry.answer, Places):
            yield from _where(page.book.questions[entry.question], entry.answer)


def _questions(where: Iterable[str | AnswerPlace]) -> Iterator[QuestionId]:
    for item in where:
        if isinstance(item, AnswerPlace):
            yield item.question


def _where(question: Question, answer: Places) -> Iterator[str]:
    known = [phrases.at(place) for place in answer.entries if place.id]
    if known and question.say_answer:
        yield question.say_answer.format(place=phrases.joined(known))
