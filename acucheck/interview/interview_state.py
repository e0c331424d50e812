"""What has been said so far, what is asked next, and what an answer takes with it when it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from acucheck import logic
from acucheck.answers import decode, fixed_words
from acucheck.answers.file_writing import written_head
from acucheck.assess.engine import Conditions
from acucheck.interview.known_lines import known_lines
from acucheck.interview.last_visit import LastVisit
from acucheck.interview.listed_follow_ups import with_follow_ups
from acucheck.interview.named_before import NamedBefore
from acucheck.interview.planned_regions import SaidRegions
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import (
    NOBODY,
    Answer,
    Answers,
    BodyPlace,
    Earlier,
    Head,
    NotSure,
    Places,
    Plan,
    Ticks,
    Writer,
)
from acucheck.model.book import PLAN, Question, RuleBook, Wording
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Standing
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

SYSTEMS = QuestionId("body systems")
"""What stands in place of a question for the screen that asks about all lists with one line. It is no id in a book."""

OPENING = QuestionId("opening line")
"""What stands in place of a question for what is asked about an opening line. It is no id in a book either."""


class Step(Struct, frozen=True):
    """One thing to ask: a question, or with a technique, where that one is done."""

    question: QuestionId
    technique: TechniqueId = TechniqueId("")


class ReadBefore(Struct, frozen=True):
    """All that was said, as an answers file holds it, and what it was decoded to."""

    tree: dict[str, Tree]
    answers: Answers


class InterviewState(Struct):
    """The answers so far, as an answers file would hold them, and the steps taken to get there."""

    vocabulary: Vocabulary
    as_of: date
    writer: Writer | None = None
    said: dict[QuestionId, Tree] = {}
    where: dict[TechniqueId, Tree] = {}  # technique -> places
    techniques: list[TechniqueId] = []
    regions: Mapping[TechniqueId, SaidRegions] = {}  # where techniques are planned by the names that were typed
    steps: list[Step] = []
    opened: frozenset[QuestionId] = frozenset()  # lists with one line that are answered line by line all the same
    ticked: dict[QuestionId, list[str]] = {}  # what was ticked on the screen of body systems of a list that is opened
    denied: dict[QuestionId, frozenset[str]] = {}  # what was denied there of a list that is opened
    last: LastVisit | None = None
    confirmed: set[QuestionId] = set()  # the questions that were answered without being asked by themselves
    read_out: bool = False  # whether it was asked which of them stand
    named: NamedBefore = NamedBefore()
    read: ReadBefore | None = None  # what was asked for last, because one question asks for it a dozen times

    @property
    def book(self) -> RuleBook:
        return self.vocabulary.book

    @property
    def _audience(self) -> Audience:
        """In whose words techniques are written down."""
        if self.writer is Writer.PRACTITIONER:
            return Audience.PRACTITIONER
        return Audience.PATIENT

    @property
    def setting(self) -> Setting:
        """Who answers, and on which day."""
        return Setting(self.as_of, self.writer)

    @property
    def head(self) -> Head:
        """Whose answers they are, as far as the last visit knows it; on which day they are given, and by whom."""
        whose = NOBODY
        if self.last is not None:
            whose = self.last.head
        return Head(whose.id, whose.name, self.as_of, self.writer, self.as_of)

    def tree(self) -> dict[str, Tree]:
        """All that was said, as an answers file holds it, in the order of the questions."""
        said: dict[QuestionId, Tree] = {**self.named.open_answers(), **self.said}
        named = self.named.plan(self.book, self._audience)
        if self.techniques:
            said[PLAN] = self._plan()
        elif named and PLAN not in said:
            said[PLAN] = dict(named)
        return {name: said[name] for name in self.book.questions if name in said}

    def _plan(self) -> Tree:
        """The plan as an answers file holds it."""
        plan: dict[str, Tree] = {}
        for name in self.techniques:
            label = self.book.techniques[name].label.for_audience(self._audience)
            plan[label] = self.where.get(name, fixed_words.NOT_NAMED)
        return plan

    def answers(self) -> Answers:
        """What has been said so far, decoded like any answers file; and what is left of the last visit."""
        today = self.today()
        if self.last is None:
            return today
        both, _ = self.last.with_those_of(today)
        return both

    def earlier(self) -> Earlier | None:
        """Which answers are left of the last visit, and which are others now."""
        if self.last is None:
            return None
        _, earlier = self.last.with_those_of(self.today())
        return earlier

    def today(self) -> Answers:
        """What was said in this interview, and what was said to stand."""
        said = self.tree()
        if not said:
            return {}
        tree = {**written_head(self.head), **said}
        if self.read is None or self.read.tree != tree:
            node = node_of(tree, Origin("answers", private=True))
            self.read = ReadBefore(tree, decode(node, self.vocabulary, self.as_of))
        return self.read.answers

    def told(self, answers: Answers) -> Answers:
        """Those of *answers* that open follow-ups: not being sure about a whole question opens none."""
        return {name: each for name, each in answers.items() if not self._is_left_open(name, each)}

    def _is_left_open(self, name: QuestionId, answer: Answer) -> bool:
        stands_for = self.book.questions[name].not_sure
        return isinstance(answer, NotSure) and not stands_for

    def left_open(self, step: Step) -> bool:
        """Whether a step was answered with not sure and nothing else."""
        if step.technique:
            return self.where.get(step.technique) == fixed_words.NOT_SURE
        answer = self.answers().get(step.question)
        return answer is not None and self._is_left_open(step.question, answer)

    def copy(self) -> InterviewState:
        """What has been said so far, to come back to."""
        return replace(
            self,
            said=dict(self.said),
            where=dict(self.where),
            techniques=[*self.techniques],
            steps=[*self.steps],
            ticked=dict(self.ticked),
            denied=dict(self.denied),
            confirmed={*self.confirmed},
        )

    def restore(self, earlier: InterviewState) -> None:
        """Takes back all that was said since *earlier*."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(earlier, name))

    def tree_of(self, step: Step) -> Tree | None:
        """The answer to one step as it was recorded; None where there is none."""
        if step.technique:
            return self.where.get(step.technique)
        if step.question == PLAN and self.techniques:
            return [*self.techniques]
        return self.said.get(step.question)

    def given(self, step: Step) -> Answer | None:
        """The answer to one step; for one of a technique, its places."""
        answer = self.answers().get(step.question)
        if not step.technique:
            return answer
        planned = answer.items if isinstance(answer, Plan) else ()
        places: list[BodyPlace] = []
        for item in planned:
            if item.technique == step.technique:
                places += item.places
        return Places(tuple(places))

    def named_before(self, step: Step) -> Tree | None:
        """What the opening line named for a step that is not answered; None where it named nothing."""
        if step.technique in self.where:
            return None
        if step.technique:
            return self.named.places(step.technique, self.techniques) or None
        if step.question in self.said or (step.question == PLAN and self.techniques):
            return None
        if step.question == PLAN:
            return [*self.named.treatments] or None
        return self.named.answers.get(step.question)

    def next_step(self) -> Step | None:
        """What to ask next: file order, follow-ups only where their gate is true or may be by a line in doubt."""
        return next(self.open_steps(), None)

    def open_steps(self) -> Iterator[Step]:
        """Everything that is to be asked by what is known now."""
        on_screen = [each.id for each in self.systems if each.id not in self.said and each.id not in self.opened]
        conditions = Conditions(self.book, self.told(self.answers()))
        for question in self.book.questions.values():
            if question.id == PLAN:
                yield from self._plan_steps()
            elif question.id in on_screen[:1]:
                yield Step(SYSTEMS)
            elif question.id in on_screen:
                continue
            elif question.id not in self.said and self.is_open(question.id, conditions):
                yield Step(question.id)

    def _plan_steps(self) -> Iterator[Step]:
        if not self.techniques and PLAN not in self.said:
            yield Step(PLAN)
        for name in self.techniques:
            if name not in self.where:
                yield Step(PLAN, name)

    @property
    def systems(self) -> list[Question]:
        """The lists that a practitioner is asked about on one screen."""
        if self.writer is not Writer.PRACTITIONER:
            return []
        return [question for question in self.book.questions.values() if question.one_line is not None]

    def is_on_one_line(self, name: QuestionId) -> bool:
        """Whether one no was said to the lines of a list, but to those that stood on the screen by themselves."""
        answer = self.answers().get(name)
        return isinstance(answer, Ticks) and answer.on_one_line

    def places_before(self, technique: TechniqueId) -> Tree | None:
        """The places of the technique that is planned before this one; None for the first."""
        place = self.techniques.index(technique)
        if place == 0:
            return None
        return self.where.get(self.techniques[place - 1])

    def urgent(self) -> bool:
        """Whether a rule that calls for help holds already."""
        conditions = Conditions(self.book, self.answers())
        for rule in self.book.rules.values():
            if rule.urgent is not None and conditions.rule(rule.id) is Standing.HOLDS:
                return True
        return False

    def asked(self, question_id: QuestionId) -> Question:
        """The question with the options that are offered by what was said so far, and the follow-ups in its list."""
        question = with_follow_ups(self.book.questions[question_id], self.book)
        denied = self._denied_on_screen(question_id)
        if not question.offered_if and not denied:
            return question
        conditions = Conditions(self.book, self.answers())
        options: dict[str, Wording] = {}
        for name, label in question.options.items():
            if name not in denied and conditions.offered(question_id, name):
                options[name] = label
        return replace(question, options=options)

    def _denied_on_screen(self, name: QuestionId) -> frozenset[str]:
        """The options that were denied on the screen of body systems, until their list is answered."""
        if name in self.said or name not in self.denied:
            return frozenset()
        return self.denied[name] - self.known(name)

    def take(self, step: Step, tree: Tree) -> None:
        """Records an answer. When it differs from the one before, the follow-ups that rest on it are taken back.

        Those still to be asked are asked again.
        """
        before = self.tree().get(step.question)
        self._record(step, tree)
        self.confirmed.discard(step.question)
        self.take_step(step)
        if not step.technique and self.tree().get(step.question) != before:
            self.ask_again_what_rests_on(step.question)

    def take_by_the_way(self, name: QuestionId, tree: Tree) -> None:
        """Records the answer to a follow-up that was given in the list that opens it."""
        self.take(Step(name), tree)
        self.confirmed.add(name)

    def take_step(self, *steps: Step) -> None:
        """Puts steps among those taken, where they belong."""
        new = [step for step in steps if step not in self.steps]
        if new:
            self.steps = sorted([*self.steps, *new], key=self._order)

    def _order(self, step: Step) -> tuple[int, int]:
        """Where a step stands among the questions, and among the techniques of the plan."""
        questions = [*self.book.questions]
        if step.question == SYSTEMS:
            return questions.index(self.systems[0].id), -1
        place = 0
        if step.technique:
            place = self.techniques.index(step.technique) + 1
        return questions.index(step.question), place

    def _record(self, step: Step, tree: Tree) -> None:
        if step.technique:
            self.where[step.technique] = tree
        elif step.question == PLAN and isinstance(tree, list):
            self.techniques = [TechniqueId(str(name)) for name in tree]
            self.where = {name: places for name, places in self.where.items() if name in self.techniques}
            self.said.pop(PLAN, None)
        else:
            if step.question == PLAN:
                self.techniques = []
            self.said[step.question] = tree
            self.opened |= {step.question}

    def ask_again_what_rests_on(self, question: QuestionId) -> None:
        changed = {question}
        for other in self.book.questions.values():
            if self._rests_on(other, changed):
                changed.add(other.id)
                self.said.pop(other.id, None)
        conditions = Conditions(self.book, self.told(self.answers()))
        self.steps = [step for step in self.steps if self._still_stands(step, conditions)]

    def _rests_on(self, question: Question, changed: Collection[QuestionId]) -> bool:
        """Whether a question, or one of its options, is open only by an answer that has *changed*."""
        gates = [*question.offered_if.values()]
        if question.gate is not None:
            gates.append(question.gate)
        tested: set[QuestionId] = set()
        for gate in gates:
            tested.update(test.question for test in logic.tests(gate, self.book.facts))
        return not tested.isdisjoint(changed)

    def _still_stands(self, step: Step, conditions: Conditions) -> bool:
        if step.technique:
            return step.technique in self.techniques and step.technique in self.where
        if step.question == SYSTEMS:
            return True
        return step.question in self.tree() and self.is_open(step.question, conditions)

    def is_open(self, name: QuestionId, conditions: Conditions) -> bool:
        return conditions.gate(name) >= Standing.ACTS

    def is_before_plan(self, step: Step) -> bool:
        """Whether a step stands before the plan, as the danger signs do."""
        return self._order(step) < self._order(Step(PLAN))

    def known(self, name: QuestionId) -> frozenset[str]:
        """The lines or options of a question to which a name given elsewhere says yes: a no would contradict it."""
        ticked = [line for line in self.ticked_before(name) if not line.startswith(fixed_words.MAYBE)]
        return known_lines(self.book.questions[name], self.answers(), self.book).union(ticked)

    def ticked_before(self, name: QuestionId) -> list[str]:
        """What was ticked of a list on the screen of body systems, until the list itself is answered."""
        if name in self.said:
            return []
        return self.ticked.get(name, [])

    def before(self, step: Step) -> Step | None:
        """The last step taken that stands before *step*, or None at the start."""
        order = self._order(step)
        earlier = [taken for taken in self.steps if self._order(taken) < order]
        if not earlier:
            return None
        return earlier[-1]
