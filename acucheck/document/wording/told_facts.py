"""What findings are because of, each thing once: a line that was ticked, the kind of it, or a name as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from msgspec import Struct

from acucheck.document.page import AGE, Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import as_said, certainly_named, counted, doubted, says_alone
from acucheck.logic import tests
from acucheck.model.answers import Answer, MatchStatus, Name, NameKind, Places, Quantity, Ticks
from acucheck.model.book import AnswerKind, AnswerPlace, Question, Word
from acucheck.model.ids import QuestionId
from acucheck.model.report import Evidence, Finding, QuestionState

OF_A_KIND = frozenset({AnswerKind.MANY, AnswerKind.ONE})
"""The follow-ups that say of which kind something is."""

_TELLING = frozenset({*OF_A_KIND, AnswerKind.GESTATION, AnswerKind.PLACES})
"""All that tell a line as well: also where it is, and for how long."""

_SEVERAL = frozenset({AnswerKind.MANY, AnswerKind.GESTATION})
_ONE_THING = frozenset({AnswerKind.ONE, AnswerKind.PLACES})
_NO_LONGER = frozenset({QuestionState.SET_ASIDE, QuestionState.TOO_OLD})
_SO_CALLED = 'I wrote: "{name}".'
_NOT_TAKEN = ("I had ", "I have had ")
"""How sentences begin of what was given and is not taken."""


class Kind(Enum):
    SENTENCE = "sentence"
    CONDITION = "condition"
    MEDICINE = "medicine"
    AGE = "age"


class Fact(Struct, frozen=True):
    """One thing to say: as a sentence of the person, and as what it is called. A name is only called."""

    noun: str
    sentence: str = ""
    kind: Kind = Kind.SENTENCE
    is_answer: bool = False  # whether its noun is a question with the answer

    @property
    def can_be_said(self) -> bool:
        """Whether it is a name, or the rule book has a sentence for it."""
        return bool(self.sentence) or self.kind is not Kind.SENTENCE

    @property
    def told_by_others(self) -> str:
        """As somebody else says it, and never as a question: an answer by the person's own sentence, in quotes.

        Empty where an answer has no sentence.
        """
        if not self.is_answer:
            return self.noun
        return self.sentence and f'"{self.sentence}"'


class ToldNames(Enum):
    """How names are told, where not as they were typed."""

    WHOLE = "whole"  # with the entry that each stands in
    ELSEWHERE = "elsewhere"  # all that was typed is quoted beside it, so that only what was ticked is told


class Told:
    """What is told of some findings: each line once, by the kind that was answered or by the name that was typed."""

    def __init__(
        self,
        page: Page,
        findings: list[Finding],
        follow_ups: frozenset[AnswerKind] = _TELLING,
        elsewhere: Iterable[Finding] = (),
        *,
        names: ToldNames | None = None,
    ) -> None:
        self._page = page
        self._whole = names is ToldNames.WHOLE
        self._quoted = names is ToldNames.ELSEWHERE
        self._follow_ups = follow_ups
        self._elsewhere = list(elsewhere)  # findings of which only the places are told
        self._findings = findings
        self._evidence: list[Evidence] = []
        for finding in findings:
            self._evidence += finding.because
        self._names_by_line = certainly_named(page.report)
        self._sure = counted(page.report)  # lines, as `question.line`
        self._ticked = frozenset(_lines_ticked(page))
        self._sure.update(_lines_ticked(page, certain=True), self._names_by_line)

    def certain(self) -> Iterator[Fact]:
        """What is certain, each thing once, in the order of the findings."""
        yield from dict.fromkeys(self._facts())

    def _facts(self) -> Iterator[Fact]:
        for finding in self._findings:
            for because in finding.because:
                yield from self._evidence_facts(because)
                yield from _number_fact(because, self._page)
            yield from self._where_it_is(finding, certain=True)
        for finding in self._elsewhere:
            yield from self._where_it_is(finding, certain=True)

    def causes(self) -> list[str]:
        """What is certain, each thing once: a line, the kind of it or a name, by what it is called."""
        found: list[str] = []
        for because in self._evidence:
            for fact in self._evidence_facts(because):
                found.append(fact.noun)
        return list(dict.fromkeys(found))

    def _evidence_facts(self, because: Evidence) -> Iterator[Fact]:
        for line in self._sure_lines(because):
            yield from self._line_or_better(*line)
        names = because.names if not self._quoted else [name for name in because.names if name.given_as_class]
        for name in names:
            yield from _medicine_facts(name, self._page)

    def doubts(self) -> Iterator[Fact]:
        """The lines that were ticked as not sure, and that nothing says for certain; then where those would be."""
        certain = set(self.certain())
        yield from dict.fromkeys(fact for fact in self._doubted_facts() if fact not in certain)

    def _doubted_facts(self) -> Iterator[Fact]:
        for question, word in dict.fromkeys(self._doubted_lines()):
            yield from self._line_itself(question, word)
        for finding in (*self._findings, *self._elsewhere):
            yield from self._where_it_is(finding, certain=False)

    def _where_it_is(self, finding: Finding, *, certain: bool) -> Iterator[Fact]:
        """Where it is, as far as the limits of a finding ask: of what is *certain* to be there, or of the rest."""
        asked = set(_placing_questions(finding))
        for entry in self._page.report.ledger:
            if entry.question in asked and isinstance(entry.answer, Places):
                question = self._page.book.questions[entry.question]
                if self._is_asked_for_certain(question) is certain:
                    yield from answer_fact(question, entry.answer, self._page)

    def _is_asked_for_certain(self, question: Question) -> bool:
        """Whether something that was said for certain is what a question is asked because of."""
        asked = list(tests(question.gate, self._page.book.facts)) if question.gate is not None else []
        named = self._certain_concepts()
        for test in asked:
            if isinstance(test, Word) and self._is_said(test, named):
                return True
        return not asked

    def _certain_concepts(self) -> set[str]:
        """What the names that are recognised for certain count as."""
        named: set[str] = set()
        for name in self._page.report.names:
            if name.taken is MatchStatus.RECOGNISED:
                named |= name.concepts
        return named

    def _is_said(self, test: Word, named: set[str]) -> bool:
        is_ticked = any(f"{test.question}.{word}" in self._sure for word in test.words)
        is_named = not test.words.isdisjoint(named)
        return is_ticked or is_named

    def _doubted_lines(self) -> Iterator[tuple[QuestionId, str]]:
        for because in self._evidence:
            for word in because.words:
                if f"{because.question}.{word}" not in self._sure:
                    yield because.question, word

    def doubted_names(self) -> list[Name]:
        """The names of which it is not certain whether they count."""
        return doubted(self._evidence_names(), self._sure, self._page.report)

    def _evidence_names(self) -> list[Name]:
        """The names, as typed, that the findings are because of."""
        names: list[Name] = []
        for because in self._evidence:
            names += because.names
        return names

    def _sure_lines(self, because: Evidence) -> Iterator[tuple[QuestionId, str]]:
        """The lines that are certain, ticked or named, by which a finding counts."""
        for word in because.words:
            if f"{because.question}.{word}" in self._sure:
                yield because.question, word
        for name in because.names:
            for concept in sorted(name.concepts & self._sure):
                yield _question_and_line(concept)

    def _line_or_better(self, question: QuestionId, word: str) -> Iterator[Fact]:
        """By the kinds that were ticked, or its name as typed, or the kind that was chosen, or the line itself.

        Nothing where it was typed alone, and that is quoted.
        """
        ticked = list(self._kinds_of(question, word, _SEVERAL))
        named = self._names_by_line.get(f"{question}.{word}")
        is_ticked = f"{question}.{word}" in self._ticked
        if ticked:
            yield from ticked
        elif named and self._whole:
            yield from (Fact(self._page.whole_entry(name), kind=Kind.CONDITION) for name in named)
        elif named and not self._quoted:
            yield from map(self._by_name, named)
        elif is_ticked or not self._quoted:
            chosen = list(self._kinds_of(question, word, _ONE_THING))
            yield from chosen or self._line_itself(question, word)

    def _by_name(self, name: Name) -> Fact:
        """A name as it was typed; the sentence of a line that says it and nothing else."""
        for line in sorted(name.concepts & self._sure):
            for fact in self._line_itself(*_question_and_line(line)):
                if says_alone(fact.sentence, name):
                    return Fact(as_said(name), fact.sentence)
        return Fact(as_said(name), kind=Kind.CONDITION)

    def _kinds_of(self, question: QuestionId, word: str, of: frozenset[AnswerKind]) -> Iterator[Fact]:
        """What a follow-up to a line was answered that says of which kind it is, and so tells the line as well."""
        about = self._page.book.questions[question]
        for each in self._page.follow_ups.get((question, word), ()):
            narrows = about.kind is AnswerKind.MANY or each.kind is AnswerKind.GESTATION
            if narrows and each.kind in of & self._follow_ups:
                answer = self._page.report.answers.get(each.id)
                yield from self._chosen_kinds(each, answer)
                yield from answer_fact(each, answer, self._page)

    def _chosen_kinds(self, follow_up: Question, answer: Answer | None) -> Iterator[Fact]:
        """The lines of a follow-up that were ticked and that can be said."""
        if isinstance(answer, Ticks):
            for kind in follow_up.say:
                if kind in answer.yes:
                    yield from self._line_or_better(follow_up.id, kind)

    def _line_itself(self, question: QuestionId, word: str) -> Iterator[Fact]:
        if f"{question}.{word}" in self._said_by_medicine:
            return
        asked = self._page.book.questions[question]
        noun = self._page.words(asked.options[word])
        is_answer = asked.kind is not AnswerKind.MANY
        if is_answer:
            noun = f"{self._page.words(asked.ask)} {noun}"
        yield Fact(noun, asked.say.get(word, ""), is_answer=is_answer)

    @cached_property
    def _said_by_medicine(self) -> set[str]:
        """The lines, as `question.line`, of which a medicine that was named says better what they ask about."""
        medicines = self._page.book.concepts["medicine"]
        named: set[str] = set()
        for name in self._evidence_names():
            named |= name.concepts
        said: set[str] = set()
        for asked in self._page.book.questions.values():
            for kind, line in asked.settled_by.items():
                if not named.isdisjoint(medicines[kind].covers):
                    said.update(f"{line.question}.{word}" for word in line.words)
        return said


def _lines_ticked(page: Page, *, certain: bool = False) -> Iterator[str]:
    """Every line that was ticked and still holds, or only what is *certain* of it, as `question.line`."""
    for entry in page.report.ledger:
        if entry.state not in _NO_LONGER and isinstance(entry.answer, Ticks):
            for word in entry.answer.yes if certain else entry.answer.yes | entry.answer.maybe:
                yield f"{entry.question}.{word}"


def _question_and_line(line: str) -> tuple[QuestionId, str]:
    question, word = line.split(".", 1)
    return QuestionId(question), word


def _medicine_facts(name: Name, page: Page) -> Iterator[Fact]:
    """A medicine by its name; one that is not taken, such as an injection, and a class without a name by its class."""
    if name.kind is not NameKind.MEDICINE or name.taken is not MatchStatus.RECOGNISED:
        return
    medicines = page.book.concepts["medicine"]
    known = [medicines[concept] for concept in sorted(name.concepts)]
    said = [concept for concept in known if concept.say]
    if name.given_as_class:
        for concept in said:
            yield Fact(page.words(concept.label), concept.say)
    elif any(not concept.say.startswith(_NOT_TAKEN) for concept in said):
        yield Fact(as_said(name), kind=Kind.MEDICINE)
    else:
        so_called = _SO_CALLED.format(name=as_said(name))
        for concept in said:
            yield Fact(as_said(name), f"{concept.say} {so_called}")


def _number_fact(because: Evidence, page: Page) -> Iterator[Fact]:
    question = page.book.questions[because.question]
    answer = page.report.answers.get(question.id)
    if isinstance(answer, Quantity):
        yield from answer_fact(question, answer, page)


def answer_fact(question: Question, answer: Answer | None, page: Page) -> Iterator[Fact]:
    """A number as it was typed, of gestation the whole weeks; places as far as they are known."""
    if not question.say_answer:
        return
    short = page.words(question.short)
    match answer:
        case Quantity(by_now=None):
            count = _count_in_words(question, answer)
            kind = Kind.AGE if question.id == AGE else Kind.SENTENCE
            yield Fact(f"{short}: {count}", question.say_answer.format(count=count), kind)
        case Places(entries):
            known = phrases.joined(phrases.as_answered(place) for place in entries if place.id)
            if known:
                yield Fact(f"{short}: {known}", question.say_answer.format(place=known))
        case _:
            return


def _count_in_words(question: Question, answer: Quantity) -> str:
    """A number as it was typed; of gestation, which is in days, the whole weeks."""
    if question.kind is not AnswerKind.GESTATION:
        return answer.typed
    weeks = int(answer.value // 7)
    return str(weeks)


def what_is_told_of(finding: Finding) -> tuple[tuple[Evidence, ...], frozenset[QuestionId]]:
    """All that the words for a finding are made of: two findings of which it is the same are told the same."""
    return finding.because, frozenset(_placing_questions(finding))


def _placing_questions(finding: Finding) -> Iterator[QuestionId]:
    """The questions that say where limits of a finding lie."""
    for met in finding.limits:
        for item in met.limit.where:
            if isinstance(item, AnswerPlace):
                yield item.question
