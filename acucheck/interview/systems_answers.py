"""What an answer to the screen of body systems says of each of its lists, and how that is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import Question
from acucheck.model.ids import QuestionId


class Opened(Struct, frozen=True):
    """That a list is to be answered line by line, and which of its lines were *ticked* or *denied* on the screen."""

    ticked: list[str]
    denied: frozenset[str] = frozenset()


def by_list(tree: Tree, systems: Iterable[Question], marked: Collection[str]) -> dict[QuestionId, Tree | Opened]:
    """For each list what *tree*, the codes that were chosen, says of it. What is *marked* counts in any case."""
    chosen: list[str] = []
    if isinstance(tree, list):
        chosen = [str(code) for code in tree]
    found: dict[QuestionId, Tree | Opened] = {}
    counting = [*chosen, *(code for code in sorted(marked) if fixed_words.MAYBE + code not in chosen)]
    for question in systems:
        ticked = _ticked(question, counting)
        is_chosen = question.id in chosen or fixed_words.MAYBE + question.id in chosen
        if is_chosen or question.id in marked:
            found[question.id] = _opened(question, ticked, tree)
        elif tree == fixed_words.NOT_SURE and ticked:
            found[question.id] = Opened(ticked)
        elif tree == fixed_words.NOT_SURE:
            found[question.id] = fixed_words.NOT_SURE
        elif ticked:
            found[question.id] = [*ticked, fixed_words.OTHERS_ON_ONE_LINE]
        else:
            found[question.id] = fixed_words.NONE_ON_ONE_LINE
    return found


def _opened(question: Question, ticked: list[str], tree: Tree) -> Opened:
    """A list that is opened: what stands on the screen by itself and was not chosen is denied, unless all is unsure."""
    if question.one_line is None or tree == fixed_words.NOT_SURE:
        return Opened(ticked)
    chosen = {option.removeprefix(fixed_words.MAYBE) for option in ticked}
    return Opened(ticked, frozenset(question.one_line.alone.keys() - chosen))


def _ticked(question: Question, chosen: Iterable[str]) -> list[str]:
    """The options of a list that stand on the screen by themselves and were chosen, those not sure after `maybe `."""
    start = f"{question.id}."
    found: list[str] = []
    for code in chosen:
        if code.startswith(start):
            found.append(code.removeprefix(start))
        elif code.startswith(fixed_words.MAYBE + start):
            found.append(fixed_words.MAYBE + code.removeprefix(fixed_words.MAYBE + start))
    return [*dict.fromkeys(found)]


def record(state: InterviewState, answers: Mapping[QuestionId, Tree | Opened]) -> None:
    """Records in *state* what was said on the screen, and what is to be opened."""
    state.take_step(Step(SYSTEMS))
    for name, answer in answers.items():
        if isinstance(answer, Opened):
            _open(state, name, answer)
        else:
            _close(state, name, answer)


def _open(state: InterviewState, name: QuestionId, on_screen: Opened) -> None:
    """Has a list answered line by line, unless it was; what was ticked of it stands marked there."""
    state.opened |= {name}
    if on_screen.ticked or not says_something(state, name):
        state.ticked[name] = on_screen.ticked
        state.denied[name] = on_screen.denied
        state.said.pop(name, None)


def _close(state: InterviewState, name: QuestionId, tree: Tree) -> None:
    """Records what the screen says of a list. It is a line of the review where that is more than a no."""
    state.opened -= {name}
    state.steps = [step for step in state.steps if step.question != name]
    before = state.said.get(name)
    state.said[name] = tree
    if tree != fixed_words.NONE_ON_ONE_LINE:
        state.take_step(Step(name))
        state.confirmed.add(name)
    if tree != before:
        state.ask_again_what_rests_on(name)


def says_something(state: InterviewState, name: QuestionId) -> bool:
    """Whether a list was answered line by line, and not with none or not sure."""
    return name in state.opened and isinstance(state.said.get(name), list)
