"""What has been said so far, what is asked next, and what an answer takes with it when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from acucheck import logic
from acucheck.answers import decode, fixed_words
from acucheck.answers.file_writing import written_head, written_places
from acucheck.assess import assess
from acucheck.assess.engine import Conditions
from acucheck.interview.last_visit import LastVisit
from acucheck.interview.listed_follow_ups import with_follow_ups
from acucheck.interview.named_before import NamedBefore
from acucheck.interview.systems_answers import Opened, by_list
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import (
    NOBODY,
    Answer,
    Answers,
    Earlier,
    Head,
    MatchStatus,
    NameKind,
    Names,
    NotSure,
    Places,
    Plan,
    Ticks,
    Writer,
    names_given,
)
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, Wording
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Standing
from acucheck.model.report import Conflict
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

_DENIED = {AnswerKind.MANY: Ticks(), AnswerKind.ONE: Ticks(frozenset({"no"}))}
"""What denies all that a question asks, by its kind."""


SYSTEMS = QuestionId("body systems")
"""What stands in place of a question for the screen that asks about all lists with one line. It is no id in a book."""

OPENING = QuestionId("opening line")
"""What stands in place of a question for what is asked about an opening line. It is no id in a book either."""


class Step(Struct, frozen=True):
    """One thing to ask: a question, or with a technique, where that one is done."""

    question: QuestionId
    technique: TechniqueId = TechniqueId("")


class InterviewState(Struct):
    """The answers so far, as an answers file would hold them, and the steps taken to get there."""

    vocabulary: Vocabulary
    as_of: date
    writer: Writer | None = None
    said: dict[QuestionId, Tree] = {}
    where: dict[TechniqueId, Tree] = {}  # technique -> places
    techniques: list[TechniqueId] = []
    steps: list[Step] = []
    opened: frozenset[QuestionId] = frozenset()  # lists with one line that are answered line by line all the same
    ticked: dict[QuestionId, list[str]] = {}  # what was ticked on the screen of body systems of a list that is opened
    denied: dict[QuestionId, frozenset[str]] = {}  # what was denied there of a list that is opened
    last: LastVisit | None = None
    confirmed: set[QuestionId] = set()  # the questions that were answered without being asked by themselves
    read_out: bool = False  # whether it was asked which of them stand
    named: NamedBefore = NamedBefore()

    @property
    def book(self) -> RuleBook:
        return self.vocabulary.book

    @property
    def _audience(self) -> Audience:
        """In whose words techniques are written down."""
        return Audience.PRACTITIONER if self.writer is Writer.PRACTITIONER else Audience.PATIENT

    @property
    def setting(self) -> Setting:
        """Who answers, and on which day."""
        return Setting(self.as_of, self.writer)

    @property
    def head(self) -> Head:
        """Whose answers they are, as far as the last visit knows it; on which day they are given, and by whom."""
        whose = self.last.head if self.last is not None else NOBODY
        return Head(whose.id, whose.name, self.as_of, self.writer, self.as_of)

    def tree(self) -> dict[str, Tree]:
        """All that was said, as an answers file holds it, in the order of the questions."""
        said: dict[QuestionId, Tree] = {**self.named.open_answers(), **self.said}
        named = self.named.plan(self.book, self._audience)
        if named and PLAN not in said:
            said[PLAN] = dict(named)
        if self.techniques:
            labels = {name: self.book.techniques[name].label.for_audience(self._audience) for name in self.techniques}
            said[PLAN] = {label: self.where.get(name, fixed_words.NOT_NAMED) for name, label in labels.items()}
        return {name: said[name] for name in self.book.questions if name in said}

    def answers(self) -> Answers:
        """What has been said so far, decoded like any answers file; and what is left of the last visit."""
        today = self._today()
        return self.last.with_those_of(today)[0] if self.last is not None else today

    def earlier(self) -> Earlier | None:
        """Which answers are left of the last visit, and which are others now."""
        return self.last.with_those_of(self._today())[1] if self.last is not None else None

    def _today(self) -> Answers:
        """What was said in this interview, and what was said to stand."""
        tree = {**written_head(self.head), **self.tree()} if self.tree() else {}
        return decode(node_of(tree, Origin("answers", private=True)), self.vocabulary, self.as_of) if tree else {}

    def _told(self, answers: Answers) -> Answers:
        """Those of *answers* that open follow-ups: not being sure about a whole question opens none."""
        return {name: each for name, each in answers.items() if not self._is_left_open(name, each)}

    def _is_left_open(self, name: QuestionId, answer: Answer) -> bool:
        return isinstance(answer, NotSure) and not self.book.questions[name].not_sure

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
        self.said, self.where = earlier.said, earlier.where
        self.techniques, self.steps = earlier.techniques, earlier.steps
        self.opened, self.ticked, self.denied = earlier.opened, earlier.ticked, earlier.denied
        self.confirmed, self.read_out = earlier.confirmed, earlier.read_out
        self.named = earlier.named

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
        return Places(tuple(place for item in planned if item.technique == step.technique for place in item.places))

    def named_before(self, step: Step) -> Tree | None:
        """What the opening line named for a step that is not answered; None where it named nothing."""
        if step.technique:
            return (step.technique not in self.where and self.named.places(step.technique, self.techniques)) or None
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
        conditions = Conditions(self.book, self._told(self.answers()))
        for question in self.book.questions.values():
            if question.id == PLAN:
                yield from self._plan_steps()
            elif question.id in on_screen:
                yield from [Step(SYSTEMS)] if question.id == on_screen[0] else []
            elif question.id not in self.said and self._is_open(question.id, conditions):
                yield Step(question.id)

    def _plan_steps(self) -> Iterator[Step]:
        if not self.techniques and PLAN not in self.said:
            yield Step(PLAN)
        yield from (Step(PLAN, name) for name in self.techniques if name not in self.where)

    @property
    def systems(self) -> list[Question]:
        """The lists that a practitioner is asked about on one screen."""
        if self.writer is not Writer.PRACTITIONER:
            return []
        return [question for question in self.book.questions.values() if question.one_line is not None]

    def marked_systems(self) -> frozenset[str]:
        """What counts on that screen in any case: a list in which something is known, or an option by itself."""
        marked: set[str] = set()
        for question in self.systems:
            known = self.known(question.id)
            alone = question.one_line is not None and known <= question.one_line.alone.keys()
            if self._says_something(question.id) or self._was_ticked(question.id) or (known and not alone):
                marked.add(question.id)
            else:
                marked.update(f"{question.id}.{option}" for option in known)
        return frozenset(marked)

    def _was_ticked(self, name: QuestionId) -> bool:
        """Whether a list in which something was ticked at the last visit is not answered yet."""
        return name not in self.said and self.last is not None and self.last.ticked(name)

    def _says_something(self, name: QuestionId) -> bool:
        """Whether a list was answered line by line, and not with none or not sure."""
        return name in self.opened and isinstance(self.said.get(name), list)

    def is_on_one_line(self, name: QuestionId) -> bool:
        """Whether one no was said to the lines of a list, but to those that stood on the screen by themselves."""
        answer = self.answers().get(name)
        return isinstance(answer, Ticks) and answer.on_one_line

    def places_before(self, technique: TechniqueId) -> Tree | None:
        """The places of the technique that is planned before this one; None for the first."""
        place = self.techniques.index(technique)
        return self.where.get(self.techniques[place - 1]) if place else None

    def urgent(self) -> bool:
        """Whether a rule that calls for help holds already."""
        conditions = Conditions(self.book, self.answers())
        rules = (rule for rule in self.book.rules.values() if rule.urgent is not None)
        return any(conditions.rule(rule.id) is Standing.HOLDS for rule in rules)

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
        if step.question == SYSTEMS:
            self._take_systems(tree)
            return
        before = self.tree().get(step.question)
        self._record(step, tree)
        self.confirmed.discard(step.question)
        self._taken(step)
        if not step.technique and self.tree().get(step.question) != before:
            self._ask_again_what_rests_on(step.question)

    def _take_systems(self, tree: Tree) -> None:
        """Records what was said on the screen of body systems, and what is to be opened."""
        answers = by_list(tree, self.systems, self.marked_systems())
        self._taken(Step(SYSTEMS))
        for name, answer in answers.items():
            if isinstance(answer, Opened):
                self._open(name, answer)
            else:
                self._close(name, answer)

    def _open(self, name: QuestionId, on_screen: Opened) -> None:
        """Has a list answered line by line, unless it was; what was ticked of it stands marked there."""
        self.opened |= {name}
        if on_screen.ticked or not self._says_something(name):
            self.ticked[name] = on_screen.ticked
            self.denied[name] = on_screen.denied
            self.said.pop(name, None)

    def _close(self, name: QuestionId, tree: Tree) -> None:
        """Records what the screen says of a list. It is a line of the review where that is more than a no."""
        self.opened -= {name}
        self.steps = [step for step in self.steps if step.question != name]
        before = self.said.get(name)
        self.said[name] = tree
        if tree != fixed_words.NONE_ON_ONE_LINE:
            self._taken(Step(name))
            self.confirmed.add(name)
        if tree != before:
            self._ask_again_what_rests_on(name)

    def take_by_the_way(self, name: QuestionId, tree: Tree) -> None:
        """Records the answer to a follow-up that was given in the list that opens it."""
        self.take(Step(name), tree)
        self.confirmed.add(name)

    def _taken(self, *steps: Step) -> None:
        """Puts steps among those taken, where they belong."""
        new = [step for step in steps if step not in self.steps]
        if new:
            self.steps = sorted([*self.steps, *new], key=self._order)

    def _order(self, step: Step) -> tuple[int, int]:
        """Where a step stands among the questions, and among the techniques of the plan."""
        if step.question == SYSTEMS:
            return list(self.book.questions).index(self.systems[0].id), -1
        place = self.techniques.index(step.technique) + 1 if step.technique else 0
        return list(self.book.questions).index(step.question), place

    def _record(self, step: Step, tree: Tree) -> None:
        if step.technique:
            self.where[step.technique] = tree
        elif step.question == PLAN and isinstance(tree, list):
            self.techniques = [TechniqueId(str(name)) for name in tree]
            self.where = {name: places for name, places in self.where.items() if name in self.techniques}
            self.said.pop(PLAN, None)
        else:
            self.techniques = [] if step.question == PLAN else self.techniques
            self.said[step.question] = tree
            self.opened |= {step.question}

    def _ask_again_what_rests_on(self, question: QuestionId) -> None:
        changed = {question}
        for other in self.book.questions.values():
            gates = [*([other.gate] if other.gate is not None else []), *other.offered_if.values()]
            if any(test.question in changed for gate in gates for test in logic.tests(gate, self.book.facts)):
                changed.add(other.id)
                self.said.pop(other.id, None)
        conditions = Conditions(self.book, self._told(self.answers()))
        self.steps = [step for step in self.steps if self._still_stands(step, conditions)]

    def _still_stands(self, step: Step, conditions: Conditions) -> bool:
        if step.technique:
            return step.technique in self.techniques and step.technique in self.where
        if step.question == SYSTEMS:
            return True
        return step.question in self.tree() and self._is_open(step.question, conditions)

    def _is_open(self, name: QuestionId, conditions: Conditions) -> bool:
        return conditions.gate(name) >= Standing.ACTS

    def is_before_plan(self, step: Step) -> bool:
        """Whether a step stands before the plan, as the danger signs do."""
        return self._order(step) < self._order(Step(PLAN))

    def standing(self) -> list[QuestionId]:
        """The questions whose answers of the last visit need only be confirmed; none once that was asked."""
        if self.last is None or self.read_out:
            return []
        today = self._today()
        answers = dict(today)
        for name in self.book.questions:
            waits = name not in today and self.last.stands(name)
            if waits and self._is_open(name, Conditions(self.book, self._told(answers))):
                answers[name] = self.last.by_now[name]
        return [name for name in answers if name not in today]

    def confirm(self, last: LastVisit, names: list[QuestionId]) -> None:
        """Takes the answers of the *last* visit to the questions *names* for those of today."""
        self.said.update({name: last.tree(name) for name in names})
        self.confirmed.update(names)
        self.opened |= {*names}
        self._taken(*map(Step, names))

    def take_plan(self, plan: Plan) -> None:
        """Takes a *plan* whose techniques are all known for that of today, with its places."""
        self.take(Step(PLAN), list(dict.fromkeys(item.technique for item in plan.items)))
        for name in self.techniques:
            of_technique = [item for item in plan.items if item.technique == name]
            self.take(Step(PLAN, name), written_places(of_technique[0]))

    def known(self, name: QuestionId) -> frozenset[str]:
        """The lines or options of a question to which a name given elsewhere says yes: a no would contradict it."""
        answers = self.answers()
        ticked = frozenset(line for line in self.ticked_before(name) if not line.startswith(fixed_words.MAYBE))
        named = any(isinstance(answer, Names) and answer.entries for answer in answers.values())
        kind = self.book.questions[name].kind
        if not named or kind not in _DENIED:
            return ticked
        ticked |= _ticked_by_names(name, answers)
        report = assess(self.book, {**answers, name: _DENIED[kind]})
        against = [each for each in report.contradictions if each.kind is Conflict.NAMED and each.question == name]
        return ticked.union(*(each.lines for each in against))

    def ticked_before(self, name: QuestionId) -> list[str]:
        """What was ticked of a list on the screen of body systems, until the list itself is answered."""
        return [] if name in self.said else self.ticked.get(name, [])

    def before(self, step: Step) -> Step | None:
        """The last step taken that stands before *step*, or None at the start."""
        earlier = [taken for taken in self.steps if self._order(taken) < self._order(step)]
        return earlier[-1] if earlier else None


def _ticked_by_names(question: QuestionId, answers: Answers) -> frozenset[str]:
    """The lines of a question that conditions tick which were named for certain."""
    start = f"{question}."
    found: set[str] = set()
    for _, name in names_given(answers):
        if name.kind is NameKind.CONDITION and name.taken is MatchStatus.RECOGNISED:
            found |= {line.removeprefix(start) for line in name.concepts if line.startswith(start)}
    return frozenset(found)
