"""The course of an interview: ask, read back, go on; stop for urgent signs; review before the result."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from acucheck.answers import PersonAnswers
from acucheck.assess import assess
from acucheck.interview import last_visit_wording, wording
from acucheck.interview.chosen import chosen_line
from acucheck.interview.confirming import Back, Confirming
from acucheck.interview.explaining import explain
from acucheck.interview.for_the_phone import said_before_the_phone, steps_for_the_phone
from acucheck.interview.interview_state import OPENING, InterviewState, Step
from acucheck.interview.last_visit import last_visit
from acucheck.interview.one_question import OneQuestion
from acucheck.interview.opening import Opening, can_be_asked
from acucheck.interview.planned_regions import PlanWords
from acucheck.interview.prompts import BACK, CHANGE, WHY, YES, Asking, Ending, Notice, Prompt, problem, remark
from acucheck.interview.reading_out import ReadingOut
from acucheck.interview.standing import standing_answers
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import prompt_key
from acucheck.interview.typed_words import bare
from acucheck.interview.wording import Who
from acucheck.model.answers import Answers
from acucheck.model.levels import Outcome
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary


class Interview:
    """One interview. `prompt` is what it waits for; `answer` and `choose` answer that and return the next prompt."""

    def __init__(
        self, vocabulary: Vocabulary, as_of: date, who: Who | None = None, last: PersonAnswers | None = None
    ) -> None:
        """An interview on the day *as_of*. Without *who* it asks first who is answering.

        With the answers of the *last* visit what still stands of them is read out, and the rest is asked.
        """
        before = last_visit(last, as_of, vocabulary.book) if last is not None else None
        self.state = InterviewState(vocabulary, as_of, last=before)
        self.who = who or Who.SELF
        self._notices: list[Notice] = []  # what is said before the next prompt
        self._seen: Outcome | None = None  # the outcome of the result that was shown last
        self._changed: set[Step] = set()  # what was answered otherwise at the review
        self._haste = False  # whether only what is told on the phone is asked
        self._course = self._conduct(who)
        self.prompt = self._with_notices(next(self._course))

    def answer(self, line: str) -> Prompt:
        """The next prompt, once *line* was typed. The same one, as `repeated`, when it is no answer."""
        self.prompt = self._with_notices(self._course.send(line))
        return self.prompt

    def choose(self, value: str | list[str]) -> Prompt:
        """The next prompt, once *value* was chosen: the code of a choice, or a list of codes, each perhaps a `maybe`.

        Raises NoSuchChoice, and then nothing was answered.
        """
        return self.answer(chosen_line(self.prompt, value))

    def leave_out_the_rest(self) -> None:
        """Ends the questions that are asked in haste: what was answered stays, and the rest is not asked."""
        self._haste = self._question.in_haste = False
        self._course = self._after(Ending.URGENT)
        self.prompt = self._with_notices(next(self._course))

    @property
    def in_haste(self) -> bool:
        """Whether help is called for, and what is asked is only told on the phone."""
        return self._haste and self.state.urgent()

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self.state.answers()

    def report(self) -> Report:
        """What is made of the answers so far."""
        return assess(self.state.book, self.state.answers(), self.state.earlier())

    def outcome(self) -> Outcome:
        """The outcome that stands by the answers so far."""
        return self.report().outcome.stands

    def _with_notices(self, prompt: Prompt) -> Prompt:
        noticed = replace(prompt, notices=tuple(self._notices))
        self._notices.clear()
        return noticed

    def _tell(self, notice: Notice) -> None:
        self._notices.append(notice)

    def _remark(self, text: str) -> None:
        self._tell(remark(text))

    def _conduct(self, who: Who | None) -> Asking[None]:
        """Asks until the review is confirmed or an urgent rule holds; and again after a change of the answers."""
        self.who = who or (yield from self._ask_who())
        self.state.writer = self.who.writer
        if self.who is Who.HELPER:
            self._remark(wording.HELPING)
        if self.state.last is not None:
            self._remark(last_visit_wording.introduced(self.state.last.head))
        self._question = OneQuestion(self.state, self.who, self._tell, set(), set(), PlanWords(self.state.vocabulary))
        if self.who is Who.PRACTITIONER and self.state.last is None and can_be_asked(self.state.book):
            self._question.opening = Opening(self.state, self._tell)
            yield from self._question.opening.ask()
        yield from self._after((yield from self._questions()) or (yield from self._review()))

    def _after(self, ending: Ending) -> Asking[None]:
        """The end, and the review whenever an answer is to be changed."""
        while True:
            yield from self._ended(ending)
            ending = yield from self._review()

    def _ask_who(self) -> Asking[Who]:
        prompt = wording.who_prompt()
        people = {choice.key: Who(choice.code) for choice in prompt.choices}
        while True:
            line = yield prompt
            if line.strip() == WHY:
                prompt = self._explained(prompt)
                continue
            try:
                return wording.WHO_WORDS.get(bare(line)) or people[prompt_key(prompt, line)]
            except Again as again:
                prompt = self._repeated(prompt, str(again))

    def _questions(self) -> Asking[Ending | None]:
        """Everything that is open, in order; URGENT as soon as an urgent rule holds, and the phone has its lines."""
        while not (yield from self._calls_for_help()):
            step = self._next_step()
            if step is None:
                return None
            yield from self._ask(step)
        return Ending.URGENT

    def _calls_for_help(self) -> Asking[bool]:
        """Whether an urgent rule holds, after what whoever answers the phone will ask, with nothing in between."""
        if not self.state.urgent():
            return False
        if steps := steps_for_the_phone(self.state):
            self._remark(said_before_the_phone(self.report(), self.who, len(steps)))
        self._haste = self._question.in_haste = True
        while steps and self.state.urgent():
            yield from self._question.ask(steps[0])
            steps = steps_for_the_phone(self.state)
        self._haste = self._question.in_haste = False
        return self.state.urgent()

    def _next_step(self) -> Step | None:
        """What is asked next: first again what was answered in haste."""
        hasty = [step for step in self._question.hasty if step in self.state.steps]
        self._question.hasty = hasty[1:]
        return hasty[0] if hasty else self.state.next_step()

    def _ask(self, step: Step, first: Step | None = None) -> Asking[bool]:
        """Asks *step*; but before the plan and all behind it, what stands of the last visit is read out."""
        last = self.state.last
        if last is not None and standing_answers(self.state) and not self.state.is_before_plan(step):
            return (yield from ReadingOut(last, self._question, self.who, self._tell).ask(first))
        return (yield from self._question.ask(step, first))

    def _review(self) -> Asking[Ending]:
        """Shows all the answers until they are confirmed and nothing is open; changes those that are to be changed."""
        prompt = self._review_prompt()
        while True:
            line = yield prompt
            if line.strip() == WHY:
                prompt = self._explained(prompt)
                continue
            try:
                key = self._review_key(prompt, line)
            except Again:
                takes = f"Write y to go on, a number from 1 to {len(prompt.choices)} to change it, or q to stop."
                prompt = self._repeated(prompt, takes)
                continue
            if key != YES:
                yield from self._change_row(prompt.choices[int(key) - 1].code)
            elif not self.state.urgent():
                yield from self._questions()
            if (yield from self._calls_for_help()):
                return Ending.URGENT
            if key == YES and self.state.next_step() is None:
                return Ending.ALL_ASKED
            prompt = self._review_prompt()

    def _review_prompt(self) -> Prompt:
        return wording.review_prompt(self.state, self.who.audience, self._changed)

    def _review_key(self, prompt: Prompt, line: str) -> str:
        """The key of a line of the review, or that of all being right. Raises Again."""
        if bare(line) in wording.ALL_RIGHT:
            return YES
        return str(len(prompt.choices)) if bare(line) == BACK else prompt_key(prompt, line)

    def _change_row(self, code: str) -> Asking[None]:
        """Asks about one row of the review again."""
        if code == wording.SEX:
            yield from self._change_sex()
            return
        steps = {wording.step_code(step): step for step in self.state.steps}
        yield from self._change(steps[code])

    def _change_sex(self) -> Asking[None]:
        """Asks for the sex, then anew what it may make needless; `b` before it leads back to the review."""
        state = self.state
        confirming = Confirming(state.vocabulary, state.setting, self.who.audience, Step(OPENING), self._tell)
        try:
            sex = yield from confirming.choice("Which sex was meant?", wording.SEXES, wording.UNSURE)
        except Back:
            return
        state.named = replace(state.named, sex=sex)
        for question in state.book.questions.values():
            step = Step(question.id)
            if question.ask_if_not_known and step in state.steps:
                yield from self._change(step)

    def _change(self, step: Step) -> Asking[None]:
        """Asks *step* again, and what it opens; `b` before it leads back to the review."""
        before = wording.answers_in_short(self.state, self.who.audience)
        if (yield from self._question.ask(step, first=step)):
            yield from self._ask_what_follows(step)
        now = wording.answers_in_short(self.state, self.who.audience)
        self._changed |= {each for each in now if now[each] != before.get(each)}

    def _ask_what_follows(self, changed: Step) -> Asking[None]:
        """Asks all that is open after a change; then tells the outcome anew to whoever has seen a result."""
        while not self.state.urgent() and (following := self._next_step()) is not None:
            if not (yield from self._ask(following, first=changed)):
                return
        if self._seen is not None:
            self._remark(wording.changed(self._seen, self.outcome()))

    def _ended(self, ending: Ending) -> Asking[None]:
        """Waits until an answer is to be changed."""
        self._seen = self.outcome()
        self._changed.clear()
        prompt = wording.ended_prompt(ending)
        while bare((yield prompt)) != CHANGE:
            prompt = self._repeated(prompt, wording.OVER)

    def _explained(self, prompt: Prompt) -> Prompt:
        """The prompt once more, after what is asked and what can be typed."""
        explain(prompt, self._tell)
        return replace(prompt, repeated=True)

    def _repeated(self, prompt: Prompt, text: str) -> Prompt:
        """The prompt once more, after what is wrong with the line."""
        self._tell(problem(text))
        return replace(prompt, repeated=True)
