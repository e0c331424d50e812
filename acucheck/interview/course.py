"""The course of an interview: ask, read back, go on; stop for urgent signs; review before the result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_name, written_names, written_place
from acucheck.assess import assess
from acucheck.errors import InvalidFile
from acucheck.interview import wording
from acucheck.interview.confirming import Back, Confirming
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.settling import Identity, Settling
from acucheck.interview.typed_line import Again, answer_tree, clean, many_of, planned_places
from acucheck.interview.wording import Who
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Names, Places
from acucheck.model.book import PLAN
from acucheck.model.levels import Outcome
from acucheck.names.vocabulary import Vocabulary

_BACK, _WHY, _YES, _NOT_SURE = "b", "?", "y", "u"


class Stopped(Enum):
    """Why the questions ended."""

    ALL_ASKED = "all asked"
    URGENT = "urgent"


class Interview:
    """One interview. *ask* gives a line for a hint; *say* prints a line."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        as_of: date,
        ask: Callable[[str], str],
        say: Callable[[str], None],
    ) -> None:
        self.state = InterviewState(vocabulary, as_of)
        self.ask = ask
        self.say = say
        self.who = Who.SELF
        self.contradicted: set[Identity] = set()  # what was asked about already

    def conduct(self, who: Who | None) -> Stopped:
        """Asks until nothing is left to ask and the review is confirmed, or until an urgent rule holds."""
        for line in wording.START:
            self.say(line)
        self.who = who or self._ask_who()
        self.state.writer = self.who.writer
        if self.who is Who.HELPER:
            self.say(wording.HELPING)
        while True:
            if self._questions() is Stopped.URGENT or self.state.urgent():
                return Stopped.URGENT
            if self._review():
                return Stopped.ALL_ASKED

    def outcome(self) -> Outcome:
        """The outcome that stands by the answers so far."""
        return assess(self.state.book, self.state.answers()).outcome.stands

    def _ask_who(self) -> Who:
        for line in wording.WHO:
            self.say(line)
        people = {"1": Who.SELF, "2": Who.HELPER, "3": Who.PRACTITIONER}
        while (line := self.ask("1, 2 or 3: ").strip()) not in people:
            self.say("Write 1, 2 or 3.")
        return people[line]

    def _questions(self) -> Stopped:
        """Everything that is open, in order."""
        while (step := self.state.next_step()) is not None:
            self._step(step)
            if self.state.urgent():
                return Stopped.URGENT
        return Stopped.ALL_ASKED

    def _step(self, step: Step) -> None:
        """Asks one step, or an earlier one after `b`, until it is answered."""
        self._show(step)
        while True:
            line = self.ask(wording.hint(step, self.state))
            if line.strip().lower() == _BACK:
                earlier = self.state.before(step)
                if earlier is None:
                    self.say("This is the first question.")
                step = earlier or step
                self._show(step)
            elif line.strip() == _WHY:
                for text in wording.why(self.state.book.questions[step.question], self.who.audience):
                    self.say(text)
            elif self._answer(step, line):
                return

    def _show(self, step: Step) -> None:
        self.say("")
        for text in wording.question_lines(step, self.state, self.who):
            self.say(text)

    def _answer(self, step: Step, line: str) -> bool:
        """Takes a line for an answer, and says what names were taken for; or says why it is none."""
        try:
            tree = self._tree(step, line)
            self._check(step, tree)
        except Again as again:
            self.say(str(again))
            return False
        self.state.take(step, tree)
        try:
            self._confirm(step, tree)
            self._settle()
        except Back:
            self._show(step)
            return False
        answer = self.state.answers().get(step.question)
        if answer is not None and (step.question != PLAN or step.technique):
            for text in wording.read_back(answer, step, self.state, self.who.audience):
                self.say(f"   {text}")
        return True

    def _settle(self) -> None:
        """Asks about what goes against an answer that was given."""
        Settling(self.state, self.who.audience, self._confirming().key, self.say, self.contradicted).settle()

    def _confirming(self) -> Confirming:
        return Confirming(self.state.vocabulary, self.state.setting, self.who.audience, self.ask, self.say)

    def _confirm(self, step: Step, tree: Tree) -> None:
        """Asks about each name and place that is not certain, and keeps what is meant."""
        confirming = self._confirming()
        unsure = [str(item) for item in tree] if isinstance(tree, list) else []
        answer = self.state.given(step)
        kept: list[Tree] = []
        match answer:
            case Names(entries) if entries:
                for name in (each for each in entries if not each.contradicts):
                    asked = fixed_words.MAYBE + name.typed not in unsure
                    kept.append((confirming.name(name) if asked else None) or written_name(name))
                meant = written_names(kept, answer)
            case Places(entries) if entries:
                kept = [confirming.place(place) or written_place(place) for place in entries]
                meant = kept + [fixed_words.NOT_SURE] * (not answer.complete)
            case _:
                return
        if meant != tree:
            self.state.take(step, meant)

    def _tree(self, step: Step, line: str) -> Tree:
        if step.question != PLAN:
            return answer_tree(self.state.asked(step.question), line)
        line = clean(line)
        if step.technique:
            return fixed_words.NOT_NAMED if line.lower() == _NOT_SURE else planned_places(line)
        if line.lower() == _NOT_SURE:
            return fixed_words.NOT_SURE
        chosen = many_of(list(self.state.book.techniques), line)
        if not isinstance(chosen, list) or any(str(name).startswith(fixed_words.MAYBE) for name in chosen):
            raise Again("Write the numbers of what is planned, or u when it is not known.")
        return chosen

    def _check(self, step: Step, tree: Tree) -> None:
        """Decodes the answer as a file's would be, so that nothing else can be recorded."""
        trial = InterviewState(self.state.vocabulary, self.state.as_of, self.state.writer)
        try:
            if step.technique:
                trial.techniques = [step.technique]
            trial.take(step, tree)
            trial.answers()
        except InvalidFile as error:
            raise Again(error.problems[0].message[:1].upper() + error.problems[0].message[1:] + ".") from None

    def _review(self) -> bool:
        """Shows all the answers; whether they are confirmed. Otherwise one was changed and the outcomes compared."""
        self.say("")
        for text in wording.review_lines(self.state, self.who.audience):
            self.say(text)
        while True:
            line = self.ask(wording.REVIEW).strip().lower()
            if line == _YES:
                return True
            if line == _BACK:
                line = str(len(self.state.steps))
            if line.isdecimal() and 1 <= int(line) <= len(self.state.steps):
                self._change(self.state.steps[int(line) - 1])
                return False
            self.say(f"Write y, or a number from 1 to {len(self.state.steps)}.")

    def _change(self, step: Step) -> None:
        before = self.outcome()
        self._step(step)
        if not self.state.urgent():
            self._questions()
        self.say(wording.changed(before, self.outcome()))
