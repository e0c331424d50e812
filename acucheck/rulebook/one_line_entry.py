"""The one line of a list: a question to which a plain no is true of every option of the list that it covers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.model.book import AnswerKind, OneLine, Wording
from acucheck.rulebook.answer_entries import AnswerForm
from acucheck.rulebook.small_parts import known_id, known_ids, line, optional


def one_line_entry(fields: Mapping[str, Node], answer: AnswerForm, gated: Collection[str]) -> OneLine | None:
    """The one line among the *fields* of a question. Raises InvalidFile where an option is left out by it."""
    node = fields.get("one-line")
    if node is None:
        return None
    if answer.kind is not AnswerKind.MANY or "if" in fields or gated:
        node.fail("only a list that is for everybody, with all its options, can have 'one-line'")
    parts = node.fields(["ask", "covers"], ["alone"])
    alone = optional(parts.get("alone"), partial(_named_alone, answer.options), {})
    covers = known_ids(parts["covers"], answer.options)
    problems = []
    for item, option in zip(parts["covers"].items(), covers, strict=True):
        if option in alone:
            problems.append(item.problem(f"{option!r} stands alone as well; a line covers it or not"))
    left = [option for option in answer.options if option not in {*covers, *alone}]
    if left:
        message = f"a no to this line says nothing of {', '.join(left)}; add it here or under 'alone'"
        problems.append(parts["covers"].problem(message))
    if problems:
        raise InvalidFile(problems)
    return OneLine(line(parts["ask"]), frozenset(covers), alone)


def _named_alone(options: Mapping[str, Wording], node: Node) -> dict[str, str]:
    """Option -> what it is called there."""
    return {known_id(key, options): line(label) for key, label in node.pairs()}
