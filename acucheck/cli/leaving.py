"""Leaving an interview: one sentence says that nothing is kept, and what was answered can still be saved."""

from __future__ import annotations

from collections.abc import Callable

from acucheck.cli.saving import Ask, Say

NOTHING_KEPT = "Nothing of this is kept unless you save it."
LEAVING = "a save answers, b go on, x leave and clear screen, q leave: "

_SAVE, _GO_ON, _CLEAR, _LEAVE = "a", "b", "x", "q"


def leaves(ask: Ask, say: Say, save: Callable[[], None], clear: Callable[[], None]) -> bool:
    """Whether somebody leaves who wanted to; *save* and *clear* are done when they are asked for.

    To stop once more, or a terminal that has gone, is leaving.
    """
    say(NOTHING_KEPT)
    try:
        while (key := ask(LEAVING).strip().lower()) not in {_GO_ON, _CLEAR, _LEAVE}:
            if key == _SAVE:
                save()
            else:
                say("Write a, b, x or q.")
    except (EOFError, KeyboardInterrupt):
        return True
    if key == _CLEAR:
        clear()
    return key != _GO_ON
