"""Every condition read as it is written, one answer at a time: slow, and with nothing worked out beforehand.

This is what the engine means, and no command loads it. Tests hold the engine to it. The two share how conditions are
joined (`acucheck.logic`), which has tests of its own, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import logic
from acucheck.assess.engine.reference_weights import UNKNOWN, Implication, Implied, SaidBy, contradicted, implying
from acucheck.logic import Test, tested_words
from acucheck.model.answers import (
    Answer,
    Answers,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NotSure,
    Plan,
    Quantity,
    Ticks,
    is_old,
)
from acucheck.model.book import PLAN, Between, Condition, Question, Rule, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import UNDECIDED, Standing

_POSSIBLE = (MatchStatus.MAYBE, MatchStatus.AMBIGUOUS, MatchStatus.SUGGESTED)


def plain_reading(book: RuleBook, answers: Answers) -> PlainReading:
    """The reading in which no answer of weight is lost behind a gate that was answered no.

    The first such question is taken as to be asked, and its gate as answered so, until there is none.
    """
    reading = PlainReading(book, answers)
    while (found := contradicted(reading)) is not None:
        closed, weight = found
        implied = reading.implied | implying(closed, weight, reading)
        reading = PlainReading(book, answers, opened=reading.opened | {closed.id}, implied=implied)
    return reading


class PlainReading:
    """One person's answers, asked by the conditions of one rule book.

    Whether an unrecognised name may be something rests on plain noes, and those on gates that certainly stand: with
    *firm*, such names are nothing at all, which is enough to know what stands for certain.
    """

    def __init__(
        self,
        book: RuleBook,
        answers: Answers,
        *,
        firm: bool = False,
        opened: frozenset[QuestionId] = frozenset(),
        implied: Implied = frozenset(),
    ) -> None:
        self.book = book
        self.answers = answers
        self.opened = opened
        self.implied = implied
        self.certain = None if firm else PlainReading(book, answers, firm=True, opened=opened, implied=implied)

    # How conditions stand

    def gate(self, question: Question) -> Standing:
        """Whether a question is to be asked."""
        if question.gate is None or question.id in self.opened:
            return Standing.HOLDS
        standing = self.standing(question.gate)
        if standing and question.ask_if_not_known:
            return Standing.HOLDS
        return standing

    def rule(self, rule: Rule) -> Standing:
        """How a rule stands. What lifts it does so only when it is known to be true."""
        if rule.unless is not None and self.standing(rule.unless) is Standing.HOLDS:
            return Standing.FAILS
        return Standing.HOLDS if rule.when is None else self.standing(rule.when)

    def standing(self, condition: Condition) -> Standing:
        """How a condition stands."""
        return logic.standing(condition, self.test, self.book.facts)

    def test(self, test: Test) -> Standing:
        """How a test stands; one on a gated question means gate and test."""
        return min(self.gate(self.book.questions[test.question]), self._answered(test))

    def missing(self, condition: Condition) -> set[SaidBy]:
        """What leaves a condition undecided: questions, each with a name that was typed or none."""
        found: set[SaidBy] = set()
        for test in logic.deciding(condition, self.test, self.book.facts, UNDECIDED):
            question = self.book.questions[test.question]
            gate = self.gate(question)
            if gate in UNDECIDED and question.gate is not None:
                found |= self.missing(question.gate)
            if gate is not Standing.OPEN and self._answered(test) in UNDECIDED:
                found |= set(self._doubted(test))
            for each in self._maybe_offered(test):
                found |= self.missing(question.offered_if[next(iter(each.words))])
        return found

    # What was said

    def _answered(self, test: Test) -> Standing:
        """How a test stands by all that was said, its gate aside."""
        strongest = self._as_offered(test)
        for _, _, standing in self.named(test):
            strongest = max(strongest, standing)
        for each in self._resting_on(test):
            strongest = max(strongest, each.standing)
        return strongest

    def _as_offered(self, test: Test) -> Standing:
        """By the answer alone; what it leaves unknown of an option with an `if` is known to fail where that fails."""
        if isinstance(test, Between) or self._is_answered_line_by_line(test):
            return self._itself(test)
        ticked = self._ticked_at_all(test.question)
        found: list[Standing] = []
        for each in _word_by_word(test):
            offer = Standing.HOLDS if each.words <= ticked else self._offer(each)
            found.append(min(self._itself(each), offer))
        return max(found)

    def _is_answered_line_by_line(self, test: Word) -> bool:
        """Whether each line was answered, and the answer is not too old to say so of those that were not ticked."""
        answer = self.answers.get(test.question)
        return isinstance(answer, Ticks) and not answer.old

    def _ticked_at_all(self, question_id: QuestionId) -> frozenset[str]:
        answer = self.answers.get(question_id)
        if not isinstance(answer, Ticks):
            return frozenset()
        return answer.yes | answer.maybe

    def _offer(self, test: Word) -> Standing:
        """Whether the one option that is looked for is offered."""
        (word,) = test.words
        condition = self.book.questions[test.question].offered_if.get(word)
        return Standing.HOLDS if condition is None else self.standing(condition)

    def _itself(self, test: Test) -> Standing:
        """By the answer alone, single names aside."""
        question = self.book.questions[test.question]
        answer = self.answers.get(test.question)
        if isinstance(test, Between):
            return _within(answer, test)
        match answer:
            case None if question.id == PLAN:
                return Standing.FAILS
            case None:
                return Standing.OPEN
            case Ticks():
                return _ticked(answer, test.words)
            case Plan():
                return _planned(answer, test.words)
            case Names(complete=True, old=False):
                return Standing.FAILS
            case Names(complete=True):
                return Standing.OPEN
            case NotSure() | Names() if question.names:
                return _as_assumed(test.words, question.assume)
            case NotSure() if question.not_sure:
                return _as_assumed(test.words, frozenset({question.not_sure}))
            case _:
                return Standing.ACTS

    def named(self, test: Test) -> Iterator[tuple[QuestionId, Name, Standing]]:
        """Each name that bears on a test, with the question it was given to."""
        if isinstance(test, Between):
            return
        lines = {f"{test.question}.{word}" for word in test.words}
        tested = self.book.questions[test.question]
        for asked, name in self._names():
            if name.kind is NameKind.CONDITION:
                if name.concepts & lines and name.taken is not MatchStatus.SET_ASIDE:
                    yield asked, name, _sure_or_not(name)
            elif asked == test.question or self._is_among_conditions(asked, tested):
                yield asked, name, self._medicine_stands_for(name, test.words, tested)

    def _names(self) -> Iterator[tuple[QuestionId, Name]]:
        """Every name that was given, with the question it was given to."""
        for asked, answer in self.answers.items():
            if isinstance(answer, Names):
                for name in answer.entries:
                    yield asked, name

    def _is_among_conditions(self, asked: QuestionId, tested: Question) -> bool:
        """Whether medicines are looked for, and conditions were asked for."""
        conditions = self.book.questions[asked].names is NameKind.CONDITION
        return conditions and tested.names is NameKind.MEDICINE

    def rests_on_old(self, question: Question) -> bool:
        """Whether the answer to a question, or a name or a later answer that says something of it, is too old."""
        said = {question.id}
        any_word = Word(question.id, frozenset({*question.options, *self.book.concepts["medicine"]}))
        for asked, _, _ in self.named(any_word):
            said.add(asked)
        for each in self.implied:
            if each.question == question.id:
                asked, _ = each.by
                said.add(asked)
        return any(is_old(self.answers.get(asked)) for asked in said)

    def _resting_on(self, test: Test) -> Iterator[Implication]:
        """What implies what a test looks for."""
        for each in self.implied:
            if each.question == test.question and each.word in tested_words(test):
                yield each

    def _medicine_stands_for(self, name: Name, words: frozenset[str], question: Question) -> Standing:
        """How far the name of a medicine stands for one of *words*."""
        if name.taken is MatchStatus.SET_ASIDE:
            return Standing.FAILS
        if name.concepts & words:
            return _sure_or_not(name)
        concepts = self.book.concepts["medicine"]
        if any(concepts[each].covers & words for each in name.concepts):
            return Standing.ACTS if name.taken in _POSSIBLE else Standing.OPEN
        may_be_any = name.taken in UNKNOWN and self.certain is not None
        if may_be_any and not all(self._ruled_out(word, question) for word in words):
            return Standing.OPEN
        return Standing.FAILS

    def _ruled_out(self, word: str, question: Question) -> bool:
        """Whether a plain no to the direct question settles that an unrecognised name is not this."""
        direct = question.settled_by.get(word)
        if direct is None or self.certain is None:
            return False
        if not isinstance(self.answers.get(direct.question), Ticks):
            return False
        asked = self.certain.gate(self.book.questions[direct.question])
        return asked is Standing.HOLDS and self._answered(direct) is Standing.FAILS

    # What is not known

    def _doubted(self, test: Test) -> Iterator[SaidBy]:
        """All that leaves a test undecided, its gate aside."""
        answer = self.answers.get(test.question)
        for asked, name, standing in self.named(test):
            if standing in UNDECIDED:
                yield asked, name.typed
        for each in self._resting_on(test):  # none for certain: that would have decided the test
            yield each.by
        if isinstance(answer, Plan):
            for item in answer.items:
                if not item.technique:
                    yield test.question, item.typed
        elif any(self._itself(each) in UNDECIDED for each in self._surely_offered(test)):
            yield test.question, ""

    def _surely_offered(self, test: Test) -> list[Test]:
        """What a test looks for; where that is not answered word by word, without the options perhaps not offered."""
        if isinstance(test, Between) or self._is_answered_line_by_line(test):
            return [test]
        ticked = self._ticked_at_all(test.question)
        found: list[Test] = []
        for each in _word_by_word(test):
            if each.words <= ticked or self._offer(each) >= Standing.ACTS:
                found.append(each)
        return found

    def _maybe_offered(self, test: Test) -> Iterator[Word]:
        """The options looked for that are not answered, and may have to be."""
        if isinstance(test, Word) and not self._is_answered_line_by_line(test):
            not_ticked = test.words - self._ticked_at_all(test.question)
            for each in _word_by_word(Word(test.question, not_ticked)):
                if self._offer(each) in UNDECIDED and self._itself(each) in UNDECIDED:
                    yield each


def _word_by_word(test: Word) -> list[Word]:
    return [Word(test.question, frozenset({word})) for word in test.words]


def _sure_or_not(name: Name) -> Standing:
    if name.taken in _POSSIBLE:
        return Standing.ACTS
    return Standing.HOLDS


def _ticked(answer: Ticks, words: frozenset[str]) -> Standing:
    if words & answer.yes:
        return Standing.HOLDS
    if words & answer.maybe:
        return Standing.ACTS
    if answer.old:
        return Standing.OPEN
    return Standing.FAILS


def _as_assumed(words: frozenset[str], assumed: frozenset[str]) -> Standing:
    """How a test stands where what is not known is taken as *assumed*."""
    if words.isdisjoint(assumed):
        return Standing.OPEN
    return Standing.ACTS


def _planned(answer: Plan, words: frozenset[str]) -> Standing:
    techniques = {item.technique for item in answer.items}
    if techniques & words:
        return Standing.HOLDS
    if "" in techniques:
        return Standing.OPEN
    return Standing.FAILS


def _within(answer: Answer | None, test: Between) -> Standing:
    match answer:
        case None:
            return Standing.OPEN
        case Quantity(_, value, by_now) if test.low <= value < test.high:
            return Standing.HOLDS if by_now is None else Standing.ACTS
        case Quantity(_, _, (least, most)) if least < test.high and test.low <= most:
            return Standing.OPEN
        case Quantity():
            return Standing.FAILS
        case _:
            return Standing.ACTS
