"""What is written beside the options of a question: when each is offered, and what a person it is true of can say."""

from __future__ import annotations

from acucheck.located import Node
from acucheck.model.book import AnswerKind, Condition
from acucheck.rulebook.answer_entries import AnswerForm, option_fields
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.small_parts import NO, YES, line, sentence_to_say

_SLOTS = {
    AnswerKind.PLACES: "place",
    AnswerKind.NUMBER: "count",
    AnswerKind.GESTATION: "count",
    AnswerKind.NAMES: "",
}
"""What is filled into the sentence of a question without options; for names it is what they name."""


def in_brief(answer: AnswerForm) -> dict[str, str]:
    """Option -> what it is called in the list that a practitioner answers, where that is not its label."""
    found = {}
    for option, entry in answer.written_options():
        fields = option_fields(entry)
        if "short" in fields:
            found[option.text()] = line(fields["short"])
    return found


def offered_if(answer: AnswerForm, scope: Scope) -> dict[str, Condition]:
    """The options with an `if` of their own. Raises InvalidFile when no option would be left without."""
    found = {}
    for option, entry in answer.written_options():
        fields = option_fields(entry)
        if "if" in fields:
            found[option.text()] = condition(fields["if"], scope)
    if answer.written is not None and len(found) == len(answer.options):
        answer.written.fail("an option without 'if' has to be left; give the question an 'if' instead")
    return found


def said_of_options(answer: AnswerForm, of_question: Node | None) -> dict[str, str]:
    """Option -> what can be said of it. That of a yes or a no stands at the question itself."""
    if not answer.options:
        return {}
    if answer.written is None:
        return _said_of_yes_or_no(of_question)
    if of_question is not None:
        of_question.fail("'say' stands at each option here: {label: ..., say: ...}")
    found = {}
    for option, entry in answer.written_options():
        fields = option_fields(entry)
        if "say" in fields:
            found[option.text()] = sentence_to_say(fields["say"])
    return found


def _said_of_yes_or_no(node: Node | None) -> dict[str, str]:
    if node is None:
        return {}
    words = {YES: YES, NO: NO}
    return {key.one_of(words): sentence_to_say(value) for key, value in node.pairs()}


def said_of_answer(answer: AnswerForm, of_question: Node | None) -> str:
    """What can be said of places, a number or names, with a slot for what was answered. Empty where nothing is."""
    if of_question is None or answer.options:
        return ""
    if answer.kind not in _SLOTS:
        of_question.fail("nobody says this question's answer; take 'say' away")
    slot = _SLOTS[answer.kind]
    if answer.names is not None:
        slot = answer.names.value
    return sentence_to_say(of_question, slot)
