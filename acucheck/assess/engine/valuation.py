"""One person's answers, joined as bits by the clauses they make stand: gate after gate, unknown names last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from acucheck.assess.engine.clauses import Bits
from acucheck.assess.engine.evidence import NO_WORDS, AnswerIndex, Implied, Statement, within
from acucheck.assess.engine.standings import ConditionStandings, Doubted
from acucheck.assess.engine.weight import implications, weight
from acucheck.model.answers import Answer, Answers, Places, Ticks, is_old
from acucheck.model.book import PLAN, Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, Standing
from acucheck.model.report import NOT_ASKED, NOT_SURE


class Valuation(ConditionStandings):
    """One person's answers, and how the conditions of one rule book stand by them.

    No answer of weight is lost behind a gate that was answered no: such a question is taken as to be asked, and its
    gate as answered so.
    """

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        super().__init__(book, answers)
        self.opened: dict[QuestionId, Standing] = {}  # the questions whose gates were not believed -> how these stood
        self.implied: list[Implied] = []  # what their answers say of earlier questions
        self._any_old = any(map(is_old, answers.values()))
        self._value()
        while (contradicted := self._contradicted()) is not None:
            closed, weight = contradicted
            self.implied += implications(closed, weight, self)
            self.opened[closed.id] = self.gates.get(closed.id, FAILS)
            self.said = AnswerIndex(book, self.answers, self.index.names, self.implied)
            self._clear()
            self._value()

    def _value(self) -> None:
        """Counts all that was said."""
        self._resting_on_old: list[QuestionId] = []  # with old answers, and a gate that nobody knows any more
        for question_id in self.opened:
            self.gates[question_id] = HOLDS
            self._count_answer(question_id, HOLDS)
        for question_id in self.index.looked_for:
            answer = self.answers.get(question_id)
            none = type(answer) is Ticks and not answer.yes and not answer.maybe
            if self.said.ticked or not none:  # most answers are none
                self._count_answer(question_id, HOLDS)
        self._follow()
        if self._count_unknown():
            self._standings.clear()
            self._follow()

    def _contradicted(self) -> tuple[Question, Standing] | None:
        """The first question with a closed gate that is answered with weight, or that a later one rests on.

        Likewise one with an old answer of weight, whose gate nobody knows any more: what opened it may have been so.
        With it comes whether that is certain.
        """
        gates = self.index.gate_of
        all_asked = self.answers.keys() <= self.gates.keys()
        if all_asked and not self.said.ticked and not self._resting_on_old:
            return None
        said = {*self.answers, *self.said.ticked}
        closed = [question_id for question_id in said - self.gates.keys() if question_id in gates]
        for question_id in (*sorted(closed, key=gates.__getitem__), *self._resting_on_old):
            question = self.book.questions[question_id]
            weighs = weight(question, self)
            if weighs:
                return question, weighs
        return None

    def _count_answer(self, question_id: QuestionId, gate: Standing) -> None:
        """Counts all that is said in answer to a question, as far as its gate lets it."""
        answer = self.answers.get(question_id)
        if question_id not in self.index.words:
            if type(answer) is Places:
                self.places.append((question_id, answer))
            elif question_id in self.index.ranges:
                self._count_number(question_id, answer, gate)
        elif type(answer) is Ticks and not answer.old and not self.said.ticked:
            self._count_ticks(question_id, answer, gate)
        elif answer is None and question_id not in self.said.ticked:
            self._count_not_asked(question_id, gate)
        else:
            for part in self.said.parts(question_id):
                self._count_part(question_id, part, gate)

    def _count_ticks(self, question_id: QuestionId, answer: Ticks, gate: Standing) -> None:
        words = self.index.words[question_id]
        holds = _bits(answer.yes, words)
        acts = _bits(answer.maybe, words)
        self._add(question_id, (question_id, "", NOT_SURE), (holds, acts, 0), gate)

    def _count_number(self, question_id: QuestionId, answer: Answer | None, gate: Standing) -> None:
        found = [0, 0, 0, 0]  # by standing
        for test, bits in self.index.ranges[question_id]:
            found[within(answer, test)] |= bits
        _, left, acts, holds = found
        missing = NOT_ASKED if answer is None else NOT_SURE
        self._add(question_id, (question_id, "", missing), (holds, acts, left), gate)

    def _count_not_asked(self, question_id: QuestionId, gate: Standing) -> None:
        """Leaves open whatever the question could be answered with; of the plan, nothing."""
        if question_id != PLAN:
            left = self.index.any_word[question_id]
            self._add(question_id, (question_id, "", NOT_ASKED), (0, 0, left), gate)

    def _count_part(self, question_id: QuestionId, part: Statement, gate: Standing) -> None:
        """Counts one thing said that bears on a question."""
        said = part.said
        words = self.index.words[question_id]
        holds = _bits(said.holds, words)
        acts = _bits(said.acts, words)
        left = _bits(said.open, words)
        if said.rest is ACTS:
            acts |= self._rest(question_id, said.ruled_out)
        elif said.rest:
            left |= self._rest(question_id, said.ruled_out)
        self._add(question_id, (part.question, part.typed, part.missing), (holds, acts, left), gate)

    def _rest(self, question_id: QuestionId, ruled_out: frozenset[str]) -> Bits:
        """What any word would make stand that is not ruled out; options that are offered apart are counted later."""
        if not ruled_out:
            return self.index.any_word[question_id]
        words = self.index.words[question_id]
        apart = self.index.offers.get(question_id, {})
        return _bits(words.keys() - ruled_out - apart.keys(), words)

    def _add(self, question_id: QuestionId, doubt: Doubted, bits: tuple[Bits, Bits, Bits], gate: Standing) -> None:
        """Sets the bits that hold, act or are left open by one thing said; none stands further than the gate.

        It leaves a *doubt* about what acts or is open. Where the gate holds, what else is said may still decide that.
        """
        holds, acts, left = bits
        self._open |= holds | acts | left
        if gate is not OPEN:
            self._acts |= holds | acts
        if gate is HOLDS:
            self._holds |= holds
        else:
            self._put_behind(self.index.gate_of[question_id], holds | acts | left)
        if (acts or left) and gate is not OPEN:
            held = self._held(question_id) if gate is ACTS else 0
            self._doubts.append((doubt, (acts | left) & ~held))

    def _put_behind(self, gate: Bits, bits: Bits) -> None:
        self._behind[gate] = self._behind.get(gate, 0) | bits

    def _count_offered(self, question_id: QuestionId, gate: Bits, standing: Standing) -> None:
        """Counts what is not known of one option, as far as its own gate lets it. A tick of it counts by itself."""
        asked = self.gates.get(question_id, FAILS)
        option = self.index.offered[gate]
        bits = self.index.words.get(question_id, {}).get(option, 0)
        parts = self.said.parts(question_id) if asked and bits else []
        unknown = [part for part in parts if part.said.rest and option not in part.said.ruled_out]
        if not unknown:
            return
        self._open |= bits
        if standing is not HOLDS:
            self._put_behind(gate, bits)
        if asked is not HOLDS:
            self._put_behind(self.index.gate_of[question_id], bits)
        if min(asked, standing) is OPEN:
            return
        undecided = bits & ~self._held(question_id) if asked is ACTS else bits
        for part in unknown:
            if part.said.rest is ACTS:
                self._acts |= bits
            self._doubts.append(((part.question, part.typed, part.missing), undecided))

    def _held(self, question_id: QuestionId) -> Bits:
        """What an answer would make hold, if its gate did: that the gate is in doubt is no doubt about the answer."""
        words = self.index.words.get(question_id)
        return _bits(self.said.together(question_id).holds, words) if words else 0

    def _follow(self) -> None:
        """Counts the questions behind gates. A gate is only about questions before its own, which are known by then."""
        index = self.index
        seen: Bits = 0
        while waiting := self._open & index.gates & ~seen:
            gate = waiting & -waiting
            seen |= gate
            question_id = index.gated[gate]
            if gate in index.offered:
                self._follow_offer(question_id, gate)
                continue
            standing = self.stands(gate) if question_id not in self.gates else FAILS
            if standing is OPEN and self._any_old and self.rests_on_old(question_id):
                self._resting_on_old.append(question_id)
            if standing and question_id in index.asked_if_not_known:
                standing = HOLDS
            if standing:
                self.gates[question_id] = standing
                self._count_answer(question_id, standing)

    def rests_on_old(self, question_id: QuestionId) -> bool:
        """Whether what is said in answer to a question was said on an earlier day and is too old to hold."""
        if is_old(self.answers.get(question_id)):
            return True
        elsewhere = self.said.ticked.get(question_id, ())
        return any(is_old(self.answers.get(part.question)) for part in elsewhere)

    def _follow_offer(self, question_id: QuestionId, gate: Bits) -> None:
        standing = self.stands(gate) if gate not in self._offers else FAILS
        if standing:
            self._offers[gate] = standing
            self._count_offered(question_id, gate, standing)

    def _count_unknown(self) -> bool:
        """Lets each unrecognised name be whatever no plain no rules out, and says whether there is one.

        It only leaves things open: what acts or holds is known before, and with it every plain no.
        """
        if not self.said.unknown:
            return False
        found = False
        for question_id in self.index.medicines:
            ruled_out = NO_WORDS.union(*self._plain_noes(question_id))
            for part in self.said.open_unknown(question_id, ruled_out):
                if question_id in self.gates and question_id in self.index.words:
                    self._count_part(question_id, part, self.gates[question_id])
                    found = True
        return found

    def _plain_noes(self, question_id: QuestionId) -> Iterator[frozenset[str]]:
        """What each direct question rules out that was answered no, and was certainly to be asked."""
        for direct, lines in self.index.settled[question_id].items():
            answer = self.answers.get(direct)
            if isinstance(answer, Ticks) and self.gates.get(direct) is HOLDS:
                if not answer.yes and not answer.maybe and not self.said.ticked:
                    yield lines[NO_WORDS]
                    continue
                said = self.said.together(direct)
                for line, words in lines.items():
                    if line and said.standing_of(line) is FAILS:
                        yield words


def _bits(words: Iterable[str], known: Mapping[str, Bits]) -> Bits:
    bits = 0
    for word in words:
        bits |= known.get(word, 0)
    return bits
