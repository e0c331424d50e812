"""What a practice decided on something that the core has: of which state of it, why, and who."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.rulebook.entry_digests import FEWEST, SHOWN
from acucheck.rulebook.small_parts import line, optional

_DIGEST = re.compile(r"[0-9a-f]+")
_ABOUT = ("of", "because", "by")


class Decision(Struct, frozen=True):
    """Why something of the core is changed or silenced, and who decided it; *outdated* says that the core went on."""

    because: str
    by: str
    outdated: Problem | None


def decision(key: Node, node: Node, now: str, what: str) -> tuple[Decision, Node]:
    """What was decided on *what* the core has, of which the digest is *now*, and *node* without it.

    Raises InvalidFile with all that is wrong.
    """
    fields, rest = taken_out(node, _ABOUT)
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for name in ("because", "by"):
        try:
            texts[name] = optional(fields.get(name), line, "")
        except InvalidFile as error:
            problems += error.problems
    if "because" not in fields:
        problems.append(key.problem("missing here: because; say why the practice decided so"))
    outdated = None
    try:
        outdated = _outdated(key, fields.get("of"), now, what)
    except InvalidFile as error:
        problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return Decision(texts["because"], texts["by"], outdated), rest


def _outdated(key: Node, of: Node | None, now: str, what: str) -> Problem | None:
    """What to say when the core changed since; None when it did not."""
    if of is None:
        key.fail(f"missing here: of; write 'of: {now[:SHOWN]}', which stands for {what} as the core has it now")
    then = of.text()
    if len(then) < FEWEST or not _DIGEST.fullmatch(then):
        of.fail(f"this is no digest; write 'of: {now[:SHOWN]}', which stands for {what} as the core has it now")
    if now.startswith(then):
        return None
    return of.problem(
        f"the core changed {what} since this was decided: it was {then}, it is {now[:SHOWN]}; "
        f"look at it, decide anew, and write 'of: {now[:SHOWN]}'"
    )


def until_then(outdated: Problem, what_counts: str) -> Problem:
    """An outdated decision with what counts until it is made anew."""
    return Problem(outdated.place, f"{outdated.message}; {what_counts}")


def taken_out(node: Node, names: Collection[str]) -> tuple[dict[str, Node], Node]:
    """The entries of those *names*, and *node* without them."""
    taken: dict[str, Node] = {}
    rest: Entries = []
    for key, value in node.pairs():
        if key.content in names:
            taken[str(key.content)] = value
        else:
            rest.append((key, value))
    return taken, Node(rest or None, node.origin, node.line, node.column)
