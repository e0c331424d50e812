"""Body systems on one screen, for a practitioner: a line for each list, opened by its number.

A line is a question to which a plain no is true of every option that it covers. An option that no line covers stands
on the screen by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from acucheck.answers import fixed_words
from acucheck.interview.interview_state import SYSTEMS, InterviewState, Step
from acucheck.interview.option_names import lines_named
from acucheck.interview.prompts import NO, NONE, NOT_SURE, Choice, Prompt, PromptKind, keyboard_hint
from acucheck.interview.question_prompts import progress
from acucheck.interview.systems_answers import says_something
from acucheck.interview.typed_choices import Again, Readings, chosen
from acucheck.interview.typed_line import clean
from acucheck.interview.typed_words import spoken_key
from acucheck.interview.wording import NONE_OF_THE_OTHERS, NONE_OF_THEM, UNSURE, systems_answered
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import Question
from acucheck.model.ids import QuestionId
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary

TEXT = "Any of these? A line with ? opens its list."
_COUNTS = "What was named before counts in any case."
WHY = (
    "A no on this screen is a no to everything that its line names, so say each line aloud.",
    "'None' stands for each line that is not marked. On the page and in the file it says that this was on one line.",
)


def systems_prompt(state: InterviewState) -> Prompt:
    """The screen: the line of each list, and the options that stand by themselves."""
    marked = marked_systems(state)
    none = NONE_OF_THE_OTHERS if marked else NONE_OF_THEM
    special = (none, UNSURE)
    step = Step(SYSTEMS)
    choices: list[Choice] = []
    for code, label in _labels(state.systems).items():
        choices.append(Choice(str(len(choices) + 1), code, label, known=code in marked))
    return Prompt(
        PromptKind.MANY,
        TEXT,
        keyboard_hint("Numbers", special),
        question=SYSTEMS,
        choices=tuple(choices),
        special=special,
        why=WHY,
        so_far=systems_answered(state) if step in state.steps else "",
        note=_COUNTS if marked else "",
        progress=progress(step, state),
    )


def marked_systems(state: InterviewState) -> frozenset[str]:
    """What counts on the screen in any case: a list in which something is known, or an option by itself."""
    marked: set[str] = set()
    for question in state.systems:
        known = state.known(question.id)
        alone = question.one_line is not None and known <= question.one_line.alone.keys()
        if says_something(state, question.id) or _was_ticked(question.id, state) or (known and not alone):
            marked.add(question.id)
        else:
            marked.update(f"{question.id}.{option}" for option in known)
    return frozenset(marked)


def _was_ticked(name: QuestionId, state: InterviewState) -> bool:
    """Whether a list in which something was ticked at the last visit is not answered yet."""
    return name not in state.said and state.last is not None and state.last.ticked(name)


def _labels(systems: Sequence[Question]) -> Mapping[str, str]:
    """What stands on the screen: a list by its id, an option that stands alone as `question.option`."""
    alone: dict[str, str] = {}
    lists: dict[str, str] = {}
    lines = {question.id: question.one_line for question in systems if question.one_line is not None}
    for name, line in lines.items():
        lists[name] = line.ask
        alone |= {f"{name}.{option}": label for option, label in line.alone.items()}
    return alone | lists  # what a word or two say is read before the long lines


def systems_tree(line: str, systems: Sequence[Question], vocabulary: Vocabulary) -> Tree:
    """The codes on the screen that *line* chooses, those not sure after `maybe `; none, or not sure. Raises Again."""
    line = clean(line)
    labels = _labels(systems)
    takes = f"Write numbers from 1 to {len(labels)} (2? maybe), 0 for none, u for not sure."
    said = spoken_key(line)
    if said in {NONE, NO}:
        return fixed_words.NONE
    if said == NOT_SURE:
        return fixed_words.NOT_SURE
    if said:
        raise Again(f"Which of them? {takes}")
    called = dict(labels)
    for question in systems:
        called[question.id] = question.short.practitioner  # its line on the screen is a long question
    return list(chosen(called, line, lambda name: _named(name, labels, systems, vocabulary), takes))


def _named(name: str, labels: Mapping[str, str], systems: Sequence[Question], vocabulary: Vocabulary) -> Readings:
    """What a whole name can stand for on the screen: a list, also by one of its options, or an option alone."""
    spelling = key(name)
    found: dict[frozenset[str], None] = {}
    for code, label in labels.items():
        if spelling and spelling == key(label):
            found[frozenset({code})] = None
    for question in systems:
        short = question.short
        if spelling in {key(short.practitioner), key(short.patient), key(question.id)}:
            found[frozenset({question.id})] = None
        for lines in lines_named(name, question, vocabulary):
            found[_codes(question, lines, labels)] = None
    return [*found]


def _codes(question: Question, lines: frozenset[str], labels: Mapping[str, str]) -> frozenset[str]:
    """The *lines* as they stand on the screen by themselves, or the list that they are in."""
    alone = frozenset(f"{question.id}.{line}" for line in lines)
    if alone <= labels.keys():
        return alone
    return frozenset({question.id})
