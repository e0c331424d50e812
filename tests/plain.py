"""Every condition read as it is written, one answer at a time: slow, and with nothing worked out beforehand.

It is the measure for `acucheck.assess`, which joins what each word makes stand, and shares none of its code but how
conditions are joined (`acucheck.logic`), which has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import logic
from acucheck.logic import Test
from acucheck.model.answers import (
    Answers,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Quantity,
    Ticks,
)
from acucheck.model.book import (
    PLAN,
    AllOf,
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    FactHolds,
    Question,
    Rule,
    RuleBook,
    Word,
)
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level, Standing

UNDECIDED = frozenset({Standing.OPEN, Standing.ACTS})
UNKNOWN = (MatchStatus.SUGGESTED, MatchStatus.UNRECOGNISED)
POSSIBLE = (MatchStatus.MAYBE, MatchStatus.AMBIGUOUS, MatchStatus.SUGGESTED)
IN_WORDS = (AnswerKind.MANY, AnswerKind.ONE, AnswerKind.NAMES)

Implied = frozenset[tuple[str, str, Standing, tuple[str, str]]]
"""What an answer behind a closed gate says of earlier questions: question, word, how surely, and what says so.

That is a question that was answered, or one with a name that was given to it.
"""


def plain_reading(book: RuleBook, answers: Answers) -> Plain:
    """The reading in which no answer of weight is lost behind a gate that was answered no.

    The first such question is taken as to be asked, and its gate as answered so, until there is none.
    """
    plain = Plain(book, answers)
    while (contradicted := plain.contradicted()) is not None:
        closed, weight = contradicted
        implied = plain.implied | plain.implying(closed, weight)
        plain = Plain(book, answers, opened=plain.opened | {closed.id}, implied=implied)
    return plain


class Plain:
    """One person's answers, asked by the conditions of one rule book.

    Whether a name that nobody knows may be something rests on plain noes, and those on gates that certainly stand:
    with *firm*, such names are nothing at all, which is enough to know what stands for certain.
    """

    def __init__(
        self,
        book: RuleBook,
        answers: Answers,
        *,
        firm: bool = False,
        opened: frozenset[str] = frozenset(),
        implied: Implied = frozenset(),
    ) -> None:
        self.book = book
        self.answers = answers
        self.opened = opened
        self.implied = implied
        self.certain = None if firm else Plain(book, answers, firm=True, opened=opened, implied=implied)

    def gate(self, question: Question) -> Standing:
        if question.gate is None or question.id in self.opened:
            return Standing.HOLDS
        standing = self.standing(question.gate)
        return Standing.HOLDS if standing and question.ask_if_not_known else standing

    def contradicted(self) -> tuple[Question, Standing] | None:
        """The first question with a closed gate that has an answer of weight, or is rested on; and how surely."""
        for question in self.book.questions.values():
            if question.gate is not None and self.gate(question) is Standing.FAILS:
                resting = [standing for asked, _, standing, _ in self.implied if asked == question.id]
                weight = max([self.weight(question), *resting])
                if weight:
                    return question, weight
        return None

    def weight(self, question: Question) -> Standing:
        """Whether what is said here says that the gate is open, and a rule above a note reads that."""
        heavy = list(heavy_tests(self.book))
        read = [test for test in heavy if test.question == question.id]
        names = [self.may_be_named(test) for test in read if isinstance(test, Word)]
        return max([self.answer_weighs(question, heavy, read), *names])

    def answer_weighs(self, question: Question, heavy: list[Test], read: list[Test]) -> Standing:
        """The same, single names aside."""
        match self.answers.get(question.id):
            case Quantity() | NoSuchWeek() if read:
                return Standing.HOLDS
            case Places(entries) if entries and question.id in heavy_places(self.book):
                return Standing.HOLDS
            case Ticks(yes, maybe):
                words = {word for test in read if isinstance(test, Word) for word in test.words}
                if question.kind is AnswerKind.MANY:
                    assert question.gate is not None
                    about = [test for test in logic.tests(question.gate, self.book.facts) if test.question != PLAN]
                    if any(overlap(test, other) for test in about for other in heavy):
                        words = set(question.options)
                return Standing.HOLDS if words & yes else Standing.ACTS if words & maybe else Standing.FAILS
            case NotSure() if question.ask_if_not_known and read:
                return Standing.ACTS
            case _:
                return Standing.FAILS

    def may_be_named(self, test: Word) -> Standing:
        """Whether a name may stand for what a test looks for, as one that nobody knows always may."""
        named = [(name, standing) for _, name, standing in self.named(test) if standing or name.taken in UNKNOWN]
        return max([max(standing, Standing.ACTS) for _, standing in named], default=Standing.FAILS)

    def implying(self, question: Question, weight: Standing) -> Implied:
        """What was denied and has to be so for a gate to be open, as far as that is in words."""
        assert question.gate is not None
        by = self.said_by(question)
        return frozenset(
            (test.question, word, Standing.HOLDS if sure and len(test.words) == 1 else Standing.ACTS, by)
            for test, sure in self.parts(question.gate, sure=weight is Standing.HOLDS)
            if isinstance(test, Word) and self.book.questions[test.question].kind in IN_WORDS
            for word in test.words
            if self.test(test) is Standing.FAILS
        )

    def said_by(self, question: Question) -> tuple[str, str]:
        """What gives the answer to a question its weight: the answer itself, or a name, or a later question."""
        if question.id in self.answers:
            return question.id, ""
        read = [test for test in heavy_tests(self.book) if test.question == question.id]
        every = [each for test in read for each in self.named(test)]
        named = {(asked, name.typed) for asked, name, standing in every if standing or name.taken in UNKNOWN}
        rests = {by for asked, _, _, by in self.implied if asked == question.id}
        return min(named | {by for by in rests if by[1]}, default=None) or min(rests)

    def parts(self, condition: Condition, *, sure: bool) -> Iterator[tuple[Test, bool]]:
        """Every test of a condition, and whether the condition cannot hold without it."""
        match condition:
            case Word() | Between():
                yield condition, sure
            case FactHolds(fact):
                yield from self.parts(self.book.facts[fact], sure=sure)
            case AllOf(several):
                for part in several:
                    yield from self.parts(part, sure=sure)
            case _:
                for part in condition.parts:
                    yield from self.parts(part, sure=False)

    def rule(self, rule: Rule) -> Standing:
        lifted = rule.unless is not None and self.standing(rule.unless) is Standing.HOLDS
        return Standing.FAILS if lifted else self.standing(rule.when) if rule.when is not None else Standing.HOLDS

    def standing(self, condition: Condition) -> Standing:
        return logic.standing(condition, self.test, self.book.facts)

    def test(self, test: Test) -> Standing:
        return min(self.gate(self.book.questions[test.question]), self.answered(test))

    def answered(self, test: Test) -> Standing:
        names = [standing for _, _, standing in self.named(test)]
        return max([self.as_offered(test), *names, *[standing for _, standing in self.resting_on(test)]])

    def as_offered(self, test: Test) -> Standing:
        """By the answer alone; what it leaves unknown of an option with an `if` is known to fail where that fails."""
        if isinstance(test, Between) or isinstance(self.answers.get(test.question), Ticks):
            return self.itself(test)
        return max(min(self.itself(each), self.offer(each)) for each in word_by_word(test))

    def offer(self, test: Word) -> Standing:
        """Whether the one option that is looked for is offered."""
        (word,) = test.words
        condition = self.book.questions[test.question].offered_if.get(word)
        return Standing.HOLDS if condition is None else self.standing(condition)

    def resting_on(self, test: Test) -> Iterator[tuple[tuple[str, str], Standing]]:
        """The answers that imply what a test looks for, each with how surely."""
        for asked, word, standing, by in self.implied:
            if isinstance(test, Word) and asked == test.question and word in test.words:
                yield by, standing

    def itself(self, test: Test) -> Standing:
        """By the answer alone, single names aside."""
        question, answer = self.book.questions[test.question], self.answers.get(test.question)
        words = test.words if isinstance(test, Word) else frozenset[str]()
        match answer:
            case None:
                return Standing.FAILS if question.id == PLAN else Standing.OPEN
            case Quantity(_, value) if isinstance(test, Between):
                return Standing.HOLDS if test.low <= value < test.high else Standing.FAILS
            case Ticks(yes, maybe):
                return Standing.HOLDS if words & yes else Standing.ACTS if words & maybe else Standing.FAILS
            case Plan(items):
                if any(item.technique in words for item in items):
                    return Standing.HOLDS
                return Standing.OPEN if any(not item.technique for item in items) else Standing.FAILS
            case Names(complete=True):
                return Standing.FAILS
            case NotSure() | Names() if question.names:
                return Standing.ACTS if words & question.assume else Standing.OPEN
            case NotSure() if question.not_sure:
                return Standing.ACTS if question.not_sure in words else Standing.OPEN
            case _:
                return Standing.ACTS

    def named(self, test: Test) -> Iterator[tuple[str, Name, Standing]]:
        """Each name that bears on a test, with the question it was given to."""
        if isinstance(test, Between):
            return
        lines = {f"{test.question}.{word}" for word in test.words}
        tested = self.book.questions[test.question]
        for asked, answer in self.answers.items():
            question = self.book.questions[asked]
            for name in answer.entries if isinstance(answer, Names) else ():
                if name.kind is NameKind.CONDITION:
                    if name.concepts & lines and name.taken is not MatchStatus.SET_ASIDE:
                        yield asked, name, Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
                elif asked == test.question or (
                    tested.names is NameKind.MEDICINE and question.names is NameKind.CONDITION
                ):
                    yield asked, name, self.one_of(name, test.words, tested)

    def one_of(self, name: Name, words: frozenset[str], question: Question) -> Standing:
        """How far a name stands for one of *words*."""
        concepts = self.book.concepts["medicine"]
        in_it = {word for each in name.concepts for word in concepts[each].covers}
        if name.taken is MatchStatus.SET_ASIDE:
            return Standing.FAILS
        if name.concepts & words:
            return Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
        if in_it & words:
            return Standing.ACTS if name.taken in POSSIBLE else Standing.OPEN
        unknown = name.taken in UNKNOWN and self.certain is not None
        return (
            Standing.OPEN if unknown and not all(self.ruled_out(word, question) for word in words) else Standing.FAILS
        )

    def ruled_out(self, word: str, question: Question) -> bool:
        """Whether a plain no to the direct question settles that an unknown name is not this."""
        direct = question.settled_by.get(word)
        if direct is None or self.certain is None or not isinstance(self.answers.get(direct.question), Ticks):
            return False
        asked = self.certain.gate(self.book.questions[direct.question]) is Standing.HOLDS
        return asked and self.answered(direct) is Standing.FAILS

    def missing(self, condition: Condition) -> set[tuple[str, str]]:
        """What leaves a condition undecided: questions, each with a name that was typed or none."""
        found: set[tuple[str, str]] = set()
        for test in logic.deciding(condition, self.test, self.book.facts, UNDECIDED):
            question = self.book.questions[test.question]
            gate = self.gate(question)
            if gate in UNDECIDED and question.gate is not None:
                found |= self.missing(question.gate)
            if gate is not Standing.OPEN and self.answered(test) in UNDECIDED:
                answer = self.answers.get(question.id)
                found |= {(asked, name.typed) for asked, name, standing in self.named(test) if standing in UNDECIDED}
                found |= {by for by, standing in self.resting_on(test) if standing in UNDECIDED}
                if isinstance(answer, Plan):
                    found |= {(question.id, item.typed) for item in answer.items if not item.technique}
                elif any(self.itself(test) in UNDECIDED for test in self.surely_offered(test)):
                    found.add((question.id, ""))
            for each in self.maybe_offered(test):
                found |= self.missing(question.offered_if[next(iter(each.words))])
        return found

    def surely_offered(self, test: Test) -> list[Test]:
        """What a test looks for; where that is not answered word by word, without the options perhaps not offered."""
        if isinstance(test, Between) or isinstance(self.answers.get(test.question), Ticks):
            return [test]
        return [each for each in word_by_word(test) if self.offer(each) >= Standing.ACTS]

    def maybe_offered(self, test: Test) -> Iterator[Word]:
        """The options looked for that are not answered, and may have to be."""
        if isinstance(test, Word) and not isinstance(self.answers.get(test.question), Ticks):
            for each in word_by_word(test):
                if self.offer(each) in UNDECIDED and self.itself(each) in UNDECIDED:
                    yield each


def word_by_word(test: Word) -> list[Word]:
    return [Word(test.question, frozenset({word})) for word in test.words]


def heavy_tests(book: RuleBook) -> Iterator[Test]:
    """Every test that a rule above a note reads, and every test of the gates before it."""
    seen: set[tuple[str, str]] = set()
    waiting = [rule.when for rule in book.rules.values() if above_note(rule) and rule.when is not None]
    placed = [book.questions[QuestionId(name)] for name in heavy_places(book)]
    waiting += [question.gate for question in placed if question.gate is not None]
    while waiting:
        for test in logic.tests(waiting.pop(), book.facts):
            question = book.questions[test.question]
            words = sorted(test.words) if isinstance(test, Word) else []
            gates = {"": question.gate, **{word: question.offered_if.get(word) for word in words}}
            for word, gate in gates.items():
                if gate is not None and (question.id, word) not in seen:
                    seen.add((question.id, word))
                    waiting.append(gate)
            yield test


def heavy_places(book: RuleBook) -> set[str]:
    """The questions that say where a limit above a note lies."""
    return {
        item.question
        for rule in book.rules.values()
        for limit in rule.limits
        if max(limit.verdicts.values(), default=Level.NONE) > Level.NOTE
        for item in limit.where
        if isinstance(item, AnswerPlace)
    }


def above_note(rule: Rule) -> bool:
    limits = [level for limit in rule.limits for level in limit.verdicts.values()]
    return rule.urgent is not None or max([*rule.verdicts.values(), *limits], default=Level.NONE) > Level.NOTE


def overlap(test: Test, other: Test) -> bool:
    """Whether two tests look for the same thing, or for a number of the same question."""
    if test.question != other.question:
        return False
    return not (isinstance(test, Word) and isinstance(other, Word)) or bool(test.words & other.words)
