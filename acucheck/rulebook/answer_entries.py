"""What an answer to a question looks like: its kind, its options, what its names name, the limits of a number."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind, Wording
from acucheck.rulebook import hints
from acucheck.rulebook.small_parts import NO, YES, decode_wording, identifier, known_id, line

_PLAIN = {
    "yes-no": AnswerKind.ONE,
    "gestation": AnswerKind.GESTATION,
    "places": AnswerKind.PLACES,
    "plan": AnswerKind.PLAN,
}
"""Answers that are written as one word."""

_WITH_DETAIL = {
    kind.value: kind
    for kind in (AnswerKind.MANY, AnswerKind.ONE, AnswerKind.NAMES, AnswerKind.NUMBER, AnswerKind.PLACES)
}
_NAMES = {kind.value: kind for kind in (NameKind.MEDICINE, NameKind.CONDITION)}
_YES_NO = {YES: Wording("Yes", "Yes"), NO: Wording("No", "No")}
_OPTION = frozenset({"label", "short", "if", "say"})


class AnswerForm(Struct, frozen=True):
    """How a question is answered."""

    kind: AnswerKind
    options: dict[str, Wording] = {}  # option -> what it is called
    written: Node | None = None  # the options as they are written out; a yes and a no are not
    names: NameKind | None = None
    low: float = -math.inf  # limits of a number
    high: float = math.inf
    unit: str = ""
    limb: bool = False  # whether a limb is asked for

    def written_options(self) -> Entries:
        """The options that are written out, each with what stands there."""
        if self.written is None:
            return []
        return self.written.pairs()


def answer_form(node: Node) -> AnswerForm:
    """How the question is answered that has this `answer`. Raises InvalidFile."""
    if node.is_text():
        return _plain_form(node)
    pairs = node.pairs()
    if len(pairs) != 1:
        node.fail("an answer is of one kind")
    key, detail = pairs[0]
    match key.one_of(_WITH_DETAIL):
        case AnswerKind.PLACES:
            return AnswerForm(AnswerKind.PLACES, limb=detail.one_of({"limb": True}))
        case AnswerKind.NAMES:
            return AnswerForm(AnswerKind.NAMES, names=detail.one_of(_NAMES))
        case AnswerKind.NUMBER:
            return _number_form(detail)
        case kind:
            return AnswerForm(kind, _option_labels(detail), detail)


def _plain_form(node: Node) -> AnswerForm:
    kind = node.one_of(_PLAIN, lambda word: hints.ANSWERS.get(word.lower(), ""))
    if kind is AnswerKind.ONE:
        return AnswerForm(kind, {**_YES_NO})
    return AnswerForm(kind)


def _number_form(detail: Node) -> AnswerForm:
    fields = detail.fields(["from", "to", "unit"])
    low = fields["from"].number()
    high = fields["to"].number()
    if low >= high:
        fields["to"].fail("'to' must be more than 'from'")
    return AnswerForm(AnswerKind.NUMBER, low=low, high=high, unit=line(fields["unit"]))


def _option_labels(detail: Node) -> dict[str, Wording]:
    return {_option_id(key): _label(entry) for key, entry in detail.pairs()}


def _option_id(key: Node) -> str:
    if key.text() in {YES, NO}:
        return key.text()
    return identifier(key)


def _label(entry: Node) -> Wording:
    return decode_wording(option_fields(entry).get("label", entry))


def option_fields(entry: Node) -> Mapping[str, Node]:
    """The parts of an option that is more than its wording; none where it is that alone."""
    if entry.is_text() or not entry.has_any(_OPTION):
        return {}
    return entry.fields(["label"], ["short", "if", "say"])


def healthy_answer(key: Node, fields: Mapping[str, Node], answer: AnswerForm, always: Mapping[str, Wording]) -> str:
    """What the healthy adult answers where neither `none` nor `no` is an answer; needed for every gate.

    It is one of the options that are *always* offered, or a number. Raises InvalidFile.
    """
    if "healthy" in fields:
        return _written_healthy(fields["healthy"], answer, always)
    if "if" not in fields and not _none_or_no_answers(answer, always):
        key.fail("a gate that 'none' or 'no' does not answer needs 'healthy:', the answer of a healthy adult")
    return ""


def _written_healthy(node: Node, answer: AnswerForm, always: Mapping[str, Wording]) -> str:
    if answer.kind is AnswerKind.ONE:
        return known_id(node, always)
    if answer.kind is not AnswerKind.NUMBER:
        node.fail("'healthy' is for one word or a number; a healthy adult answers this with 'none'")
    if not answer.low <= node.number() <= answer.high:
        node.fail(f"'healthy' must be an answer: from {answer.low:g} to {answer.high:g}")
    return node.text()


def _none_or_no_answers(answer: AnswerForm, always: Mapping[str, Wording]) -> bool:
    match answer.kind:
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            return False
        case AnswerKind.ONE:
            return NO in always
        case _:
            return True
