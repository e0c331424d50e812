"""What can be said of the answers that findings rest on: sentences of the rule book, and names as they were typed.

Somebody who speaks for another names what was ticked, and says nothing as "I".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import certainly_named, counted, doubted, says_alone
from acucheck.model.answers import Answer, MatchStatus, Name, NameKind, Places, Quantity, Ticks, Writer
from acucheck.model.book import AnswerKind, AnswerPlace, Question, Word
from acucheck.model.ids import QuestionId
from acucheck.model.report import Evidence, Finding, QuestionState

_AGE = QuestionId("age")
_SEVERAL = frozenset({AnswerKind.MANY, AnswerKind.GESTATION})
_ONE_THING = frozenset({AnswerKind.ONE, AnswerKind.PLACES})
_CHILD_BELOW = 16

_HEALTH = "About my health: {names}."
_TAKE = "I take {names}."
_SO_CALLED = 'I wrote: "{name}".'
_MAY_BE = "It may be that {sentence}"
_PERHAPS = "It may be so: {sentence}"
_NOT_SURE = "not sure: {noun}"
_FOR_ANOTHER = "About {whom}: {facts}."
_CONCERNS = "This is about {whom}."
_AGED = "{whom}, aged {age}"
_ASK_ABOUT = "Please ask about {names}."
_MORE = "more is on the page"
_MANY_WORDS = 40
_CHILD = "the child"
_HELPED = "the person I help"


class _Kind(Enum):
    SENTENCE = "sentence"
    CONDITION = "condition"
    MEDICINE = "medicine"
    AGE = "age"


class _Fact(Struct, frozen=True):
    """One thing to say: as a sentence of the person, and as what it is called. A name is only called."""

    noun: str
    sentence: str = ""
    kind: _Kind = _Kind.SENTENCE


def about_me(findings: Iterable[Finding], page: Page) -> list[str]:
    """The sentences for all that *findings* are because of, each once: what is certain, then what is doubted."""
    told = _Told(page, list(findings))
    certain, doubts = list(told.certain()), list(told.doubts())
    return list(_for_another(certain, doubts, page) if speaks_for_another(page) else _for_oneself(certain, doubts))


def agreed(page: Page) -> Iterator[str]:
    """What somebody who can agree has agreed to."""
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        if entry.state is QuestionState.ANSWERED and isinstance(entry.answer, Ticks) and not speaks_for_another(page):
            words = sorted(entry.answer.yes & question.clears)
            yield from filter(None, (question.say.get(word) for word in words))


def to_be_asked_about(findings: Iterable[Finding], page: Page) -> list[str]:
    """The sentence with the names, as typed, of which it is not certain whether they count."""
    names = phrases.joined(f'"{name}"' for name in _Told(page, list(findings)).asked_about())
    return [_ASK_ABOUT.format(names=names)] if names else []


def speaks_for_another(page: Page) -> bool:
    """Whether somebody else speaks: who helps, or for a child, unless the child wrote the answers."""
    writer = page.head.writer
    return writer is Writer.HELPER or (_is_child(page) and writer is not Writer.PATIENT)


def _is_child(page: Page) -> bool:
    age = page.report.answers.get(_AGE)
    return isinstance(age, Quantity) and age.value < _CHILD_BELOW


def _for_oneself(certain: list[_Fact], doubts: list[_Fact]) -> Iterator[str]:
    together = {_Kind.CONDITION: _HEALTH, _Kind.MEDICINE: _TAKE}
    for fact in certain:
        form = together.pop(fact.kind, "")
        if form:
            yield form.format(names=phrases.joined(each.noun for each in certain if each.kind is fact.kind))
        elif fact.sentence:
            yield fact.sentence
    for fact in doubts:
        form = _MAY_BE if fact.sentence.startswith("I ") else _PERHAPS
        yield form.format(sentence=fact.sentence)


def _for_another(certain: list[_Fact], doubts: list[_Fact], page: Page) -> Iterator[str]:
    told = (fact.noun for fact in certain if fact.kind is not _Kind.AGE)
    facts = [*told, *(_NOT_SURE.format(noun=fact.noun) for fact in doubts)]
    if facts:
        yield _FOR_ANOTHER.format(whom=_whom(page), facts="; ".join(_first_words(facts)))
    elif certain:
        yield _CONCERNS.format(whom=_whom(page))


def _first_words(facts: list[str]) -> Iterator[str]:
    """As many of the facts as can be said in one sentence; the page has the others."""
    count = 0
    for fact in dict.fromkeys(facts):
        count += len(fact.split())
        if count > _MANY_WORDS:
            yield _MORE
            return
        yield fact


def _whom(page: Page) -> str:
    whom = _CHILD if _is_child(page) else _HELPED
    age = page.report.answers.get(_AGE)
    return _AGED.format(whom=whom, age=age.typed) if isinstance(age, Quantity) else whom


class _Told:
    """What is told of some findings: each line once, by the kind that was answered or by the name that was typed."""

    def __init__(self, page: Page, findings: list[Finding]) -> None:
        self._page = page
        self._findings = findings
        self._evidence = [because for finding in findings for because in finding.because]
        self._named = certainly_named(page.report)
        self._sure = {*_ticked(page), *self._named, *counted(page.report)}

    def certain(self) -> Iterator[_Fact]:
        yield from dict.fromkeys(self._certain())

    def _certain(self) -> Iterator[_Fact]:
        for finding in self._findings:
            for because in finding.because:
                for line in self._lines(because):
                    yield from self._told(*line)
                for name in because.names:
                    yield from _medicine(name, self._page)
                yield from _number(because, self._page)
            yield from _places(finding, self._page)

    def doubts(self) -> Iterator[_Fact]:
        """The lines that were ticked as not sure, and that nothing says for certain."""
        certain = set(self.certain())
        doubted_lines = dict.fromkeys((each.question, word) for each in self._evidence for word in each.words)
        for question, word in doubted_lines:
            if f"{question}.{word}" not in self._sure:
                yield from (fact for fact in self._sentence(question, word) if fact not in certain)

    def asked_about(self) -> list[str]:
        """The names of which it is not certain whether they count, as they were typed."""
        names = [name for because in self._evidence for name in because.names]
        return doubted(names, self._sure, self._page.report)

    def _lines(self, because: Evidence) -> Iterator[tuple[QuestionId, str]]:
        """The lines that are certain, ticked or named, by which a finding counts."""
        for word in because.words:
            if f"{because.question}.{word}" in self._sure:
                yield because.question, word
        for name in because.names:
            for concept in sorted(name.concepts & self._sure):
                yield _parts(concept)

    def _told(self, question: QuestionId, word: str) -> Iterator[_Fact]:
        """By the kinds that were ticked, or its name as typed, or the kind that was chosen, or the line itself."""
        ticked = list(self._kinds(question, word, _SEVERAL))
        if ticked:
            yield from ticked
        elif named := self._named.get(f"{question}.{word}"):
            yield from (self._by_name(name) for name in named)
        else:
            chosen = list(self._kinds(question, word, _ONE_THING))
            yield from chosen or self._sentence(question, word)

    def _by_name(self, name: Name) -> _Fact:
        """A name as it was typed; the sentence of a line that says it and nothing else."""
        for line in sorted(name.concepts & self._sure):
            for fact in self._sentence(*_parts(line)):
                if says_alone(fact.sentence, name):
                    return fact
        return _Fact(name.typed, kind=_Kind.CONDITION)

    def _kinds(self, question: QuestionId, word: str, of: frozenset[AnswerKind]) -> Iterator[_Fact]:
        """What a follow-up to a line was answered that says of which kind it is, and so tells the line as well."""
        about = self._page.book.questions[question]
        for each in self._page.book.questions.values():
            narrows = about.kind is AnswerKind.MANY or each.kind is AnswerKind.GESTATION
            if each.kind in of and narrows and each.gate == Word(question, frozenset({word})):
                answer = self._page.report.answers.get(each.id)
                chosen = answer.yes if isinstance(answer, Ticks) else ()
                for kind in each.say:
                    if kind in chosen:
                        yield from self._told(each.id, kind)
                yield from _answered(each, answer, self._page)

    def _sentence(self, question: QuestionId, word: str) -> Iterator[_Fact]:
        says = self._says(question, word)
        if says and not self._is_settled(question, word):
            asked = self._page.book.questions[question]
            label = self._page.words(asked.options[word])
            noun = label if asked.kind is AnswerKind.MANY else f"{self._page.words(asked.short)}: {label}"
            yield _Fact(noun, says)

    def _says(self, question: QuestionId, word: str) -> str:
        return self._page.book.questions[question].say.get(word, "")

    def _is_settled(self, question: QuestionId, word: str) -> bool:
        """Whether a medicine that was named says better what a line asks about."""
        medicines = self._page.book.concepts["medicine"]
        named = {concept for each in self._evidence for name in each.names for concept in name.concepts}
        for asked in self._page.book.questions.values():
            for kind, line in asked.settled_by.items():
                settles = line.question == question and word in line.words
                if settles and not named.isdisjoint(medicines[kind].covers):
                    return True
        return False


def _ticked(page: Page) -> Iterator[str]:
    """Every line that was ticked for certain, as `question.line`."""
    for entry in page.report.ledger:
        if entry.state is not QuestionState.SET_ASIDE and isinstance(entry.answer, Ticks):
            yield from (f"{entry.question}.{word}" for word in entry.answer.yes)


def _parts(line: str) -> tuple[QuestionId, str]:
    question, word = line.split(".", 1)
    return QuestionId(question), word


def _medicine(name: Name, page: Page) -> Iterator[_Fact]:
    """A medicine by its name; one that is not taken, such as an injection, and a class without a name by its class."""
    if name.kind is not NameKind.MEDICINE or name.taken is not MatchStatus.RECOGNISED:
        return
    medicines = page.book.concepts["medicine"]
    known = [medicines[concept] for concept in sorted(name.concepts)]
    says = [concept.say for concept in known if concept.say]
    taken = [each for each in says if not each.startswith(("I had ", "I have had "))]
    if name.given_as_class:
        yield from (_Fact(page.words(concept.label), concept.say) for concept in known if concept.say)
    elif taken:
        yield _Fact(name.typed, kind=_Kind.MEDICINE)
    else:
        yield from (_Fact(name.typed, f"{each} {_SO_CALLED.format(name=name.typed)}") for each in says)


def _number(because: Evidence, page: Page) -> Iterator[_Fact]:
    question = page.book.questions[because.question]
    answer = page.report.answers.get(question.id)
    if isinstance(answer, Quantity):
        yield from _answered(question, answer, page)


def _answered(question: Question, answer: Answer | None, page: Page) -> Iterator[_Fact]:
    """A number as it was typed, of gestation the whole weeks; places as far as they are known."""
    short = page.words(question.short)
    if isinstance(answer, Quantity) and question.say_answer:
        weeks = question.kind is AnswerKind.GESTATION
        count = str(int(answer.value // 7)) if weeks else answer.typed
        kind = _Kind.AGE if question.id == _AGE else _Kind.SENTENCE
        yield _Fact(f"{short}: {count}", question.say_answer.format(count=count), kind)
    if isinstance(answer, Places) and question.say_answer:
        known = phrases.joined(phrases.at(place) for place in answer.entries if place.id)
        if known:
            yield _Fact(f"{short}: {known}", question.say_answer.format(place=known))


def _places(finding: Finding, page: Page) -> Iterator[_Fact]:
    """Where it is, as far as the limits of a finding ask."""
    asked = dict.fromkeys(question for met in finding.limits for question in _questions(met.limit.where))
    for entry in page.report.ledger:
        if entry.question in asked and isinstance(entry.answer, Places):
            yield from _answered(page.book.questions[entry.question], entry.answer, page)


def _questions(where: Iterable[str | AnswerPlace]) -> Iterator[QuestionId]:
    for item in where:
        if isinstance(item, AnswerPlace):
            yield item.question
