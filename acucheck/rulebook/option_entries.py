"""The options of a question: what each is called, when it is offered, and what a person it is true of can say."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.located import Node
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind, Condition, Wording
from acucheck.rulebook.conditions import YES, Scope, condition
from acucheck.rulebook.small_parts import identifier, line, sentence_to_say, wording

NO = "no"

YES_NO = "yes-no"
"""The answer that is written as one word and has two options."""

_LABELS = {YES: Wording("Yes", "Yes"), NO: Wording("No", "No")}
_OPTION = frozenset({"label", "short", "if", "say"})

_SLOTS = {
    AnswerKind.PLACES: "place",
    AnswerKind.NUMBER: "count",
    AnswerKind.GESTATION: "count",
    AnswerKind.NAMES: "",
}
"""What is filled into the sentence of a question without options; for names it is what they name."""


def labels(answer: Node) -> dict[str, Wording]:
    """What each option is called."""
    if answer.is_text():
        return dict(_LABELS)
    return {_option_id(name): _label(entry) for name, entry in _option_nodes(answer)}


def in_brief(answer: Node) -> dict[str, str]:
    """Option -> what it is called in the list that a practitioner answers, where that is not its label."""
    if answer.is_text():
        return {}
    fields = {name.text(): _fields(entry) for name, entry in _option_nodes(answer)}
    return {option: line(entry["short"]) for option, entry in fields.items() if "short" in entry}


def offered_if(answer: Node, scope: Scope) -> dict[str, Condition]:
    """The options with an `if` of their own. Raises InvalidFile when no option would be left without."""
    found = {}
    entries = [] if answer.is_text() else _option_nodes(answer)
    for name, entry in entries:
        fields = _fields(entry)
        if "if" in fields:
            found[name.text()] = condition(fields["if"], scope)
    if found and len(found) == len(entries):
        answer.pairs()[0][1].fail("an option without 'if' has to be left; give the question an 'if' instead")
    return found


def said_of_options(answer: Node, of_question: Node | None) -> dict[str, str]:
    """Option -> what can be said of it. That of a yes or a no stands at the question itself."""
    if answer.is_text():
        pairs = of_question.pairs() if of_question is not None else []
        words = {word: word for word in _LABELS}
        return {key.one_of(words): sentence_to_say(value) for key, value in pairs}
    if of_question is not None:
        of_question.fail("'say' stands at each option here: {label: ..., say: ...}")
    found = {}
    for name, entry in _option_nodes(answer):
        fields = _fields(entry)
        if "say" in fields:
            found[name.text()] = sentence_to_say(fields["say"])
    return found


def said_of_answer(kind: AnswerKind, names: NameKind | None, of_question: Node | None) -> str:
    """What can be said of places, a number or names, with a slot for what was answered. Empty where nothing is."""
    if of_question is None:
        return ""
    if kind not in _SLOTS:
        of_question.fail("nobody says this question's answer; take 'say' away")
    slot = _SLOTS[kind] if names is None else names.value
    return sentence_to_say(of_question, slot)


def _option_nodes(answer: Node) -> list[tuple[Node, Node]]:
    return answer.pairs()[0][1].pairs()


def _fields(entry: Node) -> Mapping[str, Node]:
    """The parts of an option that is more than its wording; none where it is that alone."""
    if entry.is_text() or not any(name.content in _OPTION for name, _ in entry.pairs()):
        return {}
    return entry.fields(["label"], ["short", "if", "say"])


def _label(entry: Node) -> Wording:
    return wording(_fields(entry).get("label", entry))


def _option_id(key: Node) -> str:
    return key.text() if key.text() in {YES, NO} else identifier(key)
