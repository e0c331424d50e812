"""The opening line of a practitioner: asked once, read back, and marked in the questions that it is about.

What it names counts from then on, and is still asked. A part that is not understood is asked about and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.interview import wording
from acucheck.interview.confirming import IS_IT, IS_RIGHT, RIGHT, Back, Confirming
from acucheck.interview.graver_lines import doubled_names
from acucheck.interview.interview_state import OPENING, InterviewState, Step
from acucheck.interview.named_before import NamedBefore, named_text
from acucheck.interview.opening_line import OpeningLine, asks_for_age, read_line
from acucheck.interview.opening_plan import Treatment
from acucheck.interview.planned_regions import outside
from acucheck.interview.prompts import BACK, NONE, WHY, Asking, Choice, Notice, Prompt, PromptKind, problem, understood
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import clean
from acucheck.interview.typed_words import bare, spoken_key
from acucheck.interview.wording import UNSURE
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Name, NameKind, Names
from acucheck.model.book import Question, RuleBook
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience

_TEXT = "In one line, if you like: 68 m, apixaban, pacemaker; LI4, current at the knee"
_HINT = "0 skip: "
_WHY = (
    "What it names counts, and stands marked in the questions, which are all still asked.",
    "A word that is not understood is asked about and kept. Nothing in the line clears anything.",
)
_MEDICINE, _CONDITION, _PLACE, _TECHNIQUE = "medicine", "condition", "place", "technique"
_KINDS = (
    Choice("1", _MEDICINE, "a medicine"),
    Choice("2", _CONDITION, "a condition"),
    Choice("3", _PLACE, "a point or region to be treated"),
    Choice("4", _TECHNIQUE, "a technique"),
)
_STILL_ASKED = "nothing is cleared here; each question is asked."
_Plan = tuple[dict[TechniqueId, list[Tree]], TechniqueId]
"""Each technique with its places, and the technique that is assumed for places that were named without one."""

_SEVERAL = 2
_MOST_ASKED = 8
"""Scraps of one line that are asked about. Any further one is kept as the graver of what it may be."""


def opening_prompt() -> Prompt:
    """One free line, or none."""
    skip = Choice(NONE, fixed_words.NONE, "skip")
    return Prompt(PromptKind.OPENING, _TEXT, _HINT, special=(skip,), takes="One line about the person", why=_WHY)


def can_be_asked(book: RuleBook) -> bool:
    """Whether there are questions that take whatever stands in the line."""
    medicines = _asks_for_names(book, NameKind.MEDICINE)
    conditions = _asks_for_names(book, NameKind.CONDITION)
    return medicines is not None and conditions is not None


class Opening(Struct):
    """Asks for the line of one interview. *tell* takes a notice."""

    state: InterviewState
    tell: Callable[[Notice], None]

    def ask(self) -> Asking[None]:
        """Asks until a line is taken, or none is given."""
        prompt = opening_prompt()
        while True:
            line = yield prompt
            earlier = self.state.copy()
            try:
                yield from self._answer(line)
            except Back:
                self.state.restore(earlier)
                prompt = opening_prompt()
            except Again as again:
                self.tell(problem(str(again)))
                prompt = replace(prompt, repeated=True)
            else:
                return

    def _answer(self, line: str) -> Asking[None]:
        """Takes a line. Raises Again where it says nothing, and Back where it is to be written anew."""
        if line.strip() == WHY:
            raise Again(" ".join(_WHY))
        text = clean(line)
        if bare(text) == BACK:
            raise Again(wording.FIRST)
        if spoken_key(text) not in {"", NONE}:
            raise Again("Write what is known of the person, or none.")
        self.state.named = NamedBefore()
        if spoken_key(text) == NONE:
            return
        yield from self._take(read_line(text, self.state.vocabulary, self.state.setting))
        if self.state.urgent():
            yield from self._confirm_urgent()

    def _take(self, found: OpeningLine) -> Asking[None]:
        """Keeps all that stands in the line, asks about what is not certain, and reads it back. Raises Back."""
        self._take_age(found)
        places = yield from self._regions(found)
        strange: list[str] = []
        for number, scrap in enumerate(found.scraps):
            kind = (yield from self._kind_of(scrap)) if number < _MOST_ASKED else _MEDICINE
            if kind == _CONDITION:
                found.conditions.append(scrap)
            elif kind == _PLACE:
                places.append((yield from self._place(scrap)))
            elif kind == _TECHNIQUE:
                strange.append(scrap)
            else:  # a medicine, which is the graver of what a word may be
                found.medicines.append(scrap)
        yield from self._confirmed(NameKind.MEDICINE, [*found.medicines])
        yield from self._confirmed(NameKind.CONDITION, [*found.conditions])
        treatments, assumed = yield from self._treatments(found.treatments, places)
        self.state.named = replace(
            self.state.named, strange=tuple(strange), sex=found.sex, treatments=treatments, assumed=assumed
        )
        self._read_back(found)
        for text in found.says_nothing:
            self.tell(understood(f"'{text}': {_STILL_ASKED}"))

    def _take_age(self, found: OpeningLine) -> None:
        """Keeps the age, which the question about it takes."""
        asked = asks_for_age(self.state.book)
        if found.age and asked is not None:
            self._name(asked.id, found.age)

    def _name(self, question: QuestionId, tree: Tree) -> None:
        answers = {**self.state.named.answers, question: tree}
        self.state.named = replace(self.state.named, answers=answers)

    def _regions(self, found: OpeningLine) -> Asking[list[Tree]]:
        """The regions where something is done, or may be. Of the others nothing is known but that. Raises Back."""
        places: list[Tree] = []
        for region in found.regions:
            code = yield from self._confirming.choice(f"'{region}': is it to be treated there?", IS_IT, UNSURE)
            if code == "no":
                found.says_nothing.append(region)
            else:
                places += [place.typed for place in self.state.vocabulary.places(region)]
        return places

    def _kind_of(self, scrap: str) -> Asking[str]:
        """What a scrap is, or not sure. Raises Back."""
        text = f"'{scrap}' is not understood. Which is it? Going back writes the line again."
        return (yield from self._confirming.choice(text, _KINDS, UNSURE))

    def _place(self, scrap: str) -> Asking[Tree]:
        """A place that is not known, or the one that is meant by it. Raises Back."""
        [place, *others] = self.state.vocabulary.places(scrap)
        meant = None if others else (yield from self._confirming.place(place))
        return meant or scrap

    def _confirmed(self, kind: NameKind, typed: list[Tree]) -> Asking[None]:
        """Keeps the names that were typed, with what is meant by each that is not certain. Raises Back."""
        asked = _asks_for_names(self.state.book, kind)
        if not typed or asked is None:
            return
        self._name(asked.id, typed)
        given = self.state.answers()
        answer = given[asked.id]
        named = answer if isinstance(answer, Names) else Names()
        unsure = [entry for entry in typed if str(entry).startswith(fixed_words.MAYBE)]
        self._name(asked.id, (yield from self._confirming.names(named, given, unsure)))

    def _treatments(self, named: Sequence[Treatment], places: list[Tree]) -> Asking[_Plan]:
        """The plan: each technique with its places. Places without one go with the only technique that has none."""
        found: dict[TechniqueId, list[Tree]] = {}
        for treatment in named:
            there = self._places(treatment)
            for technique in (yield from self._techniques(treatment)):
                found.setdefault(technique, []).extend(there)
            if not treatment.techniques:
                places += treatment.places
        assumed = TechniqueId("")
        if places:
            target = self._technique_of_places(found)
            if target not in found:
                assumed = target
            found.setdefault(target, []).extend(places)
        in_order = {technique: found[technique] for technique in self.state.book.techniques if technique in found}
        return in_order, assumed

    def _places(self, treatment: Treatment) -> list[Tree]:
        """The places of a treatment, and the region that its name says where none of them lies there."""
        vocabulary = self.state.vocabulary
        region = vocabulary.technique_place(treatment.typed)
        places: list[Tree] = [*treatment.places]
        return [*places, *outside(places, [region] if region else [], vocabulary)]

    def _technique_of_places(self, named: Mapping[TechniqueId, Sequence[Tree]]) -> TechniqueId:
        """The technique of places without one: the only one *named* without places, else the first of the book."""
        without = [technique for technique, places in named.items() if not places]
        if len(without) == 1:
            return without[0]
        return next(iter(self.state.book.techniques))

    def _techniques(self, treatment: Treatment) -> Asking[list[TechniqueId]]:
        """The technique that is meant; all that it may be where that is not known. Raises Back."""
        choices: list[Choice] = []
        for name, technique in self.state.book.techniques.items():
            if name in treatment.techniques:
                choices.append(Choice(str(len(choices) + 1), name, technique.label.practitioner))
        techniques = [TechniqueId(choice.code) for choice in choices]
        if len(techniques) < _SEVERAL:
            return techniques
        text = f"'{treatment.typed}' is not certain. Which is it?"
        code = yield from self._confirming.choice(text, tuple(choices), UNSURE)
        if code == fixed_words.NOT_SURE:
            return techniques
        return [TechniqueId(code)]

    @property
    def _confirming(self) -> Confirming:
        state = self.state
        return Confirming(state.vocabulary, state.setting, Audience.PRACTITIONER, Step(OPENING), self.tell)

    def _confirm_urgent(self) -> Asking[None]:
        """Asks whether a sign that was named and calls for help is right. Raises Back."""
        names: list[str] = []
        for answer in self.state.answers().values():
            if isinstance(answer, Names):
                names += [name.typed for name in answer.typed]
        text = f"You wrote: {', '.join(names)}. This calls for help. Is it right?"
        if (yield from self._confirming.choice(text, IS_RIGHT)) != RIGHT:
            raise Back

    def _read_back(self, found: OpeningLine) -> None:
        for text in self._taken(found.sex):
            self.tell(understood(text))

    def _taken(self, sex: str) -> Iterator[str]:
        """What the line was taken for."""
        book, named = self.state.book, self.state.named
        for name, tree in named.answers.items():
            answer = self.state.answers()[name]
            if isinstance(answer, Names):
                for each in answer.entries:
                    yield wording.name_taken(each, book, Audience.PRACTITIONER) + self._if_graver(each)
            else:
                yield f"{book.questions[name].short.practitioner}: {tree}"
        if sex:
            yield f"Sex: {sex}"
        for technique, places in named.treatments.items():
            label = book.techniques[technique].label.practitioner
            yield f"{label}: {named_text([*places], book) or fixed_words.NOT_NAMED}"

    def _if_graver(self, name: Name) -> str:
        """That the list asks for the graver of two lines of which a name ticks the milder one."""
        book = self.state.book
        graver: list[str] = []
        for found in doubled_names(self.state.answers(), book):
            if found.typed == name.typed:
                graver.append(book.questions[found.question].listed(found.graver, Audience.PRACTITIONER))
        if not graver:
            return ""
        return f"; its list asks if it is rather: {'; '.join(graver)}"


def _asks_for_names(book: RuleBook, kind: NameKind) -> Question | None:
    """The question that asks for names of one kind."""
    for question in book.questions.values():
        if question.names is kind:
            return question
    return None
