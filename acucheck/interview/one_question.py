"""One question: asked until it is answered, read back, and confirmed where what was typed is not certain."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_names, written_place
from acucheck.errors import InvalidFile
from acucheck.interview import wording
from acucheck.interview.answered_already import keeps, taken_back
from acucheck.interview.confirming import IS_RIGHT, RIGHT, STILL_COUNTS, Back, Confirming
from acucheck.interview.explaining import explain, explain_line, line_asked
from acucheck.interview.for_the_phone import prompt_in_haste
from acucheck.interview.graver_lines import Doubled, GraverLines
from acucheck.interview.held_open import held_open
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.interview.listed_follow_ups import Parted, are_numbers, parted
from acucheck.interview.named_before import named_text
from acucheck.interview.opening import Opening
from acucheck.interview.planned_regions import PlanWords
from acucheck.interview.prompts import BACK, WHY, YES, Asking, Notice, Prompt, problem, remark, understood
from acucheck.interview.question_prompts import question_prompt
from acucheck.interview.settling import Identity, Settling
from acucheck.interview.standing import take_plan
from acucheck.interview.systems_answers import by_list, record
from acucheck.interview.systems_screen import marked_systems, systems_prompt, systems_tree
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import AS_BEFORE_WORDS, answer_tree, plan, planned_places
from acucheck.interview.typed_named import with_named
from acucheck.interview.typed_words import bare, spoken_key
from acucheck.interview.wording import UNSURE, Who
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import NameKind, Names, Places, Plan
from acucheck.model.book import PLAN


class OneQuestion(Struct):
    """Asks one step after the other of one interview. *tell* takes a notice."""

    state: InterviewState
    who: Who
    tell: Callable[[Notice], None]
    contradicted: set[Identity]  # what was asked about already
    doubled: set[Doubled]  # the names of which it was asked which of two lines they speak of
    plan_words: PlanWords
    opening: Opening | None = None  # what comes before the first question
    in_haste: bool = False  # whether help is called: nothing is asked about what is typed
    hasty: list[Step] = []  # what was answered so

    def ask(self, step: Step, first: Step | None = None) -> Asking[bool]:
        """Asks *step*, or an earlier one after `b`, until it is answered. False when `b` leads to before *first*."""
        prompt = self._prompt(step)
        while True:
            line = yield prompt
            if bare(line) == BACK and step == first:
                return False
            if bare(line) == BACK and self.opening is not None and not self.state.steps:
                yield from self.opening.ask()
                if self.state.urgent():
                    return True
                prompt = self._prompt(step)
                continue
            if bare(line) == BACK:
                step = self.earlier(step)
                prompt = self._prompt(step)
                continue
            try:
                if not self._explains(prompt, line) and (yield from self._answer(step, line)):
                    return True
            except Back:
                prompt = self._prompt(step)
            else:
                prompt = replace(prompt, repeated=True)

    def _explains(self, prompt: Prompt, line: str) -> bool:
        """Whether a line asks what the question or a line of its list means, which is told."""
        key = line_asked(line) if prompt.choices else ""
        if line.strip() == WHY:
            explain(prompt, self.tell)
        elif key:
            explain_line(key, prompt, self.state.book, self.who.audience, self.tell)
        return line.strip() == WHY or bool(key)

    def _prompt(self, step: Step) -> Prompt:
        if step.question == SYSTEMS:
            return systems_prompt(self.state)
        if self.in_haste:
            return prompt_in_haste(step, self.state, self.who)
        return question_prompt(step, self.state, self.who)

    def earlier(self, step: Step) -> Step:
        """The step before *step*; the first one once more."""
        earlier = self.state.before(step)
        if earlier is None:
            self.tell(remark(wording.FIRST))
        return earlier or step

    def _answer(self, step: Step, line: str) -> Asking[bool]:
        """Takes a line for an answer, and says what it was taken for; or says why it is none. Raises Back."""
        as_before = self._plan_as_before(step, line)
        if as_before is not None:
            take_plan(self.state, as_before)
            self.tell(understood(wording.planned_as_before(as_before)))
            return True
        earlier = self.state.copy()
        if not keeps(line, step, self.state):
            try:
                answered = self._parted(step, line)
                self._check(step, answered.tree)
            except Again as again:
                self.tell(problem(str(again)))
                return False
            yield from self._take(step, answered, line)
        try:
            if self.in_haste and self.state.urgent():
                self.hasty.append(step)
            else:
                yield from self._confirm(step)
                yield from self.settle(step, earlier)
        except Back:
            if earlier.named_before(step) is not None:  # else what was named would be forgotten
                self.state.restore(earlier)
            raise
        audience = self.who.audience
        gone = taken_back(step, earlier, self.state, audience)
        for text in filter(None, (gone, *wording.read_back(line, step, self.state, audience))):
            self.tell(understood(text))
        return True

    def _parted(self, step: Step, line: str) -> Parted:
        """What *line* says of a step, and of the follow-ups that stand in its list. Raises Again."""
        tree = self._tree(step, line)
        by_number: Tree = []
        if isinstance(tree, list) and are_numbers(line) and step.question not in {SYSTEMS, PLAN}:
            question = self.state.asked(step.question)
            by_number = answer_tree(question, line, self.state.vocabulary, self.who.audience)
        return parted(step.question, tree, by_number if isinstance(by_number, list) else [], self.state.book)

    def _take(self, step: Step, answered: Parted, line: str) -> Asking[None]:
        """Takes the answer in a *line*, with what was named before and still counts. Raises Back."""
        tree = yield from self._with_names_before(step, answered.tree)
        if step.question == SYSTEMS:
            marked = marked_systems(self.state)
            record(self.state, by_list(tree, self.state.systems, marked))
            return
        self.state.take(step, tree)
        if step == Step(PLAN):
            self.state.regions = self.plan_words.regions(self.state.techniques, line)
        for follow_up, answer in answered.answered.items():
            self.state.take_by_the_way(follow_up, answer)

    def settle(self, step: Step, earlier: InterviewState, urgent: str = "") -> Asking[None]:
        """Settles what goes against the answer to *step*; asks whether it is right where it calls for help at once.

        *urgent* is that question, where it is not about that step alone. Raises Back, and then all is as it was
        *earlier* where it is not right.
        """
        yield from GraverLines(self.state, self.who.audience, step, self.tell, self.doubled).settle()
        yield from Settling(self.state, self.who.audience, step, self.tell, self.contradicted).settle()
        if self.state.urgent() and not earlier.urgent():
            text = urgent or wording.urgent(step, self.state, self.who.audience)
            yield from self._confirm_urgent(step, earlier, text)

    def _plan_as_before(self, step: Step, line: str) -> Plan | None:
        """The plan of the visit before, where a line says that it is the same."""
        says_so = (spoken_key(line) == YES and step not in self.state.steps) or bare(line) in AS_BEFORE_WORDS
        if step != Step(PLAN) or self.state.last is None or not says_so:
            return None
        return self.state.last.plan()

    def _with_names_before(self, step: Step, tree: Tree) -> Asking[Tree]:
        """The names with each that was given when this was asked before and is not among them, where it still counts.

        Raises Back.
        """
        before = self.state.said.get(step.question)
        answer = self.state.given(step)
        if not isinstance(answer, Names) or not isinstance(before, list):
            return tree
        entries: list[Tree] = [*tree] if isinstance(tree, list) else []
        typed = {named_text([entry], self.state.book) for entry in entries}
        kept: list[Tree] = []
        for entry in before:
            name = named_text([entry], self.state.book)
            if entry != fixed_words.NOT_SURE and name not in typed:
                kept += yield from self._still_counts(step, entry, name, answer)
        if not kept:
            return tree
        entries += kept
        if tree == fixed_words.NOT_SURE:
            entries.append(tree)
        return entries

    def _still_counts(self, step: Step, entry: Tree, name: str, answer: Names) -> Asking[list[Tree]]:
        """The *entry* by which a name counts that was not typed again; none where it is taken out. Raises Back."""
        meant = wording.what_it_may_be(name, answer, self.state.book, self.who.audience)
        text = f"You wrote '{name}' before{meant}. Does it still count?"
        code = yield from self._confirming(step).choice(text, (), *STILL_COUNTS, UNSURE)
        match code:
            case "yes":
                return [entry]
            case "no":
                return []
            case _:
                return [fixed_words.MAYBE + name]

    def _confirming(self, step: Step) -> Confirming:
        state = self.state
        return Confirming(state.vocabulary, state.setting, self.who.audience, step, self.tell)

    def _confirm_urgent(self, step: Step, earlier: InterviewState, text: str) -> Asking[None]:
        """Asks whether an answer that calls for help is right; else all is as it was *earlier*. Raises Back."""
        try:
            if (yield from self._confirming(step).choice(text, IS_RIGHT)) == RIGHT:
                return
        except Back:
            self.state.restore(earlier)
            raise
        self.state.restore(earlier)
        raise Back

    def _confirm(self, step: Step) -> Asking[None]:
        """Asks about each name and place that is not certain, and keeps what is meant. Raises Back."""
        tree = self.state.tree_of(step)
        items = tree if isinstance(tree, list) else []
        written = tuple(item for item in items if isinstance(item, str))
        confirming = replace(self._confirming(step), written=written)
        answer = self.state.given(step)
        kept: list[Tree] = []
        match answer:
            case Names(entries) if entries:
                kept = yield from confirming.names(answer, self.state.answers(), self._asked_before(step, tree))
                kept_tree = written_names(kept, answer)
            case Places(entries) if entries:
                for place in entries:
                    place_tree = yield from confirming.place(place)
                    kept.append(place_tree or written_place(place))
                kept_tree = kept + [fixed_words.NOT_SURE] * (not answer.complete)
            case _:
                return
        if kept_tree != tree:
            self.state.take(step, kept_tree)

    def _asked_before(self, step: Step, tree: Tree | None) -> list[Tree]:
        """The entries of an answer that need not be asked about: those that were, and what was typed as not sure."""
        named = self.state.named.answers.get(step.question)
        asked: list[Tree] = [*named] if isinstance(named, list) else []
        typed = tree if isinstance(tree, list) else []
        for item in typed:
            if isinstance(item, str) and item.startswith(fixed_words.MAYBE):
                asked.append(item)
        return asked

    def _tree(self, step: Step, line: str) -> Tree:
        """What a line means as the answer to *step*. Raises Again."""
        if step.question == SYSTEMS:
            return systems_tree(line, self.state.systems, self.state.vocabulary)
        named = self.state.named_before(step)
        if named is not None:
            return with_named(step, line, named, self.state.named.assumed, lambda: self._tree_alone(step, line))
        return self._tree_alone(step, line)

    def _tree_alone(self, step: Step, line: str) -> Tree:
        """What a line means by itself. Raises Again."""
        if step.question != PLAN:
            known = self.state.known(step.question)
            question = self.state.asked(step.question)
            tree = answer_tree(question, line, self.state.vocabulary, self.who.audience, known)
            if self.in_haste and question.names is NameKind.CONDITION and isinstance(tree, list):
                return [line.strip()]  # what happened is told in one sentence
            if question.names is NameKind.CONDITION and isinstance(tree, list):
                tree = [*held_open(list(map(str, tree)), line, self.state.vocabulary, self.state.setting)]
            return self._with_ticked(step, tree)
        if step.technique:
            tree = planned_places(line, self.state.places_before(step.technique))
            said = self.state.regions.get(step.technique)
            return tree if said is None else said.with_places(tree, self.state.vocabulary)
        self.plan_words.begin()
        tree = plan(line, self.state.vocabulary, self.who.audience, self.plan_words)
        if not isinstance(tree, list):
            return tree
        return [str(name).removeprefix(fixed_words.MAYBE) for name in tree]

    def _with_ticked(self, step: Step, tree: Tree) -> Tree:
        """The answer with what was ticked of its list before the list was opened. Raises Again."""
        ticked = self.state.ticked_before(step.question)
        if not ticked:
            return tree
        if tree == fixed_words.NOT_SURE:
            raise Again("A line is marked already. Mark it here too, and what you are not sure about as not sure.")
        lines: list[Tree] = [*tree] if isinstance(tree, list) else []
        options = {str(line).removeprefix(fixed_words.MAYBE) for line in lines}
        lines += [line for line in ticked if line.removeprefix(fixed_words.MAYBE) not in options]
        return lines

    def _check(self, step: Step, tree: Tree) -> None:
        """Decodes the answer as a file's would be, so that nothing else can be recorded. Raises Again."""
        if step.question == SYSTEMS:
            return
        trial = InterviewState(self.state.vocabulary, self.state.as_of, self.state.writer)
        try:
            if step.technique:
                trial.techniques = [step.technique]
            trial.take(step, tree)
            trial.answers()
        except InvalidFile as error:
            raise Again(error.problems[0].message[:1].upper() + error.problems[0].message[1:] + ".") from None
