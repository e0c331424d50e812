"""The one line of a list: a question to which a plain no is true of every option of the list that it covers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.model.book import AnswerKind, OneLine, Wording
from acucheck.rulebook.small_parts import line, one


def one_line(
    fields: Mapping[str, Node], kind: AnswerKind, options: Mapping[str, Wording], gated: Collection[str]
) -> OneLine | None:
    """The one line among the *fields* of a question. Raises InvalidFile where an option is left out by it."""
    node = fields.get("one-line")
    if node is None:
        return None
    if kind is not AnswerKind.MANY or "if" in fields or gated:
        node.fail("only a list that is for everybody, with all its options, can have 'one-line'")
    parts = node.fields(["ask", "covers"], ["alone"])
    alone = {one(key, options): line(label) for key, label in parts["alone"].pairs()} if "alone" in parts else {}
    covers = [(item, one(item, options)) for item in parts["covers"].items()]
    problems = [
        item.problem(f"{option!r} stands alone as well; a line covers it or not")
        for item, option in covers
        if option in alone
    ]
    covered = frozenset(option for _, option in covers)
    left = [option for option in options if option not in covered | alone.keys()]
    if left:
        problems.append(
            parts["covers"].problem(
                f"a no to this line says nothing of {', '.join(left)}; add it here or under 'alone'"
            )
        )
    if problems:
        raise InvalidFile(problems)
    return OneLine(line(parts["ask"]), covered, alone)
