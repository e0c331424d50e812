"""Every condition read as it is written, one answer at a time: slow, and with nothing worked out beforehand.

It is the measure for `acucheck.assess`, which joins what each word makes stand, and shares none of its code but how
conditions are joined (`acucheck.logic`), which has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import logic
from acucheck.logic import Test
from acucheck.model.answers import Answers, Name, Names, NotSure, Plan, Quantity, Taken, Ticks
from acucheck.model.book import PLAN, Between, Condition, Question, Rule, RuleBook, Word
from acucheck.model.levels import Standing

UNDECIDED = frozenset({Standing.OPEN, Standing.ACTS})
UNKNOWN = (Taken.SUGGESTED, Taken.UNRECOGNISED)
POSSIBLE = (Taken.MAYBE, Taken.AMBIGUOUS, Taken.SUGGESTED)


class Plain:
    """One person's answers, asked by the conditions of one rule book.

    Whether a name that nobody knows may be something rests on plain noes, and those on gates that certainly stand:
    with *firm*, such names are nothing at all, which is enough to know what stands for certain.
    """

    def __init__(self, book: RuleBook, answers: Answers, *, firm: bool = False) -> None:
        self.book = book
        self.answers = answers
        self.certain = None if firm else Plain(book, answers, firm=True)

    def gate(self, question: Question) -> Standing:
        return Standing.HOLDS if question.gate is None else self.standing(question.gate)

    def rule(self, rule: Rule) -> Standing:
        lifted = rule.unless is not None and self.standing(rule.unless) is Standing.HOLDS
        return Standing.FAILS if lifted else self.standing(rule.when) if rule.when is not None else Standing.HOLDS

    def standing(self, condition: Condition) -> Standing:
        return logic.standing(condition, self.test, self.book.facts)

    def test(self, test: Test) -> Standing:
        return min(self.gate(self.book.questions[test.question]), self.answered(test))

    def answered(self, test: Test) -> Standing:
        names = [standing for _, _, standing in self.named(test)]
        return max([self.itself(test), *names])

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
        for asked, answer in self.answers.items():
            question = self.book.questions[asked]
            for name in answer.entries if isinstance(answer, Names) else ():
                if asked == test.question:
                    yield asked, name, self.one_of(name, test.words, question)
                elif question.names == "condition" and name.concepts & lines and name.taken is not Taken.SET_ASIDE:
                    yield asked, name, Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS

    def one_of(self, name: Name, words: frozenset[str], question: Question) -> Standing:
        """How far a name stands for one of *words*."""
        concepts = self.book.concepts["medicine"]
        in_it = {word for each in name.concepts if question.names == "medicine" for word in concepts[each].covers}
        if name.taken is Taken.SET_ASIDE:
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
                if isinstance(answer, Plan):
                    found |= {(question.id, item.typed) for item in answer.items if not item.technique}
                elif self.itself(test) in UNDECIDED:
                    found.add((question.id, ""))
        return found
