"""Prompts as the lines of a terminal, which serve a screen reader and 40 columns alike. No terminal is needed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import terminal_size
from typing import NamedTuple

from msgspec.structs import replace

from acucheck.interview.course import Interview
from acucheck.interview.prompts import Choice, Ending, Notice, NoticeKind, Progress, Prompt, PromptKind
from acucheck.interview.typed_words import bare

START = (
    "Type an answer, then Enter. ? explains it, b goes back, q stops.",
    "Enter alone never answers. Nothing is saved unless you ask.",
)
KEYS_AFTER = (
    "m shows the whole page, c changes an answer, a saves the answers, r saves the report; n is the next person."
)
AFTER = "m page, c change, a answers, r report, n next, x clear, q quit: "
WHOSE = "Whose report is it? "
NAME = "a name, 0 none, b goes back: "
LEFT = "Nothing is kept but the files you saved. What was shown stays on this screen until it is cleared or closed."
_LEAVE = frozenset({"q", "quit", "exit"})
PAGE_CLOSED = "The page is closed. m shows it again, r saves it to take along."
UNCHANGED = "Your answers are as they were."
CANNOT_CLEAR = "This terminal cannot be cleared from here: close it, so that nobody reads what stands on it."


class Line(NamedTuple):
    """A line to print, as long as it is; a *strong* one is to stand out."""

    text: str
    strong: bool = False


def conduct(
    interview: Interview, ask: Callable[[str], str], say: Callable[[Line], None], size: Callable[[], terminal_size]
) -> Ending:
    """Asks until the interview has ended. *ask* gives the line typed behind a hint; *say* prints a line.

    *size* says how much room there is, which may change in between.
    Raises KeyboardInterrupt for a word that leaves; the interview can go on where it was.
    """
    review: tuple[Choice, ...] = ()
    while interview.prompt.ending is None:
        shown = interview.prompt
        if shown.kind is PromptKind.REVIEW and shown.choices == review:
            shown = replace(shown, choices=(), text=UNCHANGED, note="")
        elif shown.kind is PromptKind.REVIEW:
            review = shown.choices
        for printed_line in printed(shown, size()):
            say(printed_line)
        line = ask(_indent(interview.prompt) + interview.prompt.hint)
        if bare(line) in _LEAVE:
            raise KeyboardInterrupt
        interview.answer(line)
    for notice in interview.prompt.notices:
        say(Line(_noticed(notice, "")))
    return interview.prompt.ending


def printed(prompt: Prompt, size: terminal_size) -> Iterator[Line]:
    """What stands above the line to type on: what was said before it, then the question with its list."""
    indent = _indent(prompt)
    yield from (Line(_noticed(notice, indent)) for notice in prompt.notices)
    if not prompt.repeated:
        yield from _question(prompt, indent, size)


_INDENT = "   "


def _indent(prompt: Prompt) -> str:
    """What is asked about an answer just given stands under it."""
    if prompt.kind in {PromptKind.CONFIRM, PromptKind.WORDS}:
        return _INDENT
    return ""


def _noticed(notice: Notice, indent: str) -> str:
    if notice.kind is NoticeKind.UNDERSTOOD:
        return _INDENT + notice.text
    return indent + notice.text


def _question(prompt: Prompt, indent: str, size: terminal_size) -> Iterator[Line]:
    """The question with its list; and the question again under a list that has scrolled it away."""
    if prompt.progress is not None or prompt.kind in {PromptKind.REVIEW, PromptKind.STANDING}:
        yield Line("")
    asked = Line(indent + _progress(prompt.progress) + prompt.text, strong=True)
    yield asked
    below = [*_list(prompt, size.columns), *_beside(prompt)]
    yield from map(Line, below)
    rows = sum(len(line) // size.columns + 1 for line in (asked.text, *below))
    if rows > size.lines - _TYPED_ON and prompt.kind is not PromptKind.REVIEW:
        yield asked


_TYPED_ON = 2
"""Lines that what is typed on may take."""


_MARKED = "* was named before."
_CHANGED = "* was changed."


def _beside(prompt: Prompt) -> Iterator[str]:
    note = prompt.note
    if any(choice.known for choice in prompt.choices):
        meaning = _CHANGED if prompt.kind is PromptKind.REVIEW else _MARKED
        note = f"{meaning} {note}".rstrip()
    if note:
        yield note
    if prompt.so_far:
        yield f"So far: {prompt.so_far}"
    if prompt.last_visit:
        yield f"Last time: {prompt.last_visit}"


def _list(prompt: Prompt, columns: int) -> Iterator[str]:
    """The choices, two on a line where there is room for both; read line by line they keep their order."""
    if {choice.code for choice in prompt.choices} <= {"yes", "no"}:
        return
    width = 3 if prompt.kind is PromptKind.WHO else 4
    lines = [_listed(choice, width) for choice in prompt.choices]
    if columns < _WIDE or prompt.kind in {PromptKind.REVIEW, PromptKind.STANDING}:
        yield from lines
        return
    half = columns // 2
    while lines:
        line = lines.pop(0)
        if lines and max(len(line), len(lines[0])) < half:
            line = f"{line:<{half}}{lines.pop(0)}"
        yield line


_WIDE = 100
"""Columns from which on two choices may stand beside each other."""


def _progress(progress: Progress | None) -> str:
    if progress is None:
        return ""
    more = "+" if progress.may_grow else ""
    return f"[{progress.number}/{progress.total}{more}] "


def _listed(choice: Choice, width: int) -> str:
    mark = "*" if choice.known else " "
    line = f"{choice.key:>{width}} {mark}{choice.label}"
    if choice.answer:
        line += f": {choice.answer}"
    return line
