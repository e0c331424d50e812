"""One line from a real terminal: typed ahead keys are thrown away first, and every way of stopping is let through."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prompt_toolkit import prompt as plain_prompt
from prompt_toolkit.application import get_app_session
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Attrs
from prompt_toolkit.utils import is_dumb_terminal
from questionary import Style, text

from acucheck.interview.typed_ahead import CONTROL_C, waiting_keys

_DIM = "nobold dim" if "dim" in Attrs._fields else "nobold"
"""Not every version of the library knows it."""

_CALM = Style([("question", _DIM), ("answer", ""), ("qmark", "")])


class Terminal:
    """Reads lines; `ask` is called with what to show in front of the cursor."""

    def __init__(self) -> None:
        # Asking a terminal where its cursor is makes it type the answer, which must not get near a question.
        os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

    def ask(self, hint: str) -> str:
        """The line as typed. Raises KeyboardInterrupt for Ctrl-C and EOFError for Ctrl-D or a closed terminal.

        `ask` of the library would turn Ctrl-C into None, which could be taken for an answer; its own checking while
        typing would keep a wrong line in the way of the next one, so lines are checked after Enter.
        """
        _throw_away_what_was_typed_ahead()
        if is_dumb_terminal():
            return plain_prompt(hint)
        return str(text(hint.rstrip(), qmark="", style=_CALM).unsafe_ask())


def _throw_away_what_was_typed_ahead() -> None:
    """Forgets the keys that were typed before anything was asked. Raises KeyboardInterrupt for a Ctrl-C among them."""
    read = "".join(press.data for press in get_typeahead(get_app_session().input))
    if CONTROL_C in read + waiting_keys():
        raise KeyboardInterrupt


@contextmanager
def own_screen() -> Iterator[Callable[[], None]]:
    """A screen that is gone without a trace at the end, where the terminal has one; what clears it is given.

    On Windows, and where nothing can be steered, what is shown goes on below what is there.
    """
    output = get_app_session().output
    if is_dumb_terminal() or not isinstance(output, Vt100_Output):
        yield _clear_nothing
        return

    def clear() -> None:
        output.erase_screen()
        output.cursor_goto(0, 0)
        output.flush()

    output.enter_alternate_screen()
    try:
        yield clear
    finally:
        output.quit_alternate_screen()
        output.flush()


def _clear_nothing() -> None:
    """Leaves what is on the screen."""
