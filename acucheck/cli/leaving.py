"""Leaving an interview: one sentence says that nothing is kept, and what was answered can still be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from acucheck.cli.saving import Ask, Say

NOTHING_KEPT = "Nothing of this is kept unless you save it."
_KEYS = "b back, x leave and clear screen, q leave: "

_BACK, _CLEAR, _LEAVE = "b", "x", "q"


class Saving(NamedTuple):
    """Something that can be saved: the *key* for it, what it is called, and what saves it."""

    key: str
    label: str
    save: Callable[[], None]


def leaves(ask: Ask, say: Say, savings: Sequence[Saving], clear: Callable[[], None]) -> bool:
    """Whether somebody leaves who wanted to; what *savings* offer, and *clear*, are done when they are asked for.

    To stop once more, or a terminal that has gone, is leaving.
    """
    by_key = {each.key: each.save for each in savings}
    hint = "".join(f"{each.key} {each.label}, " for each in savings) + _KEYS
    takes = f"Write {', '.join(by_key)}, b, x or q."
    say(NOTHING_KEPT)
    try:
        while (key := ask(hint).strip().lower()) not in {_BACK, _CLEAR, _LEAVE}:
            if key in by_key:
                by_key[key]()
            else:
                say(takes)
    except (EOFError, KeyboardInterrupt):
        return True
    if key == _CLEAR:
        clear()
    return key != _BACK
