"""The course of an interview: ask, read back, go on; stop for urgent signs; review before the result."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_name, written_names, written_place
from acucheck.assess import assess
from acucheck.errors import InvalidFile
from acucheck.interview import wording
from acucheck.interview.chosen import chosen_line
from acucheck.interview.confirming import Back, Confirming
from acucheck.interview.interview_state import InterviewState, Step
from acucheck.interview.prompts import BACK, WHY, YES, Asking, Ending, Notice, NoticeKind, Prompt
from acucheck.interview.settling import Identity, Settling
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import answer_tree, plan, planned_places, prompt_key
from acucheck.interview.typed_words import bare
from acucheck.interview.wording import Who
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answers, Names, Places
from acucheck.model.book import PLAN
from acucheck.model.levels import Outcome
from acucheck.names.vocabulary import Vocabulary


class Interview:
    """One interview. `prompt` is what it waits for; `answer` and `choose` answer that and return the next prompt."""

    def __init__(self, vocabulary: Vocabulary, as_of: date, who: Who | None = None) -> None:
        """An interview on the day *as_of*. Without *who* it asks first who is answering."""
        self.state = InterviewState(vocabulary, as_of)
        self.who = who or Who.SELF
        self._notices: list[Notice] = []  # what is said before the next prompt
        self._contradicted: set[Identity] = set()  # what was asked about already
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

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self.state.answers()

    def outcome(self) -> Outcome:
        """The outcome that stands by the answers so far."""
        return assess(self.state.book, self.state.answers()).outcome.stands

    def _with_notices(self, prompt: Prompt) -> Prompt:
        noticed = replace(prompt, notices=tuple(self._notices))
        self._notices.clear()
        return noticed

    def _tell(self, notice: Notice) -> None:
        self._notices.append(notice)

    def _remark(self, text: str) -> None:
        self._tell(Notice(NoticeKind.REMARK, text))

    def _problem(self, text: str) -> None:
        self._tell(Notice(NoticeKind.PROBLEM, text))

    def _conduct(self, who: Who | None) -> Asking[None]:
        """Asks until nothing is left to ask and the review is confirmed, or until an urgent rule holds."""
        self.who = who or (yield from self._ask_who())
        self.state.writer = self.who.writer
        if self.who is Who.HELPER:
            self._remark(wording.HELPING)
        ending = yield from self._questions_and_review()
        while True:
            yield wording.ended_prompt(ending)

    def _questions_and_review(self) -> Asking[Ending]:
        while True:
            ending = yield from self._questions()
            if ending is Ending.URGENT or self.state.urgent():
                return Ending.URGENT
            if (yield from self._review()):
                return Ending.ALL_ASKED

    def _ask_who(self) -> Asking[Who]:
        prompt = wording.who_prompt()
        people = {choice.key: Who(choice.code) for choice in prompt.choices}
        while True:
            line = yield prompt
            try:
                return wording.WHO_WORDS.get(bare(line)) or people[prompt_key(prompt, line)]
            except Again as again:
                self._problem(str(again))
                prompt = replace(prompt, repeated=True)

    def _questions(self) -> Asking[Ending]:
        """Everything that is open, in order."""
        while (step := self.state.next_step()) is not None:
            yield from self._step(step)
            if self.state.urgent():
                return Ending.URGENT
        return Ending.ALL_ASKED

    def _step(self, step: Step) -> Asking[None]:
        """Asks one step, or an earlier one after `b`, until it is answered."""
        prompt = self._question(step)
        while True:
            line = yield prompt
            if line.strip().lower() == BACK:
                step = self._earlier(step)
                prompt = self._question(step)
                continue
            try:
                if line.strip() == WHY:
                    self._explain(prompt)
                elif (yield from self._answer(step, line)):
                    return
            except Back:
                prompt = self._question(step)
            else:
                prompt = replace(prompt, repeated=True)

    def _question(self, step: Step) -> Prompt:
        return wording.question_prompt(step, self.state, self.who)

    def _earlier(self, step: Step) -> Step:
        """The step before *step*; the first one once more."""
        earlier = self.state.before(step)
        if earlier is None:
            self._remark(wording.FIRST)
        return earlier or step

    def _explain(self, prompt: Prompt) -> None:
        for text in prompt.why:
            self._tell(Notice(NoticeKind.WHY, text))

    def _answer(self, step: Step, line: str) -> Asking[bool]:
        """Takes a line for an answer, and says what names were taken for; or says why it is none. Raises Back."""
        try:
            tree = self._tree(step, line)
            self._check(step, tree)
        except Again as again:
            self._problem(str(again))
            return False
        self.state.take(step, tree)
        yield from self._confirm(step, tree)
        audience = self.who.audience
        yield from Settling(self.state, audience, step, self._tell, self._contradicted).settle()
        for text in wording.read_back(line, step, self.state, audience):
            self._tell(Notice(NoticeKind.UNDERSTOOD, text))
        return True

    def _confirm(self, step: Step, tree: Tree) -> Asking[None]:
        """Asks about each name and place that is not certain, and keeps what is meant. Raises Back."""
        state = self.state
        confirming = Confirming(state.vocabulary, state.setting, self.who.audience, step, self._tell)
        unsure = [str(item) for item in tree] if isinstance(tree, list) else []
        answer = state.given(step)
        kept: list[Tree] = []
        match answer:
            case Names(entries) if entries:
                for name in (each for each in entries if not each.contradicts):
                    asked = fixed_words.MAYBE + name.typed not in unsure
                    name_tree = (yield from confirming.name(name)) if asked else None
                    kept.append(name_tree or written_name(name))
                kept_tree = written_names(kept, answer)
            case Places(entries) if entries:
                for place in entries:
                    place_tree = yield from confirming.place(place)
                    kept.append(place_tree or written_place(place))
                kept_tree = kept + [fixed_words.NOT_SURE] * (not answer.complete)
            case _:
                return
        if kept_tree != tree:
            state.take(step, kept_tree)

    def _tree(self, step: Step, line: str) -> Tree:
        """What a line means as the answer to *step*. Raises Again."""
        if step.question != PLAN:
            return answer_tree(self.state.asked(step.question), line, self.state.vocabulary)
        if step.technique:
            return planned_places(line, self.state.places_before(step.technique))
        tree = plan(line, self.state.vocabulary)
        return [str(name).removeprefix(fixed_words.MAYBE) for name in tree] if isinstance(tree, list) else tree

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

    def _review(self) -> Asking[bool]:
        """Shows all the answers; whether they are confirmed. Otherwise one was changed and the outcomes compared."""
        prompt = wording.review_prompt(self.state, self.who.audience)
        steps = {choice.key: step for choice, step in zip(prompt.choices, self.state.steps, strict=True)}
        while True:
            line = yield prompt
            try:
                key = self._review_key(prompt, line)
            except Again:
                self._problem(f"Write y, or a number from 1 to {len(steps)}.")
                prompt = replace(prompt, repeated=True)
                continue
            if key != YES:
                yield from self._change(steps[key])
            return key == YES

    def _review_key(self, prompt: Prompt, line: str) -> str:
        """The key of a line of the review, or that of all being right. Raises Again."""
        if bare(line) in wording.ALL_RIGHT:
            return YES
        return str(len(prompt.choices)) if bare(line) == BACK else prompt_key(prompt, line)

    def _change(self, step: Step) -> Asking[None]:
        before = self.outcome()
        yield from self._step(step)
        if not self.state.urgent():
            yield from self._questions()
        self._remark(wording.changed(before, self.outcome()))
